/**
 * Solves the benchmark's problems and prints cost and gap. Needs the developers' data in ../shared/bench.
 * usage: npx tsx scripts/bench/planner.ts [--seconds 10] [--threads 1] [--seed 1] [--only TEXT] [--kind x|tw|rural]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { readVroomProblem, writeVroomSolution, type VroomProblem } from './vroom-problem.ts';

interface BenchCase {
  readonly name: string;
  readonly kind: 'x' | 'tw' | 'rural';
  /** Arguments to node that print the problem. */
  readonly source: readonly string[];
  readonly reference: { readonly cost: number; readonly unserved: number } | null;
}

/** Cost and unserved of VROOM run to its own end, for orientation. */
const ruralReferences: Readonly<Record<string, readonly [number, number]>> = {
  'mixed 200 1': [15_270.02, 0],
  'mixed 200 2': [21_339.72, 1],
  'mixed 200 3': [17_679.18, 0],
  'tight 200 1': [16_756.71, 0],
  'tight 200 2': [23_343.72, 1],
  'tight 200 3': [19_409.94, 0],
  'surge 200 1': [27_965.31, 2],
  'surge 200 2': [34_748.7, 5],
  'surge 200 3': [33_845, 1],
  'far 200 1': [26_841.47, 0],
  'far 200 2': [40_221.07, 6],
  'far 200 3': [32_589.7, 0],
  'mixed 500 1': [30_645.55, 0],
  'tight 500 2': [45_245.37, 1],
  'surge 500 3': [69_072.65, 7],
};

const folder = fileURLToPath(new URL('../../../shared/bench/', import.meta.url));
const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    threads: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    kind: { type: 'string' },
  },
});

if (!existsSync(folder)) throw new Error('../shared/bench is not there: it comes with the developers’ data');
const scratch = mkdtempSync(join(tmpdir(), 'hubward-bench-'));
const pool = makeSolverPool({ threads: Number(options.threads) });
try {
  const gaps = new Map<string, number[]>();
  for (const each of listCases()) {
    if (!each.name.includes(options.only) || (options.kind && each.kind !== options.kind)) continue;
    const gap = await runCase(each);
    if (gap !== null) gaps.set(each.kind, [...(gaps.get(each.kind) ?? []), gap]);
  }
  for (const [kind, all] of gaps) {
    const mean = all.reduce((sum, gap) => sum + gap, 0) / all.length;
    console.log(`${kind}: mean gap ${mean.toFixed(2)} % over ${all.length}`);
  }
} finally {
  await pool.close();
  rmSync(scratch, { recursive: true });
}

function listCases(): BenchCase[] {
  const best = new Map(
    readFileSync(join(folder, 'best-known.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',') as [string, string]),
  );
  const instances = readdirSync(join(folder, 'instances')).map((file): BenchCase => {
    const name = file.replace(/\.\w+$/, '');
    const cost = best.get(name);
    return {
      name,
      kind: file.endsWith('.vrp') ? 'x' : 'tw',
      source: [join(folder, 'to-vroom.mjs'), join(folder, 'instances', file)],
      reference: cost ? { cost: Number(cost), unserved: 0 } : null,
    };
  });
  const rural = Object.entries(ruralReferences).map(([name, [cost, unserved]]): BenchCase => {
    const [profile = '', n = '', seed = ''] = name.split(' ');
    const source = [join(folder, 'rural-gen.mjs'), '--profile', profile, '--n', n, '--seed', seed];
    return { name, kind: 'rural', source, reference: { cost, unserved } };
  });
  return [...instances, ...rural];
}

/** Gap to the reference in %; null where the two do not serve the same number. */
async function runCase({ name, source, reference }: BenchCase): Promise<number | null> {
  const text = execFileSync(process.execPath, source, { maxBuffer: 2 ** 30, encoding: 'utf8' });
  const vroom = JSON.parse(text) as VroomProblem; // written by the benchmark's own tools
  const problem = readVroomProblem(vroom);
  const startedAt = performance.now();
  let firstAt: number | null = null;
  let iterations = 0;
  const solve = pool.solve(problem, {
    seconds: Number(options.seconds),
    seed: Number(options.seed),
    onProgress: (progress) => {
      firstAt ??= performance.now() - startedAt;
      iterations = progress.iterations;
    },
  });
  const solution = await solve.result;
  const seconds = (performance.now() - startedAt) / 1000;
  const problemFile = join(scratch, 'problem.json');
  const solutionFile = join(scratch, 'solution.json');
  writeFileSync(problemFile, text);
  writeFileSync(solutionFile, JSON.stringify(writeVroomSolution(vroom, solution)));
  const check = spawnSync(process.execPath, [join(folder, 'check-solution.mjs'), problemFile, solutionFile], {
    encoding: 'utf8',
  });
  if (check.status !== 0) throw new Error(`${name}: ${check.stdout}${check.stderr}`);
  const { cost, unassigned } = JSON.parse(check.stdout) as { cost: number; unassigned: number };
  const gap = reference?.unserved === unassigned ? (cost / reference.cost - 1) * 100 : null;
  const columns = [
    name.padEnd(14),
    cost.toFixed(2).padStart(12),
    `${unassigned} unserved`,
    gap === null ? `reference ${reference?.cost}, ${reference?.unserved} unserved` : `${gap.toFixed(2)} %`,
    `first ${firstAt === null ? '-' : Math.round(firstAt)} ms, ${seconds.toFixed(1)} s, ${iterations} iterations a thread`,
  ];
  console.log(columns.join('  '));
  return gap;
}
