import type { SolveProgress } from '#server/contract/event.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { Problem, Solution } from '#server/solver-pool/port.ts';
import { buildProblem, type DayProblem } from './build-problem.ts';
import type { DayClock } from './day-clock.ts';
import type { GatheredStop } from './gather-stops.ts';
import type { DayPlaces } from './places.ts';
import type { PlanDayHooks, PlanDayInput, PlanningTools } from './plan-day.ts';
import { singleStops } from './single-stops.ts';

/** What came of the search: the problem it was found for, joined stops or single ones. */
export interface FoundPlan {
  readonly day: DayProblem;
  readonly solution: Solution;
}

/** Share of the time limit for the search with every request a stop of its own. */
const singleShare = 0.2;

type Tell = (progress: Pick<SolveProgress, 'phase' | 'done'> & Partial<SolveProgress>) => void;

/**
 * Searches with joined stops, then goes on from that plan with single ones and keeps the better: joining saves
 * work, but never makes the plan dearer (docs/adr/0002).
 *
 * @throws UserError SOLVER_CRASHED, PLAN_INVALID; AbortError after `hooks.signal`.
 */
export async function searchPlan(
  joined: DayProblem,
  places: DayPlaces,
  clock: DayClock,
  input: PlanDayInput,
  tools: PlanningTools,
  hooks: PlanDayHooks,
  tell: Tell,
): Promise<FoundPlan> {
  if (joined.stops.length === 0 || joined.vehicles.length === 0) {
    const unassigned = joined.stops.map((_, stop) => stop);
    return { day: joined, solution: { runs: [], unassigned, cost: 0, penalty: 0 } };
  }
  const early = new AbortController();
  hooks.onSolving?.({ finishEarly: () => early.abort() });
  const solve = (problem: Problem, share: number, before: number, from?: Solution) =>
    runSearch(problem, input.seconds * share, tools, hooks.signal, early.signal, {
      seed: input.seed,
      ...(from && { from }),
      onProgress: (progress) => {
        const secondsLeft = progress.secondsLeft + input.seconds * (1 - share - before);
        tell({
          phase: 'solving',
          done: Math.min(1, Math.max(0, 1 - secondsLeft / input.seconds)),
          seconds_left: secondsLeft,
          cost: progress.cost,
          unassigned: progress.unassignedRequests,
          runs: progress.runs,
        });
      },
    });

  const hasJoined = joined.stops.some((stop) => stop.requests.length > 1);
  const found = { day: joined, solution: await solve(joined.problem, hasJoined ? 1 - singleShare : 1, 0) };
  if (!hasJoined || early.signal.aborted) return found;

  const single = buildProblem(singleStops(joined.stops, places, clock), joined.vehicles, places, clock);
  const start = dissolve(found, single.problem);
  // What is joined may wait for each other, or be a few metres apart: one by one it may not fit.
  if (tools.checkSolution(single.problem, start).length > 0) return found;
  const better = { day: single, solution: await solve(single.problem, singleShare, 1 - singleShare, start) };
  return isBetter(better, found) ? better : found;
}

/**
 * Requests of a joined stop that still follow each other are one stop again, except where one of them opens later
 * than those before it: at one stop all service begins when all are open, so they would have to wait for it.
 */
export function rejoin(stops: readonly GatheredStop[], joined: readonly GatheredStop[]): GatheredStop[] {
  const homeOf = new Map(
    joined.flatMap((stop) => stop.requests.map((request) => [request.id, stop] as const)),
  );
  const result: GatheredStop[] = [];
  for (const stop of stops) {
    const last = result.at(-1);
    const home = homeOf.get(stop.requests[0]?.id ?? '');
    const isSame =
      last !== undefined && home !== undefined && homeOf.get(last.requests[0]?.id ?? '') === home;
    if (!isSame || stop.window.start > last.window.start) result.push(stop);
    else {
      result[result.length - 1] = {
        place: last.place,
        requests: [...last.requests, ...stop.requests],
        window: {
          start: Math.max(last.window.start, stop.window.start),
          end: Math.min(last.window.end, stop.window.end),
        },
      };
    }
  }
  return result;
}

async function runSearch(
  problem: Problem,
  seconds: number,
  tools: PlanningTools,
  signal: AbortSignal | undefined,
  early: AbortSignal,
  settings: Omit<Parameters<PlanningTools['solver']['solve']>[1], 'seconds'>,
): Promise<Solution> {
  signal?.throwIfAborted();
  const running = tools.solver.solve(problem, { seconds, ...settings });
  const cancel = () => running.cancel();
  const finish = () => running.finishEarly();
  signal?.addEventListener('abort', cancel, { once: true });
  early.addEventListener('abort', finish, { once: true });
  if (early.aborted) finish();
  try {
    const solution = await running.result;
    const wrong = tools.checkSolution(problem, solution);
    if (wrong.length > 0) throw new UserError('PLAN_INVALID', wrong.slice(0, 5).join(' '));
    return solution;
  } finally {
    signal?.removeEventListener('abort', cancel);
    early.removeEventListener('abort', finish);
  }
}

/** The plan of joined stops in terms of single ones, which stand in the order of the joined. */
function dissolve({ day, solution }: FoundPlan, single: Problem): Solution {
  const firstOf: number[] = [];
  let count = 0;
  for (const stop of day.stops) {
    firstOf.push(count);
    count += stop.requests.length;
  }
  const singles = (stop: number) =>
    Array.from({ length: day.stops[stop]?.requests.length ?? 0 }, (_, index) => (firstOf[stop] ?? 0) + index);
  if (count !== single.stops.length) throw new Error('every joined request has one single stop');
  return {
    runs: solution.runs.map((run) => ({ ...run, trips: run.trips.map((trip) => trip.flatMap(singles)) })),
    unassigned: solution.unassigned.flatMap(singles),
    cost: solution.cost,
    penalty: solution.penalty,
  };
}

/** Order of aims: priority served, requests served, cost with prices. */
function isBetter(a: FoundPlan, b: FoundPlan): boolean {
  const missed = ({ day, solution }: FoundPlan, what: 'priority' | 'requestCount') =>
    solution.unassigned.reduce((sum, stop) => sum + (day.problem.stops[stop]?.[what] ?? 0), 0);
  const byPriority = missed(a, 'priority') - missed(b, 'priority');
  const byCount = missed(a, 'requestCount') - missed(b, 'requestCount');
  const price = ({ solution }: FoundPlan) => solution.cost + solution.penalty;
  return (byPriority || byCount || price(a) - price(b)) < 0;
}
