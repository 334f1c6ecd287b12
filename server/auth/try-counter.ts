interface Tries {
  count: number;
  /** Milliseconds since 1970; the count starts anew from here. */
  readonly until: number;
}

/** At most so many keys are remembered; beyond it the oldest go. Some 10 MB at worst. */
const maxKeys = 20_000;

/** Counts tries by key within a window that starts with the first, and forgets. */
export class TryCounter {
  readonly #limit: number;
  readonly #windowMs: number;
  readonly #tries = new Map<string, Tries>();

  constructor(limit: number, windowMs: number) {
    this.#limit = limit;
    this.#windowMs = windowMs;
  }

  /** Counts one; answers 0, or the milliseconds to wait where the limit was reached before. */
  count(key: string, nowMs: number): number {
    const known = this.#tries.get(key);
    if (known === undefined || known.until <= nowMs) {
      this.#tries.delete(key);
      this.#makeRoom(nowMs);
      this.#tries.set(key, { count: 1, until: nowMs + this.#windowMs });
      return 0;
    }
    if (known.count >= this.#limit) return known.until - nowMs;
    known.count++;
    return 0;
  }

  forget(key: string): void {
    this.#tries.delete(key);
  }

  get size(): number {
    return this.#tries.size;
  }

  /** When full, drops what is over, and at least a tenth. Windows are equally long, so the oldest are first. */
  #makeRoom(nowMs: number): void {
    if (this.#tries.size < maxKeys) return;
    for (const [key, { until }] of this.#tries) {
      if (until > nowMs && this.#tries.size <= maxKeys * 0.9) return;
      this.#tries.delete(key);
    }
  }
}
