import type { PlanDocument } from '#server/contract/plan.ts';
import { UserError } from '#server/domain/user-error.ts';
import { and, asc, eq, inArray, or } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Executor } from './database.ts';
import { assertHub } from './hub-store.ts';
import { insertPlanRows, readPlanDocument } from './plan-rows.ts';
import type { PlanStore, StoredPlan } from './port.ts';
import {
  planRevisions,
  plans,
  planUnassigned,
  requests,
  runs,
  stopRequests,
  stops,
  trips,
  vehicles,
} from './schema.ts';
import type { Writer } from './writer.ts';

export function makePlanStore({ db, write, now }: Writer): PlanStore {
  return {
    async get(hub, date) {
      return readPlan(db, hub, date);
    },
    async save(hub, date, document, by) {
      if (document.date !== date) {
        throw new UserError('PLAN_INVALID', `The plan is of ${document.date}, not of ${date}.`);
      }
      return write(({ tx, append }) => {
        assertHub(tx, hub);
        const requestIds = findRequests(tx, hub, date, document);
        const before = findPlan(tx, hub, date);
        if (before !== null) setStates(tx, requestsOf(tx, before.id), 'planned', 'booked');
        const head = writeHead(tx, before, { hub, date, document, by, now: now() });
        const vehicleIds = vehicleIdsByName(tx, hub);
        insertPlanRows(tx, head.id, document, {
          // findRequests has refused names it did not find.
          requestId: (name) => requestIds.get(name)!,
          vehicleId: (name) => vehicleIds.get(name) ?? null,
        });
        setStates(tx, servedBy(document, requestIds), 'booked', 'planned');
        const saved = readPlanDocument(tx, head);
        insertRevision(tx, head, saved);
        append(hub, { type: 'plan.changed', data: { plan: head.id, date, edit_version: head.editVersion } });
        return toStoredPlan(head, saved);
      });
    },
    async getRevision(hub, date, editVersion) {
      const head = findPlan(db, hub, date);
      return head === null ? null : readRevision(db, head, editVersion);
    },
  };
}

type PlanRow = typeof plans.$inferSelect;

function findPlan(db: Executor, hub: string, date: string): PlanRow | null {
  return (
    db
      .select()
      .from(plans)
      .where(and(eq(plans.hubId, hub), eq(plans.date, date)))
      .get() ?? null
  );
}

function readPlan(db: Executor, hub: string, date: string): StoredPlan | null {
  const head = findPlan(db, hub, date);
  return head === null ? null : toStoredPlan(head, readPlanDocument(db, head));
}

function toStoredPlan(head: PlanRow, document: PlanDocument): StoredPlan {
  return {
    id: head.id,
    hub: head.hubId,
    date: head.date,
    editVersion: head.editVersion,
    createdAt: head.createdAt,
    createdBy: head.createdBy,
    document,
  };
}

function insertRevision(tx: Executor, head: PlanRow, document: PlanDocument): void {
  tx.insert(planRevisions)
    .values({
      planId: head.id,
      editVersion: head.editVersion,
      document: gzipSync(JSON.stringify(document)),
      createdAt: head.createdAt,
      createdBy: head.createdBy,
    })
    .run();
}

function readRevision(db: Executor, head: PlanRow, editVersion: number): StoredPlan | null {
  const row = db
    .select()
    .from(planRevisions)
    .where(and(eq(planRevisions.planId, head.id), eq(planRevisions.editVersion, editVersion)))
    .get();
  if (row === undefined) return null;
  // Written by insertRevision from a PlanDocument.
  const document = JSON.parse(gunzipSync(row.document).toString()) as PlanDocument;
  return toStoredPlan({ ...head, editVersion, createdAt: row.createdAt, createdBy: row.createdBy }, document);
}

interface Saving {
  readonly hub: string;
  readonly date: string;
  readonly document: PlanDocument;
  readonly by: string | null;
  readonly now: string;
}

/** Writes the plan's own row, one edit version up, and clears what hung below it. */
function writeHead(tx: Executor, before: PlanRow | null, { hub, date, document, by, now }: Saving): PlanRow {
  const columns = {
    timezone: document.timezone,
    currency: document.currency,
    hub: document.hub,
    routing: document.routing,
    totals: document.totals,
    warnings: document.warnings,
    createdAt: now,
    createdBy: by,
  };
  if (before === null) {
    return tx
      .insert(plans)
      .values({ id: randomUUID(), hubId: hub, date, editVersion: 1, ...columns })
      .returning()
      .get();
  }
  tx.delete(runs).where(eq(runs.planId, before.id)).run();
  tx.delete(planUnassigned).where(eq(planUnassigned.planId, before.id)).run();
  return tx
    .update(plans)
    .set({ editVersion: before.editVersion + 1, ...columns })
    .where(eq(plans.id, before.id))
    .returning()
    .get();
}

/** Ids of the requests a document names, by that name: an id, or the reference of a request of the day. */
function findRequests(
  tx: Executor,
  hub: string,
  date: string,
  document: PlanDocument,
): ReadonlyMap<string, string> {
  const names = new Set([
    ...stopsOf(document).flatMap((stop) => stop.requests),
    ...document.unassigned.map((unassigned) => unassigned.request),
  ]);
  const rows = tx
    .select({ id: requests.id, reference: requests.reference, date: requests.date, state: requests.state })
    .from(requests)
    .where(and(eq(requests.hubId, hub), or(eq(requests.date, date), inArray(requests.id, [...names]))))
    .orderBy(asc(requests.seq))
    .all();
  const found = new Map<string, string>();
  // A reference is free again once its request is cancelled: of several, the one that stands is meant.
  for (const isCancelled of [true, false]) {
    for (const row of rows) {
      if (row.date === date && (row.state === 'cancelled') === isCancelled) found.set(row.reference, row.id);
    }
  }
  for (const row of rows) found.set(row.id, row.id);
  const unknown = [...names].filter((name) => !found.has(name));
  if (unknown.length > 0) {
    throw new UserError('PLAN_INVALID', `The plan names unknown requests: ${unknown.join(', ')}.`, {
      ids: unknown,
    });
  }
  return found;
}

function stopsOf(document: PlanDocument) {
  return document.runs.flatMap((run) => run.trips.flatMap((trip) => trip.stops));
}

function servedBy(document: PlanDocument, ids: ReadonlyMap<string, string>): string[] {
  return stopsOf(document).flatMap((stop) => stop.requests.map((name) => ids.get(name)!));
}

/** Ids of the requests in the runs of a stored plan. */
function requestsOf(tx: Executor, planId: string): string[] {
  return tx
    .select({ id: stopRequests.requestId })
    .from(stopRequests)
    .innerJoin(stops, eq(stops.id, stopRequests.stopId))
    .innerJoin(trips, eq(trips.id, stops.tripId))
    .innerJoin(runs, eq(runs.id, trips.runId))
    .where(eq(runs.planId, planId))
    .all()
    .map((row) => row.id);
}

/** Only requests in state `from` change: those cancelled or collected meanwhile stay so. */
function setStates(
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

function vehicleIdsByName(tx: Executor, hub: string): ReadonlyMap<string, string> {
  const rows = tx
    .select({ id: vehicles.id, name: vehicles.name })
    .from(vehicles)
    .where(eq(vehicles.hubId, hub))
    .all();
  return new Map(rows.map((row) => [row.name, row.id]));
}
