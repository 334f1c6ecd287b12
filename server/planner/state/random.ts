/** Seeded random numbers (xorshift128, Marsaglia 2003, doi 10.18637/jss.v008.i14): same seed, same sequence, on any machine. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(seed: number) {
    this.#a = mix(seed);
    this.#b = mix(this.#a);
    this.#c = mix(this.#b);
    this.#d = mix(this.#c) | 1;
    for (let skip = 0; skip < 16; skip++) this.bits();
  }

  /** 32 random bits, as an unsigned integer. */
  bits(): number {
    let t = this.#d;
    const s = this.#a;
    this.#d = this.#c;
    this.#c = this.#b;
    this.#b = s;
    t ^= t << 11;
    t ^= t >>> 8;
    this.#a = t ^ s ^ (s >>> 19);
    return this.#a >>> 0;
  }

  /** In [0, 1). */
  fraction(): number {
    return this.bits() / 4_294_967_296;
  }

  /** Whole, from 0 to limit − 1. */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }

  shuffle(values: Int32Array, count: number): void {
    for (let last = count - 1; last > 0; last--) {
      const other = this.below(last + 1);
      const kept = values[last]!; // both indices are below count
      values[last] = values[other]!;
      values[other] = kept;
    }
  }
}

/** Spreads a seed over 32 bits (the finaliser of MurmurHash3). */
function mix(value: number): number {
  let h = (value + 0x9e3779b9) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
