import type { PlanDocument } from '#server/contract/plan.ts';
import { UserError } from '#server/domain/user-error.ts';
import { and, desc, eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Executor } from './database.ts';
import { recordMadePlan } from './desk-rows.ts';
import { assertHub } from './hub-store.ts';
import {
  findPlan,
  findRequests,
  requestsOf,
  servedBy,
  setStates,
  vehicleIdsByName,
  type PlanRow,
} from './plan-names.ts';
import { idOfDriver } from './document-change.ts';
import { nameRuns } from './named-runs.ts';
import { addRunPaths } from './plan-paths.ts';
import { insertPlanRows, readArrivals, readPlanDocument, readRunsOf, readUnassigned } from './plan-rows.ts';
import type { PlanStore, StoredPlan } from './port.ts';
import { planRevisions, plans, planUnassigned, runs } from './schema.ts';
import type { Writer } from './writer.ts';

export function makePlanStore({ db, write, now }: Writer): PlanStore {
  return {
    async get(hub, date) {
      return readPlan(db, hub, date);
    },
    async save(hub, date, made, by) {
      if (made.date !== date) {
        throw new UserError('PLAN_INVALID', `The plan is of ${made.date}, not of ${date}.`);
      }
      return write(({ tx, append }) => {
        assertHub(tx, hub);
        const requestIds = findRequests(tx, hub, date, made);
        const before = findPlan(tx, hub, date);
        if (before !== null) setStates(tx, requestsOf(tx, before.id), 'planned', 'booked');
        const named = nameRuns(tx, before, made);
        const { document } = named;
        const head = writeHead(tx, before, { hub, date, document, by, now: now() });
        const vehicleIds = vehicleIdsByName(tx, hub);
        const heads = named.names.map(({ run: number, driver }) => ({
          number,
          driverId: idOfDriver(tx, hub, driver),
        }));
        insertPlanRows(tx, head.id, document, heads, {
          // findRequests has refused names it did not find.
          requestId: (name) => requestIds.get(name)!,
          vehicleId: (name) => vehicleIds.get(name) ?? null,
        });
        setStates(tx, servedBy(document, requestIds), 'booked', 'planned');
        const saved = readPlanDocument(tx, head);
        insertRevision(tx, head, saved);
        recordMadePlan(tx, before, head, named, (name) => requestIds.get(name)!);
        append(hub, { type: 'plan.changed', data: { plan: head.id, date, edit_version: head.editVersion } });
        return toStoredPlan(head, saved);
      });
    },
    async getRevision(hub, date, editVersion) {
      const head = findPlan(db, hub, date);
      return head === null ? null : readRevision(db, head, editVersion);
    },
    async getLastMade(hub, date) {
      const head = findPlan(db, hub, date);
      if (head === null) return null;
      const last = db
        .select({ editVersion: planRevisions.editVersion })
        .from(planRevisions)
        .where(eq(planRevisions.planId, head.id))
        .orderBy(desc(planRevisions.editVersion))
        .get();
      // A file of the first version has plans without revisions.
      return last ? readRevision(db, head, last.editVersion) : readPlan(db, hub, date);
    },
    async getRuns(hub, date, names) {
      const head = findPlan(db, hub, date);
      return head === null ? [] : readRunsOf(db, head, names);
    },
    async getArrivals(hub, date) {
      const head = findPlan(db, hub, date);
      return head === null ? new Map() : readArrivals(db, head.id);
    },
    async getUnassigned(hub, date) {
      const head = findPlan(db, hub, date);
      return head === null ? [] : readUnassigned(db, head.id);
    },
    async addPaths(hub, date, paths) {
      write(({ tx, append }) => {
        const head = findPlan(tx, hub, date);
        const filled = head === null ? [] : addRunPaths(tx, head, paths);
        if (head === null || filled.length === 0) return;
        append(hub, { type: 'plan.paths', data: { plan: head.id, date, vehicles: filled } });
      });
    },
  };
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
