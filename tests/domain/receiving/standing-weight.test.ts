import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitWeight } from '#server/domain/receiving/split-weight.ts';
import { receivedState, standingEntries, standingWeight } from '#server/domain/receiving/standing-weight.ts';
import { weightDifference } from '#server/domain/receiving/weight-difference.ts';

const entry = (kg: number, trip: number | null = 1, more: { crates?: number; is_short?: boolean } = {}) => ({
  vehicle: trip === null ? null : 'L-1',
  trip,
  kg,
  crates: more.crates ?? null,
  parcels: null,
  is_short: more.is_short ?? false,
});

describe('what counts of a request’s entries', () => {
  it('is the last one of each trip', () => {
    const entries = [
      entry(10, 1, { crates: 1 }),
      entry(20.5, 2, { crates: 2 }),
      entry(11.25, 1, { crates: 3 }),
    ];
    expect(standingWeight(entries)).toEqual({ kg: 31.75, crates: 5, parcels: null });
  });

  it('is the last one alone where it was typed for the whole, and those of trips again after it', () => {
    const typed = [entry(10), entry(20, 2), entry(29, null)];
    expect(standingEntries(typed)).toEqual([entry(29, null)]);
    expect(standingWeight([...typed, entry(21, 2)])?.kg).toBe(31);
    expect(standingWeight([])).toBeNull();
  });

  it('says what becomes of the request', () => {
    expect(receivedState([])).toBeNull();
    expect(receivedState([entry(0)])).toBe('missed');
    expect(receivedState([entry(0), entry(5, 2, { is_short: true })])).toBe('partly_collected');
    expect(receivedState([entry(5, 1, { is_short: true }), entry(6)])).toBe('collected');
  });
});

describe('two scales', () => {
  it('say the same within half a kilogram or one part in a hundred, whichever is more', () => {
    expect([weightDifference(40, 40.5), weightDifference(40, 39.4)]).toEqual([null, -0.6]);
    expect([weightDifference(400, 404), weightDifference(400, 395.9)]).toEqual([null, -4.1]);
    expect([weightDifference(null, 12), weightDifference(0, 3)]).toEqual([null, 3]);
  });
});

describe('a run on one scale', () => {
  it('is shared by what was expected, to the gram', () => {
    expect(splitWeight(100, [50, 100])).toEqual([33.333, 66.667]);
    expect(splitWeight(3, [0, 0, 0])).toEqual([1, 1, 1]);
    fc.assert(
      fc.property(
        fc.nat(5_000_000),
        fc.array(fc.nat(3_000), { minLength: 1, maxLength: 30 }),
        (grams, expected) => {
          const parts = splitWeight(grams / 1000, expected).map((kg) => Math.round(kg * 1000));
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(grams);
          expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});
