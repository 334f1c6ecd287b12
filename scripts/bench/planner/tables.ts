import { markdownTable } from '../docs-section.ts';
import { setNames, type BenchCase, type SetName } from './cases.ts';
import { formatPercent, gapPercent, mean, outcomesOf, type Outcome } from './outcome.ts';
import type { Figures } from './peer-figures.ts';
import { describeRequirement, judge, requirements, type Verdict } from './requirements.ts';
import { describeMachine, type BenchResults, type BenchSolve } from './results.ts';
import { traceMarks } from './trace.ts';

/** The cases of each set. */
export type Catalogue = Readonly<Record<SetName, readonly BenchCase[]>>;

const setTitles: Readonly<Record<SetName, string>> = {
  x: '7 X instances',
  tw: '10 Solomon and Homberger instances',
  rural200: 'rural, 200 pickups',
  rural500: 'rural, 500 pickups',
  far: 'rural far, 200 pickups',
  large: 'rural, 2,000 pickups',
  days: 'all rural days',
};

/** Solves at least this long show cost over time. */
const leastTracedSeconds = 60;

/** Everything about the planner, as Markdown: a part for each number of threads. */
export function plannerTables(results: BenchResults, catalogue: Catalogue): string {
  const threads = [...new Set(results.solves.map((solve) => solve.threads))].sort((a, b) => a - b);
  const parts = threads.flatMap((count) => {
    const solves = results.solves.filter((solve) => solve.threads === count);
    const outcomes = outcomesOf(solves);
    return [
      `### ${count} ${count === 1 ? 'thread' : 'threads'}`,
      requirementTable(outcomes, catalogue),
      limitTable(outcomes, catalogue),
      caseTable(outcomes, solves, catalogue),
      ...overTimeTable(solves),
    ];
  });
  return [`${describeMachine(results.machine)}.`, ...parts].join('\n\n');
}

function requirementTable(outcomes: readonly Outcome[], catalogue: Catalogue): string {
  const verdicts = requirements.map((each) => judge(each, catalogue[each.set], outcomes));
  return markdownTable(['work', 'limit:', 'must be', 'mean:', 'worst:', 'holds'], verdicts.map(verdictRow));
}

/** Also what the command prints of a verdict. */
export function verdictRow(verdict: Verdict): string[] {
  const { requirement, meanGap, worst, moreUnserved, fewerUnserved, seeds, holds } = verdict;
  const remarks = [
    ...(moreUnserved.length > 0 ? [`more unserved: ${moreUnserved.join(', ')}`] : []),
    ...(fewerUnserved.length > 0 ? [`fewer unserved: ${fewerUnserved.join(', ')}`] : []),
    ...(seeds < 3 ? [`only ${seeds} of 3 seeds`] : []),
  ];
  return [
    setTitles[requirement.set],
    `${requirement.seconds} s`,
    describeRequirement(requirement),
    formatPercent(meanGap),
    worst ? `${formatPercent(worst.gap)} (${worst.name})` : '–',
    [holds === null ? 'not all solved' : holds ? 'yes' : '**no**', ...remarks].join('; '),
  ];
}

/** Mean gap of each set at each limit that all of its cases with a reference were solved with. */
function limitTable(outcomes: readonly Outcome[], catalogue: Catalogue): string {
  const limits = [...new Set(outcomes.map(({ seconds }) => seconds))].sort((a, b) => a - b);
  const rows = setNames.flatMap((set) => {
    const cases = catalogue[set].filter(({ reference }) => reference !== null);
    const gaps = limits.map((limit) => {
      const solved = cases.flatMap(({ name, reference }) => {
        const outcome = outcomes.find((each) => each.name === name && each.seconds === limit);
        return outcome ? [gapPercent(outcome.median, reference)] : [];
      });
      return solved.length < cases.length ? null : mean(solved.flatMap((gap) => gap ?? []));
    });
    return gaps.every((gap) => gap === null) ? [] : [[setTitles[set], ...gaps.map(formatPercent)]];
  });
  return markdownTable(['mean gap by limit', ...limits.map((limit) => `${limit} s:`)], rows);
}

function caseTable(
  outcomes: readonly Outcome[],
  solves: readonly BenchSolve[],
  catalogue: Catalogue,
): string {
  const references = new Map(
    setNames.flatMap((set) => catalogue[set].map(({ name, reference }) => [name, reference] as const)),
  );
  const rows = outcomes.map((outcome) => {
    const reference = references.get(outcome.name) ?? null;
    const own = solves.filter(({ name, seconds }) => name === outcome.name && seconds === outcome.seconds);
    const firsts = own.flatMap(({ first }) => first?.seconds ?? []);
    return [
      outcome.name,
      `${outcome.seconds} s`,
      reference ? formatFigures(reference) : '–',
      formatFigures(outcome.median),
      formatPercent(gapPercent(outcome.median, reference)),
      `${formatFigures(outcome.best)} … ${formatFigures(outcome.worst)}`,
      firsts.length > 0 ? `${Math.max(...firsts)} s` : '–',
    ];
  });
  const seeds = 'best … worst seed:';
  return markdownTable(['case', 'limit:', 'reference:', 'median:', 'gap:', seeds, 'first plan after:'], rows);
}

/** Of the longest solve of each case, its first seed; none where none was long enough. */
function overTimeTable(solves: readonly BenchSolve[]): string[] {
  const longest = new Map<string, BenchSolve>();
  for (const solve of solves) {
    if (solve.seconds < leastTracedSeconds) continue;
    if (solve.seconds > (longest.get(solve.name)?.seconds ?? 0)) longest.set(solve.name, solve);
  }
  if (longest.size === 0) return [];
  const rows = [...longest.values()].map(({ name, seconds, first, trace }) => [
    `${name}, ${seconds} s`,
    first ? `${formatFigures(first)} after ${first.seconds} s` : '–',
    ...traceMarks.map((mark) => {
      const point = trace.find((point) => point.seconds === mark);
      return point ? formatFigures(point) : '–';
    }),
  ]);
  const headings = ['cost over time of one solve', 'first plan:', ...traceMarks.map((mark) => `${mark} s:`)];
  return [markdownTable(headings, rows)];
}

/** "12,345.6", with what is unserved in parentheses. */
export function formatFigures({ cost, unserved }: Figures): string {
  const text = cost.toLocaleString('en', { maximumFractionDigits: 1 });
  return unserved > 0 ? `${text} (${unserved})` : text;
}
