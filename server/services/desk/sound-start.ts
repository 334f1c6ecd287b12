import type { Problem, Solution } from '#server/solver-pool/port.ts';
import type { PlanningTools } from '../planning/plan-day.ts';

/**
 * What a search can go on from: the solution as it stands, without the runs that break rules. Their stops are put in
 * again by the search. Undefined where that is not enough.
 */
export function soundStart(
  problem: Problem,
  start: Solution,
  { checkSolution, priceSolution }: Pick<PlanningTools, 'checkSolution' | 'priceSolution'>,
): Solution | undefined {
  const priced = (solution: Solution) => ({ ...solution, ...priceSolution(problem, solution) });
  let sound = priced(start);
  let wrong = checkSolution(problem, sound).length;
  for (const { vehicle } of start.runs) {
    if (wrong === 0) return sound;
    const without = priced(takeOutRun(sound, vehicle));
    const left = checkSolution(problem, without).length;
    if (left < wrong) [sound, wrong] = [without, left];
  }
  return wrong === 0 ? sound : undefined;
}

function takeOutRun(solution: Solution, vehicle: number): Solution {
  const out = solution.runs.filter((run) => run.vehicle === vehicle).flatMap(({ trips }) => trips.flat());
  return {
    ...solution,
    runs: solution.runs.filter((run) => run.vehicle !== vehicle),
    unassigned: [...solution.unassigned, ...out],
  };
}
