import type { WeighIn } from '#server/contract/receiving.ts';
import { hasGoneOn } from '#server/contract/request.ts';
import { receivedState, standingWeight } from '#server/domain/receiving/standing-weight.ts';
import { asc, eq, type SQL } from 'drizzle-orm';
import type { Executor } from './database.ts';
import { weighings } from './money-schema.ts';
import { weighIns } from './receiving-schema.ts';
import { appendChanged, readRequest } from './request-rows.ts';
import { requests, users } from './schema.ts';
import type { Write } from './writer.ts';

type NewRow = typeof weighIns.$inferInsert;

/** Entries with their requests, in the order in which they were on the scale. */
export function readWeighIns(db: Executor, which: SQL): (WeighIn & { readonly request: string })[] {
  const rows = db
    .select({
      id: weighIns.id,
      request: weighIns.requestId,
      vehicle: weighIns.vehicle,
      trip: weighIns.trip,
      kg: weighIns.kg,
      crates: weighIns.crates,
      parcels: weighIns.parcels,
      grade: weighIns.grade,
      is_short: weighIns.isShort,
      reason: weighIns.reason,
      note: weighIns.note,
      is_together: weighIns.isTogether,
      weighed_at: weighIns.weighedAt,
      by: users.name,
    })
    .from(weighIns)
    .leftJoin(users, eq(users.id, weighIns.by))
    .where(which)
    .orderBy(asc(weighIns.seq))
    .all();
  return rows.sort((a, b) => Date.parse(a.weighed_at) - Date.parse(b.weighed_at));
}

/** Adds entries, each once, and lets what counts of their requests follow: their weights and their states. */
export function addWeighIns({ tx, append }: Write, hub: string, rows: readonly NewRow[]): void {
  for (const row of rows) tx.insert(weighIns).values(row).onConflictDoNothing().run();
  const changed = rows.flatMap(({ requestId, date, at, by }) => {
    const entries = readWeighIns(tx, eq(weighIns.requestId, requestId));
    const counted = { ...standingWeight(entries)!, at, by }; // one was added
    tx.insert(weighings)
      .values({ requestId, hubId: hub, date, ...counted })
      .onConflictDoUpdate({ target: weighings.requestId, set: counted })
      .run();
    const before = readRequest(tx, hub, requestId)!; // the entry refers to it
    const state = receivedState(entries)!;
    // One that stands on a later day is not collected on this one too.
    const isOver = before.state === 'cancelled' || hasGoneOn(before);
    if (isOver || before.state === state) return [];
    tx.update(requests).set({ state }).where(eq(requests.id, requestId)).run();
    return [before];
  });
  appendChanged(append, hub, changed);
}
