import { and, asc, eq, gt, max, sql } from 'drizzle-orm';
import type { EventStore } from './port.ts';
import { prepared } from './prepared.ts';
import { eventLog } from './schema.ts';
import type { Writer } from './writer.ts';

export function makeEventStore({ db, subscribe }: Writer): EventStore {
  return {
    async listAfter(hub, after, limit) {
      return eventsAfter(db).all({ hub, after, limit });
    },
    async lastSeq(hub) {
      return lastSeq(db).get({ hub })?.seq ?? 0;
    },
    subscribe,
  };
}

const eventsAfter = prepared((db) =>
  db
    .select({ seq: eventLog.seq, hub: eventLog.hubId, at: eventLog.at, event: eventLog.event })
    .from(eventLog)
    .where(and(eq(eventLog.hubId, sql.placeholder('hub')), gt(eventLog.seq, sql.placeholder('after'))))
    .orderBy(asc(eventLog.seq))
    .limit(sql.placeholder('limit'))
    .prepare(),
);

/** Null where the hub has none. */
export const lastSeq = prepared((db) =>
  db
    .select({ seq: max(eventLog.seq) })
    .from(eventLog)
    .where(eq(eventLog.hubId, sql.placeholder('hub')))
    .prepare(),
);
