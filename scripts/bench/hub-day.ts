/**
 * Plans the day a real hub has (scripts/bench/hub-day/make-hub-day.ts) three times: with several trips a run and large
 * loads split, with one trip a run, and without splits. Prints what is served, what is not and why, and what it costs.
 * usage: npm run bench -- hub-day [--seconds 20] [--threads 2] [--seed 1] [--day 1] [--write-docs]
 */
import { parseArgs } from 'node:util';
import type { Problem, Solution } from '#server/planner/model/problem.ts';
import { checkSolution } from '#server/planner/check/check-solution.ts';
import { splitLargeStops, type SplitProblem } from '#server/planner/model/split-stops.ts';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { markdownTable, writeDocsSection } from './docs-section.ts';
import { crates } from './hub-day/fleet.ts';
import { makeHubDay } from './hub-day/make-hub-day.ts';
import { describeDay, reportVariant, type VariantReport } from './hub-day/report.ts';
import { describeMachine, thisMachine } from './planner/results.ts';

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    threads: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    day: { type: 'string', default: '1' },
    'write-docs': { type: 'boolean', default: false },
  },
});

const day = makeHubDay(Number(options.day));
const machine = `${describeMachine(thisMachine())}, ${options.threads} threads, ${options.seconds} s each`;
console.log(`${machine}\n\n${describeDay(day)}`);
const variants: readonly { readonly name: string; readonly problem: SplitProblem }[] = [
  { name: 'with trips and splits', problem: withSplits(day.problem) },
  { name: 'one trip a run', problem: withSplits(oneTripEach(day.problem)) },
  { name: 'no splits', problem: splitLargeStops(day.problem, []) },
];
const reports: VariantReport[] = [];
for (const { name, problem } of variants) {
  const report = reportVariant(day, name, problem, await solveChecked(problem.problem));
  reports.push(report);
  console.log(`\n## ${report.title}\n${[...report.runLines, ...report.unservedLines].join('\n')}`);
}
const table = tableOf(reports);
console.log(`\n${table}`);
if (options['write-docs']) {
  const lists = reports.map(({ title, unservedLines }) =>
    [`Not served whole, ${title}:`, '', ...unservedLines.map((line) => `- ${line}`)].join('\n'),
  );
  writeDocsSection(
    'docs/benchmarks.md',
    'hub-day',
    [`${machine}.`, describeDay(day), table, ...lists].join('\n\n'),
  );
}

/** Whole crates, at least five of them, in at most four visits. */
function withSplits(problem: Problem): SplitProblem {
  const rule = { dimension: crates, when: 'needed', leastPiece: 5, mostVisits: 4 } as const;
  return splitLargeStops(
    problem,
    problem.stops.map(() => rule),
  );
}

function oneTripEach(problem: Problem): Problem {
  return { ...problem, vehicles: problem.vehicles.map((vehicle) => ({ ...vehicle, mostTrips: 1 })) };
}

/** Throws where the checker finds a fault. */
async function solveChecked(problem: Problem): Promise<Solution> {
  const pool = makeSolverPool({ threads: Number(options.threads) });
  try {
    const settings = { seconds: Number(options.seconds), seed: Number(options.seed) };
    const solution = await pool.solve(problem, settings).result;
    const { violations } = checkSolution(problem, solution);
    if (violations.length > 0) throw new Error(violations.map(({ text }) => text).join('\n'));
    return solution;
  } finally {
    await pool.close();
  }
}

function tableOf(reports: readonly VariantReport[]): string {
  const headings = ['plan', 'served:', 'in part:', 'not:', 'kg:', 'vehicles:', 'trips:', 'km:', 'cost ₫:'];
  return markdownTable(
    headings,
    reports.map(({ title, figures: { served, inPart, unserved, kg, vehicles, trips, km, cost } }) => [
      title,
      ...[served, inPart, unserved, kg, vehicles, trips, km, cost].map((figure) =>
        figure.toLocaleString('en'),
      ),
    ]),
  );
}
