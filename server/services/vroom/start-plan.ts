import { scheduleRun } from '#server/domain/schedule.ts';
import type { Solution } from '#server/solver-pool/port.ts';
import { describeViolation } from './describe-violation.ts';
import { findFaults } from './find-faults.ts';
import { missingWay } from './missing-way.ts';
import { readSteps, type SteppedRun } from './read-steps.ts';
import type { ReadProblem } from './read-vroom-problem.ts';
import { refuse } from './refuse.ts';
import type { SolutionRun, VroomPlanner } from './vroom-tools.ts';
import { mergeViolations, type RunFaults } from './write-route.ts';

type SolutionBreak = NonNullable<SolutionRun['breaks']>[number];

/**
 * The plan that a problem's steps describe, for the search to begin with; null where there are none. Breaks that the
 * steps leave out are put where they break nothing.
 *
 * @throws UserError PROBLEM_INVALID where the plan breaks a rule
 */
export function startPlan(read: ReadProblem, planner: VroomPlanner): Solution | null {
  const stepped = readSteps(read);
  if (stepped.length === 0) return null;
  if (read.splits.some((split) => split !== null)) {
    refuse('steps', 'they cannot be used where jobs may be split');
  }
  for (const run of stepped) assertNothingForced(read, run);
  const runs = stepped
    .filter(({ trips }) => trips.some((stops) => stops.length > 0))
    .map((run) => feasibleRun(read, planner, run))
    .toSorted((a, b) => a.vehicle - b.vehicle);
  const served = new Set(runs.flatMap(({ trips }) => trips.flat()));
  const unassigned = [...read.problem.stops.keys()].filter((stop) => !served.has(stop));
  const solution = {
    runs,
    unassigned,
    cost: runs.reduce((sum, run) => sum + planner.costOfRun(read.problem, run).total, 0),
    penalty: planner.penaltyOf(read.problem, runs, unassigned),
  };
  const [wrong] = planner.checkSolution(read.problem, solution);
  if (!wrong) return solution;
  const what = describeViolation(read.names, wrong);
  if (wrong.vehicle !== null) refuseSteps(read, wrong.vehicle, what);
  return refuse('steps', `they are no plan to begin with: ${what}`);
}

function refuseSteps(read: ReadProblem, vehicle: number, rule: string): never {
  const { id } = read.parsed.vehicles[vehicle]!; // steps are of vehicles of the problem
  return refuse(
    `vehicle ${id}`,
    `its steps break a rule (${rule}), and a search begins only with a plan that breaks none`,
  );
}

function assertNothingForced(read: ReadProblem, run: SteppedRun): void {
  if (!run.forcedStart && run.forcedStops.size === 0 && run.forcedBreaks.size === 0) return;
  const { id } = read.parsed.vehicles[run.vehicle]!; // steps are of vehicles of the problem
  refuse(`vehicle ${id}`, 'service_at, service_after and service_before in steps are for plan mode alone');
}

function feasibleRun(read: ReadProblem, planner: VroomPlanner, stepped: SteppedRun): SolutionRun {
  const { vehicle, trips } = stepped;
  const way = missingWay(read, { vehicle, trips });
  if (way !== null) refuseSteps(read, vehicle, way);
  const run = placeBreaks(read, planner, { vehicle, trips, breaks: stepped.breaks });
  const faults = faultsOf(read, planner, run);
  const [first] = mergeViolations([...faults.byEvent.values(), faults.ofRun].flat());
  if (!first) return run.breaks?.length === 0 ? { vehicle, trips } : run;
  const by = first.duration === undefined ? '' : ` of ${first.duration} s`;
  return refuseSteps(read, vehicle, `${first.cause}${by}`);
}

/** Each break that is missing goes to the first place where the run breaks least. */
function placeBreaks(read: ReadProblem, planner: VroomPlanner, run: SolutionRun): SolutionRun {
  const all = read.problem.vehicles[run.vehicle]!.breaks ?? [];
  const missing = [...all.keys()].filter((index) => !run.breaks?.some((each) => each.index === index));
  const startOf = (index: number) => all[index]!.windows[0]!.start;
  let best = run;
  for (const index of missing.toSorted((a, b) => startOf(a) - startOf(b))) {
    const tries = run.trips.flatMap((stops, trip) =>
      Array.from({ length: stops.length + 1 }, (_, position): SolutionRun => ({
        ...best,
        breaks: withBreak(best.breaks ?? [], { index, trip, position }, startOf),
      })),
    );
    const counted = tries.map((candidate) => ({
      candidate,
      faults: countFaults(faultsOf(read, planner, candidate)),
    }));
    best = counted.reduce((least, each) => (each.faults < least.faults ? each : least)).candidate;
  }
  return best;
}

/** Breaks are in the order in which they are taken; at one place, the one that opens first is. */
function withBreak(
  breaks: readonly SolutionBreak[],
  added: SolutionBreak,
  startOf: (index: number) => number,
): SolutionBreak[] {
  const later = breaks.findIndex(
    ({ index, trip, position }) =>
      (trip - added.trip || position - added.position || startOf(index) - startOf(added.index)) > 0,
  );
  return breaks.toSpliced(later < 0 ? breaks.length : later, 0, added);
}

function faultsOf(read: ReadProblem, planner: VroomPlanner, run: SolutionRun): RunFaults {
  const input = planner.inputOfRun(read.problem, run);
  return findFaults(read.problem, { run, input, schedule: scheduleRun(input) });
}

function countFaults({ byEvent, ofRun }: RunFaults): number {
  return [...byEvent.values()].flat().length + ofRun.length;
}
