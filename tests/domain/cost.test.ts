import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  costOfRun,
  priceOfMetres,
  priceOfSeconds,
  type CostTerms,
  type RunFigures,
} from '#server/domain/cost.ts';

const terms = (more: Partial<CostTerms> = {}): CostTerms => ({
  fixedCost: 0,
  costPerKm: 0,
  costPerHour: 0,
  ...more,
});
const run = (more: Partial<RunFigures> = {}): RunFigures => ({
  trips: [],
  secondsOut: 0,
  drivingSeconds: 0,
  serviceSeconds: 0,
  overtimeSeconds: 0,
  ...more,
});
const trip = (metres: number, stops = 1) => ({ metres, stops });

test('rounds each part half up and adds the rounded parts', () => {
  // 15 per km over 1500 m = 22.5 → 23; 45 per h over 1000 s = 12.5 → 13; 100 + 23 + 13 = 136
  const cost = costOfRun(
    terms({ fixedCost: 100, costPerKm: 15, costPerHour: 45 }),
    run({ trips: [trip(1500)], secondsOut: 1000 }),
  );
  expect(cost).toEqual({ fixed: 100, distance: 23, time: 13, other: 0, total: 136 });
});

test('rounds the metres of all trips together', () => {
  // 0.5 each: 1 together, not 1 + 1
  expect(costOfRun(terms({ costPerKm: 1 }), run({ trips: [trip(500), trip(500)] })).distance).toBe(1);
});

test('pays for each trip with stops, not for the way home', () => {
  const twoAndHome = run({ trips: [trip(0), trip(0), trip(0, 0)] });
  expect(costOfRun(terms({ fixedCost: 100, costPerTrip: 7 }), twoAndHome).fixed).toBe(114);
});

test('bands are marginal and begin anew with each trip', () => {
  // 10 per km up to 2 km, 6 up to 5 km, 1 above. 7 km: 20 + 18 + 2 = 40. 3 km: 20 + 6 = 26. 2 km: 20. Not read: 999.
  const kmBands = [
    { fromMetres: 0, costPerKm: 10 },
    { fromMetres: 2000, costPerKm: 6 },
    { fromMetres: 5000, costPerKm: 1 },
  ];
  const distance = (...metres: number[]) =>
    costOfRun(terms({ costPerKm: 999, kmBands }), run({ trips: metres.map((each) => trip(each)) })).distance;
  expect([distance(7000), distance(3000), distance(2000), distance(7000, 3000)]).toEqual([40, 26, 20, 66]);
});

test('adds rates for driving, service and overtime where there are some', () => {
  // 10 for an hour out, 20 × ½ h of driving, 8 × ¼ h of service, 40 × ⅒ h of overtime: 10 + 10 + 2 + 4 = 26
  const rates = terms({
    costPerHour: 10,
    costPerDrivingHour: 20,
    costPerServiceHour: 8,
    overtime: { costPerHour: 40 },
  });
  const figures = run({
    secondsOut: 3600,
    drivingSeconds: 1800,
    serviceSeconds: 900,
    overtimeSeconds: 360,
  });
  expect(costOfRun(rates, figures).time).toBe(26);
});

test('prices seconds and metres on their own, half up', () => {
  // 1.5 → 2; 1.499… → 1
  expect([priceOfSeconds(3, 1800), priceOfMetres(1499, 1)]).toEqual([2, 1]);
});

test('stays exact where products pass 2^53 (against whole numbers of any size)', () => {
  const rate = fc.integer({ min: 0, max: 2 ** 33 });
  const metres = fc.integer({ min: 0, max: 2 ** 20 });
  const seconds = fc.integer({ min: 0, max: 2 ** 20 });
  fc.assert(
    fc.property(rate, rate, rate, metres, seconds, seconds, (perKm, perHour, driving, far, out, drive) => {
      const cost = costOfRun(
        terms({ costPerKm: perKm, costPerHour: perHour, costPerDrivingHour: driving }),
        run({ trips: [trip(far), trip(1)], secondsOut: out, drivingSeconds: drive }),
      );
      const distance = (BigInt(perKm) * BigInt(far + 1) * 2n + 1000n) / 2000n;
      const time = ((BigInt(perHour) * BigInt(out) + BigInt(driving) * BigInt(drive)) * 2n + 3600n) / 7200n;
      expect([BigInt(cost.distance), BigInt(cost.time)]).toEqual([distance, time]);
    }),
  );
});
