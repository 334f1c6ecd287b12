import { describe, expect, test } from 'vitest';
import type { Problem, Solution } from '#server/planner/model/problem.ts';
import { checkSolution } from '#server/planner/check/check-solution.ts';
import { kg, lineMatrix, makeStop, makeVehicle } from '../make-problem.ts';

// Hub at 0, stops at 10 and 20; out and back costs 40.
const problem: Problem = {
  hubs: [{ place: 0 }],
  matrices: [lineMatrix([0, 10, 20])],
  stops: [makeStop(1, { pickup: kg(5) }), makeStop(2, { pickup: kg(5) })],
  vehicles: [makeVehicle(), makeVehicle()],
};
const good: Solution = { runs: [{ vehicle: 0, trips: [[0, 1]] }], unassigned: [], cost: 40 };

function kindsOf(changed: Partial<Solution>, more: Partial<Problem> = {}): string[] {
  const { violations } = checkSolution({ ...problem, ...more }, { ...good, ...changed });
  return violations.map(({ kind }) => kind);
}

test('finds nothing wrong with a good solution and prices it', () => {
  expect(checkSolution(problem, good)).toEqual({ violations: [], cost: 40, unassignedRequests: 0 });
});

describe('finds', () => {
  test('a wrong cost', () => expect(kindsOf({ cost: 39 })).toEqual(['cost']));

  test('a stop that is nowhere, or in two places', () => {
    expect(kindsOf({ runs: [{ vehicle: 0, trips: [[1]] }] })).toEqual(['stop_missing']);
    expect(kindsOf({ unassigned: [1] })).toEqual(['stop_twice']);
    expect(kindsOf({ runs: [{ vehicle: 0, trips: [[0, 1, 0]] }] })).toContain('stop_twice');
  });

  test('a stop or vehicle that is not there, and a vehicle used twice', () => {
    expect(kindsOf({ runs: [{ vehicle: 0, trips: [[0, 1, 7]] }] })).toContain('stop_unknown');
    expect(kindsOf({ runs: [{ vehicle: 9, trips: [[0, 1]] }] })).toContain('vehicle_unknown');
    const twice = [
      { vehicle: 0, trips: [[0]] },
      { vehicle: 0, trips: [[1]] },
    ];
    expect(kindsOf({ runs: twice, cost: 60 })).toEqual(['vehicle_twice']);
  });

  test('an empty run', () => {
    expect(kindsOf({ runs: [...good.runs, { vehicle: 1, trips: [[]] }] })).toEqual(['run_empty']);
  });

  test('a vehicle where it may not go', () => {
    const stops = problem.stops.map((stop) => ({ ...stop, largestAccess: 1 }));
    expect(kindsOf({}, { stops })).toEqual(['access', 'access']);
  });

  test('a load that is too large, also at the start and in between', () => {
    const vehicles = [makeVehicle({ capacity: [9, 0, 0] })];
    expect(kindsOf({}, { vehicles })).toEqual(['capacity']);
    const out = problem.stops.map((stop) => ({ ...stop, delivery: kg(5), pickup: kg(0) }));
    expect(kindsOf({}, { vehicles, stops: out })).toEqual(['capacity']);
    // 5 out for the second; 5 in at the first while they are still on board.
    const mixed = [problem.stops[0]!, { ...out[1]! }];
    expect(kindsOf({}, { vehicles, stops: mixed })).toEqual(['capacity']);
    expect(kindsOf({ runs: [{ vehicle: 0, trips: [[1, 0]] }] }, { vehicles, stops: mixed })).toEqual([]);
  });

  test('freight of a vehicle that does not pass the hub', () => {
    const out = [{ ...problem.stops[0]!, delivery: kg(1) }, problem.stops[1]!];
    // From place 2: 10 to the first, 10 on, 20 home; 40 again.
    expect(kindsOf({}, { stops: out, vehicles: [makeVehicle({ startPlace: 2 })] })).toEqual(['freight']);
    expect(kindsOf({ cost: 20 }, { vehicles: [makeVehicle({ endPlace: 2 })] })).toEqual([
      'freight',
      'freight',
    ]);
  });

  test('a way that is not there', () => {
    const matrix = lineMatrix([0, 10, 20]);
    matrix.seconds[1 * 3 + 2] = -1;
    expect(kindsOf({}, { matrices: [matrix] })).toEqual(['unreachable']);
  });

  test('a missed window and an overrun shift', () => {
    const late = problem.stops.map((stop) => ({ ...stop, windows: [{ start: 0, end: 15 }] }));
    expect(kindsOf({}, { stops: late })).toEqual(['time_window']);
    expect(kindsOf({}, { vehicles: [makeVehicle({ shift: { start: 0, end: 39 } })] })).toEqual(['shift']);
  });
});
