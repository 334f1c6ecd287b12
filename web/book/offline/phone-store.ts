import type { BookingDraft, BookingStart } from '#server/contract/booking.ts';
import { answerOf, endOf } from '#web/shared/phone/indexed-db.ts';

/** Something tapped that the server may not have yet. */
export type Waiting = {
  /** Of a booking its own id, so that the same tap twice is one. */
  readonly id: string;
  /** Who tapped: a phone that is bound to another sends it not. */
  readonly by: string;
  /** Order of the taps. */
  readonly at: number;
  /** The code of why the server refused it; null: it was not refused. */
  readonly refused: string | null;
} & (
  | {
      readonly kind: 'book';
      readonly draft: BookingDraft;
      /** The photo that the draft names, as a data URL, while the server has not got it. */
      readonly picture: string | null;
      /** How often the photo did not get through though the hub answered otherwise; absent: never. */
      readonly photoFailures?: number;
    }
  | { readonly kind: 'cancel'; readonly request: string }
);

const databaseName = 'hubward-book';
const waitingName = 'waiting';
const keptName = 'kept';
const startKey = 'start';

/** What the phone keeps without signal: what waits to be sent, and what was last shown. */
export interface PhoneStore {
  listWaiting(): Promise<Waiting[]>;
  putWaiting(waiting: Waiting): Promise<void>;
  removeWaiting(id: string): Promise<void>;
  readStart(): Promise<BookingStart | null>;
  keepStart(start: BookingStart): Promise<void>;
  removeStart(): Promise<void>;
  clear(): Promise<void>;
}

export async function openPhoneStore(): Promise<PhoneStore> {
  const opening = indexedDB.open(databaseName, 1);
  opening.addEventListener('upgradeneeded', () => {
    opening.result.createObjectStore(waitingName, { keyPath: 'id' });
    opening.result.createObjectStore(keptName);
  });
  const database = await answerOf(opening);
  const within = (name: string, mode: IDBTransactionMode) =>
    database.transaction(name, mode).objectStore(name);
  const write = async (name: string, work: (store: IDBObjectStore) => void) => {
    const store = within(name, 'readwrite');
    work(store);
    await endOf(store.transaction);
  };
  return {
    listWaiting: async () => {
      const all = (await answerOf(within(waitingName, 'readonly').getAll())) as Waiting[]; // written here alone
      return all.sort((a, b) => a.at - b.at);
    },
    putWaiting: (waiting) => write(waitingName, (store) => store.put(waiting)),
    removeWaiting: (id) => write(waitingName, (store) => store.delete(id)),
    readStart: async () => {
      const kept: unknown = await answerOf(within(keptName, 'readonly').get(startKey));
      return (kept ?? null) as BookingStart | null; // written here alone
    },
    keepStart: (start) => write(keptName, (store) => store.put(start, startKey)),
    removeStart: () => write(keptName, (store) => store.delete(startKey)),
    clear: async () => {
      await write(waitingName, (store) => store.clear());
      await write(keptName, (store) => store.clear());
    },
  };
}

/** Where the browser keeps nothing, as in a private window: what cannot be kept is said. */
export function closedStore(): PhoneStore {
  const refuse = () => Promise.reject(new Error('this browser keeps nothing'));
  return {
    listWaiting: async () => [],
    putWaiting: refuse,
    removeWaiting: refuse,
    readStart: async () => null,
    keepStart: refuse,
    removeStart: refuse,
    clear: refuse,
  };
}
