import type { Problem, Solution, SolverPool } from '#server/solver-pool/port.ts';
import { parseVroom } from '#server/services/vroom/parse-vroom.ts';
import type { VroomRouting } from '#server/services/vroom/routed-travel.ts';
import { readVroomProblem, type ReadProblem } from '#server/services/vroom/read-vroom-problem.ts';
import { solveVroom, type VroomSettings } from '#server/services/vroom/solve-vroom.ts';
import { vroomPlanner } from '#server/vroom-planner.ts';

export const settings: VroomSettings = {
  isPlan: false,
  hasGeometry: false,
  seconds: 1,
  seed: 1,
  iterations: null,
};

/** A problem as the planner takes it. */
export function read(problem: object, routing: VroomRouting | null = null): Promise<ReadProblem> {
  return readVroomProblem(parseVroom(JSON.stringify(problem), null), routing);
}

/** What a problem, or a text, is refused for. */
export async function refusal(
  problem: object | string,
  routing: VroomRouting | null = null,
): Promise<string> {
  const text = typeof problem === 'string' ? problem : JSON.stringify(problem);
  try {
    await readVroomProblem(parseVroom(text, null), routing);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return `${String(error.code)} ${error.message}`;
    throw error;
  }
  return 'taken';
}

/** The answer of plan mode. */
export function plan(problem: object, routing: VroomRouting | null = null, hasGeometry = false) {
  const solver = solverThat(() => {
    throw new Error('plan mode searches nothing');
  });
  return solveVroom(
    parseVroom(JSON.stringify(problem), null),
    { ...settings, isPlan: true, hasGeometry },
    { planner: vroomPlanner, solver, routing },
  );
}

/** The answer around a solution whose runs are given; what they cost is worked out. */
export function answer(
  problem: object,
  solve: (problem: Problem, from: Solution | undefined) => Pick<Solution, 'runs'>,
  routing: VroomRouting | null = null,
) {
  const solver = solverThat((planned, from) => {
    const { runs } = solve(planned, from);
    const served = new Set(runs.flatMap((run) => run.trips.flat()));
    const unassigned = [...planned.stops.keys()].filter((stop) => !served.has(stop));
    const costOf = (run: Solution['runs'][number]) => vroomPlanner.costOfRun(planned, run).total;
    return {
      runs,
      unassigned,
      cost: runs.reduce((sum, run) => sum + costOf(run), 0),
      penalty: vroomPlanner.penaltyOf(planned, runs, unassigned),
    };
  });
  return solveVroom(parseVroom(JSON.stringify(problem), null), settings, {
    planner: vroomPlanner,
    solver,
    routing,
  });
}

function solverThat(solve: (problem: Problem, from: Solution | undefined) => Solution): SolverPool {
  return {
    solve: (problem, { from }) => ({
      result: Promise.resolve().then(() => solve(problem, from)),
      finishEarly: () => undefined,
      cancel: () => undefined,
    }),
    prepare: () => undefined,
    close: () => Promise.resolve(),
  };
}
