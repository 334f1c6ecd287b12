/**
 * Solves the benchmark's problems through the solver pool, holds each solution against the benchmark's own checker, and
 * prints cost, unserved, gaps, and which requirements hold. Needs the developers' data in ../shared/bench.
 * docs/benchmarks.md says how to run it and what its options are.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { casesOf, setNames, usualSeconds, type BenchCase, type SetName } from './planner/cases.ts';
import { addToBaseline, compareWithBaseline, printComparison, readBaseline } from './planner/compare.ts';
import { formatPercent, gapPercent, outcomesOf } from './planner/outcome.ts';
import { judge, requirements } from './planner/requirements.ts';
import { addToResults, describeMachine, readResults, thisMachine } from './planner/results.ts';
import type { BenchResults, BenchSolve } from './planner/results.ts';
import { solveCase } from './planner/solve-case.ts';
import { formatFigures, plannerTables, verdictRow, type Catalogue } from './planner/tables.ts';
import { writeDocsSection } from './docs-section.ts';

const { values: options } = parseArgs({
  options: {
    set: { type: 'string', default: setNames.filter((set) => set !== 'days').join(',') },
    seconds: { type: 'string' },
    threads: { type: 'string', default: '2' },
    seeds: { type: 'string', default: '1,2,3' },
    only: { type: 'string', default: '' },
    trace: { type: 'boolean', default: false },
    out: { type: 'string' },
    from: { type: 'string' },
    compare: { type: 'boolean', default: false },
    'write-baseline': { type: 'boolean', default: false },
    'write-docs': { type: 'boolean', default: false },
  },
});

const folder = resolve('../shared/bench');
if (!existsSync(folder)) throw new Error('../shared/bench is not there: it comes with the developers’ data');
const baselineFile = resolve('scripts/bench/baseline.json');
// Every set has its key.
const catalogue = Object.fromEntries(
  setNames.map((set) => [set, casesOf(set, folder)]),
) as unknown as Catalogue;
const results = options.from === undefined ? await solveAll() : readResults(options.from);
printVerdicts(results);
if (options['write-docs'])
  writeDocsSection('docs/benchmarks.md', 'planner', plannerTables(results, catalogue));
if (options.compare) process.exitCode = compare(results) ? 1 : 0;
if (options['write-baseline']) addToBaseline(baselineFile, results);

async function solveAll(): Promise<BenchResults> {
  console.log(`${describeMachine(thisMachine())}, threads ${options.threads}`);
  const solves: BenchSolve[] = [];
  for (const { benchCase, seconds } of listWork()) {
    const ofCase: BenchSolve[] = [];
    for (const seed of numbersOf(options.seeds)) {
      const checker = join(folder, 'check-solution.mjs');
      const solve = await solveCase(benchCase, { seconds, threads: Number(options.threads), seed, checker });
      printSolve(solve, benchCase);
      ofCase.push(solve);
      // After each, so that what was measured is kept when the rest is broken off.
      if (options.out) addToResults(options.out, [solve]);
    }
    const [outcome] = outcomesOf(ofCase);
    if (outcome && ofCase.length > 1) {
      const gap = formatPercent(gapPercent(outcome.median, benchCase.reference));
      console.log(`${' '.repeat(25)}median ${formatFigures(outcome.median)}, gap ${gap}`);
    }
    solves.push(...ofCase);
  }
  return { machine: thisMachine(), solves };
}

/** Each case once for each limit, also where two sets share it. */
function listWork(): { benchCase: BenchCase; seconds: number }[] {
  const work = new Map<string, { benchCase: BenchCase; seconds: number }>();
  for (const set of options.set.split(',').map(setNamed)) {
    for (const seconds of options.seconds ? numbersOf(options.seconds) : usualSeconds[set]) {
      for (const benchCase of catalogue[set]) {
        if (benchCase.name.includes(options.only))
          work.set(`${benchCase.name}|${seconds}`, { benchCase, seconds });
      }
    }
  }
  return [...work.values()];
}

function setNamed(text: string): SetName {
  const set = setNames.find((name) => name === text);
  if (!set) throw new Error(`there is no set ${text}; there are ${setNames.join(', ')}`);
  return set;
}

function numbersOf(text: string): number[] {
  const numbers = text.split(',').map(Number);
  if (numbers.some((number) => !(number > 0))) throw new Error(`${text} is not a list of numbers above 0`);
  return numbers;
}

function printSolve(solve: BenchSolve, { reference }: BenchCase): void {
  const { name, seconds, seed, runs, first, elapsedSeconds, iterations, trace } = solve;
  const gap = gapPercent(solve, reference);
  const columns = [
    name.padEnd(14),
    `${seconds} s`.padStart(5),
    `seed ${seed}`,
    formatFigures(solve).padStart(14),
    gap === null && reference ? `reference ${formatFigures(reference)}` : formatPercent(gap).padStart(8),
    `${runs} runs, first after ${first?.seconds ?? '–'} s, end after ${elapsedSeconds.toFixed(2)} s`,
    `${iterations.toLocaleString('en')} iterations a thread`,
  ];
  console.log(columns.join('  '));
  if (!options.trace) return;
  if (first) console.log(`${'first'.padStart(21)}  ${formatFigures(first)}`);
  for (const point of trace) console.log(`${`${point.seconds} s`.padStart(21)}  ${formatFigures(point)}`);
}

/** Of the sets that were solved, at least in part. */
function printVerdicts({ solves }: BenchResults): void {
  for (const threads of new Set(solves.map((solve) => solve.threads))) {
    const outcomes = outcomesOf(solves.filter((solve) => solve.threads === threads));
    for (const requirement of requirements) {
      const cases = catalogue[requirement.set];
      const isSolved = outcomes.some(
        ({ name, seconds }) => seconds === requirement.seconds && cases.some((each) => each.name === name),
      );
      if (isSolved) console.log(verdictRow(judge(requirement, cases, outcomes)).join('  '));
    }
  }
}

/** Whether something got worse. */
function compare(results: BenchResults): boolean {
  const baseline = readBaseline(baselineFile);
  if (!baseline) throw new Error('there is no scripts/bench/baseline.json yet: --write-baseline makes it');
  return printComparison(compareWithBaseline(results, baseline), baseline);
}
