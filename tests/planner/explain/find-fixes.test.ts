import { describe, expect, test } from 'vitest';
import type { Problem, SolutionRun } from '#server/planner/model/problem.ts';
import { UNLIMITED } from '#server/domain/load.ts';
import { checkSolution } from '#server/planner/check/check-solution.ts';
import { explainUnassigned } from '#server/planner/explain/explain-unassigned.ts';
import { applyRelaxation, type Relaxation } from '#server/planner/explain/relaxation.ts';
import { Random } from '#server/planner/state/random.ts';
import { kg, lineMatrix, makeStop, makeVehicle, randomProblem } from '../make-problem.ts';
import { randomFeatures } from '../random-features.ts';
import { greedyPlan, solutionOf } from './greedy-plan.ts';

/** A hub at 0 and stops at 100 and 200 on a line, 1 a metre; the first is served, the second not, unless said otherwise. */
function fixesFor(change: Partial<Problem>, runs: SolutionRun[] = [{ vehicle: 0, trips: [[0]] }]) {
  const problem: Problem = {
    hubs: [{ place: 0 }],
    matrices: [lineMatrix([0, 100, 200])],
    stops: [makeStop(1), makeStop(2)],
    vehicles: [makeVehicle()],
    ...change,
  };
  const { solution, broken } = solutionOf(problem, runs);
  expect(broken).toEqual([]);
  const [reason] = explainUnassigned(problem, solution);
  for (const fix of reason?.fixes ?? []) expectToServe(problem, solution, reason!.stop, fix);
  return reason?.fixes ?? [];
}

/** Applies a fix and holds what comes of it against the checker. */
function expectToServe(
  problem: Problem,
  solution: ReturnType<typeof solutionOf>['solution'],
  stop: number,
  fix: Relaxation,
): void {
  const after = applyRelaxation(problem, solution, stop, fix);
  expect(checkSolution(after.problem, after.solution).violations).toEqual([]);
  expect(after.solution.unassigned).not.toContain(stop);
  expect(fix.run.trips[fix.trip]![fix.position]).toBeDefined();
  expect(after.solution.runs).toContain(fix.run);
}

const kinds = (fixes: readonly Relaxation[]) => fixes.map(({ kind }) => kind);

describe('the fixes of an unassigned stop', () => {
  test('a shift that is longer by as much as the run is late', () => {
    // 0 → 100 → 200 → 0 is 400 long, the shift 350; 200 more metres at 1000 per km.
    const fixes = fixesFor({ vehicles: [makeVehicle({ shift: { start: 0, end: 350 } })] });
    expect(fixes[0]).toMatchObject({
      kind: 'shift',
      vehicle: 0,
      amount: 50,
      unit: 'seconds',
      costChange: 200,
    });
  });

  test('a window that is open a little longer', () => {
    const stops = [makeStop(1), makeStop(2, { windows: [{ start: 0, end: 180 }] })];
    // Leaving at once, 200 is reached at 200.
    expect(fixesFor({ stops })[0]).toMatchObject({ kind: 'window', stops: [1], amount: 20, costChange: 200 });
  });

  test('a little more than the vehicle should carry', () => {
    const stops = [makeStop(1, { pickup: kg(60) }), makeStop(2, { pickup: kg(43) })];
    const fixes = fixesFor({
      stops,
      vehicles: [makeVehicle({ capacity: [100, UNLIMITED, UNLIMITED], fixedCost: 500 })],
    });
    expect(fixes[0]).toMatchObject({
      kind: 'capacity',
      dimension: 0,
      amount: 3,
      unit: 'load',
      costChange: 200,
    });
    // A trip of its own: 400 m there and back; a vehicle of its own: 500 more.
    expect(fixes[1]).toMatchObject({ kind: 'mostTrips', costChange: 400 });
    expect(fixes[2]).toMatchObject({ kind: 'vehicle', likeVehicle: 0, vehicle: 1, costChange: 900 });
  });

  test('far above a capacity comes after one more vehicle, and leaving out another stop last', () => {
    // Nothing but one stop each: 400 s is all there is.
    const stops = [makeStop(1, { pickup: kg(60) }), makeStop(2, { pickup: kg(90) })];
    const vehicles = [makeVehicle({ capacity: [100, 0, 0], fixedCost: 500, shift: { start: 0, end: 400 } })];
    const fixes = fixesFor({ stops, vehicles });
    expect(kinds(fixes)).toEqual(['vehicle', 'capacity', 'swap']);
    // The second in place of the first: 400 m in place of 200.
    expect(fixes[2]).toMatchObject({ stops: [0], costChange: 200 });
  });

  test('one trip more', () => {
    const stops = [makeStop(1, { pickup: kg(60) }), makeStop(2, { pickup: kg(90) })];
    const vehicles = [makeVehicle({ capacity: [100, 0, 0], fixedCost: 5000 })];
    expect(fixesFor({ stops, vehicles })[0]).toMatchObject({
      kind: 'mostTrips',
      amount: 1,
      costChange: 400,
      run: { trips: [[1], [0]] },
    });
  });

  test('freshness that is relaxed, by the clock and on board', () => {
    const early = [makeStop(1), makeStop(2, { latestAtHub: 370 })];
    expect(fixesFor({ stops: early })[0]).toMatchObject({ kind: 'latestAtHub', stops: [1], amount: 30 });
    const fresh = [makeStop(1), makeStop(2, { mostSecondsOnBoard: 190 })];
    expect(fixesFor({ stops: fresh })[0]).toMatchObject({ kind: 'onBoard', stops: [1], amount: 10 });
  });

  test('a hub that unloads a little longer', () => {
    const hubs = [{ place: 0, receiving: [{ start: 0, end: 390 }] }];
    expect(fixesFor({ hubs })[0]).toMatchObject({ kind: 'receiving', amount: 10, costChange: 200 });
  });

  test.each([
    ['mostStops', 1, 1, 'stops'],
    ['mostMetres', 390, 10, 'metres'],
    ['mostDrivingSeconds', 380, 20, 'seconds'],
    ['mostSecondsOut', 380, 20, 'seconds'],
  ] as const)('a run that may exceed %s', (limit, most, amount, unit) => {
    const fixes = fixesFor({ vehicles: [makeVehicle({ [limit]: most })] });
    expect(fixes[0]).toMatchObject({ kind: limit, amount, unit, costChange: 200 });
  });

  test('what a rule of the place or the desk forbids comes last', () => {
    const stops = [makeStop(1), makeStop(2, { largestAccess: 0, skills: [4] })];
    expect(fixesFor({ stops })).toEqual([]); // two rules, and each fix relaxes one
    const narrow = [makeStop(1), makeStop(2, { largestAccess: 0 })];
    expect(fixesFor({ stops: narrow })).toMatchObject([
      { kind: 'access', amount: 2, unit: 'ranks', costChange: 200 },
    ]);
    const skilled = [makeStop(1), makeStop(2, { skills: [4] })];
    expect(kinds(fixesFor({ stops: skilled }))).toEqual(['skills']);
    const vehicles = [makeVehicle({ fixedStart: [0], isLocked: true, fixedCost: 50 })];
    expect(kinds(fixesFor({ vehicles }))).toEqual(['vehicle', 'locked']);
    const pinned = [makeStop(1), makeStop(2, { onlyVehicles: [1] })];
    const short = makeVehicle({ shift: { start: 0, end: 10 } });
    const fixes = fixesFor({ stops: pinned, vehicles: [makeVehicle(), short] });
    expect(kinds(fixes)).toEqual(['shift', 'pin']);
    expect(fixes[0]).toMatchObject({ vehicle: 1, amount: 390 });
  });

  test('a shipment, with both its ends', () => {
    const stops = [
      makeStop(1, { pickup: kg(0) }),
      makeStop(1, { pickup: kg(0) }),
      makeStop(2, { pickup: kg(0) }),
    ];
    const shipments = [{ from: 1, to: 2, amounts: kg(5) }];
    const vehicles = [makeVehicle({ shift: { start: 0, end: 399 } })];
    const [fix] = fixesFor({ stops, shipments, vehicles });
    expect(fix).toMatchObject({ kind: 'shift', amount: 1, costChange: 200 });
    expect(fix?.run.trips[0]?.filter((stop) => stop > 0)).toEqual([1, 2]);
  });

  test('a place behind the fixed beginning, with breaks where they were', () => {
    const rest = { windows: [{ start: 0, end: 5000 }], seconds: 10 };
    const vehicles = [makeVehicle({ fixedStart: [0], breaks: [rest], shift: { start: 0, end: 400 } })];
    const runs = [{ vehicle: 0, trips: [[0]], breaks: [{ index: 0, trip: 0, position: 1 }] }];
    expect(fixesFor({ vehicles }, runs)[0]).toMatchObject({
      kind: 'shift',
      amount: 10,
      run: { trips: [[0, 1]], breaks: [{ index: 0, trip: 0, position: 1 }] },
    });
  });

  test('serve on random plans of all features at once, breaking no rule, at the cost told', () => {
    const seen = new Map<string, number>();
    for (let seed = 1; seed <= 120; seed++) {
      const random = new Random(seed * 77);
      const features = randomFeatures.filter(() => random.fraction() < 0.35);
      const problem = randomProblem(seed, { stops: 9, vehicles: 3, features });
      const solution = greedyPlan(problem, random, 0.15);
      if (solution === null) continue;
      for (const reason of explainUnassigned(problem, solution)) {
        expect(reason.tried).toHaveLength(problem.vehicles.length);
        for (const fix of reason.fixes) {
          expectToServe(problem, solution, reason.stop, fix);
          seen.set(fix.kind, (seen.get(fix.kind) ?? 0) + 1);
        }
      }
    }
    // Every kind but locks, which need a beginning that is fixed, has come up.
    for (const kind of [
      'shift',
      'window',
      'capacity',
      'vehicle',
      'swap',
      'access',
      'insert',
      'mostTrips',
      'onBoard',
      'latestAtHub',
      'receiving',
      'skills',
      'pin',
    ]) {
      expect([kind, seen.get(kind) ?? 0]).not.toEqual([kind, 0]);
    }
  });
});
