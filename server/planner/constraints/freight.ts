import type { Problem, ProblemStop, ProblemVehicle } from '../model/problem.ts';
import { isNothing } from '#server/domain/load.ts';

/**
 * Deliveries are loaded at the hub and pickups are brought to it: some trip of the vehicle must begin, or end, there.
 * A vehicle that goes out several times passes the hub between its trips.
 */
export function canCarryFreight(problem: Problem, stop: ProblemStop, vehicle: ProblemVehicle): boolean {
  if (vehicle.isFreightFree === true || (vehicle.mostTrips ?? 1) > 1) return true;
  const hub = problem.hubs[vehicle.hub ?? 0]?.place;
  return (
    (isNothing(stop.delivery) || vehicle.startPlace === hub) &&
    (isNothing(stop.pickup) || vehicle.endPlace === hub)
  );
}
