import type { Vehicle } from '#server/contract/fleet.ts';
import type { LoadWire } from '#server/contract/basics.ts';
import type { HubSettings, Product } from '#server/contract/hub.ts';
import type { PlanDocument, PlanRun, PlanStop, PlanTrip } from '#server/contract/plan.ts';
import type { Request } from '#server/contract/request.ts';

/**
 * Recomputes a plan from its requests, vehicles and legs alone and tells whatever does not hold, in words. It
 * shares no code with the project: times with the platform's Date, loads and costs by its own sums. `hub`: rules of its
 * own that the plan must keep.
 */
export function checkPlan(
  plan: PlanDocument,
  requests: readonly Request[],
  vehicles: readonly Vehicle[],
  hub: CheckedHub | null = null,
): string[] {
  const wrong: string[] = [];
  const byReference = new Map(requests.map((request) => [request.reference, request]));
  const seen = new Map<string, Handled[]>();
  const count = (reference: string, part: LoadWire | undefined) =>
    seen.set(reference, [...(seen.get(reference) ?? []), part ?? 'all']);
  for (const { request, left } of plan.unassigned) count(request, left);
  for (const run of plan.runs) {
    const vehicle = vehicles.find(({ name }) => name === run.vehicle);
    if (!vehicle) {
      wrong.push(`${run.vehicle}: no such vehicle`);
      continue;
    }
    for (const stop of run.trips.flatMap((trip) => trip.stops)) {
      for (const reference of stop.requests) count(reference, partAt(stop, reference));
    }
    wrong.push(...checkRun(run, vehicle, byReference, hub).map((what) => `${run.vehicle}: ${what}`));
  }
  for (const request of requests) wrong.push(...checkWhole(request, seen.get(request.reference) ?? []));
  for (const reference of seen.keys()) {
    if (!byReference.has(reference)) wrong.push(`${reference}: was never asked for`);
  }
  const names = plan.runs.map((run) => run.vehicle);
  if (new Set(names).size !== names.length) wrong.push('a vehicle has two runs');
  wrong.push(...checkTotals(plan));
  if (hub) wrong.push(...checkDocks(plan, hub));
  return wrong;
}

type Handled = 'all' | LoadWire;

const partAt = (stop: PlanStop, reference: string) =>
  stop.parts?.find(({ request }) => request === reference)?.load;

/** A request is in the plan once, or in parts that make it up. */
function checkWhole(request: Request, handled: readonly Handled[]): string[] {
  if (handled.length === 1 && handled[0] === 'all') return [];
  const parts = handled.filter((each) => each !== 'all');
  if (parts.length < handled.length || parts.length < 2) {
    return [`${request.reference}: is in the plan ${handled.length} times, ${parts.length} of them in part`];
  }
  return (['kg', 'crates', 'parcels'] as const).flatMap((dimension) => {
    const sum = parts.reduce((total, part) => total + part[dimension], 0);
    const isAll = Math.abs(sum - request[dimension]) < 1e-6;
    return isAll
      ? []
      : [`${request.reference}: its parts are ${sum} ${dimension}, not ${request[dimension]}`];
  });
}

const seconds = (instant: string) => Date.parse(instant) / 1000;

function checkRun(
  run: PlanRun,
  vehicle: Vehicle,
  requests: ReadonlyMap<string, Request>,
  hub: CheckedHub | null,
): string[] {
  const wrong: string[] = [];
  const rank = { motorbike: 0, light: 1, heavy: 2 };
  let metres = 0;
  for (const [index, trip] of run.trips.entries()) {
    const asked = trip.stops.map((stop) => stop.requests.map((reference) => requests.get(reference)));
    const known = asked.map((list, index) => list.flatMap((request) => partOf(request, trip.stops[index])));
    const breaks = (run.breaks ?? []).filter((each) => each.trip === index);
    wrong.push(...checkTimes(trip, known, breaks), ...checkLoads(trip, known, vehicle));
    if (hub) wrong.push(...checkAtHub(trip, run.trips[index - 1], known.flat(), hub));
    for (const request of known.flat()) {
      if (rank[vehicle.profile] > rank[request.largest_vehicle])
        wrong.push(`${request.reference}: may not be reached`);
    }
    metres += trip.legs.reduce((sum, leg) => sum + leg.metres, 0);
  }
  const first = run.trips[0];
  const last = run.trips.at(-1);
  const out = first && last ? seconds(last.end) - seconds(first.start) : 0;
  wrong.push(...checkLimits(run, vehicle, out));
  if (run.violations.length > 0) wrong.push(`has violations: ${JSON.stringify(run.violations)}`);
  if (metres !== run.metres) wrong.push(`metres ${run.metres}, recomputed ${metres}`);
  const cost = {
    fixed: vehicle.fixed_cost,
    distance: Math.round((metres * vehicle.cost_per_km) / 1000),
    time: Math.round((out * vehicle.cost_per_hour) / 3600),
  };
  for (const part of ['fixed', 'distance', 'time'] as const) {
    if (Math.abs(cost[part] - run.cost[part]) > 1)
      wrong.push(`${part} ${run.cost[part]}, recomputed ${cost[part]}`);
  }
  const total = run.cost.fixed + run.cost.distance + run.cost.time + run.cost.other;
  if (total !== run.cost.total) wrong.push(`cost ${run.cost.total}, its parts sum to ${total}`);
  if (first && last && !isWithinShift(first.start, last.end, vehicle)) wrong.push('is out of its shift');
  return wrong;
}

/** A request with the load of what is handled at the stop, and its service in proportion to the crates. */
function partOf(request: Request | undefined, stop: PlanStop | undefined): Request[] {
  if (!request) return [];
  const load = stop && partAt(stop, request.reference);
  if (!load) return [request];
  const counted = request.kind === 'pickup' ? 'crates' : 'parcels';
  const share = request[counted] > 0 ? load[counted] / request[counted] : load.kg / request.kg;
  return [{ ...request, ...load, service_minutes: request.service_minutes * share }];
}

function isWithinShift(start: string, end: string, vehicle: Vehicle): boolean {
  const date = start.slice(0, 10);
  const offset = start.slice(19);
  const from = seconds(`${date}T${vehicle.shift_start}:00${offset}`);
  const to = seconds(`${date}T${vehicle.shift_end}:00${offset}`);
  return seconds(start) >= from && seconds(end) <= (to > from ? to : to + 86_400);
}

function checkTimes(
  trip: PlanTrip,
  requests: readonly (readonly Request[])[],
  breaks: NonNullable<PlanRun['breaks']>,
): string[] {
  const wrong: string[] = [];
  if (trip.legs.length !== trip.stops.length + 1) wrong.push('legs are not one more than stops');
  let clock = seconds(trip.start);
  trip.stops.forEach((stop, index) => {
    const arrival = arrivalAfter(clock, trip, index, breaks);
    const service = (requests[index] ?? []).reduce(
      (sum, request) => sum + Math.round(request.service_minutes * 60),
      0,
    );
    if (seconds(stop.arrival) !== arrival)
      wrong.push(`${stop.place}: arrival ${stop.arrival} is not the leg's`);
    if (seconds(stop.start) < arrival) wrong.push(`${stop.place}: starts before it arrives`);
    const off = Math.abs(seconds(stop.departure) - seconds(stop.start) - service);
    // Service of parts is in whole seconds.
    if (off > (stop.parts?.length ?? 0)) wrong.push(`${stop.place}: service is not ${service} s`);
    for (const request of requests[index] ?? []) {
      const start = seconds(stop.start);
      if (start < seconds(request.ready_from) || start > seconds(request.ready_until)) {
        wrong.push(`${request.reference}: ${stop.start} is outside its window`);
      }
    }
    clock = seconds(stop.departure);
  });
  if (seconds(trip.arrival ?? trip.end) !== arrivalAfter(clock, trip, trip.stops.length, breaks))
    wrong.push('end is not the last leg’s');
  if (seconds(trip.end) < seconds(trip.arrival ?? trip.end)) wrong.push('unloads before it comes');
  return wrong;
}

/** A break is on the road, or after it where its window opens later. */
function arrivalAfter(
  leaves: number,
  trip: PlanTrip,
  index: number,
  breaks: NonNullable<PlanRun['breaks']>,
): number {
  const leg = trip.legs[index]?.seconds ?? Number.NaN;
  return breaks
    .filter(({ position }) => position === index)
    .reduce(
      (arrival, { start, end }) => Math.max(arrival, seconds(start)) + seconds(end) - seconds(start),
      leaves + leg,
    );
}

/** What a hub asks of the plans of its days. */
export interface CheckedHub {
  readonly settings: Pick<HubSettings, 'receiving' | 'docks' | 'unloading_minutes'>;
  readonly products: readonly Product[];
}

function checkAtHub(
  trip: PlanTrip,
  before: PlanTrip | undefined,
  requests: readonly Request[],
  { settings, products }: CheckedHub,
): string[] {
  const wrong: string[] = [];
  if (before && seconds(trip.start) !== seconds(before.end) + settings.unloading_minutes * 60) {
    wrong.push(`the trip at ${trip.start} does not begin when the one before is unloaded`);
  }
  const pickups = requests.filter(({ kind }) => kind === 'pickup');
  if (pickups.length > 0 && !isReceived(trip.end, settings.receiving)) {
    wrong.push(`${trip.end} is outside the receiving hours`);
  }
  for (const { reference, product, harvested_at: harvest, ready_from: ready } of pickups) {
    const hours = products.find(({ name }) => name === product)?.freshness_hours;
    const latest = seconds(harvest ?? ready) + (hours ?? Infinity) * 3600;
    if (seconds(trip.arrival ?? trip.end) > latest) wrong.push(`${reference}: is not fresh at the hub`);
  }
  return wrong;
}

/** By the local date and time that the instant is written in; windows that go over midnight too. */
function isReceived(instant: string, week: HubSettings['receiving']): boolean {
  const time = instant.slice(11, 19);
  const weekday = (new Date(`${instant.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7;
  const today = week[weekday] ?? null;
  const yesterday = week[(weekday + 6) % 7] ?? [];
  if (today === null) return true;
  const isOver = ({ start, end }: { start: string; end: string }) => end <= start;
  return (
    today.some((each) => time >= `${each.start}:00` && (isOver(each) || time <= `${each.end}:00`)) ||
    yesterday.some((each) => isOver(each) && time <= `${each.end}:00`)
  );
}

function checkLimits(run: PlanRun, vehicle: Vehicle, out: number): string[] {
  const wrong: string[] = [];
  const { most_trips: trips = 1, most_stops: stops, most_km: km, most_hours: hours, break: rest } = vehicle;
  if (run.trips.length > trips) wrong.push(`makes ${run.trips.length} trips, not ${trips}`);
  const count = run.trips.reduce((sum, trip) => sum + trip.stops.length, 0);
  if (stops !== undefined && count > stops) wrong.push(`makes ${count} stops, not ${stops}`);
  if (km !== undefined && run.metres > km * 1000) wrong.push(`goes ${run.metres} m, not ${km} km`);
  if (hours !== undefined && out > hours * 3600) wrong.push(`is out for ${out} s, not ${hours} h`);
  const breaks = run.breaks ?? [];
  if (breaks.length !== (rest ? 1 : 0)) wrong.push(`has ${breaks.length} breaks`);
  for (const { start, end } of breaks) {
    const time = start.slice(11, 16);
    if (!rest || time < rest.from || start.slice(11, 19) > `${rest.until}:00`) wrong.push(`rests at ${time}`);
    if (rest && seconds(end) - seconds(start) !== rest.minutes * 60) wrong.push('rests for another time');
  }
  return wrong;
}

/** No more trips with pickups hold a dock at once than there are. */
function checkDocks({ runs }: PlanDocument, { settings }: CheckedHub): string[] {
  const { docks, unloading_minutes: minutes } = settings;
  if (docks === null) return [];
  const arrivals = runs
    .flatMap((run) => run.trips)
    .filter((trip) => trip.stops.some(({ load_after: load }) => load.kg > 0))
    .map((trip) => seconds(trip.arrival ?? trip.end));
  return arrivals.flatMap((at) => {
    const held = arrivals.filter((other) => other <= at && other + minutes * 60 > at).length;
    return held > docks ? [`${held} vehicles are at ${docks} docks at ${at}`] : [];
  });
}

function checkLoads(trip: PlanTrip, requests: readonly (readonly Request[])[], vehicle: Vehicle): string[] {
  const wrong: string[] = [];
  const limits = {
    kg: vehicle.capacity_kg,
    crates: vehicle.capacity_crates ?? Number.POSITIVE_INFINITY,
    parcels: vehicle.capacity_parcels ?? Number.POSITIVE_INFINITY,
  };
  for (const dimension of ['kg', 'crates', 'parcels'] as const) {
    let load = requests.flat().reduce((sum, r) => sum + (r.kind === 'delivery' ? r[dimension] : 0), 0);
    if (load > limits[dimension])
      wrong.push(`${dimension} ${load} at the start is over ${limits[dimension]}`);
    trip.stops.forEach((stop, index) => {
      for (const r of requests[index] ?? []) load += r.kind === 'pickup' ? r[dimension] : -r[dimension];
      if (Math.abs(load - stop.load_after[dimension]) > 0.01)
        wrong.push(`${stop.place}: ${dimension} is not ${load}`);
      if (load > limits[dimension] + 1e-6)
        wrong.push(`${stop.place}: ${dimension} ${load} is over ${limits[dimension]}`);
    });
  }
  return wrong;
}

function checkTotals({ runs, totals }: PlanDocument): string[] {
  const wrong: string[] = [];
  const sums = {
    runs: runs.length,
    metres: runs.reduce((sum, run) => sum + run.metres, 0),
    cost: runs.reduce((sum, run) => sum + run.cost.total, 0),
    parcels: runs.reduce((sum, run) => sum + run.carried.parcels, 0),
  };
  for (const key of ['runs', 'metres', 'cost', 'parcels'] as const) {
    if (sums[key] !== totals[key])
      wrong.push(`totals.${key} is ${totals[key]}, the runs sum to ${sums[key]}`);
  }
  const perParcel = sums.parcels > 0 ? sums.cost / sums.parcels : null;
  if (perParcel !== null && Math.abs(perParcel - (totals.cost_per_parcel ?? Number.NaN)) > 0.01) {
    wrong.push(`cost per parcel ${totals.cost_per_parcel}, recomputed ${perParcel}`);
  }
  return wrong;
}
