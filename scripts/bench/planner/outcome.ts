import type { Figures } from './peer-figures.ts';
import type { BenchSolve } from './results.ts';

/** What is needed of a solve to compare it. */
export type SolveFigures = Pick<BenchSolve, 'name' | 'seconds' | 'threads' | 'seed' | 'cost' | 'unserved'>;

type SolveKind = Pick<SolveFigures, 'name' | 'seconds' | 'threads'>;

/** What the seeds made of one case at one limit. */
export interface Outcome extends SolveKind {
  readonly seeds: readonly number[];
  readonly best: Figures;
  readonly median: Figures;
  readonly worst: Figures;
}

/** Below 0 where `a` is better: fewer unserved, then cheaper. */
export function compareFigures(a: Figures, b: Figures): number {
  return a.unserved - b.unserved || a.cost - b.cost;
}

/** Solves that differ only in the seed, by seed; groups in the order of their first. */
export function groupBySeed(solves: readonly SolveFigures[]): SolveFigures[][] {
  const groups = new Map<string, SolveFigures[]>();
  for (const solve of solves) {
    const key = kindKey(solve);
    groups.set(key, [...(groups.get(key) ?? []), solve]);
  }
  return [...groups.values()].map((group) => group.sort((a, b) => a.seed - b.seed));
}

/** The same for solves that differ only in the seed. */
export function kindKey({ name, seconds, threads }: SolveKind): string {
  return `${name}|${seconds}|${threads}`;
}

/** One outcome per case, limit and number of threads; of two in the middle the worse is the median. */
export function outcomesOf(solves: readonly SolveFigures[]): Outcome[] {
  return groupBySeed(solves).map((group) => {
    const ranked = group.toSorted(compareFigures);
    const at = (index: number): Figures => {
      const { cost, unserved } = ranked[index]!; // a group has at least one, and the indices are within it
      return { cost, unserved };
    };
    const { name, seconds, threads } = group[0]!; // as above
    return {
      name,
      seconds,
      threads,
      seeds: group.map(({ seed }) => seed),
      best: at(0),
      median: at(Math.floor(ranked.length / 2)),
      worst: at(ranked.length - 1),
    };
  });
}

/** In %, negative where cheaper; null where there is no reference or it does not serve the same number. */
export function gapPercent(figures: Figures, reference: Figures | null): number | null {
  if (reference?.unserved !== figures.unserved) return null;
  return (figures.cost / reference.cost - 1) * 100;
}

/** Null where there are none. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** "0.42 %", "−2.20 %"; "–" for none. */
export function formatPercent(value: number | null): string {
  return value === null ? '–' : `${value.toFixed(2).replace('-', '−')} %`;
}
