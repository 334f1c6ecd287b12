import type { Problem, Solution } from '#server/planner/model/problem.ts';

export type {
  Problem,
  ProblemBreak,
  ProblemHub,
  ProblemStop,
  ProblemVehicle,
  Solution,
} from '#server/planner/model/problem.ts';
export type { SplitProblem, SplitRule } from '#server/planner/model/split-stops.ts';
export type { Violation } from '#server/planner/check/violation.ts';
export type { Relaxation } from '#server/planner/explain/relaxation.ts';

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
  /** A plan of the same problem that breaks no rule, to go on from: the result is never worse. */
  readonly from?: Solution;
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

/** Worker threads that solve; matrices are copied once into shared memory, or not at all where they are there already. */
export interface SolverPool {
  solve(problem: Problem, settings: SolveSettings): RunningSolve;
  /** Starts the threads of the next solve, so that they are up when its matrices are. */
  prepare(): void;
  /** Cancels what is under way and ends all threads. */
  close(): Promise<void>;
}
