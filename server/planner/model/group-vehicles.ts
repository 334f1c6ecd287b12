import { UNLIMITED } from '#server/domain/load.ts';
import type { VehicleType } from './instance.ts';
import type { Problem, ProblemVehicle } from './problem.ts';
import { costUnit } from './instance.ts';

/** Vehicles that the search cannot tell apart, together. */
export function groupVehicles(problem: Problem): VehicleType[] {
  const pinned = new Set(problem.stops.flatMap((stop) => stop.onlyVehicles ?? []));
  const groups = new Map<string, number[]>();
  for (const [index, vehicle] of problem.vehicles.entries()) {
    const isItself = pinned.has(index) || vehicle.fixedStart !== undefined || vehicle.isLocked === true;
    const key = JSON.stringify([isItself ? index : -1, vehicle]);
    const members = groups.get(key);
    if (members) members.push(index);
    else groups.set(key, [index]);
  }
  return [...groups.values()].map((members) => makeType(problem, members));
}

function makeType(problem: Problem, members: readonly number[]): VehicleType {
  // assertProblem has seen that the vehicle and its matrix exist
  const vehicle = problem.vehicles[members[0]!]!;
  const { matrix } = vehicle;
  const bands = vehicle.kmBands ?? [{ fromMetres: 0, costPerKm: vehicle.costPerKm }];
  const perMetre = (costPerKm: number) => costPerKm * (costUnit / 1000);
  const perSecond = (costPerHour = 0) => costPerHour * (costUnit / 3600);
  return {
    vehicle,
    members,
    matrix,
    seconds: problem.matrices[matrix]!.seconds,
    metres: problem.matrices[matrix]!.metres,
    fixed: vehicle.fixedCost * costUnit,
    perTrip: (vehicle.costPerTrip ?? 0) * costUnit,
    perMetre: perMetre(bands[0]!.costPerKm),
    leastPerMetre: perMetre(Math.min(...bands.map((band) => band.costPerKm))),
    perDrivingSecond: perSecond(vehicle.costPerDrivingHour),
    perServiceSecond: perSecond(vehicle.costPerServiceHour),
    perSecond: perSecond(vehicle.costPerHour),
    perOverSecond: perSecond(vehicle.overtime?.costPerHour),
    perInnerMetre: perMetre(problem.prices?.compactness?.costPerKm ?? 0),
    bands: bands.slice(1).map((band, index) => ({
      fromMetres: band.fromMetres,
      perMetreMore: perMetre(band.costPerKm) - perMetre(bands[index]!.costPerKm),
    })),
    latestEnd: vehicle.shift.end + (vehicle.overtime?.mostSeconds ?? 0),
    capacity: Float64Array.from(vehicle.capacity, (limit) => (limit >= UNLIMITED ? Infinity : limit)),
    isRich: isRichProblem(problem) || isRichVehicle(problem, vehicle),
  };
}

/** What a run of any vehicle must be walked through for. */
function isRichProblem({ stops, shipments, prices, hubs }: Problem): boolean {
  const places = [...stops.map((stop) => stop.place), ...hubs.map((hub) => hub.place)];
  const isShared = places.length > new Set(places).size;
  return (
    (isShared && stops.some((stop) => stop.setupSeconds > 0)) ||
    (shipments?.length ?? 0) > 0 ||
    prices !== undefined ||
    hubs.some((hub) => hub.receiving !== undefined || hub.docks !== undefined) ||
    stops.some((stop) => stop.mostSecondsOnBoard !== undefined)
  );
}

/** Whether loads must be at the hub by some time. */
export function isFreshKept({ stops }: Problem): boolean {
  return stops.some((stop) => stop.latestAtHub !== undefined);
}

function isRichVehicle(problem: Problem, vehicle: ProblemVehicle): boolean {
  return (
    (vehicle.mostTrips ?? 1) > 1 ||
    (vehicle.breaks?.length ?? 0) > 0 ||
    (vehicle.kmBands?.length ?? 0) > 1 ||
    vehicle.overtime !== undefined ||
    vehicle.mostStops !== undefined ||
    vehicle.mostMetres !== undefined ||
    vehicle.mostDrivingSeconds !== undefined ||
    vehicle.mostSecondsOut !== undefined ||
    vehicle.fixedStart !== undefined ||
    (vehicle.costPerTrip ?? 0) > 0 ||
    ((vehicle.costPerHour > 0 || isFreshKept(problem)) &&
      problem.stops.some((stop) => stop.windows.length > 1)) ||
    problem.stops.some((stop) => stop.setupSeconds > 0 && stop.place === vehicle.startPlace)
  );
}
