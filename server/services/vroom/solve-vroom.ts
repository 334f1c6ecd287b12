import type { VroomSolution } from '#server/contract/vroom.ts';
import { scheduleRun } from '#server/domain/schedule.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { RunningSolve, Solution, SolverPool, SolvePoolProgress } from '#server/solver-pool/port.ts';
import { assertFixedStarts } from './assert-fixed-starts.ts';
import { findFaults } from './find-faults.ts';
import { routeGeometry } from './geometry.ts';
import type { ParsedProblem } from './parse-vroom.ts';
import { planAsGiven } from './plan-as-given.ts';
import { readVroomProblem } from './read-vroom-problem.ts';
import type { VroomRouting } from './routed-travel.ts';
import { startPlan } from './start-plan.ts';
import type { PartedProblem, VroomPlanner } from './vroom-tools.ts';
import { writeRoute } from './write-route.ts';
import type { ScheduledRun } from './write-steps.ts';
import { writeVroomSolution } from './write-vroom-solution.ts';

export interface VroomSettings {
  /** Plan mode: times and violations of the steps as they stand; nothing is searched. */
  readonly isPlan: boolean;
  readonly hasGeometry: boolean;
  /** Of search, once the problem is read. */
  readonly seconds: number;
  readonly seed: number;
  readonly iterations: number | null;
}

export interface VroomTools {
  readonly planner: VroomPlanner;
  readonly solver: SolverPool;
  /** Null where problems must bring their matrices. */
  readonly routing: VroomRouting | null;
}

export interface VroomHooks {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SolvePoolProgress) => void;
  /** Called once the search runs, with the means to end it early. */
  readonly onSolving?: (solve: Pick<RunningSolve, 'finishEarly'>) => void;
}

/**
 * Answers a problem in VROOM's format.
 *
 * @throws UserError PROBLEM_INVALID, NO_ROAD_NEAR, NO_PATH, SOLVER_CRASHED, PLAN_INVALID; RoutingError; AbortError
 *   after `signal`.
 */
export async function solveVroom(
  parsed: ParsedProblem,
  settings: VroomSettings,
  tools: VroomTools,
  hooks: VroomHooks = {},
): Promise<VroomSolution> {
  const watch = stopwatch();
  const { planner } = tools;
  const read = await readVroomProblem(parsed, tools.routing, settings.hasGeometry);
  const whole = { problem: read.problem, originOf: [...read.problem.stops.keys()], requestScale: 1 };
  if (!settings.isPlan) assertFixedStarts(read, planner);
  const from = settings.isPlan ? null : startPlan(read, planner);
  const parted = settings.isPlan ? whole : planner.splitStops(read.problem, read.splits);
  const loading = watch();
  hooks.signal?.throwIfAborted();
  const scheduled = settings.isPlan
    ? planAsGiven(read, planner)
    : await search(parted, from, settings, tools, hooks);
  const solving = watch();
  const routes = scheduled.map((each) => {
    const cost = planner.costOfRun(parted.problem, each.run, each.schedule).total;
    return writeRoute(read, parted, each, cost, findFaults(parted.problem, each));
  });
  const geometries = settings.hasGeometry
    ? await Promise.all(scheduled.map(({ run }) => routeGeometry(read, parted.problem, run, tools.routing)))
    : null;
  const unassigned = unassignedOf(parted, scheduled);
  const all = scheduled.map(({ run }) => run);
  return writeVroomSolution(read, parted, {
    routes: geometries ? routes.map((route, index) => ({ ...route, geometry: geometries[index]! })) : routes,
    unassigned,
    penalty: planner.penaltyOf(parted.problem, all, unassigned),
    times: { loading, solving, ...(geometries && { routing: watch() }) },
  });
}

async function search(
  { problem }: PartedProblem,
  from: Solution | null,
  { seconds, seed, iterations }: VroomSettings,
  { solver, planner }: VroomTools,
  hooks: VroomHooks,
): Promise<ScheduledRun[]> {
  const solve = solver.solve(problem, {
    seconds,
    seed,
    ...(iterations !== null && { iterations }),
    ...(from && { from }),
    ...(hooks.onProgress && { onProgress: hooks.onProgress }),
  });
  const cancel = () => solve.cancel();
  hooks.signal?.addEventListener('abort', cancel, { once: true });
  hooks.onSolving?.(solve);
  try {
    const solution = await solve.result;
    const wrong = planner.checkSolution(problem, solution);
    if (wrong.length > 0) {
      const texts = wrong.slice(0, 5).map(({ text }) => text);
      throw new UserError('PLAN_INVALID', texts.join(' '));
    }
    return solution.runs.map((run) => {
      const input = planner.inputOfRun(problem, run);
      return { run, input, schedule: scheduleRun(input) };
    });
  } finally {
    hooks.signal?.removeEventListener('abort', cancel);
  }
}

function unassignedOf({ problem }: PartedProblem, scheduled: readonly ScheduledRun[]): number[] {
  const served = new Set(scheduled.flatMap(({ run }) => run.trips.flat()));
  return [...problem.stops.keys()].filter((stop) => !served.has(stop));
}

/** Whole milliseconds since it was last asked. */
function stopwatch(): () => number {
  let last = performance.now();
  return () => {
    const since = performance.now() - last;
    last += since;
    return Math.round(since);
  };
}
