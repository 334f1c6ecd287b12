import type { Locale } from '#server/contract/basics.ts';
import type { PlanDocument, PlanRun, PlanStop } from '#server/contract/plan.ts';
import type { Request } from '#server/contract/request.ts';
import type { RunDriver } from '../run-drivers.ts';
import type { ColumnName } from './headings.ts';
import { reasonWords } from './reason-words.ts';

/** Money is in minor units until it is written; a time is an instant. */
export type CellKind = 'text' | 'count' | 'decimal' | 'money' | 'time' | 'kind';

interface ExportColumn {
  readonly name: ColumnName;
  readonly kind: CellKind;
}

export type ExportCell = string | number | null;

export type TableName = 'runs' | 'stops' | 'unassigned' | 'costs' | 'villages' | 'dearest' | 'what_if';

export interface ExportTable {
  readonly name: TableName;
  readonly columns: readonly ExportColumn[];
  readonly rows: readonly (readonly ExportCell[])[];
}

/** A run of the plan with its number at the desk and who drives it. */
export interface NumberedRun extends RunDriver {
  readonly number: number;
  readonly run: PlanRun;
}

/** A column and what it holds of each item. */
export type Columns<T> = readonly (readonly [ColumnName, CellKind, (item: T) => ExportCell])[];

export function tableOf<T>(name: TableName, columns: Columns<T>, items: readonly T[]): ExportTable {
  return {
    name,
    columns: columns.map(([column, kind]) => ({ name: column, kind })),
    rows: items.map((item) => columns.map(([, , read]) => read(item))),
  };
}

const minutes = (seconds: number): number => Math.round(seconds / 60);

const runColumns: Columns<NumberedRun> = [
  ['run', 'count', ({ number }) => number],
  ['vehicle', 'text', ({ run }) => run.vehicle],
  ['type', 'text', ({ run }) => run.type],
  ['driver', 'text', ({ driver }) => driver],
  ['phone', 'text', ({ phone }) => phone],
  ['start', 'time', ({ run }) => run.trips[0]?.start ?? null],
  ['end', 'time', ({ run }) => run.trips.at(-1)?.end ?? null],
  ['trips', 'count', ({ run }) => run.trips.length],
  ['stops', 'count', ({ run }) => run.trips.reduce((sum, { stops }) => sum + stops.length, 0)],
  ['kg', 'decimal', ({ run }) => run.carried.kg],
  ['crates', 'count', ({ run }) => run.carried.crates],
  ['parcels', 'count', ({ run }) => run.carried.parcels],
  ['km', 'decimal', ({ run }) => run.metres / 1000],
  ['driving_minutes', 'count', ({ run }) => minutes(run.seconds.driving)],
  ['waiting_minutes', 'count', ({ run }) => minutes(run.seconds.waiting)],
  ['service_minutes', 'count', ({ run }) => minutes(run.seconds.service)],
  ['unloading_minutes', 'count', ({ run }) => minutes(run.seconds.unloading ?? 0)],
  ['break_minutes', 'count', ({ run }) => minutes(run.seconds.breaks ?? 0)],
  ['cost_fixed', 'money', ({ run }) => run.cost.fixed],
  ['cost_distance', 'money', ({ run }) => run.cost.distance],
  ['cost_time', 'money', ({ run }) => run.cost.time],
  ['cost_other', 'money', ({ run }) => run.cost.other],
  ['cost_total', 'money', ({ run }) => run.cost.total],
  ['problems', 'count', ({ run }) => run.violations.length],
];

export const runsTable = (runs: readonly NumberedRun[]): ExportTable => tableOf('runs', runColumns, runs);

interface ServedRow extends NumberedRun {
  readonly trip: number;
  readonly stop: PlanStop;
  /** Order of the visit in its run, from 1. */
  readonly order: number;
  /** With the load that is handled here. */
  readonly request: Request;
}

const stopColumns: Columns<ServedRow> = [
  ['run', 'count', ({ number }) => number],
  ['vehicle', 'text', ({ run }) => run.vehicle],
  ['driver', 'text', ({ driver }) => driver],
  ['trip', 'count', ({ trip }) => trip],
  ['stop', 'count', ({ order }) => order],
  ['place', 'text', ({ stop }) => stop.place],
  ['lat', 'decimal', ({ stop }) => stop.lat],
  ['lon', 'decimal', ({ stop }) => stop.lon],
  ['arrival', 'time', ({ stop }) => stop.arrival],
  ['service_start', 'time', ({ stop }) => stop.start],
  ['departure', 'time', ({ stop }) => stop.departure],
  ['request', 'text', ({ request }) => request.reference],
  ['kind', 'kind', ({ request }) => request.kind],
  ['product', 'text', ({ request }) => request.product],
  ['cooperative', 'text', ({ request }) => request.cooperative],
  ['kg', 'decimal', ({ request }) => request.kg],
  ['crates', 'count', ({ request }) => request.crates],
  ['parcels', 'count', ({ request }) => request.parcels],
  ['kg_after', 'decimal', ({ stop }) => stop.load_after.kg],
];

/** One row for each request at each stop. */
export function stopsTable(runs: readonly NumberedRun[], requestOf: (name: string) => Request): ExportTable {
  const rows = runs.flatMap((numbered) => {
    let order = 0;
    return numbered.run.trips.flatMap(({ stops }, trip) =>
      stops.flatMap((stop) => {
        order += 1;
        const at = { ...numbered, trip: trip + 1, stop, order };
        return stop.requests.map((name): ServedRow => {
          const part = stop.parts?.find(({ request }) => request === name);
          return { ...at, request: { ...requestOf(name), ...part?.load } };
        });
      }),
    );
  });
  return tableOf('stops', stopColumns, rows);
}

interface LooseRow {
  readonly request: Request;
  readonly code: string | null;
  readonly reason: string | null;
}

const unassignedColumns: Columns<LooseRow> = [
  ['request', 'text', ({ request }) => request.reference],
  ['kind', 'kind', ({ request }) => request.kind],
  ['place', 'text', ({ request }) => request.place],
  ['lat', 'decimal', ({ request }) => request.lat],
  ['lon', 'decimal', ({ request }) => request.lon],
  ['product', 'text', ({ request }) => request.product],
  ['cooperative', 'text', ({ request }) => request.cooperative],
  ['kg', 'decimal', ({ request }) => request.kg],
  ['crates', 'count', ({ request }) => request.crates],
  ['parcels', 'count', ({ request }) => request.parcels],
  ['ready_from', 'time', ({ request }) => request.ready_from],
  ['ready_until', 'time', ({ request }) => request.ready_until],
  ['code', 'text', ({ code }) => code],
  ['reason', 'text', ({ reason }) => reason],
];

/** What is in no run, or of which a part is in none. */
export function unassignedTable(
  unassigned: PlanDocument['unassigned'],
  requestOf: (name: string) => Request,
  locale: Locale,
): ExportTable {
  const rows = unassigned.map(({ request, code, reason, left }) => ({
    request: { ...requestOf(request), ...left },
    code,
    reason: locale === 'en' ? reason : reasonWords[locale][code],
  }));
  return tableOf('unassigned', unassignedColumns, rows);
}
