import { describe, expect, test } from 'vitest';
import type { Problem, ProblemStop, ProblemVehicle } from '#server/planner/model/problem.ts';
import { kg, makeStop, makeVehicle } from '../make-problem.ts';
import { onLine, oneWay, solveSoundly, tripsOf } from './solve-soundly.ts';

/** A stop at 10, 20 there and back, a cheap vehicle (0) and one that costs 100 more (1). */
function cheapOrDear(
  stop: Partial<ProblemStop>,
  cheap: Partial<ProblemVehicle> = {},
  dear: Partial<ProblemVehicle> = {},
): Problem {
  return {
    ...onLine([10]),
    stops: [makeStop(1, stop)],
    vehicles: [makeVehicle(cheap), makeVehicle({ fixedCost: 100, ...dear })],
  };
}

describe('which vehicle may come', () => {
  test('one that has all the skills', () => {
    const problem = cheapOrDear({ skills: [1, 2] }, { skills: [1] }, { skills: [2, 1] });
    expect(tripsOf(solveSoundly(problem))).toEqual({ 1: [[0]] });
  });

  test('one that is small enough for the track', () => {
    const problem = cheapOrDear({ largestAccess: 1 }, { access: 2 }, { access: 1 });
    expect(tripsOf(solveSoundly(problem))).toEqual({ 1: [[0]] });
  });

  test('one to which the stop is pinned', () => {
    expect(tripsOf(solveSoundly(cheapOrDear({ onlyVehicles: [1] })))).toEqual({ 1: [[0]] });
  });

  test('one of the hub where the stop belongs', () => {
    const problem = {
      ...cheapOrDear({ hub: 1 }, { hub: 0 }, { hub: 1 }),
      hubs: [{ place: 0 }, { place: 0 }],
    };
    expect(tripsOf(solveSoundly(problem))).toEqual({ 1: [[0]] });
  });

  test('one of the cheapest hub where the stop belongs to none', () => {
    // Hubs at 0 and 100, stops at 10 and 90: 20 from each.
    const problem: Problem = {
      ...onLine([100, 10, 90]),
      hubs: [{ place: 0 }, { place: 1 }],
      stops: [makeStop(2), makeStop(3)],
      vehicles: [makeVehicle(), makeVehicle({ hub: 1, startPlace: 1, endPlace: 1 })],
    };
    const solution = solveSoundly(problem);
    expect(solution).toMatchObject({ cost: 40, unassigned: [] });
    expect(tripsOf(solution)).toEqual({ 0: [[0]], 1: [[1]] });
  });
});

describe('start and end', () => {
  test('a vehicle that starts near by saves the way out', () => {
    // From the village at 50 to the stop at 40 and the hub: 10 + 40, and 20 of fixed cost. From the hub: 80.
    const problem: Problem = {
      ...onLine([40, 50]),
      stops: [makeStop(1)],
      vehicles: [makeVehicle({ startPlace: 2, fixedCost: 20 }), makeVehicle()],
    };
    const solution = solveSoundly(problem);
    expect(solution.cost).toBe(70);
    expect(tripsOf(solution)).toEqual({ 0: [[0]] });
  });

  test('a vehicle that ends far off pays for the way there', () => {
    // Delivered at 10, home at 50: 50. There and back to the hub: 20, and 20 of fixed cost.
    const problem: Problem = {
      ...onLine([10, 50]),
      stops: [makeStop(1, { pickup: kg(0), delivery: kg(1) })],
      vehicles: [makeVehicle({ endPlace: 2 }), makeVehicle({ fixedCost: 20 })],
    };
    const solution = solveSoundly(problem);
    expect(solution.cost).toBe(40);
    expect(tripsOf(solution)).toEqual({ 1: [[0]] });
  });

  test('what is delivered from the hub does not come with a vehicle that starts elsewhere', () => {
    const problem = cheapOrDear({ pickup: kg(0), delivery: kg(1) }, { startPlace: 1 });
    expect(tripsOf(solveSoundly(problem))).toEqual({ 1: [[0]] });
  });

  test('what is picked up does not go with a vehicle that ends elsewhere', () => {
    expect(tripsOf(solveSoundly(cheapOrDear({}, { endPlace: 1 })))).toEqual({ 1: [[0]] });
  });

  test('a vehicle that brings its own freight may start elsewhere', () => {
    // It starts at the stop: 10 home.
    const freight = { pickup: kg(0), delivery: kg(1) };
    const solution = solveSoundly(cheapOrDear(freight, { startPlace: 1, isFreightFree: true }));
    expect(solution.cost).toBe(10);
    expect(tripsOf(solution)).toEqual({ 0: [[0]] });
  });
});

describe('what the desk has fixed', () => {
  test('a run begins with what is fixed, in that order, on that vehicle', () => {
    // Place 2, then place 1: the dear way round and the dear vehicle, 100 + 60.
    const problem: Problem = {
      ...oneWay,
      stops: [makeStop(1), makeStop(2)],
      vehicles: [makeVehicle(), makeVehicle({ fixedCost: 100, fixedStart: [1, 0] })],
    };
    const solution = solveSoundly(problem);
    expect(solution.cost).toBe(160);
    expect(tripsOf(solution)).toEqual({ 1: [[1, 0]] });
  });

  test('nothing comes before or between what is fixed, only behind it', () => {
    // At 10, 20, 30 on a line. Fixed: 30, then 10. Then 20 costs 20 more; on the way out nothing.
    const problem: Problem = {
      ...onLine([10, 20, 30]),
      stops: [makeStop(1), makeStop(2), makeStop(3)],
      vehicles: [makeVehicle({ fixedStart: [2, 0] })],
    };
    const solution = solveSoundly(problem);
    expect(solution.cost).toBe(80);
    expect(tripsOf(solution)).toEqual({ 0: [[2, 0, 1]] });
  });

  test('nothing is put into a locked run', () => {
    // The second stop is on the way of the locked run and goes with the dear vehicle all the same.
    const problem: Problem = {
      ...onLine([20, 10]),
      stops: [makeStop(1), makeStop(2)],
      vehicles: [makeVehicle({ fixedStart: [0], isLocked: true }), makeVehicle({ fixedCost: 100 })],
    };
    expect(tripsOf(solveSoundly(problem))).toEqual({ 0: [[0]], 1: [[1]] });
  });
});
