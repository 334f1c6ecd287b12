import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ActualWork, actualRun } from '#server/domain/rates/actual-run.ts';
import { priceRun } from '#server/domain/rates/price-run.ts';
import { cardTerms } from '../../support/desk-day.ts';

const terms = { fixedCost: 1000, costPerKm: 100, costPerHour: 3600 };
const planned = {
  figures: {
    trips: [{ metres: 20_000, stops: 2 }],
    secondsOut: 7200,
    drivingSeconds: 3600,
    serviceSeconds: 1800,
    overtimeSeconds: 0,
  },
  carriage: { gramMetres: 200_000 * 10_000, grams: 200_000, crates: 10, parcels: 40 },
};
const asPlanned: ActualWork = {
  metres: null,
  secondsOut: null,
  overtimeSeconds: null,
  grams: 200_000,
  crates: 10,
  parcels: 40,
  paid: { fuel: null, tolls: null },
};

test('costs what was planned where all was as planned', () => {
  const actual = actualRun(terms, planned, asPlanned);
  expect(actual.cost).toEqual(priceRun(terms, planned.figures, planned.carriage).cost);
  expect(actual.causes).toEqual({ km: 0, hours: 0, load: 0, price: 0 });
});

test('says how much of the difference comes from km, hours, load and price', () => {
  const card = {
    ...terms,
    exact: {
      fuel: { millilitresEmpty: 10_000, millilitresLoaded: 20_000, fullGrams: 1_000_000, pricePerLitre: 50 },
      tollPerTrip: 70,
      loadingPerTonne: 500,
      loadingPerHour: 0,
      handlingPerParcel: 2,
      packagingPerCrate: 0,
      minimumCharge: 0,
    },
  };
  // km: 5 more × 100, and fuel 2.75 l for 2.2: 137.5 for 110, 28 more
  // hours: half an hour × 3600
  // load: 100 kg less: loading −50, 10 parcels less −20; fuel 2.625 l: 131.25, 7 less
  // price: fuel 150 for 131, tolls 100 for 70
  const actual = actualRun(card, planned, {
    metres: 25_000,
    secondsOut: 9000,
    overtimeSeconds: null,
    grams: 100_000,
    crates: 5,
    parcels: 30,
    paid: { fuel: 150, tolls: 100 },
  });
  expect(actual.causes).toEqual({ km: 528, hours: 1800, load: -77, price: 49 });
  expect(actual.parts).toMatchObject({ driving: 5400, fuel: 150, tolls: 100 });
});

test('the causes add up to the difference, whatever happened', () => {
  const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of);
  const actual = fc.record({
    metres: orNull(fc.nat(500_000)),
    secondsOut: orNull(fc.nat(80_000)),
    overtimeSeconds: orNull(fc.nat(20_000)),
    grams: fc.nat(5_000_000),
    crates: fc.nat(300),
    parcels: fc.nat(1000),
    paid: fc.record({ fuel: orNull(fc.nat(1_000_000)), tolls: orNull(fc.nat(100_000)) }),
  });
  const card = { ...terms, ...cardTerms };
  fc.assert(
    fc.property(actual, (work: ActualWork) => {
      const { cost, causes, parts } = actualRun(card, planned, work);
      const before = priceRun(card, planned.figures, planned.carriage).cost.total;
      expect(causes.km + causes.hours + causes.load + causes.price).toBe(cost.total - before);
      expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(cost.total);
      expect(Math.min(...Object.values(parts))).toBeGreaterThanOrEqual(0);
    }),
  );
});
