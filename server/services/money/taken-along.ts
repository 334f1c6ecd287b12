import type { DeskDay } from '#server/domain/desk/desk-day.ts';
import type { RunState } from '#server/domain/drive/run-state.ts';
import { unplannedRequest } from '#server/domain/drive/unplanned-request.ts';
import {
  type DeskPlan,
  type DeskRun,
  placesOfStops,
  type PlannedStop,
} from '#server/domain/edits/desk-plan.ts';
import type { DayDrivenRun, DrivenDay } from '../driven-day.ts';

/**
 * A run with what its driver took along though nobody had planned it, each where he came by: behind the last stop that he
 * had been at before. What was taken along on another run of its vehicle, which the plan has no longer, comes behind as
 * trips of their own. What the desk has put into a run by now, or cancelled, is left out, and so is what is near no road.
 */
export function withTakenAlong(run: DeskRun, plan: DeskPlan, day: DeskDay, driven: DrivenDay): DeskRun {
  const known = driven.runs.get(run.run);
  const later = runsThatLeft(plan, driven)
    .filter(({ vehicle }) => vehicle === run.vehicle)
    .flatMap((left) => tripsOf(left, plan, day));
  const loose = known ? looseOf(known, plan, day) : [];
  if (!known || loose.length === 0)
    return later.length === 0 ? run : { ...run, trips: [...run.trips, ...later] };
  const cameTo = run.trips.map((_, trip) => visitTimes(known.state, (stop) => tripOf(stop, run) === trip));
  const timeOf = ({ stop }: PlannedStop, trip: number): number | undefined =>
    loose.find((each) => each.stop === stop)?.pickup.time ??
    day.stops.get(stop)?.parts.flatMap(({ request }) => cameTo[trip]?.get(request) ?? [])[0];
  const trips = run.trips.map((trip, index) =>
    loose
      .filter(({ pickup }) => tripOf(pickup, run) === index)
      .reduce((stops, { stop, pickup }) => {
        const before = stops.findLastIndex((each) => (timeOf(each, index) ?? Infinity) <= pickup.time);
        return stops.toSpliced(before + 1, 0, { stop, pin: null });
      }, trip),
  );
  return { ...run, trips: [...trips, ...later] };
}

/**
 * A run for each that has left the plan, with what its driver had taken along by then, in the order of his taps; none where
 * its vehicle has another run, or is not in the fleet.
 */
export function runsOfTakenAlong(plan: DeskPlan, day: DeskDay, driven: DrivenDay): DeskRun[] {
  const used = new Set(plan.runs.map(({ vehicle }) => vehicle));
  return runsThatLeft(plan, driven).flatMap((left): DeskRun[] => {
    const { number: run, vehicle } = left;
    if (used.has(vehicle) || !day.vehicles.has(vehicle)) return [];
    const trips = tripsOf(left, plan, day);
    if (trips.length === 0) return [];
    used.add(vehicle);
    return [{ run, vehicle, driver: null, start: null, state: 'open', trips }];
  });
}

function runsThatLeft({ runs }: DeskPlan, driven: DrivenDay): DayDrivenRun[] {
  const planned = new Set(runs.map(({ run }) => run));
  return [...driven.runs.values()].filter(({ number }) => !planned.has(number));
}

type Pickup = RunState['unplanned'][number];

/** What was taken along on a run and is in none, with its stop. */
function looseOf(
  { id, state }: DayDrivenRun,
  plan: DeskPlan,
  day: DeskDay,
): { stop: string; pickup: Pickup }[] {
  if (state.unplanned.length === 0) return [];
  const placed = placesOfStops(plan);
  const stopOf = new Map(
    plan.stops.flatMap(({ stop, requests }) => requests.map((each) => [each.request, stop])),
  );
  return state.unplanned.flatMap((pickup) => {
    const stop = stopOf.get(unplannedRequest(id, pickup.pickup));
    const needs = stop === undefined ? undefined : day.stops.get(stop);
    if (stop === undefined || !needs || placed.has(stop) || needs.isCancelled || needs.place < 0) return [];
    return [{ stop, pickup }];
  });
}

/** What was taken along and nothing else, trip by trip. */
function tripsOf(left: DayDrivenRun, plan: DeskPlan, day: DeskDay): PlannedStop[][] {
  const loose = looseOf(left, plan, day).toSorted((a, b) => a.pickup.time - b.pickup.time);
  const trips = [...new Set(loose.map(({ pickup }) => pickup.trip))].sort((a, b) => a - b);
  return trips.map((trip) =>
    loose.filter(({ pickup }) => pickup.trip === trip).map(({ stop }) => ({ stop, pin: null })),
  );
}

/** Of a trip that the desk's run has not, its last. */
const tripOf = ({ trip }: { readonly trip: number }, { trips }: DeskRun): number =>
  Math.min(trip, trips.length - 1);

/** When the driver was at each request of these stops, ms since 1970; he was not where he left it out from afar. */
function visitTimes(
  { stops }: RunState,
  isOfThese: (stop: RunState['stops'][number]) => boolean,
): ReadonlyMap<string, number> {
  return new Map(
    stops.filter(isOfThese).flatMap(({ arrived, items }) =>
      items.flatMap(({ request, outcome }): [string, number][] => {
        const time = arrived ?? (outcome?.kind === 'missed' ? null : (outcome?.time ?? null));
        return time === null ? [] : [[request, time]];
      }),
    ),
  );
}
