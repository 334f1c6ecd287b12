/** A piece of a message: a word, a run of digits with its marks, or a sign. Each ideograph is a word of its own. */
export interface Token {
  /** As written, lower case. */
  readonly text: string;
  /** Without diacritics. */
  readonly folded: string;
  /** Letters and their diacritics apart, so that where a tone is put (thuỷ, thủy) makes no difference. */
  readonly key: string;
  readonly kind: 'word' | 'number' | 'sign';
  /** Offsets in the message. */
  readonly start: number;
  readonly end: number;
}

const pieces = /\d+(?:[.,]\d+)*|\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}])+|\n|[^\s\p{L}\p{M}\p{N}]/gu;

/** Takes a message apart; white space goes, line ends stay as signs. */
export function tokenize(message: string): Token[] {
  const tokens: Token[] = [];
  for (const match of message.matchAll(pieces)) {
    const text = match[0].toLowerCase();
    const isNumber = /^\d/.test(text);
    const kind = isNumber ? 'number' : /^[\p{L}\p{M}]/u.test(text) ? 'word' : 'sign';
    tokens.push({ ...formsOf(text), kind, start: match.index, end: match.index + match[0].length });
  }
  return tokens;
}

/** Composed, with full-width digits and letters as plain ones, so that every rule sees one way of writing. */
export function normalizeMessage(message: string): string {
  return message
    .normalize('NFKC')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\p{Cf}\u{fe00}-\u{fe0f}]/gu, '')
    .replaceAll(/(?<=\p{L})['’](?=\p{L})/gu, '');
}

const marks = /[\u0300-\u036f]/g;

function formsOf(text: string): Pick<Token, 'text' | 'folded' | 'key'> {
  const apart = text.normalize('NFD');
  const folded = apart.replaceAll(marks, '').replaceAll('đ', 'd');
  const own = [...(apart.match(marks) ?? []), ...(text.includes('đ') ? ['đ'] : [])].sort().join('');
  return { text, folded, key: `${folded}${own}` };
}

/** A phrase of the vocabulary, taken apart as a message is. */
interface Phrase<V> {
  readonly words: readonly Token[];
  readonly value: V;
}

/** Phrases by their first word without diacritics, longest first. */
export type Phrases<V> = ReadonlyMap<string, readonly Phrase<V>[]>;

export function makePhrases<V>(entries: readonly (readonly [string, V])[]): Phrases<V> {
  return indexPhrases(entries.map(([text, value]) => ({ words: takeApart(text), value })));
}

/** What a phrase is looked for as. */
export function takeApart(text: string): readonly Token[] {
  return tokenize(normalizeMessage(text));
}

export function indexPhrases<V>(all: readonly Phrase<V>[]): Phrases<V> {
  const phrases = new Map<string, Phrase<V>[]>();
  for (const phrase of all) {
    const first = phrase.words[0]?.folded;
    if (first === undefined) continue;
    const alike = phrases.get(first);
    if (alike) alike.push(phrase);
    else phrases.set(first, [phrase]);
  }
  for (const list of phrases.values()) list.sort((a, b) => b.words.length - a.words.length);
  return phrases;
}

/** How strictly a word typed without diacritics is taken for one that has them. */
export type Leniency = 'any' | 'if-all-plain';

/**
 * The longest phrase that stands at `at`. A word with diacritics must be written so; one without may stand for any of
 * its letters, but where the message has diacritics a phrase of one word that lacks its own is another word
 * (`if-all-plain`: "toi" is I, not tối).
 */
export function findPhrase<V>(
  tokens: readonly Token[],
  at: number,
  phrases: Phrases<V>,
  leniency: Leniency = 'any',
): { value: V; end: number } | null {
  const first = tokens[at];
  if (first === undefined) return null;
  for (const { words, value } of phrases.get(first.folded) ?? []) {
    const fits = words.every((word, i) => isWord(tokens[at + i], word));
    if (!fits) continue;
    const isPlainOne = words.length === 1 && first.key !== words[0]?.key;
    if (isPlainOne && leniency === 'if-all-plain' && !tokens.every(isPlain)) continue;
    return { value, end: at + words.length };
  }
  return null;
}

function isWord(token: Token | undefined, word: Token): boolean {
  if (token === undefined) return false;
  return token.key === word.key || (isPlain(token) && token.folded === word.folded);
}

export const isPlain = ({ key, folded }: Token): boolean => key === folded;
