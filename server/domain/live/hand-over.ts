import { scheduleDeskRun, type ScheduledDeskRun } from '../desk/schedule-desk-run.ts';
import type { DeskDay } from '../desk/desk-day.ts';
import { applyEdit } from '../edits/apply-edit.ts';
import type { DeskPlan, DeskRun, RunPlace } from '../edits/desk-plan.ts';
import type { NewRun, SingleEdit } from '../edits/edit.ts';
import { newRunNumber } from '../edits/number-runs.ts';

/** One way to hand over what a run cannot finish. */
export interface HandOver {
  /** Runs that are there already take each stop where it costs least; or all of it becomes one run of a vehicle. */
  readonly kind: 'other_runs' | 'vehicle';
  /** One step of the plan's history. */
  readonly edit: { readonly type: 'several'; readonly edits: readonly SingleEdit[] };
  /** Where stops go, each run once, in the order in which they were given away. */
  readonly into: readonly {
    readonly run: number;
    readonly vehicle: string;
    readonly stops: readonly string[];
  }[];
  /** Those that nobody can reach: they are in no run then. */
  readonly left: readonly string[];
  /** Of the whole plan, minor units. */
  readonly costChange: number;
  /** When the last run that takes something ends, seconds from the plan's origin. */
  readonly finish: number;
  /** Broken rules more than before. */
  readonly violationsChange: number;
}

export interface Breakdown {
  readonly run: number;
  /** Of the run, those that are still to be visited, in their order; at least one. */
  readonly stops: readonly string[];
  /** Stops that their drivers have visited or passed: nothing is put before them. */
  readonly visited: ReadonlySet<string>;
  /** Runs that take nothing: they are over, or were declined. */
  readonly closed: ReadonlySet<number>;
  /** Seconds from the plan's origin: a vehicle that is idle leaves no earlier. */
  readonly now: number;
}

/**
 * Ways to hand the rest of a run to others, best first: those that leave the fewest stops, then that break the fewest rules more, then by cost. Each is one
 * edit, priced exactly as any other.
 */
export function handOvers(plan: DeskPlan, day: DeskDay, breakdown: Breakdown, count = 4): HandOver[] {
  const ways = [toOtherRuns(plan, day, breakdown), ...toIdleVehicles(plan, day, breakdown)];
  return ways
    .flatMap((way) => way ?? [])
    .sort(
      (a, b) =>
        a.left.length - b.left.length ||
        a.violationsChange - b.violationsChange ||
        a.costChange - b.costChange,
    )
    .slice(0, count);
}

/** Stop by stop, in their order, to where each costs least with those before it in their places; null: nobody reaches any. */
function toOtherRuns(plan: DeskPlan, day: DeskDay, breakdown: Breakdown): HandOver | null {
  const edits: SingleEdit[] = [];
  const into = new Map<number, string[]>();
  const left: string[] = [];
  let now = plan;
  for (const stop of breakdown.stops) {
    const to = bestPlace(now, day, stop, breakdown);
    if (to === null) {
      left.push(stop);
      continue;
    }
    const edit: SingleEdit = { type: 'move', stops: [stop], to };
    now = applyEdit(now, edit);
    edits.push(edit);
    into.set(to.run, [...(into.get(to.run) ?? []), stop]);
  }
  if (into.size === 0) return null;
  if (left.length > 0) edits.push({ type: 'unassign', stops: left });
  return priced(plan, day, { kind: 'other_runs', edits, into, left });
}

function toIdleVehicles(plan: DeskPlan, day: DeskDay, { stops, now }: Breakdown): HandOver[] {
  const used = new Set(plan.runs.map(({ vehicle }) => vehicle));
  return [...day.vehicles].flatMap(([vehicle, { isAvailable, shift }]): HandOver[] => {
    if (!isAvailable || used.has(vehicle) || plan.barred.includes(vehicle) || shift.end <= now) return [];
    const to: NewRun = { run: newRunNumber(plan, vehicle, day.toldRuns), vehicle };
    const edits: SingleEdit[] = [
      { type: 'move', stops, to },
      { type: 'change_start', run: to.run, start: Math.max(now, shift.start) },
    ];
    const made = applyEdit(plan, edits[0]!).runs.find(({ run }) => run === to.run)!; // it was just made
    if (shutCount(scheduleDeskRun(made, day, plan.barred)) > 0) return [];
    return [priced(plan, day, { kind: 'vehicle', edits, into: new Map([[to.run, [...stops]]]), left: [] })];
  });
}

function bestPlace(
  plan: DeskPlan,
  day: DeskDay,
  stop: string,
  { run: broken, visited, closed }: Breakdown,
): RunPlace | null {
  let best: { to: RunPlace; violations: number; cost: number } | null = null;
  for (const run of plan.runs) {
    if (run.run === broken || closed.has(run.run) || run.state === 'locked') continue;
    const before = scheduleDeskRun(run, day, plan.barred);
    for (const to of placesAhead(run, visited)) {
      const after = scheduleDeskRun(withStop(run, to, stop), day, plan.barred);
      if (shutCount(after) > shutCount(before)) continue;
      const violations = after.violations.length - before.violations.length;
      const cost = after.cost.total - before.cost.total;
      const isBetter =
        !best || violations < best.violations || (violations === best.violations && cost < best.cost);
      if (isBetter) best = { to, violations, cost };
    }
  }
  return best?.to ?? null;
}

/** Stops that the vehicle does not come to: what that would cost says nothing. */
const shutCount = ({ violations }: ScheduledDeskRun): number =>
  violations.filter(({ kind }) => kind === 'unreachable' || kind === 'access').length;

/** Behind what was visited, to the end of the last trip. */
function placesAhead({ run, trips }: DeskRun, visited: ReadonlySet<string>): RunPlace[] {
  const places = trips.flatMap((stops, trip) =>
    Array.from({ length: stops.length + 1 }, (_, position): RunPlace => ({ run, trip, position })),
  );
  const isVisited = ({ trip, position }: RunPlace) => visited.has(trips[trip]![position]?.stop ?? '');
  return places.slice(places.findLastIndex(isVisited) + 1);
}

function withStop(run: DeskRun, { trip, position }: RunPlace, stop: string): DeskRun {
  const stops = run.trips[trip]!; // a place of it
  return { ...run, trips: run.trips.with(trip, stops.toSpliced(position, 0, { stop, pin: null })) };
}

function priced(
  plan: DeskPlan,
  day: DeskDay,
  {
    kind,
    edits,
    into,
    left,
  }: {
    readonly kind: HandOver['kind'];
    readonly edits: readonly SingleEdit[];
    readonly into: ReadonlyMap<number, readonly string[]>;
    readonly left: readonly string[];
  },
): HandOver {
  const edit = { type: 'several', edits } as const;
  const after = applyEdit(plan, edit);
  const sum = (runs: readonly DeskRun[], others: readonly DeskRun[]) => {
    const changed = runs.filter((run) => !others.includes(run));
    const scheduled = changed.map((run) => scheduleDeskRun(run, day, plan.barred));
    return {
      cost: scheduled.reduce((total, { cost }) => total + cost.total, 0),
      violations: scheduled.reduce((total, { violations }) => total + violations.length, 0),
    };
  };
  const [before, now] = [sum(plan.runs, after.runs), sum(after.runs, plan.runs)];
  const takers = after.runs.filter(({ run }) => into.has(run));
  return {
    kind,
    edit,
    into: takers.map(({ run, vehicle }) => ({ run, vehicle, stops: into.get(run) ?? [] })),
    left,
    costChange: now.cost - before.cost,
    finish: Math.max(...takers.map((run) => scheduleDeskRun(run, day, plan.barred).schedule.end)),
    violationsChange: now.violations - before.violations,
  };
}
