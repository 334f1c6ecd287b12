import type { LoadWire } from '#server/contract/basics.ts';
import {
  planViolation,
  secondsOut,
  type PlanDocument,
  type PlanRun,
  type PlanStop,
  type PlanTrip,
} from '#server/contract/plan.ts';
import type { Request } from '#server/contract/request.ts';
import { loadDimensions, loadOfAmounts, peakOfAmounts } from '#server/domain/load.ts';
import { carriageOf } from '#server/domain/rates/carriage.ts';
import { priceRun } from '#server/domain/rates/price-run.ts';
import type { RateTerms } from '#server/domain/rates/rate-terms.ts';
import type { RunSchedule, RunViolation, ScheduledEvent, ScheduledTrip } from '#server/domain/run.ts';
import { breaksOfSchedule } from '#server/domain/schedule-with-break.ts';
import { loadOf } from './build-problem.ts';
import type { DayClock } from './day-clock.ts';
import type { GatheredStop } from './gather-stops.ts';
import type { HubDay } from './hub-day.ts';
import { type RoutedRun, scheduleRouted } from './schedule-routed.ts';
import { partOf } from './split-day.ts';

/** A run of plan.json: times from the path's own legs, exact loads and cost, and what breaks a rule. */
export function writeRun(run: RoutedRun, clock: DayClock, hub: HubDay, rates: RateTerms): PlanRun {
  const { vehicle, trips } = run;
  const { input, schedule, stops, leavesAt } = scheduleRouted(run, clock, hub);
  const breaks = writeBreaks(schedule, clock);
  return {
    vehicle: vehicle.name,
    type: vehicle.type,
    profile: vehicle.profile,
    capacity: {
      kg: vehicle.capacity_kg,
      crates: vehicle.capacity_crates,
      parcels: vehicle.capacity_parcels,
    },
    load_peak: rounded(loadOfAmounts(schedule.trips.map(({ loadPeak }) => loadPeak).reduce(peakOfAmounts))),
    carried: carriedBy(trips.flat().flatMap((stop) => stop.requests)),
    trips: trips.map((_, trip) => writeTrip(run, trip, schedule, clock)),
    seconds: secondsOf(schedule),
    ...(breaks.length > 0 && { breaks }),
    ...(leavesAt !== null && { leaves_at: clock.instantOf(leavesAt) }),
    metres: schedule.metres,
    cost: priceRun(rates, schedule, carriageOf(input, schedule)).cost,
    violations: schedule.violations.map((violation) => writeViolation(violation, stops)),
  };
}

/** How a run's time out is made up. */
export function secondsOf(schedule: RunSchedule): PlanRun['seconds'] {
  const { turnaroundSeconds: unloading, breakSeconds: breaks } = schedule;
  return {
    driving: schedule.drivingSeconds,
    waiting: schedule.waitingSeconds,
    service: schedule.serviceSeconds,
    ...(unloading > 0 && { unloading }),
    ...(breaks > 0 && { breaks }),
  };
}

/** A run's breaks. */
export function writeBreaks(schedule: RunSchedule, clock: DayClock): NonNullable<PlanRun['breaks']> {
  return breaksOfSchedule(schedule).map(({ start, end, ...at }) => ({
    ...at,
    start: clock.instantOf(start),
    end: clock.instantOf(end),
  }));
}

/** Start and end of a trip, and when it comes to the hub where it waits there. */
export function writeTripTimes({ start, arrival, end }: ScheduledTrip, clock: DayClock) {
  return {
    start: clock.instantOf(start),
    end: clock.instantOf(end),
    ...(arrival < end && { arrival: clock.instantOf(arrival) }),
  };
}

function writeTrip(run: RoutedRun, trip: number, schedule: RunSchedule, clock: DayClock): PlanTrip {
  const stops = run.trips[trip]!; // of the run's
  const times = schedule.trips[trip]!; // one for each
  const visits = schedule.events.filter((event) => event.kind === 'visit' && event.trip === trip);
  // Each trip before it has a leg more than it has stops.
  const first = run.trips.slice(0, trip).reduce((sum, { length }) => sum + length + 1, 0);
  return {
    ...writeTripTimes(times, clock),
    load_at_start: rounded(loadOfAmounts(times.loadAtStart)),
    stops: stops.map((stop, index) => writeStop(stop, visits[index], clock)),
    legs: run.path.slice(first, first + stops.length + 1).map((leg, index) => ({
      seconds: leg.seconds,
      metres: leg.metres,
      geometry: {
        type: 'LineString' as const,
        coordinates: leg.coordinates.map(([lon, lat]): [number, number] => [lon, lat]),
      },
      ...tableSeconds(run.differing[first + index]),
    })),
  };
}

type SummedRun = Pick<PlanRun, 'carried' | 'seconds' | 'metres' | 'cost'>;

/** What all runs sum up to. Cost per parcel and per kg are over all that is carried, both directions. */
export function totalsOf(runs: readonly SummedRun[]): PlanDocument['totals'] {
  const sum = (pick: (run: SummedRun) => number) => runs.reduce((total, run) => total + pick(run), 0);
  const kg = Math.round(sum((run) => run.carried.kg) * 1000) / 1000;
  const parcels = sum((run) => run.carried.parcels);
  const cost = sum((run) => run.cost.total);
  return {
    runs: runs.length,
    metres: sum((run) => run.metres),
    seconds: sum(({ seconds }) => secondsOut(seconds)),
    kg,
    crates: sum((run) => run.carried.crates),
    parcels,
    cost,
    cost_per_parcel: parcels > 0 ? Math.round((cost / parcels) * 100) / 100 : null,
    cost_per_kg: kg > 0 ? Math.round((cost / kg) * 100) / 100 : null,
  };
}

function writeViolation(
  violation: RunViolation,
  stops: readonly (GatheredStop | null)[],
): PlanRun['violations'][number] {
  const { kind, amount, dimension, event } = violation;
  if (!isPlanViolation(kind)) throw new Error(`a planned day has no rule of kind ${kind}`);
  const load = dimension === null ? undefined : loadDimensions[dimension];
  const unit = violation.unit === 'stops' ? 'visits' : violation.unit;
  const named = unit === 'load' ? load : unit;
  if (!named) throw new Error(`there is no load dimension ${dimension}`);
  const requests = event === null ? [] : (stops[event]?.requests ?? []);
  return { kind, amount, dimension: named, requests: requests.map((request) => request.reference) };
}

const planViolations: ReadonlySet<string> = new Set(planViolation.shape.kind.options);

/** Whether plans tell of it. */
export function isPlanViolation(kind: string): kind is PlanRun['violations'][number]['kind'] {
  return planViolations.has(kind);
}

function writeStop(stop: GatheredStop, visit: ScheduledEvent | undefined, clock: DayClock): PlanStop {
  const [first] = stop.requests;
  if (!visit || !first) throw new Error('a schedule has one visit per stop, and a stop one request or more');
  const parts = stop.requests.flatMap((request) => {
    const part = partOf(request);
    return part ? [{ request: request.reference, load: part }] : [];
  });
  return {
    place: first.place,
    lat: first.lat,
    lon: first.lon,
    requests: stop.requests.map((request) => request.reference),
    arrival: clock.instantOf(visit.arrival),
    start: clock.instantOf(visit.start),
    departure: clock.instantOf(visit.departure),
    load_after: rounded(loadOfAmounts(visit.loadAfter)),
    ...(parts.length > 0 && { parts }),
  };
}

const tableSeconds = (seconds: number | null | undefined) =>
  typeof seconds === 'number' ? { table_seconds: seconds } : {};

const rounded = (load: LoadWire): LoadWire => ({ ...load, kg: Math.round(load.kg * 1000) / 1000 });

function carriedBy(requests: readonly Request[]): LoadWire {
  const pickup = loadOf(requests, 'pickup');
  const delivery = loadOf(requests, 'delivery');
  return rounded({
    kg: pickup.kg + delivery.kg,
    crates: pickup.crates + delivery.crates,
    parcels: pickup.parcels + delivery.parcels,
  });
}
