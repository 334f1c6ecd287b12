import { and, eq, inArray } from 'drizzle-orm';
import type { Executor } from './database.ts';
import { requestsOf, type PlanRow } from './plan-names.ts';
import { readPublishedRuns } from './publication-rows.ts';
import { requests } from './schema.ts';

/** What is in a published run is published; what was and is no more is as the plan has it. */
export function settleStates(tx: Executor, head: PlanRow): void {
  const published = new Set(
    readPublishedRuns(tx, head.id).flatMap(({ frozen }) => frozen.requests.map(({ id }) => id)),
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
