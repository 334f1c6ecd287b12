import { and, asc, eq, gt, max } from 'drizzle-orm';
import type { EventStore } from './port.ts';
import { eventLog } from './schema.ts';
import type { Writer } from './writer.ts';

export function makeEventStore({ db, subscribe }: Writer): EventStore {
  return {
    async listAfter(hub, after, limit) {
      return db
        .select({ seq: eventLog.seq, hub: eventLog.hubId, at: eventLog.at, event: eventLog.event })
        .from(eventLog)
        .where(and(eq(eventLog.hubId, hub), gt(eventLog.seq, after)))
        .orderBy(asc(eventLog.seq))
        .limit(limit)
        .all();
    },
    async lastSeq(hub) {
      const row = db
        .select({ seq: max(eventLog.seq) })
        .from(eventLog)
        .where(eq(eventLog.hubId, hub))
        .get();
      return row?.seq ?? 0;
    },
    subscribe,
  };
}
