import type { Problem, ProblemStop, ProblemVehicle } from '../model/problem.ts';
import { loadDimensions } from '#server/domain/load.ts';

/** Deliveries are loaded at the hub and pickups are brought to it, so the run must begin or end there. */
export function canCarryFreight(problem: Problem, stop: ProblemStop, vehicle: ProblemVehicle): boolean {
  const delivers = loadDimensions.some((dimension) => stop.delivery[dimension] > 0);
  const picksUp = loadDimensions.some((dimension) => stop.pickup[dimension] > 0);
  return (
    (!delivers || vehicle.startPlace === problem.hubPlace) &&
    (!picksUp || vehicle.endPlace === problem.hubPlace)
  );
}
