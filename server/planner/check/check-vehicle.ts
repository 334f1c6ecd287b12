import type { Problem, SolutionRun } from '../model/problem.ts';
import type { Report } from './violation.ts';

/** Whether the vehicle may serve each stop, whatever the rest of its run. */
export function checkStops(problem: Problem, run: SolutionRun, report: Report): void {
  const vehicle = problem.vehicles[run.vehicle]!;
  for (const index of run.trips.flat()) {
    const stop = problem.stops[index]!; // known to exist
    if (vehicle.access > stop.largestAccess) {
      const text = `Access rank ${vehicle.access} may not come to stop ${index}.`;
      report('access', index, vehicle.access - stop.largestAccess, text);
    }
    const missing = (stop.skills ?? []).filter((skill) => vehicle.skills?.includes(skill) !== true);
    if (missing.length > 0) {
      report('skills', index, missing.length, `Stop ${index} asks for skills ${missing.join(', ')}.`);
    }
    if (stop.hub !== undefined && stop.hub !== (vehicle.hub ?? 0)) {
      report('hub', index, 1, `Stop ${index} is served from hub ${stop.hub} only.`);
    }
    if (stop.onlyVehicles && !stop.onlyVehicles.includes(run.vehicle)) {
      report('pin', index, 1, `Stop ${index} is pinned to vehicles ${stop.onlyVehicles.join(', ')}.`);
    }
  }
}

/** The first trip begins as it is fixed, and a locked run goes no further. `run` is null where there is none. */
export function checkFixed(
  problem: Problem,
  vehicleIndex: number,
  run: SolutionRun | null,
  report: Report,
): void {
  const { fixedStart = [], isLocked } = problem.vehicles[vehicleIndex]!;
  const first = run?.trips[0] ?? [];
  const strays = fixedStart.filter((stop, position) => first[position] !== stop);
  if (strays.length > 0) {
    const text = `The run of vehicle ${vehicleIndex} does not begin with stops ${fixedStart.join(', ')}.`;
    report('fixed_start', strays[0]!, strays.length, text);
  }
  if (isLocked !== true || !run) return;
  const added = run.trips.flat().filter((stop) => !fixedStart.includes(stop));
  if (added.length > 0) {
    const text = `Stops ${added.join(', ')} are put into the locked run of vehicle ${vehicleIndex}.`;
    report('locked', added[0]!, added.length, text);
  }
}
