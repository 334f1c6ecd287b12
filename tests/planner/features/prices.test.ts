import { describe, expect, test } from 'vitest';
import type { Problem, ProblemPrices } from '#server/planner/model/problem.ts';
import { makeStop, makeVehicle } from '../make-problem.ts';
import { onLine, onWays, solveSoundly, tripsOf } from './solve-soundly.ts';

/**
 * Stops at 100 on both sides of the hub. One run: 100 + 200 + 100, and 10 for its vehicle; two: 200 + 200, and 20 for
 * theirs.
 */
function bothSides(prices?: ProblemPrices): Problem {
  return {
    ...onLine([100, -100]),
    stops: [makeStop(1), makeStop(2)],
    vehicles: [makeVehicle({ fixedCost: 10 }), makeVehicle({ fixedCost: 10 })],
    ...(prices && { prices }),
  };
}

describe('prices of the shape of a plan', () => {
  test('without any, one run goes to both sides', () => {
    expect(solveSoundly(bothSides())).toMatchObject({ cost: 410, penalty: 0 });
  });

  test('balance: two runs of equal length rather than a long one', () => {
    // The long run is out for 200 s more than 200 s, at 1 each.
    const balance = { aroundSeconds: 200, costPerHour: 3600 };
    expect(solveSoundly(bothSides({ balance }))).toMatchObject({ cost: 420, penalty: 0 });
  });

  test('compactness: a run stays on one side', () => {
    // 200 m between the stops, at 0.1 each.
    const compactness = { costPerKm: 100 };
    expect(solveSoundly(bothSides({ compactness }))).toMatchObject({ cost: 420, penalty: 0 });
  });

  test('no stubs: one run of two stops rather than two of one', () => {
    // Between the stops are 250: 450 in one run, 400 in two, which cost 2 × 30 more for being stubs.
    const problem: Problem = {
      ...onWays([
        [0, 100, 100],
        [100, 0, 250],
        [100, 250, 0],
      ]),
      stops: [makeStop(1), makeStop(2)],
      vehicles: [makeVehicle(), makeVehicle()],
    };
    expect(solveSoundly(problem)).toMatchObject({ cost: 400, penalty: 0 });
    const prices = { stub: { leastStops: 2, cost: 30 } };
    expect(solveSoundly({ ...problem, prices })).toMatchObject({ cost: 450, penalty: 0 });
  });

  test('stay: a stop keeps the vehicle that it has in the plan of record', () => {
    // The other vehicle saves 10 and costs 11.
    const problem = (cost: number): Problem => ({
      ...onLine([10]),
      stops: [makeStop(1, { recordVehicle: 1 })],
      vehicles: [makeVehicle(), makeVehicle({ fixedCost: 10 })],
      prices: { stay: { cost } },
    });
    const kept = solveSoundly(problem(11));
    expect(kept).toMatchObject({ cost: 30, penalty: 0 });
    expect(tripsOf(kept)).toEqual({ 1: [[0]] });
    expect(solveSoundly(problem(9))).toMatchObject({ cost: 20, penalty: 9 });
  });
});
