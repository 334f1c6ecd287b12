import type { z } from 'zod';
import type { endpoints } from '#server/contract/endpoints.ts';
import type { Session } from '#server/contract/people.ts';
import type { ReceivingDay } from '#server/contract/receiving.ts';
import { answerOf, endOf } from '../phone/indexed-db.ts';

/** What the receiving page read of a day, with all that it needs to be shown without the server. */
export interface KeptDay {
  readonly hub: string;
  readonly date: string;
  /** Of who read it. */
  readonly session: Session;
  readonly context: z.output<typeof endpoints.getHub.out>;
  readonly day: ReceivingDay;
  /** Ms since 1970, by this device. */
  readonly readAt: number;
}

/** Days on this device. All of it throws DOMException where the browser keeps nothing (private windows of some). */
export interface KeptDays {
  /** Null: nothing is kept, or the session of who read it has ended. */
  get(hub: string, date: string): Promise<KeptDay | null>;
  /** What was read more than two days ago goes. */
  put(kept: KeptDay): Promise<void>;
  /** What others than this user read goes; null: all. */
  forgetOthers(user: string | null): Promise<void>;
}

const keptMs = 2 * 24 * 60 * 60_000;
const byReader = 'by-reader';
const byTime = 'by-time';

export const keptDays: KeptDays = {
  get: (hub, date) =>
    within('readonly', async (days) => {
      const kept = (await answerOf(days.get([hub, date]))) as KeptDay | undefined; // as it was put there
      const isKnown = kept !== undefined && Date.parse(kept.session.expires_at) > Date.now();
      return isKnown ? kept : null;
    }),
  put: (kept) =>
    within('readwrite', async (days) => {
      days.put(kept);
      await removeIn(days, byTime, IDBKeyRange.upperBound(Date.now() - keptMs));
    }),
  forgetOthers: (user) =>
    within('readwrite', async (days) => {
      if (user === null) {
        days.clear();
        return;
      }
      await removeIn(days, byReader, IDBKeyRange.upperBound(user, true));
      await removeIn(days, byReader, IDBKeyRange.lowerBound(user, true));
    }),
};

async function within<T>(mode: IDBTransactionMode, work: (days: IDBObjectStore) => Promise<T>): Promise<T> {
  const opening = indexedDB.open('hubward-receiving', 1);
  opening.addEventListener('upgradeneeded', () => {
    const days = opening.result.createObjectStore('days', { keyPath: ['hub', 'date'] });
    days.createIndex(byReader, 'session.user.id');
    days.createIndex(byTime, 'readAt');
  });
  const db = await answerOf(opening);
  try {
    const transaction = db.transaction('days', mode);
    const ended = endOf(transaction);
    const [result] = await Promise.all([work(transaction.objectStore('days')), ended]);
    return result;
  } finally {
    db.close();
  }
}

async function removeIn(days: IDBObjectStore, index: string, range: IDBKeyRange): Promise<void> {
  for (const key of await answerOf(days.index(index).getAllKeys(range))) days.delete(key);
}
