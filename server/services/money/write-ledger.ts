import Papa from 'papaparse';
import writeExcelFile from 'write-excel-file/node';
import type { LedgerEntry } from '#server/contract/money.ts';
import { minorDigits } from '../list-import/money-cells.ts';

const headings = [
  'date',
  'written_at',
  'kind',
  'request',
  'place',
  'cooperative',
  'amount',
  'currency',
  'note',
  'by',
  'id',
];

/** A table for spreadsheets and for other books: CSV in UTF-8, or XLSX; amounts in major units. */
export async function writeLedger(
  entries: readonly LedgerEntry[],
  currency: string,
  format: 'csv' | 'xlsx',
): Promise<Buffer> {
  const digits = minorDigits(currency);
  const rows = entries.map(({ date, at, kind, reference, place, cooperative, amount, note, by, id }) => {
    const names = [kind, reference, place, cooperative ?? ''];
    return [date, at, ...names, amount / 10 ** digits, currency, note, by ?? '', id];
  });
  if (format === 'csv') return writeCsv(rows, digits);
  const cells = [headings, ...rows].map((row) =>
    row.map((value) => (typeof value === 'number' ? { type: Number, value } : { type: String, value })),
  );
  return writeExcelFile(cells).toBuffer();
}

/** Begins with the mark by which spreadsheets know UTF-8. Amounts have a point. */
function writeCsv(rows: readonly (string | number)[][], digits: number): Buffer {
  const texts = rows.map((row) =>
    row.map((value) => (typeof value === 'number' ? value.toFixed(digits) : value)),
  );
  // Texts that a spreadsheet would run as a formula are written as texts; amounts may begin with a minus.
  const csv = Papa.unparse([headings, ...texts], { escapeFormulae: /^[=+@\t\r]/ });
  return Buffer.from(`\uFEFF${csv}\r\n`);
}
