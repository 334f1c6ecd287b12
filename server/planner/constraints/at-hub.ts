import type { Instance } from '../model/instance.ts';
import type { ProblemVehicle } from '../model/problem.ts';

/** Whether what a trip delivers is loaded where it begins, and what it picked up unloaded where it ends, at this node. */
export function isAtHub({ place, problem }: Instance, vehicle: ProblemVehicle, node: number): boolean {
  return vehicle.isFreightFree === true || place[node] === problem.hubs[vehicle.hub ?? 0]!.place;
}
