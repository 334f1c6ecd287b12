import type { Problem, ProblemStop, ProblemVehicle } from '../model/problem.ts';

/**
 * Least seconds out for a run of this stop alone, breaks and receiving hours aside; null where there is no way, no
 * window is reached, or the shift with its overtime, or the time that its load stays fresh, is too short.
 */
export function soloSeconds(problem: Problem, stop: ProblemStop, vehicle: ProblemVehicle): number | null {
  const { seconds, size } = problem.matrices[vehicle.matrix]!;
  const there = seconds[vehicle.startPlace * size + stop.place]!;
  const back = seconds[stop.place * size + vehicle.endPlace]!;
  if (there < 0 || back < 0) return null;
  const setup = stop.place === vehicle.startPlace ? 0 : stop.setupSeconds;
  const service = setup + stop.serviceSeconds;
  const isOneTrip = (vehicle.mostTrips ?? 1) === 1;
  const latestEnd = Math.min(
    vehicle.shift.end + (vehicle.overtime?.mostSeconds ?? 0),
    isOneTrip ? (stop.latestAtHub ?? Infinity) : Infinity,
  );
  for (const window of stop.windows) {
    const start = Math.max(window.start, vehicle.shift.start + there);
    // Nothing comes before the stop, so the vehicle can leave late enough never to wait.
    if (start <= window.end && start + service + back <= latestEnd) return there + service + back;
  }
  return null;
}
