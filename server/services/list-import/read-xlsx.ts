import { inflateRawSync } from 'node:zlib';
import { InvalidInputError, readSheet } from 'read-excel-file/node';
import { UserError } from '#server/domain/user-error.ts';
import type { Cell } from './read-table.ts';

/** A day's list unpacks to well under 1 MB; a file made to exhaust memory would pass these first. */
const limits = { entries: 500, unpackedBytes: 64 * 1024 * 1024, columns: 300 } as const;

/**
 * The first sheet of a workbook, row by row; dates become ISO text without zone, times HH:MM.
 * Throws UserError LIST_UNREADABLE or BODY_TOO_LARGE.
 */
export async function readXlsx(bytes: Uint8Array, filename: string, maxRows: number): Promise<Cell[][]> {
  checkArchive(bytes, filename, maxRows);
  try {
    const sheet = await readSheet(Buffer.from(bytes));
    return sheet.map((row) => row.map(toCell));
  } catch (error) {
    const isLegacy = error instanceof InvalidInputError && error.code === 'XLS_FILE_NOT_SUPPORTED';
    throw new UserError(
      'LIST_UNREADABLE',
      isLegacy
        ? `${filename} is an old .xls workbook. Save it as XLSX.`
        : `${filename} is no whole XLSX workbook.`,
      { cause: error },
    );
  }
}

function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return value;
  if (value instanceof Date) return dateText(value);
  return typeof value === 'boolean' ? String(value) : (value as string);
}

/** Excel has no zones: its wall time arrives as if it were UTC, and a time alone as a day before 1900. */
function dateText(date: Date): string {
  const iso = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString();
  const time = iso.slice(11, 19);
  if (date.getUTCFullYear() < 1901) return time;
  return time === '00:00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)}T${time}`;
}

/**
 * Unpacks every entry once with a hard limit before the reader does it without one, and looks at row and column
 * numbers, since the reader fills every gap before a far cell.
 */
function checkArchive(bytes: Uint8Array, filename: string, maxRows: number): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let left: number = limits.unpackedBytes;
  for (const entry of listEntries(buffer, filename)) {
    if (left <= 0) throw tooLarge(filename);
    const unpacked = unpack(buffer, entry, left, filename);
    left -= unpacked.length;
    if (/^xl\/worksheets\/[^/]*\.xml$/i.test(entry.name)) checkSheet(unpacked, filename, maxRows);
  }
}

interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packedBytes: number;
  readonly headerAt: number;
}

/** The central directory of a ZIP file (APPNOTE.TXT 4.3.12). */
function listEntries(zip: Buffer, filename: string): ZipEntry[] {
  const broken = new UserError('LIST_UNREADABLE', `${filename} is no whole XLSX workbook.`);
  const endAt = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (endAt < 0 || endAt + 22 > zip.length) throw broken;
  const count = zip.readUInt16LE(endAt + 10);
  if (count > limits.entries) throw tooLarge(filename);
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(endAt + 16);
  for (let i = 0; i < count; i++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== 0x02014b50) throw broken;
    const nameLength = zip.readUInt16LE(at + 28);
    entries.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      method: zip.readUInt16LE(at + 10),
      packedBytes: zip.readUInt32LE(at + 20),
      headerAt: zip.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

function unpack(zip: Buffer, entry: ZipEntry, maxBytes: number, filename: string): Buffer {
  if (entry.headerAt + 30 > zip.length)
    throw new UserError('LIST_UNREADABLE', `${filename} is no whole XLSX workbook.`);
  const from =
    entry.headerAt + 30 + zip.readUInt16LE(entry.headerAt + 26) + zip.readUInt16LE(entry.headerAt + 28);
  const packed = zip.subarray(from, from + entry.packedBytes);
  if (entry.method === 0) return packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(filename);
    throw new UserError('LIST_UNREADABLE', `${filename} is damaged and cannot be unpacked.`, {
      cause: error,
    });
  }
}

function checkSheet(xml: Buffer, filename: string, maxRows: number): void {
  for (const [, attributes] of xml.toString('latin1').matchAll(/<(?:\w+:)?(?:row|c)\s([^>]*)>/g)) {
    const reference = /(?:^|\s)r\s*=\s*["']([A-Za-z]*)(\d*)["']/.exec(attributes ?? '');
    if (reference === null) continue;
    if (columnNumber(reference[1] ?? '') > limits.columns)
      throw new UserError('LIST_UNREADABLE', `${filename} has a cell far to the right of any list.`);
    if (Number(reference[2]) > maxRows) throw tooLarge(filename);
  }
}

/** A = 1, Z = 26, AA = 27; none is 0. */
function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters.slice(0, 8).toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

function tooLarge(filename: string): UserError {
  return new UserError('BODY_TOO_LARGE', `${filename} is larger than any day’s list.`);
}
