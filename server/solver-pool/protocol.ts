import type { Problem, Solution } from '#server/planner/model/problem.ts';
import type { Share } from './search-part.ts';
import type { PlanSequences, Sequences } from '#server/planner/state/snapshot.ts';

export type { Sequences } from '#server/planner/state/snapshot.ts';

/** A thread's best plan; the arrays are copies. */
export interface ThreadBest extends PlanSequences {
  /** Here in minor units. */
  readonly cost: number;
  readonly iterations: number;
}

/** One piece of the search, after which plans are exchanged. */
export interface Round {
  /** The round is over after so many milliseconds, and when the thread has made so many iterations in all. */
  readonly milliseconds: number;
  readonly untilIterations: number;
  /** Progress of the whole search runs from → to over the round; by iterations, where it is timed by time if that is faster. */
  readonly from: number;
  readonly to: number;
  readonly isTimed: boolean;
}

/** To the thread. Each is answered by one `Answer` of its kind, in order. */
export type Order =
  | {
      readonly kind: 'start';
      readonly problem: Problem;
      readonly seed: number;
      readonly plan: Sequences | null;
      /** An Int32Array of one: 1 ends the round under way, and every later one at once. */
      readonly stopFlag: SharedArrayBuffer;
    }
  | {
      readonly kind: 'search';
      readonly round: Round;
      readonly plan: Sequences | null;
      /** Where it works with others on parts of one plan; null: alone on all of it. */
      readonly share: Share | null;
    }
  | { readonly kind: 'finish' };

/** What a thread has come to; the arrays are copies. */
export interface ThreadState {
  readonly best: ThreadBest;
  readonly iterations: number;
}

export type Answer =
  | ({ readonly kind: 'start' | 'search'; readonly best: ThreadBest | null } & Omit<ThreadState, 'best'>)
  | { readonly kind: 'finish'; readonly solution: Solution };

/** From the thread in between, at most four times a second; not an answer. */
export interface News {
  readonly kind: 'news';
  readonly iterations: number;
  readonly best: ThreadBest | null;
}
