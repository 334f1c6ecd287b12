import type { Problem } from '../model/problem.ts';
import type { Placing } from './placings.ts';
import type { LimitKind, Relaxation } from './relaxation.ts';
import type { RunSchedule, RunViolation, RunViolationKind } from '#server/domain/run.ts';
import { isNothing } from '#server/domain/load.ts';
import { scheduleOfRun } from '../state/run-schedule.ts';

/** A rule that a placing breaks; `never`: one that nothing relaxes (breaks, and both ends of a shipment). */
export interface Fault {
  readonly kind:
    | 'capacity'
    | 'window'
    | 'shift'
    | 'receiving'
    | 'latestAtHub'
    | 'onBoard'
    | LimitKind
    | 'never';
  readonly amount: number;
  readonly unit: Relaxation['unit'];
  readonly dimension: number | null;
  readonly stops: readonly number[];
}

export interface Judged {
  readonly placing: Placing;
  readonly schedule: RunSchedule;
  /** One per rule, and per dimension of the load. */
  readonly faults: readonly Fault[];
}

const faultOf: Readonly<Record<RunViolationKind, Fault['kind']>> = {
  capacity: 'capacity',
  time_window: 'window',
  shift: 'shift',
  receiving: 'receiving',
  latest_at_hub: 'latestAtHub',
  on_board: 'onBoard',
  break_window: 'never',
  break_load: 'never',
  shipment: 'never',
  most_stops: 'mostStops',
  most_metres: 'mostMetres',
  most_driving: 'mostDrivingSeconds',
  most_seconds_out: 'mostSecondsOut',
};

/** Why a run is none at all, whatever limits are relaxed; null where it is one. */
export function whyNoRun(problem: Problem, { run, trip }: Placing): 'no_way' | 'freight' | null {
  if (!isFreightCarried(problem, run, trip)) return 'freight';
  // A trip put in between begins and ends at the hub, and so do those beside it then.
  const beside = [trip - 1, trip, trip + 1].filter((each) => run.trips[each] !== undefined);
  return beside.some((each) => secondsOfTrip(problem, run, each) < 0) ? 'no_way' : null;
}

/** Driving seconds of a trip, from the start or the hub to the hub or the end; −1 where a way is missing. */
export function secondsOfTrip(problem: Problem, run: Placing['run'], trip: number): number {
  const vehicle = problem.vehicles[run.vehicle]!;
  const { seconds, size } = problem.matrices[vehicle.matrix]!;
  const hub = problem.hubs[vehicle.hub ?? 0]!.place;
  let sum = 0;
  let at = trip === 0 ? vehicle.startPlace : hub;
  const go = (to: number): void => {
    const leg = seconds[at * size + to]!;
    sum = sum < 0 || leg < 0 ? -1 : sum + leg;
    at = to;
  };
  for (const stop of run.trips[trip]!) go(problem.stops[stop]!.place);
  go(trip === run.trips.length - 1 ? vehicle.endPlace : hub);
  return sum;
}

/** Times, loads and limits of a run with stops put into it, rule by rule. */
export function judgePlacing(problem: Problem, placing: Placing): Judged {
  const { run } = placing;
  const schedule = scheduleOfRun(problem, run);
  const faults = new Map<string, Fault>();
  for (const violation of schedule.violations) {
    const fault = readViolation(schedule, run, violation);
    const key = `${fault.kind} ${fault.dimension}`;
    const other = faults.get(key);
    faults.set(key, other ? bothFaults(other, fault) : fault);
  }
  const trips = run.trips.filter((stops) => stops.length > 0).length;
  const amount = trips - (problem.vehicles[run.vehicle]!.mostTrips ?? 1);
  if (amount > 0)
    faults.set('trips', { kind: 'mostTrips', amount, unit: 'trips', dimension: null, stops: [] });
  return { placing, schedule, faults: [...faults.values()] };
}

function readViolation(schedule: RunSchedule, run: Placing['run'], violation: RunViolation): Fault {
  const { amount, unit, dimension, event } = violation;
  const isOfStop = ['time_window', 'latest_at_hub', 'on_board'].includes(violation.kind) && event !== null;
  const visits = schedule.events.slice(0, event ?? 0).filter(({ kind }) => kind === 'visit').length;
  const stops = isOfStop ? [run.trips.flat()[visits]!] : []; // the event is that visit
  return { kind: faultOf[violation.kind], amount, unit, dimension, stops };
}

function bothFaults(a: Fault, b: Fault): Fault {
  return { ...a, amount: Math.max(a.amount, b.amount), stops: [...a.stops, ...b.stops] };
}

function isFreightCarried(problem: Problem, run: Placing['run'], trip: number): boolean {
  const vehicle = problem.vehicles[run.vehicle]!;
  if (vehicle.isFreightFree === true) return true;
  const hub = problem.hubs[vehicle.hub ?? 0]!.place;
  const isLoaded = trip > 0 || vehicle.startPlace === hub;
  const isUnloaded = trip < run.trips.length - 1 || vehicle.endPlace === hub;
  return run.trips[trip]!.every((stop) => {
    const { pickup, delivery } = problem.stops[stop]!;
    return (isLoaded || isNothing(delivery)) && (isUnloaded || isNothing(pickup));
  });
}
