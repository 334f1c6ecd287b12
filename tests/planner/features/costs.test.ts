import { describe, expect, test } from 'vitest';
import type { Problem, ProblemStop, ProblemVehicle } from '#server/planner/model/problem.ts';
import { makeStop, makeVehicle } from '../make-problem.ts';
import { onLine, solveSoundly } from './solve-soundly.ts';

const perSecond = 3600;

/** A stop at 10, 20 s and 20 m there and back, and two vehicles. */
function choice(
  first: Partial<ProblemVehicle>,
  second: Partial<ProblemVehicle>,
  stop: Partial<ProblemStop> = {},
): Problem {
  return {
    ...onLine([10]),
    stops: [makeStop(1, stop)],
    vehicles: [makeVehicle({ costPerKm: 0, ...first }), makeVehicle({ costPerKm: 0, ...second })],
  };
}

/** Which vehicle serves the stop, and what the plan costs. */
function chosenIn(problem: Problem): { vehicle: number; cost: number } {
  const { runs, cost } = solveSoundly(problem);
  return { vehicle: runs[0]!.vehicle, cost }; // one of them can serve the stop
}

describe('a vehicle is chosen by', () => {
  test('its fixed cost', () => {
    // 100 + 20 × 1 against 20 × 2.
    expect(chosenIn(choice({ fixedCost: 100, costPerKm: 1000 }, { costPerKm: 2000 }))).toEqual({
      vehicle: 1,
      cost: 40,
    });
  });

  test('its cost per km', () => {
    // 20 × 5 against 10 + 20 × 1.
    expect(chosenIn(choice({ costPerKm: 5000 }, { fixedCost: 10, costPerKm: 1000 }))).toEqual({
      vehicle: 1,
      cost: 30,
    });
  });

  test('its cost per km of further bands', () => {
    // 20 × 4 against 10 × 5 and nothing beyond 10 m.
    const kmBands = [
      { fromMetres: 0, costPerKm: 5000 },
      { fromMetres: 10, costPerKm: 0 },
    ];
    expect(chosenIn(choice({ costPerKm: 4000 }, { kmBands }))).toEqual({ vehicle: 1, cost: 50 });
    // 20 × 1 and another 5 for each of the last 10 m against 20 × 3
    const dearer = kmBands.map((band, index) => ({ ...band, costPerKm: [1000, 6000][index]! }));
    expect(chosenIn(choice({ kmBands: dearer }, { costPerKm: 3000 }))).toEqual({ vehicle: 1, cost: 60 });
  });

  test('its cost per hour out', () => {
    // 20 s of driving and 5 of service at 1 each against 10.
    expect(chosenIn(choice({ costPerHour: perSecond }, { fixedCost: 10 }, { serviceSeconds: 5 }))).toEqual({
      vehicle: 1,
      cost: 10,
    });
  });

  test('its cost per driving hour', () => {
    expect(chosenIn(choice({ costPerDrivingHour: perSecond }, { fixedCost: 19 }))).toEqual({
      vehicle: 1,
      cost: 19,
    });
  });

  test('its cost per hour of setup and service', () => {
    const stop = { setupSeconds: 20, serviceSeconds: 10 };
    expect(chosenIn(choice({ costPerServiceHour: perSecond }, { fixedCost: 29 }, stop))).toEqual({
      vehicle: 1,
      cost: 29,
    });
  });

  test('its cost per trip', () => {
    expect(chosenIn(choice({ costPerTrip: 30 }, { fixedCost: 29 }))).toEqual({ vehicle: 1, cost: 29 });
  });

  test('what its overtime costs', () => {
    // 20 s, 15 of them after the shift's end, at 2 each, against 29.
    const overtime = { mostSeconds: 15, costPerHour: 2 * perSecond };
    expect(chosenIn(choice({ shift: { start: 0, end: 5 }, overtime }, { fixedCost: 29 }))).toEqual({
      vehicle: 1,
      cost: 29,
    });
  });
});

describe('hours', () => {
  test('waiting costs as much as driving: two runs rather than one that waits', () => {
    // At 10 until 10, at 20 from 1000 on. One run: 1,010 s out; two: 20 + 40 and another 10 of fixed cost.
    const vehicle = makeVehicle({ costPerKm: 0, costPerHour: perSecond, fixedCost: 10 });
    const problem: Problem = {
      ...onLine([10, 20]),
      stops: [
        makeStop(1, { windows: [{ start: 0, end: 10 }] }),
        makeStop(2, { windows: [{ start: 1000, end: 1010 }] }),
      ],
      vehicles: [vehicle, vehicle],
    };
    expect(solveSoundly(problem)).toMatchObject({ cost: 80, unassigned: [] });
  });

  test('overtime lets a vehicle serve what its shift is too short for, and no more', () => {
    // 20 s there and back with a shift of 5 s.
    const late = (mostSeconds: number): Problem => ({
      ...onLine([10]),
      stops: [makeStop(1)],
      vehicles: [
        makeVehicle({ shift: { start: 0, end: 5 }, overtime: { mostSeconds, costPerHour: perSecond } }),
      ],
    });
    expect(solveSoundly(late(15))).toMatchObject({ cost: 35, unassigned: [] });
    expect(solveSoundly(late(14))).toMatchObject({ cost: 0, unassigned: [0] });
  });
});
