import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { costOfRun } from '#server/domain/cost.ts';
import { costParts, priceRun } from '#server/domain/rates/price-run.ts';
import { type ExactTerms, type RateTerms, searchTerms } from '#server/domain/rates/rate-terms.ts';

const exact = (more: Partial<ExactTerms> = {}): ExactTerms => ({
  fuel: null,
  tollPerTrip: 0,
  loadingPerTonne: 0,
  loadingPerHour: 0,
  handlingPerParcel: 0,
  packagingPerCrate: 0,
  minimumCharge: 0,
  ...more,
});
const simple = { fixedCost: 1000, costPerKm: 100, costPerHour: 3600 };
/** 20 km, 2 h out: 1 h driving, 1800 s of service, 1800 s of waiting. 200 kg all the way back. */
const run = {
  trips: [{ metres: 20_000, stops: 2 }],
  secondsOut: 7200,
  drivingSeconds: 3600,
  serviceSeconds: 1800,
  overtimeSeconds: 0,
};
const carriage = { gramMetres: 200_000 * 10_000, grams: 200_000, crates: 10, parcels: 40 };

test('adds what depends on load and sequence to the additive part, and says what each is for', () => {
  // additive: 1000 + 20 × 100 + 2 × 3600 = 10,200
  // fuel: (10 l + (20 l − 10 l) × 200 kg over half the way ÷ 1000 kg) × 20 km ÷ 100 km = 2.2 l × 50 = 110
  // toll 70; loading 0.2 t × 500 + 0.5 h × 40 = 120; handling 40 × 2 = 80; packaging 10 × 3 = 30
  const priced = priceRun(
    {
      ...simple,
      exact: exact({
        fuel: {
          millilitresEmpty: 10_000,
          millilitresLoaded: 20_000,
          fullGrams: 1_000_000,
          pricePerLitre: 50,
        },
        tollPerTrip: 70,
        loadingPerTonne: 500,
        loadingPerHour: 40,
        handlingPerParcel: 2,
        packagingPerCrate: 3,
      }),
    },
    run,
    carriage,
  );
  expect(priced.cost).toEqual({ fixed: 1000, distance: 2000, time: 7200, other: 410, total: 10_610 });
  expect(priced.parts).toEqual({
    day: 1000,
    trips: 0,
    distance: 2000,
    driving: 3600,
    waiting: 1800,
    service: 1800,
    overtime: 0,
    fuel: 110,
    tolls: 70,
    loading: 120,
    handling: 80,
    packaging: 30,
    minimum: 0,
  });
});

test('a minimum charge fills up what falls short of it, and nothing for a run without stops', () => {
  const terms = { ...simple, exact: exact({ minimumCharge: 12_000 }) };
  expect(priceRun(terms, run, carriage).parts.minimum).toBe(1800);
  const idle = { ...run, trips: [] };
  expect(priceRun(terms, idle, carriage).parts.minimum).toBe(0);
});

test('the search counts fuel at half a load, tolls by trip and labour by hour of service', () => {
  // 15 l per 100 km × 50 = 7.5 per km, 8 whole
  const terms = searchTerms({
    ...simple,
    kmBands: [{ fromMetres: 0, costPerKm: 90 }],
    exact: exact({
      fuel: { millilitresEmpty: 10_000, millilitresLoaded: 20_000, fullGrams: 1, pricePerLitre: 50 },
      tollPerTrip: 70,
      loadingPerHour: 40,
      minimumCharge: 1e6,
    }),
  });
  expect(terms).toEqual({
    fixedCost: 1000,
    costPerTrip: 70,
    costPerKm: 108,
    kmBands: [{ fromMetres: 0, costPerKm: 98 }],
    costPerHour: 3600,
    costPerServiceHour: 40,
  });
});

test('parts add up to the total, and without a card to what the additive part alone says, in any currency', () => {
  // Minor units from a yuan’s fen to đồng and rupiah
  const money = fc.integer({ min: 0, max: 2 ** 33 });
  const count = fc.integer({ min: 0, max: 100_000 });
  const terms = fc.record({
    fixedCost: money,
    costPerTrip: money,
    costPerKm: money,
    costPerHour: money,
    costPerDrivingHour: money,
    costPerServiceHour: money,
    overtime: fc.record({ costPerHour: money }),
    exact: fc.record({
      fuel: fc.option(
        fc
          .tuple(fc.nat(60_000), fc.nat(60_000), fc.integer({ min: 1, max: 2e7 }), money)
          .map(([millilitresEmpty, more, fullGrams, pricePerLitre]) => ({
            millilitresEmpty,
            millilitresLoaded: millilitresEmpty + more,
            fullGrams,
            pricePerLitre,
          })),
      ),
      tollPerTrip: money,
      loadingPerTonne: money,
      loadingPerHour: money,
      handlingPerParcel: fc.nat(1_000_000),
      packagingPerCrate: fc.nat(1_000_000),
      minimumCharge: money,
    }),
  });
  const figures = fc
    .record({
      trips: fc.array(fc.record({ metres: count, stops: fc.nat(5) }), { maxLength: 3 }),
      drivingSeconds: count,
      serviceSeconds: count,
      idle: count,
      overtimeSeconds: count,
    })
    .map(({ idle, ...rest }) => ({ ...rest, secondsOut: rest.drivingSeconds + rest.serviceSeconds + idle }));
  const carried = fc.record({
    gramMetres: fc.nat(2e9),
    grams: fc.nat(2e9),
    crates: fc.nat(5000),
    parcels: fc.nat(9000),
  });
  fc.assert(
    fc.property(terms, figures, carried, (rates: RateTerms, work, load) => {
      const { cost, parts } = priceRun(rates, work, load);
      expect(costParts.reduce((sum, part) => sum + parts[part], 0)).toBe(cost.total);
      expect(parts.driving + parts.waiting + parts.service + parts.overtime).toBe(cost.time);
      const { exact: _, ...additive } = rates;
      expect(priceRun(additive, work, load).cost).toEqual(costOfRun(rates, work));
      if (work.trips.some(({ stops }) => stops > 0)) {
        expect(cost.total).toBeGreaterThanOrEqual(rates.exact!.minimumCharge);
      }
    }),
  );
});
