import type { Problem, SolutionBreak, SolutionRun } from '#server/planner/model/problem.ts';
import type { Draw } from './random-features.ts';

/**
 * Runs of some of a problem's stops in any order, over trips, with each vehicle's breaks somewhere: what a search might
 * try, good or bad. Every stop is in one run at most, and no trip but a first or a last one is empty.
 */
export function randomRuns(problem: Problem, draw: Draw): SolutionRun[] {
  const { between, isLikely } = draw;
  const runs: SolutionRun[] = [];
  const left = shuffled(
    problem.stops.map((_, stop) => stop),
    draw,
  );
  for (const [vehicle, { breaks = [], mostTrips = 1 }] of problem.vehicles.entries()) {
    const trips: number[][] = [];
    const count = between(1, mostTrips);
    while (trips.length < count && left.length > 0) trips.push(left.splice(0, between(1, 3)));
    if (trips.length === 0) break;
    if (mostTrips > 1 && isLikely(0.2)) trips.push([]);
    if (mostTrips > 1 && isLikely(0.2)) trips.unshift([]);
    runs.push({
      vehicle,
      trips,
      ...(breaks.length > 0 && { breaks: randomBreaks(breaks.length, trips, draw) }),
      ...(isLikely(0.2) && { startsAt: between(0, 1500) }),
    });
  }
  return runs;
}

function randomBreaks(count: number, trips: readonly (readonly number[])[], draw: Draw): SolutionBreak[] {
  const order = shuffled(
    Array.from({ length: count }, (_, index) => index),
    draw,
  );
  const places = order
    .map(() => {
      const trip = draw.between(0, trips.length - 1);
      return { trip, position: draw.between(0, trips[trip]!.length) };
    })
    .sort((a, b) => a.trip - b.trip || a.position - b.position);
  return order.map((index, at) => ({ index, ...places[at]! }));
}

function shuffled(values: readonly number[], draw: Draw): number[] {
  const result = [...values];
  for (let at = result.length - 1; at > 0; at--) {
    const other = draw.between(0, at);
    [result[at], result[other]] = [result[other]!, result[at]!];
  }
  return result;
}
