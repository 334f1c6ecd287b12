import type { Problem, SolutionBreak, SolutionRun } from '../model/problem.ts';
import { orderBreaks } from '../model/order-breaks.ts';

/** A run with stops put into it. */
export interface Placing {
  readonly run: SolutionRun;
  readonly trip: number;
  /** In the trip, of the first of the stops. */
  readonly position: number;
}

/**
 * Every way to put a stop, or both ends of a shipment in their order, into a run: into its trips behind its fixed
 * start, and as a trip of their own. A break that lies where they are put is taken before them.
 */
export function placingsInRun(problem: Problem, run: SolutionRun, stops: readonly number[]): Placing[] {
  const fixed = problem.vehicles[run.vehicle]?.fixedStart?.length ?? 0;
  const placings: Placing[] = [];
  for (const [trip, visits] of run.trips.entries()) {
    for (let position = trip === 0 ? fixed : 0; position <= visits.length; position++) {
      for (const order of ordersFrom(visits, position, stops)) {
        placings.push(placingOf(run, trip, position, order));
      }
    }
  }
  for (let trip = fixed > 0 ? 1 : 0; trip <= run.trips.length; trip++) {
    // Only a run's first and last trip may be empty, so there is none before or behind these.
    const isBeforeWayOut = trip === 0 && run.trips[0]!.length === 0;
    const isBehindWayHome = trip === run.trips.length && trip > 1 && run.trips[trip - 1]!.length === 0;
    if (isBeforeWayOut || isBehindWayHome) continue;
    placings.push({ run: withNewTrip(run, trip, stops), trip, position: 0 });
  }
  return placings;
}

/** Every way for a vehicle that has no run to serve the stops alone, its breaks before them or behind. */
export function placingsAlone(problem: Problem, vehicle: number, stops: readonly number[]): Placing[] {
  const { breaks = [] } = problem.vehicles[vehicle]!; // callers go through the problem's vehicles
  return waysAlone(problem, vehicle, stops).flatMap((trips) =>
    Array.from({ length: breaks.length + 1 }, (_, before) => {
      const trip = trips.indexOf(stops);
      const taken = orderBreaks(breaks).map((index, rank): SolutionBreak => ({
        index,
        trip,
        position: rank < before ? 0 : stops.length,
      }));
      return {
        run: { vehicle, trips, ...(breaks.length > 0 && { breaks: taken }) },
        trip,
        position: 0,
      };
    }),
  );
}

/** As the only stops of a run, with and without the hub on the way out and home. */
function waysAlone(problem: Problem, vehicle: number, stops: readonly number[]): (readonly number[])[][] {
  const { startPlace, endPlace, hub = 0, mostTrips = 1 } = problem.vehicles[vehicle]!;
  const place = problem.hubs[hub]?.place;
  const starts = mostTrips === 1 || startPlace === place ? [[stops]] : [[stops], [[], stops]];
  if (mostTrips === 1 || endPlace === place) return starts;
  return starts.flatMap((trips) => [trips, [...trips, []]]);
}

/** The trip with the first stop at a position and, of a shipment, the second at each behind it. */
function* ordersFrom(
  visits: readonly number[],
  position: number,
  [first, second]: readonly number[],
): Generator<readonly number[]> {
  const before = visits.slice(0, position);
  const after = visits.slice(position);
  if (second === undefined) yield [...before, first!, ...after];
  else {
    for (let between = 0; between <= after.length; between++) {
      yield [...before, first!, ...after.slice(0, between), second, ...after.slice(between)];
    }
  }
}

function placingOf(run: SolutionRun, trip: number, position: number, order: readonly number[]): Placing {
  const trips = run.trips.map((visits, index) => (index === trip ? order : visits));
  const old = run.trips[trip]!;
  // Where each place between two old visits, or before or behind all of them, is in the new order.
  const newPosition = (at: number) => (at === 0 ? 0 : order.indexOf(old[at - 1]!) + 1);
  const breaks = run.breaks?.map((rest) =>
    rest.trip === trip ? { ...rest, position: newPosition(rest.position) } : rest,
  );
  return { run: { ...run, trips, ...(breaks && { breaks }) }, trip, position };
}

function withNewTrip(run: SolutionRun, trip: number, stops: readonly number[]): SolutionRun {
  const trips = [...run.trips.slice(0, trip), stops, ...run.trips.slice(trip)];
  const breaks = run.breaks?.map((rest) => (rest.trip >= trip ? { ...rest, trip: rest.trip + 1 } : rest));
  return { ...run, trips, ...(breaks && { breaks }) };
}
