import type { HubEvent } from '#server/contract/event.ts';
import { UserError } from '#server/domain/user-error.ts';
import { eq, max } from 'drizzle-orm';
import { EventEmitter } from 'node:events';
import { sqliteCode, type Database, type Executor } from './database.ts';
import { eventLog } from './schema.ts';

/** A write under way: `append` logs what others must see, in the same transaction. */
export interface Write {
  readonly tx: Executor;
  append(hub: string, event: HubEvent): void;
}

/** Runs writes, each in one transaction, and wakes the listeners of a hub after the commit. */
export interface Writer {
  readonly db: Database;
  now(): string;
  write<T>(work: (write: Write) => T): T;
  subscribe(hub: string, wake: () => void): () => void;
}

export function makeWriter(db: Database, now: () => string): Writer {
  const wakes = new EventEmitter();
  wakes.setMaxListeners(0);
  return {
    db,
    now,
    write(work) {
      const hubs = new Set<string>();
      const result = inTransaction(db, (tx) =>
        work({
          tx,
          append(hub, event) {
            appendEvent(tx, hub, event, now());
            hubs.add(hub);
          },
        }),
      );
      // Not inside the call: a listener that throws must not make a committed write look refused.
      for (const hub of hubs) queueMicrotask(() => wakes.emit(`hub ${hub}`));
      return result;
    },
    subscribe(hub, wake) {
      wakes.on(`hub ${hub}`, wake);
      return () => wakes.off(`hub ${hub}`, wake);
    },
  };
}

function inTransaction<T>(db: Database, work: (tx: Executor) => T): T {
  try {
    return db.transaction(work, { behavior: 'immediate' });
  } catch (error) {
    if (sqliteCode(error) !== 'SQLITE_FULL') throw error;
    throw new UserError('DISK_FULL', 'The database could not grow.', { cause: error });
  }
}

function appendEvent(tx: Executor, hubId: string, event: HubEvent, at: string): void {
  const last = tx
    .select({ seq: max(eventLog.seq) })
    .from(eventLog)
    .where(eq(eventLog.hubId, hubId))
    .get();
  tx.insert(eventLog)
    .values({ hubId, seq: (last?.seq ?? 0) + 1, at, event })
    .run();
}
