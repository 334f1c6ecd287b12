import { findPhrase, type Leniency, type Phrases, type Token } from './tokens.ts';

/** Walks over a message's tokens; every `take` moves on only where it finds something. */
export class Reader {
  readonly tokens: readonly Token[];
  at: number;

  constructor(tokens: readonly Token[], at: number) {
    this.tokens = tokens;
    this.at = at;
  }

  get token(): Token | undefined {
    return this.tokens[this.at];
  }

  /** The value of the phrase that stands here, or undefined. */
  take<V>(phrases: Phrases<V>, leniency?: Leniency): V | undefined {
    const found = findPhrase(this.tokens, this.at, phrases, leniency);
    if (found === null) return undefined;
    this.at = found.end;
    return found.value;
  }

  sees<V>(phrases: Phrases<V>, leniency?: Leniency): boolean {
    return findPhrase(this.tokens, this.at, phrases, leniency) !== null;
  }

  takeSign(signs: string): boolean {
    const { token } = this;
    if (token?.kind !== 'sign' || !signs.includes(token.text)) return false;
    this.at++;
    return true;
  }

  /** Digits alone, at most `most`. */
  takeWhole(most: number): number | undefined {
    const { token } = this;
    if (token?.kind !== 'number' || !/^\d+$/.test(token.text) || Number(token.text) > most) return undefined;
    this.at++;
    return Number(token.text);
  }

  /** Does what `read` does, or nothing where it gives undefined. */
  attempt<T>(read: () => T | undefined): T | undefined {
    const before = this.at;
    const result = read();
    if (result === undefined) this.at = before;
    return result;
  }
}
