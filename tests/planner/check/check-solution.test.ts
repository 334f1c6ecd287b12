import { describe, expect, test } from 'vitest';
import type {
  Problem,
  ProblemHub,
  ProblemStop,
  ProblemVehicle,
  Solution,
} from '#server/planner/model/problem.ts';
import { checkSolution } from '#server/planner/check/check-solution.ts';
import { UNLIMITED } from '#server/domain/load.ts';
import { kg, lineMatrix, makeStop, makeVehicle } from '../make-problem.ts';

// Hub at 0, stops at 10 and 20; out and back costs 40.
const problem: Problem = {
  hubs: [{ place: 0 }],
  matrices: [lineMatrix([0, 10, 20])],
  stops: [makeStop(1, { pickup: kg(5) }), makeStop(2, { pickup: kg(5) })],
  vehicles: [makeVehicle(), makeVehicle()],
};
const good: Solution = { runs: [{ vehicle: 0, trips: [[0, 1]] }], unassigned: [], cost: 40, penalty: 0 };
/** Two trips: 10 out and 10 back, 20 out and 20 back; at the hub at 20 and at 60. */
const twoTrips: Solution = { ...good, runs: [{ vehicle: 0, trips: [[0], [1]] }], cost: 60 };

const brokenBy = (solution: Partial<Solution>, more: Partial<Problem> = {}) =>
  checkSolution({ ...problem, ...more }, { ...good, ...solution }).violations;
const kindsOf = (solution: Partial<Solution>, more: Partial<Problem> = {}) =>
  brokenBy(solution, more).map(({ kind }) => kind);
const amountsOf = (solution: Partial<Solution>, more: Partial<Problem> = {}) =>
  brokenBy(solution, more).map(({ kind, amount }) => [kind, amount]);

const withStops = (change: Partial<ProblemStop>) => ({
  stops: problem.stops.map((stop) => ({ ...stop, ...change })),
});
const withVehicle = (change: Partial<ProblemVehicle>) => ({ vehicles: [makeVehicle(change), makeVehicle()] });
const withHub = (change: Partial<ProblemHub>) => ({ hubs: [{ place: 0, ...change }] });

test('finds nothing wrong with a good solution and prices it', () => {
  const nothing = { violations: [], penalty: 0, missedPriority: 0, missedRequests: 0 };
  expect(checkSolution(problem, good)).toEqual({ ...nothing, cost: 40 });
  expect(kindsOf(twoTrips, withVehicle({ mostTrips: 2 }))).toEqual([]);
});

test('tells what is missed, and not what may be left out at a price', () => {
  const stops = [
    makeStop(1, { priority: 3, requestCount: 2 }),
    makeStop(2, { priority: 9, leaveOutCost: 70 }),
  ];
  const nobody = { runs: [], unassigned: [0, 1], cost: 0, penalty: 70 };
  const nothing = { violations: [], cost: 0, penalty: 70 };
  expect(checkSolution({ ...problem, stops }, nobody)).toEqual({
    ...nothing,
    missedPriority: 3,
    missedRequests: 2,
  });
});

describe('of a solution as a whole, finds', () => {
  test('a wrong cost and a wrong penalty', () => {
    expect(amountsOf({ cost: 39 })).toEqual([['cost', 1]]);
    expect(amountsOf({ penalty: 2 })).toEqual([['penalty', 2]]);
  });

  test('a stop that is nowhere, or in two places', () => {
    expect(kindsOf({ runs: [{ vehicle: 0, trips: [[1]] }] })).toEqual(['stop_missing']);
    expect(kindsOf({ unassigned: [1] })).toEqual(['stop_twice']);
    expect(kindsOf({ runs: [{ vehicle: 0, trips: [[0, 1, 0]] }] })).toContain('stop_twice');
  });

  test('a stop or vehicle that is not there, and a vehicle used twice', () => {
    expect(kindsOf({ runs: [{ vehicle: 0, trips: [[0, 1, 7]] }] })).toContain('stop_unknown');
    expect(kindsOf({ unassigned: [7] })).toEqual(['stop_unknown']);
    expect(kindsOf({ runs: [{ vehicle: 9, trips: [[0, 1]] }] })).toContain('vehicle_unknown');
    const twice = [
      { vehicle: 0, trips: [[0]] },
      { vehicle: 0, trips: [[1]] },
    ];
    expect(kindsOf({ runs: twice, cost: 60 })).toEqual(['vehicle_twice']);
  });

  test('an empty run, and an empty trip that is neither the way to the hub nor the way home', () => {
    expect(kindsOf({ runs: [...good.runs, { vehicle: 1, trips: [[]] }] })).toEqual(['run_empty']);
    expect(kindsOf({ runs: [...good.runs, { vehicle: 1, trips: [[], []] }] })).toEqual(['run_empty']);
    const more = withVehicle({ mostTrips: 3 });
    expect(kindsOf({ runs: [{ vehicle: 0, trips: [[0], [], [1]] }], cost: 0 }, more)).toEqual(['run_empty']);
    // 40 and nothing to go home; a driver who lives at 20 goes there for another 20, and comes from there for as much.
    expect(kindsOf({ runs: [{ vehicle: 0, trips: [[0, 1], []] }] }, withVehicle({ mostTrips: 2 }))).toEqual(
      [],
    );
    const home = withVehicle({ startPlace: 2, endPlace: 2, mostTrips: 2 });
    expect(kindsOf({ runs: [{ vehicle: 0, trips: [[], [0, 1], []] }], cost: 80 }, home)).toEqual([]);
    // One trip only: it does not go by the hub.
    expect(kindsOf({ runs: [{ vehicle: 0, trips: [[0, 1], []] }] })).toEqual(['most_trips']);
  });
});

describe('of who may come, finds', () => {
  test('a vehicle where it may not go', () => {
    expect(kindsOf({}, withStops({ largestAccess: 1 }))).toEqual(['access', 'access']);
  });

  test('skills that the vehicle does not have', () => {
    const asked = withStops({ skills: [3, 4] });
    expect(amountsOf({}, { ...asked, ...withVehicle({ skills: [4] }) })).toEqual([
      ['skills', 1],
      ['skills', 1],
    ]);
    expect(kindsOf({}, { ...asked, ...withVehicle({ skills: [4, 3] }) })).toEqual([]);
  });

  test('a stop of another hub', () => {
    const hubs = [{ place: 0 }, { place: 0 }];
    expect(kindsOf({}, { hubs, ...withStops({ hub: 1 }) })).toEqual(['hub', 'hub']);
    expect(kindsOf({}, { hubs, ...withStops({ hub: 1 }), ...withVehicle({ hub: 1 }) })).toEqual([]);
  });

  test('a stop in a run that it is not pinned to', () => {
    expect(kindsOf({}, withStops({ onlyVehicles: [1] }))).toEqual(['pin', 'pin']);
    expect(kindsOf({}, withStops({ onlyVehicles: [1, 0] }))).toEqual([]);
  });

  test('a run that does not begin as it is fixed, or goes on when it is locked', () => {
    expect(kindsOf({}, withVehicle({ fixedStart: [0] }))).toEqual([]);
    expect(kindsOf({}, withVehicle({ fixedStart: [1] }))).toEqual(['fixed_start']);
    expect(kindsOf({}, { vehicles: [makeVehicle(), makeVehicle({ fixedStart: [1] })] })).toEqual([
      'fixed_start',
    ]);
    expect(kindsOf({}, withVehicle({ fixedStart: [0], isLocked: true }))).toEqual(['locked']);
    expect(kindsOf({}, withVehicle({ fixedStart: [0, 1], isLocked: true }))).toEqual([]);
    expect(kindsOf({}, withVehicle({ isLocked: true }))).toEqual(['locked']);
  });
});

describe('of loads, finds', () => {
  const small = { vehicles: [makeVehicle({ capacity: [9, 0, 0], mostTrips: 2 })] };

  test('one that is too large, also at the start and in between', () => {
    expect(amountsOf({}, small)).toEqual([['capacity', 1]]);
    expect(kindsOf(twoTrips, small)).toEqual([]);
    const out = withStops({ delivery: kg(5), pickup: kg(0) }).stops;
    expect(kindsOf({}, { ...small, stops: out })).toEqual(['capacity']);
    // 5 out for the second; 5 in at the first while they are still on board.
    const mixed = [problem.stops[0]!, out[1]!];
    expect(kindsOf({}, { ...small, stops: mixed })).toEqual(['capacity']);
    expect(kindsOf({ runs: [{ vehicle: 0, trips: [[1, 0]] }] }, { ...small, stops: mixed })).toEqual([]);
  });

  test('one in the second dimension only', () => {
    const vehicles = [makeVehicle({ capacity: [UNLIMITED, 3, UNLIMITED] })];
    expect(amountsOf({}, { vehicles, ...withStops({ pickup: [9, 2, 0] }) })).toEqual([['capacity', 1]]);
  });

  test('a shipment that is not taken from its first stop to its second on one trip', () => {
    const empty = withStops({ pickup: kg(0) });
    const shipments = [{ from: 0, to: 1, amounts: kg(7) }];
    expect(kindsOf({}, { ...empty, shipments })).toEqual([]);
    expect(kindsOf({ runs: [{ vehicle: 0, trips: [[1, 0]] }] }, { ...empty, shipments })).toEqual([
      'shipment',
      'shipment',
    ]);
    expect(kindsOf(twoTrips, { ...empty, shipments, ...withVehicle({ mostTrips: 2 }) })).toContain(
      'shipment',
    );
    const half = { runs: [{ vehicle: 0, trips: [[0]] }], unassigned: [1], cost: 20 };
    expect(kindsOf(half, { ...empty, shipments })).toEqual(['shipment']);
    const vehicles = [makeVehicle({ capacity: [6, 0, 0] })];
    expect(amountsOf({}, { ...empty, shipments, vehicles })).toEqual([['capacity', 1]]);
  });

  test('freight of a trip that does not pass the hub', () => {
    const out = { stops: [{ ...problem.stops[0]!, delivery: kg(1) }, problem.stops[1]!] };
    // From place 2: 10 to the first, 10 on, 20 home; 40 again.
    expect(kindsOf({}, { ...out, ...withVehicle({ startPlace: 2 }) })).toEqual(['freight']);
    expect(kindsOf({}, { ...out, ...withVehicle({ startPlace: 2, isFreightFree: true }) })).toEqual([]);
    expect(kindsOf({ cost: 20 }, withVehicle({ endPlace: 2 }))).toEqual(['freight', 'freight']);
    expect(kindsOf({ cost: 20 }, withVehicle({ endPlace: 2, isFreightFree: true }))).toEqual([]);
    // 20 out to place 2 and back for the first trip, whose pickup gets to the hub; the second does not.
    const twoHome = { ...twoTrips, cost: 40 };
    expect(kindsOf(twoHome, withVehicle({ endPlace: 2, mostTrips: 2 }))).toEqual(['freight']);
  });
});

describe('of times, finds', () => {
  test('a way that is not there', () => {
    const matrix = lineMatrix([0, 10, 20]);
    matrix.seconds[1 * 3 + 2] = -1;
    expect(kindsOf({}, { matrices: [matrix] })).toEqual(['unreachable', 'cost']);
  });

  test('a missed window and an overrun shift', () => {
    expect(amountsOf({}, withStops({ windows: [{ start: 0, end: 15 }] }))).toEqual([['time_window', 5]]);
    expect(amountsOf({}, withVehicle({ shift: { start: 0, end: 39 } }))).toEqual([['shift', 1]]);
  });

  test('overtime beyond what is allowed, and prices it', () => {
    const overtime = { mostSeconds: 10, costPerHour: 3600 };
    const shift = { start: 0, end: 30 };
    expect(kindsOf({ cost: 50 }, withVehicle({ shift, overtime }))).toEqual([]);
    const less = { ...overtime, mostSeconds: 9 };
    expect(amountsOf({ cost: 50 }, withVehicle({ shift, overtime: less }))).toEqual([['shift', 1]]);
  });

  test('setup counts, save at the place the vehicle is at already', () => {
    const stops = [
      makeStop(1, { setupSeconds: 10 }),
      makeStop(1, { setupSeconds: 10 }),
      makeStop(0, { setupSeconds: 10 }),
    ];
    const one = { ...good, runs: [{ vehicle: 0, trips: [[2, 0, 1]] }], cost: 20 };
    // 10 there, 10 of setup, 10 back
    const vehicles = (end: number) => [makeVehicle({ shift: { start: 0, end } })];
    expect(amountsOf(one, { stops, vehicles: vehicles(30) })).toEqual([]);
    expect(amountsOf(one, { stops, vehicles: vehicles(29) })).toEqual([['shift', 1]]);
  });

  test('goods that come too late or are on board too long', () => {
    expect(amountsOf({}, withStops({ latestAtHub: 39 }))).toEqual([
      ['latest_at_hub', 1],
      ['latest_at_hub', 1],
    ]);
    expect(amountsOf({}, withStops({ mostSecondsOnBoard: 29 }))).toEqual([['on_board', 1]]);
    // On two trips the first is on board for 10, the second for 20.
    const twice = { ...withStops({ mostSecondsOnBoard: 19 }), ...withVehicle({ mostTrips: 2 }) };
    expect(amountsOf(twoTrips, twice)).toEqual([['on_board', 1]]);
  });

  test('a hub that has closed, unless nothing was picked up', () => {
    const receiving = [{ start: 0, end: 35 }];
    expect(amountsOf({}, withHub({ receiving }))).toEqual([['receiving', 5]]);
    expect(kindsOf({}, { ...withHub({ receiving }), ...withStops({ pickup: kg(0) }) })).toEqual([]);
  });

  test('more trips at the docks than there are', () => {
    const runs = [
      { vehicle: 0, trips: [[0]] },
      { vehicle: 1, trips: [[1]] },
    ];
    const two = { runs, cost: 60 };
    // One at the hub at 20, the other at 40.
    expect(kindsOf(two, withHub({ docks: 1, dockSeconds: 20 }))).toEqual([]);
    expect(amountsOf(two, withHub({ docks: 1, dockSeconds: 21 }))).toEqual([['docks', 1]]);
    expect(kindsOf(two, withHub({ docks: 2, dockSeconds: 21 }))).toEqual([]);
    const later = [runs[0]!, { ...runs[1]!, startsAt: 1 }];
    expect(kindsOf({ ...two, runs: later }, withHub({ docks: 1, dockSeconds: 21 }))).toEqual([]);
  });
});

describe('of breaks, finds', () => {
  const rest = { windows: [{ start: 0, end: 100 }], seconds: 5 };
  const at = (position: number, trip = 0, index = 0) => ({ index, trip, position });
  const taking = (...breaks: ReturnType<typeof at>[]) => ({ runs: [{ ...good.runs[0]!, breaks }] });

  test('one that is not taken, taken twice, not there, or nowhere', () => {
    const more = withVehicle({ breaks: [rest] });
    expect(kindsOf(taking(at(1)), more)).toEqual([]);
    expect(kindsOf({}, more)).toEqual(['break']);
    expect(kindsOf(taking(at(0), at(2)), more)).toEqual(['break']);
    expect(kindsOf(taking(at(1), at(1, 0, 5)), more)).toEqual(['break']);
    expect(kindsOf(taking(at(3)), more)).toEqual(['break']);
    expect(kindsOf(taking(at(0, 1)), more)).toEqual(['break']);
  });

  test('breaks that are not told in their order', () => {
    const more = withVehicle({ breaks: [rest, rest] });
    expect(kindsOf(taking(at(0, 0, 1), at(2, 0, 0)), more)).toEqual([]);
    expect(kindsOf(taking(at(2, 0, 1), at(0, 0, 0)), more)).toEqual(['break']);
  });

  test('one that begins too late or with too much on board', () => {
    const early = { ...rest, windows: [{ start: 0, end: 8 }] };
    expect(amountsOf(taking(at(1)), withVehicle({ breaks: [early] }))).toEqual([['break_window', 2]]);
    const light = { ...rest, mostLoad: [4, 9, 9] };
    expect(amountsOf(taking(at(1)), withVehicle({ breaks: [light] }))).toEqual([['break_load', 1]]);
    expect(amountsOf(taking(at(0)), withVehicle({ breaks: [light] }))).toEqual([]);
  });

  test('the time they take', () => {
    const shift = { start: 0, end: 44 };
    expect(amountsOf(taking(at(1)), withVehicle({ breaks: [rest], shift }))).toEqual([['shift', 1]]);
  });
});

test('finds a run beyond its limits', () => {
  expect(amountsOf(twoTrips)).toEqual([['most_trips', 1]]);
  expect(amountsOf({}, withVehicle({ mostStops: 1 }))).toEqual([['most_stops', 1]]);
  expect(amountsOf({}, withVehicle({ mostMetres: 39 }))).toEqual([['most_metres', 1]]);
  expect(amountsOf({}, withVehicle({ mostDrivingSeconds: 38 }))).toEqual([['most_driving', 2]]);
  expect(amountsOf({}, withVehicle({ mostSecondsOut: 30 }))).toEqual([['most_seconds_out', 10]]);
});

describe('prices', () => {
  const costOf = (vehicle: Partial<ProblemVehicle>, solution = good) =>
    checkSolution({ ...problem, ...withVehicle({ costPerKm: 0, ...vehicle }) }, solution).cost;

  test('use, trips, bands of each trip, hours by kind', () => {
    expect(costOf({ fixedCost: 3, costPerTrip: 5 }, twoTrips)).toBe(13);
    const kmBands = [
      { fromMetres: 0, costPerKm: 1000 },
      { fromMetres: 25, costPerKm: 100 },
    ];
    // 40 m: 25 + 1.5, half up. 20 m and 40 m: 20 + 26.5.
    expect([costOf({ kmBands }), costOf({ kmBands }, twoTrips)]).toEqual([27, 47]);
    expect(costOf({ costPerHour: 3600, costPerDrivingHour: 1800 })).toBe(60);
    const serving = {
      ...problem,
      ...withStops({ serviceSeconds: 9 }),
      ...withVehicle({ costPerKm: 0, costPerServiceHour: 1800 }),
    };
    expect(checkSolution(serving, good).cost).toBe(9);
  });

  test('the shape of a plan: balance, compactness, stubs and moves', () => {
    const penaltyOf = (prices: Problem['prices'], more: Partial<Problem> = {}) =>
      checkSolution({ ...problem, ...more, prices: prices ?? {} }, good).penalty;
    expect(penaltyOf({ balance: { aroundSeconds: 31, costPerHour: 1800 } })).toBe(5);
    expect(penaltyOf({ balance: { aroundSeconds: 41, costPerHour: 1800 } })).toBe(0);
    expect(penaltyOf({ compactness: { costPerKm: 350 } })).toBe(4);
    expect(penaltyOf({ stub: { leastStops: 3, cost: 8 } })).toBe(8);
    expect(penaltyOf({ stub: { leastStops: 2, cost: 8 } })).toBe(0);
    expect(penaltyOf({ stay: { cost: 6 } }, withStops({ recordVehicle: 1 }))).toBe(12);
    expect(penaltyOf({ stay: { cost: 6 } }, withStops({ recordVehicle: 0 }))).toBe(0);
  });
});
