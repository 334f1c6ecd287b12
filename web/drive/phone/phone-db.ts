import type { DrivenLeg, DrivenRunWire, RunMap } from '#server/contract/drive-run.ts';
import type { RunEventWire } from '#server/contract/drive.ts';
import { answerOf, endOf } from '#web/shared/phone/indexed-db.ts';

/** A run that this phone was bound to, with all that is needed to go on without signal. */
export interface KeptRun {
  readonly run: string;
  /** Of the link by which it came. */
  readonly token: string;
  readonly phone: string;
  readonly key: string;
  /** When it was last opened; ISO 8601. */
  readonly openedAt: string;
  /** Null: it never came through. */
  readonly wire: DrivenRunWire | null;
  /** By language, with the revision they are of. */
  readonly directions: Readonly<Record<string, { readonly revision: number; readonly legs: DrivenLeg[] }>>;
  /** Which tiles its map has; absent: the driver has not asked for it. */
  readonly map?: RunMap;
  /** What the server's clock was last found to be ahead. */
  readonly clockOffsetMs: number | null;
  /** Whose the requests are was taken off the phone, since the run is no longer its own; absent: it was not. */
  readonly isCleared?: boolean;
}

/** A phone that is about to be bound: the same try may be made again. */
interface KeptTry {
  readonly token: string;
  readonly phone: string;
  readonly key: string;
}

export interface KeptEvent {
  readonly run: string;
  readonly order: number;
  readonly event: RunEventWire;
  readonly isSent: boolean;
}

export interface KeptPicture {
  readonly run: string;
  readonly id: string;
  readonly blob: Blob;
  readonly isSent: boolean;
}

/** What the page keeps on the phone. Each write is on the disk when its promise is kept. */
export interface PhoneDb {
  listRuns(): Promise<KeptRun[]>;
  putRun(run: KeptRun): Promise<void>;
  /** Takes a run off the phone, with all that was kept of it here. */
  removeRun(run: KeptRun): Promise<void>;
  /** The try of a link: the same phone and key at every call. */
  tryOf(token: string, made: () => Omit<KeptTry, 'token'>): Promise<KeptTry>;
  listEvents(run: string): Promise<KeptEvent[]>;
  putEvents(events: readonly KeptEvent[]): Promise<void>;
  listPictures(run: string): Promise<KeptPicture[]>;
  putPicture(picture: KeptPicture): Promise<void>;
}

/** @throws DOMException where the browser keeps nothing (private windows of some) */
export async function openPhoneDb(): Promise<PhoneDb> {
  const opening = indexedDB.open('hubward-drive', 1);
  opening.addEventListener('upgradeneeded', () => {
    const db = opening.result;
    db.createObjectStore('runs', { keyPath: 'run' });
    db.createObjectStore('tries', { keyPath: 'token' });
    db.createObjectStore('events', { keyPath: ['run', 'order'] });
    db.createObjectStore('pictures', { keyPath: ['run', 'id'] });
  });
  const db = await answerOf(opening);
  const read = <T>(store: string, range?: IDBKeyRange): Promise<T[]> =>
    answerOf(db.transaction(store).objectStore(store).getAll(range) as IDBRequest<T[]>); // as they were put there
  const put = (store: string, values: readonly unknown[]): Promise<void> => {
    const transaction = db.transaction(store, 'readwrite', { durability: 'strict' });
    for (const value of values) transaction.objectStore(store).put(value);
    return endOf(transaction);
  };
  const ofRun = (run: string): IDBKeyRange => IDBKeyRange.bound([run], [run, []]);
  return {
    listRuns: () => read('runs'),
    putRun: (run) => put('runs', [run]),
    removeRun({ run, token }) {
      const transaction = db.transaction(['runs', 'tries', 'events', 'pictures'], 'readwrite');
      transaction.objectStore('runs').delete(run);
      transaction.objectStore('tries').delete(token);
      transaction.objectStore('events').delete(ofRun(run));
      transaction.objectStore('pictures').delete(ofRun(run));
      return endOf(transaction);
    },
    async tryOf(token, made) {
      const known = (await read<KeptTry>('tries')).find((each) => each.token === token);
      const kept = known ?? { token, ...made() };
      if (!known) await put('tries', [kept]);
      return kept;
    },
    listEvents: (run) => read('events', ofRun(run)),
    putEvents: (events) => put('events', events),
    listPictures: (run) => read('pictures', ofRun(run)),
    putPicture: (picture) => put('pictures', [picture]),
  };
}
