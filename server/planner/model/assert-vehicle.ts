import type { Problem, ProblemVehicle } from './problem.ts';
import { UNLIMITED } from '#server/domain/load.ts';
import {
  assertAmounts,
  assertIndices,
  assertInteger,
  assertOptional,
  assertWindows,
  largest,
  mostMoney,
} from './assert-integer.ts';

/** Throws a RangeError that names the field when a vehicle is not as `ProblemVehicle` says. */
export function assertVehicle(problem: Problem, index: number, size: number, dimensions: number): void {
  const name = `vehicles[${index}]`;
  const vehicle = problem.vehicles[index]!;
  assertInteger(`${name}.matrix`, vehicle.matrix, 0, problem.matrices.length - 1);
  assertInteger(`${name}.access`, vehicle.access, 0, largest);
  if (vehicle.skills) assertIndices(`${name}.skills`, vehicle.skills, largest);
  assertOptional(`${name}.hub`, vehicle.hub, 0, problem.hubs.length - 1);
  assertAmounts(`${name}.capacity`, vehicle.capacity, dimensions, UNLIMITED);
  assertInteger(`${name}.startPlace`, vehicle.startPlace, 0, size - 1);
  assertInteger(`${name}.endPlace`, vehicle.endPlace, 0, size - 1);
  assertCost(name, vehicle);
  assertTimes(name, vehicle, dimensions);
  assertOptional(`${name}.mostTrips`, vehicle.mostTrips, 1, largest);
  assertOptional(`${name}.mostStops`, vehicle.mostStops, 0, largest);
  assertOptional(`${name}.mostMetres`, vehicle.mostMetres, 0, largest);
  assertOptional(`${name}.mostDrivingSeconds`, vehicle.mostDrivingSeconds, 0, largest);
  assertOptional(`${name}.mostSecondsOut`, vehicle.mostSecondsOut, 0, largest);
  assertFixedStart(problem, name, index);
}

function assertCost(name: string, vehicle: ProblemVehicle): void {
  assertInteger(`${name}.fixedCost`, vehicle.fixedCost, 0, mostMoney);
  assertOptional(`${name}.costPerTrip`, vehicle.costPerTrip, 0, mostMoney);
  assertInteger(`${name}.costPerKm`, vehicle.costPerKm, 0, mostMoney);
  assertInteger(`${name}.costPerHour`, vehicle.costPerHour, 0, mostMoney);
  assertOptional(`${name}.costPerDrivingHour`, vehicle.costPerDrivingHour, 0, mostMoney);
  assertOptional(`${name}.costPerServiceHour`, vehicle.costPerServiceHour, 0, mostMoney);
  const { kmBands } = vehicle;
  if (!kmBands) return;
  if (kmBands[0]?.fromMetres !== 0) throw new RangeError(`${name}.kmBands: the first is not from 0`);
  let least = 0;
  for (const [index, band] of kmBands.entries()) {
    assertInteger(`${name}.kmBands[${index}].fromMetres`, band.fromMetres, least, largest);
    assertInteger(`${name}.kmBands[${index}].costPerKm`, band.costPerKm, 0, mostMoney);
    least = band.fromMetres + 1;
  }
}

function assertTimes(name: string, vehicle: ProblemVehicle, dimensions: number): void {
  const { shift, overtime, breaks = [] } = vehicle;
  assertInteger(`${name}.shift.start`, shift.start, -largest, largest);
  assertInteger(`${name}.shift.end`, shift.end, shift.start, largest);
  assertOptional(`${name}.overtime.mostSeconds`, overtime?.mostSeconds, 0, largest);
  assertOptional(`${name}.overtime.costPerHour`, overtime?.costPerHour, 0, mostMoney);
  assertOptional(`${name}.turnaroundSeconds`, vehicle.turnaroundSeconds, 0, largest);
  for (const [index, { windows, seconds, mostLoad }] of breaks.entries()) {
    assertWindows(`${name}.breaks[${index}].windows`, windows);
    assertInteger(`${name}.breaks[${index}].seconds`, seconds, 0, largest);
    if (mostLoad) assertAmounts(`${name}.breaks[${index}].mostLoad`, mostLoad, dimensions, UNLIMITED);
  }
}

/** What cannot be kept whatever the search does. That no two vehicles fix one stop is looked at for all together. */
function assertFixedStart(
  { stops, shipments = [], vehicles }: Problem,
  vehicleName: string,
  index: number,
): void {
  const vehicle = vehicles[index]!;
  const { fixedStart = [], mostStops = Infinity } = vehicle;
  const name = `${vehicleName}.fixedStart`;
  assertIndices(name, fixedStart, stops.length - 1);
  if (fixedStart.length > mostStops) throw new RangeError(`${name}: more than mostStops`);
  for (const fixed of fixedStart) {
    const stop = stops[fixed]!; // just seen to exist
    if (stop.onlyVehicles?.includes(index) === false) {
      throw new RangeError(`${name}: stop ${fixed} is pinned elsewhere`);
    }
    if (stop.hub !== undefined && stop.hub !== (vehicle.hub ?? 0)) {
      throw new RangeError(`${name}: stop ${fixed} is of another hub`);
    }
    if (stop.skills?.every((skill) => vehicle.skills?.includes(skill)) === false) {
      throw new RangeError(`${name}: stop ${fixed} asks for skills that it does not have`);
    }
    if (vehicle.access > stop.largestAccess) {
      throw new RangeError(`${name}: it may not come to stop ${fixed}`);
    }
  }
  for (const { from, to } of shipments) {
    const end = fixedStart.indexOf(to);
    const begin = fixedStart.indexOf(from);
    if (end >= 0 && (begin < 0 || begin > end)) {
      throw new RangeError(`${name}: stop ${to} comes before stop ${from} of its shipment`);
    }
    const isCut = vehicle.isLocked === true && begin >= 0 && end < 0;
    if (isCut)
      throw new RangeError(`${name}: stop ${to} of the shipment from ${from} is not in the locked run`);
  }
}
