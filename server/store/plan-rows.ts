import type { PlanDocument, PlanRun, PlanStop, PlanTrip } from '#server/contract/plan.ts';
import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Executor } from './database.ts';
import { toUtc, zonedFormat } from './instants.ts';
import { plans, planUnassigned, runs, stopRequests, stops, trips } from './schema.ts';

type PlanRow = typeof plans.$inferSelect;
type RunRow = typeof runs.$inferSelect;
type TripRow = typeof trips.$inferSelect;
type StopRow = typeof stops.$inferSelect;
type ServedRow = typeof stopRequests.$inferSelect;

/** A statement takes a limited number of values. */
const stopsAtOnce = 500;

/** How the names in a document are found: each request's id, each vehicle's where the fleet has it. */
export interface PlanNames {
  requestId(name: string): string;
  vehicleId(name: string): string | null;
}

/** What a run is called among the plan's runs, and who is named to drive it. */
export interface RunHead {
  readonly number: number;
  readonly driverId: string | null;
}

/** Writes what hangs below a plan's row, a head for each run; the caller has removed what was there. */
export function insertPlanRows(
  tx: Executor,
  planId: string,
  document: PlanDocument,
  heads: readonly RunHead[],
  names: PlanNames,
): void {
  for (const [index, run] of document.runs.entries()) insertRun(tx, planId, heads[index]!, run, names);
  insertUnassigned(tx, planId, document.unassigned, names);
}

export function insertRun(
  tx: Executor,
  planId: string,
  { number, driverId }: RunHead,
  run: PlanRun,
  names: PlanNames,
): void {
  const vehicleId = names.vehicleId(run.vehicle);
  const { id } = tx
    .insert(runs)
    .values({ planId, position: number - 1, vehicleId, driverId, ...runColumns(run) })
    .returning({ id: runs.id })
    .get();
  for (const [tripPosition, trip] of run.trips.entries()) insertTrip(tx, id, tripPosition, trip, names);
}

export function insertUnassigned(
  tx: Executor,
  planId: string,
  unassigned: PlanDocument['unassigned'],
  names: PlanNames,
): void {
  for (const [position, { request, ...why }] of unassigned.entries()) {
    tx.insert(planUnassigned)
      .values({ planId, position, name: request, requestId: names.requestId(request), ...why })
      .run();
  }
}

function runColumns(run: PlanRun) {
  return {
    vehicle: run.vehicle,
    type: run.type,
    profile: run.profile,
    capacity: run.capacity,
    loadPeak: run.load_peak,
    carriedKg: run.carried.kg,
    carriedCrates: run.carried.crates,
    carriedParcels: run.carried.parcels,
    drivingSeconds: run.seconds.driving,
    waitingSeconds: run.seconds.waiting,
    serviceSeconds: run.seconds.service,
    unloadingSeconds: run.seconds.unloading ?? 0,
    breakSeconds: run.seconds.breaks ?? 0,
    breaks: run.breaks?.map((each) => ({ ...each, start: toUtc(each.start), end: toUtc(each.end) })) ?? null,
    leavesAt: run.leaves_at === undefined ? null : toUtc(run.leaves_at),
    metres: run.metres,
    costFixed: run.cost.fixed,
    costDistance: run.cost.distance,
    costTime: run.cost.time,
    costOther: run.cost.other,
    costTotal: run.cost.total,
    violations: run.violations,
  };
}

function insertTrip(tx: Executor, runId: number, position: number, trip: PlanTrip, names: PlanNames): void {
  const { id } = tx
    .insert(trips)
    .values({
      runId,
      position,
      startAt: toUtc(trip.start),
      endAt: toUtc(trip.end),
      arrivalAt: trip.arrival === undefined ? null : toUtc(trip.arrival),
      loadAtStart: trip.load_at_start,
      legs: trip.legs,
    })
    .returning({ id: trips.id })
    .get();
  for (let from = 0; from < trip.stops.length; from += stopsAtOnce) {
    insertStops(tx, id, from, trip.stops.slice(from, from + stopsAtOnce), names);
  }
}

function insertStops(
  tx: Executor,
  tripId: number,
  from: number,
  all: readonly PlanStop[],
  names: PlanNames,
): void {
  const ids = tx
    .insert(stops)
    .values(
      all.map((stop, index) => ({
        tripId,
        position: from + index,
        place: stop.place,
        lat: stop.lat,
        lon: stop.lon,
        arrivalAt: toUtc(stop.arrival),
        startAt: toUtc(stop.start),
        departureAt: toUtc(stop.departure),
        kgAfter: stop.load_after.kg,
        cratesAfter: stop.load_after.crates,
        parcelsAfter: stop.load_after.parcels,
      })),
    )
    .returning({ id: stops.id, position: stops.position })
    .all();
  const served = ids.flatMap(({ id: stopId, position: at }) => {
    const { requests, parts } = all[at - from]!; // one of those inserted
    return requests.map((name, position) => ({
      stopId,
      position,
      name,
      requestId: names.requestId(name),
      part: parts?.find(({ request }) => request === name)?.load ?? null,
    }));
  });
  tx.insert(stopRequests).values(served).run();
}

/** Puts the document together from its rows; instants are written in the plan's zone. */
export function readPlanDocument(db: Executor, plan: PlanRow): PlanDocument {
  const local = zonedFormat(plan.timezone);
  return {
    version: 1,
    hub: plan.hub,
    date: plan.date,
    timezone: plan.timezone,
    currency: plan.currency,
    routing: plan.routing,
    runs: readRuns(db, eq(runs.planId, plan.id), local),
    unassigned: readUnassigned(db, plan.id),
    totals: plan.totals,
    warnings: plan.warnings,
  };
}

/** When a plan first comes to each of its requests. */
export function readArrivals(db: Executor, planId: string): Map<string, string> {
  const rows = db
    .select({ request: stopRequests.requestId, first: sql<string>`min(${stops.arrivalAt})` })
    .from(stopRequests)
    .innerJoin(stops, eq(stops.id, stopRequests.stopId))
    .innerJoin(trips, eq(trips.id, stops.tripId))
    .innerJoin(runs, eq(runs.id, trips.runId))
    .where(eq(runs.planId, planId))
    .groupBy(stopRequests.requestId)
    .all();
  return new Map(rows.map(({ request, first }) => [request, first]));
}

/** What a plan leaves out. */
export function readUnassigned(db: Executor, planId: string): PlanDocument['unassigned'] {
  return db
    .select()
    .from(planUnassigned)
    .where(eq(planUnassigned.planId, planId))
    .orderBy(asc(planUnassigned.position))
    .all()
    .map(({ name, code, reason, left, fix }) => ({
      request: name,
      code,
      reason,
      ...(left && { left }),
      ...(fix && { fix }),
    }));
}

/** Runs of a plan by their vehicles' names. */
export function readRunsOf(db: Executor, plan: PlanRow, vehicles: readonly string[]): PlanRun[] {
  const which = and(eq(runs.planId, plan.id), inArray(runs.vehicle, [...vehicles]));
  return readRuns(db, which, zonedFormat(plan.timezone));
}

function readRuns(db: Executor, which: SQL | undefined, local: (utc: string) => string): PlanRun[] {
  const ofPlan = db.select({ id: runs.id }).from(runs).where(which);
  const tripRows = db
    .select()
    .from(trips)
    .where(inArray(trips.runId, ofPlan))
    .orderBy(asc(trips.position))
    .all();
  const ofTrips = db.select({ id: trips.id }).from(trips).where(inArray(trips.runId, ofPlan));
  const stopRows = db
    .select()
    .from(stops)
    .where(inArray(stops.tripId, ofTrips))
    .orderBy(asc(stops.position))
    .all();
  const ofStops = db.select({ id: stops.id }).from(stops).where(inArray(stops.tripId, ofTrips));
  const servedRows = db
    .select()
    .from(stopRequests)
    .where(inArray(stopRequests.stopId, ofStops))
    .orderBy(asc(stopRequests.position))
    .all();

  const tripsByRun = groupBy(tripRows, (row) => row.runId);
  const stopsByTrip = groupBy(stopRows, (row) => row.tripId);
  const servedByStop = groupBy(servedRows, (row) => row.stopId);
  const toStop = (row: StopRow) => planStop(row, servedByStop.get(row.id) ?? [], local);
  const toTrip = (row: TripRow) => planTrip(row, (stopsByTrip.get(row.id) ?? []).map(toStop), local);
  return db
    .select()
    .from(runs)
    .where(which)
    .orderBy(asc(runs.position))
    .all()
    .map((row) => planRun(row, (tripsByRun.get(row.id) ?? []).map(toTrip), local));
}

function planRun(row: RunRow, runTrips: PlanTrip[], local: (utc: string) => string): PlanRun {
  return {
    vehicle: row.vehicle,
    type: row.type,
    profile: row.profile,
    capacity: row.capacity,
    load_peak: row.loadPeak,
    carried: { kg: row.carriedKg, crates: row.carriedCrates, parcels: row.carriedParcels },
    trips: runTrips,
    seconds: {
      driving: row.drivingSeconds,
      waiting: row.waitingSeconds,
      service: row.serviceSeconds,
      ...(row.unloadingSeconds > 0 && { unloading: row.unloadingSeconds }),
      ...(row.breakSeconds > 0 && { breaks: row.breakSeconds }),
    },
    ...(row.breaks !== null && {
      breaks: row.breaks.map((each) => ({ ...each, start: local(each.start), end: local(each.end) })),
    }),
    ...(row.leavesAt !== null && { leaves_at: local(row.leavesAt) }),
    metres: row.metres,
    cost: {
      fixed: row.costFixed,
      distance: row.costDistance,
      time: row.costTime,
      other: row.costOther,
      total: row.costTotal,
    },
    violations: row.violations,
  };
}

function planTrip(row: TripRow, tripStops: PlanStop[], local: (utc: string) => string): PlanTrip {
  return {
    start: local(row.startAt),
    end: local(row.endAt),
    ...(row.arrivalAt !== null && { arrival: local(row.arrivalAt) }),
    load_at_start: row.loadAtStart,
    stops: tripStops,
    legs: row.legs,
  };
}

function planStop(row: StopRow, served: readonly ServedRow[], local: (utc: string) => string): PlanStop {
  const parts = served.flatMap(({ name, part }) => (part ? [{ request: name, load: part }] : []));
  return {
    place: row.place,
    lat: row.lat,
    lon: row.lon,
    requests: served.map(({ name }) => name),
    arrival: local(row.arrivalAt),
    start: local(row.startAt),
    departure: local(row.departureAt),
    load_after: { kg: row.kgAfter, crates: row.cratesAfter, parcels: row.parcelsAfter },
    ...(parts.length > 0 && { parts }),
  };
}

function groupBy<T>(rows: readonly T[], key: (row: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group === undefined) groups.set(key(row), [row]);
    else group.push(row);
  }
  return groups;
}
