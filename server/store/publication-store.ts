import { and, eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { FrozenRun } from '#server/contract/publication.ts';
import type { Executor } from './database.ts';
import { endLinks } from './drive-store.ts';
import { findPlan, type PlanRow } from './plan-names.ts';
import type { NewRevision, PublicationStore } from './port.ts';
import { readPublication, readToldVehicles } from './publication-rows.ts';
import { frozenRuns, publications, publishedRuns } from './publication-schema.ts';
import { lastDriver } from './run-versions.ts';
import { plans } from './schema.ts';
import { settleStates } from './settle-states.ts';
import type { Write, Writer } from './writer.ts';

export function makePublicationStore({ db, write, now }: Writer): PublicationStore {
  return {
    async get(hub, date) {
      const head = findPlan(db, hub, date);
      return head === null ? null : readPublication(db, head);
    },
    async listTold(hub, date) {
      const head = findPlan(db, hub, date);
      return head === null ? [] : readToldVehicles(db, head.id);
    },
    async commit(hub, date, { editVersion, revision }, change) {
      return write((under) => {
        const { tx, append } = under;
        const head = findPlan(tx, hub, date);
        if (head === null || head.editVersion !== editVersion) return null;
        if ((head.publishedRevision ?? 0) !== revision) return null;
        const next = revision + 1;
        insertRevision(under, head, next, change, now());
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
  under: Write,
  head: PlanRow,
  revision: number,
  { kind, runs, by }: NewRevision,
  at: string,
): void {
  const { tx } = under;
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
    const runId = idOfRun(tx, head.id, number);
    if (isOfAnother(tx, runId, frozen)) endLinks(under, runId, at);
    tx.insert(frozenRuns).values({ runId, revision, frozen: blob }).run();
  }
  tx.update(plans).set({ publishedRevision: revision }).where(eq(plans.id, head.id)).run();
}

/** It passes from one driver to another, who is not to find it on the phone of the first. */
function isOfAnother(tx: Executor, runId: string, frozen: FrozenRun | null): boolean {
  if (frozen === null) return false;
  const was = lastDriver(tx, runId);
  return was !== null && frozen.driver !== was;
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
