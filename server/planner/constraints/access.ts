import type { ProblemStop, ProblemVehicle } from '../model/problem.ts';

/** The road to a stop carries vehicles up to an access rank. */
export function mayEnter(stop: ProblemStop, vehicle: ProblemVehicle): boolean {
  return vehicle.access <= stop.largestAccess;
}
