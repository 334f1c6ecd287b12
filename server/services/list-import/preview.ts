import type { ImportPreview } from '#server/contract/list-import.ts';
import type { ColumnTable } from './columns.ts';
import type { DateFormat } from './infer-formats.ts';
import type { NumberReader } from './number-columns.ts';
import type { Table } from './read-table.ts';
import type { Report } from './report.ts';

/** Rows of a preview that show what was understood. */
const sampleRows = 20;

/** Puts together what a list would do. */
export function makePreview<Column extends string>(
  kind: ImportPreview['kind'],
  table: Table,
  columns: ColumnTable<Column>,
  found: {
    readonly numbers: ReadonlyMap<Column, NumberReader>;
    readonly dates: ReadonlyMap<Column, DateFormat>;
    readonly sample: ImportPreview['sample'];
    readonly report: Report;
  },
): ImportPreview {
  const decimals = new Set([...found.numbers.values()].map(({ decimal }) => decimal).filter(Boolean));
  const dates = new Set([...found.dates.values()].map(({ shown }) => shown).filter(Boolean));
  return {
    kind,
    rows: table.rows.length,
    delimiter: table.delimiter,
    columns: columns.columns.map(({ heading, column }) => ({
      heading,
      column,
      format: column === null ? null : formatOf(column, found.numbers, found.dates),
    })),
    formats: { decimal: onlyOne(decimals), date: onlyOne(dates) },
    sample: found.sample.slice(0, sampleRows),
    errors: found.report.errors.sort((a, b) => a.row - b.row),
    warnings: found.report.warnings.sort((a, b) => a.row - b.row),
    committed: false,
  };
}

function formatOf<Column extends string>(
  column: Column,
  numbers: ReadonlyMap<Column, NumberReader>,
  dates: ReadonlyMap<Column, DateFormat>,
): string | null {
  const decimal = numbers.get(column)?.decimal;
  if (decimal === ',') return '1.234,5';
  if (decimal === '.') return '1,234.5';
  return dates.get(column)?.shown ?? null;
}

/** What all columns that needed a decision agree on; where they differ each column shows its own. */
function onlyOne<T>(values: ReadonlySet<T>): T | null {
  const [first] = values;
  return first !== undefined && values.size === 1 ? first : null;
}

/** Warns that the letters of a file were guessed. */
export function reportEncoding(table: Table, report: Report): void {
  if (table.isEncodingGuessed)
    report.warn(
      { row: 0 },
      'ENCODING_GUESSED',
      `The file was read as ${table.encoding}, which its headings suggest.`,
    );
}
