import type { PlanDocument } from '#server/contract/plan.ts';
import { UserError } from '#server/domain/user-error.ts';
import { and, asc, eq, inArray, or, type SQL } from 'drizzle-orm';
import type { Executor } from './database.ts';
import { plans, requests, runs, stopRequests, stops, trips, vehicles } from './schema.ts';

export type PlanRow = typeof plans.$inferSelect;

/** A day's plan; null before the first. */
export function findPlan(db: Executor, hub: string, date: string): PlanRow | null {
  return (
    db
      .select()
      .from(plans)
      .where(and(eq(plans.hubId, hub), eq(plans.date, date)))
      .get() ?? null
  );
}

/** So many are asked for one by one rather than with the whole day. */
const fewNames = 200;

/** Ids of the requests a document names, by that name: the reference of a request of the day, or an id. */
export function findRequests(
  tx: Executor,
  hub: string,
  date: string,
  document: Pick<PlanDocument, 'runs' | 'unassigned'>,
): ReadonlyMap<string, string> {
  const names = new Set([
    ...stopsOf(document).flatMap((stop) => stop.requests),
    ...document.unassigned.map((unassigned) => unassigned.request),
  ]);
  const isDate = eq(requests.date, date);
  const ofDay = names.size < fewNames ? and(isDate, inArray(requests.reference, [...names])) : isDate;
  const rows = tx
    .select({ id: requests.id, reference: requests.reference, date: requests.date, state: requests.state })
    .from(requests)
    .where(and(eq(requests.hubId, hub), or(ofDay, inArray(requests.id, [...names]))))
    .orderBy(asc(requests.seq))
    .all();
  const found = new Map<string, string>();
  // A reference is free again once its request is cancelled: of several, the one that stands is meant. A list may have
  // another's id for it, which it then goes before: plans name by reference.
  const ofReference = rows.filter((row) => row.date === date);
  const standing = ofReference.filter(({ state }) => state !== 'cancelled');
  for (const row of ofReference) found.set(row.reference, row.id);
  for (const row of rows) found.set(row.id, row.id);
  for (const row of standing) found.set(row.reference, row.id);
  const unknown = [...names].filter((name) => !found.has(name));
  if (unknown.length > 0) {
    throw new UserError('PLAN_INVALID', `The plan names unknown requests: ${unknown.join(', ')}.`, {
      ids: unknown,
    });
  }
  return found;
}

function stopsOf(document: Pick<PlanDocument, 'runs'>) {
  return document.runs.flatMap((run) => run.trips.flatMap((trip) => trip.stops));
}

/** Ids of the requests in its runs. */
export function servedBy(document: Pick<PlanDocument, 'runs'>, ids: ReadonlyMap<string, string>): string[] {
  return stopsOf(document).flatMap((stop) => stop.requests.map((name) => ids.get(name)!));
}

/** Ids of the requests in the runs of a stored plan, or in those that `which` picks. */
export function requestsOf(tx: Executor, planId: string, which?: SQL): string[] {
  return tx
    .select({ id: stopRequests.requestId })
    .from(stopRequests)
    .innerJoin(stops, eq(stops.id, stopRequests.stopId))
    .innerJoin(trips, eq(trips.id, stops.tripId))
    .innerJoin(runs, eq(runs.id, trips.runId))
    .where(and(eq(runs.planId, planId), which))
    .all()
    .map((row) => row.id);
}

/** Only requests in state `from` change: those cancelled or collected meanwhile stay so. */
export function setStates(
  tx: Executor,
  ids: readonly string[],
  from: 'booked' | 'planned',
  to: 'booked' | 'planned',
): void {
  tx.update(requests)
    .set({ state: to })
    .where(and(inArray(requests.id, [...ids]), eq(requests.state, from)))
    .run();
}

/** Of a hub's fleet. */
export function vehicleIdsByName(tx: Executor, hub: string): ReadonlyMap<string, string> {
  const rows = tx
    .select({ id: vehicles.id, name: vehicles.name })
    .from(vehicles)
    .where(eq(vehicles.hubId, hub))
    .all();
  return new Map(rows.map((row) => [row.name, row.id]));
}
