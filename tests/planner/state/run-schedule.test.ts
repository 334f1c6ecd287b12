import { describe, expect, test } from 'vitest';
import type { Problem, SolutionRun } from '#server/planner/model/problem.ts';
import {
  costOfSolutionRun,
  inputOfRun,
  penaltyOfSolution,
  scheduleOfRun,
} from '#server/planner/state/run-schedule.ts';
import { kg, lineMatrix, makeStop, makeVehicle } from '../make-problem.ts';

// Hub at 0, stops at 10, 20 and 20 again; the driver lives at 50.
const receiving = [{ start: 0, end: 5000 }];
const rest = { windows: [{ start: 0, end: 5000 }], seconds: 30 };
const problem: Problem = {
  hubs: [{ place: 0, receiving }],
  matrices: [lineMatrix([0, 10, 20, 50])],
  stops: [
    makeStop(1, { pickup: kg(5) }),
    makeStop(2, { setupSeconds: 7, serviceSeconds: 1 }),
    makeStop(2, { setupSeconds: 7, serviceSeconds: 1 }),
  ],
  vehicles: [
    makeVehicle({ mostTrips: 2, turnaroundSeconds: 60, breaks: [rest], costPerTrip: 3, startPlace: 3 }),
  ],
};
const run: SolutionRun = {
  vehicle: 0,
  trips: [[0], [1, 2]],
  breaks: [{ index: 0, trip: 1, position: 1 }],
};

test('lays a run out as events from its start over the hub to its end', () => {
  const { events, end } = inputOfRun(problem, run);
  expect(events.map(({ kind }) => kind)).toEqual(['visit', 'hub', 'visit', 'break', 'visit']);
  expect(events).toMatchObject([
    { legSeconds: 40, isSamePlace: false },
    { legSeconds: 10, receiving, turnaroundSeconds: 60 },
    { legSeconds: 20, isSamePlace: false },
    { seconds: 30 },
    { legSeconds: 0, isSamePlace: true },
  ]);
  expect(end).toMatchObject({ legSeconds: 20, receiving });
  const elsewhere = { ...problem, vehicles: [makeVehicle({ endPlace: 3 })] };
  expect(inputOfRun(elsewhere, { vehicle: 0, trips: [[0]] }).end).not.toHaveProperty('receiving');
});

test('walks it through and prices it', () => {
  // 40 + 10 to the hub, 60 there, 20 out, 7 + 1 of work, 30 of rest, 1 of work, 20 back: 189.
  expect(scheduleOfRun(problem, run)).toMatchObject({ secondsOut: 189, metres: 90, violations: [] });
  // 2 trips at 3 and 90 m at 1
  expect(costOfSolutionRun(problem, run)).toMatchObject({ fixed: 6, distance: 90, total: 96 });
});

test('a way that is not there takes no time', () => {
  const matrix = lineMatrix([0, 10, 20, 50]);
  matrix.seconds[3 * 4 + 1] = -1;
  expect(scheduleOfRun({ ...problem, matrices: [matrix] }, run)).toMatchObject({
    secondsOut: 149,
    metres: 50,
  });
});

describe('the penalty', () => {
  const penaltyOf = (prices: Problem['prices'], stops = problem.stops) =>
    penaltyOfSolution({ ...problem, stops, ...(prices && { prices }) }, [run], []);

  test('is nothing where nothing has a price', () => expect(penaltyOf(undefined)).toBe(0));

  test('counts each price of a plan’s shape', () => {
    // 9 s beyond 180 at ½ = 4.5, half up
    expect(penaltyOf({ balance: { aroundSeconds: 180, costPerHour: 1800 } })).toBe(5);
    // No metres between two stops of one trip but those at one place.
    expect(penaltyOf({ compactness: { costPerKm: 1000 } })).toBe(0);
    expect(penaltyOf({ stub: { leastStops: 4, cost: 8 } })).toBe(8);
    const moved = problem.stops.map((stop) => ({ ...stop, recordVehicle: 1 }));
    expect(penaltyOf({ stay: { cost: 2 } }, moved)).toBe(6);
  });

  test('counts the metres between stops of one trip, not those to the hub', () => {
    const oneTrip: SolutionRun = { vehicle: 0, trips: [[0, 1, 2]] };
    const prices = { compactness: { costPerKm: 1000 } };
    expect(penaltyOfSolution({ ...problem, prices }, [oneTrip], [])).toBe(10);
  });

  test('counts what is left out at a price', () => {
    const stops = [makeStop(1, { leaveOutCost: 40 }), makeStop(1), makeStop(1, { leaveOutCost: 2 })];
    expect(penaltyOfSolution({ ...problem, stops }, [], [0, 1, 2])).toBe(42);
  });
});
