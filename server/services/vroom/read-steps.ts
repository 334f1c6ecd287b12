import type { VroomStep, VroomVehicle } from '#server/contract/vroom.ts';
import type { ReadContext } from './read-stops.ts';
import { refuse } from './refuse.ts';
import { nameOfStop } from './vroom-names.ts';
import type { SolutionRun } from './vroom-tools.ts';

/** When the service at a step has to begin, in VROOM's moments. */
export interface ForcedService {
  readonly after: number;
  readonly before: number;
}

/** A vehicle's steps as a run of the planner, with what they force. */
export interface SteppedRun extends SolutionRun {
  readonly breaks: NonNullable<SolutionRun['breaks']>;
  readonly forcedStart: ForcedService | null;
  /** By stop. */
  readonly forcedStops: ReadonlyMap<number, ForcedService>;
  /** By index of the vehicle's breaks. */
  readonly forcedBreaks: ReadonlyMap<number, ForcedService>;
}

/**
 * The runs that the problem's steps describe, of the vehicles that have some.
 *
 * @throws UserError PROBLEM_INVALID
 */
export function readSteps(context: ReadContext): SteppedRun[] {
  const seen = new Set<number>();
  return context.parsed.vehicles.flatMap((vehicle, index) =>
    vehicle.steps && vehicle.steps.length > 0 ? [readRun(vehicle, vehicle.steps, index, context, seen)] : [],
  );
}

function readRun(
  vehicle: VroomVehicle,
  steps: readonly VroomStep[],
  index: number,
  context: ReadContext,
  seen: Set<number>,
): SteppedRun {
  const where = `vehicle ${vehicle.id}`;
  const trips: number[][] = [[]];
  const breaks: { index: number; trip: number; position: number }[] = [];
  const forcedStops = new Map<number, ForcedService>();
  const forcedBreaks = new Map<number, ForcedService>();
  let forcedStart: ForcedService | null = null;
  for (const [at, step] of steps.entries()) {
    const name = `steps[${at}]`;
    const trip = trips.at(-1)!; // there is always one
    const forced = forcedService(where, name, step);
    if (step.type === 'job' || step.type === 'pickup' || step.type === 'delivery') {
      const stop = context.names.stopOf(where, step.type, idOf(where, name, step));
      if (seen.has(stop)) refuse(where, `${name}: ${nameOfStop(context.names.stops[stop]!)} is in two steps`);
      seen.add(stop);
      trip.push(stop);
      if (forced) forcedStops.set(stop, forced);
    } else if (step.type === 'break') {
      const rest = breakOf(where, name, vehicle, idOf(where, name, step));
      if (breaks.some((each) => each.index === rest)) refuse(where, `${name}: this break is in two steps`);
      breaks.push({ index: rest, trip: trips.length - 1, position: trip.length });
      if (forced) forcedBreaks.set(rest, forced);
    } else {
      assertPlace(where, name, step, at, steps.length);
      if (step.type === 'start') forcedStart = forced;
      if (step.type === 'hub') trips.push([]);
    }
  }
  return { vehicle: index, trips, breaks, forcedStart, forcedStops, forcedBreaks };
}

function idOf(where: string, name: string, { id, type }: VroomStep): number {
  return id ?? refuse(where, `${name}: a ${type} needs an id`);
}

function breakOf(where: string, name: string, { breaks = [] }: VroomVehicle, id: number): number {
  const index = breaks.findIndex((each) => each.id === id);
  return index >= 0 ? index : refuse(where, `${name}: it names break ${id}, which the vehicle does not have`);
}

/** Start comes first, the end last; of these and hubs only the start can be put off. */
function assertPlace(where: string, name: string, step: VroomStep, at: number, count: number): void {
  const { type, id } = step;
  if (type === 'start' && at > 0) refuse(where, `${name}: start is not the first step`);
  if (type === 'end' && at < count - 1) refuse(where, `${name}: end is not the last step`);
  if (id !== undefined) refuse(where, `${name}: a step of type ${type} has no id`);
  const fields = type === 'start' ? (['service_at', 'service_before'] as const) : allForced;
  const refused = fields.find((field) => step[field] !== undefined);
  if (refused) refuse(where, `${name}: ${refused} is not supported at a step of type ${type}`);
}

const allForced = ['service_at', 'service_after', 'service_before'] as const;

function forcedService(where: string, name: string, step: VroomStep): ForcedService | null {
  if (allForced.every((field) => step[field] === undefined)) return null;
  const { service_at: at, service_after = -Infinity, service_before = Infinity } = step;
  const after = Math.max(service_after, at ?? -Infinity);
  const before = Math.min(service_before, at ?? Infinity);
  if (after > before) refuse(where, `${name}: service_at, service_after and service_before leave no moment`);
  return { after, before };
}
