import type { Vehicle } from '#server/contract/fleet.ts';
import type { Request } from '#server/contract/request.ts';
import type { CostTerms } from '#server/domain/cost.ts';
import { type Amounts, amountsOf, type Load, UNLIMITED } from '#server/domain/load.ts';
import { type RateTerms, searchTerms } from '#server/domain/rates/rate-terms.ts';
import type { TimeWindow } from '#server/domain/time-window.ts';
import type { RunLimits } from '#server/domain/run.ts';
import type {
  Problem,
  ProblemBreak,
  ProblemHub,
  ProblemStop,
  ProblemVehicle,
} from '#server/solver-pool/port.ts';
import type { DayClock } from './day-clock.ts';
import type { GatheredStop } from './gather-stops.ts';
import type { HubDay } from './hub-day.ts';
import { accessRank, type DayPlaces } from './places.ts';
import { type RateTermsOf, termsOfType } from '../rates/rate-terms-of.ts';

/** The vehicles that take part, in the order of the problem's. */
export interface DayProblem {
  readonly problem: Problem;
  readonly vehicles: readonly Vehicle[];
  /** Those of the problem: pieces where a stop was split. */
  readonly stops: readonly GatheredStop[];
  /** Stop before the splitting, by stop; pieces of one follow each other. */
  readonly originOf: Int32Array;
  /** What the problem's priorities and counts of requests are multiplied by. */
  readonly requestScale: number;
}

/** The wire's day in the planner's integers: seconds from the day's origin, metres, kg rounded up. */
export function buildProblem(
  stops: readonly GatheredStop[],
  vehicles: readonly Vehicle[],
  places: DayPlaces,
  clock: DayClock,
  hub: HubDay,
  rateTermsOf: RateTermsOf = termsOfType,
): DayProblem {
  const profiles = [...places.matrices.keys()];
  const hasDeliveries = stops.some(({ requests }) => requests.some(({ kind }) => kind === 'delivery'));
  const taking = vehicles.filter((vehicle) => places.startOfVehicle.has(vehicle.id));
  return {
    vehicles: taking,
    stops,
    originOf: Int32Array.from(stops.keys()),
    requestScale: 1,
    problem: {
      matrices: [...places.matrices.values()],
      hubs: [problemHub(hub)],
      stops: stops.map((stop) => problemStop(stop, hub)),
      vehicles: taking.map((vehicle): ProblemVehicle => ({
        matrix: profiles.indexOf(vehicle.profile),
        access: accessRank(vehicle.profile),
        capacity: amountsOf(capacityOf(vehicle)),
        ...problemTerms(rateTermsOf(vehicle)),
        shift: shiftOf(vehicle, clock),
        startPlace: places.startOfVehicle.get(vehicle.id) ?? 0,
        endPlace: 0,
        ...tripsOf(vehicle, hasDeliveries, places, hub),
        ...limitsOf(vehicle, clock),
      })),
    },
  };
}

/** The hub at place 0. */
export function problemHub({ receiving, docks, unloadingSeconds }: HubDay): ProblemHub {
  return {
    place: 0,
    ...(receiving && { receiving }),
    ...(docks !== undefined && { docks, dockSeconds: unloadingSeconds }),
  };
}

/**
 * How often a vehicle may go out. One that starts elsewhere goes out once where there is something to deliver: its first
 * trip would be the empty way to the hub, which plans do not know.
 */
export function mostTripsOf(vehicle: Vehicle, isFromHub: boolean, hasDeliveries: boolean): number {
  return isFromHub || !hasDeliveries ? (vehicle.most_trips ?? 1) : 1;
}

function tripsOf(vehicle: Vehicle, hasDeliveries: boolean, places: DayPlaces, hub: HubDay) {
  const isFromHub = (places.startOfVehicle.get(vehicle.id) ?? 0) === 0;
  const mostTrips = mostTripsOf(vehicle, isFromHub, hasDeliveries);
  return mostTrips > 1 ? { mostTrips, turnaroundSeconds: hub.unloadingSeconds } : {};
}

/** Limits of a vehicle's run in metres and seconds, with its break. */
function limitsOf(vehicle: Vehicle, clock: DayClock): Partial<ProblemVehicle> {
  const rest = breakOf(vehicle, clock);
  return { ...runLimitsOf(vehicle), ...(rest && { breaks: [rest] }) };
}

export function runLimitsOf({ most_stops: stops, most_km: km, most_hours: hours }: Vehicle): RunLimits {
  return {
    ...(stops !== undefined && { mostStops: stops }),
    ...(km !== undefined && { mostMetres: Math.round(km * 1000) }),
    ...(hours !== undefined && { mostSecondsOut: Math.round(hours * 3600) }),
  };
}

/** Rest of the driver; null: none. */
export function breakOf({ break: rest }: Vehicle, clock: DayClock): ProblemBreak | null {
  if (!rest) return null;
  const window = { start: clock.secondsOfLocal(rest.from), end: clock.secondsOfLocal(rest.until) };
  return { windows: [window], seconds: rest.minutes * 60 };
}

/** When the first of a stop's pickups must be at the hub; null: no limit. */
export function latestAtHubOf(requests: readonly Request[], hub: HubDay): number | null {
  return requests.reduce<number | null>((first, request) => {
    const latest = hub.latestAtHub(request);
    return latest === null ? first : Math.min(latest, first ?? latest);
  }, null);
}

/** What the search minimises; it plans no overtime. */
export function problemTerms(rates: RateTerms): Omit<CostTerms, 'overtime'> {
  const { fixedCost, costPerKm, kmBands, costPerHour, ...more } = searchTerms(rates);
  const { costPerTrip = 0, costPerDrivingHour = 0, costPerServiceHour = 0 } = more;
  return {
    fixedCost,
    costPerKm,
    ...(kmBands && { kmBands }),
    costPerHour,
    costPerTrip,
    costPerDrivingHour,
    costPerServiceHour,
  };
}

/** A vehicle's capacity in whole units. */
export function capacityOf(vehicle: Vehicle): Load {
  return {
    kg: Math.floor(vehicle.capacity_kg),
    crates: vehicle.capacity_crates ?? UNLIMITED,
    parcels: vehicle.capacity_parcels ?? UNLIMITED,
  };
}

/** A shift in seconds; one that ends before it starts ends on the next day. */
export function shiftOf(vehicle: Vehicle, clock: DayClock): TimeWindow {
  const start = clock.secondsOfLocal(vehicle.shift_start);
  const end = clock.secondsOfLocal(vehicle.shift_end);
  return { start, end: end > start ? end : clock.secondsOfLocal(vehicle.shift_end, 1) };
}

/** Exact load of requests of one kind. */
export function loadOf(requests: readonly Request[], kind: Request['kind']): Load {
  const load = { kg: 0, crates: 0, parcels: 0 };
  for (const request of requests) {
    if (request.kind !== kind) continue;
    load.kg += request.kg;
    load.crates += request.crates;
    load.parcels += request.parcels;
  }
  // Sums of decimals such as 0.1 + 0.2 must not show.
  return { ...load, kg: Math.round(load.kg * 1000) / 1000 };
}

/** Seconds of service at a stop: that of its requests one after the other. */
export function serviceSecondsOf(requests: readonly Request[]): number {
  return requests.reduce((sum, request) => sum + Math.round(request.service_minutes * 60), 0);
}

function problemStop(stop: GatheredStop, hub: HubDay): ProblemStop {
  const [first] = stop.requests;
  const latestAtHub = latestAtHubOf(stop.requests, hub);
  const whole = (load: Load): Amounts => amountsOf({ ...load, kg: Math.ceil(load.kg) });
  return {
    place: stop.place,
    pickup: whole(loadOf(stop.requests, 'pickup')),
    delivery: whole(loadOf(stop.requests, 'delivery')),
    // Lists carry no setup time yet; the model has room for it.
    setupSeconds: 0,
    serviceSeconds: serviceSecondsOf(stop.requests),
    windows: [stop.window],
    largestAccess: first ? accessRank(first.largest_vehicle) : 0,
    priority: stop.requests.reduce((sum, request) => sum + request.priority, 0),
    requestCount: stop.requests.length,
    ...(latestAtHub !== null && { latestAtHub }),
  };
}
