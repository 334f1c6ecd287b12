/** Random numbers in [0, 1) that are the same for the same seed on every machine (Mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** In [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** Whole, both ends included. */
  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  pick<T>(items: readonly T[]): T {
    // An index below the length, of a list that is not empty.
    return items[Math.floor(this.next() * items.length)] as T;
  }

  isTrue(probability: number): boolean {
    return this.next() < probability;
  }

  /** A copy in random order (Fisher and Yates). */
  shuffle<T>(items: readonly T[]): T[] {
    const copy = [...items];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = this.whole(0, i);
      // Both indices are below the length.
      [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
    }
    return copy;
  }
}

/** Smooth noise of the plane, about −0.7 to 0.7, one bump per unit (gradient noise after Perlin 1985). */
export function makeNoise(seed: number): (x: number, y: number) => number {
  const cosines = new Float64Array(256);
  const sines = new Float64Array(256);
  for (let i = 0; i < 256; i++) {
    cosines[i] = Math.cos((i * Math.PI) / 128);
    sines[i] = Math.sin((i * Math.PI) / 128);
  }
  const slope = (ix: number, iy: number, dx: number, dy: number): number => {
    let h = Math.imul(ix, 0x27d4eb2d) ^ Math.imul(iy, 0x165667b1) ^ seed;
    h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
    h = (h ^ (h >>> 13)) & 255;
    return (cosines[h] ?? 0) * dx + (sines[h] ?? 0) * dy;
  };
  const fade = (t: number) => t * t * t * (t * (t * 6 - 15) + 10);
  return (x, y) => {
    const ix = Math.floor(x);
    const iy = Math.floor(y);
    const dx = x - ix;
    const dy = y - iy;
    const u = fade(dx);
    const v = fade(dy);
    const low = slope(ix, iy, dx, dy) * (1 - u) + slope(ix + 1, iy, dx - 1, dy) * u;
    const high = slope(ix, iy + 1, dx, dy - 1) * (1 - u) + slope(ix + 1, iy + 1, dx - 1, dy - 1) * u;
    return low * (1 - v) + high * v;
  };
}
