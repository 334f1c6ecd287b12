import type { ProblemStop, ProblemVehicle } from '../model/problem.ts';
import { fitsCapacity } from '#server/domain/load.ts';

/** A stop alone never has its deliveries and its pickups on board together. */
export function fitsAlone(stop: ProblemStop, vehicle: ProblemVehicle): boolean {
  return fitsCapacity(stop.pickup, vehicle.capacity) && fitsCapacity(stop.delivery, vehicle.capacity);
}
