import type { Problem } from '../model/problem.ts';
import { mayEnter } from './access.ts';
import { canCarryFreight } from './freight.ts';
import { fitsAlone } from './size.ts';
import { hasSkills } from './skills.ts';

/** All rules that look at one stop and one vehicle (by index) only, times aside. */
export function mayServe(problem: Problem, stopIndex: number, vehicleIndex: number): boolean {
  const stop = problem.stops[stopIndex]!; // both exist, since the caller counts them
  const vehicle = problem.vehicles[vehicleIndex]!;
  return (
    mayEnter(stop, vehicle) &&
    hasSkills(stop, vehicle) &&
    (stop.hub === undefined || stop.hub === (vehicle.hub ?? 0)) &&
    (stop.onlyVehicles === undefined || stop.onlyVehicles.includes(vehicleIndex)) &&
    (vehicle.isLocked !== true || vehicle.fixedStart?.includes(stopIndex) === true) &&
    canCarryFreight(problem, stop, vehicle) &&
    fitsAlone(stop, vehicle)
  );
}
