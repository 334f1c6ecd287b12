import type { RunVersion } from '#server/contract/drive-run.ts';
import type { FrozenRun } from '#server/contract/publication.ts';
import { and, asc, desc, eq, isNotNull } from 'drizzle-orm';
import { gunzipSync } from 'node:zlib';
import type { Executor } from './database.ts';
import { frozenRuns, publishedRuns } from './publication-schema.ts';
import { plans } from './schema.ts';

/** A run that was ever published, and which day's of which hub it is. */
export interface RunHead {
  readonly id: string;
  readonly planId: string;
  readonly hub: string;
  readonly date: string;
  readonly number: number;
}

export function findRunHead(db: Executor, run: string): RunHead | null {
  return headsOf(db).where(eq(publishedRuns.id, run)).get() ?? null;
}

export function runHeadsOfPlan(db: Executor, planId: string): RunHead[] {
  return headsOf(db).where(eq(publishedRuns.planId, planId)).orderBy(asc(publishedRuns.number)).all();
}

const headsOf = (db: Executor) =>
  db
    .select({
      id: publishedRuns.id,
      planId: publishedRuns.planId,
      hub: plans.hubId,
      date: plans.date,
      number: publishedRuns.number,
    })
    .from(publishedRuns)
    .innerJoin(plans, eq(plans.id, publishedRuns.planId))
    .$dynamic();

/** What was told of a run: the last revision, and those that are `named`. */
export function readVersions(
  db: Executor,
  run: string,
  named: ReadonlySet<number>,
): { readonly latest: RunVersion; readonly earlier: RunVersion[] } {
  const rows = db
    .select({ revision: frozenRuns.revision, frozen: frozenRuns.frozen })
    .from(frozenRuns)
    .where(eq(frozenRuns.runId, run))
    .orderBy(asc(frozenRuns.revision))
    .all();
  const last = rows.at(-1)!; // a run is there from its first revision on
  const earlier = rows.filter((row) => row !== last && named.has(row.revision));
  return { latest: versionOf(last), earlier: earlier.map(versionOf) };
}

/** Whom a run was last told to; null: nobody was named, or it was never told. */
export function lastDriver(db: Executor, run: string): string | null {
  const row = db
    .select({ frozen: frozenRuns.frozen })
    .from(frozenRuns)
    .where(and(eq(frozenRuns.runId, run), isNotNull(frozenRuns.frozen)))
    .orderBy(desc(frozenRuns.revision))
    .get();
  return row?.frozen ? read(row.frozen).driver : null;
}

const versionOf = ({ revision, frozen }: { revision: number; frozen: Buffer | null }): RunVersion => ({
  revision,
  frozen: frozen === null ? null : read(frozen),
});

/** Written by the publication store from a FrozenRun. */
const read = (frozen: Buffer): FrozenRun => JSON.parse(gunzipSync(frozen).toString()) as FrozenRun;
