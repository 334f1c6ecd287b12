import type { Problem, ProblemStop, ProblemVehicle } from '../model/problem.ts';

/**
 * Least seconds out for a run of this stop alone; null where there is no way, no window is reached, or the
 * shift is too short.
 */
export function soloSeconds(problem: Problem, stop: ProblemStop, vehicle: ProblemVehicle): number | null {
  const { seconds, size } = problem.matrices[vehicle.matrix]!;
  const there = seconds[vehicle.startPlace * size + stop.place]!;
  const back = seconds[stop.place * size + vehicle.endPlace]!;
  if (there < 0 || back < 0) return null;
  const service = stop.setupSeconds + stop.serviceSeconds;
  for (const window of stop.windows) {
    const start = Math.max(window.start, vehicle.shift.start + there);
    // Nothing comes before the stop, so the vehicle can leave late enough never to wait.
    if (start <= window.end && start + service + back <= vehicle.shift.end) return there + service + back;
  }
  return null;
}
