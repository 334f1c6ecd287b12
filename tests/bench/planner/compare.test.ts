import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addToBaseline, compareWithBaseline, readBaseline } from '../../../scripts/bench/planner/compare.ts';
import type { BenchResults } from '../../../scripts/bench/planner/results.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hubward-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Costs by seed, from 1 on. */
function results(name: string, ...costs: number[]): BenchResults {
  return {
    machine: { processor: 'Made', cores: 2, node: 'v20.0.0', date: '2026-01-01' },
    solves: costs.map((cost, index) => ({
      name,
      seconds: 10,
      threads: 2,
      seed: index + 1,
      cost,
      unserved: 0,
      runs: 1,
      first: null,
      elapsedSeconds: 10,
      iterations: 1,
      trace: [],
    })),
  };
}

function baselineOf(...all: BenchResults[]) {
  const file = join(folder, 'baseline.json');
  for (const each of all) addToBaseline(file, each);
  return readBaseline(file)!;
}

describe('the baseline', () => {
  it('keeps figures only, by seed, and the machine', () => {
    const baseline = baselineOf(results('a', 103, 101));
    expect(baseline.machine).toBe('2 × Made, Node 20.0.0, 2026-01-01');
    expect(baseline.rows).toEqual([
      { name: 'a', seconds: 10, threads: 2, seeds: [1, 2], cost: [103, 101], unserved: [0, 0] },
    ]);
  });

  it('replaces the rows that were measured again and keeps the others', () => {
    const { rows } = baselineOf(results('a', 100), results('b', 200), results('a', 90));
    expect(rows.map(({ name, cost }) => [name, ...cost])).toEqual([
      ['b', 200],
      ['a', 90],
    ]);
  });

  it('calls worse only what lies beyond every seed of the baseline', () => {
    const baseline = baselineOf(results('a', 100, 104, 102));
    const verdictOf = (...costs: number[]) => compareWithBaseline(results('a', ...costs), baseline)[0]!;
    expect(verdictOf(104, 104, 104).verdict).toBe('within the spread');
    expect(verdictOf(105, 105, 90).verdict).toBe('worse');
    expect(verdictOf(99, 99, 120).verdict).toBe('better');
    expect(verdictOf(105, 105, 90).change).toBeCloseTo(2.94, 2);
  });

  it('leaves out what it does not know', () => {
    expect(compareWithBaseline(results('b', 1), baselineOf(results('a', 1)))).toEqual([]);
  });
});
