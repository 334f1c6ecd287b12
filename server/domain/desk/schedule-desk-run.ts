import { costOfRun, type RunCost } from '../cost.ts';
import type { DeskPlan, DeskRun } from '../edits/desk-plan.ts';
import { bestDeparture } from '../departure.ts';
import { isNothing, loadDimensions, type LoadDimension } from '../load.ts';
import { type Carriage, carriageOf } from '../rates/carriage.ts';
import { type PartCosts, priceRun } from '../rates/price-run.ts';
import { searchTerms } from '../rates/rate-terms.ts';
import type { RunEvent, RunInput, RunSchedule, RunViolation, RunViolationKind } from '../run.ts';
import { scheduleRun } from '../schedule.ts';
import { scheduleWithBreak } from '../schedule-with-break.ts';
import { legBetween, stopOfDay, vehicleOfDay, type DayVehicle, type DeskDay } from './desk-day.ts';

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
  const { input, stops: sequence, unreachable } = inputOf(run, vehicle, day);
  const { schedule, breakAt } = vehicle.break
    ? scheduleWithBreak(input, { kind: 'break', ...vehicle.break })
    : { schedule: scheduleRun(input), breakAt: null };
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

/** When a run would leave at `startsAt` or after it, for the vehicle's shift as it is. */
export function departureFrom(run: DeskRun, day: DeskDay, startsAt: number): number {
  const vehicle = vehicleOfDay(day, run.vehicle);
  const input = { ...inputOf({ ...run, start: null }, vehicle, day).input, startsAt };
  return vehicle.break
    ? scheduleWithBreak(input, { kind: 'break', ...vehicle.break }).schedule.start
    : bestDeparture(input);
}

interface Sequence {
  readonly input: RunInput;
  /** The stop of each event; null for the hub. */
  readonly stops: readonly (string | null)[];
  /** Stops that no road leads to from what is before them, and (null) the end. */
  readonly unreachable: readonly (string | null)[];
}

function inputOf(run: DeskRun, vehicle: DayVehicle, day: DeskDay): Sequence {
  const table = day.tables[vehicle.table];
  if (!table) throw new RangeError(`the day has no table ${vehicle.table}`);
  const events: RunEvent[] = [];
  const stops: (string | null)[] = [];
  const unreachable: (string | null)[] = [];
  const receiving = day.receiving && { receiving: day.receiving };
  let at = vehicle.startPlace;
  const legTo = (place: number, stop: string | null) => {
    const leg = legBetween(table, at, place);
    at = place;
    if (leg) return { legSeconds: leg.seconds, legMetres: leg.metres };
    unreachable.push(stop);
    return { legSeconds: 0, legMetres: 0 };
  };
  for (const [index, trip] of run.trips.entries()) {
    if (index > 0) {
      const { turnaroundSeconds } = day;
      events.push({ kind: 'hub', ...legTo(day.hubPlace, null), ...receiving, turnaroundSeconds });
      stops.push(null);
    }
    for (const { stop } of trip) {
      const { place, latestAtHub, ...needs } = stopOfDay(day, stop);
      const isSamePlace = place === at;
      const leg = legTo(place, stop);
      const { windows, setupSeconds, serviceSeconds, pickup, delivery } = needs;
      events.push({
        kind: 'visit',
        ...leg,
        isSamePlace,
        windows,
        setupSeconds,
        serviceSeconds,
        pickup,
        delivery,
        // What is not picked up cannot come too late.
        ...(latestAtHub !== undefined && !isNothing(pickup) && { latestAtHub }),
      });
      stops.push(stop);
    }
  }
  const input: RunInput = {
    events,
    end: { kind: 'end', ...legTo(vehicle.endPlace, null), ...receiving },
    shift: vehicle.shift,
    ...(run.start !== null && { leavesAt: run.start }),
    capacity: vehicle.capacity,
    ...(vehicle.limits && { limits: vehicle.limits }),
  };
  return { input, stops, unreachable };
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
