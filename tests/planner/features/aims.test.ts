import { describe, expect, test } from 'vitest';
import type { Problem, ProblemStop } from '#server/planner/model/problem.ts';
import { kg, makeStop, makeVehicle } from '../make-problem.ts';
import { onLine, solveSoundly, tripsOf } from './solve-soundly.ts';

/** One of two stops fits: a near one, and one at 50. */
function oneFits(near: Partial<ProblemStop>, far: Partial<ProblemStop>): Problem {
  return {
    ...onLine([10, 50]),
    stops: [makeStop(1, { pickup: kg(5), ...near }), makeStop(2, { pickup: kg(5), ...far })],
    vehicles: [makeVehicle({ capacity: [5, 0, 0] })],
  };
}

describe('what is served where not everything can be', () => {
  test('what has priority, though it is far and serves fewer', () => {
    expect(tripsOf(solveSoundly(oneFits({ requestCount: 9 }, { priority: 1 })))).toEqual({ 0: [[1]] });
  });

  test('where priority is equal, what serves more requests', () => {
    expect(tripsOf(solveSoundly(oneFits({}, { requestCount: 2 })))).toEqual({ 0: [[1]] });
  });

  test('where that is equal, what costs less', () => {
    expect(tripsOf(solveSoundly(oneFits({}, {})))).toEqual({ 0: [[0]] });
  });
});

describe('what may be left out at a price', () => {
  // There and back 100; left out, its 9 requests and its priority do not count.
  const priced = (leaveOutCost: number): Problem => ({
    ...onLine([50]),
    stops: [makeStop(1, { leaveOutCost, requestCount: 9, priority: 9 })],
    vehicles: [makeVehicle()],
  });

  test('is left out where serving it is dearer', () => {
    expect(solveSoundly(priced(99))).toEqual({ runs: [], unassigned: [0], cost: 0, penalty: 99 });
  });

  test('is served where that is cheaper', () => {
    expect(solveSoundly(priced(101))).toMatchObject({ cost: 100, penalty: 0, unassigned: [] });
  });
});
