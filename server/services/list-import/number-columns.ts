import { inferNumberFormat, readNumber, type DecimalMark } from './infer-formats.ts';
import type { ColumnTable } from './columns.ts';
import type { Cell, TableRow } from './read-table.ts';
import { nameRows, type Report } from './report.ts';

/** What the numbers of a column can be. */
export interface NumberRule {
  readonly min: number;
  readonly max: number;
  /** `min` itself is not allowed. */
  readonly isAboveMin?: boolean;
  readonly isWhole?: boolean;
  /** Most digits after the decimal mark: those of the currency. */
  readonly maxFractionDigits?: number;
  /** Lower-case units and signs that may stand before or after the number. */
  readonly units?: readonly string[];
}

/** Reads one number column of a list. */
export interface NumberReader {
  readonly decimal: DecimalMark | null;
  /** null where the cell is empty; undefined where it was reported as wrong. */
  read(row: TableRow): number | null | undefined;
}

/** Settles the format of a column over all its rows, then reads it cell by cell, reporting what cannot be. */
export function openNumberColumn<Column extends string>(
  table: ColumnTable<Column>,
  column: Column,
  rule: NumberRule,
  report: Report,
): NumberReader {
  const units = rule.units ?? [];
  const cells = table.rows.map((row) => trimmed(table.cell(row, column)));
  const { decimal, unclear } = inferNumberFormat(cells, units, ({ value, fractionDigits }) =>
    isPossible(value, fractionDigits, rule),
  );
  if (unclear !== null) {
    const rows = unclear.indices.map((i) => table.rows[i]?.row ?? 0);
    const example = String(cells[unclear.indices[0] ?? 0]);
    report.error(
      { row: rows[0] ?? 0, column },
      'FORMAT_UNCLEAR',
      unclear.kind === 'mixed'
        ? `Some numbers have a decimal comma and some a decimal point (rows ${nameRows(rows)}).`
        : `“${example}” may mean ${bothWays(example, units)} (${rows.length === 1 ? 'row' : 'rows'} ${nameRows(rows)}).`,
    );
  }
  return {
    decimal,
    read: (row) => {
      const cell = trimmed(table.cell(row, column));
      if (cell === '') return null;
      if (unclear !== null && typeof cell === 'string') return undefined;
      const value = readNumber(cell, decimal, units);
      const problem = value === null ? notANumber(cell) : rangeProblem(value, rule);
      if (problem === null) return value;
      report.error({ row: row.row, column }, problem.code, problem.message);
      return undefined;
    },
  };
}

function trimmed(cell: Cell): Cell {
  return typeof cell === 'string' ? cell.trim() : cell;
}

function isPossible(value: number, fractionDigits: number, rule: NumberRule): boolean {
  return rangeProblem(value, rule) === null && fractionDigits <= (rule.maxFractionDigits ?? Infinity);
}

function bothWays(text: string, units: readonly string[]): string {
  return `${readNumber(text, '.', units)} or ${readNumber(text, ',', units)}`;
}

function notANumber(cell: Cell): { code: string; message: string } {
  return { code: 'VALUE_INVALID', message: `“${cell}” is no plain number.` };
}

function rangeProblem(value: number, rule: NumberRule): { code: string; message: string } | null {
  if (rule.isWhole === true && !Number.isInteger(value))
    return { code: 'VALUE_INVALID', message: `${value} is no whole number.` };
  const isLow = rule.isAboveMin === true ? value <= rule.min : value < rule.min;
  if (!isLow && value <= rule.max) return null;
  const from = rule.isAboveMin === true ? `more than ${rule.min}` : `at least ${rule.min}`;
  return { code: 'VALUE_OUT_OF_RANGE', message: `${value} must be ${from} and at most ${rule.max}.` };
}
