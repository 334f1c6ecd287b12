import { expect, test } from 'vitest';
import {
  addLoads,
  fitsCapacity,
  peakOfLoads,
  subtractLoads,
  sumLoads,
  UNLIMITED,
} from '#server/domain/load.ts';

const a = { kg: 5, crates: 2, parcels: 1 };
const b = { kg: 3, crates: 4, parcels: 1 };

test('adds, subtracts and peaks per dimension', () => {
  expect(addLoads(a, b)).toEqual({ kg: 8, crates: 6, parcels: 2 });
  expect(subtractLoads(a, b)).toEqual({ kg: 2, crates: -2, parcels: 0 });
  expect(peakOfLoads(a, b)).toEqual({ kg: 5, crates: 4, parcels: 1 });
  expect(sumLoads([a, b, a])).toEqual({ kg: 13, crates: 8, parcels: 3 });
});

test('an unlimited dimension takes any amount', () => {
  const capacity = { kg: 5, crates: 2, parcels: UNLIMITED };
  expect(fitsCapacity({ kg: 5, crates: 2, parcels: 2 ** 40 }, capacity)).toBe(true);
  expect(fitsCapacity({ kg: 6, crates: 2, parcels: 0 }, capacity)).toBe(false);
});
