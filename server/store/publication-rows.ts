import type { FrozenRun, PlanRevision } from '#server/contract/publication.ts';
import { and, asc, eq, getTableColumns, isNotNull, max } from 'drizzle-orm';
import { gunzipSync } from 'node:zlib';
import type { Executor } from './database.ts';
import type { PlanRow } from './plan-names.ts';
import type { StoredPublication, StoredPublishedRun } from './port.ts';
import { frozenRuns, publications, publishedRuns } from './publication-schema.ts';
import { users } from './schema.ts';

export function readPublication(db: Executor, head: PlanRow): StoredPublication {
  return {
    editVersion: head.editVersion,
    revision: head.publishedRevision ?? 0,
    runs: readPublishedRuns(db, head.id),
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
export function readPublishedRuns(db: Executor, planId: string): StoredPublishedRun[] {
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
