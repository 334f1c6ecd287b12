import type { RunCost } from '#server/domain/cost.ts';
import type { RunInput, RunSchedule } from '#server/domain/run.ts';
import type { Problem, Solution, Violation } from '#server/solver-pool/port.ts';
import type { VroomSplit } from './read-vroom-problem.ts';

export type SolutionRun = Solution['runs'][number];

/** A problem whose large jobs are parts. */
export interface PartedProblem {
  readonly problem: Problem;
  /** Stop of the problem it was made from, by stop; parts of one follow each other. */
  readonly originOf: ArrayLike<number>;
  /** Priorities are those given times this. */
  readonly requestScale: number;
}

/** What the planner offers around a problem and its runs. */
export interface VroomPlanner {
  inputOfRun(problem: Problem, run: SolutionRun): RunInput;
  costOfRun(problem: Problem, run: SolutionRun, schedule?: RunSchedule): RunCost;
  penaltyOf(problem: Problem, runs: readonly SolutionRun[], unassigned: readonly number[]): number;
  /** Whatever is wrong with a solution; recomputed from the problem alone. */
  checkSolution(problem: Problem, solution: Solution): readonly Violation[];
  splitStops(problem: Problem, rules: readonly (VroomSplit | null)[]): PartedProblem;
}
