import type { Problem, Solution, SolutionRun } from '#server/planner/model/problem.ts';
import { checkSolution } from '#server/planner/check/check-solution.ts';
import { placingsAlone, placingsInRun } from '#server/planner/explain/placings.ts';
import { stopsTogether } from '#server/planner/explain/relaxation.ts';
import type { Random } from '#server/planner/state/random.ts';

/** What the checker says of runs, priced as it prices them; kinds of the rules they break. */
export function solutionOf(problem: Problem, runs: readonly SolutionRun[]) {
  const served = new Set(runs.flatMap(({ trips }) => trips.flat()));
  const unassigned = problem.stops.flatMap((_, stop) => (served.has(stop) ? [] : [stop]));
  const unpriced: Solution = { runs, unassigned, cost: 0, penalty: 0 };
  const { cost, penalty, violations } = checkSolution(problem, unpriced);
  const broken = violations.map(({ kind }) => kind).filter((kind) => kind !== 'cost' && kind !== 'penalty');
  return { solution: { ...unpriced, cost, penalty }, broken };
}

/**
 * A plan that breaks no rule: stops in random order at the first place that takes them, each with a chance of being left
 * out. Null where the fixed beginnings cannot be kept as they are.
 */
export function greedyPlan(problem: Problem, random: Random, leftOut: number): Solution | null {
  let runs: SolutionRun[] = problem.vehicles.flatMap(({ fixedStart, breaks = [] }, vehicle) => {
    if (!fixedStart) return [];
    const taken = breaks.map((_, index) => ({ index, trip: 0, position: fixedStart.length }));
    return [{ vehicle, trips: [fixedStart], ...(breaks.length > 0 && { breaks: taken }) }];
  });
  if (solutionOf(problem, runs).broken.length > 0) return null;
  const fixed = new Set(runs.flatMap(({ trips }) => trips.flat()));
  for (const stop of problem.stops.keys()) {
    const [first = stop] = stopsTogether(problem, stop);
    if (fixed.has(stop) || first !== stop || random.fraction() < leftOut) continue;
    const tries = problem.vehicles.flatMap((_, vehicle) => {
      const run = runs.find((each) => each.vehicle === vehicle);
      const together = stopsTogether(problem, stop);
      return run ? placingsInRun(problem, run, together) : placingsAlone(problem, vehicle, together);
    });
    const plans = tries.map(({ run }) =>
      [...runs.filter(({ vehicle }) => vehicle !== run.vehicle), run].sort((a, b) => a.vehicle - b.vehicle),
    );
    runs = plans.find((plan) => solutionOf(problem, plan).broken.length === 0) ?? runs;
  }
  return solutionOf(problem, runs).solution;
}
