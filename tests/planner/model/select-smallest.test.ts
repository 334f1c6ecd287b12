import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { selectSmallest } from '#server/planner/model/select-smallest.ts';

test('gives the smallest keys in order, ties by index, −1 where there are too few (against sorting)', () => {
  const key = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(Infinity));
  fc.assert(
    fc.property(fc.array(key, { maxLength: 30 }), fc.integer({ min: 1, max: 12 }), (keys, count) => {
      const target = new Int32Array(count + 2).fill(7);
      selectSmallest(Float64Array.from(keys), target, 1, count);
      const sorted = keys
        .map((_, index) => index)
        .filter((index) => keys[index] !== Infinity)
        .sort((a, b) => keys[a]! - keys[b]! || a - b)
        .slice(0, count);
      const missing = Array.from({ length: count - sorted.length }, () => -1);
      expect([...target]).toEqual([7, ...sorted, ...missing, 7]);
    }),
  );
});
