import type { Problem } from '#server/solver-pool/port.ts';
import type { SolutionRun } from './vroom-tools.ts';

/** A place that a run comes to, with the breaks taken on the way to it. */
export interface RunNode {
  readonly kind: 'stop' | 'hub' | 'end';
  /** Row of the matrices. */
  readonly place: number;
  /** Index of the stop; −1 at a hub and at the end. */
  readonly stop: number;
  /** Indices of the vehicle's breaks, in order. */
  readonly breaks: readonly number[];
}

/** The places of a run after its start, in the order of the legs of domain/run. */
export function nodesOfRun(problem: Problem, run: SolutionRun): RunNode[] {
  const vehicle = problem.vehicles[run.vehicle]!; // runs name vehicles and stops of their problem
  const hub = problem.hubs[vehicle.hub ?? 0]!;
  const breaksAt = (trip: number, position: number) =>
    (run.breaks ?? [])
      .filter((each) => each.trip === trip && each.position === position)
      .map(({ index }) => index);
  return run.trips.flatMap((stops, trip): RunNode[] => {
    const isLast = trip === run.trips.length - 1;
    return [
      ...stops.map((stop, position) => ({
        kind: 'stop' as const,
        place: problem.stops[stop]!.place,
        stop,
        breaks: breaksAt(trip, position),
      })),
      {
        kind: isLast ? 'end' : 'hub',
        place: isLast ? vehicle.endPlace : hub.place,
        stop: -1,
        breaks: breaksAt(trip, stops.length),
      },
    ];
  });
}
