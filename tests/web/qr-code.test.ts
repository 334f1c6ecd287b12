import { describe, expect, it } from 'vitest';
import { type QrCode, qrCode } from '#web/shared/qr/qr-code.ts';

describe('a QR code', () => {
  it.each([
    ['a', 1],
    ['https://a.example/drive', 2],
    ['https://hub.example.org/drive/#AbCdEfGhIjKlMnOpQrStUvWx', 4],
    ['Tả Phìn 者竜 đơn hàng', 3],
    ['x'.repeat(84), 5],
    ['x'.repeat(85), 6],
    ['x'.repeat(122), 7],
    ['x'.repeat(152), 8],
    ['x'.repeat(180), 9],
    ['x'.repeat(213), 10],
  ])('of %s is read again, in version %i', (text, version) => {
    const code = qrCode(text);
    expect(code).toHaveLength(17 + 4 * version);
    expect(readCode(code)).toBe(text);
  });

  it('is refused where the text is too long', () => {
    expect(() => qrCode('x'.repeat(214))).toThrow(RangeError);
  });
});

/** Level M by version: bytes of correction of each block, and the data bytes of each block (ISO/IEC 18004, table 9). */
const blocksOf: Record<number, [number, number[]]> = {
  1: [10, [16]],
  2: [16, [28]],
  3: [26, [44]],
  4: [18, [32, 32]],
  5: [24, [43, 43]],
  6: [16, [27, 27, 27, 27]],
  7: [18, [31, 31, 31, 31]],
  8: [22, [38, 38, 39, 39]],
  9: [22, [36, 36, 36, 37, 37]],
  10: [26, [43, 43, 43, 43, 44]],
};
/** Formats of level M with masks 0 to 7 (table C.1). */
const formats = [0x5412, 0x5125, 0x5e7c, 0x5b4b, 0x45f9, 0x40ce, 0x4f97, 0x4aa0];

/** Reads a code without errors as a scanner does, and checks the correction bytes on the way. */
function readCode(code: QrCode): string {
  const size = code.length;
  const version = (size - 17) / 4;
  const at = (row: number, column: number) => (code[row]?.[column] ? 1 : 0);
  const around = [0, 1, 2, 3, 4, 5, 7, 8].map((row) => [row, 8] as const);
  const places = [...around, ...[7, 5, 4, 3, 2, 1, 0].map((column) => [8, column] as const)];
  const format = places.reduce((sum, [row, column], bit) => sum | (at(row, column) << bit), 0);
  const mask = formats.indexOf(format);
  expect(mask).toBeGreaterThanOrEqual(0);
  const bits: number[] = [];
  const isUp = (pair: number) => pair % 2 === 0;
  const pairs = Array.from({ length: (size - 1) / 2 }, (_, pair) => size - 1 - 2 * pair);
  for (const [pair, right] of pairs.map((each) => (each <= 6 ? each - 1 : each)).entries()) {
    for (let step = 0; step < size; step++) {
      const row = isUp(pair) ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        if (!isFunction(row, column, size, version)) bits.push(at(row, column) ^ flip(mask, row, column));
      }
    }
  }
  const [correction, lengths] = blocksOf[version]!;
  const words = Array.from({ length: Math.floor(bits.length / 8) }, (_, word) =>
    bits.slice(word * 8, word * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0),
  );
  const blocks = lengths.map((): number[] => []);
  let next = 0;
  for (let column = 0; column < Math.max(...lengths); column++) {
    for (const [block, length] of lengths.entries()) if (column < length) blocks[block]!.push(words[next++]!);
  }
  const data = blocks.flat();
  for (let column = 0; column < correction; column++) for (const block of blocks) block.push(words[next++]!);
  for (const block of blocks) expect(syndromes(block, correction)).toEqual(Array(correction).fill(0));
  const stream = data.flatMap((word) => [...word.toString(2).padStart(8, '0')]).join('');
  expect(stream.slice(0, 4)).toBe('0100');
  const counted = version < 10 ? 8 : 16;
  const length = Number.parseInt(stream.slice(4, 4 + counted), 2);
  const bytes = Array.from({ length }, (_, byte) =>
    Number.parseInt(stream.slice(4 + counted + byte * 8, 12 + counted + byte * 8), 2),
  );
  return new TextDecoder().decode(new Uint8Array(bytes));
}

function isFunction(row: number, column: number, size: number, version: number): boolean {
  const isFinder = (row < 9 && (column < 9 || column >= size - 8)) || (row >= size - 8 && column < 9);
  const isTiming = row === 6 || column === 6;
  const isVersion = version >= 7 && ((row < 6 && column >= size - 11) || (column < 6 && row >= size - 11));
  return isFinder || isTiming || isVersion || isAlignment(row, column, size, version);
}

function isAlignment(row: number, column: number, size: number, version: number): boolean {
  if (version === 1) return false;
  const middle = { 7: 22, 8: 24, 9: 26, 10: 28 }[version];
  const centres = [6, ...(middle ? [middle] : []), size - 7];
  return centres.some((y) =>
    centres.some((x) => {
      const isAtFinder = (x === 6 && y === 6) || (x === 6 && y === size - 7) || (x === size - 7 && y === 6);
      return !isAtFinder && Math.abs(row - y) <= 2 && Math.abs(column - x) <= 2;
    }),
  );
}

function flip(mask: number, i: number, j: number): number {
  const rules = [
    (i + j) % 2,
    i % 2,
    j % 3,
    (i + j) % 3,
    (Math.floor(i / 2) + Math.floor(j / 3)) % 2,
    ((i * j) % 2) + ((i * j) % 3),
    (((i * j) % 2) + ((i * j) % 3)) % 2,
    (((i + j) % 2) + ((i * j) % 3)) % 2,
  ];
  return rules[mask] === 0 ? 1 : 0;
}

/** The block as a polynomial at the roots of the code: all zero where nothing is wrong. */
function syndromes(block: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, root) => {
    let at = 1;
    for (let power = 0; power < root; power++) at = product(at, 2);
    return block.reduce((sum, word) => product(sum, at) ^ word, 0);
  });
}

/** In the field of 256 elements, bit by bit. */
function product(a: number, b: number): number {
  let sum = 0;
  for (let bit = 7; bit >= 0; bit--) {
    sum = sum & 0x80 ? ((sum << 1) ^ 0x11d) & 0xff : (sum << 1) & 0xff;
    if ((b >> bit) & 1) sum ^= a;
  }
  return sum;
}
