import { describe, expect, test } from 'vitest';
import type { Problem } from '#server/planner/model/problem.ts';
import { UNLIMITED } from '#server/domain/load.ts';
import { kg, makeStop, makeVehicle } from '../make-problem.ts';
import { onLine, oneWay, onWays, solveSoundly, tripsOf } from './solve-soundly.ts';

describe('loads', () => {
  test('a second vehicle comes where kg fit and crates do not', () => {
    // 2 kg of 10, but 6 crates of 5. Together 100 + 20; apart 2 × (100 + 20).
    const problem: Problem = {
      ...onLine([10, 10]),
      stops: [makeStop(1, { pickup: [1, 3, 0] }), makeStop(2, { pickup: [1, 3, 0] })],
      vehicles: [0, 1].map(() => makeVehicle({ capacity: [10, 5, UNLIMITED], fixedCost: 100 })),
    };
    expect(solveSoundly(problem)).toMatchObject({ cost: 240, unassigned: [] });
  });

  test('a second vehicle comes where the first one is full', () => {
    // 6 + 6 kg of 10. Together 100 + 20; apart 2 × (100 + 20).
    const problem: Problem = {
      ...onLine([10, 10]),
      stops: [makeStop(1, { pickup: kg(6) }), makeStop(2, { pickup: kg(6) })],
      vehicles: [0, 1].map(() => makeVehicle({ capacity: [10, 0, 0], fixedCost: 100 })),
    };
    expect(solveSoundly(problem)).toMatchObject({ cost: 240, unassigned: [] });
  });

  test('what is delivered and what is picked up share a trip, in the order in which both fit', () => {
    // 10 fit. 10 kg are picked up at place 1, 10 delivered at place 2: first 2, then 1, the dear way round: 60.
    const problem: Problem = {
      ...oneWay,
      stops: [makeStop(1, { pickup: kg(10) }), makeStop(2, { pickup: kg(0), delivery: kg(10) })],
      vehicles: [makeVehicle({ capacity: [10, 0, 0] })],
    };
    const solution = solveSoundly(problem);
    expect(solution).toMatchObject({ cost: 60, unassigned: [] });
    expect(tripsOf(solution)).toEqual({ 0: [[1, 0]] });
  });

  test('a full load out and a full load home are one trip', () => {
    // 20 there and back, once: at the stop the load changes hands. Counted together, 20 kg would not fit.
    const problem: Problem = {
      ...onLine([10]),
      stops: [makeStop(1, { pickup: kg(10), delivery: kg(10) })],
      vehicles: [makeVehicle({ capacity: [10, 0, 0] })],
    };
    expect(solveSoundly(problem)).toMatchObject({ cost: 20, unassigned: [] });
  });
});

describe('shipments', () => {
  const empty = { pickup: kg(0) };

  test('what goes from one stop to another is fetched first, by the same vehicle', () => {
    // From place 2 to place 1, the dear way round: 60. In the other order 30.
    const problem: Problem = {
      ...oneWay,
      stops: [makeStop(1, empty), makeStop(2, empty)],
      shipments: [{ from: 1, to: 0, amounts: kg(1) }],
      vehicles: [makeVehicle(), makeVehicle()],
    };
    const solution = solveSoundly(problem);
    expect(solution).toMatchObject({ cost: 60, unassigned: [] });
    expect(Object.values(tripsOf(solution))).toEqual([[[1, 0]]]);
  });

  test('one that stays at its place needs the setup of its second stop only where something comes in between', () => {
    const second = makeStop(1, { ...empty, setupSeconds: 90 });
    const problem: Problem = {
      ...onLine([10]),
      stops: [makeStop(1, empty), second],
      shipments: [{ from: 0, to: 1, amounts: kg(1) }],
      vehicles: [makeVehicle({ shift: { start: 0, end: 100 } })],
    };
    expect(solveSoundly(problem)).toMatchObject({ cost: 20, unassigned: [] });
  });

  test('two that do not fit together are carried one after the other', () => {
    // Fetched at places 1 and 2, both brought to places 3 and 4. All at once along the ways of 10: 50. Of 5 fit 5,
    // so that 1 → 3 → 2 → 4: 10 + 10 + 30 + 10 + 10 = 70.
    const problem: Problem = {
      ...onWays([
        [0, 10, 30, 10, 10],
        [30, 0, 10, 10, 30],
        [30, 30, 0, 10, 10],
        [10, 30, 30, 0, 10],
        [10, 30, 30, 30, 0],
      ]),
      stops: [1, 2, 3, 4].map((place) => makeStop(place, empty)),
      shipments: [
        { from: 0, to: 2, amounts: kg(5) },
        { from: 1, to: 3, amounts: kg(5) },
      ],
      vehicles: [makeVehicle({ capacity: [5, 0, 0] })],
    };
    const solution = solveSoundly(problem);
    expect(solution).toMatchObject({ cost: 70, unassigned: [] });
    expect(tripsOf(solution)).toEqual({ 0: [[0, 2, 1, 3]] });
  });

  test('where the vehicle is full it unloads and goes out again', () => {
    // It begins with 5 kg of 5 at 10. To the hub, then from 20 to 30 and back: 20 + 60.
    const problem: Problem = {
      ...onLine([10, 20, 30]),
      stops: [makeStop(1, { pickup: kg(5) }), makeStop(2, empty), makeStop(3, empty)],
      shipments: [{ from: 1, to: 2, amounts: kg(5) }],
      vehicles: [makeVehicle({ capacity: [5, 0, 0], fixedStart: [0], mostTrips: 2 })],
    };
    const solution = solveSoundly(problem);
    expect(solution).toMatchObject({ cost: 80, unassigned: [] });
    expect(tripsOf(solution)).toEqual({ 0: [[0], [1, 2]] });
  });
});
