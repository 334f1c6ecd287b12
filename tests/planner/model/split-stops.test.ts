import { describe, expect, test } from 'vitest';
import type { Problem, ProblemStop, ProblemVehicle } from '#server/planner/model/problem.ts';
import { fitsCapacity, sumAmounts, UNLIMITED } from '#server/domain/load.ts';
import { reachRule } from '#server/planner/constraints/reach.ts';
import { splitLargeStops, type SplitRule } from '#server/planner/model/split-stops.ts';
import { Random } from '#server/planner/state/random.ts';

/** kg and crates. */
const big: ProblemStop = {
  place: 1,
  pickup: [3000, 150],
  delivery: [0, 0],
  setupSeconds: 60,
  serviceSeconds: 1000,
  windows: [{ start: 0, end: 50_000 }],
  largestAccess: 2,
  priority: 3,
  requestCount: 1,
};
const truck = (kg: number, more: Partial<ProblemVehicle> = {}): ProblemVehicle => ({
  matrix: 0,
  access: 1,
  capacity: [kg, UNLIMITED],
  fixedCost: 10,
  costPerKm: 1,
  costPerHour: 0,
  shift: { start: 0, end: 80_000 },
  startPlace: 0,
  endPlace: 0,
  ...more,
});
const problemOf = (
  stops: readonly ProblemStop[],
  vehicles: readonly ProblemVehicle[],
  places = 2,
): Problem => ({
  matrices: [{ size: places, seconds: new Int32Array(places ** 2), metres: new Int32Array(places ** 2) }],
  hubs: [{ place: 0 }],
  stops,
  vehicles,
});
const crates: SplitRule = { dimension: 1, leastPiece: 5, mostVisits: 4, when: 'needed' };

const cratesOf = (problem: Problem) => problem.stops.map((stop) => stop.pickup[1]);

describe('splitLargeStops', () => {
  test('leaves a problem as it is where every stop fits a vehicle that may come', () => {
    const problem = problemOf([big], [truck(3000), truck(1000)]);
    const split = splitLargeStops(problem, [crates]);
    expect(split).toEqual({ problem, originOf: Int32Array.of(0), requestScale: 1 });
    expect(split.problem).toBe(problem);
  });

  test('makes full loads and a rest, and shares out everything that adds up', () => {
    // 20 kg a crate: 1250 kg take 62 crates, twice, and 26 are left; 62/150 of 1000 s are 413.
    const { problem, originOf, requestScale } = splitLargeStops(
      problemOf([big], [truck(1250), truck(1250), truck(1250)]),
      [crates],
    );
    expect(problem.stops.map(({ pickup }) => pickup)).toEqual([
      [1240, 62],
      [1240, 62],
      [520, 26],
    ]);
    expect(problem.stops.map(({ serviceSeconds }) => serviceSeconds)).toEqual([413, 413, 174]);
    expect(problem.stops.map(({ setupSeconds }) => setupSeconds)).toEqual([60, 60, 60]);
    expect([...originOf]).toEqual([0, 0, 0]);
    expect(problem.stops.reduce((sum, stop) => sum + stop.priority, 0)).toBe(3 * requestScale);
    expect(problem.stops.reduce((sum, stop) => sum + stop.requestCount, 0)).toBe(requestScale);
  });

  test('multiplies what other stops count for, so that their worth to a piece stays the same', () => {
    const small = { ...big, place: 0, pickup: [20, 1], priority: 2, requestCount: 3 };
    const { problem, requestScale } = splitLargeStops(problemOf([small, big], [truck(1250)]), [null, crates]);
    expect(problem.stops[0]).toEqual({
      ...small,
      priority: 2 * requestScale,
      requestCount: 3 * requestScale,
    });
  });

  test('cuts a large truck’s load where a small one is full', () => {
    // 2000 kg: 100 crates, of which 60 fill the small one; 50 are the rest of 150.
    const { problem } = splitLargeStops(problemOf([big], [truck(2000), truck(1200)]), [crates]);
    expect(cratesOf(problem)).toEqual([60, 50, 40]);
  });

  test('cuts what one truck could carry only where the rule calls that useful', () => {
    const problem = problemOf([big], [truck(3000), truck(1200)]);
    expect(splitLargeStops(problem, [crates]).problem).toBe(problem);
    const { problem: split } = splitLargeStops(problem, [{ ...crates, when: 'useful' }]);
    expect(cratesOf(split)).toEqual([60, 60, 30]);
  });

  test('never asks for more visits than the rule allows', () => {
    // Four visits of 700 kg carry 35 crates each, 140 of 150; of 760 kg 38 each, 152.
    const few = problemOf([big], [truck(700), truck(700)]);
    expect(splitLargeStops(few, [crates]).problem).toBe(few);
    const { problem } = splitLargeStops(problemOf([big], [truck(760)]), [crates]);
    expect(cratesOf(problem)).toEqual([38, 38, 38, 36]);
  });

  test('makes no piece smaller than the least', () => {
    // 74 + 74 crates leave 2; the least piece is 5.
    const { problem } = splitLargeStops(problemOf([big], [truck(1480)]), [crates]);
    expect(cratesOf(problem)).toEqual([74, 71, 5]);
  });

  test('counts as many loads of a vehicle as it may make trips', () => {
    // 100 crates a trip of the large one, 30 of a small one.
    const cut = (trips: number) => {
      const vehicles = [truck(2000, { mostTrips: trips }), truck(600), truck(600)];
      return cratesOf(splitLargeStops(problemOf([big], vehicles), [crates]).problem);
    };
    expect(cut(1)).toEqual([100, 30, 20]);
    expect(cut(2)).toEqual([100, 50]);
  });

  test('looks only at vehicles that may come', () => {
    const light = { ...big, largestAccess: 1, skills: [7] };
    const vehicles = [
      truck(5000, { access: 2, skills: [7] }),
      truck(5000),
      truck(5000, { skills: [7], isLocked: true }),
      truck(1600, { skills: [7] }),
    ];
    expect(cratesOf(splitLargeStops(problemOf([light], vehicles), [crates]).problem)).toEqual([80, 70]);
  });

  test('carries pins, freshness and prices over to the pieces, and the vehicle of record to one', () => {
    const more = { onlyVehicles: [0], latestAtHub: 40_000, leaveOutCost: 100, recordVehicle: 0 };
    const { problem } = splitLargeStops(problemOf([{ ...big, ...more }], [truck(1600)]), [crates]);
    expect(problem.stops).toMatchObject([
      { onlyVehicles: [0], latestAtHub: 40_000, leaveOutCost: 53, recordVehicle: 0 },
      { onlyVehicles: [0], latestAtHub: 40_000, leaveOutCost: 47 },
    ]);
    expect(problem.stops[1]).not.toHaveProperty('recordVehicle');
  });

  test('leaves stops of a fixed beginning whole, and finds them again behind pieces', () => {
    const fixed = truck(1600, { fixedStart: [1] });
    const { problem } = splitLargeStops(problemOf([big, big], [fixed]), [crates, crates]);
    expect(cratesOf(problem)).toEqual([80, 70, 150]);
    expect(problem.vehicles[0]?.fixedStart).toEqual([2]);
  });

  test('renumbers shipments, and refuses by name to split one', () => {
    const empty = { ...big, pickup: [0, 0] };
    const shipments = [{ from: 1, to: 2, amounts: [10, 1] }];
    const problem = { ...problemOf([big, empty, empty], [truck(1600)]), shipments };
    expect(splitLargeStops(problem, [crates]).problem.shipments).toEqual([
      { from: 2, to: 3, amounts: [10, 1] },
    ]);
    expect(() => splitLargeStops(problem, [null, crates])).toThrow('rules[1]: shipments[0] cannot be split');
  });

  test('refuses rules out of bounds by name', () => {
    const problem = problemOf([big], [truck(1600)]);
    for (const [field, value] of [
      ['dimension', 2],
      ['leastPiece', 0],
      ['mostVisits', 1],
    ] as const) {
      expect(() => splitLargeStops(problem, [{ ...crates, [field]: value }])).toThrow(
        `rules[0].${field}: ${value}`,
      );
    }
  });

  test('keeps its word on random problems: sums, sizes, visits, whole and least pieces', () => {
    let pieces = 0;
    for (let seed = 1; seed <= 300; seed++) pieces += expectSound(seed);
    expect(pieces).toBeGreaterThan(1000);
  });
});

/** Holds one random split against its rules; says how many pieces there were. */
function expectSound(seed: number): number {
  const random = new Random(seed);
  const between = (least: number, most: number) => least + random.below(most - least + 1);
  const amounts = (most: number) => [between(0, most), between(0, 60), between(0, 200)];
  const vehicles = Array.from({ length: between(1, 6) }, () =>
    truck(0, {
      access: between(0, 2),
      capacity: [between(20, 900), random.below(2) ? UNLIMITED : between(3, 50), UNLIMITED],
      mostTrips: between(1, 2),
    }),
  );
  const stops = Array.from({ length: 4 }, (_, place) => ({
    ...big,
    place,
    pickup: random.below(3) ? amounts(2000) : [0, 0, 0],
    delivery: random.below(3) ? [0, 0, 0] : amounts(900),
    serviceSeconds: between(0, 500),
    largestAccess: between(0, 2),
    priority: between(0, 5),
    requestCount: between(1, 3),
    leaveOutCost: between(0, 1000),
  }));
  const problem = problemOf(stops, vehicles, 4);
  const rules = stops.map((): SplitRule => ({
    dimension: between(0, 2),
    leastPiece: between(1, 12),
    mostVisits: between(2, 7),
    when: random.below(2) ? 'needed' : 'useful',
  }));
  const split = splitLargeStops(problem, rules);
  let count = 0;
  for (const [index, stop] of stops.entries()) {
    const pieces = split.problem.stops.filter((_, piece) => split.originOf[piece] === index);
    const sum = (of: (piece: ProblemStop) => number) => pieces.reduce((total, piece) => total + of(piece), 0);
    expect(
      sumAmounts(
        pieces.map(({ pickup }) => pickup),
        3,
      ),
    ).toEqual(stop.pickup);
    expect(
      sumAmounts(
        pieces.map(({ delivery }) => delivery),
        3,
      ),
    ).toEqual(stop.delivery);
    expect(sum((piece) => piece.serviceSeconds)).toBe(stop.serviceSeconds);
    expect(sum((piece) => piece.priority)).toBe(stop.priority * split.requestScale);
    expect(sum((piece) => piece.requestCount)).toBe(stop.requestCount * split.requestScale);
    expect(sum((piece) => piece.leaveOutCost ?? 0)).toBe(stop.leaveOutCost);
    if (pieces.length === 1) continue;
    count += pieces.length;
    const { dimension, leastPiece, mostVisits } = rules[index]!;
    expect(pieces.length).toBeLessThanOrEqual(mostVisits);
    for (const piece of pieces) {
      const cut = Math.max(piece.pickup[dimension]!, piece.delivery[dimension]!);
      expect(cut).toBeGreaterThanOrEqual(leastPiece);
      expect(piece.requestCount).toBeGreaterThanOrEqual(1);
      const fitting = vehicles.filter(
        ({ capacity }, vehicle) =>
          reachRule(problem, stop, vehicle) === null &&
          fitsCapacity(piece.pickup, capacity) &&
          fitsCapacity(piece.delivery, capacity),
      );
      expect(fitting.length).toBeGreaterThan(0);
    }
  }
  return count;
}
