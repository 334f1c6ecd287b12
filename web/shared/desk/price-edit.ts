import type { DeskDay } from '#server/domain/desk/desk-day.ts';
import { scheduleDeskRun } from '#server/domain/desk/schedule-desk-run.ts';
import { applyEdit } from '#server/domain/edits/apply-edit.ts';
import type { DeskPlan, DeskRun } from '#server/domain/edits/desk-plan.ts';
import type { Edit } from '#server/domain/edits/edit.ts';
import { UserError } from '#server/domain/user-error.ts';

/** What an edit would do to the whole plan. */
export interface EditPrice {
  /** Minor units; below 0 where it gets cheaper. */
  readonly costChange: number;
  readonly metresChange: number;
  /** Broken rules more than before; below 0 where there would be fewer. */
  readonly violationsChange: number;
  /** It leads to places that no road leads to: the costs are without the way there. */
  readonly isUnreachable: boolean;
}

/** The price of an edit without making it; null where it cannot be made. */
export function priceEdit(plan: DeskPlan, day: DeskDay, edit: Edit): EditPrice | null {
  let after: DeskPlan;
  try {
    after = applyEdit(plan, edit);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
  const kept = new Set(plan.barred === after.barred ? plan.runs : []);
  const stays = new Set(after.runs.filter((run) => kept.has(run)));
  const sum = (runs: readonly DeskRun[], barred: DeskPlan['barred']) => {
    let [cost, metres, violations, shut] = [0, 0, 0, 0];
    for (const run of runs) {
      if (stays.has(run)) continue;
      const scheduled = scheduleDeskRun(run, day, barred);
      cost += scheduled.cost.total;
      metres += scheduled.schedule.metres;
      violations += scheduled.violations.length;
      shut += scheduled.violations.filter(({ kind }) => kind === 'unreachable').length;
    }
    return { cost, metres, violations, shut };
  };
  const before = sum(plan.runs, plan.barred);
  const now = sum(after.runs, after.barred);
  return {
    costChange: now.cost - before.cost,
    metresChange: now.metres - before.metres,
    violationsChange: now.violations - before.violations,
    isUnreachable: now.shut > before.shut,
  };
}
