import type { Problem, ProblemMatrix, Solution } from '#server/planner/model/problem.ts';
import { expectSound, lineMatrix, solveQuickly } from '../make-problem.ts';

/** Searches, holds the plan against the checker and domain/schedule, and returns it. */
export function solveSoundly(problem: Problem): Solution {
  const solution = solveQuickly(problem);
  expectSound(problem, solution);
  return solution;
}

/** Places on a line with the hub at 0 (place 0); a metre takes a second, and costs 1 where a km costs 1000. */
export function onLine(positions: readonly number[]): Pick<Problem, 'hubs' | 'matrices'> {
  return { hubs: [{ place: 0 }], matrices: [lineMatrix([0, ...positions])] };
}

/** The hub (place 0) and other places with ways as given, from row to column; a metre takes a second. */
export function onWays(rows: readonly (readonly number[])[]): Pick<Problem, 'hubs' | 'matrices'> {
  return { hubs: [{ place: 0 }], matrices: [waysMatrix(rows)] };
}

function waysMatrix(rows: readonly (readonly number[])[]): ProblemMatrix {
  return { size: rows.length, seconds: Int32Array.from(rows.flat()), metres: Int32Array.from(rows.flat()) };
}

/**
 * Two places, 1 and 2, between which only one direction is short: hub → 1 → 2 → hub is 30, hub → 2 → 1 → hub is 60.
 * What makes the dear direction needed shows in cost.
 */
export const oneWay = onWays([
  [0, 10, 20],
  [10, 0, 10],
  [10, 30, 0],
]);

/** The vehicles that are used and the stops of their trips, in order. */
export function tripsOf(solution: Solution): Record<number, readonly (readonly number[])[]> {
  return Object.fromEntries(solution.runs.map(({ vehicle, trips }) => [vehicle, trips]));
}
