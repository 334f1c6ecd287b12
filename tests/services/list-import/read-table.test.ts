import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { readTable } from '#server/services/list-import/read-table.ts';
import { readRequestList } from '#server/services/list-import/read-requests.ts';
import { requestContext, utf8 } from './contexts.ts';

const known = new Set(['place', 'kg', 'Khối lượng', 'Thôn', '重量', '村名']);
const read = (bytes: Uint8Array) => readTable(bytes, 'list', (heading) => known.has(heading));
const xlsx = async (rows: SheetData) => new Uint8Array(await writeExcelFile(rows).toBuffer());

function utf16(text: string, isBigEndian: boolean): Uint8Array {
  const buffer = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return isBigEndian ? buffer.swap16() : buffer;
}

describe('encodings', () => {
  const list = 'Thôn;Khối lượng\nSìn Hồ;5\n';
  test.each([
    ['UTF-8', utf8(list)],
    ['UTF-8 with mark', utf8(`\uFEFF${list}`)],
    ['UTF-16 little-endian', utf16(list, false)],
    ['UTF-16 big-endian', utf16(list, true)],
    ['UTF-8, decomposed letters', utf8(list.normalize('NFD').replace('Thôn', 'Thôn'))],
  ])('reads %s', async (name, bytes) => {
    const table = await read(bytes);
    if (!name.includes('decomposed')) expect(table.headings).toEqual(['Thôn', 'Khối lượng']);
    expect(String(table.rows[0]?.cells[0]).normalize('NFC')).toBe('Sìn Hồ');
    expect(table.isEncodingGuessed).toBe(false);
  });

  test('takes an older encoding where the headings prove it, and warns', async () => {
    // 村名,重量 and 新寨,5 in GB 18030.
    const gb = Uint8Array.from([
      0xb4, 0xe5, 0xc3, 0xfb, 0x2c, 0xd6, 0xd8, 0xc1, 0xbf, 0x0a, 0xd0, 0xc2, 0xd5, 0xaf, 0x2c, 0x35, 0x0a,
    ]);
    const { preview, requests } = await readRequestList(gb, 'list.csv', requestContext());
    expect(preview.errors).toEqual([]);
    expect(preview.warnings).toEqual([expect.objectContaining({ row: 0, code: 'ENCODING_GUESSED' })]);
    expect(requests[0]?.place).toBe('新寨');
  });

  test('refuses an older encoding that nothing proves', async () => {
    const latin = Uint8Array.from([...utf8('place,kg\nS'), 0xec, ...utf8('n,5\n')]);
    await expect(read(latin)).rejects.toMatchObject({
      code: 'LIST_UNREADABLE',
      message: expect.stringContaining('UTF-8'),
    });
  });
});

describe('delimiters and shape', () => {
  test.each([
    [',', 'place,kg\n"a;b;c",5\n'],
    [';', 'place;kg\na,b,c;5,5\n'],
    ['\t', 'place\tkg\na;b,c\t5\n'],
    [';', 'sep=;\r\nplace;kg\r\nx;5\r\n'],
  ])('%j', async (delimiter, text) => {
    const table = await read(utf8(text));
    expect(table.delimiter).toBe(delimiter);
    expect(table.headings).toEqual(['place', 'kg']);
    expect(table.rows).toHaveLength(1);
  });

  test('rows are numbered as a spreadsheet does: blank ones count but are left out; short rows end in empty cells', async () => {
    const { rows } = await read(utf8('place,kg\n\nA,1\n , \nB\n"C\nD",2\n\n'));
    expect(rows).toEqual([
      { row: 3, cells: ['A', '1'] },
      { row: 5, cells: ['B'] },
      { row: 6, cells: ['C\nD', '2'] },
    ]);
  });

  test('finds the header below a title', async () => {
    const { headings, rows } = await read(utf8('Pickup list,\n2 March 2026,\n\nplace,kg\nA,1\n'));
    expect(headings).toEqual(['place', 'kg']);
    expect(rows).toEqual([{ row: 5, cells: ['A', '1'] }]);
  });
});

describe('what is no list is refused', () => {
  test.each([
    ['an empty file', new Uint8Array(), 'LIST_UNREADABLE', 'is empty'],
    ['blank lines', utf8('\n\n  \n'), 'LIST_UNREADABLE', 'no rows'],
    ['a header alone', utf8('place,kg\n'), 'LIST_UNREADABLE', 'no rows below'],
    ['an open quotation mark', utf8('place,kg\n"A,1\nB,2\n'), 'LIST_UNREADABLE', 'quotation mark'],
    [
      'a picture',
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]),
      'LIST_UNREADABLE',
      'neither',
    ],
    [
      'an old workbook',
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
      'LIST_UNREADABLE',
      'neither',
    ],
    ['a broken archive', Uint8Array.from([0x50, 0x4b, 3, 4, 1, 2, 3]), 'LIST_UNREADABLE', 'no whole XLSX'],
    ['too many rows', utf8(`place,kg\n${'A,1\n'.repeat(5001)}`), 'BODY_TOO_LARGE', 'more than 5000 rows'],
    ['too many bytes', new Uint8Array(10 * 1024 * 1024 + 1), 'BODY_TOO_LARGE', 'over 10 MB'],
  ])('%s', async (_name, bytes, code, message) => {
    await expect(read(bytes)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });

  test('a truncated workbook', async () => {
    const whole = await xlsx([
      ['place', 'kg'],
      ['A', 1],
    ]);
    await expect(read(whole.subarray(0, whole.length - 30))).rejects.toMatchObject({
      code: 'LIST_UNREADABLE',
    });
  });

  test('an archive that unpacks to gigabytes', async () => {
    const bomb = zipOf('xl/worksheets/sheet1.xml', Buffer.alloc(80 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(200_000);
    await expect(read(bomb)).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' });
  });

  test.each([
    ['a row number in the millions', '<row r="99999999"/>', 'BODY_TOO_LARGE'],
    ['a cell far to the right', '<row r="1"><c r="ZZZZ1"/></row>', 'LIST_UNREADABLE'],
  ])('%s', async (_name, xml, code) => {
    const archive = zipOf(
      'xl/worksheets/sheet1.xml',
      Buffer.from(`<worksheet><sheetData>${xml}</sheetData></worksheet>`),
    );
    await expect(read(archive)).rejects.toMatchObject({ code });
  });
});

test('a workbook’s numbers, dates, times and truth values keep their type', async () => {
  const bytes = await xlsx([
    [null, null, null, null, null, null],
    ['place', 'kg', 'when', 'day', 'time', 'flag'],
    [
      'Sìn Hồ',
      1.25,
      { value: new Date(Date.UTC(2026, 2, 2, 6, 30)), format: 'dd/mm/yyyy hh:mm' },
      { value: new Date(Date.UTC(2026, 2, 3)), format: 'dd/mm/yyyy' },
      { value: 0.2708333333, format: 'hh:mm' },
      true,
    ],
    [null, null, null, null, null, null],
    ['B', '1.250', '6h30', null, '07:00', false],
  ]);
  const table = await read(bytes);
  expect(table.delimiter).toBe('xlsx');
  expect(table.rows).toEqual([
    { row: 3, cells: ['Sìn Hồ', 1.25, '2026-03-02T06:30:00', '2026-03-03', '06:30:00', 'true'] },
    { row: 5, cells: ['B', '1.250', '6h30', '', '07:00', 'false'] },
  ]);
});

test('a workbook’s typed numbers need no decimal mark, and its times of day are times', async () => {
  const bytes = await xlsx([
    ['Thôn', 'Khối lượng (kg)', 'Từ giờ', 'Đến giờ'],
    ['Nậm Tăm', 1.125, { value: 0.25, format: 'hh:mm' }, 0.5],
  ]);
  const { preview, requests } = await readRequestList(bytes, 'list.xlsx', requestContext());
  expect(preview.errors).toEqual([]);
  expect(requests[0]).toMatchObject({
    kg: 1.125,
    ready_from: '2026-03-01T23:00:00Z',
    ready_until: '2026-03-02T05:00:00Z',
  });
});

/** A ZIP of one deflated entry (APPNOTE.TXT 4.3). */
function zipOf(name: string, content: Buffer): Uint8Array {
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(content.length, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(content.length, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  return Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end]);
}
