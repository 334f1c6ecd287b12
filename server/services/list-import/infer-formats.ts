import { cleanText } from './fold-text.ts';
import { readMoment, type DateOrder } from './read-moment.ts';
import type { Cell } from './read-table.ts';

export type DecimalMark = ',' | '.';

/** One way to read a number. */
export interface NumberReading {
  readonly value: number;
  /** Digits after the decimal mark as written. */
  readonly fractionDigits: number;
}

/** What a number of the column can be at all; only used to tell two readings of one cell apart. */
export type IsPossible = (reading: NumberReading) => boolean;

/** Why a column has no one format; indices into its cells. */
interface Unclear {
  /** `two-ways`: each cell can be read both ways. `mixed`: some cells only one way, some only the other. */
  readonly kind: 'two-ways' | 'mixed';
  readonly indices: readonly number[];
}

export interface NumberFormat {
  /** null where every cell reads the same both ways. */
  readonly decimal: DecimalMark | null;
  readonly unclear: Unclear | null;
}

/**
 * Finds the decimal mark of a column from all its cells. "1.250" alone is undecidable; "12.5", "1.250.000" or
 * "0.500" decide. `isPossible` decides too: 22.350 is no latitude when read as 22350.
 */
export function inferNumberFormat(
  cells: readonly Cell[],
  units: readonly string[],
  isPossible: IsPossible,
): NumberFormat {
  const point: number[] = [];
  const comma: number[] = [];
  const open: number[] = [];
  for (const [i, cell] of cells.entries()) {
    if (typeof cell === 'number' || cell === '') continue;
    let asPoint = readNumberAs(cell, '.', units);
    let asComma = readNumberAs(cell, ',', units);
    if (asPoint !== null && asComma !== null) {
      if (asPoint.value === asComma.value && asPoint.fractionDigits === asComma.fractionDigits) continue;
      const canPoint = isPossible(asPoint);
      const canComma = isPossible(asComma);
      if (canPoint && !canComma) asComma = null;
      if (canComma && !canPoint) asPoint = null;
      if (!canPoint && !canComma) continue;
    }
    if (asPoint !== null && asComma !== null) open.push(i);
    else if (asPoint !== null) point.push(i);
    else if (asComma !== null) comma.push(i);
  }
  return decide(point, comma, open, '.', ',');
}

function decide(
  first: readonly number[],
  second: readonly number[],
  open: readonly number[],
  firstMark: DecimalMark,
  secondMark: DecimalMark,
): NumberFormat {
  if (first.length > 0 && second.length > 0)
    return {
      decimal: null,
      unclear: { kind: 'mixed', indices: [...first, ...second].sort((a, b) => a - b) },
    };
  if (first.length > 0) return { decimal: firstMark, unclear: null };
  if (second.length > 0) return { decimal: secondMark, unclear: null };
  return { decimal: null, unclear: open.length > 0 ? { kind: 'two-ways', indices: open } : null };
}

/** A cell of a column whose format is known; null where it is no number. */
export function readNumber(cell: Cell, decimal: DecimalMark | null, units: readonly string[]): number | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null;
  const reading =
    readNumberAs(cell, decimal ?? '.', units) ?? (decimal === null ? readNumberAs(cell, ',', units) : null);
  return reading?.value ?? null;
}

/** Reads "1.250,5 kg" and the like with the given decimal mark; null where it does not fit. */
export function readNumberAs(
  text: string,
  decimal: DecimalMark,
  units: readonly string[],
): NumberReading | null {
  const bare = withoutUnits(cleanText(text.normalize('NFKC')).replaceAll('’', "'"), units).replace(
    /^[−–]/,
    '-',
  );
  const match = numberPatterns[decimal].exec(bare);
  if (match === null || !/\d/.test(bare)) return null;
  const digits = (match[2] ?? '0').replaceAll(/\D/g, '');
  const fraction = match[4] ?? '';
  const value = Number(`${match[1] === '-' ? '-' : ''}${digits}.${fraction || '0'}`);
  return { value, fractionDigits: fraction.length };
}

/** Sign, whole part (plain, or in groups of three with one kind of mark), fraction. */
const numberPatterns: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /^([+-]?)(\d+|[1-9]\d{0,2}(?:([,' ])\d{3})(?:\3\d{3})*)?(?:\.(\d+))?$/,
  ',': /^([+-]?)(\d+|[1-9]\d{0,2}(?:([.' ])\d{3})(?:\3\d{3})*)?(?:,(\d+))?$/,
};

/** Takes one unit off the front or the back; any other letters make it no number. */
function withoutUnits(text: string, units: readonly string[]): string {
  const lower = text.toLowerCase();
  for (const unit of units) {
    if (lower.endsWith(unit)) return text.slice(0, -unit.length).trim();
    if (lower.startsWith(unit)) return text.slice(unit.length).trim();
  }
  return text;
}

export interface DateFormat {
  /** null where no cell needs it. */
  readonly order: DateOrder | null;
  /** dd/mm/yyyy, mm/dd/yyyy, yyyy-mm-dd, or null where no cell holds a date. */
  readonly shown: string | null;
  readonly unclear: Unclear | null;
}

/**
 * Finds day and month order of a column from all its cells: 13/04 and 04/13 decide, 03/03 needs no decision,
 * 03/04 alone is undecidable; year-first dates are always fine.
 */
export function inferDateFormat(cells: readonly Cell[]): DateFormat {
  const dayFirst: number[] = [];
  const monthFirst: number[] = [];
  const open: number[] = [];
  let hasOther = false;
  for (const [i, cell] of cells.entries()) {
    const date = readMoment(cell)?.date;
    if (date === null || date === undefined) continue;
    if (date.kind === 'ymd' || date.first === date.second) hasOther = true;
    else if (date.first > 12) dayFirst.push(i);
    else if (date.second > 12) monthFirst.push(i);
    else open.push(i);
  }
  if (dayFirst.length > 0 && monthFirst.length > 0)
    return {
      order: null,
      shown: null,
      unclear: { kind: 'mixed', indices: [...dayFirst, ...monthFirst].sort((a, b) => a - b) },
    };
  if (dayFirst.length > 0) return { order: 'dmy', shown: 'dd/mm/yyyy', unclear: null };
  if (monthFirst.length > 0) return { order: 'mdy', shown: 'mm/dd/yyyy', unclear: null };
  if (open.length > 0) return { order: null, shown: null, unclear: { kind: 'two-ways', indices: open } };
  return { order: null, shown: hasOther ? 'yyyy-mm-dd' : null, unclear: null };
}
