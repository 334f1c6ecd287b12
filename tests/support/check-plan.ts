import type { Vehicle } from '#server/contract/fleet.ts';
import type { LoadWire } from '#server/contract/basics.ts';
import type { PlanDocument, PlanRun, PlanStop, PlanTrip } from '#server/contract/plan.ts';
import type { Request } from '#server/contract/request.ts';

/**
 * Recomputes a plan from its requests, vehicles and legs alone and tells whatever does not hold, in words. It
 * shares no code with the project: times with the platform's Date, loads and costs by its own sums.
 */
export function checkPlan(
  plan: PlanDocument,
  requests: readonly Request[],
  vehicles: readonly Vehicle[],
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
    wrong.push(...checkRun(run, vehicle, byReference).map((what) => `${run.vehicle}: ${what}`));
  }
  for (const request of requests) wrong.push(...checkWhole(request, seen.get(request.reference) ?? []));
  for (const reference of seen.keys()) {
    if (!byReference.has(reference)) wrong.push(`${reference}: was never asked for`);
  }
  const names = plan.runs.map((run) => run.vehicle);
  if (new Set(names).size !== names.length) wrong.push('a vehicle has two runs');
  wrong.push(...checkTotals(plan));
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

function checkRun(run: PlanRun, vehicle: Vehicle, requests: ReadonlyMap<string, Request>): string[] {
  const wrong: string[] = [];
  const rank = { motorbike: 0, light: 1, heavy: 2 };
  let metres = 0;
  let out = 0;
  for (const trip of run.trips) {
    const asked = trip.stops.map((stop) => stop.requests.map((reference) => requests.get(reference)));
    const known = asked.map((list, index) => list.flatMap((request) => partOf(request, trip.stops[index])));
    wrong.push(...checkTimes(trip, known), ...checkLoads(trip, known, vehicle));
    for (const request of known.flat()) {
      if (rank[vehicle.profile] > rank[request.largest_vehicle])
        wrong.push(`${request.reference}: may not be reached`);
    }
    metres += trip.legs.reduce((sum, leg) => sum + leg.metres, 0);
    out += seconds(trip.end) - seconds(trip.start);
  }
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
  const first = run.trips[0];
  const last = run.trips.at(-1);
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

function checkTimes(trip: PlanTrip, requests: readonly (readonly Request[])[]): string[] {
  const wrong: string[] = [];
  if (trip.legs.length !== trip.stops.length + 1) wrong.push('legs are not one more than stops');
  let clock = seconds(trip.start);
  trip.stops.forEach((stop, index) => {
    const arrival = clock + (trip.legs[index]?.seconds ?? Number.NaN);
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
  if (seconds(trip.end) !== clock + (trip.legs.at(-1)?.seconds ?? Number.NaN))
    wrong.push('end is not the last leg’s');
  return wrong;
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
