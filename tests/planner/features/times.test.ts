import { describe, expect, test } from 'vitest';
import type { Problem } from '#server/planner/model/problem.ts';
import { kg, makeStop, makeVehicle, solveQuickly } from '../make-problem.ts';
import { onLine, oneWay, onWays, solveSoundly, tripsOf } from './solve-soundly.ts';

const between = (start: number, end: number) => [{ start, end }];

describe('setup and service', () => {
  test('a run is not longer than a shift with its service in it', () => {
    // 40 s of driving and 2 × 40 s of service are more than 100 s: two runs, 100 + 20 and 100 + 40.
    const vehicle = makeVehicle({ shift: { start: 0, end: 100 }, fixedCost: 100 });
    const problem: Problem = {
      ...onLine([10, 20]),
      stops: [makeStop(1, { serviceSeconds: 40 }), makeStop(2, { serviceSeconds: 40 })],
      vehicles: [vehicle, vehicle],
    };
    expect(solveSoundly(problem)).toMatchObject({ cost: 260, unassigned: [] });
  });

  test('a run is not longer than a shift with its setup in it', () => {
    const vehicle = makeVehicle({ shift: { start: 0, end: 100 }, fixedCost: 100 });
    const problem: Problem = {
      ...onLine([10, 20]),
      stops: [makeStop(1, { setupSeconds: 40 }), makeStop(2, { setupSeconds: 40 })],
      vehicles: [vehicle, vehicle],
    };
    expect(solveSoundly(problem)).toMatchObject({ cost: 260, unassigned: [] });
  });

  test('two stops at one place need one setup', () => {
    // 20 s of driving, 50 of setup, 2 × 10 of service: 90 of 100 s. A second setup would need a second run.
    const vehicle = makeVehicle({ shift: { start: 0, end: 100 }, fixedCost: 100 });
    const stop = makeStop(1, { setupSeconds: 50, serviceSeconds: 10 });
    const problem: Problem = { ...onLine([10]), stops: [stop, stop], vehicles: [vehicle, vehicle] };
    expect(solveSoundly(problem)).toMatchObject({ cost: 120, unassigned: [] });
  });
});

describe('windows', () => {
  test('a stop that is closed at noon is visited before or after', () => {
    // Place 1 is open until 5 and from 60 on, place 2 until 30. Place 1 first is the cheap way, but then it is waited
    // for until 60. So place 2 (20), place 1 (50, waits until 60), hub: 60.
    const problem: Problem = {
      ...oneWay,
      stops: [
        makeStop(1, { windows: [...between(0, 5), ...between(60, 90)] }),
        makeStop(2, { windows: between(0, 30) }),
      ],
      vehicles: [makeVehicle()],
    };
    const solution = solveSoundly(problem);
    expect(solution).toMatchObject({ cost: 60, unassigned: [] });
    expect(tripsOf(solution)).toEqual({ 0: [[1, 0]] });
  });

  test('a stop that closes early is visited first', () => {
    // Place 2 closes at 20, when the cheap way through place 1 with 5 s of service is not there yet.
    const problem: Problem = {
      ...oneWay,
      stops: [makeStop(1, { serviceSeconds: 5 }), makeStop(2, { windows: between(0, 20) })],
      vehicles: [makeVehicle()],
    };
    expect(solveSoundly(problem)).toMatchObject({ cost: 60, unassigned: [] });
  });
});

describe('shifts', () => {
  test('a vehicle is back when its shift ends', () => {
    // Out and back to both is 40 s. Shifts of 40 s leave nothing for the 1 s of service: two runs, 100 + 20, 100 + 40.
    const vehicle = makeVehicle({ shift: { start: 0, end: 40 }, fixedCost: 100 });
    const problem: Problem = {
      ...onLine([10, 20]),
      stops: [makeStop(1, { serviceSeconds: 1 }), makeStop(2)],
      vehicles: [vehicle, vehicle],
    };
    expect(solveSoundly(problem)).toMatchObject({ cost: 260, unassigned: [] });
  });

  test('a vehicle does not leave before its shift begins', () => {
    // From 50 on. Place 2 closes at 70: straight there, the dear way round. From 49 on it would be reached through 1.
    const problem: Problem = {
      ...oneWay,
      stops: [makeStop(1, { serviceSeconds: 1 }), makeStop(2, { windows: between(0, 70) })],
      vehicles: [makeVehicle({ shift: { start: 50, end: 1000 } })],
    };
    expect(solveSoundly(problem)).toMatchObject({ cost: 60, unassigned: [] });
  });
});

describe('breaks', () => {
  // One stop at 50 that closes at 60, and a dearer vehicle without a break.
  const problem = (rest: Partial<NonNullable<Problem['vehicles'][0]['breaks']>[0]>): Problem => ({
    ...onLine([50]),
    stops: [makeStop(1, { windows: between(0, 60) })],
    vehicles: [
      makeVehicle({ breaks: [{ windows: between(20, 30), seconds: 10, ...rest }] }),
      makeVehicle({ fixedCost: 100 }),
    ],
  });

  test('a break is taken on the way where there is time for it', () => {
    // Leaves at 0, rests from 20 to 30, arrives at 60.
    const solution = solveSoundly(problem({}));
    expect(solution).toMatchObject({ cost: 100, unassigned: [] });
    expect(solution.runs).toEqual([
      { vehicle: 0, trips: [[0]], breaks: [{ index: 0, trip: 0, position: 0 }] },
    ]);
  });

  test('a vehicle whose break would come in the way leaves the stop to another', () => {
    // One second more of rest and the stop is closed, and after the stop the break's window is over.
    expect(tripsOf(solveSoundly(problem({ seconds: 11 })))).toEqual({ 1: [[0]] });
  });

  test('a break begins in its window', () => {
    // From 0 to 60 it could be taken after the stop, so that the vehicle with the break comes.
    const rest = { seconds: 11, windows: between(0, 60) };
    expect(tripsOf(solveSoundly(problem(rest)))).toEqual({ 0: [[0]] });
    expect(tripsOf(solveSoundly(problem({ ...rest, windows: between(0, 30) })))).toEqual({ 1: [[0]] });
  });

  test('a break is not taken with too much on board', () => {
    // The break's window opens when the stop has closed: it comes after the stop, with 1 kg on board.
    const rest = { windows: between(70, 90) };
    expect(tripsOf(solveSoundly(problem({ ...rest, mostLoad: kg(1) })))).toEqual({ 0: [[0]] });
    expect(tripsOf(solveSoundly(problem({ ...rest, mostLoad: kg(0) })))).toEqual({ 1: [[0]] });
  });

  test('a break that may be taken with little on board is put where it leaves room for more', () => {
    // At the start, where it costs the same, only one of the deliveries could be on board.
    const stop = makeStop(1, { delivery: kg(3), pickup: kg(0) });
    const rest = { windows: between(0, 1_000), seconds: 5, mostLoad: kg(3) };
    const vehicles = [makeVehicle({ capacity: kg(6), breaks: [rest] }), makeVehicle({ fixedCost: 1_000 })];
    const solution = solveSoundly({ ...onLine([10]), stops: [stop, stop], vehicles });
    expect(tripsOf(solution)).toEqual({ 0: [[expect.any(Number), expect.any(Number)]] });
  });
});

describe('several breaks', () => {
  const rest = (start: number, end: number, seconds = 10) => ({ windows: between(start, end), seconds });

  test('are taken in the order of their windows, however they are listed', () => {
    // Out at 0 at the earliest: the one until 5 comes before the stop at 50, the one from 90 on behind it.
    const problem: Problem = {
      ...onLine([50]),
      stops: [makeStop(1, { windows: between(0, 80) })],
      vehicles: [makeVehicle({ breaks: [rest(90, 95), rest(0, 5)] })],
    };
    const solution = solveSoundly(problem);
    expect(solution).toMatchObject({ cost: 100, unassigned: [] });
    expect(solution.runs[0]?.breaks).toEqual([
      { index: 1, trip: 0, position: 0 },
      { index: 0, trip: 0, position: 1 },
    ]);
  });

  test('a break moves to where there is time for it when the run changes', () => {
    // The run begins with place 1, until 60. With nothing else in it, the break before it is as good as one behind it.
    // Place 2 opens at 150: from 60 to 140 there is time, so that the run is out from 50 to 170, at 1 a second.
    const problem: Problem = {
      ...onLine([10, 20]),
      stops: [makeStop(1, { windows: between(60, 60) }), makeStop(2, { windows: between(150, 150) })],
      vehicles: [
        makeVehicle({ fixedStart: [0], breaks: [rest(0, 100, 50)], costPerKm: 0, costPerHour: 3600 }),
      ],
    };
    const solution = solveSoundly(problem);
    expect(solution).toMatchObject({ cost: 120, unassigned: [] });
    expect(solution.runs[0]?.breaks).toEqual([{ index: 0, trip: 0, position: 1 }]);
  });

  test('a hundred breaks come in', () => {
    // One each 10 s, 1 s each, on a run of 2 × 450 s with a stop in the middle: 1000 s with them.
    const breaks = Array.from({ length: 100 }, (_, index) => rest(10 * index, 10 * index + 8, 1));
    const problem: Problem = {
      ...onLine([450]),
      stops: [makeStop(1)],
      vehicles: [makeVehicle({ breaks, shift: { start: 0, end: 1000 } })],
    };
    const solution = solveSoundly(problem);
    expect(solution).toMatchObject({ cost: 900, unassigned: [] });
    expect(solution.runs[0]?.breaks).toHaveLength(100);
  });

  test('a hundred breaks that do not go together are given up soon', () => {
    // 100 × 20 s in a shift of 1000. Fifty find places in any order, and there is no end of orders among six stops.
    const breaks = Array.from({ length: 100 }, () => rest(0, 1000, 20));
    const places = [1, 2, 3, 4, 5, 6];
    const problem: Problem = {
      ...onLine(places),
      stops: places.map((place) => makeStop(place)),
      vehicles: [makeVehicle({ breaks, shift: { start: 0, end: 1000 } })],
    };
    expect(solveQuickly(problem, 10)).toMatchObject({ runs: [], unassigned: [0, 1, 2, 3, 4, 5] });
    const fixed = { ...problem, vehicles: [{ ...problem.vehicles[0]!, fixedStart: [0, 1, 2, 3, 4, 5] }] };
    expect(() => solveQuickly(fixed)).toThrow('vehicles[0].fixedStart: breaks a rule as it stands');
  });
});

describe('freshness', () => {
  test('what must be at the hub early is not on a run that waits for something else', () => {
    // Place 2 opens at 100: a run of both is back at 120. The first load has to be back by 119: 100 + 20, 100 + 40.
    const problem: Problem = {
      ...onLine([10, 20]),
      stops: [makeStop(1, { latestAtHub: 119 }), makeStop(2, { windows: between(100, 200) })],
      vehicles: [makeVehicle({ fixedCost: 100 }), makeVehicle({ fixedCost: 100 })],
    };
    expect(solveSoundly(problem)).toMatchObject({ cost: 260, unassigned: [] });
  });

  test('what may not be on board for long is picked up last', () => {
    // From place 1 through place 2 to the hub are 20 s. At most 19 s: place 1 last, the dear way round.
    const problem: Problem = {
      ...oneWay,
      stops: [makeStop(1, { mostSecondsOnBoard: 19 }), makeStop(2)],
      vehicles: [makeVehicle()],
    };
    expect(solveSoundly(problem)).toMatchObject({ cost: 60, unassigned: [] });
  });
});

describe('speed', () => {
  test('a vehicle is as fast as its matrix says', () => {
    // An hour of driving costs 3600: 20 s with the fast one and its 10 of fixed cost are 30, 40 s with the slow one 40.
    const fast = onLine([10]).matrices[0]!;
    const slow = onWays([
      [0, 20],
      [20, 0],
    ]).matrices[0]!;
    const vehicle = makeVehicle({ costPerKm: 0, costPerDrivingHour: 3600 });
    const problem: Problem = {
      hubs: [{ place: 0 }],
      matrices: [fast, slow],
      stops: [makeStop(1)],
      vehicles: [
        { ...vehicle, matrix: 1 },
        { ...vehicle, fixedCost: 10 },
      ],
    };
    const solution = solveSoundly(problem);
    expect(solution.cost).toBe(30);
    expect(tripsOf(solution)).toEqual({ 1: [[0]] });
  });
});
