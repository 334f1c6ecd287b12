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

/** The calls of `api` that the line makes. */
export type LineApi = Pick<typeof api, 'start' | 'book' | 'cancel' | 'addPhoto'>;

export type BookLine = ReturnType<typeof makeBookLine>;

/**
 * What was tapped goes on one line: kept on the phone first, sent in its order once there is signal, each once. What
 * the server refuses stays and says so, until it is thrown away.
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
  const put = async (waiting: Waiting) => {
    set({ waiting: [...state.waiting.filter(({ id }) => id !== waiting.id), waiting] });
    await keep(store.putWaiting(waiting));
  };
  const drop = async (id: string) => {
    set({ waiting: state.waiting.filter((each) => each.id !== id) });
    await keep(store.removeWaiting(id));
  };

  const send = async (waiting: Waiting) => {
    if (waiting.kind === 'cancel') return cancel(waiting.request);
    const { draft, picture } = waiting;
    if (draft.photo && picture) {
      // A photo that the server does not want holds no booking up.
      await addPhoto(draft.photo, picture).catch((error: unknown) => {
        if (!isFinal(error)) throw error;
      });
    }
    return book(draft);
  };
  const mine = () =>
    state.waiting.filter(({ by, refused }) => refused === null && by === state.start?.member.id);
  const sendAll = async () => {
    for (const waiting of mine()) {
      try {
        await send(waiting);
        await drop(waiting.id);
      } catch (error) {
        if (!isFinal(error)) throw error;
        await put({ ...waiting, refused: error.code });
      }
    }
  };
  const read = async () => {
    const start = await readStart();
    set({ start, phase: 'ready', hasSignal: true, freshAt: Date.now() });
    await keep(store.keepStart(start));
  };
  const refresh = async () => {
    hasFailed = true;
    try {
      // Whose phone it is decides what of the line is hers to send.
      const isNew = state.start === null;
      if (isNew) await read();
      const isSending = mine().length > 0;
      if (isSending) await sendAll();
      if (isSending || !isNew) await read();
      hasFailed = false;
    } catch (error) {
      if (error instanceof NoSignal) set({ hasSignal: false });
      else if (error instanceof Refused && error.status === 401) set({ phase: 'unbound', hasSignal: true });
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
