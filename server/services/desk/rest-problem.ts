import type { DayStop, DayVehicle, DeskDay } from '#server/domain/desk/desk-day.ts';
import { dockOverflows } from '#server/domain/desk/dock-overflows.ts';
import {
  departureFrom,
  type DeskViolation,
  type ScheduledDeskRun,
  scheduleDeskRun,
} from '#server/domain/desk/schedule-desk-run.ts';
import {
  type DeskPlan,
  type DeskRun,
  type DeskStop,
  unassignedStops,
} from '#server/domain/edits/desk-plan.ts';
import { newRunNumber } from '#server/domain/edits/number-runs.ts';
import { breaksOfSchedule } from '#server/domain/schedule-with-break.ts';
import {
  addAmounts,
  type Amounts,
  loadDimensions,
  peakOfAmounts,
  subtractAmounts,
  sumAmounts,
} from '#server/domain/load.ts';
import type { Problem, ProblemStop, ProblemVehicle, Solution } from '#server/solver-pool/port.ts';
import { problemHub, problemTerms } from '../planning/build-problem.ts';
import type { HubDay } from '../planning/hub-day.ts';
import { servedAt } from './desk-day.ts';
import type { DeskFacts } from './desk-facts.ts';

/** What of a plan is put to the optimiser; the rest of the plan is not in the problem at all. */
export interface RestChoice {
  /** Their stops may change within what pins allow. */
  readonly runs: readonly DeskRun[];
  /** Stops in no run that may be put into one. */
  readonly stops: readonly string[];
  /** Whether available vehicles without a run take part. */
  readonly hasIdle: boolean;
  /** Minor units for each stop that leaves its run; null: none may. */
  readonly stayCost: number | null;
}

/** A part of a plan as a problem, with what its indices stand for. */
export interface RestProblem {
  readonly problem: Problem;
  readonly stops: readonly string[];
  readonly vehicles: readonly string[];
  /** The part as it stands; it may break rules, and is not priced. */
  readonly start: Solution;
}

/** Pins, hand-set starts and the plan as it stands become the planner's own. */
export function restProblem(plan: DeskPlan, facts: DeskFacts, day: DeskDay, choice: RestChoice): RestProblem {
  const trips = choice.runs.map((run) =>
    run.trips.map((trip) => trip.filter(({ stop }) => isWanted(stop, day))),
  );
  const stops = [
    ...trips.flat(2).map(({ stop }) => stop),
    ...choice.stops.filter((stop) => isWanted(stop, day)),
  ];
  const indexOf = new Map(stops.map((stop, index) => [stop, index]));
  const vehicles = [
    ...choice.runs.map(({ vehicle }) => vehicle),
    ...(choice.hasIdle ? idleVehicles(plan, day) : []),
  ];
  const allowed = allowedAsItStands(choice, facts, day);
  const { stayCost } = choice;
  const problem: Problem = {
    matrices: day.tables,
    hubs: [problemHub(allowed.hub)],
    stops: problemStops(
      stops,
      plan,
      facts,
      choice,
      (stop) => allowed.stops.get(stop) ?? day.stops.get(stop)!,
    ),
    vehicles: vehicles.map((name, index) =>
      problemVehicle(
        allowed.vehicles.get(name) ?? day.vehicles.get(name)!, // of the day
        choice.runs[index],
        day,
        indexOf,
      ),
    ),
    ...(stayCost !== null && stayCost > 0 && { prices: { stay: { cost: stayCost } } }),
  };
  const runs = trips
    .map((ofRun, vehicle) => ({ vehicle, ofRun: ofRun.filter((trip) => trip.length > 0) }))
    .filter(({ ofRun }) => ofRun.length > 0)
    .map(({ vehicle, ofRun }) => ({
      vehicle,
      trips: ofRun.map((trip) => trip.map(({ stop }) => indexOf.get(stop)!)), // one of them
      ...(problem.vehicles[vehicle]!.breaks && {
        breaks: breaksOf({ ...choice.runs[vehicle]!, trips: ofRun }, day), // of one of the runs
      }),
    }));
  const standing = new Set(runs.flatMap((run) => run.trips.flat()));
  const unassigned = stops.flatMap((_, index) => (standing.has(index) ? [] : [index]));
  return { problem, stops, vehicles, start: { runs, unassigned, cost: 0, penalty: 0 } };
}

/** Where a run's breaks are, as the planner says it. */
function breaksOf(run: DeskRun, day: DeskDay) {
  return breaksOfSchedule(scheduleDeskRun(run, day).schedule).map(({ trip, position }, index) => ({
    index,
    trip,
    position,
  }));
}

/** Not cancelled, and where a road leads. */
function isWanted(stop: string, day: DeskDay): boolean {
  const needs = day.stops.get(stop);
  return needs !== undefined && !needs.isCancelled && needs.place >= 0;
}

function idleVehicles(plan: DeskPlan, day: DeskDay): string[] {
  const used = new Set([...plan.runs.map(({ vehicle }) => vehicle), ...plan.barred]);
  return [...day.vehicles].flatMap(([vehicle, { isAvailable }]) =>
    isAvailable && !used.has(vehicle) ? [vehicle] : [],
  );
}

function problemStops(
  stops: readonly string[],
  plan: DeskPlan,
  facts: DeskFacts,
  { runs, stayCost }: RestChoice,
  needsOf: (stop: string) => DayStop,
): ProblemStop[] {
  const standing = new Map(
    runs.flatMap(({ trips }, vehicle) =>
      trips.flat().map(({ stop, pin }) => [stop, { vehicle, isHeld: pin !== null || stayCost === null }]),
    ),
  );
  const contents = new Map(plan.stops.map((stop) => [stop.stop, stop]));
  const heldPriority = 1 + plan.stops.reduce((sum, stop) => sum + priorityOf(stop, facts), 0);
  return stops.map((stop): ProblemStop => {
    const { place, windows, setupSeconds, serviceSeconds, pickup, delivery, largestAccess, latestAtHub } =
      needsOf(stop);
    const content = contents.get(stop)!; // of the plan
    const own = standing.get(stop);
    return {
      place,
      windows,
      setupSeconds,
      serviceSeconds,
      largestAccess,
      pickup: wholeAmounts(pickup),
      delivery: wholeAmounts(delivery),
      // No stop that is held is left out for others.
      priority: priorityOf(content, facts) + (own?.isHeld ? heldPriority : 0),
      requestCount: content.requests.length,
      ...(latestAtHub !== undefined && { latestAtHub }),
      ...(own?.isHeld && { onlyVehicles: [own.vehicle] }),
      ...(own && { recordVehicle: own.vehicle }),
    };
  });
}

function priorityOf(stop: DeskStop, facts: DeskFacts): number {
  return servedAt(stop, facts).reduce((sum, { request }) => sum + request.priority, 0);
}

/**
 * What a run breaks although stops of it are held is allowed as far as it stands: no plan could hold them otherwise. A
 * run of which nothing is held is mended instead.
 */
function allowedAsItStands({ runs, stayCost }: RestChoice, facts: DeskFacts, day: DeskDay) {
  const broken = new Set<DeskViolation['kind']>();
  const schedules = new Map<number, ScheduledDeskRun>();
  const stops = new Map<string, DayStop>();
  const vehicles = new Map<string, DayVehicle>();
  for (const run of runs) {
    const planned = run.trips.flat();
    if (stayCost !== null && planned.every(({ pin }) => pin === null)) continue;
    const scheduled = scheduleDeskRun(run, day);
    schedules.set(run.run, scheduled);
    const { schedule, violations } = scheduled;
    if (violations.length === 0) continue;
    const kinds = new Set(violations.map(({ kind }) => kind));
    for (const kind of kinds) broken.add(kind);
    const { limits, break: rest, ...vehicle } = day.vehicles.get(run.vehicle)!; // scheduled
    const loads = run.trips.map((trip) => mostOnBoard(trip.map(({ stop }) => day.stops.get(stop)!)));
    vehicles.set(run.vehicle, {
      ...vehicle,
      capacity: loads.reduce(peakOfAmounts, vehicle.capacity),
      shift: { start: vehicle.shift.start, end: Math.max(vehicle.shift.end, schedule.end) },
      ...(limits && !limitKinds.some((kind) => kinds.has(kind)) && { limits }),
      ...(rest && !kinds.has('break_window') && { break: rest }),
    });
    const visits = schedule.events.filter(({ kind }) => kind === 'visit');
    for (const [index, { stop, pin }] of planned.entries()) {
      if (pin === null && stayCost !== null) continue;
      const { latestAtHub, ...needs } = day.stops.get(stop)!; // scheduled
      const begins = visits[index]!.start; // one for each stop
      stops.set(stop, {
        ...needs,
        ...(latestAtHub !== undefined && !kinds.has('latest_at_hub') && { latestAtHub }),
        windows: needs.windows.map((window, at) =>
          at === needs.windows.length - 1 ? { ...window, end: Math.max(window.end, begins) } : window,
        ),
        // Held stops have no other vehicle.
        largestAccess:
          stayCost === null ? Math.max(needs.largestAccess, vehicle.access) : needs.largestAccess,
      });
    }
  }
  return { stops, vehicles, hub: hubAsItStands(facts.hubDay, broken, schedules, day) };
}

const limitKinds = ['most_stops', 'most_metres', 'most_seconds_out'] as const;

/** The hub's own rules, those aside that runs with held stops break. */
function hubAsItStands(
  { receiving, docks, ...hub }: HubDay,
  broken: ReadonlySet<DeskViolation['kind']>,
  schedules: ReadonlyMap<number, ScheduledDeskRun>,
  day: DeskDay,
): HubDay {
  return {
    ...hub,
    ...(receiving && !broken.has('receiving') && { receiving }),
    ...(docks !== undefined && dockOverflows(schedules, day).length === 0 && { docks }),
  };
}

/** In the planner's whole units: what it starts with, and what it has on board after each stop. */
function mostOnBoard(stops: readonly DayStop[]): Amounts {
  const dimensions = loadDimensions.length;
  let load = sumAmounts(
    stops.map(({ delivery }) => wholeAmounts(delivery)),
    dimensions,
  );
  let most = load;
  for (const { pickup, delivery } of stops) {
    load = subtractAmounts(addAmounts(load, wholeAmounts(pickup)), wholeAmounts(delivery));
    most = peakOfAmounts(most, load);
  }
  return most;
}

function problemVehicle(
  vehicle: DayVehicle,
  run: DeskRun | undefined,
  day: DeskDay,
  indexOf: ReadonlyMap<string, number>,
): ProblemVehicle {
  const { table, shift, startPlace, endPlace, access, capacity } = vehicle;
  const mostTrips = Math.max(run?.trips.length ?? 1, vehicle.mostTrips ?? 1);
  const start = run?.start ?? shift.start;
  const fixedStart = run ? fixedStops(run).flatMap((stop) => indexOf.get(stop) ?? []) : [];
  return {
    matrix: table,
    access,
    capacity,
    ...problemTerms(vehicle),
    shift: { start, end: Math.max(start, shift.end) },
    startPlace,
    endPlace,
    ...(mostTrips > 1 && { mostTrips, turnaroundSeconds: day.turnaroundSeconds }),
    ...vehicle.limits,
    ...(vehicle.break && { breaks: [vehicle.break] }),
    ...(fixedStart.length > 0 && { fixedStart }),
    ...(run?.state === 'locked' && { isLocked: true }),
  };
}

/** A locked run's stops; else those of its first trip up to the last that is pinned to its position. */
function fixedStops({ trips, state }: DeskRun): string[] {
  const first = trips[0] ?? [];
  const count = state === 'locked' ? first.length : first.findLastIndex(({ pin }) => pin === 'position') + 1;
  return first.slice(0, count).map(({ stop }) => stop);
}

/** Runs that the planner cannot be told to leave as they are in part: they are left as they are. */
export function isHeldWhole({ trips, state }: DeskRun): boolean {
  if (state === 'locked') return trips.length > 1;
  return trips.slice(1).some((trip) => trip.some(({ pin }) => pin === 'position'));
}

/** The planner counts in whole units; kg are rounded up. */
const wholeAmounts = (amounts: Amounts) => amounts.map(Math.ceil);

/** The plan with a solution in place of the part that was put to the optimiser; pins stay with their stops. */
export function planWithRest(
  plan: DeskPlan,
  { stops, vehicles }: RestProblem,
  choice: RestChoice,
  solution: Solution,
  day: DeskDay,
): DeskPlan {
  const pins = new Map(choice.runs.flatMap(({ trips }) => trips.flat().map(({ stop, pin }) => [stop, pin])));
  const others = plan.runs.filter((run) => !choice.runs.includes(run));
  const numbered: { run: number }[] = [...plan.runs];
  const open = (vehicle: string): Omit<DeskRun, 'trips'> => {
    const run = newRunNumber({ runs: numbered }, vehicle, day.toldRuns);
    numbered.push({ run });
    return { run, vehicle, driver: null, start: null, state: 'open' };
  };
  const solved = solution.runs.flatMap(({ vehicle, trips, startsAt }): DeskRun[] => {
    const filled = trips
      .filter((trip) => trip.length > 0)
      .map((trip) =>
        trip.map((index) => {
          const stop = stops[index]!; // a stop of the problem
          return { stop, pin: pins.get(stop) ?? null };
        }),
      );
    if (filled.length === 0) return [];
    const run = { ...(choice.runs[vehicle] ?? open(vehicles[vehicle]!)), trips: filled }; // a vehicle of the problem
    return [startsAt === undefined ? run : leavingFrom(run, startsAt, day)];
  });
  return { ...plan, runs: [...others, ...solved].sort((a, b) => a.run - b.run) };
}

/** A run that would leave too early to find a dock free is told when to leave. */
function leavingFrom(run: DeskRun, startsAt: number, day: DeskDay): DeskRun {
  const isEarly = run.start === null && scheduleDeskRun(run, day).schedule.start < startsAt;
  return isEarly ? { ...run, start: departureFrom(run, day, startsAt) } : run;
}

/** Stops in no run that are not cancelled, and where a road leads. */
export function wantedStops(plan: DeskPlan, day: DeskDay): string[] {
  return unassignedStops(plan).filter((stop) => isWanted(stop, day));
}
