import type { LoadWire } from '#server/contract/basics.ts';
import type { Vehicle } from '#server/contract/fleet.ts';
import type { PlanDocument, PlanRun, PlanStop } from '#server/contract/plan.ts';
import type { Request } from '#server/contract/request.ts';
import { amountsOf, loadDimensions, loadOfAmounts } from '#server/domain/load.ts';
import { carriageOf } from '#server/domain/rates/carriage.ts';
import { priceRun } from '#server/domain/rates/price-run.ts';
import type { RateTerms } from '#server/domain/rates/rate-terms.ts';
import type { RunInput, RunSchedule, RunViolation, RunVisit } from '#server/domain/run.ts';
import { scheduleRun } from '#server/domain/schedule.ts';
import type { PathLeg } from '#server/routing/port.ts';
import { capacityOf, loadOf, serviceSecondsOf, shiftOf } from './build-problem.ts';
import type { DayClock } from './day-clock.ts';
import type { GatheredStop } from './gather-stops.ts';
import { partOf } from './split-day.ts';

/** A run as solved, with the path its driver will see. */
export interface RoutedRun {
  readonly vehicle: Vehicle;
  readonly stops: readonly GatheredStop[];
  readonly path: readonly PathLeg[];
  /** The table's seconds of each leg that differs from the path by more than the limits; null elsewhere. */
  readonly differing: readonly (number | null)[];
}

/** A run of plan.json: times from the path's own legs, exact loads and cost, and what breaks a rule. */
export function writeRun(run: RoutedRun, clock: DayClock, rates: RateTerms): PlanRun {
  const { vehicle, stops, path } = run;
  const input: RunInput = {
    events: stops.map((stop, index) => visitOf(stop, path[index])),
    end: { kind: 'end', ...legOf(path[stops.length]) },
    shift: shiftOf(vehicle, clock),
    capacity: amountsOf(capacityOf(vehicle)),
  };
  const schedule = scheduleRun(input);
  const [trip] = schedule.trips;
  if (!trip) throw new Error('a run has at least one trip');
  const all = stops.flatMap((stop) => stop.requests);
  return {
    vehicle: vehicle.name,
    type: vehicle.type,
    profile: vehicle.profile,
    capacity: {
      kg: vehicle.capacity_kg,
      crates: vehicle.capacity_crates,
      parcels: vehicle.capacity_parcels,
    },
    load_peak: rounded(loadOfAmounts(trip.loadPeak)),
    carried: carriedBy(all),
    trips: [
      {
        start: clock.instantOf(schedule.start),
        end: clock.instantOf(schedule.end),
        load_at_start: rounded(loadOfAmounts(trip.loadAtStart)),
        stops: stops.map((stop, index) => writeStop(stop, schedule, index, clock)),
        legs: path.map((leg, index) => ({
          seconds: leg.seconds,
          metres: leg.metres,
          geometry: {
            type: 'LineString' as const,
            coordinates: leg.coordinates.map(([lon, lat]): [number, number] => [lon, lat]),
          },
          ...tableSeconds(run.differing[index]),
        })),
      },
    ],
    seconds: {
      driving: schedule.drivingSeconds,
      waiting: schedule.waitingSeconds,
      service: schedule.serviceSeconds,
    },
    metres: schedule.metres,
    cost: priceRun(rates, schedule, carriageOf(input, schedule)).cost,
    violations: schedule.violations.map((violation) => writeViolation(violation, stops)),
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
    seconds: sum((run) => run.seconds.driving + run.seconds.waiting + run.seconds.service),
    kg,
    crates: sum((run) => run.carried.crates),
    parcels,
    cost,
    cost_per_parcel: parcels > 0 ? Math.round((cost / parcels) * 100) / 100 : null,
    cost_per_kg: kg > 0 ? Math.round((cost / kg) * 100) / 100 : null,
  };
}

function visitOf(stop: GatheredStop, leg: PathLeg | undefined): RunVisit {
  return {
    kind: 'visit',
    ...legOf(leg),
    isSamePlace: false,
    windows: [stop.window],
    setupSeconds: 0,
    serviceSeconds: serviceSecondsOf(stop.requests),
    pickup: amountsOf(loadOf(stop.requests, 'pickup')),
    delivery: amountsOf(loadOf(stop.requests, 'delivery')),
  };
}

function legOf(leg: PathLeg | undefined) {
  if (!leg) throw new Error('a path has one leg more than its run has stops');
  return { legSeconds: leg.seconds, legMetres: leg.metres };
}

function writeViolation(
  violation: RunViolation,
  stops: readonly GatheredStop[],
): PlanRun['violations'][number] {
  const { kind, amount, dimension, event } = violation;
  if (kind !== 'capacity' && kind !== 'time_window' && kind !== 'shift') {
    throw new Error(`a day of one trip a run has no rule of kind ${kind}`);
  }
  const unit = dimension === null ? 'seconds' : loadDimensions[dimension];
  if (!unit) throw new Error(`there is no load dimension ${dimension}`);
  const requests = event === null ? [] : (stops[event]?.requests ?? []);
  return { kind, amount, dimension: unit, requests: requests.map((request) => request.reference) };
}

function writeStop(stop: GatheredStop, schedule: RunSchedule, index: number, clock: DayClock): PlanStop {
  const visit = schedule.events[index];
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
