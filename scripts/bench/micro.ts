/**
 * How long the first plan takes, how many iterations a second one thread makes, and how much memory a solve holds, on
 * made days of 500, 2,000 and 10,000 stops; each size in a process of its own.
 * usage: npm run bench -- micro [--stops 500,2000,10000] [--seconds 10] [--seed 1] [--write-docs]
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Solver } from '#server/planner/solve.ts';
import { markdownTable, writeDocsSection } from './docs-section.ts';
import { makeLargeDay } from './made/large-day.ts';
import { describeMachine, thisMachine } from './planner/results.ts';

interface Measured {
  readonly stops: number;
  readonly vehicles: number;
  readonly problemSeconds: number;
  readonly firstPlanSeconds: number;
  readonly firstCost: number;
  readonly iterations: number;
  readonly seconds: number;
  readonly cost: number;
  /** MiB; of the matrices alone, then of the whole process after the search. */
  readonly matrixMiB: number;
  readonly rssMiB: number;
  readonly peakMiB: number;
  readonly heapMiB: number;
  readonly externalMiB: number;
}

const { values: options } = parseArgs({
  options: {
    stops: { type: 'string', default: '500,2000,10000' },
    seconds: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    'write-docs': { type: 'boolean', default: false },
    /** How the process of one size is started: it prints what it measured as JSON. */
    one: { type: 'boolean', default: false },
  },
});

if (options.one) {
  console.log(JSON.stringify(measure(Number(options.stops))));
} else {
  const title = `${describeMachine(thisMachine())}; one thread, ${options.seconds} s.`;
  const table = tableOf(options.stops.split(',').map(measureApart));
  console.log(`${title}\n\n${table}`);
  if (options['write-docs']) writeDocsSection('docs/benchmarks.md', 'micro', `${title}\n\n${table}`);
}

function measureApart(stops: string): Measured {
  const file = fileURLToPath(import.meta.url);
  const argv = ['--one', '--stops', stops, '--seconds', options.seconds, '--seed', options.seed];
  const child = spawnSync(process.execPath, [...process.execArgv, file, ...argv], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.status !== 0)
    throw new Error(`${stops} stops: the process ended with ${child.status ?? child.signal}`);
  return JSON.parse(child.stdout) as Measured; // printed above
}

function measure(stops: number): Measured {
  const seed = Number(options.seed);
  const [problem, problemSeconds] = timed(() => makeLargeDay(stops, seed));
  const [solver, firstPlanSeconds] = timed(() => new Solver(problem, { seed }));
  const firstCost = solver.best.cost;
  const limit = Number(options.seconds);
  const startedAt = performance.now();
  const sinceStart = () => (performance.now() - startedAt) / 1_000;
  solver.run({ progress: () => Math.min(1, sinceStart() / limit), isOver: () => sinceStart() >= limit });
  const seconds = sinceStart();
  const { cost, iterations } = solver.best;
  globalThis.gc?.(); // what is held, not what was left lying about
  const memory = process.memoryUsage();
  const mebi = (bytes: number) => bytes / 2 ** 20;
  return {
    stops,
    vehicles: problem.vehicles.length,
    problemSeconds,
    firstPlanSeconds,
    firstCost,
    iterations,
    seconds,
    cost,
    matrixMiB: mebi(problem.matrices.reduce((sum, matrix) => sum + 8 * matrix.size ** 2, 0)),
    rssMiB: mebi(memory.rss),
    peakMiB: process.resourceUsage().maxRSS / 1_024,
    heapMiB: mebi(memory.heapUsed),
    externalMiB: mebi(memory.external),
  };
}

function timed<T>(work: () => T): [result: T, seconds: number] {
  const startedAt = performance.now();
  const result = work();
  return [result, (performance.now() - startedAt) / 1_000];
}

function tableOf(all: readonly Measured[]): string {
  const headings = [
    'stops:',
    'vehicles:',
    'first plan:',
    'iterations a second:',
    'one iteration:',
    'cost, of the first:',
    'matrices MiB:',
    'resident MiB:',
    'at its peak:',
    'heap:',
    'external:',
  ];
  const whole = (value: number) => Math.round(value).toLocaleString('en');
  const rows = all.map((each) => [
    whole(each.stops),
    whole(each.vehicles),
    `${each.firstPlanSeconds.toFixed(2)} s`,
    whole(each.iterations / each.seconds),
    `${((each.seconds / each.iterations) * 1e6).toFixed(0)} µs`,
    `${((100 * each.cost) / each.firstCost).toFixed(1)} %`,
    ...[each.matrixMiB, each.rssMiB, each.peakMiB, each.heapMiB, each.externalMiB].map(whole),
  ]);
  return markdownTable(headings, rows);
}
