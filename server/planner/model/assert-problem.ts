import type { Problem, ProblemStop, ProblemVehicle } from './problem.ts';
import { loadDimensions, type Load } from '#server/domain/load.ts';

/** Seconds, metres and loads above this would leave the integer arithmetic of the search. */
const largest = 2 ** 30;

/** Throws a RangeError that names the field when a problem is not as `Problem` says; callers build it, users do not. */
export function assertProblem(problem: Problem): void {
  const size = problem.matrices[0]?.size ?? 0;
  if (problem.vehicles.length > 0 && size === 0) throw new RangeError('matrices: none');
  for (const [index, matrix] of problem.matrices.entries()) {
    const cells = matrix.size * matrix.size;
    if (matrix.size !== size || matrix.seconds.length !== cells || matrix.metres.length !== cells) {
      throw new RangeError(`matrices[${index}]: not of size ${size}`);
    }
  }
  assertInteger('hubPlace', problem.hubPlace, 0, size - 1);
  for (const [index, stop] of problem.stops.entries()) assertStop(`stops[${index}]`, stop, size);
  for (const [index, vehicle] of problem.vehicles.entries()) {
    assertVehicle(`vehicles[${index}]`, vehicle, size, problem.matrices.length);
  }
}

function assertStop(name: string, stop: ProblemStop, size: number): void {
  assertInteger(`${name}.place`, stop.place, 0, size - 1);
  assertLoad(`${name}.pickup`, stop.pickup);
  assertLoad(`${name}.delivery`, stop.delivery);
  assertInteger(`${name}.setupSeconds`, stop.setupSeconds, 0, largest);
  assertInteger(`${name}.serviceSeconds`, stop.serviceSeconds, 0, largest);
  assertInteger(`${name}.largestAccess`, stop.largestAccess, 0, largest);
  assertInteger(`${name}.priority`, stop.priority, 0, largest);
  assertInteger(`${name}.requestCount`, stop.requestCount, 1, largest);
  if (stop.windows.length === 0) throw new RangeError(`${name}.windows: none`);
  let after = -largest;
  for (const window of stop.windows) {
    assertInteger(`${name}.windows`, window.start, after, largest);
    assertInteger(`${name}.windows`, window.end, window.start, largest);
    after = window.end + 1;
  }
}

function assertVehicle(name: string, vehicle: ProblemVehicle, size: number, matrices: number): void {
  assertInteger(`${name}.matrix`, vehicle.matrix, 0, matrices - 1);
  assertInteger(`${name}.access`, vehicle.access, 0, largest);
  assertLoad(`${name}.capacity`, vehicle.capacity, 2 ** 31 - 1);
  const money = Number.MAX_SAFE_INTEGER / 2 ** 20;
  assertInteger(`${name}.fixedCost`, vehicle.fixedCost, 0, money);
  assertInteger(`${name}.costPerKm`, vehicle.costPerKm, 0, money);
  assertInteger(`${name}.costPerHour`, vehicle.costPerHour, 0, money);
  assertInteger(`${name}.costPerDrivingHour`, vehicle.costPerDrivingHour ?? 0, 0, money);
  assertInteger(`${name}.shift.start`, vehicle.shift.start, -largest, largest);
  assertInteger(`${name}.shift.end`, vehicle.shift.end, vehicle.shift.start, largest);
  assertInteger(`${name}.startPlace`, vehicle.startPlace, 0, size - 1);
  assertInteger(`${name}.endPlace`, vehicle.endPlace, 0, size - 1);
}

function assertLoad(name: string, load: Load, most: number = largest): void {
  for (const dimension of loadDimensions) assertInteger(`${name}.${dimension}`, load[dimension], 0, most);
}

function assertInteger(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(`${name}: ${value} is not a whole number from ${least} to ${most}`);
  }
}
