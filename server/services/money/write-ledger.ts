import Papa from 'papaparse';
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

/** A table for spreadsheets and for other books: CSV, amounts in major units with a point. */
export function writeLedger(entries: readonly LedgerEntry[], currency: string): string {
  const digits = minorDigits(currency);
  const rows = entries.map(({ date, at, kind, reference, place, cooperative, amount, note, by, id }) => [
    date,
    at,
    kind,
    reference,
    place,
    cooperative,
    (amount / 10 ** digits).toFixed(digits),
    currency,
    note,
    by,
    id,
  ]);
  // Texts that a spreadsheet would run as a formula are written as texts; amounts may begin with a minus.
  return `${Papa.unparse([headings, ...rows], { escapeFormulae: /^[=+@\t\r]/ })}\r\n`;
}
