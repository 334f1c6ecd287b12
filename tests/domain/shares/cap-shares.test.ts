import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { capShares } from '#server/domain/shares/cap-shares.ts';

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

test('spreads what is above a cap over the others by what they pay', () => {
  // 30 above 70; 10 : 20 of it is 10 and 20
  expect(capShares([100, 100, 200], [70, null, null])).toEqual({ amounts: [70, 110, 220], hub: 0 });
});

test('spreads on where another reaches its cap, and leaves the rest to the hub', () => {
  expect(capShares([100, 50], [60, 55])).toEqual({ amounts: [60, 55], hub: 35 });
});

test('nobody pays more than alone, nobody below their cap pays less, and nothing is lost', () => {
  const share = fc.integer({ min: -1000, max: 1_000_000 });
  const cap = fc.option(fc.nat(1_000_000));
  fc.assert(
    fc.property(fc.array(fc.tuple(share, cap), { minLength: 1, maxLength: 30 }), (all) => {
      const shares = all.map(([amount]) => amount);
      const caps = all.map(([, most]) => most);
      const { amounts, hub } = capShares(shares, caps);
      expect(sum(amounts) + hub).toBe(sum(shares));
      expect(hub).toBeGreaterThanOrEqual(0);
      for (const [index, amount] of amounts.entries()) {
        expect(amount).toBeLessThanOrEqual(caps[index] ?? Infinity);
        expect(amount).toBeGreaterThanOrEqual(Math.min(shares[index]!, caps[index] ?? Infinity));
      }
      if (hub > 0) expect(amounts).toEqual(caps);
    }),
  );
});
