import { describe, expect, test } from 'vitest';
import type { Problem, ProblemHub, ProblemStop, ProblemVehicle } from '#server/planner/model/problem.ts';
import { UNLIMITED } from '#server/domain/load.ts';
import { explainUnassigned } from '#server/planner/explain/explain-unassigned.ts';
import { kg, lineMatrix, makeStop, makeVehicle } from '../make-problem.ts';
import { solutionOf } from './greedy-plan.ts';

const problemOf = (more: Partial<Problem>): Problem => ({
  hubs: [{ place: 0 }],
  matrices: [lineMatrix([0, 100, 200])],
  stops: [makeStop(1)],
  vehicles: [makeVehicle()],
  ...more,
});

/** Why a stop 100 away is in no run, of a day on which nothing is planned. */
function reasonFor(
  stop: Partial<ProblemStop>,
  vehicle: Partial<ProblemVehicle>,
  hub: Partial<ProblemHub> = {},
) {
  const problem = problemOf({
    hubs: [{ place: 0, ...hub }],
    stops: [makeStop(1, stop)],
    vehicles: [makeVehicle(vehicle)],
  });
  return explainUnassigned(problem, solutionOf(problem, []).solution)[0];
}

describe('the reason of a stop that no vehicle could serve alone', () => {
  test('every vehicle is too large for the road', () => {
    expect(reasonFor({ largestAccess: 0 }, { access: 1 })).toMatchObject({
      code: 'NO_VEHICLE_MAY_ENTER',
      largestAccess: 0,
      smallestAccess: 1,
      tried: [{ vehicle: 0, rule: 'access' }],
    });
  });

  test('no road leads there', () => {
    const matrix = lineMatrix([0, 100]);
    matrix.seconds[1] = -1;
    const problem = problemOf({ matrices: [matrix] });
    expect(explainUnassigned(problem, solutionOf(problem, []).solution)[0]).toMatchObject({
      stop: 0,
      code: 'UNREACHABLE',
      fixes: [],
    });
  });

  test('no vehicle has the equipment', () => {
    expect(reasonFor({ skills: [3, 4] }, { skills: [3] })).toMatchObject({
      code: 'SKILLS_MISSING',
      skills: [3, 4],
    });
  });

  test('it is kept for another hub or another vehicle', () => {
    expect(reasonFor({ hub: 1 }, {})?.code).toBe('PINNED_ELSEWHERE');
    expect(reasonFor({ onlyVehicles: [] }, {})?.code).toBe('PINNED_ELSEWHERE');
  });

  test('no vehicle passes the hub', () => {
    expect(reasonFor({ delivery: kg(1) }, { startPlace: 1 })?.code).toBe('PASSES_NO_HUB');
  });

  test('the only run is locked', () => {
    expect(reasonFor({}, { isLocked: true })).toMatchObject({ code: 'RUNS_LOCKED', lockedVehicles: 1 });
  });

  test('the load is larger than the vehicle', () => {
    const reason = reasonFor({ pickup: [50, 3, 0] }, { capacity: [40, UNLIMITED, UNLIMITED] });
    expect(reason).toMatchObject({ code: 'TOO_LARGE', dimension: 0, amount: 50, largestCapacity: 40 });
    expect(reason?.detail).toContain('50 kg');
  });

  test('the shift is too short', () => {
    // 100 there, 100 back, 150 of shift
    const reason = reasonFor({}, { shift: { start: 0, end: 150 } });
    expect(reason).toMatchObject({ code: 'OUTSIDE_SHIFTS', vehicle: 0, overSeconds: 50 });
    expect(reason?.fixes[0]).toMatchObject({ kind: 'shift', amount: 50, vehicle: 0, costChange: 200 });
  });

  test('the window is over before anybody can be there', () => {
    const reason = reasonFor({ windows: [{ start: 0, end: 70 }] }, {});
    expect(reason).toMatchObject({ code: 'WINDOW_TOO_EARLY', vehicle: 0, lateSeconds: 30 });
  });

  test('the hub unloads until earlier', () => {
    const reason = reasonFor({}, {}, { receiving: [{ start: 0, end: 180 }] });
    expect(reason).toMatchObject({ code: 'RECEIVING_CLOSED', vehicle: 0, lateSeconds: 20 });
  });

  test('it would not be fresh, by the clock or on board', () => {
    expect(reasonFor({ latestAtHub: 150 }, {})).toMatchObject({ code: 'NOT_FRESH', overSeconds: 50 });
    expect(reasonFor({ mostSecondsOnBoard: 90 }, {})).toMatchObject({ code: 'NOT_FRESH', overSeconds: 10 });
  });

  test('a run is limited to less', () => {
    expect(reasonFor({}, { mostMetres: 150 })).toMatchObject({
      code: 'OVER_RUN_LIMIT',
      rule: 'mostMetres',
      amount: 50,
    });
  });

  test('the driver could take no break', () => {
    const breaks = [{ windows: [{ start: -50, end: -20 }], seconds: 10 }];
    expect(reasonFor({}, { breaks })?.code).toBe('NO_TIME_FOR_BREAK');
  });

  test('the vehicle that gets furthest tells the reason', () => {
    // One may not enter, one is too small, and one is 50 s too slow.
    const vehicles = [
      makeVehicle({ access: 3 }),
      makeVehicle({ capacity: [0, 0, 0] }),
      makeVehicle({ shift: { start: 0, end: 150 } }),
    ];
    const problem = problemOf({ vehicles });
    expect(explainUnassigned(problem, solutionOf(problem, []).solution)[0]).toMatchObject({
      code: 'OUTSIDE_SHIFTS',
      vehicle: 2,
      overSeconds: 50,
      tried: [
        { vehicle: 0, rule: 'access', amount: 0 },
        { vehicle: 1, rule: 'capacity', amount: 1 },
        { vehicle: 2, rule: 'shift', amount: 50 },
      ],
    });
  });
});

describe('the reason of a stop that a vehicle could serve', () => {
  test('all of them are in use, without room, without time, or at a limit', () => {
    const full = makeVehicle({ capacity: [40, UNLIMITED, UNLIMITED] });
    const vehicles = [full, makeVehicle({ shift: { start: 0, end: 400 } }), makeVehicle({ mostStops: 1 })];
    const stops = [
      makeStop(1, { pickup: kg(20) }),
      makeStop(1, { serviceSeconds: 200 }),
      makeStop(1),
      makeStop(2, { pickup: kg(30) }),
    ];
    const problem = problemOf({ stops, vehicles });
    const { solution } = solutionOf(
      problem,
      [0, 1, 2].map((vehicle) => ({ vehicle, trips: [[vehicle]] })),
    );
    expect(explainUnassigned(problem, solution)).toMatchObject([
      {
        stop: 3,
        code: 'NOT_ENOUGH_VEHICLES',
        ableVehicles: 3,
        withoutLoad: 1,
        withoutTime: 1,
        overLimits: 1,
        detail: expect.stringContaining('1 without room, 1 without time, 1 at the limit'),
      },
    ]);
  });

  test('it costs more than it is worth', () => {
    expect(reasonFor({ leaveOutCost: 60 }, {})).toMatchObject({
      code: 'LEFT_OUT_FOR_PRICE',
      leaveOutCost: 60,
    });
  });

  test('the search ended before it was put in', () => {
    expect(reasonFor({}, {})).toMatchObject({
      code: 'NOT_YET_PLACED',
      vehicle: 0,
      fixes: [{ kind: 'insert', amount: 0, costChange: 200 }, { kind: 'vehicle' }],
    });
  });

  test('there is no vehicle at all', () => {
    const problem = problemOf({ vehicles: [] });
    expect(explainUnassigned(problem, solutionOf(problem, []).solution)).toMatchObject([
      { code: 'NO_VEHICLES', detail: 'There is no vehicle.', fixes: [], tried: [] },
    ]);
  });
});

test('both ends of a shipment have one reason', () => {
  const empty = { pickup: kg(0) };
  const problem = problemOf({
    stops: [makeStop(1, empty), makeStop(2, empty)],
    shipments: [{ from: 0, to: 1, amounts: kg(50) }],
    vehicles: [makeVehicle({ capacity: kg(40) })],
  });
  expect(explainUnassigned(problem, solutionOf(problem, []).solution)).toMatchObject([
    { stop: 0, code: 'TOO_LARGE', amount: 50, largestCapacity: 40 },
    { stop: 1, code: 'TOO_LARGE', amount: 50, largestCapacity: 40 },
  ]);
});
