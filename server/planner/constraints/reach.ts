import type { Problem, ProblemStop, ProblemVehicle } from '../model/problem.ts';
import { isNothing } from '#server/domain/load.ts';

/** A rule that keeps one vehicle from one stop whatever else is planned, its load and times aside. */
export type ReachRule = 'access' | 'skills' | 'hub' | 'pin' | 'freight' | 'no_way';

/**
 * The first rule, in the order of `ReachRule`, that keeps a vehicle from a stop; null where none does. `no_way`: the
 * stop is reached neither from the vehicle's start nor its hub, or leads to neither its end nor its hub.
 */
export function reachRule(problem: Problem, stop: ProblemStop, index: number): ReachRule | null {
  const vehicle = problem.vehicles[index]!; // callers go through the problem's vehicles
  if (vehicle.access > stop.largestAccess) return 'access';
  if (!(stop.skills ?? []).every((skill) => vehicle.skills?.includes(skill))) return 'skills';
  if (stop.hub !== undefined && stop.hub !== (vehicle.hub ?? 0)) return 'hub';
  if (stop.onlyVehicles && !stop.onlyVehicles.includes(index)) return 'pin';
  if (!getsFreight(problem, stop, vehicle)) return 'freight';
  return hasWay(problem, stop, vehicle) ? null : 'no_way';
}

/**
 * Deliveries are loaded at the hub, so a run that starts elsewhere takes them on a later trip than its first. Pickups
 * always get there: a run that ends elsewhere passes the hub before.
 */
function getsFreight(problem: Problem, stop: ProblemStop, vehicle: ProblemVehicle): boolean {
  if (vehicle.isFreightFree || isNothing(stop.delivery)) return true;
  return vehicle.startPlace === problem.hubs[vehicle.hub ?? 0]?.place || (vehicle.mostTrips ?? 1) > 1;
}

function hasWay(problem: Problem, stop: ProblemStop, vehicle: ProblemVehicle): boolean {
  const { seconds, size } = problem.matrices[vehicle.matrix]!;
  const hub = problem.hubs[vehicle.hub ?? 0]?.place ?? vehicle.startPlace;
  const leads = (from: number, to: number) => seconds[from * size + to]! >= 0;
  const isReached = leads(vehicle.startPlace, stop.place) || leads(hub, stop.place);
  return isReached && (leads(stop.place, vehicle.endPlace) || leads(stop.place, hub));
}
