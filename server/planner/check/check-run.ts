import type { Problem, SolutionRun } from '../model/problem.ts';
import { checkBreaks } from './check-breaks.ts';
import type { DockUse } from './check-docks.ts';
import { checkFreight, hasPickup } from './check-freight.ts';
import { checkLimits, type RunTotals } from './check-limits.ts';
import { checkLoads } from './check-loads.ts';
import { checkTimes } from './check-times.ts';
import { checkStops } from './check-vehicle.ts';
import { priceRun, priceShape } from './price-run.ts';
import { type Point, readRun } from './read-run.ts';
import type { Report } from './violation.ts';

interface CheckedRun {
  /** Minor units. */
  readonly cost: number;
  readonly penalty: number;
  readonly dockUses: readonly DockUse[];
}

/** Recomputes one run of a vehicle and stops that exist, and reports what is wrong with it alone. */
export function checkRun(problem: Problem, run: SolutionRun, report: Report): CheckedRun {
  const vehicle = problem.vehicles[run.vehicle]!;
  checkStops(problem, run, report);
  checkFreight(problem, vehicle, run.trips, report);
  checkBreaks(vehicle, run, report);
  checkLoads(problem, vehicle, run, report);
  const points = readRun(problem, vehicle, run, report);
  const times = checkTimes(problem, run, points, report);
  const totals: RunTotals = { ...totalsOf(points, run), ...times };
  checkLimits(vehicle, totals, report);
  const hub = vehicle.hub ?? 0;
  const isAtHub = (trip: number) =>
    trip < run.trips.length - 1 || vehicle.endPlace === problem.hubs[hub]!.place;
  return {
    cost: priceRun(vehicle, totals),
    penalty: priceShape(problem, run, points, times.secondsOut),
    dockUses: run.trips.flatMap((stops, trip) =>
      isAtHub(trip) && stops.some((stop) => hasPickup(problem.stops[stop]!))
        ? [{ hub, vehicle: run.vehicle, arrival: times.arrivals[trip]! }]
        : [],
    ),
  };
}

function totalsOf(points: readonly Point[], run: SolutionRun) {
  const trips = run.trips.map((stops) => ({ stops: stops.length, metres: 0 }));
  let drivingSeconds = 0;
  let serviceSeconds = 0;
  for (const { stop, trip, legSeconds, legMetres, workSeconds } of points) {
    trips[trip]!.metres += legMetres;
    drivingSeconds += legSeconds;
    if (stop >= 0) serviceSeconds += workSeconds;
  }
  return { trips, drivingSeconds, serviceSeconds };
}
