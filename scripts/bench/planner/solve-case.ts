import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VroomSolution } from '#server/contract/vroom.ts';
import { parseVroom } from '#server/services/vroom/parse-vroom.ts';
import { solveVroom } from '#server/services/vroom/solve-vroom.ts';
import type { SolvePoolProgress } from '#server/solver-pool/port.ts';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { vroomPlanner } from '#server/vroom-planner.ts';
import { problemText, type BenchCase } from './cases.ts';
import type { BenchSolve, TracePoint } from './results.ts';
import { Trace } from './trace.ts';

export interface CaseSettings {
  readonly seconds: number;
  readonly threads: number;
  readonly seed: number;
  /** The benchmark's own checker. */
  readonly checker: string;
}

/** What the checker says of a sound solution. */
interface CheckerAnswer {
  readonly cost: number;
  readonly unassigned: number;
  readonly vehicles: number;
}

/** Solves a case with threads that start cold, as one command does; throws where the checker finds a fault. */
export async function solveCase(benchCase: BenchCase, settings: CaseSettings): Promise<BenchSolve> {
  const { name } = benchCase;
  const { seconds, threads, seed, checker } = settings;
  const text = problemText(benchCase);
  const { solution, elapsedSeconds, first, iterations, trace } = await solveTimed(text, settings);
  const { cost, unassigned: unserved, vehicles: runs } = check(name, text, solution, checker);
  const end = { seconds: Math.min(elapsedSeconds, seconds), cost, unserved };
  return {
    name,
    seconds,
    threads,
    seed,
    cost,
    unserved,
    runs,
    first,
    elapsedSeconds,
    iterations,
    trace: trace.finish(end),
  };
}

interface TimedSolve extends Pick<BenchSolve, 'elapsedSeconds' | 'first' | 'iterations'> {
  readonly solution: VroomSolution;
  readonly trace: Trace;
}

/** The clock runs from the problem read to the solution. */
async function solveTimed(text: string, { seconds, threads, seed }: CaseSettings): Promise<TimedSolve> {
  const parsed = parseVroom(text, null);
  const pool = makeSolverPool({ threads });
  const trace = new Trace();
  let first: TracePoint | null = null;
  let iterations = 0;
  let startedAt = performance.now();
  const sinceStart = () => Math.round(performance.now() - startedAt) / 1000;
  const onProgress = (progress: SolvePoolProgress) => {
    const { cost, unassignedRequests: unserved } = progress;
    const point = { seconds: sinceStart(), cost, unserved };
    first ??= point;
    iterations = progress.iterations;
    trace.note(point);
  };
  try {
    const solution = await solveVroom(
      parsed,
      { isPlan: false, hasGeometry: false, seconds, seed, iterations: null },
      { planner: vroomPlanner, solver: pool, routing: null },
      { onProgress, onSolving: () => (startedAt = performance.now()) },
    );
    return { solution, elapsedSeconds: sinceStart(), first, iterations, trace };
  } finally {
    await pool.close();
  }
}

/** Nothing the solver says of its solution is believed: cost and unserved are what the checker finds, and the claims hold. */
function check(name: string, problem: string, solution: VroomSolution, checker: string): CheckerAnswer {
  const scratch = mkdtempSync(join(tmpdir(), 'hubward-bench-'));
  try {
    const problemFile = join(scratch, 'problem.json');
    const solutionFile = join(scratch, 'solution.json');
    writeFileSync(problemFile, problem);
    writeFileSync(solutionFile, JSON.stringify(solution));
    const answer = spawnSync(process.execPath, [checker, problemFile, solutionFile, '--claims'], {
      encoding: 'utf8',
    });
    if (answer.status !== 0) throw new Error(`${name}: ${answer.stdout}${answer.stderr}`);
    return JSON.parse(answer.stdout) as CheckerAnswer; // the checker's own words
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
