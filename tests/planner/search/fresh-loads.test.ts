import { describe, expect, test } from 'vitest';
import type { Problem } from '#server/planner/model/problem.ts';
import { checkSolution } from '#server/planner/check/check-solution.ts';
import { groupVehicles } from '#server/planner/model/group-vehicles.ts';
import { solve } from '#server/planner/solve.ts';
import { paceByIterations } from '#server/planner/stop/pace.ts';
import { isNothing } from '#server/domain/load.ts';
import { lineMatrix, makeStop, makeVehicle, randomProblem, solveQuickly } from '../make-problem.ts';

/** The same with one window a stop, and loads that must be at the hub some time after it opens. */
function withFreshLoads(problem: Problem, seed: number): Problem {
  const stops = problem.stops.map((stop, index) => {
    const { start } = stop.windows[0]!;
    const latestAtHub = start + 300 * ((7 * seed + index) % 40);
    const isFresh = !isNothing(stop.pickup) && (seed + index) % 3 > 0;
    return {
      ...stop,
      setupSeconds: 0,
      windows: [{ start, end: stop.windows.at(-1)!.end }],
      ...(isFresh && { latestAtHub }),
    };
  });
  return { ...problem, stops };
}

describe('loads that stay fresh for some time', () => {
  test('are looked at in constant time where nothing else asks for a walk', () => {
    const problem = withFreshLoads(randomProblem(1, { stops: 20, vehicles: 4 }), 1);
    expect(problem.stops.some(({ latestAtHub }) => latestAtHub !== undefined)).toBe(true);
    expect(groupVehicles(problem).map(({ isRich }) => isRich)).not.toContain(true);
  });

  test.for(Array.from({ length: 40 }, (_, index) => index))('are at the hub in time (%i)', (seed) => {
    const size = { stops: 6 + (seed % 20), vehicles: 2 + (seed % 4), isShortest: seed % 2 === 0 };
    const problem = withFreshLoads(randomProblem(seed, size), seed);
    const solution = solve(problem, { seed, pace: paceByIterations(300), isDebug: true });
    expect(checkSolution(problem, solution).violations).toEqual([]);
  });

  test('go home before another stop is served, and with it where there is time', () => {
    const day = (latestAtHub: number): Problem => ({
      hubs: [{ place: 0 }],
      matrices: [lineMatrix([0, 100, 200])],
      stops: [makeStop(1, { latestAtHub }), makeStop(2)],
      vehicles: [makeVehicle({ fixedCost: 1_000_000 }), makeVehicle({ fixedCost: 1_000_000 })],
    });
    const [near, far] = day(0).stops;
    const together = 400 + near!.serviceSeconds + far!.serviceSeconds;
    expect(solveQuickly(day(together)).runs).toHaveLength(1);
    expect(solveQuickly(day(together - 1)).runs).toHaveLength(2);
  });
});
