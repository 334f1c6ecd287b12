/**
 * OR-Tools' routing on the benchmark's problems, beside our own results:
 *   node or-tools.mjs [--only TEXT] [--seconds 10] [--patience 60] [--threads 2] [--results planner-results.json]
 * Several first solutions, so many at a time as threads are given, each followed by OR-Tools' local search to its end;
 * the best within the limit counts. What is still under way after `--patience` seconds is ended. README.md says why.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const strategies = [
  'SAVINGS',
  'PARALLEL_CHEAPEST_INSERTION',
  'PATH_CHEAPEST_ARC',
  'LOCAL_CHEAPEST_INSERTION',
  'GLOBAL_CHEAPEST_ARC',
  'CHRISTOFIDES',
];
const bench = fileURLToPath(new URL('../../../../shared/bench/', import.meta.url));
const solver = fileURLToPath(new URL('or-tools-solve.mjs', import.meta.url));
const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    seconds: { type: 'string', default: '10' },
    patience: { type: 'string', default: '60' },
    threads: { type: 'string', default: '2' },
    results: { type: 'string' },
  },
});
const limit = Number(options.seconds);
const patience = Math.max(limit, Number(options.patience));
const best = new Map(
  readFileSync(join(bench, 'best-known.csv'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(',')),
);
const scratch = mkdtempSync(join(tmpdir(), 'hubward-peers-'));
try {
  console.log(`case, OR-Tools within ${limit} s, within ${patience} s, ours after ${limit} s, ratio`);
  const files = readdirSync(join(bench, 'instances')).sort();
  for (const file of files) if (file.includes(options.only)) await runCase(file);
} finally {
  rmSync(scratch, { recursive: true });
}

async function runCase(file) {
  const name = file.replace(/\.\w+$/, '');
  const problemFile = join(scratch, `${name}.json`);
  const text = execFileSync(process.execPath, [join(bench, 'to-vroom.mjs'), join(bench, 'instances', file)], {
    maxBuffer: 2 ** 30,
  });
  writeFileSync(problemFile, text);
  const { descents, obstacle } = await descendAll(problemFile);
  if (obstacle) {
    console.log(`${name}: not possible with this package: ${obstacle}`);
    return;
  }
  const reference = Number(best.get(name));
  const inTime = cheapest(descents.filter(({ seconds }) => seconds <= limit));
  const inPatience = cheapest(descents);
  const ours = oursOf(name);
  const ratio = ours && inTime ? (inTime.cost / ours).toFixed(4) : '–';
  const columns = [describe(inTime, reference), describe(inPatience, reference), ours ?? '–', ratio];
  console.log(`${name}: ${columns.join(', ')}`);
}

/** All strategies, at most so many at once as there are threads, until the patience is at its end. */
async function descendAll(problemFile) {
  const startedAt = performance.now();
  const descents = [];
  const waiting = [...strategies];
  let obstacle = null;
  const work = async () => {
    while (waiting.length > 0 && !obstacle) {
      const left = patience * 1000 - (performance.now() - startedAt);
      if (left <= 0) return;
      const strategy = waiting.shift();
      const { code, output, complaint } = await run([solver, problemFile, strategy], left);
      const seconds = (performance.now() - startedAt) / 1000;
      if (code === 4) obstacle = complaint.trim();
      else if (code === 0) descents.push({ strategy, seconds, cost: checkedCost(problemFile, output) });
      else if (code !== null && code !== 3) throw new Error(`${strategy}: ${complaint}`);
    }
  };
  await Promise.all(Array.from({ length: Number(options.threads) }, work));
  return { descents, obstacle };
}

/** Ends the process after so many milliseconds; its code is then null. */
function run(argv, milliseconds) {
  const child = spawn(process.execPath, argv, { timeout: Math.ceil(milliseconds), killSignal: 'SIGKILL' });
  let output = '';
  let complaint = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (complaint += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output, complaint }));
  });
}

/** Throws where the benchmark's checker finds a fault, or a job is in no route. */
function checkedCost(problemFile, solution) {
  const solutionFile = join(scratch, 'solution.json');
  writeFileSync(solutionFile, solution);
  const check = spawnSync(process.execPath, [join(bench, 'check-solution.mjs'), problemFile, solutionFile], {
    encoding: 'utf8',
  });
  const answer = JSON.parse(check.stdout);
  if (check.status !== 0 || answer.unassigned > 0) throw new Error(check.stdout);
  return answer.cost;
}

function cheapest(descents) {
  return descents.reduce((least, each) => (least && least.cost <= each.cost ? least : each), null);
}

function describe(descent, reference) {
  if (!descent) return 'no plan';
  const gap = (100 * (descent.cost / reference - 1)).toFixed(2);
  return `${descent.cost} (+${gap} %, ${descent.strategy} after ${descent.seconds.toFixed(1)} s)`;
}

/** Median over seeds in a results file of the planner's benchmark, of the solves with this limit and number of threads. */
function oursOf(name) {
  if (!options.results) return null;
  const { solves } = JSON.parse(readFileSync(options.results, 'utf8'));
  const costs = solves
    .filter(
      (solve) => solve.name === name && solve.seconds === limit && solve.threads === Number(options.threads),
    )
    .map(({ cost }) => cost)
    .sort((a, b) => a - b);
  return costs[Math.floor(costs.length / 2)] ?? null;
}
