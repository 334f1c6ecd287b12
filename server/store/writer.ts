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
  /**
   * As `write`, in one transaction with all that ask in the same turn of the event loop, which so wait for one sync of the
   * disk. One that throws undoes nothing of the others.
   */
  writeTogether<T>(work: (write: Write) => T): Promise<T>;
  subscribe(hub: string, wake: () => void): () => void;
}

export function makeWriter(db: Database, now: () => string): Writer {
  const wakes = new EventEmitter();
  wakes.setMaxListeners(0);
  const write = <T>(work: (write: NestedWrite) => T): T => {
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
  };
  let queued: Queued[] = [];
  const writeQueued = (): void => {
    const all = queued;
    queued = [];
    try {
      const settled = write((writing) => all.map((each) => each.work(writing)));
      for (const settle of settled) settle();
    } catch (error) {
      for (const { reject } of all) reject(error);
    }
  };
  return {
    db,
    now,
    write,
    writeTogether: (work) =>
      new Promise((resolve, reject) => {
        if (queued.length === 0) setImmediate(writeQueued);
        queued.push({ work: (writing) => inSavepoint(writing, work, resolve, reject), reject });
      }),
    subscribe(hub, wake) {
      wakes.on(`hub ${hub}`, wake);
      return () => wakes.off(`hub ${hub}`, wake);
    },
  };
}

/** `tx` can hold a part of itself that is undone alone. */
interface NestedWrite extends Write {
  readonly tx: Parameters<Parameters<Database['transaction']>[0]>[0];
}

/** Returns what is told to who asked, once all is committed. */
interface Queued {
  work(writing: NestedWrite): () => void;
  reject(error: unknown): void;
}

function inSavepoint<T>(
  { tx, append }: NestedWrite,
  work: (write: Write) => T,
  resolve: (value: T) => void,
  reject: (error: unknown) => void,
): () => void {
  try {
    const value = tx.transaction((nested) => work({ tx: nested, append }));
    return () => resolve(value);
  } catch (error) {
    // A full disk ends the whole transaction.
    if (sqliteCode(error) === 'SQLITE_FULL') throw error;
    return () => reject(error);
  }
}

function inTransaction<T>(db: Database, work: (tx: NestedWrite['tx']) => T): T {
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
