import { expect, test } from 'vitest';
import type { Problem, ProblemVehicle } from '#server/planner/model/problem.ts';
import { makeStop, makeVehicle } from '../make-problem.ts';
import { onLine, solveSoundly } from './solve-soundly.ts';

/** Stops at 10 and at 20, 40 out and back; two vehicles, 100 each. One run costs 140, two 260. */
function costOf(limits: Partial<ProblemVehicle>): number {
  const vehicle = makeVehicle({ fixedCost: 100, ...limits });
  const problem: Problem = {
    ...onLine([10, 20]),
    stops: [makeStop(1), makeStop(2, { serviceSeconds: 5 })],
    vehicles: [vehicle, vehicle],
  };
  const solution = solveSoundly(problem);
  expect(solution.unassigned).toEqual([]);
  return solution.cost;
}

test('a run has as many stops as it may have', () => {
  expect(costOf({ mostStops: 2 })).toBe(140);
  expect(costOf({ mostStops: 1 })).toBe(260);
});

test('a run is as long as it may be', () => {
  // 40 m; a run of the far stop alone is as long, so that nothing shorter serves it.
  expect(costOf({ mostMetres: 40 })).toBe(140);
  const problem: Problem = {
    ...onLine([10, 20]),
    stops: [makeStop(1), makeStop(2)],
    vehicles: [makeVehicle({ mostMetres: 39 })],
  };
  expect(solveSoundly(problem)).toMatchObject({ cost: 20, unassigned: [1] });
});

test('a run drives for as long as it may', () => {
  expect(costOf({ mostDrivingSeconds: 40 })).toBe(140);
  const problem: Problem = {
    ...onLine([10, 20]),
    stops: [makeStop(1), makeStop(2)],
    vehicles: [makeVehicle({ mostDrivingSeconds: 39 })],
  };
  expect(solveSoundly(problem)).toMatchObject({ cost: 20, unassigned: [1] });
});

test('a run is out for as long as it may, waiting and service included', () => {
  expect(costOf({ mostSecondsOut: 45 })).toBe(140);
  // The near stop closes at 10 and the far one opens at 50: out from 0 to 75.
  const vehicle = makeVehicle({ fixedCost: 100, mostSecondsOut: 74 });
  const problem: Problem = {
    ...onLine([10, 20]),
    stops: [
      makeStop(1, { windows: [{ start: 0, end: 10 }] }),
      makeStop(2, { windows: [{ start: 50, end: 90 }], serviceSeconds: 5 }),
    ],
    vehicles: [vehicle, vehicle],
  };
  expect(solveSoundly(problem)).toMatchObject({ cost: 260, unassigned: [] });
  const longer = problem.vehicles.map((each) => ({ ...each, mostSecondsOut: 75 }));
  expect(solveSoundly({ ...problem, vehicles: longer })).toMatchObject({ cost: 140, unassigned: [] });
});
