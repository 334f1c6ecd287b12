import type { ExchangeMemory, NextRound } from './plan-exchange.ts';
import type { Round, Sequences } from './protocol.ts';
import type { Problem } from '#server/planner/model/problem.ts';
import type { Solver } from '#server/planner/solve.ts';
import { oscillatingUntil } from '#server/planner/search/annealing.ts';
import { joinParts } from '#server/planner/search/divide-runs.ts';
import { leaderOf } from '#server/planner/state/objective.ts';
import { PlanExchange } from './plan-exchange.ts';

/**
 * Runs are dealt out anew after so many milliseconds, or iterations where these are limited, for each stop: between two parts
 * nothing moves, room for load neither, so the more seldom, the dearer the plan; much more often, and handing plans over
 * takes the time.
 */
const millisecondsPerStop = 0.02;
const leastMilliseconds = 10;
const iterationsPerStop = 1;

/** A thread's place among those that work on parts of one plan. */
export interface Share {
  readonly exchange: ExchangeMemory;
  readonly thread: number;
  /** The same for all. */
  readonly seed: number;
}

/** The thread's means. */
export interface PartSearch {
  readonly problem: Problem;
  readonly solver: Solver;
  readonly search: (round: Round) => void;
  readonly isStopped: () => boolean;
}

/**
 * Works with other threads on one plan, each on runs of its own, which are dealt out anew in every round; begins with the
 * best plan of all threads and ends with the one they have come to, or in between where the exchange is broken off.
 */
export function searchPart(
  { problem, solver, search, isStopped }: PartSearch,
  whole: Round,
  { exchange: memory, thread, seed }: Share,
): void {
  const exchange = new PlanExchange(memory, thread);
  const startedAt = performance.now();
  const stops = problem.stops.length;
  const firstIteration = solver.best.iterations;
  const iterations = Math.max(1, whole.untilIterations - firstIteration);
  const milliseconds = Math.max(leastMilliseconds, millisecondsPerStop * stops);
  /** What comes next, as this thread sees it. */
  const next = (): NextRound => {
    const elapsed = performance.now() - startedAt;
    const [done, all, length] = whole.isTimed
      ? [elapsed, whole.milliseconds, milliseconds]
      : [solver.best.iterations - firstIteration, iterations, iterationsPerStop * stops];
    const isEnough = solver.best.iterations >= whole.untilIterations;
    const isOver = isStopped() || elapsed >= whole.milliseconds || isEnough;
    return { from: Math.min(1, done / all), to: Math.min(1, (done + length) / all), isOver };
  };
  let meeting = exchange.meet(solver.bestPlan, solver.best, next());
  if (!meeting) return;
  let plan: Sequences = leaderOf(meeting.plans);
  let isOscillating = true;
  for (let round = 0; !meeting.next.isOver; round++) {
    const { from, to } = meeting.next;
    if (isOscillating && from >= oscillatingUntil) {
      isOscillating = false;
      meeting = exchange.meet(solver.bestPlan, solver.best, meeting.next);
      if (!meeting) return;
      plan = leaderOf(meeting.plans);
    }
    const division = solver.divide(plan, meeting.plans.length, seed + round);
    solver.keepTo(division, thread);
    solver.adopt(plan);
    const left = whole.milliseconds - (performance.now() - startedAt);
    search({
      milliseconds: whole.isTimed ? (to - from) * whole.milliseconds : left,
      untilIterations: whole.isTimed ? whole.untilIterations : firstIteration + Math.ceil(to * iterations),
      from,
      to,
      isTimed: whole.isTimed,
    });
    meeting = exchange.meet(solver.currentPlan, solver.best, next());
    if (!meeting) return;
    plan = joinParts(division, meeting.plans);
  }
  // the parts of the last round have not been seen together yet
  solver.keepTo(null, thread);
  solver.adopt(plan);
}
