import type { FrozenRun, PlanRevision } from '#server/contract/publication.ts';
import type { KeptNumber } from '#server/domain/edits/number-runs.ts';
import { and, asc, eq, getTableColumns, isNotNull, max, type SQL } from 'drizzle-orm';
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
  return lastFrozen(db, planId).flatMap(({ frozen, ...run }) =>
    frozen === null ? [] : [{ ...run, frozen: read(frozen) }],
  );
}

/** The vehicle that each run was last told with: those that are published first, then those that are withdrawn. */
export function readToldVehicles(db: Executor, planId: string): KeptNumber[] {
  const withdrawn = new Set(
    lastFrozen(db, planId).flatMap(({ number, frozen }) => (frozen === null ? [number] : [])),
  );
  return lastFrozen(db, planId, isNotNull(frozenRuns.frozen))
    .map(({ number, frozen }) => ({ number, vehicle: read(frozen!).run.vehicle })) // asked for those that have it
    .sort((a, b) => Number(withdrawn.has(a.number)) - Number(withdrawn.has(b.number)));
}

/** The last row of each run, or the last of those that `which` picks; in the order of their numbers. */
function lastFrozen(db: Executor, planId: string, which?: SQL) {
  const last = db
    .select({ runId: frozenRuns.runId, revision: max(frozenRuns.revision).as('last') })
    .from(frozenRuns)
    .where(which)
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
    .where(eq(publishedRuns.planId, planId))
    .orderBy(asc(publishedRuns.number))
    .all();
}

/** Written by insertRevision from a FrozenRun. */
const read = (frozen: Buffer): FrozenRun => JSON.parse(gunzipSync(frozen).toString()) as FrozenRun;
