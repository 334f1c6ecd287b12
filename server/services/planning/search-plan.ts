import type { SolveProgress } from '#server/contract/event.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { Problem, Solution } from '#server/solver-pool/port.ts';
import { buildProblem, type DayProblem } from './build-problem.ts';
import type { DayClock } from './day-clock.ts';
import type { GatheredStop } from './gather-stops.ts';
import type { HubDay } from './hub-day.ts';
import type { DayPlaces } from './places.ts';
import type { PlanDayHooks, PlanDayInput, PlanningTools } from './plan-day.ts';
import { singleStops } from './single-stops.ts';
import { joinParts, splitDay } from './split-day.ts';

/** What came of the search: the problem it was found for, joined stops or single ones, in pieces where it was needed. */
export interface FoundPlan {
  readonly day: DayProblem;
  readonly solution: Solution;
}

/** Share of the time limit for the search with every request a stop of its own, or several. */
const singleShare = 0.2;

type Tell = (progress: Pick<SolveProgress, 'phase' | 'done'> & Partial<SolveProgress>) => void;

/**
 * Searches with joined stops, what no vehicle carries whole in pieces; then goes on from that plan with single ones, in
 * pieces where some vehicle does not carry them whole, and keeps the better: joining saves work, but never makes the
 * plan dearer (docs/adr/0002, 0013).
 *
 * @throws UserError SOLVER_CRASHED, PLAN_INVALID; AbortError after `hooks.signal`.
 */
export async function searchPlan(
  gathered: DayProblem,
  places: DayPlaces,
  clock: DayClock,
  hub: HubDay,
  input: PlanDayInput,
  tools: PlanningTools,
  hooks: PlanDayHooks,
  tell: Tell,
): Promise<FoundPlan> {
  const joined = splitDay(gathered, tools);
  if (joined.stops.length === 0 || joined.vehicles.length === 0) {
    const unassigned = joined.stops.map((_, stop) => stop);
    return { day: joined, solution: { runs: [], unassigned, cost: 0, penalty: 0 } };
  }
  const early = new AbortController();
  hooks.onSolving?.({ finishEarly: () => early.abort() });
  const solve = ({ problem, requestScale }: DayProblem, share: number, before: number, from?: Solution) =>
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
          unassigned: Math.ceil(progress.unassignedRequests / requestScale),
          runs: progress.runs,
        });
      },
    });

  const singles = singleStops(gathered.stops, places, clock);
  const single = splitDay(
    buildProblem(singles, joined.vehicles, places, clock, hub, input.rateTermsOf),
    tools,
    true,
  );
  const isFiner = single.stops.length > joined.stops.length;
  const found = { day: joined, solution: await solve(joined, isFiner ? 1 - singleShare : 1, 0) };
  if (!isFiner || early.signal.aborted) return found;

  const start = dissolve(found, gathered, single);
  // What is joined may wait for each other, or be a few metres apart: one by one it may not fit.
  if (tools.checkSolution(single.problem, start).length > 0) return found;
  const better = { day: single, solution: await solve(single, singleShare, 1 - singleShare, start) };
  return isBetter(better, found) ? better : found;
}

/**
 * Requests of a joined stop, or parts of one, that follow each other are one stop again, except where one of them opens later
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
        requests: joinParts([...last.requests, ...stop.requests]),
        window: {
          start: Math.max(last.window.start, stop.window.start),
          end: Math.min(last.window.end, stop.window.end),
        },
      };
    }
  }
  return result;
}

/** @throws UserError SOLVER_CRASHED, PLAN_INVALID; AbortError after `signal`. `early` ends it with the best so far. */
export async function runSearch(
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

/**
 * The plan of joined stops in terms of single ones, which stand in the order of the joined. What is in pieces among the
 * joined is in the same pieces among the single ones.
 */
function dissolve({ day, solution }: FoundPlan, gathered: DayProblem, single: DayProblem): Solution {
  const piecesOfSingle = stopsByOrigin(single);
  let count = 0;
  // Single stops of each joined one, before and after the splitting.
  const ofJoined = gathered.stops.map(({ requests }) => {
    count += requests.length;
    return requests.flatMap((_, index) => piecesOfSingle[count - requests.length + index] ?? []);
  });
  if (ofJoined.flat().length !== single.stops.length) throw new Error('every request has its single stops');
  const piecesOfJoined = stopsByOrigin(day);
  const singles = (stop: number): number[] => {
    const origin = day.originOf[stop] ?? 0;
    const pieces = piecesOfJoined[origin] ?? [];
    const all = ofJoined[origin] ?? [];
    return pieces.length > 1 ? all.slice(pieces.indexOf(stop), pieces.indexOf(stop) + 1) : all;
  };
  return {
    runs: solution.runs.map((run) => ({ ...run, trips: run.trips.map((trip) => trip.flatMap(singles)) })),
    unassigned: solution.unassigned.flatMap(singles),
    cost: solution.cost,
    penalty: solution.penalty,
  };
}

function stopsByOrigin({ originOf }: DayProblem): number[][] {
  const stops: number[][] = [];
  for (const [stop, origin] of originOf.entries()) stops[origin] = [...(stops[origin] ?? []), stop];
  return stops;
}

/** Order of aims: priority served, requests served, cost with prices. */
function isBetter(a: FoundPlan, b: FoundPlan): boolean {
  const missed = ({ day, solution }: FoundPlan, what: 'priority' | 'requestCount') =>
    solution.unassigned.reduce((sum, stop) => sum + (day.problem.stops[stop]?.[what] ?? 0), 0);
  // Each in the other's scale: in whole numbers they compare exactly.
  const compare = (what: 'priority' | 'requestCount') =>
    missed(a, what) * b.day.requestScale - missed(b, what) * a.day.requestScale;
  const byPriority = compare('priority');
  const byCount = compare('requestCount');
  const price = ({ solution }: FoundPlan) => solution.cost + solution.penalty;
  return (byPriority || byCount || price(a) - price(b)) < 0;
}
