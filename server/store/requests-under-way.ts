import type { Executor } from './database.ts';
import { reckonRun } from './driven-states.ts';
import { findPlan } from './plan-names.ts';
import { readPublishedRuns } from './publication-rows.ts';

/** Requests of a day for which a driver has left the hub, by their ids: those of the trips that have begun. */
export function requestsUnderWay(db: Executor, hub: string, date: string): Set<string> {
  const plan = findPlan(db, hub, date);
  const runs = plan === null ? [] : readPublishedRuns(db, plan.id);
  const found = runs.flatMap(({ id, frozen }) => {
    const { stage, trip } = reckonRun(db, id).state;
    const begun = stage === 'before' ? [] : frozen.run.trips.slice(0, trip + 1);
    return begun.flatMap(({ stops }) => stops.flatMap(({ requests }) => requests));
  });
  return new Set(found);
}
