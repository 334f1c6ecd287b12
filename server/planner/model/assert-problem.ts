import type { Problem, ProblemPrices, ProblemStop } from './problem.ts';
import { isNothing } from '#server/domain/load.ts';
import {
  assertAmounts,
  assertIndices,
  assertInteger,
  assertOptional,
  assertWindows,
  largest,
  mostMoney,
} from './assert-integer.ts';
import { assertVehicle } from './assert-vehicle.ts';

/** Throws a RangeError that names the field when a problem is not as `Problem` says; callers build it, users do not. */
export function assertProblem(problem: Problem): void {
  const size = assertMatrices(problem);
  const dimensions = problem.stops[0]?.pickup.length ?? problem.vehicles[0]?.capacity.length ?? 0;
  for (const [index, stop] of problem.stops.entries()) {
    assertStop(problem, `stops[${index}]`, stop, size, dimensions);
  }
  assertHubs(problem, size);
  assertShipments(problem, dimensions);
  for (const index of problem.vehicles.keys()) assertVehicle(problem, index, size, dimensions);
  const fixed = problem.vehicles.flatMap(({ fixedStart = [] }) => fixedStart);
  assertIndices('vehicles.fixedStart', fixed, problem.stops.length - 1);
  assertPrices(problem.prices ?? {});
}

/** The size that all have. */
function assertMatrices({ matrices, vehicles }: Problem): number {
  const size = matrices[0]?.size ?? 0;
  if (vehicles.length > 0 && size === 0) throw new RangeError('matrices: none');
  for (const [index, matrix] of matrices.entries()) {
    const cells = matrix.size * matrix.size;
    if (matrix.size !== size || matrix.seconds.length !== cells || matrix.metres.length !== cells) {
      throw new RangeError(`matrices[${index}]: not of size ${size}`);
    }
  }
  return size;
}

function assertHubs({ hubs, vehicles }: Problem, size: number): void {
  if (vehicles.length > 0 && hubs.length === 0) throw new RangeError('hubs: none');
  for (const [index, { place, receiving, docks, dockSeconds }] of hubs.entries()) {
    const name = `hubs[${index}]`;
    assertInteger(`${name}.place`, place, 0, size - 1);
    if (receiving) assertWindows(`${name}.receiving`, receiving);
    assertOptional(`${name}.docks`, docks, 1, largest);
    assertOptional(`${name}.dockSeconds`, dockSeconds, 0, largest);
    if (docks !== undefined && dockSeconds === undefined) {
      throw new RangeError(`${name}.dockSeconds: needed with docks`);
    }
    if (docks === undefined && dockSeconds !== undefined) {
      throw new RangeError(`${name}.dockSeconds: says nothing without docks`);
    }
  }
}

function assertStop(
  problem: Problem,
  name: string,
  stop: ProblemStop,
  size: number,
  dimensions: number,
): void {
  assertInteger(`${name}.place`, stop.place, 0, size - 1);
  assertAmounts(`${name}.pickup`, stop.pickup, dimensions);
  assertAmounts(`${name}.delivery`, stop.delivery, dimensions);
  assertInteger(`${name}.setupSeconds`, stop.setupSeconds, 0, largest);
  assertInteger(`${name}.serviceSeconds`, stop.serviceSeconds, 0, largest);
  assertWindows(`${name}.windows`, stop.windows);
  assertInteger(`${name}.largestAccess`, stop.largestAccess, 0, largest);
  if (stop.skills) assertIndices(`${name}.skills`, stop.skills, largest);
  assertOptional(`${name}.hub`, stop.hub, 0, problem.hubs.length - 1);
  if (stop.onlyVehicles) {
    assertIndices(`${name}.onlyVehicles`, stop.onlyVehicles, problem.vehicles.length - 1);
    if (stop.onlyVehicles.length === 0) throw new RangeError(`${name}.onlyVehicles: none`);
  }
  assertInteger(`${name}.priority`, stop.priority, 0, largest);
  assertInteger(`${name}.requestCount`, stop.requestCount, 1, largest);
  assertOptional(`${name}.leaveOutCost`, stop.leaveOutCost, 0, mostMoney);
  assertOptional(`${name}.latestAtHub`, stop.latestAtHub, -largest, largest);
  assertOptional(`${name}.mostSecondsOnBoard`, stop.mostSecondsOnBoard, 0, largest);
  for (const field of ['latestAtHub', 'mostSecondsOnBoard'] as const) {
    if (stop[field] !== undefined && isNothing(stop.pickup)) {
      throw new RangeError(`${name}.${field}: needs a pickup`);
    }
  }
  assertOptional(`${name}.recordVehicle`, stop.recordVehicle, 0, problem.vehicles.length - 1);
}

function assertShipments({ shipments = [], stops }: Problem, dimensions: number): void {
  for (const [index, { from, to, amounts }] of shipments.entries()) {
    const name = `shipments[${index}]`;
    assertAmounts(`${name}.amounts`, amounts, dimensions);
    for (const [end, stop] of Object.entries({ from, to })) {
      assertInteger(`${name}.${end}`, stop, 0, stops.length - 1);
      const { pickup, delivery } = stops[stop]!; // just seen to exist
      if (!isNothing(pickup) || !isNothing(delivery)) {
        throw new RangeError(`${name}.${end}: stop ${stop} has a pickup or delivery of its own`);
      }
    }
  }
  const ends = shipments.flatMap(({ from, to }) => [from, to]);
  assertIndices('shipments', ends, stops.length - 1);
}

function assertPrices({ balance, compactness, stub, stay }: ProblemPrices): void {
  assertOptional('prices.balance.aroundSeconds', balance?.aroundSeconds, 0, largest);
  assertOptional('prices.balance.costPerHour', balance?.costPerHour, 0, mostMoney);
  assertOptional('prices.compactness.costPerKm', compactness?.costPerKm, 0, mostMoney);
  assertOptional('prices.stub.leastStops', stub?.leastStops, 1, largest);
  assertOptional('prices.stub.cost', stub?.cost, 0, mostMoney);
  assertOptional('prices.stay.cost', stay?.cost, 0, mostMoney);
}
