import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import {
  compareFigures,
  formatPercent,
  gapPercent,
  groupBySeed,
  kindKey,
  mean,
  outcomesOf,
  type SolveFigures,
} from './outcome.ts';
import type { Figures } from './peer-figures.ts';
import { describeMachine, type BenchResults } from './results.ts';

/** One case at one limit; `cost` and `unserved` are by seed. */
export interface BaselineRow {
  readonly name: string;
  readonly seconds: number;
  readonly threads: number;
  readonly seeds: readonly number[];
  readonly cost: readonly number[];
  readonly unserved: readonly number[];
}

/** Figures only: what the planner came to when they were last written. */
export interface Baseline {
  readonly machine: string;
  readonly rows: readonly BaselineRow[];
}

export interface Comparison {
  readonly name: string;
  readonly seconds: number;
  readonly before: Figures;
  readonly now: Figures;
  /** Of the medians, in %; null where they do not serve the same number. */
  readonly change: number | null;
  /** Whether the median now lies beyond what any seed came to before. */
  readonly verdict: 'worse' | 'within the spread' | 'better';
}

/** Of the rows that both have, in the order of the results. */
export function compareWithBaseline(results: BenchResults, baseline: Baseline): Comparison[] {
  const before = outcomesOf(baseline.rows.flatMap(solvesOf));
  return outcomesOf(results.solves).flatMap(({ name, seconds, threads, median }): Comparison[] => {
    const was = before.find(
      (outcome) => outcome.name === name && outcome.seconds === seconds && outcome.threads === threads,
    );
    if (!was) return [];
    const isWorse = compareFigures(median, was.worst) > 0;
    const isBetter = compareFigures(median, was.best) < 0;
    return [
      {
        name,
        seconds,
        before: was.median,
        now: median,
        change: gapPercent(median, was.median),
        verdict: isWorse ? 'worse' : isBetter ? 'better' : 'within the spread',
      },
    ];
  });
}

function solvesOf({ seeds, cost, unserved, ...kind }: BaselineRow): SolveFigures[] {
  return seeds.map((seed, index) => ({ ...kind, seed, cost: cost[index]!, unserved: unserved[index]! })); // as many
}

/** One line per case, then the mean; true where something got worse. */
export function printComparison(comparisons: readonly Comparison[], baseline: Baseline): boolean {
  console.log(`\nAgainst the baseline (${baseline.machine}):`);
  for (const { name, seconds, before, now, change, verdict } of comparisons) {
    const figures = ({ cost, unserved }: Figures) => `${cost.toFixed(2)}, ${unserved} unserved`;
    const columns = [
      name.padEnd(14),
      `${seconds} s`.padStart(5),
      figures(before).padStart(25),
      figures(now).padStart(25),
      formatPercent(change).padStart(9),
      verdict,
    ];
    console.log(columns.join('  '));
  }
  const changes = comparisons.flatMap(({ change }) => change ?? []);
  console.log(`mean change ${formatPercent(mean(changes))} over ${changes.length}`);
  return comparisons.some(({ verdict }) => verdict === 'worse');
}

/** Null where none was written yet. */
export function readBaseline(file: string): Baseline | null {
  if (!existsSync(file)) return null;
  return JSON.parse(readFileSync(file, 'utf8')) as Baseline; // our own file
}

/** Sets the rows of these results; the others stay as they are. */
export function addToBaseline(file: string, results: BenchResults): void {
  const rows = groupBySeed(results.solves).map(rowOf);
  const fresh = new Set(rows.map(kindKey));
  const kept = (readBaseline(file)?.rows ?? []).filter((row) => !fresh.has(kindKey(row)));
  const lines = [...kept, ...rows].map((row) => `    ${JSON.stringify(row)}`);
  const machine = JSON.stringify(describeMachine(results.machine));
  writeFileSync(file, `{\n  "machine": ${machine},\n  "rows": [\n${lines.join(',\n')}\n  ]\n}\n`);
}

function rowOf(solves: readonly SolveFigures[]): BaselineRow {
  const { name, seconds, threads } = solves[0]!; // a group has at least one
  return {
    name,
    seconds,
    threads,
    seeds: solves.map(({ seed }) => seed),
    cost: solves.map(({ cost }) => cost),
    unserved: solves.map(({ unserved }) => unserved),
  };
}
