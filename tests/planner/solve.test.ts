import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Problem, Solution } from '#server/planner/model/problem.ts';
import { checkSolution } from '#server/planner/check/check-solution.ts';
import { solve } from '#server/planner/solve.ts';
import { paceByIterations } from '#server/planner/stop/pace.ts';
import { bestByTrying } from './best-by-trying.ts';
import { randomFeatures } from './random-features.ts';
import {
  expectSound,
  kg,
  lineMatrix,
  makeStop,
  makeVehicle,
  randomProblem,
  solveQuickly,
} from './make-problem.ts';

const tripsProblem = (seed: number, stops: number, vehicles: number) =>
  randomProblem(seed, { stops, vehicles, isShortest: true, isRound: true, features: ['trips'] });
const orderOf = (solution: Solution) => solution.runs.map((run) => run.trips.flat());

function scoreOf(problem: Problem, { unassigned, cost }: Solution) {
  const left = unassigned.map((stop) => problem.stops[stop]!);
  return {
    missedPriority: left.reduce((sum, stop) => sum + stop.priority, 0),
    missedRequests: left.reduce((sum, stop) => sum + stop.requestCount, 0),
    cost,
  };
}

describe('by hand', () => {
  test('visits a line of stops out and back', () => {
    // Hub at 0, stops at 10, 30, 20: 30 out, 30 back, 1 unit a metre.
    const problem: Problem = {
      hubs: [{ place: 0 }],
      matrices: [lineMatrix([0, 10, 30, 20])],
      stops: [makeStop(1), makeStop(2), makeStop(3)],
      vehicles: [makeVehicle()],
    };
    expect(solveQuickly(problem)).toMatchObject({ cost: 60, unassigned: [], runs: [{ vehicle: 0 }] });
  });

  test('uses the large vehicle for the whole load rather than two small ones', () => {
    // Small: 100 + 2 × 10 each, two needed: 240. Large: 150 + 20 = 170.
    const small = makeVehicle({ capacity: [5, 9, 9], fixedCost: 100 });
    const large = makeVehicle({ capacity: [10, 9, 9], fixedCost: 150 });
    const problem: Problem = {
      hubs: [{ place: 0 }],
      matrices: [lineMatrix([0, 10, 10])],
      stops: [makeStop(1, { pickup: kg(5) }), makeStop(2, { pickup: kg(5) })],
      vehicles: [small, small, large],
    };
    expect(solveQuickly(problem)).toMatchObject({ cost: 170, runs: [{ vehicle: 2 }] });
  });

  test('keeps a large vehicle off a track', () => {
    const problem: Problem = {
      hubs: [{ place: 0 }],
      matrices: [lineMatrix([0, 10])],
      stops: [makeStop(1, { largestAccess: 0 })],
      vehicles: [makeVehicle(), makeVehicle({ access: 0, fixedCost: 500 })],
    };
    expect(solveQuickly(problem)).toMatchObject({ cost: 520, runs: [{ vehicle: 1 }] });
  });

  test('hands parcels over before it takes produce on when it has no room for both', () => {
    // 10 fit. Out with 10 parcels' kg for the far stop, 10 of produce at the near one: far first.
    const problem: Problem = {
      hubs: [{ place: 0 }],
      matrices: [lineMatrix([0, 10, 20])],
      stops: [makeStop(1, { pickup: kg(10) }), makeStop(2, { pickup: kg(0), delivery: kg(10) })],
      vehicles: [makeVehicle({ capacity: [10, 0, 0] })],
    };
    const solution = solveQuickly(problem);
    expect(orderOf(solution)).toEqual([[1, 0]]);
    expect(solution.cost).toBe(40);
  });

  test('pays for waiting where hours cost, and leaves late where that saves it', () => {
    // 3600 an hour is 1 a second. Open 500…510 and 600…610 at 10 and 20: leave at 500 − 10 (or up to 510 − 10),
    // best 500: at 510, at 600 after 80 of waiting, back at 620: 120 out.
    const windows = (start: number) => [{ start, end: start + 10 }];
    const problem: Problem = {
      hubs: [{ place: 0 }],
      matrices: [lineMatrix([0, 10, 20])],
      stops: [makeStop(1, { windows: windows(500) }), makeStop(2, { windows: windows(600) })],
      vehicles: [makeVehicle({ costPerKm: 0, costPerHour: 3600 })],
    };
    expect(solveQuickly(problem)).toMatchObject({ cost: 120, unassigned: [] });
  });

  test('a driver who starts at home brings nothing out of the hub', () => {
    const problem: Problem = {
      hubs: [{ place: 0 }],
      matrices: [lineMatrix([0, 10, 20])],
      stops: [makeStop(1, { pickup: kg(0), delivery: kg(1) })],
      vehicles: [makeVehicle({ startPlace: 2 }), makeVehicle({ fixedCost: 1000 })],
    };
    expect(solveQuickly(problem)).toMatchObject({ cost: 1020, runs: [{ vehicle: 1 }] });
  });

  test('serves priority first, then more requests, then cheaply', () => {
    // One of three fits: the one of priority 1, although the others are nearer or serve more.
    const stops = [
      makeStop(1, { pickup: kg(5), requestCount: 9 }),
      makeStop(2, { pickup: kg(5), priority: 1 }),
      makeStop(3, { pickup: kg(5), requestCount: 2 }),
    ];
    const problem: Problem = {
      hubs: [{ place: 0 }],
      matrices: [lineMatrix([0, 10, 50, 5])],
      stops,
      vehicles: [makeVehicle({ capacity: [5, 0, 0] })],
    };
    expect(orderOf(solveQuickly(problem))).toEqual([[1]]);
    const without = { ...problem, stops: stops.map((stop) => ({ ...stop, priority: 0 })) };
    expect(orderOf(solveQuickly(without))).toEqual([[0]]);
  });

  test('nothing to do and nobody to do it', () => {
    const matrices = [lineMatrix([0, 10])];
    const none = { hubs: [{ place: 0 }], matrices, stops: [], vehicles: [makeVehicle()] };
    expect(solveQuickly(none)).toEqual({ runs: [], unassigned: [], cost: 0, penalty: 0 });
    const nobody = { hubs: [{ place: 0 }], matrices, stops: [makeStop(1)], vehicles: [] };
    expect(solveQuickly(nobody)).toEqual({ runs: [], unassigned: [0], cost: 0, penalty: 0 });
  });

  test('refuses a problem that is not one and names the field', () => {
    const problem: Problem = {
      hubs: [{ place: 0 }],
      matrices: [lineMatrix([0, 10])],
      stops: [makeStop(2)],
      vehicles: [makeVehicle()],
    };
    expect(() => solveQuickly(problem)).toThrow('stops[0].place: 2 is not a whole number from 0 to 1');
  });
});

describe('over random problems of all features at once', () => {
  const size = { stops: fc.integer({ min: 1, max: 30 }), vehicles: fc.integer({ min: 1, max: 8 }) };

  test('every solution passes the checker and fits domain/schedule', () => {
    fc.assert(
      fc.property(fc.integer(), size.stops, size.vehicles, (seed, stops, vehicles) => {
        const problem = randomProblem(seed, { stops, vehicles, features: randomFeatures });
        const solution = solveQuickly(problem, 96, seed);
        expectSound(problem, solution);
        expect(solution.runs.length).toBeLessThanOrEqual(vehicles);
      }),
      // Its runs had their breaks elsewhere than at first when they were emptied for the docks.
      { numRuns: 150, examples: [[-1878579418, 30, 5]] },
    );
  });

  test('so does every solution of some of them', () => {
    fc.assert(
      fc.property(fc.integer(), fc.subarray([...randomFeatures]), size.stops, (seed, features, stops) => {
        const problem = randomProblem(seed, { stops, vehicles: 5, features });
        const solution = solveQuickly(problem, 64, seed);
        expectSound(problem, solution);
        expect(solution.runs.length).toBeLessThanOrEqual(5);
      }),
      { numRuns: 100 },
    );
  });

  test('same problem, seed and iterations, same plan, byte for byte', () => {
    for (let each = 1; each <= 5; each++) {
      const problem = randomProblem(each, { stops: 25, vehicles: 6, features: randomFeatures });
      const plans = [1, 1].map((seed) => JSON.stringify(solveQuickly(problem, 160, seed)));
      expect(plans[0]).toBe(plans[1]);
    }
  });
});

describe('over random problems of windows, deliveries, priorities and a mixed fleet', () => {
  test('every solution passes the checker and fits domain/schedule', () => {
    const size = { stops: fc.integer({ min: 1, max: 40 }), vehicles: fc.integer({ min: 1, max: 12 }) };
    fc.assert(
      fc.property(fc.integer(), size.stops, size.vehicles, (seed, stops, vehicles) => {
        const problem = randomProblem(seed, { stops, vehicles });
        const solution = solveQuickly(problem, 128, seed);
        expectSound(problem, solution);
        expect(solution.runs.length).toBeLessThanOrEqual(vehicles);
      }),
      { numRuns: 120 },
    );
  });

  test('up to five stops the best of three seeds is the best there is (against trying every plan)', () => {
    const size = { stops: fc.integer({ min: 1, max: 5 }), vehicles: fc.integer({ min: 1, max: 3 }) };
    fc.assert(
      fc.property(fc.integer(), size.stops, size.vehicles, (seed, stops, vehicles) => {
        const problem = randomProblem(seed, { stops, vehicles, isShortest: true, isRound: true });
        const solutions = [1, 2, 3].map((each) => solveQuickly(problem, 800, each));
        for (const solution of solutions) expectSound(problem, solution);
        const scores = solutions.map((solution) => scoreOf(problem, solution));
        expect(scores).toContainEqual(bestByTrying(problem));
      }),
      // One seed alone stays in a local optimum about once in 400 problems; three must not, on these.
      { numRuns: 60, seed: 20_200_914 },
    );
  });

  test('up to three stops over several trips it is, too', () => {
    const size = { stops: fc.integer({ min: 1, max: 3 }), vehicles: fc.integer({ min: 1, max: 2 }) };
    fc.assert(
      fc.property(fc.integer(), size.stops, size.vehicles, (seed, stops, vehicles) => {
        const problem = tripsProblem(seed, stops, vehicles);
        const solutions = [1, 2, 3].map((each) => solveQuickly(problem, 300, each));
        for (const solution of solutions) expectSound(problem, solution);
        const scores = solutions.map((solution) => scoreOf(problem, solution));
        expect(scores).toContainEqual(bestByTrying(problem));
      }),
      { numRuns: 100, seed: 20_200_914 },
    );
  });

  test('a driver who starts at home goes to the hub first (found by trying every plan)', () => {
    const problem = tripsProblem(110, 3, 2);
    const solution = solveQuickly(problem);
    expectSound(problem, solution);
    expect(scoreOf(problem, solution)).toEqual(bestByTrying(problem));
    expect(solution.unassigned).toEqual([]);
    expect(solution.runs.at(-1)?.trips[0]).toEqual([]);
  });

  test('same problem, seed and iterations, same plan, byte for byte', () => {
    const problem = randomProblem(11, { stops: 40, vehicles: 10 });
    const plans = [1, 1, 2].map((seed) => JSON.stringify(solveQuickly(problem, 300, seed)));
    expect(plans[0]).toBe(plans[1]);
  });
});

describe('large days', () => {
  test('1,500 stops get a first complete plan', () => {
    const problem = randomProblem(3, { stops: 1500, vehicles: 400, isShortest: false });
    const solution = solve(problem, { seed: 1, pace: paceByIterations(0) });
    expect(checkSolution(problem, solution).violations).toEqual([]);
    expect(solution.runs.length).toBeGreaterThan(100);
  });

  test('an early stop gives the best so far', () => {
    const problem = randomProblem(5, { stops: 60, vehicles: 20 });
    let looks = 0;
    const solution = solve(problem, { seed: 1, pace: paceByIterations(1_000_000, () => ++looks > 3) });
    expectSound(problem, solution);
    expect(looks).toBe(4);
  });
});
