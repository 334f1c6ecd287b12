import { UNLIMITED } from '#server/domain/load.ts';
import type { VroomVehicle } from '#server/contract/vroom.ts';
import type { ProblemVehicle } from '#server/solver-pool/port.ts';
import { accessRank } from '../planning/places.ts';
import { type ReadContext, readAmounts } from './read-stops.ts';
import { refuse } from './refuse.ts';
import { profileOf } from './vroom-travel.ts';

/** VROOM's cost of an hour of driving where none is given: 1 a second. */
const usualPerHour = 3600;

/** @throws UserError PROBLEM_INVALID */
export function readVehicle(
  vehicle: VroomVehicle,
  hub: number,
  context: ReadContext,
): Omit<ProblemVehicle, 'matrix'> {
  const where = `vehicle ${vehicle.id}`;
  const { places, clock, dimensions } = context;
  const placeOf = (location: VroomVehicle['start'], row: number | undefined) =>
    location === undefined && row === undefined ? places.nowhere : places.rankOf({ index: row, location });
  const { trips, overtime, breaks } = vehicle;
  return {
    access: accessRank(vehicle.access ?? 'motorbike'),
    ...(vehicle.skills && { skills: vehicle.skills }),
    hub,
    capacity: readCapacity(where, vehicle, dimensions),
    ...readCosts(where, vehicle, context),
    shift: vehicle.time_window
      ? clock.window(where, vehicle.time_window)
      : { start: Math.max(clock.always.start, clock.fromMoment(0)), end: clock.always.end },
    ...(overtime && { overtime: { mostSeconds: overtime.max, costPerHour: overtime.per_hour ?? 0 } }),
    ...(breaks && breaks.length > 0 && { breaks: readBreaks(where, breaks, context) }),
    startPlace: placeOf(vehicle.start, vehicle.start_index),
    endPlace: placeOf(vehicle.end, vehicle.end_index),
    isFreightFree: vehicle.hub === undefined,
    ...(trips && {
      mostTrips: trips.max,
      turnaroundSeconds: trips.turnaround ?? 0,
      costPerTrip: trips.cost ?? 0,
    }),
    ...(vehicle.max_tasks !== undefined && { mostStops: vehicle.max_tasks }),
    ...(vehicle.max_distance !== undefined && { mostMetres: vehicle.max_distance }),
    ...(vehicle.max_travel_time !== undefined && { mostDrivingSeconds: vehicle.max_travel_time }),
    ...(vehicle.max_time_out !== undefined && { mostSecondsOut: vehicle.max_time_out }),
    ...(vehicle.fixed_start && {
      fixedStart: vehicle.fixed_start.map(({ type, id }) => context.names.stopOf(where, type, id)),
    }),
    ...(vehicle.locked !== undefined && { isLocked: vehicle.locked }),
  };
}

function readCapacity(where: string, { capacity = [] }: VroomVehicle, dimensions: number): readonly number[] {
  if (capacity.length !== dimensions) {
    refuse(where, `capacity has ${capacity.length} amounts, and the first vehicle's has ${dimensions}`);
  }
  return dimensions === 0 ? [UNLIMITED] : capacity.map((amount) => Math.min(amount, UNLIMITED));
}

type Costs = Pick<
  ProblemVehicle,
  'fixedCost' | 'costPerKm' | 'kmBands' | 'costPerHour' | 'costPerDrivingHour' | 'costPerServiceHour'
>;

function readCosts(where: string, vehicle: VroomVehicle, { parsed }: ReadContext): Costs {
  const { costs = {} } = vehicle;
  const { km_bands: bands } = costs;
  const rest = {
    fixedCost: costs.fixed ?? 0,
    costPerHour: costs.per_hour_out ?? 0,
    costPerServiceHour: costs.per_task_hour ?? 0,
  };
  if (parsed.matrices.get(profileOf(vehicle))?.costs) {
    assertNoTravelCosts(where, vehicle, parsed.prices?.compactness !== undefined);
    return { ...rest, costPerKm: 1000, costPerDrivingHour: 0 };
  }
  if (bands && costs.per_km !== undefined) refuse(where, 'costs has both per_km and km_bands');
  if (bands?.some(({ from }, index) => (index === 0 ? from !== 0 : from <= bands[index - 1]!.from))) {
    refuse(where, 'costs.km_bands must begin at 0 and ascend');
  }
  return {
    ...rest,
    costPerDrivingHour: costs.per_hour ?? usualPerHour,
    costPerKm: costs.per_km ?? 0,
    ...(bands && { kmBands: bands.map(({ from, per_km }) => ({ fromMetres: from, costPerKm: per_km })) }),
  };
}

/** A cost matrix says all that travel costs, and stands where the planner has metres. */
function assertNoTravelCosts(where: string, vehicle: VroomVehicle, isCompact: boolean): void {
  const { per_hour, per_km, km_bands } = vehicle.costs ?? {};
  const clashing = [
    per_hour !== undefined && per_hour !== usualPerHour && 'costs.per_hour',
    per_km !== undefined && per_km > 0 && 'costs.per_km',
    km_bands !== undefined && 'costs.km_bands',
    vehicle.max_distance !== undefined && 'max_distance',
    isCompact && 'prices.compactness',
  ].find((field) => field !== false);
  if (clashing) refuse(where, `${clashing} cannot be used with a matrix of costs`);
}

function readBreaks(
  where: string,
  breaks: NonNullable<VroomVehicle['breaks']>,
  { clock, dimensions }: ReadContext,
): NonNullable<ProblemVehicle['breaks']> {
  const seen = new Set<number>();
  return breaks.map((each) => {
    const name = `break ${each.id} of ${where}`;
    if (seen.has(each.id)) refuse(name, 'there are two of this id');
    seen.add(each.id);
    const { max_load: most } = each;
    if (most && dimensions === 0) refuse(name, 'max_load is there but the vehicle has no capacity');
    return {
      windows: clock.windows(name, each.time_windows),
      seconds: each.service ?? 0,
      ...(most && { mostLoad: readAmounts(name, 'max_load', most, dimensions) }),
    };
  });
}
