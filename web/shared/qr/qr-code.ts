import { correctionOf } from './reed-solomon.ts';

/** Of level M, by version from 1: bytes of correction in each block, and how many blocks carry how many data bytes. */
const layouts = [
  { correction: 10, blocks: [16] },
  { correction: 16, blocks: [28] },
  { correction: 26, blocks: [44] },
  { correction: 18, blocks: [32, 32] },
  { correction: 24, blocks: [43, 43] },
  { correction: 16, blocks: [27, 27, 27, 27] },
  { correction: 18, blocks: [31, 31, 31, 31] },
  { correction: 22, blocks: [38, 38, 39, 39] },
  { correction: 22, blocks: [36, 36, 36, 37, 37] },
  { correction: 26, blocks: [43, 43, 43, 43, 44] },
] as const;

/** Centres of the alignment patterns, by version from 1. */
const alignment: readonly (readonly number[])[] = [
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
];

/** A square of modules by rows; true is dark. Without the quiet zone of four modules around it. */
export type QrCode = readonly (readonly boolean[])[];

/**
 * A text as a QR code (ISO/IEC 18004) in bytes of UTF-8, level M, in the smallest of versions 1 to 10 that holds it.
 *
 * @throws RangeError where it is longer than 213 bytes
 */
export function qrCode(text: string): QrCode {
  const bytes = new TextEncoder().encode(text);
  const version = layouts.findIndex((layout, index) => bytes.length <= roomOf(layout, index + 1)) + 1;
  if (version === 0) throw new RangeError(`${bytes.length} bytes do not fit into a QR code of version 10.`);
  const words = interleave(layouts[version - 1]!, dataWords(bytes, version)); // it was found there
  const grid = new Grid(version);
  grid.place(words);
  return grid.masked();
}

const dataBytes = ({ blocks }: (typeof layouts)[number]): number =>
  blocks.reduce((sum: number, block) => sum + block, 0);

/** Four bits say that it is bytes, 8 (from version 10 on 16) how many. */
const roomOf = (layout: (typeof layouts)[number], version: number): number =>
  dataBytes(layout) - (version < 10 ? 2 : 3);

function dataWords(bytes: Uint8Array, version: number): Uint8Array {
  const words = new Uint8Array(dataBytes(layouts[version - 1]!)); // versions are those of the table
  let bit = 0;
  const write = (value: number, bits: number): void => {
    for (let at = bits - 1; at >= 0; at--, bit++) {
      if ((value >> at) & 1) words[bit >> 3]! |= 0x80 >> (bit & 7);
    }
  };
  write(0b0100, 4);
  write(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) write(byte, 8);
  // The terminator and the rest of its byte are zeros.
  const used = Math.ceil((bit + Math.min(4, words.length * 8 - bit)) / 8);
  for (let at = used; at < words.length; at++) words[at] = (at - used) % 2 === 0 ? 0xec : 0x11;
  return words;
}

/** The blocks' first bytes, their second ones, and so on; then their corrections alike. */
function interleave({ blocks, correction }: (typeof layouts)[number], words: Uint8Array): number[] {
  let from = 0;
  const data = blocks.map((length) => words.subarray(from, (from += length)));
  const corrections = data.map((block) => correctionOf(block, correction));
  return [...byColumns(data), ...byColumns(corrections)];
}

function byColumns(rows: readonly Uint8Array[]): number[] {
  const longest = Math.max(...rows.map(({ length }) => length));
  return Array.from({ length: longest }, (_, column) => rows.flatMap((row) => row[column] ?? [])).flat();
}

const masks: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

/** The modules while they are laid out. */
class Grid {
  private readonly size: number;
  private readonly dark: boolean[][];
  /** Modules that carry no data. */
  private readonly fixed: boolean[][];
  private readonly version: number;

  constructor(version: number) {
    this.version = version;
    this.size = 17 + 4 * version;
    this.dark = Array.from({ length: this.size }, () => Array.from({ length: this.size }, () => false));
    this.fixed = this.dark.map((row) => [...row]);
    this.layPatterns();
  }

  /** Words go up and down in pairs of columns from the right, around what is fixed. */
  place(words: readonly number[]): void {
    let bit = 0;
    let isUp = true;
    for (let right = this.size - 1; right > 0; right -= 2) {
      if (right === 6) right = 5;
      for (let step = 0; step < this.size; step++) {
        const row = isUp ? this.size - 1 - step : step;
        for (const column of [right, right - 1]) {
          if (this.fixed[row]![column]) continue;
          this.dark[row]![column] = (((words[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
          bit += 1;
        }
      }
      isUp = !isUp;
    }
  }

  /** Under the mask that makes it easiest to read. */
  masked(): QrCode {
    const all = masks.map((_, mask) => this.under(mask));
    const penalties = all.map(penaltyOf);
    return all[penalties.indexOf(Math.min(...penalties))]!; // one of them is the least
  }

  private under(mask: number): boolean[][] {
    const isFlipped = masks[mask]!; // one of the eight
    const modules = this.dark.map((row, y) =>
      row.map((isDark, x) => (this.fixed[y]![x] ? isDark : isDark !== isFlipped(y, x))),
    );
    this.eachFormatModule(mask, (row, column, isDark) => {
      modules[row]![column] = isDark;
    });
    return modules;
  }

  private layPatterns(): void {
    const last = this.size - 7;
    for (const [row, column] of [
      [0, 0],
      [0, last],
      [last, 0],
    ] as const) {
      this.layFinder(row, column);
    }
    for (let at = 8; at < this.size - 8; at++) {
      this.fix(6, at, at % 2 === 0);
      this.fix(at, 6, at % 2 === 0);
    }
    const centres = alignment[this.version - 1]!; // as many as versions
    for (const row of centres) for (const column of centres) this.layAlignment(row, column);
    this.eachFormatModule(0, (row, column) => this.fix(row, column, false));
    this.fix(this.size - 8, 8, true);
    this.layVersion();
  }

  private layFinder(top: number, left: number): void {
    for (let y = -1; y <= 7; y++) {
      for (let x = -1; x <= 7; x++) {
        const ring = Math.max(Math.abs(y - 3), Math.abs(x - 3));
        const [row, column] = [top + y, left + x];
        if (row < 0 || column < 0 || row >= this.size || column >= this.size) continue;
        this.fix(row, column, ring !== 2 && ring !== 4);
      }
    }
  }

  /** None where a finder pattern is. */
  private layAlignment(row: number, column: number): void {
    const last = this.size - 7;
    if ((row === 6 && (column === 6 || column === last)) || (row === last && column === 6)) return;
    for (let y = -2; y <= 2; y++) {
      for (let x = -2; x <= 2; x++) {
        this.fix(row + y, column + x, Math.max(Math.abs(y), Math.abs(x)) !== 1);
      }
    }
  }

  /** Level and mask with their own correction, twice: around the first finder, and beside the two others. */
  private eachFormatModule(mask: number, set: (row: number, column: number, isDark: boolean) => void): void {
    const bits = withRemainder(mask, 10, 0b10100110111) ^ 0b101010000010010;
    for (let at = 0; at < 15; at++) {
      const isDark = ((bits >> at) & 1) === 1;
      const [row, column] = at < 6 ? [at, 8] : at < 8 ? [at + 1, 8] : at === 8 ? [8, 7] : [8, 14 - at];
      set(row!, column!, isDark);
      if (at < 8) set(8, this.size - 1 - at, isDark);
      else set(this.size - 15 + at, 8, isDark);
    }
  }

  /** From version 7 on. */
  private layVersion(): void {
    if (this.version < 7) return;
    const bits = withRemainder(this.version, 12, 0b1111100100101);
    for (let at = 0; at < 18; at++) {
      const isDark = ((bits >> at) & 1) === 1;
      const [long, short] = [Math.floor(at / 3), this.size - 11 + (at % 3)];
      this.fix(long, short, isDark);
      this.fix(short, long, isDark);
    }
  }

  private fix(row: number, column: number, isDark: boolean): void {
    this.dark[row]![column] = isDark;
    this.fixed[row]![column] = true;
  }
}

/** A value with the remainder of its division by a polynomial over two elements behind it. Level M is 00. */
function withRemainder(value: number, degree: number, polynomial: number): number {
  let remainder = value << degree;
  for (let bit = 31; bit >= degree; bit--) {
    if ((remainder >>> bit) & 1) remainder ^= polynomial << (bit - degree);
  }
  return (value << degree) | remainder;
}

/** Rules of the standard: long lines of one colour, squares, what looks like a finder, and imbalance. */
function penaltyOf(modules: QrCode): number {
  const columns = modules.map((_, x) => modules.map((row) => row[x] === true));
  const lines = [...modules, ...columns].reduce((sum, line) => sum + linePenalty(line), 0);
  let squares = 0;
  for (let y = 1; y < modules.length; y++) {
    for (let x = 1; x < modules.length; x++) {
      const colour = modules[y]![x];
      const isSquare =
        modules[y - 1]![x] === colour && modules[y]![x - 1] === colour && modules[y - 1]![x - 1] === colour;
      if (isSquare) squares += 3;
    }
  }
  const share = modules.flat().filter(Boolean).length / modules.length ** 2;
  return lines + squares + Math.floor(Math.abs(share * 20 - 10)) * 10;
}

function linePenalty(line: readonly boolean[]): number {
  const text = line.map((isDark) => (isDark ? '1' : '0')).join('');
  const runs = text.match(/0{5,}|1{5,}/g) ?? [];
  const alike = [...text.matchAll(/(?=00001011101|10111010000)/g)].length;
  return runs.reduce((sum, { length }) => sum + length - 2, 0) + alike * 40;
}
