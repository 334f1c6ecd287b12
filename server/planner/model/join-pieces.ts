import type { Amounts, Solution, SolutionBreak, SolutionRun } from './problem.ts';
import type { SplitProblem } from './split-stops.ts';
import { addAmounts } from '#server/domain/load.ts';

/** One visit: the pieces of one stop that follow each other. */
interface JoinedVisit {
  /** Stop of the problem before it was split. */
  readonly stop: number;
  /** Stops of the split problem, in the order of the visit. */
  readonly pieces: readonly number[];
  /** What is taken and handed over on this visit. */
  readonly pickup: Amounts;
  readonly delivery: Amounts;
}

interface JoinedRun {
  readonly vehicle: number;
  readonly trips: readonly (readonly JoinedVisit[])[];
  /** Positions count visits. */
  readonly breaks?: readonly SolutionBreak[];
  readonly startsAt?: number;
}

/** What of a stop is in no run. */
interface LeftOver extends JoinedVisit {
  /** Whether other pieces of it are served. */
  readonly isPart: boolean;
}

export interface JoinedSolution {
  readonly runs: readonly JoinedRun[];
  /** Ascending by stop. */
  readonly left: readonly LeftOver[];
}

/** A solution of a split problem in terms of the stops it was made from, with the amounts of each visit. */
export function joinPieces(split: SplitProblem, solution: Solution): JoinedSolution {
  const runs = solution.runs.map((run) => joinRun(split, run));
  const served = new Set(runs.flatMap((run) => run.trips.flat().map((visit) => visit.stop)));
  const left = joinSequence(split, solution.unassigned, () => false);
  return { runs, left: left.map((visit) => ({ ...visit, isPart: served.has(visit.stop) })) };
}

function joinRun(split: SplitProblem, run: SolutionRun): JoinedRun {
  const { vehicle, startsAt, breaks = [] } = run;
  const isCut = (trip: number, position: number) =>
    breaks.some((rest) => rest.trip === trip && rest.position === position);
  const trips = run.trips.map((stops, trip) =>
    joinSequence(split, stops, (position) => isCut(trip, position)),
  );
  return {
    vehicle,
    trips,
    ...(startsAt !== undefined && { startsAt }),
    ...(run.breaks && {
      breaks: run.breaks.map((rest) => ({
        ...rest,
        position: visitsBefore(trips[rest.trip] ?? [], rest.position),
      })),
    }),
  };
}

/** `isCut` tells where a break keeps two pieces from being one visit. */
function joinSequence(
  { problem, originOf }: SplitProblem,
  stops: readonly number[],
  isCut: (position: number) => boolean,
): JoinedVisit[] {
  const visits: JoinedVisit[] = [];
  for (const [position, piece] of stops.entries()) {
    const { pickup, delivery } = problem.stops[piece]!; // solutions name stops of their problem
    const stop = originOf[piece]!;
    const last = visits.at(-1);
    if (last?.stop !== stop || isCut(position)) visits.push({ stop, pieces: [piece], pickup, delivery });
    else {
      visits[visits.length - 1] = {
        stop,
        pieces: [...last.pieces, piece],
        pickup: addAmounts(last.pickup, pickup),
        delivery: addAmounts(last.delivery, delivery),
      };
    }
  }
  return visits;
}

/** How many visits the first so many pieces of a trip are. */
function visitsBefore(visits: readonly JoinedVisit[], pieces: number): number {
  let seen = 0;
  return visits.filter((visit) => (seen += visit.pieces.length) <= pieces).length;
}
