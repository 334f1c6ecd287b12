import { describe, expect, test } from 'vitest';
import type { Problem } from '#server/planner/model/problem.ts';
import { kg, makeStop, makeVehicle } from '../make-problem.ts';
import { onLine, solveSoundly, tripsOf } from './solve-soundly.ts';

describe('trips', () => {
  const full = { pickup: kg(5) };
  const vehicle = makeVehicle({ capacity: [5, 0, 0], fixedCost: 100 });
  const twoFull = { ...onLine([10, 20]), stops: [makeStop(1, full), makeStop(2, full)] };

  test('a vehicle goes out a second time rather than a second vehicle', () => {
    // 100 + 20 + 40 against 200 + 20 + 40.
    const problem: Problem = { ...twoFull, vehicles: [{ ...vehicle, mostTrips: 2 }, vehicle] };
    const solution = solveSoundly(problem);
    expect(solution).toMatchObject({ cost: 160, unassigned: [] });
    expect(solution.runs[0]?.trips).toHaveLength(2);
  });

  test('a vehicle goes out no more often than it may', () => {
    // Three full loads, two trips.
    const stops = [1, 2, 3].map((place) => makeStop(place, full));
    const problem: Problem = { ...onLine([10, 20, 30]), stops, vehicles: [{ ...vehicle, mostTrips: 2 }] };
    expect(solveSoundly(problem)).toMatchObject({ cost: 160, unassigned: [2] });
    // From home at 10, by way of the first stop there to the hub, and out once more: 10 + 40.
    const fromHome = [{ ...vehicle, mostTrips: 2, startPlace: 1 }];
    expect(solveSoundly({ ...problem, vehicles: fromHome })).toMatchObject({ cost: 150, unassigned: [2] });
  });

  test('between two trips a vehicle is at the hub for its turnaround', () => {
    // 20 + 40 s and 15 at the hub in a shift of 75; with 16 a second vehicle is needed.
    const hurried = { ...vehicle, mostTrips: 2, shift: { start: 0, end: 75 } };
    const withTurnaround = (turnaroundSeconds: number) => ({
      ...twoFull,
      vehicles: [0, 1].map(() => ({ ...hurried, turnaroundSeconds })),
    });
    expect(solveSoundly(withTurnaround(15))).toMatchObject({ cost: 160, unassigned: [] });
    expect(solveSoundly(withTurnaround(16))).toMatchObject({ cost: 260, unassigned: [] });
  });

  test('a second trip is made only where it is cheaper than a second vehicle', () => {
    // Each trip of the first one costs 100, the second one has a fixed cost of 60. Both trips: 200 + 60; shared:
    // 100 + 60 + 60.
    const first = { ...vehicle, fixedCost: 0, costPerTrip: 100, mostTrips: 2 };
    const problem: Problem = { ...twoFull, vehicles: [first, { ...vehicle, fixedCost: 60 }] };
    expect(solveSoundly(problem)).toMatchObject({ cost: 220, unassigned: [] });
  });

  test('km bands begin anew with each trip', () => {
    // The first 20 m of a trip cost 1 each, all beyond 10. Two trips to stops at 10: 20 + 20. The other vehicle: 70.
    const kmBands = [
      { fromMetres: 0, costPerKm: 1000 },
      { fromMetres: 20, costPerKm: 10_000 },
    ];
    const problem: Problem = {
      ...onLine([10, 10]),
      stops: [makeStop(1, full), makeStop(2, full)],
      vehicles: [
        { ...vehicle, fixedCost: 0, kmBands, mostTrips: 2 },
        { ...vehicle, fixedCost: 50 },
      ],
    };
    const solution = solveSoundly(problem);
    expect(solution).toMatchObject({ cost: 40, unassigned: [] });
    expect(solution.runs).toHaveLength(1);
  });

  test('each hub has its own vehicles come back to it between trips', () => {
    // Hubs at 0 and 100. From the second one to 90 twice: 40. By way of the first hub it would be 10 + 90 + 90 + 10.
    const problem: Problem = {
      ...onLine([100, 90, 90]),
      hubs: [{ place: 0 }, { place: 1 }],
      stops: [makeStop(2, full), makeStop(3, full)],
      vehicles: [{ ...vehicle, fixedCost: 0, hub: 1, startPlace: 1, endPlace: 1, mostTrips: 2 }],
    };
    expect(solveSoundly(problem)).toMatchObject({ cost: 40, unassigned: [] });
  });

  test('a driver who ends his day at home unloads at the hub on the way', () => {
    // Stop at 10, hub, home at 30: 20 + 30.
    const problem: Problem = {
      ...onLine([10, 30]),
      stops: [makeStop(1)],
      vehicles: [makeVehicle({ endPlace: 2, mostTrips: 2 })],
    };
    const solution = solveSoundly(problem);
    expect(solution).toMatchObject({ cost: 50, unassigned: [] });
    expect(tripsOf(solution)).toEqual({ 0: [[0], []] });
  });

  describe('a driver who starts at home', () => {
    // Home at 50, the hub, a delivery at 10, and a pickup at 30 on the way to the hub.
    const delivery = makeStop(1, { pickup: kg(0), delivery: kg(1) });
    const pickup = makeStop(2, { pickup: kg(1) });
    const driver = makeVehicle({ startPlace: 3, mostTrips: 2 });
    const ways = onLine([10, 30, 50]);

    test('goes to the hub first for what it delivers', () => {
      const solution = solveSoundly({ ...ways, stops: [delivery], vehicles: [driver] });
      expect(solution).toMatchObject({ cost: 70, unassigned: [] });
      expect(tripsOf(solution)).toEqual({ 0: [[], [0]] });
    });

    test('picks up on the way there', () => {
      const solution = solveSoundly({ ...ways, stops: [delivery, pickup], vehicles: [driver] });
      expect(solution).toMatchObject({ cost: 70, unassigned: [] });
      expect(tripsOf(solution)).toEqual({ 0: [[1], [0]] });
    });

    test('goes by the hub on the way home, too', () => {
      // Both ways between home and the hub, and out once with two stops: 50 + 60 + 50.
      const stops = [delivery, makeStop(2, { pickup: kg(1), windows: [{ start: 100, end: 200 }] })];
      const home = { ...driver, endPlace: 3, mostTrips: 2 };
      const early = [{ ...delivery, windows: [{ start: 0, end: 70 }] }, stops[1]!];
      const solution = solveSoundly({ ...ways, stops: early, vehicles: [home] });
      expect(solution).toMatchObject({ cost: 160, unassigned: [] });
      expect(tripsOf(solution)).toEqual({ 0: [[], [0, 1], []] });
    });

    test('brings nothing out of the hub where it makes one trip only', () => {
      const once = { ...driver, mostTrips: 1 };
      const solution = solveSoundly({ ...ways, stops: [delivery], vehicles: [once] });
      expect(solution).toMatchObject({ runs: [], unassigned: [0] });
    });
  });

  test('a way home on which a break is taken becomes a trip for what lies on it', () => {
    // Crates at 10 until 20; a break from 100 on, with no crates on board, so behind the hub; then from 200 on a
    // delivery at 20, on the way home to 30: 20 + 30.
    const problem: Problem = {
      ...onLine([10, 20, 30]),
      stops: [
        makeStop(1, { pickup: [0, 1, 0], windows: [{ start: 10, end: 20 }] }),
        makeStop(2, { pickup: kg(0), delivery: kg(1), windows: [{ start: 200, end: 300 }] }),
      ],
      vehicles: [
        makeVehicle({
          endPlace: 3,
          mostTrips: 3,
          breaks: [{ windows: [{ start: 100, end: 110 }], seconds: 10, mostLoad: [9, 0, 0] }],
        }),
      ],
    };
    const solution = solveSoundly(problem);
    expect(solution).toMatchObject({ cost: 50, unassigned: [] });
    expect(tripsOf(solution)).toEqual({ 0: [[0], [1]] });
  });
});

describe('unloading', () => {
  test('a run that comes after receiving has closed is two', () => {
    // The far stop has 5 s of service: back at 45 with both, at 20 and 45 alone. Receiving closes at 45 and 44.
    const until = (end: number): Problem => ({
      ...onLine([10, 20]),
      hubs: [{ place: 0, receiving: [{ start: 0, end }] }],
      stops: [makeStop(1, { serviceSeconds: 5 }), makeStop(2)],
      vehicles: [makeVehicle({ fixedCost: 100 }), makeVehicle({ fixedCost: 100 })],
    });
    expect(solveSoundly(until(45))).toMatchObject({ cost: 140, unassigned: [] });
    expect(solveSoundly(until(44))).toMatchObject({ cost: 260, unassigned: [] });
  });

  test('waiting for receiving to open is time out', () => {
    // The near stop has to be left by 10, receiving opens at 100: 100 s out at 1 each, against 60 for the other one,
    // which takes it to a hub that is always open.
    const problem: Problem = {
      ...onLine([10]),
      hubs: [{ place: 0, receiving: [{ start: 100, end: 200 }] }, { place: 0 }],
      stops: [makeStop(1, { windows: [{ start: 0, end: 10 }] })],
      vehicles: [
        makeVehicle({ costPerKm: 0, costPerHour: 3600 }),
        makeVehicle({ costPerKm: 0, fixedCost: 60, hub: 1 }),
      ],
    };
    expect(tripsOf(solveSoundly(problem))).toEqual({ 1: [[0]] });
  });

  test('a run leaves later so that it finds a dock free', () => {
    // Back at 20 and at 20 at the earliest; each holds the only dock for 100 s, so that one leaves 100 s later.
    const problem: Problem = {
      ...onLine([10, 10]),
      hubs: [{ place: 0, docks: 1, dockSeconds: 100 }],
      stops: [makeStop(1, { pickup: kg(5) }), makeStop(2, { pickup: kg(5) })],
      vehicles: [0, 1].map(() => makeVehicle({ capacity: [5, 0, 0] })),
    };
    const solution = solveSoundly(problem);
    expect(solution).toMatchObject({ cost: 40, unassigned: [] });
    expect(solution.runs.some((run) => (run.startsAt ?? 0) >= 100)).toBe(true);
  });

  test('what no dock is free for waits for another day', () => {
    // As above, but both have to be served by 10.
    const windows = [{ start: 0, end: 10 }];
    const problem: Problem = {
      ...onLine([10, 10]),
      hubs: [{ place: 0, docks: 1, dockSeconds: 100 }],
      stops: [makeStop(1, { pickup: kg(5), windows }), makeStop(2, { pickup: kg(5), windows })],
      vehicles: [0, 1].map(() => makeVehicle({ capacity: [5, 0, 0] })),
    };
    expect(solveSoundly(problem)).toMatchObject({ cost: 20, unassigned: [expect.any(Number)] });
  });
});
