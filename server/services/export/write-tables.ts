import Papa from 'papaparse';
import { Temporal } from 'temporal-polyfill';
import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import type { Locale } from '#server/contract/basics.ts';
import { minorDigits } from '../list-import/money-cells.ts';
import { headings, kindNames, sheetNames } from './headings.ts';
import type { CellKind, ExportCell, ExportTable } from './plan-tables.ts';

export interface ExportStyle {
  readonly locale: Locale;
  readonly currency: string;
  readonly timezone: string;
  readonly date: string;
}

/** So that Excel reads it as UTF-8. */
const byteOrderMark = '\uFEFF';

/** Rows as people read them: money in major units, times by the clock of the hub. */
export function writeCsv({ columns, rows }: ExportTable, style: ExportStyle): Buffer {
  const write = cellWriter(style);
  const fields = headingsOf(columns, style.locale);
  const data = rows.map((row) => row.map((cell, at) => write(cell, columns[at]!.kind))); // each has its column
  // What a spreadsheet would run as a formula stays text.
  return Buffer.from(byteOrderMark + Papa.unparse({ fields, data }, { escapeFormulae: true }));
}

/** A sheet for each table, its headings in bold and always in sight. */
export async function writeXlsx(tables: readonly ExportTable[], style: ExportStyle): Promise<Buffer> {
  const write = cellWriter(style);
  const digits = minorDigits(style.currency);
  const formats: Partial<Record<CellKind, string>> = {
    money: digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}`,
  };
  const sheets = tables.map(({ name, columns, rows }) => {
    const fields = headingsOf(columns, style.locale);
    const data: SheetData = [
      fields.map((value) => ({ value, fontWeight: 'bold' as const })),
      ...rows.map((row) =>
        row.map((cell, at) => {
          const { kind } = columns[at]!; // each has its column
          const value = write(cell, kind);
          const format = formats[kind];
          if (typeof value === 'number') return { value, type: Number, ...(format && { format }) };
          return value === null ? null : { value, type: String };
        }),
      ),
    ];
    const widths = fields.map((field, at) => ({ width: widthOf(field, rows, at) }));
    return { data, sheet: sheetNames[style.locale][name], columns: widths, stickyRowsCount: 1 };
  });
  return writeExcelFile(sheets).toBuffer();
}

const headingsOf = (columns: ExportTable['columns'], locale: Locale): string[] =>
  columns.map(({ name }) => headings[locale][name]);

/** Characters; of long texts only the beginning is in sight. */
function widthOf(heading: string, rows: ExportTable['rows'], at: number): number {
  const longest = Math.max(heading.length, ...rows.map((row) => String(row[at] ?? '').length));
  return Math.min(40, longest + 2);
}

function cellWriter({
  locale,
  currency,
  timezone,
  date,
}: ExportStyle): (cell: ExportCell, kind: CellKind) => ExportCell {
  const unit = 10 ** minorDigits(currency);
  return (cell, kind) => {
    if (kind === 'money' && typeof cell === 'number') return cell / unit;
    if (kind === 'kind' && (cell === 'pickup' || cell === 'delivery')) return kindNames[locale][cell];
    if (kind === 'time' && typeof cell === 'string') return clockTime(cell, timezone, date);
    return cell;
  };
}

/** HH:MM in the hub's zone, with its day where that is another than the plan's. */
function clockTime(instant: string, timezone: string, date: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(timezone).toPlainDateTime().toString();
  return local.startsWith(date) ? local.slice(11, 16) : local.slice(0, 16);
}
