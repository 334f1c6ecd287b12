import type { PlanDocument } from '#server/contract/plan.ts';
import type { DeskPlan, DeskRun, DeskStop, PlannedStop } from '#server/domain/edits/desk-plan.ts';
import { startOfDay } from './instants.ts';

/** What a run of a new plan has from the plan before it. */
export type RunName = Pick<DeskRun, 'run' | 'driver'>;

/**
 * What edits change of a plan that was just made: runs called by `names`, in ascending order of their numbers, a stop for each of its stops, and one
 * for each request that is left out, off the road ones aside. A stop is called by its first request, and where there is
 * one of that name, by the request and a number.
 */
export function deskPlanOf(
  document: PlanDocument,
  requestId: (name: string) => string,
  names: readonly RunName[] = document.runs.map((_, index) => ({ run: index + 1, driver: null })),
): DeskPlan {
  const stops: DeskStop[] = [];
  const taken = new Set<string>();
  const add = (requests: DeskStop['requests']): PlannedStop => {
    const first = requests[0]?.request ?? '';
    let stop = first;
    for (let part = 2; taken.has(stop); part++) stop = `${first}#${part}`;
    taken.add(stop);
    stops.push({ stop, requests });
    return { stop, pin: null };
  };
  const runs = document.runs.map((run, index) => ({
    run: names[index]!.run, // one for each
    vehicle: run.vehicle,
    driver: names[index]!.driver,
    start: run.leaves_at === undefined ? null : secondsOfDay(run.leaves_at, document),
    state: 'open' as const,
    trips: run.trips.map((trip) =>
      trip.stops.map(({ requests, parts = [] }) =>
        add(
          requests.map((request) => ({
            request: requestId(request),
            part: parts.find((part) => part.request === request)?.load ?? null,
          })),
        ),
      ),
    ),
  }));
  for (const { request, code, left } of document.unassigned) {
    if (code !== 'NOT_ON_ROAD') add([{ request: requestId(request), part: left ?? null }]);
  }
  stops.sort((a, b) => (a.stop < b.stop ? -1 : 1));
  return { stops, runs, barred: [] };
}

/** Seconds from the first instant of the plan's day. */
function secondsOfDay(instant: string, { date, timezone }: PlanDocument): number {
  return (Date.parse(instant) - startOfDay(date, timezone)) / 1000;
}
