import type { FrozenRun, PlanRevision } from '#server/contract/publication.ts';
import { and, asc, eq, getTableColumns, inArray, isNotNull, max } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Executor } from './database.ts';
import { findPlan, requestsOf, type PlanRow } from './plan-names.ts';
import type { NewRevision, PublicationStore, StoredPublication, StoredPublishedRun } from './port.ts';
import { frozenRuns, publications, publishedRuns } from './publication-schema.ts';
import { plans, requests, users } from './schema.ts';
import type { Writer } from './writer.ts';

export function makePublicationStore({ db, write, now }: Writer): PublicationStore {
  return {
    async get(hub, date) {
      const head = findPlan(db, hub, date);
      return head === null ? null : readPublication(db, head);
    },
    async commit(hub, date, { editVersion, revision }, change) {
      return write(({ tx, append }) => {
        const head = findPlan(tx, hub, date);
        if (head === null || head.editVersion !== editVersion) return null;
        if ((head.publishedRevision ?? 0) !== revision) return null;
        const next = revision + 1;
        insertRevision(tx, head, next, change, now());
        settleStates(tx, head);
        const { kind, runs } = change;
        append(hub, {
          type: 'plan.published',
          data: { plan: head.id, date, revision: next, kind, runs: runs.map(({ number }) => number) },
        });
        return readPublication(tx, { ...head, publishedRevision: next });
      });
    },
  };
}

function insertRevision(
  tx: Executor,
  head: PlanRow,
  revision: number,
  { kind, runs, by }: NewRevision,
  at: string,
): void {
  tx.insert(publications)
    .values({
      planId: head.id,
      revision,
      kind,
      editVersion: head.editVersion,
      runs: runs.map(({ number }) => number),
      at,
      by,
    })
    .run();
  for (const { number, frozen } of runs) {
    const blob = frozen === null ? null : gzipSync(JSON.stringify(frozen));
    tx.insert(frozenRuns)
      .values({ runId: idOfRun(tx, head.id, number), revision, frozen: blob })
      .run();
  }
  tx.update(plans).set({ publishedRevision: revision }).where(eq(plans.id, head.id)).run();
}

/** The run keeps the id that it got when it was first published. */
function idOfRun(tx: Executor, planId: string, number: number): string {
  const known = tx
    .select({ id: publishedRuns.id })
    .from(publishedRuns)
    .where(and(eq(publishedRuns.planId, planId), eq(publishedRuns.number, number)))
    .get();
  if (known) return known.id;
  const id = randomUUID();
  tx.insert(publishedRuns).values({ id, planId, number }).run();
  return id;
}

function readPublication(db: Executor, head: PlanRow): StoredPublication {
  return {
    editVersion: head.editVersion,
    revision: head.publishedRevision ?? 0,
    runs: readRuns(db, head.id),
    revisions: readRevisions(db, head.id),
  };
}

function readRevisions(db: Executor, planId: string): PlanRevision[] {
  return db
    .select({ ...getTableColumns(publications), name: users.name })
    .from(publications)
    .leftJoin(users, eq(users.id, publications.by))
    .where(eq(publications.planId, planId))
    .orderBy(asc(publications.revision))
    .all()
    .map(({ revision, kind, editVersion, runs, at, by, name }) => ({
      revision,
      kind,
      edit_version: editVersion,
      runs,
      at,
      by: by === null ? null : { id: by, name: name ?? by },
    }));
}

/** Each run as its last revision has it; those that are withdrawn are left out. */
function readRuns(db: Executor, planId: string): StoredPublishedRun[] {
  const last = db
    .select({ runId: frozenRuns.runId, revision: max(frozenRuns.revision).as('last') })
    .from(frozenRuns)
    .groupBy(frozenRuns.runId)
    .as('last_frozen');
  return db
    .select({
      id: publishedRuns.id,
      number: publishedRuns.number,
      revision: frozenRuns.revision,
      frozen: frozenRuns.frozen,
    })
    .from(publishedRuns)
    .innerJoin(last, eq(last.runId, publishedRuns.id))
    .innerJoin(
      frozenRuns,
      and(eq(frozenRuns.runId, publishedRuns.id), eq(frozenRuns.revision, last.revision)),
    )
    .where(and(eq(publishedRuns.planId, planId), isNotNull(frozenRuns.frozen)))
    .orderBy(asc(publishedRuns.number))
    .all()
    .map(({ frozen, ...run }) => ({ ...run, frozen: read(frozen!) })); // those without are left out
}

/** Written by insertRevision from a FrozenRun. */
const read = (frozen: Buffer): FrozenRun => JSON.parse(gunzipSync(frozen).toString()) as FrozenRun;

/** What is in a published run is published; what was and is no more is as the plan has it. */
function settleStates(tx: Executor, head: PlanRow): void {
  const published = new Set(
    readRuns(tx, head.id).flatMap(({ frozen }) => frozen.requests.map(({ id }) => id)),
  );
  const planned = new Set(requestsOf(tx, head.id));
  const standing = tx
    .select({ id: requests.id, state: requests.state })
    .from(requests)
    .where(
      and(
        eq(requests.hubId, head.hubId),
        eq(requests.date, head.date),
        inArray(requests.state, ['booked', 'planned', 'published']),
      ),
    )
    .all();
  for (const { id, state } of standing) {
    const next = published.has(id) ? 'published' : planned.has(id) ? 'planned' : 'booked';
    if (next !== state) tx.update(requests).set({ state: next }).where(eq(requests.id, id)).run();
  }
}
