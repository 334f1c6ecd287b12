import type { Problem, Solution } from '#server/planner/model/problem.ts';

export interface SolvePoolProgress {
  readonly secondsLeft: number;
  readonly iterations: number;
  /** Minor units of the best so far. */
  readonly cost: number;
  /** Requests, not stops. */
  readonly unassignedRequests: number;
  readonly runs: number;
}

export interface SolveSettings {
  /** Time limit counted from the call; > 0. */
  readonly seconds: number;
  readonly seed: number;
  /** Where given, the search ends after so many iterations even before the time is up. */
  readonly iterations?: number;
  /** At most four times a second, and once for the first complete plan. */
  readonly onProgress?: (progress: SolvePoolProgress) => void;
}

/** A solve in the background. */
export interface RunningSolve {
  /** Rejects with UserError SOLVER_CRASHED when workers died and retries were used up, or with `AbortError` after cancel(). */
  readonly result: Promise<Solution>;
  /** Ends the search; `result` gives the best so far. */
  finishEarly(): void;
  /** Ends the search; `result` rejects. */
  cancel(): void;
}

/** Worker threads that solve; matrices are shared with them, not copied. */
export interface SolverPool {
  solve(problem: Problem, settings: SolveSettings): RunningSolve;
  close(): Promise<void>;
}
