import type { Problem, ProblemBreak, ProblemVehicle, SolutionRun, TimeWindow } from '../model/problem.ts';
import { hasPickup } from './check-freight.ts';
import type { Report } from './violation.ts';

/** A place that a run comes to: a stop, the hub between two trips, or its end. */
export interface Point {
  /** Stop index; −1 at the hub and the end. */
  readonly stop: number;
  readonly trip: number;
  readonly legSeconds: number;
  readonly legMetres: number;
  /** Breaks taken on the way or before the work here, in order. */
  readonly breaks: readonly ProblemBreak[];
  /** When the work here may begin; null: at any time. */
  readonly windows: readonly TimeWindow[] | null;
  /** How long it takes: setup and service, or turnaround. */
  readonly workSeconds: number;
  /** Arrival is wanted by this second; Infinity where it does not matter. */
  readonly arriveBy: number;
}

/** Lays a run's trips and breaks out as the points it comes to. A way that is not there is reported and takes no time. */
export function readRun(
  problem: Problem,
  vehicle: ProblemVehicle,
  run: SolutionRun,
  report: Report,
): Point[] {
  const hub = problem.hubs[vehicle.hub ?? 0]!;
  const points: Point[] = [];
  let at = vehicle.startPlace;
  for (const [trip, stops] of run.trips.entries()) {
    for (const [position, stop] of stops.entries()) {
      const { place, windows, setupSeconds, serviceSeconds } = problem.stops[stop]!; // known to exist
      points.push({
        ...wayTo(problem, vehicle, at, place, report),
        stop,
        trip,
        windows,
        arriveBy: Infinity,
        breaks: breaksBefore(vehicle, run, trip, position),
        workSeconds: place === at ? serviceSeconds : setupSeconds + serviceSeconds,
      });
      at = place;
    }
    const isLast = trip === run.trips.length - 1;
    const to = isLast ? vehicle.endPlace : hub.place;
    const isAwaited = to === hub.place && stops.some((stop) => hasPickup(problem.stops[stop]!));
    points.push({
      ...wayTo(problem, vehicle, at, to, report),
      stop: -1,
      trip,
      breaks: breaksBefore(vehicle, run, trip, stops.length),
      windows: isAwaited ? (hub.receiving ?? null) : null,
      workSeconds: isLast ? 0 : (vehicle.turnaroundSeconds ?? 0),
      arriveBy: Math.min(...stops.map((stop) => problem.stops[stop]!.latestAtHub ?? Infinity)),
    });
    at = to;
  }
  return points;
}

function wayTo(problem: Problem, vehicle: ProblemVehicle, from: number, to: number, report: Report) {
  const matrix = problem.matrices[vehicle.matrix]!;
  const cell = from * matrix.size + to;
  if (matrix.seconds[cell]! >= 0) {
    return { legSeconds: matrix.seconds[cell]!, legMetres: matrix.metres[cell]! };
  }
  report('unreachable', null, 1, `There is no way from place ${from} to place ${to}.`);
  return { legSeconds: 0, legMetres: 0 };
}

function breaksBefore(vehicle: ProblemVehicle, run: SolutionRun, trip: number, position: number) {
  const here = run.breaks?.filter((taken) => taken.trip === trip && taken.position === position) ?? [];
  return here.flatMap(({ index }) => vehicle.breaks?.[index] ?? []);
}
