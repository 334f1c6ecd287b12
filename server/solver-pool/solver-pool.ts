import type { RunningSolve, SolverPool, SolveSettings } from './port.ts';
import type { Problem, Solution } from '#server/planner/model/problem.ts';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { UserError } from '#server/domain/user-error.ts';
import { entryFile } from '#server/entry-file.ts';
import { assertProblem } from '#server/planner/model/assert-problem.ts';
import { CrewSolve } from './crew-solve.ts';
import { shareProblem } from './share-problem.ts';
import { SolveThread, ThreadDied } from './solve-thread.ts';

const attempts = 2;

export interface SolverPoolOptions {
  /** Threads for each solve; default: the machine's parallelism, at most 8. */
  readonly threads?: number;
  readonly logger?: { warn(details: object, message: string): void };
  /** How a thread is started; for tests that kill one. */
  readonly startWorker?: () => Worker;
}

/** Threads are started when first needed, and kept for the next solve. */
export function makeSolverPool(options: SolverPoolOptions = {}): SolverPool {
  const pool = new ThreadPool(options);
  return {
    solve: (problem, settings) => startSolve(pool, problem, settings, options.logger),
    prepare: () => pool.giveBack(pool.lease()),
    close: () => pool.close(),
  };
}

function startSolve(
  pool: ThreadPool,
  problem: Problem,
  settings: SolveSettings,
  logger: SolverPoolOptions['logger'],
): RunningSolve {
  assertProblem(problem);
  const solve = new CrewSolve(shareProblem(problem), settings);
  let abort: (reason: Error) => void = () => undefined;
  const cancelled = new Promise<never>((_, reject) => {
    abort = reject;
  });
  cancelled.catch(() => undefined); // `result` rejects with it too; without cancel() nobody else would look
  const cancel = () => {
    solve.stop();
    abort(new DOMException('the solve was cancelled', 'AbortError'));
  };
  pool.running.add(cancel);
  const solved = runWithRetry(pool, solve, logger).finally(() => pool.running.delete(cancel));
  return { result: Promise.race([solved, cancelled]), finishEarly: () => solve.stop(), cancel };
}

async function runWithRetry(
  pool: ThreadPool,
  solve: CrewSolve,
  logger: SolverPoolOptions['logger'],
): Promise<Solution> {
  for (let attempt = 1; ; attempt++) {
    const crew = pool.lease();
    try {
      return await solve.run(crew);
    } catch (error) {
      // Closing the pool ends its threads, and whoever waited has heard that it was cancelled.
      if (!(error instanceof ThreadDied) || pool.isClosed) throw error;
      logger?.warn({ err: error, attempt }, 'a solver thread died');
      if (attempt === attempts) {
        throw new UserError('SOLVER_CRASHED', `The solver stopped ${attempts} times: ${causeOf(error)}.`, {
          cause: error,
        });
      }
    } finally {
      pool.giveBack(crew);
    }
  }
}

function causeOf(error: ThreadDied): string {
  return error.cause instanceof Error ? error.cause.message : error.message;
}

class ThreadPool {
  /** Cancels each solve under way. */
  readonly running = new Set<() => void>();
  readonly #size: number;
  readonly #startWorker: () => Worker;
  readonly #idle: SolveThread[] = [];
  readonly #all = new Set<SolveThread>();
  #isClosed = false;

  constructor(options: SolverPoolOptions) {
    this.#size = options.threads ?? Math.min(8, availableParallelism());
    this.#startWorker = options.startWorker ?? startSolveWorker;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  lease(): SolveThread[] {
    if (this.#isClosed) throw new UserError('SHUTTING_DOWN', 'The solver pool is closed.');
    return Array.from({ length: this.#size }, () => {
      let thread = this.#idle.pop();
      while (thread?.isDead) thread = this.#idle.pop();
      if (!thread) {
        thread = new SolveThread(this.#startWorker());
        this.#all.add(thread);
      }
      thread.wake();
      return thread;
    });
  }

  giveBack(crew: readonly SolveThread[]): void {
    for (const thread of crew) {
      thread.rest();
      if (!thread.isDead && !this.#isClosed && this.#idle.length < this.#size) this.#idle.push(thread);
      else this.#discard(thread);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const cancel of this.running) cancel();
    await Promise.all([...this.#all].map((thread) => thread.close()));
    this.#all.clear();
  }

  #discard(thread: SolveThread): void {
    this.#all.delete(thread);
    void thread.close();
  }
}

/** Started by `entryFile`, from source or built. */
export function startSolveWorker(): Worker {
  const { file, argv } = entryFile('solve-worker');
  return new Worker(file, { argv, execArgv: [] });
}
