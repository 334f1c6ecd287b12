import { UserError } from '#server/domain/user-error.ts';
import { scheduleRun } from '#server/domain/schedule.ts';
import type { TimeWindow } from '#server/domain/time-window.ts';
import type { Problem } from '#server/solver-pool/port.ts';
import { missingWay } from './missing-way.ts';
import { type ForcedService, readSteps, type SteppedRun } from './read-steps.ts';
import type { ReadProblem } from './read-vroom-problem.ts';
import { refuse } from './refuse.ts';
import { nodesOfRun } from './run-nodes.ts';
import type { VroomClock } from './vroom-clock.ts';
import { nameOfStop } from './vroom-names.ts';
import type { VroomPlanner } from './vroom-tools.ts';
import type { ScheduledRun } from './write-steps.ts';

/**
 * The runs that a problem's steps describe, with their times, whatever rules they break. What steps force on the moment
 * of service holds in any case.
 *
 * @throws UserError PROBLEM_INVALID where that cannot be, NO_PATH
 */
export function planAsGiven(read: ReadProblem, planner: Pick<VroomPlanner, 'inputOfRun'>): ScheduledRun[] {
  return readSteps(read).map((run) => {
    assertWays(read, run);
    const input = planner.inputOfRun(forceService(read, run), run);
    const schedule = scheduleRun(input);
    assertForced(read, run, schedule);
    return { run, input, schedule };
  });
}

/** The problem with the windows that the run's steps ask for. */
function forceService({ problem, clock }: ReadProblem, run: SteppedRun): Problem {
  const vehicles = [...problem.vehicles];
  const vehicle = vehicles[run.vehicle]!; // steps are of vehicles of the problem
  const { forcedStart } = run;
  vehicles[run.vehicle] = {
    ...vehicle,
    ...(forcedStart && {
      shift: { start: clock.fromMoment(forcedStart.after), end: vehicle.shift.end },
    }),
    ...(vehicle.breaks && {
      breaks: vehicle.breaks.map((each, index) => {
        const forced = run.forcedBreaks.get(index);
        return forced ? { ...each, windows: within(each.windows, forced, clock) } : each;
      }),
    }),
  };
  const stops = problem.stops.map((stop, index) => {
    const forced = run.forcedStops.get(index);
    return forced ? { ...stop, windows: within(stop.windows, forced, clock) } : stop;
  });
  return { ...problem, vehicles, stops };
}

/** What of the windows the force leaves; where it leaves nothing, the force alone. */
function within(windows: readonly TimeWindow[], forced: ForcedService, clock: VroomClock): TimeWindow[] {
  const force = { start: clock.fromMoment(forced.after), end: clock.fromMoment(forced.before) };
  const left = windows
    .map(({ start, end }) => ({ start: Math.max(start, force.start), end: Math.min(end, force.end) }))
    .filter(({ start, end }) => start <= end);
  return left.length > 0 ? left : [force];
}

function assertForced(read: ReadProblem, run: SteppedRun, { events }: ScheduledRun['schedule']): void {
  const where = `vehicle ${read.parsed.vehicles[run.vehicle]!.id}`;
  let event = 0;
  const check = (what: string, forced: ForcedService | undefined) => {
    const start = read.clock.toMoment(events[event++]!.start); // one per event of the run
    if (!forced || start <= forced.before) return;
    refuse(
      where,
      `its steps cannot be: ${what} begins at ${start}, and service_before or service_at is ${forced.before}`,
    );
  };
  for (const { kind, stop, breaks } of nodesOfRun(read.problem, run)) {
    for (const rest of breaks) check('a break', run.forcedBreaks.get(rest));
    if (kind === 'stop') check(nameOfStop(read.names.stops[stop]!), run.forcedStops.get(stop));
    if (kind === 'hub') event++;
  }
}

function assertWays(read: ReadProblem, run: SteppedRun): void {
  const missing = missingWay(read, run);
  if (missing === null) return;
  const { id } = read.parsed.vehicles[run.vehicle]!; // steps are of vehicles of the problem
  throw new UserError('NO_PATH', `vehicle ${id}: ${missing}.`);
}
