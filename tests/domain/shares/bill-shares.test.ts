import { describe, expect, it } from 'vitest';
import { moreCounted, mostByQuote } from '#server/domain/quotes/most-by-quote.ts';
import { type BillableShare, type BillingBasis, billShares } from '#server/domain/shares/bill-shares.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const share = (change: Partial<BillableShare> & Pick<BillableShare, 'amounts'>): BillableShare => ({
  cooperative: null,
  most: null,
  ...change,
});

describe('what requests pay', () => {
  it('is divided within a cooperative by its own rule, and the cooperative owes what it owed', () => {
    const shares = [
      // 1500 together; by kg 500 : 1500, that is 1 : 3.
      share({ cooperative: 'A', amounts: { fair: 1000, kg: 500, tonne_km: 0 } }),
      share({ cooperative: 'A', amounts: { fair: 500, kg: 1500, tonne_km: 0 } }),
      share({ cooperative: 'B', amounts: { fair: 700, kg: 200, tonne_km: 0 } }),
      share({ amounts: { fair: 300, kg: 300, tonne_km: 0 } }),
    ];
    expect(billShares(shares, 'fair', new Map([['A', 'kg']]))).toEqual([
      { amount: 375, basis: 'kg' },
      { amount: 1125, basis: 'kg' },
      { amount: 700, basis: 'fair' },
      { amount: 300, basis: 'fair' },
    ]);
  });

  it('is no more than was promised, and that of no other is', () => {
    const shares = [
      share({ amounts: { fair: 1000, kg: 0, tonne_km: 0 }, most: 800 }),
      share({ amounts: { fair: 1000, kg: 0, tonne_km: 0 }, most: 1200 }),
    ];
    expect(billShares(shares, 'fair', new Map()).map(({ amount }) => amount)).toEqual([800, 1000]);
  });

  it('adds up for every cooperative to the last unit, whatever rules there are', () => {
    const random = seededRandom(11);
    const whole = (most: number) => Math.floor(random() * (most + 1));
    const bases: BillingBasis[] = ['fair', 'kg', 'tonne_km'];
    for (let round = 0; round < 200; round++) {
      const shares = Array.from({ length: 1 + whole(12) }, () =>
        share({
          cooperative: [null, 'A', 'B', 'C'][whole(3)]!,
          amounts: { fair: whole(90_000), kg: whole(3) === 0 ? 0 : whole(90_000), tonne_km: whole(90_000) },
        }),
      );
      const hubBasis = bases[whole(2)]!;
      const basisOf = new Map(['A', 'B', 'gone'].map((name) => [name, bases[whole(2)]!]));
      const bills = billShares(shares, hubBasis, basisOf);
      for (const cooperative of [null, 'A', 'B', 'C']) {
        const sum = (amountOf: (index: number) => number) =>
          shares.reduce(
            (total, each, index) => total + (each.cooperative === cooperative ? amountOf(index) : 0),
            0,
          );
        expect(sum((index) => bills[index]!.amount)).toBe(sum((index) => shares[index]!.amounts[hubBasis]));
      }
      expect(bills.every(({ amount }) => Number.isInteger(amount) && amount >= 0)).toBe(true);
    }
  });
});

describe('a quote that binds', () => {
  const quote = { amount: 60_000, kg: 100 };
  it('is the most for what was booked, in proportion for more, and no less for less', () => {
    expect(mostByQuote(quote, 100, null, 1)).toBe(60_000);
    expect(mostByQuote(quote, 100, 80, 1)).toBe(60_000);
    expect(mostByQuote(quote, 100, 0, 1)).toBe(60_000);
    expect(mostByQuote(quote, 100, 150, 1)).toBe(90_000);
  });

  it('is in proportion for what is left of the request when a part of it went on', () => {
    expect(mostByQuote(quote, 40, null, 1)).toBe(24_000);
    expect(mostByQuote(quote, 40, 50, 1)).toBe(30_000);
  });

  it('grows with the crates and parcels that come beyond those that were said, and covers none of what was not said', () => {
    const booked = { crates: 5, parcels: 20 };
    expect(moreCounted(booked, undefined)).toBe(1);
    expect(moreCounted(booked, { crates: 4, parcels: null })).toBe(1);
    expect(moreCounted(booked, { crates: 6, parcels: 30 })).toBe(1.5);
    expect(moreCounted(booked, { crates: 10, parcels: 20 })).toBe(2);
    expect(moreCounted({ crates: 5, parcels: 0 }, { crates: 5, parcels: 0 })).toBe(1);
    expect(moreCounted({ crates: 5, parcels: 0 }, { crates: 5, parcels: 20 })).toBe(Infinity);
    expect(mostByQuote(quote, 100, 100, 1.5)).toBe(90_000);
    expect(mostByQuote(quote, 100, 180, 1.5)).toBe(108_000);
    expect(mostByQuote(quote, 40, null, 1.5)).toBe(36_000);
    expect(mostByQuote(quote, 100, 100, Infinity)).toBeNull();
  });
});
