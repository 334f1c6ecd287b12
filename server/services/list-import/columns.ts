import { foldWord } from './fold-text.ts';
import { type Headings } from './headings.ts';
import type { Cell, Table, TableRow } from './read-table.ts';
import { nameRows, type Report } from './report.ts';

/** Remarks in brackets that leave a heading's meaning as it is: "Khối lượng (kg)", "开始时间（时:分）". */
const harmlessRemarks = new Set(
  'kg kilogram kilograms ky ki 公斤 千克 vnd d dong idr rp cny rmb 元 usd eur euro hhmm gio phut 时分 分钟 分 jam menit min minutes hours optional required neu co batbuoc 可选 必填 opsional wajib'
    .split(' ')
    .map(foldWord),
);

/** Finds the canonical column of a heading, or null. */
export type HeadingLookup<Column extends string> = (heading: string) => Column | null;

/** A lookup over the headings of all languages and the canonical names themselves. */
export function createHeadingLookup<Column extends string>(
  table: Readonly<Record<Column, Headings>>,
): HeadingLookup<Column> {
  const columns = new Map<string, Column>();
  // The keys of a record of this type are its columns.
  for (const [column, names] of Object.entries(table) as [Column, Headings][]) {
    columns.set(foldWord(column), column);
    for (const name of Object.values(names).flat()) columns.set(foldWord(name), column);
  }
  return (heading) => {
    const whole = columns.get(foldWord(heading));
    if (whole !== undefined) return whole;
    const bracket = /^(.*?)[([{（【［](.*)[)\]}）】］]\s*\*?$/u.exec(heading.trim());
    if (bracket === null || !harmlessRemarks.has(foldWord(bracket[2] ?? ''))) return null;
    return columns.get(foldWord(bracket[1] ?? '')) ?? null;
  };
}

/** A table whose cells can be asked for by canonical column. */
export interface ColumnTable<Column extends string> {
  readonly rows: readonly TableRow[];
  /** Heading in the file → canonical column, null where not recognised; in the file's order. */
  readonly columns: readonly { readonly heading: string; readonly column: Column | null }[];
  has(column: Column): boolean;
  /** '' where the column or the cell is absent. */
  cell(row: TableRow, column: Column): Cell;
}

/** Lays the headings over the rows and reports headings that are unknown or mean the same column, and rows that are too long. */
export function arrangeColumns<Column extends string>(
  table: Table,
  lookup: HeadingLookup<Column>,
  report: Report,
): ColumnTable<Column> {
  const places = new Map<Column, number>();
  const columns = table.headings.map((heading) => ({ heading, column: lookup(heading) }));
  for (const [i, { heading, column }] of columns.entries()) {
    if (column === null) {
      if (heading !== '')
        report.warn({ row: 0 }, 'COLUMN_UNKNOWN', `The column “${heading}” is not known and is left out.`);
      continue;
    }
    const first = places.get(column);
    if (first === undefined) places.set(column, i);
    else
      report.error(
        { row: 0, column },
        'COLUMN_TWICE',
        `“${table.headings[first]}” and “${heading}” both mean ${column}.`,
      );
  }
  reportLongRows(table, report);
  return {
    rows: table.rows,
    columns,
    has: (column) => places.has(column),
    cell: (row, column) => row.cells[places.get(column) ?? -1] ?? '',
  };
}

/** A cell beyond the last heading mostly means that an unquoted comma split a number in two. */
function reportLongRows(table: Table, report: Report): void {
  const long = table.rows.filter(({ cells }) =>
    cells.slice(table.headings.length).some((cell) => String(cell).trim() !== ''),
  );
  const first = long[0];
  if (first === undefined) return;
  const rows = nameRows(long.map(({ row }) => row));
  report.error(
    { row: first.row },
    'VALUE_INVALID',
    `More cells than headings in row ${rows}; a value with a comma in it must stand in quotation marks.`,
  );
}
