import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitWhole } from '#server/domain/rates/split-whole.ts';

test('gives what is left to the largest remainders, and among equal ones to the first', () => {
  // 10 by 1 : 1 : 1 is 3⅓ each; one is left
  expect(splitWhole(10, [1, 1, 1])).toEqual([4, 3, 3]);
  // 100 by 2 : 3 : 2 is 28.57, 42.86, 28.57; two are left
  expect(splitWhole(100, [2, 3, 2])).toEqual([29, 43, 28]);
});

test('splits evenly where no weight says otherwise', () => {
  expect(splitWhole(5, [0, 0])).toEqual([3, 2]);
});

test('parts add up to the whole and are less than a unit from their proportion', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e12, max: 1e12 }),
      fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 40 }),
      (total, weights) => {
        const parts = splitWhole(total, weights);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
        const sum = weights.reduce((all, weight) => all + weight, 0);
        if (sum === 0) return;
        for (const [index, part] of parts.entries()) {
          expect(Math.abs(part - (total * weights[index]!) / sum)).toBeLessThan(1.001);
        }
      },
    ),
  );
});

test.each([
  [Number.NaN, [1]],
  [Infinity, [1]],
  [1.5, [1, 2]],
  [2 ** 54, [1, 2]],
  [10, [1, Number.NaN]],
  [10, [1, Infinity]],
  // 1e12 · 1e300 is beyond what a number holds
  [1e12, [1, 1e300]],
])('throws for what cannot be split to the last unit: %s by %j', (total, weights) => {
  expect(() => splitWhole(total, weights)).toThrow(RangeError);
});
