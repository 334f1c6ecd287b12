import { and, eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Executor } from './database.ts';
import { findPlan, type PlanRow } from './plan-names.ts';
import type { NewRevision, PublicationStore } from './port.ts';
import { readPublication } from './publication-rows.ts';
import { frozenRuns, publications, publishedRuns } from './publication-schema.ts';
import { plans } from './schema.ts';
import { settleStates } from './settle-states.ts';
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
