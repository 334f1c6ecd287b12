import type { VroomViolation } from '#server/contract/vroom.ts';
import { type Amounts, UNLIMITED } from '#server/domain/load.ts';
import type { RunViolation } from '#server/domain/run.ts';
import type { TimeWindow } from '#server/domain/time-window.ts';
import type { Problem } from '#server/solver-pool/port.ts';
import { nodesOfRun } from './run-nodes.ts';
import type { RunFaults } from './write-route.ts';
import type { ScheduledRun } from './write-steps.ts';

/** VROOM's causes, and ours for what it does not know. Loads are looked at step by step. */
const causes: Readonly<Record<Exclude<RunViolation['kind'], 'capacity'>, string>> = {
  time_window: 'delay',
  break_window: 'delay',
  shift: 'delay',
  receiving: 'delay',
  break_load: 'max_load',
  shipment: 'precedence',
  most_stops: 'max_tasks',
  most_metres: 'max_distance',
  most_driving: 'max_travel_time',
  latest_at_hub: 'latest_at_hub',
  on_board: 'max_time_on_board',
  most_seconds_out: 'max_time_out',
};

/** What counts for the route and not for one of its steps. */
const ofWholeRun: ReadonlySet<RunViolation['kind']> = new Set([
  'most_stops',
  'most_metres',
  'most_driving',
  'most_seconds_out',
]);

/**
 * Everything that a run breaks of `problem`, in VROOM's words. The run may have been scheduled with other windows, as
 * plan mode's service_at and the like make them.
 */
export function findFaults(problem: Problem, { run, input, schedule }: ScheduledRun): RunFaults {
  const byEvent = new Map<number, VroomViolation[]>();
  const add = (event: number, ...faults: VroomViolation[]) =>
    byEvent.set(event, [...(byEvent.get(event) ?? []), ...faults]);
  const vehicle = problem.vehicles[run.vehicle]!; // runs name vehicles and stops of their problem
  const last = input.events.length;
  const early = vehicle.shift.start - schedule.start;
  if (early > 0) add(-1, { cause: 'lead_time', duration: early });
  const windows = originalWindows(problem, run);
  for (const [event, { start }] of schedule.events.entries()) {
    const of = windows[event];
    const fault = of && offWindows(of, start);
    if (fault) add(event, fault);
  }
  for (const violation of schedule.violations) {
    const { kind } = violation;
    if (kind === 'capacity' || kind === 'time_window' || kind === 'break_window') continue;
    if (!ofWholeRun.has(kind)) add(violation.event ?? last, wordsOf(violation));
  }
  addOverloads(add, schedule, vehicle.capacity);
  let event = 0;
  for (const { kind, stop, breaks } of nodesOfRun(problem, run)) {
    event += breaks.length;
    if (kind === 'stop') add(event, ...whyNotThisVehicle(problem, stop, run.vehicle));
    event++;
  }
  const ofRun = schedule.violations.filter(({ kind }) => ofWholeRun.has(kind)).map(wordsOf);
  const missing = (vehicle.breaks?.length ?? 0) - (run.breaks?.length ?? 0);
  return { byEvent, ofRun: missing > 0 ? [...ofRun, { cause: 'missing_break' }] : ofRun };
}

/** VROOM gives seconds with what is late or early alone. */
function wordsOf({ kind, amount }: RunViolation): VroomViolation {
  const cause = kind === 'capacity' ? 'load' : causes[kind];
  return cause === 'delay' ? { cause, duration: amount } : { cause };
}

/** The windows of the problem itself by event; null at hubs. */
function originalWindows(problem: Problem, run: ScheduledRun['run']): (readonly TimeWindow[] | null)[] {
  const { breaks: rests = [] } = problem.vehicles[run.vehicle]!; // runs name vehicles of their problem
  return nodesOfRun(problem, run).flatMap(({ kind, stop, breaks }) => [
    ...breaks.map((index) => rests[index]!.windows),
    kind === 'stop' ? problem.stops[stop]!.windows : null,
  ]);
}

/** How far a moment is from the nearest of the windows, and on which side. */
function offWindows(windows: readonly TimeWindow[], start: number): VroomViolation | null {
  const next = windows.find((window) => window.end >= start);
  if (next && next.start <= start) return null;
  const before = windows.findLast((window) => window.end < start);
  const early = next ? next.start - start : Infinity;
  const late = before ? start - before.end : Infinity;
  return early < late ? { cause: 'lead_time', duration: early } : { cause: 'delay', duration: late };
}

function addOverloads(
  add: (event: number, fault: VroomViolation) => void,
  schedule: ScheduledRun['schedule'],
  capacity: Amounts,
): void {
  const isOver = (load: Amounts) =>
    capacity.some((limit, dimension) => limit < UNLIMITED && (load[dimension] ?? 0) > limit);
  if (isOver(schedule.trips[0]!.loadAtStart)) add(-1, { cause: 'load' }); // a run has at least one trip
  for (const [event, { loadAfter }] of schedule.events.entries())
    if (isOver(loadAfter)) add(event, { cause: 'load' });
}

function whyNotThisVehicle(problem: Problem, index: number, vehicleIndex: number): VroomViolation[] {
  const stop = problem.stops[index]!;
  const vehicle = problem.vehicles[vehicleIndex]!;
  const hasSkills = (stop.skills ?? []).every((skill) => vehicle.skills?.includes(skill));
  const faults = [
    !hasSkills && 'skills',
    stop.onlyVehicles !== undefined && !stop.onlyVehicles.includes(vehicleIndex) && 'vehicles',
    vehicle.access > stop.largestAccess && 'largest_vehicle',
    stop.hub !== undefined && stop.hub !== (vehicle.hub ?? 0) && 'hub',
  ];
  return faults.flatMap((cause) => (cause === false ? [] : [{ cause }]));
}
