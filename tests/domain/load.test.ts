import { expect, test } from 'vitest';
import {
  addAmounts,
  amountsOf,
  fitsCapacity,
  isNothing,
  loadOfAmounts,
  peakOfAmounts,
  subtractAmounts,
  sumAmounts,
  UNLIMITED,
} from '#server/domain/load.ts';

const a = [5, 2, 1];
const b = [3, 4, 1];

test('adds, subtracts and peaks per dimension', () => {
  expect(addAmounts(a, b)).toEqual([8, 6, 2]);
  expect(subtractAmounts(a, b)).toEqual([2, -2, 0]);
  expect(peakOfAmounts(a, b)).toEqual([5, 4, 1]);
  expect(sumAmounts([a, b, a], 3)).toEqual([13, 8, 3]);
  expect(sumAmounts([], 2)).toEqual([0, 0]);
});

test('an unlimited dimension takes any amount', () => {
  const capacity = [5, 2, UNLIMITED];
  expect(fitsCapacity([5, 2, 2 ** 40], capacity)).toBe(true);
  expect(fitsCapacity([6, 2, 0], capacity)).toBe(false);
});

test('names are there and back', () => {
  const load = { kg: 5, crates: 2, parcels: 1 };
  expect(amountsOf(load)).toEqual([5, 2, 1]);
  expect(loadOfAmounts(amountsOf(load))).toEqual(load);
  expect([isNothing([0, 0]), isNothing([0, 1]), isNothing([])]).toEqual([true, false, true]);
});
