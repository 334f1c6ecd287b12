import { expect, test } from 'vitest';
import { baselinePrice } from '#server/domain/rates/baseline.ts';

test('counts as many trips as the load takes, and one for little', () => {
  const motorbike = { kind: 'own_trip', amount: 80_000, gramsPerTrip: 60_000 } as const;
  // 60 kg a trip: 1, 1, 2 and 4 trips
  expect([5_000, 60_000, 60_001, 200_000].map((grams) => baselinePrice(motorbike, grams))).toEqual([
    80_000, 80_000, 160_000, 320_000,
  ]);
});

test('counts a discount by weight, half up', () => {
  const discount = { kind: 'gate_discount', amount: 1_500, gramsPerTrip: 1 } as const;
  // 1500 for a tonne: 1.5 a kg
  expect([1_000, 333_333, 0].map((grams) => baselinePrice(discount, grams))).toEqual([2, 500, 0]);
});
