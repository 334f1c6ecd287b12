import type { Executor } from './database.ts';
import { readEvents } from './driven-states.ts';
import { findPlan } from './plan-names.ts';
import { readPublishedRuns } from './publication-rows.ts';

/** Requests of a day for which a driver has left the hub, by their ids: those of the trips that have begun. */
export function requestsUnderWay(db: Executor, hub: string, date: string): Set<string> {
  const plan = findPlan(db, hub, date);
  const runs = plan === null ? [] : readPublishedRuns(db, plan.id);
  const found = runs.flatMap(({ id, frozen }) => {
    const last = lastTripBegun(db, id);
    const begun = last === null ? [] : frozen.run.trips.slice(0, last + 1);
    return begun.flatMap(({ stops }) => stops.flatMap(({ requests }) => requests));
  });
  return new Set(found);
}

/** The last trip on which its driver left, from 0; null: none yet. What was taken back does not count. */
function lastTripBegun(db: Executor, run: string): number | null {
  const events = readEvents(db, run);
  const undone = new Set(events.flatMap(({ deed }) => (deed.kind === 'undone' ? [deed.event] : [])));
  const trips = events.flatMap(({ id, deed }) =>
    deed.kind === 'left_hub' && !undone.has(id) ? [deed.trip] : [],
  );
  return trips.length === 0 ? null : Math.max(...trips);
}
