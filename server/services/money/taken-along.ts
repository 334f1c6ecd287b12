import type { DeskDay } from '#server/domain/desk/desk-day.ts';
import type { RunState } from '#server/domain/drive/run-state.ts';
import { unplannedRequest } from '#server/domain/drive/unplanned-request.ts';
import {
  type DeskPlan,
  type DeskRun,
  placesOfStops,
  type PlannedStop,
} from '#server/domain/edits/desk-plan.ts';
import type { DrivenDay } from '../driven-day.ts';

/**
 * A run with what its driver took along though nobody had planned it, each where he came by: behind the last stop that he
 * had been at before. What the desk has put into a run by now, or cancelled, is left out, and so is what is near no road.
 */
export function withTakenAlong(run: DeskRun, plan: DeskPlan, day: DeskDay, driven: DrivenDay): DeskRun {
  const known = driven.runs.get(run.run);
  if (!known || known.state.unplanned.length === 0) return run;
  const placed = placesOfStops(plan);
  const stopOf = new Map(
    plan.stops.flatMap(({ stop, requests }) => requests.map((each) => [each.request, stop])),
  );
  const cameTo = run.trips.map((_, trip) => visitTimes(known.state, (stop) => tripOf(stop, run) === trip));
  const loose = known.state.unplanned.flatMap((pickup) => {
    const stop = stopOf.get(unplannedRequest(known.id, pickup.pickup));
    const needs = stop === undefined ? undefined : day.stops.get(stop);
    if (stop === undefined || !needs || placed.has(stop) || needs.isCancelled || needs.place < 0) return [];
    return [{ stop, pickup }];
  });
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
  return { ...run, trips };
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
