import type { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import type { SolvePoolProgress, SolverPool } from '#server/solver-pool/port.ts';
import { checkSolution } from '#server/planner/check/check-solution.ts';
import { makeSolverPool, startSolveWorker } from '#server/solver-pool/solver-pool.ts';
import { randomProblem } from '../planner/make-problem.ts';

const problem = randomProblem(21, { stops: 80, vehicles: 30 });
/** So large that two threads divide it. */
const largeProblem = randomProblem(4, { stops: 320, vehicles: 60 });
let pool: SolverPool;

afterEach(() => pool.close());

/** Resolves with the first progress. */
function untilFirstPlan(): {
  onProgress: (progress: SolvePoolProgress) => void;
  first: Promise<SolvePoolProgress>;
} {
  let tell: (progress: SolvePoolProgress) => void = () => undefined;
  const first = new Promise<SolvePoolProgress>((resolve) => {
    tell = resolve;
  });
  return { onProgress: (progress) => tell(progress), first };
}

describe('a solve in the background', () => {
  test('gives a plan that passes the checker, and tells of its progress', async () => {
    pool = makeSolverPool({ threads: 2 });
    const told: SolvePoolProgress[] = [];
    const { result } = pool.solve(problem, {
      seconds: 1,
      seed: 1,
      onProgress: (progress) => told.push(progress),
    });
    const solution = await result;
    expect(checkSolution(problem, solution).violations).toEqual([]);
    expect(told.length).toBeGreaterThan(0);
    expect(told[0]).toMatchObject({ iterations: expect.any(Number), cost: expect.any(Number) });
    expect(told.at(-1)!.unassignedRequests).toBeLessThanOrEqual(told[0]!.unassignedRequests);
  });

  test('with iterations limited, two threads make the same plan every time', async () => {
    pool = makeSolverPool({ threads: 2 });
    const plans: string[] = [];
    for (let round = 0; round < 2; round++) {
      plans.push(JSON.stringify(await pool.solve(problem, { seconds: 60, seed: 3, iterations: 640 }).result));
    }
    expect(plans[0]).toBe(plans[1]);
  });

  test('a day that threads share part by part is planned the same every time, and to the end', async () => {
    pool = makeSolverPool({ threads: 2 });
    const plans: string[] = [];
    for (let round = 0; round < 2; round++) {
      const solve = pool.solve(largeProblem, {
        seconds: 600,
        seed: 3,
        // eight rounds of parts, the last a short one
        iterations: 2_400,
      });
      const solution = await solve.result;
      expect(checkSolution(largeProblem, solution).violations).toEqual([]);
      plans.push(JSON.stringify(solution));
    }
    expect(plans[0]).toBe(plans[1]);
    const first = await pool.solve(largeProblem, { seconds: 600, seed: 3, iterations: 1 }).result;
    expect(JSON.parse(plans[0]!).unassigned.length).toBeLessThanOrEqual(first.unassigned.length);
    expect(plans[0]).not.toBe(JSON.stringify(first));
  });

  test('goes on from a plan given and is never worse', async () => {
    pool = makeSolverPool({ threads: 1 });
    const from = await pool.solve(problem, { seconds: 60, seed: 3, iterations: 640 }).result;
    const better = await pool.solve(problem, { seconds: 60, seed: 4, iterations: 32, from }).result;
    expect(better.cost).toBeLessThanOrEqual(from.cost);
  });

  test('a handful of stops does not take the time that it might', async () => {
    pool = makeSolverPool({ threads: 2 });
    const few = randomProblem(21, { stops: 4, vehicles: 2 });
    const solution = await pool.solve(few, { seconds: 600, seed: 1 }).result;
    expect(checkSolution(few, solution).violations).toEqual([]);
  });

  test('ends early with the best so far', async () => {
    pool = makeSolverPool({ threads: 1 });
    const { onProgress, first } = untilFirstPlan();
    const solve = pool.solve(problem, { seconds: 600, seed: 1, onProgress });
    await first;
    solve.finishEarly();
    expect(checkSolution(problem, await solve.result).violations).toEqual([]);
  });

  test('rejects with AbortError after cancel, and its threads serve the next solve', async () => {
    pool = makeSolverPool({ threads: 1 });
    const { onProgress, first } = untilFirstPlan();
    const solve = pool.solve(problem, { seconds: 600, seed: 1, onProgress });
    await first;
    solve.cancel();
    await expect(solve.result).rejects.toMatchObject({ name: 'AbortError' });
    const next = await pool.solve(problem, { seconds: 60, seed: 1, iterations: 64 }).result;
    expect(checkSolution(problem, next).violations).toEqual([]);
  });

  test('a day without anything to serve is done at once', async () => {
    pool = makeSolverPool({ threads: 1 });
    const solve = pool.solve({ ...problem, stops: [] }, { seconds: 600, seed: 1 });
    expect(await solve.result).toEqual({ runs: [], unassigned: [], cost: 0, penalty: 0 });
  });

  test('closing the pool cancels what is under way', async () => {
    pool = makeSolverPool({ threads: 1 });
    const { result } = pool.solve(problem, { seconds: 600, seed: 1 });
    await Promise.all([expect(result).rejects.toMatchObject({ name: 'AbortError' }), pool.close()]);
    const refused = pool.solve(problem, { seconds: 600, seed: 1 }).result;
    await expect(refused).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
  });
});

describe('a thread that dies', () => {
  const withWorkers = (workers: Worker[]) => () => {
    const worker = startSolveWorker();
    workers.push(worker);
    return worker;
  };

  test.for([
    ['side by side', problem],
    ['on parts of one plan', largeProblem],
  ] as const)('once, of those that search %s: the search goes on from the best so far', async ([, day]) => {
    const workers: Worker[] = [];
    pool = makeSolverPool({ threads: 2, startWorker: withWorkers(workers) });
    const { onProgress, first } = untilFirstPlan();
    const solve = pool.solve(day, { seconds: 3, seed: 1, onProgress });
    await first;
    await workers[0]!.terminate();
    expect(checkSolution(day, await solve.result).violations).toEqual([]);
    expect(workers.length).toBeGreaterThan(2);
  });

  test('each time it is started: the solve fails and says so', async () => {
    pool = makeSolverPool({
      threads: 1,
      startWorker: () => {
        const worker = startSolveWorker();
        void worker.terminate();
        return worker;
      },
    });
    await expect(pool.solve(problem, { seconds: 5, seed: 1 }).result).rejects.toMatchObject({
      code: 'SOLVER_CRASHED',
    });
  });
});
