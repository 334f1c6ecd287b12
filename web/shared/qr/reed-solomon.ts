/** Powers of 2 in the field of 256 elements over x⁸ + x⁴ + x³ + x² + 1, and which power each element is. */
const powers = new Uint8Array(512);
const logarithms = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power++) {
  powers[power] = value;
  powers[power + 255] = value;
  logarithms[value] = power;
  value = value & 0x80 ? (value << 1) ^ 0x11d : value << 1;
}

/** The bytes that a Reed-Solomon code puts behind data so that as many errors as half of them can be mended. */
export function correctionOf(data: Uint8Array, length: number): Uint8Array {
  const generator = generatorOf(length);
  const rest = new Uint8Array(length);
  for (const byte of data) {
    const factor = byte ^ rest[0]!; // a correction has bytes
    rest.copyWithin(0, 1);
    rest[length - 1] = 0;
    for (let at = 0; at < length; at++) rest[at]! ^= times(generator[at]!, factor);
  }
  return rest;
}

/** The product of (x − 2ⁱ) for i below `degree`, without its first coefficient, which is 1. */
function generatorOf(degree: number): Uint8Array {
  const coefficients = new Uint8Array(degree);
  coefficients[degree - 1] = 1;
  for (let root = 0; root < degree; root++) {
    for (let at = 0; at < degree; at++) {
      coefficients[at] = times(coefficients[at]!, powers[root]!) ^ (coefficients[at + 1] ?? 0);
    }
  }
  return coefficients;
}

const times = (a: number, b: number): number =>
  a === 0 || b === 0 ? 0 : powers[logarithms[a]! + logarithms[b]!]!;
