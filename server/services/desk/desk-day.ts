import type { Vehicle } from '#server/contract/fleet.ts';
import { isMissed, isStanding, type Request } from '#server/contract/request.ts';
import type { DayStop, DayVehicle, DeskDay, StopPart } from '#server/domain/desk/desk-day.ts';
import type { DeskPlan, DeskStop } from '#server/domain/edits/desk-plan.ts';
import { goneKey, type GoneParts, gonePartsOf } from '#server/domain/edits/loose-parts.ts';
import { type Amounts, amountsOf, type Load, UNLIMITED } from '#server/domain/load.ts';
import { breakOf, capacityOf, latestAtHubOf, mostTripsOf, runLimitsOf } from '../planning/build-problem.ts';
import { accessRank } from '../planning/places.ts';
import { serviceSecondsOfPart } from '../planning/split-day.ts';
import type { DeskFacts } from './desk-facts.ts';

/** States of requests that are to be served, or that a driver took along though they were in no plan. */
const wanted: ReadonlySet<Request['state']> = new Set([
  'booked',
  'planned',
  'published',
  'collected',
  'partly_collected',
]);

/** The day in the domain's integers, for the stops of a plan. */
export function deskDayOf(facts: DeskFacts, plan: DeskPlan): DeskDay {
  const gone = goneOf(plan, facts);
  const stops = new Map(plan.stops.map((stop) => [stop.stop, knownStop(stop, facts, gone)]));
  const vehicles = new Map([...facts.vehicles].map(([name, vehicle]) => [name, dayVehicle(vehicle, facts)]));
  for (const { vehicle } of plan.runs) {
    if (!vehicles.has(vehicle)) vehicles.set(vehicle, goneVehicle(vehicle, facts));
  }
  const { receiving, docks, unloadingSeconds: turnaroundSeconds } = facts.hubDay;
  return {
    tables: facts.tables,
    hubPlace: 0,
    turnaroundSeconds,
    ...(receiving && { receiving }),
    ...(docks !== undefined && { docks }),
    stops,
    vehicles,
    toldRuns: facts.toldRuns,
  };
}

/** With a stop for each request that came after the plan was made; nobody has to have seen it for edits to go on. */
export function withLateRequests(plan: DeskPlan, { requests, places }: DeskFacts): DeskPlan {
  const known = new Set(plan.stops.flatMap((stop) => stop.requests.map(({ request }) => request)));
  const late = [...requests.values()].filter(
    ({ id, state }) => wanted.has(state) && !known.has(id) && places.placeOfRequest.has(id),
  );
  if (late.length === 0) return plan;
  const stops = [
    ...plan.stops,
    ...late.map(({ id }): DeskStop => ({ stop: id, requests: [{ request: id, part: null }] })),
  ];
  return { ...plan, stops: stops.sort((a, b) => (a.stop < b.stop ? -1 : 1)) };
}

/** A request at a stop, with as much of it as is handled there. */
export interface ServedRequest {
  readonly request: Request;
  readonly load: Load;
  readonly isPart: boolean;
}

/** Requests of a stop; those that are no longer of the day are left out. */
export function servedAt({ requests }: DeskStop, facts: DeskFacts): ServedRequest[] {
  return requests.flatMap(({ request: id, part }) => {
    const request = facts.requests.get(id);
    if (!request) return [];
    const { kg, crates, parcels } = request;
    return [{ request, load: part ?? { kg, crates, parcels }, isPart: part !== null }];
  });
}

/** Parts that the plan has, and a later day too. */
export const goneOf = (plan: DeskPlan, { rests, requests }: DeskFacts): GoneParts =>
  gonePartsOf(plan, rests, (id) => requests.get(id));

/** Stops stay the same objects from edit to edit. */
const knownStops = new WeakMap<DeskFacts, WeakMap<DeskStop, DayStop>>();

function knownStop(stop: DeskStop, facts: DeskFacts, gone: GoneParts): DayStop {
  if (stop.requests.some(({ request }) => gone.has(goneKey(stop.stop, request)))) {
    return dayStop(stop, facts, gone);
  }
  const known = knownStops.get(facts) ?? new WeakMap<DeskStop, DayStop>();
  knownStops.set(facts, known);
  const needs = known.get(stop) ?? dayStop(stop, facts, gone);
  known.set(stop, needs);
  return needs;
}

/** A stop of which all has gone on is shown as it was, as one that is cancelled. */
function dayStop(stop: DeskStop, facts: DeskFacts, gone: GoneParts): DayStop {
  const all = servedAt(stop, facts);
  const here = all.filter(({ request }) => !gone.has(goneKey(stop.stop, request.id)));
  const served = here.length > 0 ? here : all;
  const [first] = served;
  const latestAtHub = latestAtHubOf(
    served.map(({ request }) => request),
    facts.hubDay,
  );
  const windows = served.map(({ request }) => facts.windows.get(request.id)!); // each has one
  const start = Math.max(...windows.map((window) => window.start));
  const end = Math.min(...windows.map((window) => window.end));
  return {
    place: (first && facts.places.placeOfRequest.get(first.request.id)) ?? -1,
    windows: [first ? { start, end: Math.max(start, end) } : { start: 0, end: 0 }],
    setupSeconds: 0,
    serviceSeconds: served.reduce((sum, { request, load }) => sum + serviceSecondsOfPart(request, load), 0),
    pickup: loadOf(served, 'pickup'),
    delivery: loadOf(served, 'delivery'),
    parts: served.map((each): StopPart => ({
      request: each.request.id,
      pickup: loadOf([each], 'pickup'),
      delivery: loadOf([each], 'delivery'),
      serviceSeconds: serviceSecondsOfPart(each.request, each.load),
    })),
    largestAccess: Math.min(...served.map(({ request }) => accessRank(request.largest_vehicle)), 2),
    ...(latestAtHub !== null && { latestAtHub }),
    // What its driver has missed was no mistake of the plan.
    isCancelled: here.every(({ request }) => !isStanding(request) && !isMissed(request)),
  };
}

function loadOf(served: readonly ServedRequest[], kind: Request['kind']): Amounts {
  const sum = (dimension: keyof Load) =>
    served.reduce((total, { request, load }) => total + (request.kind === kind ? load[dimension] : 0), 0);
  return [Math.round(sum('kg') * 1000) / 1000, sum('crates'), sum('parcels')];
}

function dayVehicle(vehicle: Vehicle, facts: DeskFacts): DayVehicle {
  const start = facts.places.startOfVehicle.get(vehicle.id);
  const rest = breakOf(vehicle, facts.clock);
  return {
    table: facts.profiles.indexOf(vehicle.profile),
    access: accessRank(vehicle.profile),
    capacity: amountsOf(capacityOf(vehicle)),
    ...facts.rateTermsOf(vehicle),
    shift: facts.shifts.get(vehicle.name)!, // of the fleet
    startPlace: start ?? 0,
    endPlace: 0,
    mostTrips: mostTripsOf(vehicle, (start ?? 0) === 0, facts.hasDeliveries),
    limits: runLimitsOf(vehicle),
    ...(rest && { break: rest }),
    isAvailable: vehicle.is_available && start !== undefined,
  };
}

/** One that is no longer in the fleet: its run stands until it is given another, and costs nothing meanwhile. */
function goneVehicle(name: string, facts: DeskFacts): DayVehicle {
  const profile = profileOf(name, facts);
  return {
    table: Math.max(0, facts.profiles.indexOf(profile)),
    access: accessRank(profile),
    capacity: [UNLIMITED, UNLIMITED, UNLIMITED],
    fixedCost: 0,
    costPerKm: 0,
    costPerHour: 0,
    shift: { start: 0, end: facts.clock.secondsOfLocal('00:00', 1) },
    startPlace: 0,
    endPlace: 0,
    isAvailable: false,
  };
}

/** Of a vehicle of the fleet, or of one that had a run. */
export function profileOf(name: string, facts: DeskFacts): Vehicle['profile'] {
  const inFleet = facts.vehicles.get(name)?.profile;
  return inFleet ?? facts.lastMade?.runs.find(({ vehicle }) => vehicle === name)?.profile ?? 'light';
}
