import type { DeskDay } from '#server/domain/desk/desk-day.ts';
import { scheduleDeskRun } from '#server/domain/desk/schedule-desk-run.ts';
import { applyEdit } from '#server/domain/edits/apply-edit.ts';
import type { DeskPlan, RunPlace } from '#server/domain/edits/desk-plan.ts';
import type { NewRun } from '#server/domain/edits/edit.ts';
import { type RunShares, shareRun } from '#server/domain/shares/share-run.ts';

/** What stops bear of a run; minor units. */
export function shareOfStops({ shares }: RunShares, stops: readonly string[]): number {
  return shares.reduce((sum, { stop, amount }) => sum + (stops.includes(stop) ? amount : 0), 0);
}

/** What stops would bear together where they are put, without putting them there. @throws UserError EDIT_IMPOSSIBLE */
export function shareOfMove(
  plan: DeskPlan,
  day: DeskDay,
  stops: readonly string[],
  to: RunPlace | NewRun,
): number {
  const after = applyEdit(plan, { type: 'move', stops, to });
  const run = after.runs.find((each) => each.run === to.run)!; // they are in it now
  return shareOfStops(shareRun(run, day, scheduleDeskRun(run, day, after.barred)), stops);
}
