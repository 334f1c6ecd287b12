import type { Problem, Solution } from './model/problem.ts';
import type { Sequences } from './state/snapshot.ts';
import type { Pace } from './stop/pace.ts';
import { assertProblem } from './model/assert-problem.ts';
import { buildInstance } from './model/build-instance.ts';
import { costUnit, type Instance } from './model/instance.ts';
import { divideRuns, type Division } from './search/divide-runs.ts';
import { OrderedProblem } from './search/ordered-problem.ts';
import { Search } from './search/search.ts';
import { toSolution } from './state/solution.ts';

/** Iterations between two looks at the pace: well under 50 ms at any size. */
const iterationsPerLook = 32;

export interface SolveOptions {
  /** Any integer. Same problem, seed and pace, same plan. */
  readonly seed: number;
  readonly pace: Pace;
  /** A plan to go on from, in place of a first one made here. */
  readonly from?: Sequences;
  /** Told of the first plan, then of every look at which the best has got better. */
  readonly onBetter?: (best: SolveBest) => void;
  /** Checks all running figures against recomputed ones at every look; slow, for tests. */
  readonly isDebug?: boolean;
}

/** The best plan so far. */
export interface SolveBest {
  /** Minor units; within half a unit per run of `Solution.cost`. */
  readonly cost: number;
  readonly missedPriority: number;
  readonly missedRequests: number;
  readonly iterations: number;
}

/** Solves a problem from start to end on the calling thread. Throws a RangeError where it is not a valid problem. */
export function solve(problem: Problem, options: SolveOptions): Solution {
  const solver = new Solver(problem, options);
  solver.run(options.pace);
  return solver.finish();
}

/** A solve in parts, for threads that exchange plans between them. */
export class Solver {
  readonly #problem: Problem;
  readonly #ordered: OrderedProblem;
  readonly #instance: Instance;
  readonly #search: Search;
  readonly #onBetter: (best: SolveBest) => void;

  /** Makes the first plan, or takes the one given. */
  constructor(problem: Problem, options: Omit<SolveOptions, 'pace'>) {
    assertProblem(problem);
    this.#problem = problem;
    this.#ordered = new OrderedProblem(problem);
    this.#instance = buildInstance(this.#ordered.problem);
    this.#search = new Search(this.#instance, options.seed, options.isDebug);
    this.#onBetter = options.onBetter ?? (() => undefined);
    if (options.from) this.#search.adopt(this.#ordered.toHere(options.from));
    else this.#search.construct();
    this.#onBetter(this.best);
  }

  get best(): SolveBest {
    const { best, iterations } = this.#search;
    const { missedPriority, missedRequests } = best;
    return { cost: best.cost / costUnit, missedPriority, missedRequests, iterations };
  }

  /** The best plan so far; offsets and starts are views, written over later. */
  get bestPlan(): Sequences {
    return this.#ordered.toGiven(this.#search.best);
  }

  /** Searches until the pace is over, not at all where no stop can be served. Can be called again with another. */
  run(pace: Pace): void {
    if (this.#search.isPointless) return;
    while (!pace.isOver(this.#search.iterations)) {
      const isBetter = this.#search.step(iterationsPerLook, pace.progress(this.#search.iterations));
      if (isBetter) this.#onBetter(this.best);
    }
  }

  /** The best plan as a solution; a stop is left out only where no run and no idle vehicle can take it. */
  finish(): Solution {
    this.#search.finish();
    return toSolution(this.#problem, this.bestPlan);
  }

  /** Goes on from another plan of the same problem; the best so far stays the best where it is better. */
  adopt(plan: Sequences): void {
    this.#search.adopt(this.#ordered.toHere(plan));
  }

  /** Of a plan of the problem, for solvers of the same problem: each comes to the same with the same seed. */
  divide(plan: Sequences, parts: number, seed: number): Division {
    return divideRuns(this.#instance, this.#ordered.toHere(plan), parts, seed);
  }

  /** Works on one part of a division only, until told otherwise. The caller adopts the plan that was divided first. */
  keepTo(division: Division | null, part: number): void {
    this.#search.keepTo(division, part);
  }

  /** The plan that the search has come to, which is not always the best; with views as `bestPlan`. */
  get currentPlan(): Sequences {
    return this.#ordered.toGiven(this.#search.current);
  }
}
