import { expect, it } from 'vitest';
import type { BenchSolve } from '../../../scripts/bench/planner/results.ts';
import { plannerTables } from '../../../scripts/bench/planner/tables.ts';

const solve = (seed: number, cost: number): BenchSolve => ({
  name: 'a',
  seconds: 10,
  threads: 2,
  seed,
  cost,
  unserved: 0,
  runs: 3,
  first: { seconds: seed / 10, cost: 2 * cost, unserved: 1 },
  elapsedSeconds: 9.9,
  iterations: 1,
  trace: [{ seconds: 10, cost, unserved: 0 }],
});
const catalogue = {
  x: [{ name: 'a', source: [], reference: { cost: 1_000, unserved: 0 } }],
  tw: [],
  rural200: [],
  rural500: [],
  far: [],
  large: [],
  days: [],
};

it('writes what holds, mean gaps, and each case with its seeds', () => {
  const results = {
    machine: { processor: 'Made', cores: 2, node: 'v20.0.0', date: '2026-01-01' },
    solves: [solve(1, 1_004), solve(2, 1_001), solve(3, 1_009)],
  };
  const lines = plannerTables(results, catalogue).split('\n');
  expect(lines[0]).toBe('2 × Made, Node 20.0.0, 2026-01-01.');
  expect(lines).toContain('### 2 threads');
  expect(lines).toContain(
    '| 7 X instances | 10 s | mean ≤ 0.42 %, each ≤ 0.9 % | 0.40 % | 0.40 % (a) | yes |',
  );
  expect(lines).toContain('| 7 X instances | 0.40 % |');
  expect(lines).toContain('| a | 10 s | 1,000 | 1,004 | 0.40 % | 1,001 … 1,009 | 0.3 s |');
});
