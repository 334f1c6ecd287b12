import { describe, expect, it } from 'vitest';
import { outcomesOf, type SolveFigures } from '../../../scripts/bench/planner/outcome.ts';
import { judge, type Requirement } from '../../../scripts/bench/planner/requirements.ts';

const solve = (name: string, seconds: number, seed: number, cost: number, unserved = 0): SolveFigures => ({
  name,
  seconds,
  threads: 2,
  seed,
  cost,
  unserved,
});

describe('outcomesOf', () => {
  it('ranks seeds by unserved first and cost second', () => {
    const [outcome] = outcomesOf([solve('a', 1, 3, 50, 1), solve('a', 1, 1, 90), solve('a', 1, 2, 100)]);
    expect(outcome!.median).toEqual({ cost: 100, unserved: 0 });
    expect(outcome!.best).toEqual({ cost: 90, unserved: 0 });
    expect(outcome!.worst).toEqual({ cost: 50, unserved: 1 });
    expect(outcome!.seeds).toEqual([1, 2, 3]);
  });

  it('takes the worse of two in the middle', () => {
    expect(outcomesOf([solve('a', 1, 1, 90), solve('a', 1, 2, 100)])[0]!.median.cost).toBe(100);
  });

  it('keeps limits apart', () => {
    expect(outcomesOf([solve('a', 1, 1, 90), solve('a', 10, 1, 80)])).toHaveLength(2);
  });
});

describe('judge', () => {
  const requirement: Requirement = { set: 'x', seconds: 10, meanAtMost: 2, eachAtMost: 3 };
  const cases = [
    { name: 'a', reference: { cost: 100, unserved: 0 } },
    { name: 'b', reference: { cost: 200, unserved: 1 } },
  ];
  const judged = (...solves: SolveFigures[]) => judge(requirement, cases, outcomesOf(solves));

  it('holds where mean and worst are within their limits', () => {
    const verdict = judged(solve('a', 10, 1, 102.8), solve('b', 10, 1, 202, 1));
    expect(verdict.meanGap).toBeCloseTo(1.9);
    expect(verdict.worst).toEqual({ name: 'a', gap: expect.closeTo(2.8) });
    expect(verdict.holds).toBe(true);
  });

  it('fails on the mean, and on the worst alone', () => {
    expect(judged(solve('a', 10, 1, 103), solve('b', 10, 1, 204, 1)).holds).toBe(false);
    expect(judged(solve('a', 10, 1, 103.1), solve('b', 10, 1, 200, 1)).holds).toBe(false);
  });

  it('fails where more is unserved than by the reference, however cheap', () => {
    const verdict = judged(solve('a', 10, 1, 50, 1), solve('b', 10, 1, 200, 1));
    expect(verdict.holds).toBe(false);
    expect(verdict.moreUnserved).toEqual(['a']);
  });

  it('does not compare the cost of a plan that serves more', () => {
    const verdict = judged(solve('a', 10, 1, 101), solve('b', 10, 1, 900, 0));
    expect(verdict.meanGap).toBeCloseTo(1);
    expect(verdict.fewerUnserved).toEqual(['b']);
    expect(verdict.holds).toBe(true);
  });

  it('says nothing where a case was not solved', () => {
    expect(judged(solve('a', 10, 1, 100)).holds).toBeNull();
  });

  it('can hold a result against our own after a longer time', () => {
    const own: Requirement = { set: 'large', seconds: 60, meanAtMost: 1.5, against: 600 };
    const day = [{ name: 'd', reference: null }];
    const of = (short: number) =>
      judge(own, day, outcomesOf([solve('d', 60, 1, short), solve('d', 600, 1, 1_000)]));
    expect(of(1_015).holds).toBe(true);
    expect(of(1_016).holds).toBe(false);
  });
});
