import type { VroomOutStep } from '#server/contract/vroom.ts';
import type { Amounts } from '#server/domain/load.ts';
import {
  legsOfRun,
  type RunInput,
  type RunLeg,
  type RunSchedule,
  type ScheduledEvent,
} from '#server/domain/run.ts';
import type { ReadProblem } from './read-vroom-problem.ts';
import { nodesOfRun, type RunNode } from './run-nodes.ts';
import type { VroomPlaces } from './vroom-places.ts';
import type { PartedProblem, SolutionRun } from './vroom-tools.ts';

/** A run with all that is known of it. */
export interface ScheduledRun {
  readonly run: SolutionRun;
  readonly input: RunInput;
  readonly schedule: RunSchedule;
}

/** A step without its violations, and which event of the run it is: −1 for the start, their number for the end. */
export interface WrittenStep {
  readonly step: Omit<VroomOutStep, 'violations'>;
  readonly event: number;
}

/** A run's steps in VROOM's form. */
export function writeSteps(read: ReadProblem, parted: PartedProblem, scheduled: ScheduledRun): WrittenStep[] {
  const { run, input, schedule } = scheduled;
  const vehicle = parted.problem.vehicles[run.vehicle]!; // solutions name vehicles of their problem
  const nodes = nodesOfRun(parted.problem, run);
  const metresBetween = metresOf(read, run.vehicle);
  const shown = shownPlaces(read.places, vehicle.startPlace, nodes);
  const figures = (load: Amounts, duration: number, distance: number) => ({
    ...(read.dimensions > 0 && { load: [...load] }),
    duration,
    ...(metresBetween && { distance }),
  });
  const first = schedule.trips[0]!; // a run has at least one trip
  const steps: WrittenStep[] = [
    {
      event: -1,
      step: {
        type: 'start',
        ...whereIs(read.places, shown.start),
        ...nothingDone,
        arrival: read.clock.toMoment(schedule.start),
        ...figures(first.loadAtStart, 0, 0),
      },
    },
  ];
  let duration = 0;
  let distance = 0;
  let at = vehicle.startPlace;
  let load = first.loadAtStart;
  for (const [index, leg] of legsOfRun(input).entries()) {
    const node = nodes[index]!; // one per leg
    const legMetres = metresBetween?.(at, node.place) ?? 0;
    let driven = 0;
    for (const [rank, rest] of node.breaks.entries()) {
      const event = schedule.events[leg.at + rank]!; // one per event of the input
      // The way is under way until the break may begin.
      const seconds = Math.min(leg.to.legSeconds - driven, event.start - event.arrival);
      driven += seconds;
      const share = leg.to.legSeconds === 0 ? 0 : driven / leg.to.legSeconds;
      const soFar = figures(load, duration + driven, distance + Math.round(legMetres * share));
      steps.push({
        event: leg.at + rank,
        step: { ...breakStep(read, run, rest, event, seconds), ...soFar },
      });
    }
    duration += leg.to.legSeconds;
    distance += legMetres;
    const eventIndex = leg.at + node.breaks.length;
    const event = schedule.events[eventIndex] ?? endEvent(schedule, load);
    load = event.loadAfter;
    const step = nodeStep(read, parted, node, leg, event);
    const where = whereIs(read.places, node.kind === 'end' ? shown.end : node.place);
    steps.push({ event: eventIndex, step: { ...step, ...where, ...figures(load, duration, distance) } });
    at = node.place;
  }
  return steps;
}

const nothingDone = { setup: 0, service: 0, waiting_time: 0 } as const;

type Event = Pick<ScheduledEvent, 'arrival' | 'start' | 'loadAfter'>;

/** The end waits where unloading does. */
function endEvent({ trips, end }: RunSchedule, load: Amounts): Event {
  return { arrival: trips.at(-1)!.arrival, start: end, loadAfter: load }; // a run has at least one trip
}

function breakStep(
  { parsed, clock }: ReadProblem,
  run: SolutionRun,
  index: number,
  event: Event,
  driven: number,
) {
  const { id, description, service = 0 } = parsed.vehicles[run.vehicle]!.breaks![index]!; // of this vehicle
  return {
    type: 'break' as const,
    ...(description !== undefined && { description }),
    id,
    ...nothingDone,
    service,
    waiting_time: event.start - event.arrival - driven,
    arrival: clock.toMoment(event.arrival + driven),
  };
}

function nodeStep(read: ReadProblem, parted: PartedProblem, node: RunNode, { to }: RunLeg, event: Event) {
  const times = { waiting_time: event.start - event.arrival, arrival: read.clock.toMoment(event.arrival) };
  if (to.kind === 'end') return { type: 'end' as const, ...nothingDone, ...times };
  if (to.kind === 'hub') return { type: 'hub' as const, setup: 0, service: to.turnaroundSeconds, ...times };
  const { type, id, task } = namedStop(read, parted, node.stop);
  return {
    type,
    ...(task.description !== undefined && { description: task.description }),
    id,
    job: id,
    ...partOf(parted, node.stop),
    setup: to.isSamePlace ? 0 : to.setupSeconds,
    service: to.serviceSeconds,
    ...times,
  };
}

/** What a stop is called; the parts of a job are called the same. */
export function namedStop({ names }: ReadProblem, { originOf }: PartedProblem, stop: number) {
  return names.stops[originOf[stop]!]!; // solutions name stops of their problem
}

/** Amounts of a part of a job; nothing for a job that is whole. */
export function partOf({ problem, originOf }: PartedProblem, stop: number) {
  const origin = originOf[stop];
  if (originOf[stop - 1] !== origin && originOf[stop + 1] !== origin) return {};
  const { pickup, delivery } = problem.stops[stop]!;
  return { delivery: [...delivery], pickup: [...pickup] };
}

/** An open start is where the first task is, an open end where the last one is. */
function shownPlaces({ nowhere }: VroomPlaces, start: number, nodes: readonly RunNode[]) {
  const stops = nodes.filter(({ kind }) => kind === 'stop');
  const end = nodes.at(-1)?.place ?? nowhere;
  return {
    start: start === nowhere ? (stops[0]?.place ?? nowhere) : start,
    end: end === nowhere ? (stops.at(-1)?.place ?? nowhere) : end,
  };
}

/** Coordinates and row of a place, as far as they were given. */
export function whereIs(places: VroomPlaces, place: number) {
  const location = places.locations[place];
  const row = places.areIndices ? places.indices[place] : undefined;
  return {
    ...(location && { location: [location[0], location[1]] as [number, number] }),
    ...(row !== undefined && { location_index: row }),
  };
}

/** Distances as they were given or routed; null where there are none. */
function metresOf({ travel }: ReadProblem, vehicle: number): ((from: number, to: number) => number) | null {
  const metres = travel.metresOf?.[vehicle];
  const size = travel.matrices[travel.matrixOf[vehicle]!]!.size; // one for each vehicle
  return metres ? (from, to) => metres[from * size + to]! : null;
}
