import type { Problem, Solution } from '#server/planner/model/problem.ts';
import { checkSolution } from '#server/planner/check/check-solution.ts';

interface Score {
  readonly missedPriority: number;
  readonly missedRequests: number;
  readonly cost: number;
}

/**
 * The best objective over all plans of a tiny problem without breaks: every subset on every vehicle in every order, over
 * trips in every way, by the checker.
 */
export function bestByTrying(problem: Problem): Score {
  const costs = problem.vehicles.map((_, vehicle) => cheapestBySubset(problem, vehicle));
  const subsets = 2 ** problem.stops.length;
  let best: Score | null = null;
  const extend = (vehicle: number, taken: number, cost: number): void => {
    if (vehicle === problem.vehicles.length) {
      const left = problem.stops.filter((_, stop) => (taken & (2 ** stop)) === 0);
      const score = {
        missedPriority: left.reduce((sum, stop) => sum + stop.priority, 0),
        missedRequests: left.reduce((sum, stop) => sum + stop.requestCount, 0),
        cost,
      };
      if (best === null || compare(score, best) < 0) best = score;
      return;
    }
    for (let subset = 0; subset < subsets; subset++) {
      const price = costs[vehicle]![subset]!;
      if ((subset & taken) === 0 && price < Infinity) extend(vehicle + 1, taken | subset, cost + price);
    }
  };
  extend(0, 0, 0);
  return best!; // leaving everything out is a plan
}

function compare(a: Score, b: Score): number {
  return a.missedPriority - b.missedPriority || a.missedRequests - b.missedRequests || a.cost - b.cost;
}

/** Index: bits of the stops served. */
function cheapestBySubset(problem: Problem, vehicle: number): number[] {
  const cheapest = Array.from({ length: 2 ** problem.stops.length }, () => Infinity);
  cheapest[0] = 0;
  const extend = (sequence: readonly number[], taken: number): void => {
    if (sequence.length > 0) {
      const unassigned = problem.stops.flatMap((_, stop) => (sequence.includes(stop) ? [] : [stop]));
      for (const trips of waysOverTrips(sequence, problem.vehicles[vehicle]!.mostTrips ?? 1)) {
        const solution: Solution = { runs: [{ vehicle, trips }], unassigned, cost: 0, penalty: 0 };
        const { violations, cost } = checkSolution(problem, solution);
        if (violations.every(({ kind }) => kind === 'cost'))
          cheapest[taken] = Math.min(cheapest[taken]!, cost);
      }
    }
    for (let stop = 0; stop < problem.stops.length; stop++) {
      if (!sequence.includes(stop)) extend([...sequence, stop], taken | (2 ** stop));
    }
  };
  extend([], 0);
  return cheapest;
}

/** A sequence cut into trips, with and without an empty one before and behind them. */
function waysOverTrips(sequence: readonly number[], mostTrips: number): (readonly (readonly number[])[])[] {
  const cuts = cutInto(sequence, mostTrips);
  if (mostTrips === 1) return cuts;
  return cuts.flatMap((trips) => [trips, [[], ...trips], [...trips, []], [[], ...trips, []]]);
}

function cutInto(sequence: readonly number[], mostTrips: number): (readonly number[])[][] {
  if (mostTrips === 1) return [[sequence]];
  const firsts = Array.from({ length: sequence.length - 1 }, (_, index) => index + 1);
  const cut = firsts.flatMap((first) =>
    cutInto(sequence.slice(first), mostTrips - 1).map((rest) => [sequence.slice(0, first), ...rest]),
  );
  return [[sequence], ...cut];
}
