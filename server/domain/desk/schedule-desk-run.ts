import { costOfRun, type RunCost } from '../cost.ts';
import type { DeskPlan, DeskRun } from '../edits/desk-plan.ts';
import { bestDeparture } from '../departure.ts';
import { loadDimensions, type LoadDimension } from '../load.ts';
import { type Carriage, carriageOf } from '../rates/carriage.ts';
import { type PartCosts, priceRun } from '../rates/price-run.ts';
import { searchTerms } from '../rates/rate-terms.ts';
import type { RunInput, RunSchedule, RunViolation, RunViolationKind } from '../run.ts';
import { scheduleRun } from '../schedule.ts';
import { scheduleWithBreak, scheduleWithBreakAt } from '../schedule-with-break.ts';
import { inputOfRun } from './desk-run-input.ts';
import { RunClock } from './run-clock.ts';
import { RunSteps } from './run-steps.ts';
import { stopOfDay, vehicleOfDay, type DayVehicle, type DeskDay } from './desk-day.ts';

/** A rule that a run breaks. */
export interface DeskViolation {
  readonly kind:
    | RunViolationKind
    | 'most_trips'
    | 'dock'
    | 'access'
    | 'unreachable'
    | 'vehicle_out'
    | 'cancelled';
  /** Over the limit, in `unit`, > 0; 1 visit where it is yes or no. */
  readonly amount: number;
  readonly unit: LoadDimension | 'seconds' | 'metres' | 'visits';
  /** Null where it is about the run as a whole. */
  readonly stop: string | null;
}

/** A run with its times, loads, cost and broken rules. */
export interface ScheduledDeskRun {
  /** Its events: the stops of the trips in order, with the hub between two trips, and the break where there is one. */
  readonly schedule: RunSchedule;
  readonly cost: RunCost;
  readonly carriage: Carriage;
  /** The cost by what it is paid for. */
  readonly parts: PartCosts;
  /** What the search takes it to cost: the additive part, with averages in place of what is exact here. */
  readonly searchCost: number;
  readonly violations: readonly DeskViolation[];
}

/**
 * The schedule of a run as it stands, by the tables, always, also where it breaks rules. A leg that no road leads along
 * counts as nothing and is reported.
 *
 * @throws RangeError where the day does not know its vehicle or a stop
 */
export function scheduleDeskRun(
  run: DeskRun,
  day: DeskDay,
  barred: DeskPlan['barred'] = [],
): ScheduledDeskRun {
  const vehicle = vehicleOfDay(day, run.vehicle);
  const { input, stops: sequence, unreachable } = inputOfRun(run, vehicle, day);
  const { schedule, breakAt } = scheduleOf(run, input, vehicle, day);
  const stops = breakAt === null ? sequence : sequence.toSpliced(breakAt, 0, null);
  const carriage = carriageOf(input, schedule);
  const { cost, parts } = priceRun(vehicle, schedule, carriage);
  const isOut = !vehicle.isAvailable || barred.includes(run.vehicle);
  return {
    schedule,
    carriage,
    cost,
    parts,
    searchCost: vehicle.exact ? costOfRun(searchTerms(vehicle), schedule).total : cost.total,
    violations: [
      ...(isOut ? [yesOrNo('vehicle_out', null)] : []),
      ...tooManyTrips(run, vehicle),
      ...unreachable.map((stop) => yesOrNo('unreachable', stop)),
      ...stops.flatMap((stop) => (stop === null ? [] : aboutStop(stop, vehicle, day))),
      ...schedule.violations.flatMap((violation) => deskViolation(violation, stops)),
    ],
  };
}

/** The break is where `scheduleWithBreak` puts it, found without a schedule for each place. */
function scheduleOf(run: DeskRun, input: RunInput, vehicle: DayVehicle, day: DeskDay) {
  if (!vehicle.break) return { schedule: scheduleRun(input), breakAt: null };
  const sequence = run.trips.flatMap((trip, index) => [
    ...(index > 0 ? [null] : []),
    ...trip.map(({ stop }) => stopOfDay(day, stop)),
  ]);
  const steps = new RunSteps();
  const clock = new RunClock();
  steps.lay(sequence, vehicle, day);
  clock.set(steps, vehicle, run.start);
  return scheduleWithBreakAt(input, { kind: 'break', ...vehicle.break }, clock.breakAt);
}

/** When a run would leave at `startsAt` or after it, for the vehicle's shift as it is. */
export function departureFrom(run: DeskRun, day: DeskDay, startsAt: number): number {
  const vehicle = vehicleOfDay(day, run.vehicle);
  const input = { ...inputOfRun({ ...run, start: null }, vehicle, day).input, startsAt };
  return vehicle.break
    ? scheduleWithBreak(input, { kind: 'break', ...vehicle.break }).schedule.start
    : bestDeparture(input);
}

function tooManyTrips({ trips }: DeskRun, { mostTrips = Infinity }: DayVehicle): DeskViolation[] {
  const amount = trips.length - mostTrips;
  return amount > 0 ? [{ kind: 'most_trips', amount, unit: 'visits', stop: null }] : [];
}

const yesOrNo = (kind: DeskViolation['kind'], stop: string | null): DeskViolation => ({
  kind,
  amount: 1,
  unit: 'visits',
  stop,
});

function aboutStop(stop: string, vehicle: DayVehicle, day: DeskDay): DeskViolation[] {
  const { largestAccess, isCancelled } = stopOfDay(day, stop);
  return [
    ...(vehicle.access > largestAccess ? [yesOrNo('access', stop)] : []),
    ...(isCancelled ? [yesOrNo('cancelled', stop)] : []),
  ];
}

/** None where all that is over is the noise of adding decimals. */
function deskViolation(violation: RunViolation, stops: readonly (string | null)[]): DeskViolation[] {
  const { kind, unit, dimension, event } = violation;
  const amount = Math.round(violation.amount * 1000) / 1000;
  if (amount === 0) return [];
  const stop = event === null ? null : (stops[event] ?? null);
  if (unit === 'load') return [{ kind, amount, unit: loadDimensions[dimension ?? 0] ?? 'kg', stop }];
  return [{ kind, amount, unit: unit === 'stops' ? 'visits' : unit, stop }];
}
