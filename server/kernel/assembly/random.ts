/** Seeded random numbers (xorshift128, Marsaglia 2003, doi 10.18637/jss.v008.i14), the same as `Random`'s. */
let a: u32 = 1;
let b: u32 = 2;
let c: u32 = 3;
let d: u32 = 4;

export function seedRandom(seed: i32): void {
  a = mix(<u32>seed);
  b = mix(a);
  c = mix(b);
  d = mix(c) | 1;
  for (let skip = 0; skip < 16; skip++) bits();
}

export function bits(): u32 {
  let t = d;
  const s = a;
  d = c;
  c = b;
  b = s;
  t ^= t << 11;
  t ^= t >> 8;
  a = t ^ s ^ (s >> 19);
  return a;
}

/** In [0, 1). */
export function fraction(): f64 {
  return <f64>bits() / 4294967296;
}

/** Whole, from 0 to limit − 1. */
export function below(limit: i32): i32 {
  return <i32>((<u64>bits() * <u64>limit) >> 32);
}

/** Spreads a seed over 32 bits (the finaliser of MurmurHash3). */
function mix(value: u32): u32 {
  let h: u32 = value + 0x9e3779b9;
  h = (h ^ (h >> 16)) * 0x85ebca6b;
  h = (h ^ (h >> 13)) * 0xc2b2ae35;
  return h ^ (h >> 16);
}
