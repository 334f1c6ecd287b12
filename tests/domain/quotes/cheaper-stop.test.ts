import { expect, test } from 'vitest';
import type { DayStop, DayVehicle, DeskDay } from '#server/domain/desk/desk-day.ts';
import type { DeskPlan } from '#server/domain/edits/desk-plan.ts';
import { UNLIMITED } from '#server/domain/load.ts';
import { cheapestCollection, cheapestVehicle, shareOfStop } from '#server/domain/quotes/cheaper-stop.ts';

const stopAt = (place: number): DayStop => ({
  place,
  windows: [{ start: 0, end: 86_400 }],
  setupSeconds: 0,
  serviceSeconds: 0,
  pickup: [500, 0, 0],
  delivery: [0, 0, 0],
  parts: [{ request: `r${place}`, pickup: [500, 0, 0], delivery: [0, 0, 0], serviceSeconds: 0 }],
  largestAccess: 2,
  isCancelled: false,
});

const vehicle = (costPerKm: number, capacity = 1000): DayVehicle => ({
  table: 0,
  access: 1,
  capacity: [capacity, UNLIMITED, UNLIMITED],
  fixedCost: 0,
  costPerKm,
  costPerHour: 0,
  shift: { start: 0, end: 86_400 },
  startPlace: 0,
  endPlace: 0,
  isAvailable: true,
});

/** Hub at km 0, A at km 10 and B further out on one road; a truck for 100 a km goes to both. */
function outAndBack(kmOfB: number, others: Record<string, DayVehicle> = {}) {
  const kms = [0, 10, kmOfB];
  const metres = Int32Array.from(kms.flatMap((a) => kms.map((b) => Math.abs(a - b) * 1000)));
  const day: DeskDay = {
    tables: [{ size: 3, seconds: metres.map((each) => each / 10), metres }],
    hubPlace: 0,
    turnaroundSeconds: 0,
    toldRuns: [],
    stops: new Map([
      ['A', stopAt(1)],
      ['B', stopAt(2)],
    ]),
    vehicles: new Map([['L-1', vehicle(100)], ...Object.entries(others)]),
  };
  const plan: DeskPlan = {
    stops: ['A', 'B'].map((stop, index) => ({ stop, requests: [{ request: `r${index + 1}`, part: null }] })),
    runs: [
      {
        run: 1,
        vehicle: 'L-1',
        driver: null,
        start: null,
        state: 'open',
        trips: [
          [
            { stop: 'A', pin: null },
            { stop: 'B', pin: null },
          ],
        ],
      },
    ],
    barred: [],
  };
  return { day, plan, run: plan.runs[0]! };
}

test('what lies farthest is cheaper where it is brought to the stop before it', () => {
  const { day, run } = outAndBack(12);
  // 20 km are shared, and B bears the 4 km behind A: 1000 + 400. At A it is half of 2000.
  expect(shareOfStop(run, day, 'B')).toBe(1400);
  expect(cheapestCollection(run, day, 'B')).toEqual({ stop: 'A', metres: 2000, amount: 1000 });
  // A only would come farther.
  expect(cheapestCollection(run, day, 'A')).toBeNull();
});

test('nobody is asked to bring it more than 5 km', () => {
  const { day, run } = outAndBack(16);
  expect(cheapestCollection(run, day, 'B')).toBeNull();
});

test('a vehicle that has no run is named where it is cheaper and breaks no rule', () => {
  const { day, plan, run } = outAndBack(12, { 'L-2': vehicle(50), 'M-1': vehicle(10, 400) });
  // The motorbike does not take 1000 kg.
  expect(cheapestVehicle(plan, run, day, 'B')).toEqual({ vehicle: 'L-2', amount: 700 });
  expect(cheapestVehicle({ ...plan, barred: ['L-2'] }, run, day, 'B')).toBeNull();
});
