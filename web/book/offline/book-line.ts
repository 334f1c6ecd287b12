import type { BookingDraft, BookingStart } from '#server/contract/booking.ts';
import { api, NoSignal, Refused } from '../api.ts';
import type { PhoneStore, Waiting } from './phone-store.ts';

export interface BookState {
  /** `unbound`: no link was tapped on this phone, or it was unbound. `unreachable`: nobody could be asked yet. */
  readonly phase: 'loading' | 'unbound' | 'unreachable' | 'ready';
  readonly start: BookingStart | null;
  readonly waiting: readonly Waiting[];
  readonly hasSignal: boolean;
  /** When the server last answered, in ms since 1970; null: not since the page was opened. */
  readonly freshAt: number | null;
  /** The phone could not keep something (its storage is full or closed). */
  readonly isStorageBroken: boolean;
}

/** So often a photo is tried before its booking goes without: a booking is worth more than its photo. */
const photoTries = 3;

/** The calls of `api` that the line makes. */
export type LineApi = Pick<typeof api, 'start' | 'book' | 'cancel' | 'addPhoto'>;

export type BookLine = ReturnType<typeof makeBookLine>;

/**
 * What was tapped goes on one line: kept on the phone first, sent in its order once there is signal, each once; what has
 * a photo to send comes last, and holds up only what depends on it. What the server refuses stays and says so, until it
 * is thrown away.
 */
export function makeBookLine(store: PhoneStore, { start: readStart, book, cancel, addPhoto }: LineApi = api) {
  let state: BookState = {
    phase: 'loading',
    start: null,
    waiting: [],
    hasSignal: navigator.onLine,
    freshAt: null,
    isStorageBroken: false,
  };
  const listeners = new Set<() => void>();
  let working: Promise<void> | null = null;
  let isAsked = false;
  let hasFailed = false;

  const set = (change: Partial<BookState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const keep = async (work: Promise<void>) => {
    await work.catch(() => set({ isStorageBroken: true }));
  };
  /** It may have been thrown away, or changed for another, while a call went on. */
  const isThere = ({ id }: Waiting) => state.waiting.some((each) => each.id === id);
  const put = async (waiting: Waiting) => {
    set({
      waiting: isThere(waiting)
        ? state.waiting.map((each) => (each.id === waiting.id ? waiting : each))
        : [...state.waiting, waiting],
    });
    await keep(store.putWaiting(waiting));
  };
  const drop = async (id: string) => {
    set({ waiting: state.waiting.filter((each) => each.id !== id) });
    await keep(store.removeWaiting(id));
  };

  /** False: the photo did not get through. */
  const sendPhoto = async (photo: string, picture: string): Promise<boolean> => {
    try {
      await addPhoto(photo, picture);
      return true;
    } catch (error) {
      if (error instanceof Refused && error.status === 401) throw error;
      // One that the server does not want holds no booking up.
      return isFinal(error);
    }
  };
  const send = (waiting: Waiting) =>
    waiting.kind === 'cancel' ? cancel(waiting.request) : book(waiting.draft);
  const mine = () =>
    state.waiting.filter(({ by, refused }) => refused === null && by === state.start?.member.id);
  const isHeldUp = (waiting: Waiting) =>
    mine().some((before) => before.at < waiting.at && isOfTheSame(before, waiting));
  /** Gives the one whose photo did not get through, if any: it stays, as do other photos until another time. */
  const sendAll = async (): Promise<Waiting | null> => {
    for (const waiting of mine().sort((a, b) => rankOf(a) - rankOf(b))) {
      if (isHeldUp(waiting)) continue;
      try {
        const photo = photoOf(waiting);
        if (photo && !(await sendPhoto(...photo))) return waiting;
        if (isThere(waiting)) await send(waiting);
        await drop(waiting.id);
      } catch (error) {
        if (!isFinal(error)) throw error;
        await put({ ...waiting, refused: error.code });
      }
    }
    return null;
  };
  const countFailure = async (waiting: Waiting) => {
    if (waiting.kind === 'book' && isThere(waiting))
      await put({ ...waiting, photoFailures: failuresOf(waiting) + 1 });
  };
  const read = async () => {
    const start = await readStart();
    set({ start, phase: 'ready', hasSignal: true, freshAt: Date.now() });
    await keep(store.keepStart(start));
  };
  /** Names and places go with the binding; what waits stays for whoever tapped it. */
  const leave = async () => {
    set({ start: null, phase: 'unbound', hasSignal: true });
    await keep(store.removeStart());
  };
  const refresh = async () => {
    hasFailed = true;
    try {
      // Whose phone it is decides what of the line is hers to send.
      const isNew = state.start === null;
      if (isNew) await read();
      const isSending = mine().length > 0;
      const held = isSending ? await sendAll() : null;
      if (isSending || !isNew) await read();
      // The hub has answered, so it was not the signal.
      if (held) await countFailure(held);
      hasFailed = false;
    } catch (error) {
      if (error instanceof NoSignal) set({ hasSignal: false });
      else if (error instanceof Refused && error.status === 401) await leave();
      else if (!(error instanceof Refused)) throw error;
    }
  };

  /** Sends what waits and reads anew; a call while it does so makes it do so once more. */
  const sync = (): Promise<void> => {
    isAsked = true;
    working ??= (async () => {
      while (isAsked) {
        isAsked = false;
        await refresh();
      }
    })().finally(() => {
      working = null;
    });
    return working;
  };

  return {
    get: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    /** Shows what the phone has kept. */
    restore: async () => {
      const [waiting, start] = await Promise.all([store.listWaiting(), store.readStart()]);
      set({ waiting, start, phase: start ? 'ready' : 'loading' });
    },
    /** Shows what the server says. */
    open: async () => {
      if (state.start === null) set({ phase: 'loading' });
      await sync();
      if (state.phase === 'loading') set({ phase: 'unreachable' });
    },
    sync,
    /** Whether something of hers still waits, or the hub did not answer the last time. */
    isBehind: () => hasFailed || mine().length > 0,
    /** What the page shows, as the hub names it; null: nothing yet. */
    seen: () => state.start?.seen ?? null,
    /** `picture`: the photo it names, where that was taken just now. */
    book: async (draft: BookingDraft, at: number, picture: string | null = null) => {
      const by = state.start?.member.id ?? '';
      // What it would replace may itself not be sent yet.
      const before = state.waiting.find(({ id }) => id === draft.replaces);
      if (before?.kind === 'book') {
        await drop(before.id);
        await put({
          kind: 'book',
          id: draft.id,
          by,
          at,
          refused: null,
          draft: { ...draft, replaces: before.draft.replaces },
          picture: picture ?? before.picture,
        });
      } else await put({ kind: 'book', id: draft.id, by, at, refused: null, draft, picture });
      void sync();
    },
    cancel: async (request: string, at: number) => {
      await put({
        kind: 'cancel',
        id: `cancel ${request}`,
        by: state.start?.member.id ?? '',
        at,
        refused: null,
        request,
      });
      void sync();
    },
    /** Throws something away that was not sent. */
    drop,
    /** After a link was tapped: whose phone it is the server says; what waits is sent for whoever tapped it. */
    bindAnew: async () => {
      set({ start: null, phase: 'loading' });
      await keep(store.removeStart());
    },
    /** After the phone was unbound. */
    forget: async () => {
      set({ start: null, waiting: [], phase: 'unbound' });
      await keep(store.clear());
    },
  };
}

/** Whether the server will say the same to the same call at any time. */
function isFinal(error: unknown): error is Refused {
  return error instanceof Refused && !error.isPassing && error.status !== 401;
}

/** What has no photo to send goes first, then the photos that failed least. */
const rankOf = (waiting: Waiting): number => (photoOf(waiting) ? 1 + failuresOf(waiting) : 0);

/** What is to be sent before it: a photo's id and the photo, unless it failed too often. */
function photoOf(waiting: Waiting): [photo: string, picture: string] | null {
  if (waiting.kind === 'cancel' || failuresOf(waiting) >= photoTries) return null;
  const { draft, picture } = waiting;
  return draft.photo && picture ? [draft.photo, picture] : null;
}

const failuresOf = (waiting: Waiting): number => (waiting.kind === 'book' ? (waiting.photoFailures ?? 0) : 0);

/** Whether one depends on the other: their order counts. */
function isOfTheSame(one: Waiting, other: Waiting): boolean {
  const named = requestsOf(one);
  return requestsOf(other).some((request) => named.includes(request));
}

const requestsOf = (waiting: Waiting): string[] =>
  waiting.kind === 'cancel'
    ? [waiting.request]
    : [waiting.draft.id, waiting.draft.replaces].filter((request) => request !== null);
