import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sequenceValue } from '#server/domain/shares/sequence-value.ts';

type Costs = readonly (readonly number[])[];

const costOf = (costs: Costs) => (from: number, to: number) => costs[from]![to]!;

/** Of going from the start through those stops, in their order, to the end. */
function lengthOf(costs: Costs, stops: readonly number[]): number {
  const way = [0, ...stops, costs.length - 1];
  return way.slice(1).reduce((sum, to, index) => sum + costs[way[index]!]![to]!, 0);
}

/** From the definition: over all groups, what a stop adds to a group, by the share of orders in which it comes next. */
function byDefinition(costs: Costs): number[] {
  const count = costs.length - 2;
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  return Array.from({ length: count }, (_, index) => {
    let value = 0;
    for (let group = 0; group < 2 ** count; group++) {
      if (group & (1 << index)) continue;
      const members = [...Array(count).keys()].filter((stop) => group & (1 << stop)).map((stop) => stop + 1);
      const joined = [...members, index + 1].sort((a, b) => a - b);
      const weight = (factorial(members.length) * factorial(count - members.length - 1)) / factorial(count);
      value += weight * (lengthOf(costs, joined) - lengthOf(costs, members));
    }
    return value;
  });
}

/** Any costs at all, of up to nine stops, start and end apart. */
const anyCosts = fc.integer({ min: 1, max: 9 }).chain((count) =>
  fc.array(fc.array(fc.nat(10_000), { minLength: count + 2, maxLength: count + 2 }), {
    minLength: count + 2,
    maxLength: count + 2,
  }),
);

test('is the worked example of docs/shares.md', () => {
  // Hub – A – B – hub; 10 km to A, 4 between, 12 from B home; 11 from A home, 13 to B
  const value = sequenceValue(
    2,
    costOf([
      [0, 10, 13, 0],
      [0, 0, 4, 11],
      [0, 0, 0, 12],
      [0, 0, 0, 0],
    ]),
  );
  // A: 10 + 4/2 + 11/2 − 13/2 = 11; B: 12 + 4/2 + 13/2 − 11/2 = 15
  expect(value).toEqual({ shares: [11, 15], rest: 0 });
});

test('is the Shapley value by its definition, up to nine stops', () => {
  fc.assert(
    fc.property(anyCosts, (costs) => {
      const { shares } = sequenceValue(costs.length - 2, costOf(costs));
      const expected = byDefinition(costs);
      for (const [stop, share] of shares.entries()) expect(share).toBeCloseTo(expected[stop]!, 6);
    }),
    { numRuns: 60 },
  );
});

test('gives away the whole way and no more (efficiency)', () => {
  fc.assert(
    fc.property(anyCosts, (costs) => {
      const { shares, rest } = sequenceValue(costs.length - 2, costOf(costs));
      const all = [...costs.keys()].slice(1, -1);
      const sum = shares.reduce((total, share) => total + share, rest);
      expect(sum).toBeCloseTo(lengthOf(costs, all), 6);
    }),
  );
});

test('a stop that makes no group’s way longer bears nothing (null stop)', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { minLength: 1, maxLength: 7 }), (points) => {
      // The first stop is at the hub, where every way begins.
      const at = [[0, 0], [0, 0], ...points, [0, 0]] as [number, number][];
      const { shares } = sequenceValue(at.length - 2, (from, to) =>
        Math.hypot(at[from]![0] - at[to]![0], at[from]![1] - at[to]![1]),
      );
      expect(shares[0]).toBeCloseTo(0, 6);
    }),
  );
});

test('stops at one place bear the same (symmetry)', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { minLength: 2, maxLength: 7 }), (points) => {
      // The second stop is where the first is.
      const at = [[0, 0], points[0]!, points[0]!, ...points.slice(1), [0, 0]] as [number, number][];
      const { shares } = sequenceValue(at.length - 2, (from, to) =>
        Math.hypot(at[from]![0] - at[to]![0], at[from]![1] - at[to]![1]),
      );
      expect(shares[0]).toBeCloseTo(shares[1]!, 6);
    }),
  );
});

test('adds up over costs: a sum of money per km and per hour is shared as its parts are (additivity)', () => {
  fc.assert(
    fc.property(anyCosts, fc.nat(50), fc.nat(50), (costs, a, b) => {
      const count = costs.length - 2;
      const other = costs.map((row) => row.map((cost) => (cost * 7919) % 10_007));
      const first = sequenceValue(count, costOf(costs)).shares;
      const second = sequenceValue(count, costOf(other)).shares;
      const both = sequenceValue(count, (from, to) => a * costs[from]![to]! + b * other[from]![to]!).shares;
      for (const [stop, share] of both.entries()) {
        expect(share).toBeCloseTo(a * first[stop]! + b * second[stop]!, 4);
      }
    }),
  );
});
