import { drivenEvent, drivenRun } from '#server/contract/drive.ts';
import { applyEvents } from '#server/domain/drive/apply-events.ts';
import type { DrivenRun } from '#server/domain/drive/driven-run.ts';
import { type ProductApart, productsApart } from '#server/domain/drive/products-apart.ts';
import type { ItemState, RunState } from '#server/domain/drive/run-state.ts';
import { unplannedRequest } from '#server/domain/drive/unplanned-request.ts';
import { type Load, sumLoads } from '#server/domain/load.ts';
import { type DrivenActual, drivenActual, drivenLoads } from '#server/domain/live/driven-actuals.ts';
import type { DriveStore } from '#server/store/port.ts';

/** A run of a day with what its driver tapped. */
export interface DayDrivenRun {
  readonly id: string;
  readonly number: number;
  /** That drove it: of the last revision that was not withdrawn. */
  readonly vehicle: string;
  readonly run: DrivenRun;
  readonly state: RunState;
  readonly actual: DrivenActual | null;
}

/** What the drivers of a day say. */
export interface DrivenDay {
  /** Those of which anything was tapped, by their numbers. */
  readonly runs: ReadonlyMap<number, DayDrivenRun>;
  /** What changed hands of each request that a driver has closed. */
  readonly loads: ReadonlyMap<string, Load>;
  /** Taps, those taken back among them. */
  readonly taps: number;
}

export async function readDrivenDay(
  drive: Pick<DriveStore, 'countEvents' | 'listByDay'>,
  hub: string,
  date: string,
): Promise<DrivenDay> {
  // What was frozen is large, and most days of a season have nothing of their drivers.
  if ((await drive.countEvents(hub, date)) === 0) return { runs: new Map(), loads: new Map(), taps: 0 };
  const driven = (await drive.listByDay(hub, date)).filter(({ events }) => events.length > 0);
  const runs = driven.map(({ id, number, latest, earlier, events }): DayDrivenRun => {
    const run = drivenRun(latest.revision, latest.frozen);
    const versions = earlier.map(({ revision, frozen }) => drivenRun(revision, frozen));
    const state = applyEvents({ latest: run, earlier: versions, events: events.map(drivenEvent) });
    const told = [...earlier, latest].findLast(({ frozen }) => frozen !== null);
    const vehicle = told?.frozen?.run.vehicle ?? '';
    return { id, number, vehicle, run, state, actual: drivenActual(state) };
  });
  return {
    runs: new Map(runs.map((run) => [run.number, run])),
    loads: new Map([
      ...drivenLoads(runs.map(({ state }) => state)),
      ...runs.flatMap(({ id, state }) =>
        state.unplanned.map(
          ({ pickup, kg, crates, parcels }) =>
            [unplannedRequest(id, pickup), { kg, crates, parcels }] as const,
        ),
      ),
    ]),
    taps: driven.reduce((sum, { events }) => sum + events.length, 0),
  };
}

/** How drivers divided what they weighed of each request that they came to; empty: they did not. */
export function drivenProducts({ runs }: DrivenDay): ReadonlyMap<string, ProductApart[]> {
  const items = new Map<string, ItemState[]>();
  const unplanned: [string, ProductApart[]][] = [];
  for (const { id, state } of runs.values()) {
    for (const item of state.stops.flatMap((stop) => stop.items)) {
      items.set(item.request, [...(items.get(item.request) ?? []), item]);
    }
    for (const { pickup, products } of state.unplanned) {
      unplanned.push([unplannedRequest(id, pickup), [...products]]);
    }
  }
  const planned = [...items].map(([request, own]) => [request, productsApart(own)] as const);
  return new Map([...planned, ...unplanned]);
}

/** What a driver weighed, and how it is divided among products; empty: it is all of the one that was booked. */
type FieldLoad = Load & { readonly products: ProductApart[] };

/** What a driver weighed of a request on a trip (from 1) of a vehicle; null: he did not, or nothing was there to weigh. */
export function fieldLoad(
  { runs }: DrivenDay,
  vehicle: string,
  trip: number,
  request: string,
): FieldLoad | null {
  for (const { run, state } of runs.values()) {
    if (run.vehicle !== vehicle) continue;
    const items = state.stops
      .filter((stop) => stop.trip === trip - 1)
      .flatMap((stop) => stop.items)
      .filter((item) => item.request === request);
    const taken = items.flatMap(({ outcome }) => (outcome?.kind === 'collected' ? [outcome.taken] : []));
    if (taken.length > 0) return { ...sumLoads(taken), products: productsApart(items) };
  }
  return null;
}
