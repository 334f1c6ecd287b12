import * as fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { cleanText } from '#server/services/list-import/fold-text.ts';
import { requestHeadings, type RequestColumn } from '#server/services/list-import/headings.ts';
import { readRequestList } from '#server/services/list-import/read-requests.ts';
import { requestContext } from './contexts.ts';

type Value = string | number | null;
type Row = Record<RequestColumn, Value>;
const columns = Object.keys(requestHeadings) as RequestColumn[];

/** Names with quotation marks, delimiters, line breaks and letters of many scripts. */
const name = fc
  .array(
    fc.oneof(
      fc.constantFrom('"', ',', ';', '\t', '\n', "'", '=1+1', 'Nậm', 'Ố', '新寨', 'đ', '-', '#', ' '),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => cleanText(parts.join('')));

const minutes = fc.integer({ min: 0, max: 11 * 60 });
const optionalCount = fc.option(fc.integer({ min: 0, max: 99_999 }));

const row: fc.Arbitrary<Omit<Row, 'id'>> = fc
  .record({
    kind: fc.constantFrom('pickup', 'delivery'),
    place: name,
    lat: fc.integer({ min: 2_180_000, max: 2_280_000 }).map((n) => n / 100_000),
    lon: fc.integer({ min: 10_300_000, max: 10_400_000 }).map((n) => n / 100_000),
    product: name,
    // Three decimals could be thousands, which the reader rightly refuses.
    kg: fc.integer({ min: 1, max: 99_999_99 }).map((n) => n / 100),
    crates: optionalCount,
    parcels: optionalCount,
    from: minutes,
    length: minutes,
    harvested: fc.option(minutes),
    service_minutes: fc.option(fc.integer({ min: 0, max: 600 })),
    largest_vehicle: fc.constantFrom('motorbike', 'light', 'heavy'),
    priority: fc.integer({ min: 0, max: 100 }),
    cooperative: fc.option(name),
  })
  .map(({ from, length, harvested, ...rest }) => ({
    ...rest,
    ready_from: clock(from),
    ready_until: clock(from + length),
    harvested_at: harvested === null ? null : clock(Math.min(harvested, from + length)),
  }));

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

const list = fc
  .array(row, { minLength: 1, maxLength: 12 })
  .map((rows) => rows.map((fields, i): Row => ({ id: `r${i + 1}`, ...fields })));

/** As a spreadsheet program writes it. */
function csv(rows: readonly Row[], delimiter: string, decimal: ',' | '.', newline = '\r\n'): string {
  const text = (value: Value) =>
    typeof value === 'number' ? String(value).replace('.', decimal) : (value ?? '');
  return Papa.unparse([columns, ...rows.map((fields) => columns.map((column) => text(fields[column])))], {
    delimiter,
    newline,
  });
}

const formats: Record<string, (rows: readonly Row[]) => Uint8Array | Promise<Uint8Array>> = {
  'comma, decimal point': (rows) => Buffer.from(csv(rows, ',', '.')),
  'comma, decimal comma in quotation marks': (rows) => Buffer.from(csv(rows, ',', ',')),
  'semicolon, decimal comma, byte order mark': (rows) => Buffer.from(`\uFEFF${csv(rows, ';', ',')}`),
  'tab, UTF-16': (rows) => Buffer.from(`\uFEFF${csv(rows, '\t', ',')}`, 'utf16le'),
  'semicolon, decimal point, line feeds': (rows) => Buffer.from(csv(rows, ';', '.', '\n')),
  XLSX: async (rows) =>
    writeExcelFile([columns, ...rows.map((fields) => columns.map((column) => fields[column]))]).toBuffer(),
};

describe('a list reads back equal', () => {
  test.each(Object.entries(formats))('%s', async (_name, write) => {
    await fc.assert(
      fc.asyncProperty(list, async (rows) => {
        const context = requestContext();
        const { preview, requests } = await readRequestList(await write(rows), 'list', context);
        expect(preview.errors).toEqual([]);
        expect(requests.map((request, i) => rowOf(request, rows[i]))).toEqual(rows);
      }),
      { numRuns: 40, seed: 7 },
    );
  });
});

/** A request as the row it came from; what was derived is absent there, and a point without a name has none. */
function rowOf(
  request: Awaited<ReturnType<typeof readRequestList>>['requests'][number],
  written: Row | undefined,
): Row {
  const local = (instant: string | null) =>
    instant === null ? null : new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(11, 16);
  return {
    id: request.reference,
    kind: request.kind,
    place: written?.place === '' ? '' : request.place,
    lat: request.lat,
    lon: request.lon,
    product: request.product,
    kg: request.kg,
    crates: request.crates_derived ? null : request.crates,
    parcels: request.parcels_derived ? null : request.parcels,
    ready_from: local(request.ready_from) ?? '',
    ready_until: local(request.ready_until) ?? '',
    harvested_at: local(request.harvested_at),
    service_minutes: written?.service_minutes === null ? null : request.service_minutes,
    largest_vehicle: request.largest_vehicle,
    priority: request.priority,
    cooperative: written?.cooperative === '' ? '' : request.cooperative,
  };
}
