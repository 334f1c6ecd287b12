import type { ImportPreview } from '#server/contract/list-import.ts';
import { mostOfLoad } from '#server/contract/load-bounds.ts';
import type { RunActual, Weighing } from '#server/contract/money.ts';
import { arrangeColumns, type ColumnTable, createHeadingLookup } from '../list-import/columns.ts';
import { cleanText } from '../list-import/fold-text.ts';
import { type ActualColumn, actualHeadings } from '../list-import/headings.ts';
import { minorDigits, moneyRule, toMinor } from '../list-import/money-cells.ts';
import { type NumberReader, type NumberRule, openNumberColumn } from '../list-import/number-columns.ts';
import { makePreview, reportEncoding } from '../list-import/preview.ts';
import { readMoment } from '../list-import/read-moment.ts';
import { readTable, type TableRow } from '../list-import/read-table.ts';
import { createReport } from '../list-import/report.ts';
import type { DayClock } from '../planning/day-clock.ts';

/** What a list of actuals is read against. */
export interface ActualsContext {
  readonly currency: string;
  readonly clock: DayClock;
  /** Of the day's runs. */
  readonly vehicles: ReadonlySet<string>;
  /** Ids of the day's requests, by the names that lists have for them. */
  readonly requestIds: ReadonlyMap<string, string>;
}

interface Actuals {
  readonly runs: RunActual[];
  readonly weighings: Weighing[];
}

type Complain = (column: ActualColumn, code: string, message: string) => void;
type ReadNumber = (column: ActualColumn) => number | null;

const lookup = createHeadingLookup(actualHeadings);

/**
 * Reads what came of a day (CSV or XLSX): rows of vehicles with odometer, times (HH:MM local or ISO), fuel and tolls,
 * and rows of requests with what was weighed. Nothing where any row has an error. Throws UserError LIST_UNREADABLE,
 * BODY_TOO_LARGE.
 */
export async function readActualsList(
  bytes: Uint8Array,
  filename: string,
  context: ActualsContext,
): Promise<Actuals & { readonly preview: ImportPreview }> {
  const table = await readTable(bytes, filename, (heading) => lookup(heading) !== null);
  const report = createReport();
  reportEncoding(table, report);
  const columns = arrangeColumns(table, lookup, report);
  if (!columns.has('vehicle') && !columns.has('request')) {
    report.error({ row: 0 }, 'COLUMN_MISSING', 'There is neither a column vehicle nor a column request.');
  }
  const digits = minorDigits(context.currency);
  const numbers = new Map<ActualColumn, NumberReader>();
  for (const [column, rule] of Object.entries(numberRules(context.currency, digits))) {
    // The keys are those of numberRules.
    numbers.set(column as ActualColumn, openNumberColumn(columns, column as ActualColumn, rule, report));
  }
  const actuals: Actuals = { runs: [], weighings: [] };
  const sample: ImportPreview['sample'] = [];
  const rows = report.errors.length > 0 ? [] : columns.rows;
  for (const row of rows) {
    const complain: Complain = (column, code, message) =>
      report.error({ row: row.row, column }, code, message);
    const number: ReadNumber = (column) => numbers.get(column)?.read(row) ?? null;
    const values = readRow(columns, row, { number, complain, digits, context, actuals });
    sample.push({ row: row.row, values });
  }
  const preview = makePreview('actuals', table, columns, { numbers, dates: new Map(), sample, report });
  return preview.errors.length > 0 ? { preview, runs: [], weighings: [] } : { preview, ...actuals };
}

function numberRules(currency: string, digits: number) {
  const km: NumberRule = { min: 0, max: 10_000_000, units: ['km'] };
  const money = moneyRule(currency, digits);
  return {
    odometer_start: km,
    odometer_end: km,
    litres: { min: 0, max: 10_000, units: ['l'] },
    fuel_paid: money,
    tolls_paid: money,
    kg: { min: 0, max: mostOfLoad.kg, units: ['kg'] },
    crates: { min: 0, max: mostOfLoad.crates, isWhole: true },
    parcels: { min: 0, max: mostOfLoad.parcels, isWhole: true },
  } as const satisfies Partial<Record<ActualColumn, NumberRule>>;
}

interface RowTools {
  readonly number: ReadNumber;
  readonly complain: Complain;
  /** Decimals of the currency. */
  readonly digits: number;
  readonly context: ActualsContext;
  readonly actuals: Actuals;
}

/** Adds the row to the actuals; returns it as understood. */
function readRow(
  columns: ColumnTable<ActualColumn>,
  row: TableRow,
  tools: RowTools,
): ImportPreview['sample'][number]['values'] {
  const text = (column: ActualColumn) => cleanText(String(columns.cell(row, column)));
  const { complain, actuals, context } = tools;
  const vehicle = text('vehicle');
  const name = text('request');
  if ((vehicle === '') === (name === '')) {
    complain('vehicle', 'VALUE_INVALID', 'A row has either a vehicle or a request.');
    return {};
  }
  if (vehicle !== '') {
    if (!context.vehicles.has(vehicle)) {
      complain('vehicle', 'VALUE_INVALID', `The day has no run of “${vehicle}”.`);
    }
    if (actuals.runs.some((run) => run.vehicle === vehicle)) {
      complain('vehicle', 'ID_TWICE', `“${vehicle}” is in an earlier row.`);
    }
    const run = readRun(columns, row, vehicle, tools);
    actuals.runs.push(run);
    return { ...run };
  }
  const request = context.requestIds.get(name);
  if (request === undefined) complain('request', 'VALUE_INVALID', `The day has no request “${name}”.`);
  if (actuals.weighings.some((weighing) => weighing.request === request)) {
    complain('request', 'ID_TWICE', `“${name}” is in an earlier row.`);
  }
  const kg = tools.number('kg');
  if (kg === null) complain('kg', 'VALUE_MISSING', 'The cell is empty.');
  const counted = { kg: kg ?? 0, crates: tools.number('crates'), parcels: tools.number('parcels') };
  actuals.weighings.push({ request: request ?? '', ...counted });
  return { request: name, ...counted };
}

function readRun(
  columns: ColumnTable<ActualColumn>,
  row: TableRow,
  vehicle: string,
  { number, complain, digits, context }: RowTools,
): RunActual {
  const { clock } = context;
  const seconds = (column: 'left_at' | 'back_at'): number | null => {
    const cell = columns.cell(row, column);
    if (cleanText(String(cell)) === '') return null;
    const moment = readMoment(cell);
    if (moment?.instant) return clock.secondsOf(moment.instant);
    if (moment?.time && !moment.date) {
      const { hour, minute } = moment.time;
      return clock.secondsOfLocal(`${String(hour % 24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
    }
    complain(column, 'VALUE_INVALID', `“${cell}” is no time of the day such as 06:30.`);
    return null;
  };
  const money = (column: 'fuel_paid' | 'tolls_paid') => {
    const major = number(column);
    const wrong = (message: string) => complain(column, 'VALUE_INVALID', message);
    return major === null ? null : toMinor(major, digits, wrong);
  };
  const [from, to] = [number('odometer_start'), number('odometer_end')];
  if (from !== null && to !== null && to < from) {
    complain('odometer_end', 'VALUE_OUT_OF_RANGE', 'Less than odometer_start.');
  }
  const left = seconds('left_at');
  const back = seconds('back_at');
  // Back after midnight.
  const backAt = left !== null && back !== null && back < left ? back + 86_400 : back;
  return {
    vehicle,
    odometer_start_km: from,
    odometer_end_km: to,
    left_at: left === null ? null : clock.instantOf(left),
    back_at: backAt === null ? null : clock.instantOf(backAt),
    fuel_litres: number('litres'),
    fuel_paid: money('fuel_paid'),
    tolls_paid: money('tolls_paid'),
  };
}
