import Papa from 'papaparse';
import { UserError } from '#server/domain/user-error.ts';
import { decodeText } from './decode-text.ts';
import { cleanText } from './fold-text.ts';
import { readXlsx } from './read-xlsx.ts';

/** Text as it stands in the file ('' where empty), or a number that a workbook stores as one. */
export type Cell = string | number;

export interface TableRow {
  /** As a spreadsheet numbers it: 1 is the first of the file; titles, header and blank rows count. */
  readonly row: number;
  readonly cells: readonly Cell[];
}

export interface Table {
  readonly headings: readonly string[];
  /** Without blank rows. */
  readonly rows: readonly TableRow[];
  readonly delimiter: ',' | ';' | '\t' | 'xlsx';
  readonly encoding: string;
  readonly isEncodingGuessed: boolean;
}

/** A day's list is a few hundred rows; more than this is the wrong file. */
const tableLimits = { bytes: 10 * 1024 * 1024, rows: 5000, rowsAboveHeader: 10 } as const;

const delimiters = [',', ';', '\t'] as const;

/**
 * Reads CSV (comma, semicolon or tab; UTF-8 or UTF-16) or the first sheet of an XLSX workbook, by what the bytes
 * are and not by the file's name. The header is the row, among the first ten, with most headings that `isKnown`
 * recognises. Throws UserError LIST_UNREADABLE or BODY_TOO_LARGE.
 */
export async function readTable(
  bytes: Uint8Array,
  filename: string,
  isKnown: (heading: string) => boolean,
): Promise<Table> {
  if (bytes.length > tableLimits.bytes) throw new UserError('BODY_TOO_LARGE', `${filename} is over 10 MB.`);
  if (bytes.length === 0) throw new UserError('LIST_UNREADABLE', `${filename} is empty.`);
  const maxRows = tableLimits.rows + tableLimits.rowsAboveHeader + 1;
  if (isZip(bytes)) {
    const grid = await readXlsx(bytes, filename, maxRows);
    return toTable(grid, filename, isKnown, {
      delimiter: 'xlsx',
      encoding: 'xlsx',
      isEncodingGuessed: false,
    });
  }
  const { text, encoding, isGuessed } = decodeText(bytes, filename, (text) =>
    countKnown(bestGrid(text, isKnown).grid, (heading) => /[^ -~]/.test(heading) && isKnown(heading)),
  );
  const { delimiter } = bestGrid(text, isKnown);
  const grid = parse(text, delimiter, filename, maxRows);
  return toTable(grid, filename, isKnown, { delimiter, encoding, isEncodingGuessed: isGuessed });
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/** The delimiter under which most headings are known; among equals, the one that makes most cells. */
function bestGrid(
  text: string,
  isKnown: (heading: string) => boolean,
): { delimiter: (typeof delimiters)[number]; grid: string[][] } {
  let best: { delimiter: (typeof delimiters)[number]; grid: string[][] } = { delimiter: ',', grid: [] };
  let bestScore = -1;
  for (const delimiter of delimiters) {
    const { data: grid } = Papa.parse<string[]>(withoutSeparatorLine(text), {
      delimiter,
      preview: tableLimits.rowsAboveHeader,
    });
    const score = countKnown(grid, isKnown) * 1000 + Math.max(...grid.map((row) => row.length), 0);
    if (score > bestScore) {
      best = { delimiter, grid };
      bestScore = score;
    }
  }
  return best;
}

/** Known headings in the row that has most. */
function countKnown(grid: readonly (readonly Cell[])[], isKnown: (heading: string) => boolean): number {
  return Math.max(0, ...grid.map((row) => row.filter((cell) => isKnown(String(cell))).length));
}

/** Excel's own hint, the line `sep=;`, is no row of the list. */
function withoutSeparatorLine(text: string): string {
  return text.replace(/^\s*"?sep=[,;\t]"?\r?\n/i, '');
}

function parse(text: string, delimiter: string, filename: string, maxRows: number): string[][] {
  const { data, errors } = Papa.parse<string[]>(withoutSeparatorLine(text), { delimiter });
  const broken = errors.find((error) => error.type === 'Quotes');
  if (broken !== undefined)
    throw new UserError(
      'LIST_UNREADABLE',
      `A quotation mark in line ${(broken.row ?? 0) + 1} of ${filename} has no partner.`,
    );
  if (data.findLastIndex((row) => !isBlank(row)) >= maxRows)
    throw new UserError('BODY_TOO_LARGE', `${filename} has more than ${tableLimits.rows} rows.`);
  return data;
}

function isBlank(row: readonly Cell[]): boolean {
  return row.every((cell) => typeof cell === 'string' && cleanText(cell) === '');
}

function toTable(
  grid: readonly (readonly Cell[])[],
  filename: string,
  isKnown: (heading: string) => boolean,
  source: Pick<Table, 'delimiter' | 'encoding' | 'isEncodingGuessed'>,
): Table {
  const headerAt = findHeader(grid, isKnown);
  const header = grid[headerAt];
  if (header === undefined || isBlank(header))
    throw new UserError('LIST_UNREADABLE', `${filename} has no rows.`);
  const headings = header.map((cell) => cleanText(String(cell)));
  while (headings.at(-1) === '') headings.pop();
  const rows = grid
    .slice(headerAt + 1)
    .map((cells, i) => ({ row: headerAt + i + 2, cells }))
    .filter(({ cells }) => !isBlank(cells));
  if (rows.length === 0)
    throw new UserError('LIST_UNREADABLE', `${filename} has a header but no rows below it.`);
  if (rows.length > tableLimits.rows)
    throw new UserError('BODY_TOO_LARGE', `${filename} has more than ${tableLimits.rows} rows.`);
  return { headings, rows, ...source };
}

/** Titles and dates often stand above the header; with no known heading at all it is the first filled row. */
function findHeader(grid: readonly (readonly Cell[])[], isKnown: (heading: string) => boolean): number {
  const top = grid.slice(0, tableLimits.rowsAboveHeader);
  const counts = top.map((row) => row.filter((cell) => isKnown(String(cell))).length);
  const most = Math.max(0, ...counts);
  return most > 0 ? counts.indexOf(most) : top.findIndex((row) => !isBlank(row));
}
