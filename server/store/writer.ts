import type { HubEvent } from '#server/contract/event.ts';
import { UserError } from '#server/domain/user-error.ts';
import { sql } from 'drizzle-orm';
import { EventEmitter } from 'node:events';
import { sqliteCode, type Database, type Executor } from './database.ts';
import { lastSeq } from './event-store.ts';
import { prepared } from './prepared.ts';
import { eventLog } from './schema.ts';

/** A write under way: `append` logs what others must see, in the same transaction. */
export interface Write {
  /** The connection itself, so that what was prepared for it serves here too. */
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
  // Within another it is a savepoint. Its type forgets what the work returns.
  const transact = db.$client.transaction((work: () => unknown) => work()) as Transact;
  const write = <T>(work: (write: Write) => T): T => {
    const hubs = new Set<string>();
    const result = inTransaction(transact, () =>
      work({
        tx: db,
        append(hub, event) {
          appendEvent(db, hub, event, now());
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
        queued.push({
          work: (writing) => inSavepoint(transact, () => work(writing), resolve, reject),
          reject,
        });
      }),
    subscribe(hub, wake) {
      wakes.on(`hub ${hub}`, wake);
      return () => wakes.off(`hub ${hub}`, wake);
    },
  };
}

/** Runs work in a transaction, which what it throws undoes. */
interface Transact {
  <T>(work: () => T): T;
  immediate<T>(work: () => T): T;
}

/** Returns what is told to who asked, once all is committed. */
interface Queued {
  work(writing: Write): () => void;
  reject(error: unknown): void;
}

function inSavepoint<T>(
  transact: Transact,
  work: () => T,
  resolve: (value: T) => void,
  reject: (error: unknown) => void,
): () => void {
  try {
    const value = transact(work);
    return () => resolve(value);
  } catch (error) {
    // A full disk ends the whole transaction.
    if (sqliteCode(error) === 'SQLITE_FULL') throw error;
    return () => reject(error);
  }
}

function inTransaction<T>(transact: Transact, work: () => T): T {
  try {
    return transact.immediate(work);
  } catch (error) {
    if (sqliteCode(error) !== 'SQLITE_FULL') throw error;
    throw new UserError('DISK_FULL', 'The database could not grow.', { cause: error });
  }
}

const insertEvent = prepared((db) =>
  db
    .insert(eventLog)
    .values({
      hubId: sql.placeholder('hub'),
      seq: sql.placeholder('seq'),
      at: sql.placeholder('at'),
      event: sql.placeholder('event'),
    })
    .prepare(),
);

function appendEvent(db: Executor, hub: string, event: HubEvent, at: string): void {
  const last = lastSeq(db).get({ hub })?.seq ?? 0;
  insertEvent(db).run({ hub, seq: last + 1, at, event });
}
