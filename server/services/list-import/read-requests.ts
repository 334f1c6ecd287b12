import type { ImportPreview } from '#server/contract/list-import.ts';
import { mostOfLoad } from '#server/contract/load-bounds.ts';
import type { Request } from '#server/contract/request.ts';
import {
  buildRequest,
  createRequestTools,
  findProduct,
  type DateOrders,
  type RequestContext,
  type RequestFields,
} from './build-request.ts';
import { arrangeColumns, createHeadingLookup, type ColumnTable } from './columns.ts';
import { cleanText, foldText } from './fold-text.ts';
import { requestHeadings, type RequestColumn } from './headings.ts';
import { inferDateFormat, type DateFormat } from './infer-formats.ts';
import { kindWords, readKeyword, vehicleWords } from './keywords.ts';
import { openNumberColumn, type NumberReader, type NumberRule } from './number-columns.ts';
import { makePreview, reportEncoding } from './preview.ts';
import { readTable, type TableRow } from './read-table.ts';
import { createReport, nameRows, type Report } from './report.ts';
import { isShopHeading, readShopOrders } from './shops/read-shop-orders.ts';

export { requestFromDraft, type RequestContext } from './build-request.ts';

const lookup = createHeadingLookup(requestHeadings);

const kgUnits = ['kgs', 'kg', 'ký', 'kí', '公斤', '千克'];
const minuteUnits = ['minutes', 'phút', 'menit', 'mins', 'min', '分钟', '分', "'"];

const numberRules = {
  lat: { min: -90, max: 90, units: ['°'] },
  lon: { min: -180, max: 180, units: ['°'] },
  kg: { min: 0, isAboveMin: true, max: mostOfLoad.kg, units: kgUnits },
  crates: { min: 0, max: mostOfLoad.crates, isWhole: true },
  parcels: { min: 0, max: mostOfLoad.parcels, isWhole: true },
  service_minutes: { min: 0, max: 600, units: minuteUnits },
  priority: { min: 0, max: 100, isWhole: true },
} as const satisfies Partial<Record<RequestColumn, NumberRule>>;
type NumberColumn = keyof typeof numberRules;

const timeColumns = ['ready_from', 'ready_until', 'harvested_at'] as const;
const maxLength = { id: 64, place: 200, product: 100, cooperative: 100 } as const;

/**
 * Reads a list of requests (CSV or XLSX): what it would do, and the requests, none of them where any row has an
 * error. Throws UserError LIST_UNREADABLE or BODY_TOO_LARGE for what is no list at all.
 */
export async function readRequestList(
  bytes: Uint8Array,
  filename: string,
  context: RequestContext,
): Promise<{ preview: ImportPreview; requests: Request[] }> {
  const file = await readTable(
    bytes,
    filename,
    (heading) => lookup(heading) !== null || isShopHeading(heading),
  );
  const report = createReport();
  const { products, shopPlace: place = null } = context;
  const shop = readShopOrders(file, { products, place, report });
  const table = shop?.table ?? file;
  reportEncoding(table, report);
  const columns = arrangeColumns(table, lookup, report);
  const numbers = new Map<RequestColumn, NumberReader>();
  const dates = new Map<RequestColumn, DateFormat>();
  const requests: Request[] = [];
  const sample: ImportPreview['sample'] = [];
  if (hasNeededColumns(columns, report)) {
    // The keys of a record of this type are its columns.
    for (const column of Object.keys(numberRules) as NumberColumn[])
      numbers.set(column, openNumberColumn(columns, column, numberRules[column], report));
    for (const column of timeColumns) dates.set(column, openTimeColumn(columns, column, report));
    const read = rowReader(columns, numbers, dates, context, report);
    for (const row of columns.rows) {
      const request = read(row);
      if (request === null) continue;
      requests.push(request);
      sample.push({ row: row.row, values: sampleValues(request) });
    }
    warnUnknownProducts(columns, context, report);
  }
  const made = makePreview('requests', table, columns, { numbers, dates, sample, report });
  const preview = shop === null ? made : { ...made, shop: shop.shop, columns: [...shop.columns] };
  return { preview, requests: preview.errors.length > 0 ? [] : requests };
}

function hasNeededColumns(columns: ColumnTable<RequestColumn>, report: Report): boolean {
  if (!columns.has('kg')) report.error({ row: 0, column: 'kg' }, 'COLUMN_MISSING', 'There is no column kg.');
  const hasPoint = columns.has('lat') && columns.has('lon');
  if (!columns.has('place') && !hasPoint)
    report.error(
      { row: 0, column: 'place' },
      'COLUMN_MISSING',
      'There is no column place, and not both of lat and lon.',
    );
  return report.errors.every(({ code }) => code !== 'COLUMN_MISSING' && code !== 'COLUMN_TWICE');
}

function openTimeColumn(
  columns: ColumnTable<RequestColumn>,
  column: RequestColumn,
  report: Report,
): DateFormat {
  const cells = columns.rows.map((row) => columns.cell(row, column));
  const format = inferDateFormat(cells);
  if (format.unclear === null) return format;
  const rows = format.unclear.indices.map((i) => columns.rows[i]?.row ?? 0);
  const example = String(cells[format.unclear.indices[0] ?? 0]);
  report.error(
    { row: rows[0] ?? 0, column },
    'FORMAT_UNCLEAR',
    format.unclear.kind === 'mixed'
      ? `Some dates have the day first and some the month (rows ${nameRows(rows)}).`
      : `“${example}” may have the day or the month first (${rows.length === 1 ? 'row' : 'rows'} ${nameRows(rows)}).`,
  );
  return format;
}

function rowReader(
  columns: ColumnTable<RequestColumn>,
  numbers: ReadonlyMap<RequestColumn, NumberReader>,
  dates: ReadonlyMap<RequestColumn, DateFormat>,
  context: RequestContext,
  report: Report,
): (row: TableRow) => Request | null {
  const tools = createRequestTools(context);
  const orders = Object.fromEntries(timeColumns.map((column) => [column, dates.get(column)?.order ?? null]));
  const rowOfId = new Map<string, number>();
  return (row) => {
    const complain = (column: RequestColumn, code: string, message: string) =>
      report.error({ row: row.row, column }, code, message);
    const fields = readFields(columns, row, numbers, complain);
    const before = fields?.reference ? rowOfId.get(fields.reference) : undefined;
    if (before !== undefined)
      complain('id', 'ID_TWICE', `The id ${fields?.reference} is in row ${before} already.`);
    else if (fields?.reference) rowOfId.set(fields.reference, row.row);
    if (fields?.reference && context.takenReferences?.has(fields.reference))
      complain('id', 'REFERENCE_TAKEN', `${fields.reference} is booked on this day already.`);
    const isUnclear = timeColumns.some((column) => dates.get(column)?.unclear);
    if (fields === null || isUnclear) return null;
    // fromEntries forgets the keys, which are timeColumns.
    return buildRequest(fields, context, { ...tools, orders: orders as DateOrders, complain });
  };
}

/** Reads all cells of a row, so that every wrong one is reported at once. */
function readFields(
  columns: ColumnTable<RequestColumn>,
  row: TableRow,
  numbers: ReadonlyMap<RequestColumn, NumberReader>,
  complain: (column: RequestColumn, code: string, message: string) => void,
): RequestFields | null {
  const text = (column: RequestColumn) => cleanText(String(columns.cell(row, column)));
  const name = (column: keyof typeof maxLength) => {
    const value = text(column);
    if (value.length <= maxLength[column]) return value || null;
    complain(column, 'VALUE_OUT_OF_RANGE', `More than ${maxLength[column]} letters.`);
    return undefined;
  };
  const number = (column: NumberColumn) => numbers.get(column)?.read(row) ?? null;
  const word = <M extends string>(column: RequestColumn, words: Readonly<Record<M, string>>, absent: M) => {
    const value = text(column);
    const meaning = value === '' ? absent : readKeyword(value, words);
    if (meaning === null)
      complain(column, 'VALUE_INVALID', `“${value}” is none of ${Object.keys(words).join(', ')}.`);
    return meaning;
  };
  const read = {
    reference: name('id'),
    kind: word('kind', kindWords, 'pickup'),
    place: name('place'),
    lat: numbers.get('lat')?.read(row),
    lon: numbers.get('lon')?.read(row),
    product: name('product'),
    kg: numbers.get('kg')?.read(row),
    crates: number('crates'),
    parcels: number('parcels'),
    service_minutes: number('service_minutes'),
    largest_vehicle: word('largest_vehicle', vehicleWords, 'heavy'),
    priority: number('priority'),
    cooperative: name('cooperative'),
  };
  if (read.kg === null) complain('kg', 'VALUE_MISSING', 'The cell is empty.');
  const { reference, kind, place, lat, lon, product, kg, largest_vehicle, cooperative } = read;
  // undefined: the cell was complained about.
  if (reference === undefined || place === undefined || product === undefined || cooperative === undefined)
    return null;
  if (lat === undefined || lon === undefined || kg === undefined || kg === null) return null;
  if (kind === null || largest_vehicle === null) return null;
  return {
    ...read,
    reference,
    kind,
    place,
    lat,
    lon,
    product: product ?? '',
    kg,
    ready_from: columns.cell(row, 'ready_from'),
    ready_until: columns.cell(row, 'ready_until'),
    harvested_at: columns.cell(row, 'harvested_at'),
    largest_vehicle,
    priority: read.priority ?? 0,
    cooperative,
  };
}

function warnUnknownProducts(
  columns: ColumnTable<RequestColumn>,
  { products }: RequestContext,
  report: Report,
): void {
  if (products.length === 0) return;
  const told = new Set<string>();
  for (const row of columns.rows) {
    const name = cleanText(String(columns.cell(row, 'product')));
    const key = foldText(name);
    if (name === '' || told.has(key) || findProduct(name, products) !== undefined) continue;
    told.add(key);
    report.warn(
      { row: row.row, column: 'product' },
      'PRODUCT_UNKNOWN',
      `“${name}” is no product of the hub.`,
    );
  }
}

function sampleValues(request: Request): Record<string, string | number | null> {
  const { reference, kind, place, lat, lon, product, kg, crates, parcels } = request;
  const { ready_from, ready_until, harvested_at, service_minutes, largest_vehicle, priority, cooperative } =
    request;
  return {
    id: reference,
    kind,
    place,
    lat,
    lon,
    product,
    kg,
    crates,
    parcels,
    ready_from,
    ready_until,
    harvested_at,
    service_minutes,
    largest_vehicle,
    priority,
    cooperative,
  };
}
