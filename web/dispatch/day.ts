import type { DeskWire } from '#server/contract/desk.ts';
import { secondsOut } from '#server/contract/plan.ts';
import type { PlanDocument, PlanRun, PlanStop, PlanUnassigned } from '#server/contract/plan.ts';
import { isStanding, type Request } from '#server/contract/request.ts';
import type { DeskPlan, DeskRun, Pin } from '#server/domain/edits/desk-plan.ts';
import { stopId } from '#web/shared/map/plan-features.ts';
import { runLook } from '#web/shared/map/palette.ts';
import type { RunLook } from '#web/shared/map/palette.ts';

export interface DayStop {
  /** As the desk calls it; by its place in the plan where there is no desk. */
  readonly id: string;
  /** Order of the visit in its run, from 1. */
  readonly number: number;
  readonly stop: PlanStop;
  /** Of one that is split, with the load of the part that is handled here. */
  readonly requests: readonly Request[];
  readonly kg: number;
  readonly trip: number;
  readonly pin: Pin | null;
}

export interface DayRun {
  /** As on the map, from 1; the same for as long as the run is there. */
  readonly number: number;
  readonly look: RunLook;
  readonly run: PlanRun;
  readonly stops: readonly DayStop[];
  readonly seconds: number;
  readonly isLocked: boolean;
  /** As said at the desk, or else as the day has it; null: nobody is named. */
  readonly driver: string | null;
  /** Why its vehicle cannot be used on the day; null where it can. */
  readonly out: DeskVehicle['out'];
  /** Its vehicle is not any more as it was when the plan was made. */
  readonly hasChanged: boolean;
}

type DeskVehicle = DeskWire['vehicles'][number];

export interface Day {
  readonly requests: readonly Request[];
  readonly plan: PlanDocument | null;
  readonly runs: readonly DayRun[];
  /** Requests the plan left out, in the plan's order. */
  readonly unassigned: readonly { readonly request: Request; readonly why: PlanUnassigned }[];
  /** Live requests in no run and not refused: booked after the plan was made, or there is no plan. */
  readonly unplanned: readonly Request[];
  /** Visits to each live request that is in a run, by its id; at least one, and several where it is split. */
  readonly visitsOf: ReadonlyMap<string, readonly DayVisit[]>;
}

interface DayVisit {
  readonly run: DayRun;
  readonly stop: DayStop;
}

/**
 * Joins a day's plan with its requests; both come separately and may be a moment apart. `arrangement`: the same plan at
 * the desk, its runs in the same order;
 * `vehicles`: those of the desk.
 */
export function dayOf(
  plan: PlanDocument | null,
  requests: readonly Request[],
  arrangement: DeskPlan | null = null,
  vehicles: readonly DeskVehicle[] = [],
): Day {
  const byId = requestsByName(requests);
  const byName = new Map(vehicles.map((vehicle) => [vehicle.vehicle, vehicle]));
  const runs = (plan?.runs ?? []).map((run, index) => {
    const desk = arrangement?.runs[index] ?? null;
    const vehicle = byName.get(run.vehicle);
    const known = knownRuns.get(run);
    const isKnown = known?.desk === desk && known.requests === requests && known.vehicle === vehicle;
    if (desk && isKnown) return known.made;
    const made = dayRun(run, index, byId, desk, vehicle);
    if (desk) knownRuns.set(run, { desk, requests, vehicle, made });
    return made;
  });
  const visitsOf = new Map<string, DayVisit[]>();
  for (const run of runs) {
    for (const stop of run.stops) {
      for (const request of stop.requests) {
        const { id } = request;
        if (isStanding(request)) visitsOf.set(id, [...(visitsOf.get(id) ?? []), { run, stop }]);
      }
    }
  }
  const unassigned = (plan?.unassigned ?? []).flatMap((why) => {
    const request = byId.get(why.request);
    return request && isStanding(request) ? [{ request, why }] : [];
  });
  const refused = new Set(unassigned.map(({ request }) => request.id));
  const unplanned = requests.filter(
    (request) => isStanding(request) && !visitsOf.has(request.id) && !refused.has(request.id),
  );
  return { requests, plan, runs, unassigned, unplanned, visitsOf };
}

/** Requests of which all or a part is in no run, cancelled ones aside: what "in no run" counts everywhere. */
export function looseRequests({ unassigned, unplanned }: Day): Request[] {
  return [...unassigned.map(({ request }) => request), ...unplanned];
}

/** Those of them that the desk has no stop for, so that they cannot be moved: too far from a road, or booked after the plan. */
export function stoplessRequests(day: Day, { stops }: DeskPlan): Request[] {
  const served = new Set(stops.flatMap(({ requests }) => requests.map(({ request }) => request)));
  return looseRequests(day).filter(({ id, reference }) => !served.has(id) && !served.has(reference));
}

/** By id, and by reference of the day. */
export function requestsByName(requests: readonly Request[]): ReadonlyMap<string, Request> {
  return new Map(
    requests.flatMap((request) => [
      [request.id, request],
      [request.reference, request],
    ]),
  );
}

/** A run that no edit has touched stays the same object, and is not drawn again. */
const knownRuns = new WeakMap<
  PlanRun,
  {
    readonly desk: DeskRun;
    readonly requests: readonly Request[];
    readonly vehicle: DeskVehicle | undefined;
    readonly made: DayRun;
  }
>();

/** A run with its requests; `desk`: the same at the desk, else it is numbered by its `index` from 0. */
export function dayRun(
  run: PlanRun,
  index: number,
  byId: ReadonlyMap<string, Request>,
  desk: DeskRun | null,
  vehicle: DeskVehicle | undefined,
): DayRun {
  let number = 0;
  const stops = run.trips.flatMap((trip, tripIndex) =>
    trip.stops.map((stop, stopIndex): DayStop => {
      number += 1;
      const planned = desk?.trips[tripIndex]?.[stopIndex];
      const requests = stop.requests.flatMap((name) => {
        const request = byId.get(name);
        const part = stop.parts?.find((each) => each.request === name);
        return request ? { ...request, ...part?.load } : [];
      });
      return {
        id: planned?.stop ?? stopId(run.vehicle, tripIndex, stopIndex),
        number,
        stop,
        requests,
        kg: requests.reduce((sum, { kg }) => sum + kg, 0),
        trip: tripIndex,
        pin: planned?.pin ?? null,
      };
    }),
  );
  const runNumber = desk?.run ?? index + 1;
  return {
    number: runNumber,
    look: runLook(runNumber - 1),
    run,
    stops,
    seconds: secondsOut(run.seconds),
    isLocked: desk?.state === 'locked',
    driver: desk?.driver ?? vehicle?.driver ?? null,
    out: vehicle?.out ?? null,
    hasChanged: vehicle?.has_changed ?? false,
  };
}

export type RequestFilter = 'all' | 'loose' | 'planned' | 'cancelled';
export const requestFilters: readonly RequestFilter[] = ['all', 'loose', 'planned', 'cancelled'];

/** What else requests can be chosen by; null, or false: by anything. */
export interface RequestFacets {
  readonly product: string | null;
  readonly cooperative: string | null;
  /** Ready at this instant. */
  readonly readyAt: string | null;
  readonly access: Request['largest_vehicle'] | null;
  /** Its stop is outside of a time window. */
  readonly isLate: boolean;
}

export const anyFacets: RequestFacets = {
  product: null,
  cooperative: null,
  readyAt: null,
  access: null,
  isLate: false,
};

function hasFacets(request: Request, facets: RequestFacets, late: ReadonlySet<string>): boolean {
  const { product, cooperative, readyAt, access, isLate } = facets;
  const at = readyAt === null ? null : Date.parse(readyAt);
  return (
    (product === null || request.product === product) &&
    (cooperative === null || request.cooperative === cooperative) &&
    (access === null || request.largest_vehicle === access) &&
    (at === null || (Date.parse(request.ready_from) <= at && at <= Date.parse(request.ready_until))) &&
    (!isLate || late.has(request.id) || late.has(request.reference))
  );
}

function lateRequests({ runs }: Day): Set<string> {
  const late = runs.flatMap(({ run }) =>
    run.violations.flatMap(({ kind, requests }) => (kind === 'time_window' ? requests : [])),
  );
  return new Set(late);
}

/**
 * Requests that match what was typed (place, product, cooperative or reference; without accents) and the filters.
 *
 * @param productOf what a product is called where it is typed, too
 */
export function filterRequests(
  day: Day,
  text: string,
  filter: RequestFilter,
  facets: RequestFacets = anyFacets,
  productOf = (product: string): string => product,
): Request[] {
  const wanted = fold(text);
  const late = lateRequests(day);
  const loose = new Set(looseRequests(day));
  return day.requests.filter((request) => {
    if (!hasFacets(request, facets, late)) return false;
    const isOff = !isStanding(request);
    if (filter === 'cancelled' ? !isOff : isOff && filter !== 'all') return false;
    if (filter === 'loose' && !loose.has(request)) return false;
    if (filter === 'planned' && !day.visitsOf.has(request.id)) return false;
    if (wanted === '') return true;
    const { place, product, cooperative, reference } = request;
    return fold([place, product, productOf(product), cooperative, reference].join(' ')).includes(wanted);
  });
}

/** Lower case without diacritics, with đ as d, as the place search does. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd').trim();
}

/** The local day so many days on. */
export function addDays(date: string, days: number): string {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** Whether a text is a day, YYYY-MM-DD, that the calendar has. */
export const isDate = (text: string): boolean =>
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && addDays(text, 0) === text;
