import { unassignedStops, type DeskPlan } from '../edits/desk-plan.ts';
import type { DeskDay } from './desk-day.ts';
import { dockOverflows } from './dock-overflows.ts';
import { scheduleDeskRun, type ScheduledDeskRun } from './schedule-desk-run.ts';

/** What a plan comes to. */
export interface PlanFigures {
  readonly runs: number;
  /** Minor units. */
  readonly cost: number;
  readonly metres: number;
  /** Out of the hub, all runs together. */
  readonly seconds: number;
  /** Requests of which all or a part is in no run, cancelled ones aside. */
  readonly unserved: number;
  /** After the end of time windows, all stops together. */
  readonly lateSeconds: number;
  /** Broken rules. */
  readonly violations: number;
}

/** Each run of a plan with its schedule, by number. */
export function scheduleDeskPlan(plan: DeskPlan, day: DeskDay): Map<number, ScheduledDeskRun> {
  return new Map(plan.runs.map((run) => [run.run, scheduleDeskRun(run, day, plan.barred)]));
}

/** `schedules`: those of `scheduleDeskPlan`. */
export function figuresOfPlan(
  plan: DeskPlan,
  day: DeskDay,
  schedules: ReadonlyMap<number, ScheduledDeskRun>,
): PlanFigures {
  const all = [...schedules.values()];
  const sum = (pick: (run: ScheduledDeskRun) => number) => all.reduce((total, run) => total + pick(run), 0);
  return {
    runs: all.length,
    cost: sum(({ cost }) => cost.total),
    metres: sum(({ schedule }) => schedule.metres),
    seconds: sum(({ schedule }) => schedule.secondsOut),
    unserved: unservedRequests(plan, day).length,
    lateSeconds: sum(({ violations }) => latenessOf(violations)),
    violations: sum(({ violations }) => violations.length) + dockOverflows(schedules, day).length,
  };
}

/** Requests of which all or a part is in no run, cancelled ones aside, each once. */
function unservedRequests(plan: DeskPlan, day: DeskDay): string[] {
  const unassigned = new Set(unassignedStops(plan));
  const requests = plan.stops.flatMap(({ stop, requests }) =>
    unassigned.has(stop) && !day.stops.get(stop)?.isCancelled ? requests.map(({ request }) => request) : [],
  );
  return [...new Set(requests)];
}

function latenessOf(violations: ScheduledDeskRun['violations']): number {
  return violations.reduce((sum, { kind, amount }) => sum + (kind === 'time_window' ? amount : 0), 0);
}
