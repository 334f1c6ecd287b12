import type { Problem, ProblemStop, ProblemVehicle } from '../model/problem.ts';
import { mayEnter } from './access.ts';
import { canCarryFreight } from './freight.ts';

/** A rule that keeps one vehicle from one stop whatever else is planned, its load and times aside. */
export type ReachRule = 'access' | 'skills' | 'hub' | 'pin' | 'freight' | 'no_way';

/**
 * The first rule, in the order of `ReachRule`, that keeps a vehicle from a stop; null where none does. `no_way`: the
 * stop is reached neither from the vehicle's start nor its hub, or leads to neither its end nor its hub.
 */
export function reachRule(problem: Problem, stop: ProblemStop, index: number): ReachRule | null {
  const vehicle = problem.vehicles[index]!; // callers go through the problem's vehicles
  if (!mayEnter(stop, vehicle)) return 'access';
  if (!(stop.skills ?? []).every((skill) => vehicle.skills?.includes(skill))) return 'skills';
  if (stop.hub !== undefined && stop.hub !== (vehicle.hub ?? 0)) return 'hub';
  if (stop.onlyVehicles && !stop.onlyVehicles.includes(index)) return 'pin';
  if (!canCarryFreight(problem, stop, vehicle)) return 'freight';
  return hasWay(problem, stop, vehicle) ? null : 'no_way';
}

function hasWay(problem: Problem, stop: ProblemStop, vehicle: ProblemVehicle): boolean {
  const { seconds, size } = problem.matrices[vehicle.matrix]!;
  const hub = problem.hubs[vehicle.hub ?? 0]?.place ?? vehicle.startPlace;
  const leads = (from: number, to: number) => seconds[from * size + to]! >= 0;
  const isReached = leads(vehicle.startPlace, stop.place) || leads(hub, stop.place);
  return isReached && (leads(stop.place, vehicle.endPlace) || leads(stop.place, hub));
}
