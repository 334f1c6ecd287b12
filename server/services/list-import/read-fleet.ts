import type { Vehicle } from '#server/contract/fleet.ts';
import type { ImportPreview } from '#server/contract/list-import.ts';
import { arrangeColumns, createHeadingLookup, type ColumnTable } from './columns.ts';
import { cleanText } from './fold-text.ts';
import { fleetHeadings, type FleetColumn } from './headings.ts';
import { readKeyword, vehicleWords } from './keywords.ts';
import { openNumberColumn, type NumberReader, type NumberRule } from './number-columns.ts';
import { minorDigits, moneyRule, toMinor } from './money-cells.ts';
import { makePreview, reportEncoding } from './preview.ts';
import { readMoment } from './read-moment.ts';
import { readTable, type TableRow } from './read-table.ts';
import { createReport, type Report } from './report.ts';

/** What a fleet list is read against. */
export interface FleetContext {
  /** ISO 4217 code of the money columns. */
  readonly currency: string;
  readonly newId: () => string;
}

type Complain = (column: FleetColumn, code: string, message: string) => void;

const lookup = createHeadingLookup(fleetHeadings);
const neededColumns = ['id', 'profile', 'capacity_kg'] as const;
const limitColumns = ['most_trips', 'most_stops', 'most_km', 'most_hours'] as const;
type LimitColumn = (typeof limitColumns)[number];
const defaultShift = { shift_start: '06:00', shift_end: '18:00' } as const;
const maxTextLength = 64;
/** More vehicles than any hub has: a wrong cell. */
const maxCount = 500;

/**
 * Reads a fleet list (CSV or XLSX), money in major units; `count` n makes id-1 … id-n. No vehicles where any row
 * has an error. Throws UserError LIST_UNREADABLE, BODY_TOO_LARGE or CURRENCY_UNKNOWN.
 */
export async function readFleetList(
  bytes: Uint8Array,
  filename: string,
  context: FleetContext,
): Promise<{ preview: ImportPreview; vehicles: Vehicle[] }> {
  const table = await readTable(bytes, filename, (heading) => lookup(heading) !== null);
  const report = createReport();
  reportEncoding(table, report);
  const columns = arrangeColumns(table, lookup, report);
  const numbers = new Map<FleetColumn, NumberReader>();
  const vehicles: Vehicle[] = [];
  const sample: ImportPreview['sample'] = [];
  if (hasNeededColumns(columns, report)) {
    const digits = minorDigits(context.currency);
    for (const [column, rule] of Object.entries(numberRules(context.currency, digits)))
      // The keys are those of numberRules.
      numbers.set(column as FleetColumn, openNumberColumn(columns, column as FleetColumn, rule, report));
    const rowOfName = new Map<string, number>();
    for (const row of columns.rows) {
      const made = readVehicles(columns, row, { numbers, digits, newId: context.newId, report });
      for (const vehicle of made) claimName(vehicle.name, row.row, rowOfName, report);
      vehicles.push(...made);
      const [first] = made;
      if (first !== undefined)
        sample.push({
          row: row.row,
          values: { ...sampleValues(first, digits), id: readId(columns, row), count: made.length },
        });
    }
  }
  const preview = makePreview('fleet', table, columns, { numbers, dates: new Map(), sample, report });
  return { preview, vehicles: preview.errors.length > 0 ? [] : vehicles };
}

function hasNeededColumns(columns: ColumnTable<FleetColumn>, report: Report): boolean {
  for (const column of neededColumns) {
    if (!columns.has(column))
      report.error({ row: 0, column }, 'COLUMN_MISSING', `There is no column ${column}.`);
  }
  return report.errors.every(({ code }) => code !== 'COLUMN_MISSING' && code !== 'COLUMN_TWICE');
}

function numberRules(currency: string, digits: number) {
  const money = moneyRule(currency, digits);
  return {
    capacity_kg: { min: 0, isAboveMin: true, max: 100_000, units: ['kgs', 'kg', '公斤', '千克'] },
    capacity_crates: { min: 0, max: 100_000, isWhole: true },
    capacity_parcels: { min: 0, max: 1_000_000, isWhole: true },
    fixed_cost: money,
    cost_per_km: money,
    cost_per_hour: money,
    most_trips: { min: 1, max: 20, isWhole: true },
    most_stops: { min: 1, max: 1_000, isWhole: true },
    most_km: { min: 0, isAboveMin: true, max: 10_000, units: ['km', '公里'] },
    most_hours: { min: 0, isAboveMin: true, max: 48, units: ['h', 'hours', 'giờ', '小时', 'jam'] },
    start_lat: { min: -90, max: 90, units: ['°'] },
    start_lon: { min: -180, max: 180, units: ['°'] },
    count: { min: 1, max: maxCount, isWhole: true },
  } as const satisfies Partial<Record<FleetColumn, NumberRule>>;
}

function readVehicles(
  columns: ColumnTable<FleetColumn>,
  row: TableRow,
  tools: {
    readonly numbers: ReadonlyMap<FleetColumn, NumberReader>;
    readonly digits: number;
    readonly newId: () => string;
    readonly report: Report;
  },
): Vehicle[] {
  let isWhole = true;
  const complain: Complain = (column, code, message) => {
    isWhole = false;
    tools.report.error({ row: row.row, column }, code, message);
  };
  const number = (column: FleetColumn): number | null => {
    const value = tools.numbers.get(column)?.read(row);
    if (value === undefined) isWhole = false;
    return value ?? null;
  };
  const money = (column: FleetColumn) =>
    toMinor(number(column) ?? 0, tools.digits, (message) => complain(column, 'VALUE_INVALID', message));
  const name = readText(columns, row, 'id', complain);
  const profile = readProfile(columns, row, complain);
  const capacityKg = number('capacity_kg');
  if (name === '') complain('id', 'VALUE_MISSING', 'The cell is empty.');
  if (cleanText(String(columns.cell(row, 'capacity_kg'))) === '')
    complain('capacity_kg', 'VALUE_MISSING', 'The cell is empty.');
  const terms = {
    type: readText(columns, row, 'type', complain) || (profile ?? ''),
    profile: profile ?? 'heavy',
    capacity_kg: capacityKg ?? 0,
    capacity_crates: number('capacity_crates'),
    capacity_parcels: number('capacity_parcels'),
    fixed_cost: money('fixed_cost'),
    cost_per_km: money('cost_per_km'),
    cost_per_hour: money('cost_per_hour'),
    ...readShift(columns, row, complain),
    ...readLimits(number),
    ...readStart(number('start_lat'), number('start_lon'), complain),
    is_available: true,
  };
  const count = number('count');
  // `isWhole` is changed by the closures above.
  if (!(isWhole as boolean)) return [];
  const names = count === null ? [name] : Array.from({ length: count }, (_, i) => `${name}-${i + 1}`);
  return names.map((each) => ({ id: tools.newId(), name: each, ...terms }));
}

function readText(
  columns: ColumnTable<FleetColumn>,
  row: TableRow,
  column: 'id' | 'type',
  complain: Complain,
): string {
  const value = cleanText(String(columns.cell(row, column)));
  if (value.length > maxTextLength)
    complain(column, 'VALUE_OUT_OF_RANGE', `More than ${maxTextLength} letters.`);
  return value;
}

function readProfile(
  columns: ColumnTable<FleetColumn>,
  row: TableRow,
  complain: Complain,
): Vehicle['profile'] | null {
  const text = cleanText(String(columns.cell(row, 'profile')));
  const profile = readKeyword(text, vehicleWords);
  if (text === '') complain('profile', 'VALUE_MISSING', 'The cell is empty.');
  else if (profile === null)
    complain('profile', 'VALUE_INVALID', `“${text}” is none of motorbike, light, heavy.`);
  return profile;
}

function readShift(
  columns: ColumnTable<FleetColumn>,
  row: TableRow,
  complain: Complain,
): Pick<Vehicle, 'shift_start' | 'shift_end'> {
  const read = (column: 'shift_start' | 'shift_end'): string => {
    const cell = columns.cell(row, column);
    if (cell === '') return defaultShift[column];
    const moment = readMoment(cell);
    if (moment !== null && moment.time !== null && moment.date === null) {
      const { hour, minute } = moment.time;
      return `${String(hour % 24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
    }
    complain(column, 'TIME_UNCLEAR', `“${cell}” is no time of day.`);
    return defaultShift[column];
  };
  const shift = { shift_start: read('shift_start'), shift_end: read('shift_end') };
  if (shift.shift_start === shift.shift_end)
    complain('shift_end', 'VALUE_OUT_OF_RANGE', 'The shift ends when it starts.');
  return shift;
}

/** What is not said is left to the type. */
function readLimits(number: (column: FleetColumn) => number | null): Partial<Pick<Vehicle, LimitColumn>> {
  return Object.fromEntries(
    limitColumns.flatMap((column) => {
      const limit = number(column);
      return limit === null ? [] : [[column, limit]];
    }),
  );
}

function readStart(
  lat: number | null,
  lon: number | null,
  complain: Complain,
): Pick<Vehicle, 'start_lat' | 'start_lon'> {
  if ((lat === null) !== (lon === null)) {
    const missing = lat === null ? 'start_lat' : 'start_lon';
    complain(missing, 'VALUE_MISSING', 'The cell is empty; a start needs latitude and longitude.');
  }
  return { start_lat: lat, start_lon: lon };
}

function claimName(name: string, row: number, rowOfName: Map<string, number>, report: Report): void {
  const before = rowOfName.get(name);
  if (before === undefined) rowOfName.set(name, row);
  else report.error({ row, column: 'id' }, 'ID_TWICE', `The id ${name} is in row ${before} already.`);
}

function readId(columns: ColumnTable<FleetColumn>, row: TableRow): string {
  return cleanText(String(columns.cell(row, 'id')));
}

function sampleValues(vehicle: Vehicle, digits: number): Record<string, string | number | null> {
  const major = (minor: number) => minor / 10 ** digits;
  return {
    type: vehicle.type,
    profile: vehicle.profile,
    capacity_kg: vehicle.capacity_kg,
    capacity_crates: vehicle.capacity_crates,
    capacity_parcels: vehicle.capacity_parcels,
    shift_start: vehicle.shift_start,
    shift_end: vehicle.shift_end,
    ...Object.fromEntries(limitColumns.map((column) => [column, vehicle[column] ?? null])),
    start_lat: vehicle.start_lat,
    start_lon: vehicle.start_lon,
    fixed_cost: major(vehicle.fixed_cost),
    cost_per_km: major(vehicle.cost_per_km),
    cost_per_hour: major(vehicle.cost_per_hour),
  };
}
