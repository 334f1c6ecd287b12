import { type Amounts, isNothing } from '#server/domain/load.ts';
import type { ProblemStop } from '#server/solver-pool/port.ts';
import { accessRank } from '../planning/places.ts';
import type { ParsedProblem } from './parse-vroom.ts';
import { refuse } from './refuse.ts';
import type { VroomClock } from './vroom-clock.ts';
import { nameOfStop, type NamedStop, type VroomNames } from './vroom-names.ts';
import type { VroomPlaces } from './vroom-places.ts';

/** What reading stops and vehicles needs of the whole. */
export interface ReadContext {
  readonly parsed: ParsedProblem;
  readonly places: VroomPlaces;
  readonly clock: VroomClock;
  readonly names: VroomNames;
  /** Load dimensions of the problem, 0 for none; the planner has at least one. */
  readonly dimensions: number;
}

/** Amounts of the planner; absent: nothing. */
export function readAmounts(
  where: string,
  field: string,
  given: Amounts | undefined,
  dimensions: number,
): Amounts {
  if (given && given.length !== dimensions) {
    refuse(where, `${field} has ${given.length} amounts, and the first vehicle's capacity has ${dimensions}`);
  }
  return given && dimensions > 0 ? given : Array.from({ length: Math.max(1, dimensions) }, () => 0);
}

/** @throws UserError PROBLEM_INVALID */
export function readStop(stop: NamedStop, context: ReadContext): ProblemStop {
  const where = nameOfStop(stop);
  const { places, clock, names } = context;
  const { task, of } = stop;
  const onlyVehicles = of.vehicles?.flatMap((id) => names.vehiclesOf(where, 'vehicles', id));
  const nothing = readAmounts(where, '', undefined, context.dimensions);
  return {
    place: places.rankOf({ index: task.location_index, location: task.location }),
    pickup: nothing,
    delivery: nothing,
    setupSeconds: secondsOf('setup', stop, context),
    serviceSeconds: secondsOf('service', stop, context),
    windows: clock.windows(where, task.time_windows),
    largestAccess: accessRank(of.largest_vehicle ?? 'heavy'),
    ...(of.skills && { skills: of.skills }),
    ...(onlyVehicles && { onlyVehicles: [...new Set(onlyVehicles)].sort((a, b) => a - b) }),
    priority: of.priority ?? 0,
    requestCount: 1,
    // A shipment is left out whole, and its price is paid once.
    ...(of.penalty !== undefined && { leaveOutCost: stop.type === 'delivery' ? 0 : of.penalty }),
    ...(stop.type === 'job' && jobFields(stop, context)),
  };
}

function jobFields(stop: NamedStop & { type: 'job' }, context: ReadContext): Partial<ProblemStop> {
  const where = nameOfStop(stop);
  const { clock, names, dimensions } = context;
  const { of: job } = stop;
  if (job.amount && (job.pickup || job.delivery)) {
    refuse(where, 'amount is the older name of delivery, and pickup or delivery is there too');
  }
  const pickup = readAmounts(where, 'pickup', job.pickup, dimensions);
  for (const field of ['latest_at_hub', 'max_time_on_board'] as const) {
    if (job[field] !== undefined && isNothing(pickup))
      refuse(where, `${field} is there but nothing is picked up`);
  }
  const recordVehicle =
    job.record_vehicle === undefined
      ? undefined
      : names.vehiclesOf(where, 'record_vehicle', job.record_vehicle)[0];
  return {
    pickup,
    delivery: readAmounts(where, job.amount ? 'amount' : 'delivery', job.amount ?? job.delivery, dimensions),
    ...(job.latest_at_hub !== undefined && { latestAtHub: clock.fromMoment(job.latest_at_hub) }),
    ...(job.max_time_on_board !== undefined && { mostSecondsOnBoard: job.max_time_on_board }),
    ...(job.hub !== undefined && { hub: names.hubOf(where, job.hub) }),
    ...(recordVehicle !== undefined && { recordVehicle }),
  };
}

/** Setup or service, which may differ by type of vehicle as long as all that may come agree. */
function secondsOf(field: 'setup' | 'service', { task, ...stop }: NamedStop, context: ReadContext): number {
  const perType = task[`${field}_per_type`];
  const usual = task[field] ?? 0;
  if (!perType) return usual;
  const types = Object.keys(perType);
  const coming = context.parsed.vehicles.filter((vehicle) => mayCome(vehicle, stop.of));
  const seconds = new Set(
    coming.map(({ type = '' }) => (types.includes(type) ? perType[type]! : usual)), // own key
  );
  if (seconds.size > 1) {
    refuse(
      `${stop.type} ${stop.id}`,
      `${field}_per_type differs between vehicles that may come, which is not supported`,
    );
  }
  return [...seconds][0] ?? usual;
}

function mayCome(vehicle: ParsedProblem['vehicles'][number], of: NamedStop['of']): boolean {
  const isNamed = !of.vehicles || of.vehicles.includes(vehicle.id);
  return isNamed && (of.skills ?? []).every((skill) => vehicle.skills?.includes(skill));
}
