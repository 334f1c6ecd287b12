import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Booking, BookingDraft, BookingStart } from '#server/contract/booking.ts';
import { NoSignal, Refused } from '#web/book/api.ts';
import { type LineApi, makeBookLine } from '#web/book/offline/book-line.ts';
import type { PhoneStore, Waiting } from '#web/book/offline/phone-store.ts';

beforeEach(() => void vi.stubGlobal('navigator', { onLine: true }));
afterEach(() => void vi.unstubAllGlobals());

const startOf = (id: string) => ({ member: { id } }) as BookingStart; // all that the line looks at
const draftOf = (id: string, more: Partial<BookingDraft> = {}) =>
  ({ id, replaces: null, photo: null, ...more }) as BookingDraft; // all that the line looks at
const draft = draftOf('b1');
const refusal = (status: number, code: string) =>
  new Refused({ type: 'about:blank', title: code, status, code, action: '' });

/** What a phone keeps, in memory. */
function memoryStore(): PhoneStore {
  const waiting = new Map<string, Waiting>();
  let start: BookingStart | null = null;
  return {
    listWaiting: async () => [...waiting.values()],
    putWaiting: async (each) => void waiting.set(each.id, each),
    removeWaiting: async (id) => void waiting.delete(id),
    readStart: async () => start,
    keepStart: async (kept) => void (start = kept),
    removeStart: async () => void (start = null),
    clear: async () => {
      waiting.clear();
      start = null;
    },
  };
}

/** A hub that can be out of reach, and the phone's owner as it knows her. */
function makeHub() {
  const hub = {
    isReached: true,
    isBound: true,
    member: 'mai',
    booked: [] as string[],
    photos: [] as string[],
    photoProblem: null as Error | null,
  };
  const answer = async <T>(value: () => T): Promise<T> => {
    if (!hub.isReached) throw new NoSignal('none');
    if (!hub.isBound) throw refusal(401, 'NOT_SIGNED_IN');
    return value();
  };
  const api: LineApi = {
    start: () => answer(() => startOf(hub.member)),
    book: ({ id }) =>
      answer(() => {
        hub.booked.push(id);
        return {} as Booking; // not looked at
      }),
    cancel: (id) =>
      answer(() => {
        hub.booked.push(`cancel ${id}`);
        return {} as Booking; // not looked at
      }),
    addPhoto: (id) =>
      answer(() => {
        if (hub.photoProblem) throw hub.photoProblem;
        hub.photos.push(id);
        return undefined;
      }),
  };
  return { hub, api };
}

it('keeps what waits when a link binds the phone anew, and sends it for who tapped it alone', async () => {
  const { hub, api } = makeHub();
  const line = makeBookLine(memoryStore(), api);
  await line.open();
  hub.isReached = false;
  await line.book(draft, 1);
  await line.sync();
  hub.isReached = true;
  hub.member = 'other';
  await line.bindAnew();
  await line.open();
  expect([line.get().start?.member.id, hub.booked]).toEqual(['other', []]);
  hub.member = 'mai';
  await line.bindAnew();
  await line.open();
  expect([hub.booked, line.get().waiting]).toEqual([['b1'], []]);
});

it('says that nobody could be asked whose phone it is, not that it is nobody’s', async () => {
  const { hub, api } = makeHub();
  const line = makeBookLine(memoryStore(), api);
  hub.isReached = false;
  await line.open();
  expect(line.get()).toMatchObject({ phase: 'unreachable', hasSignal: false });
  hub.isReached = true;
  await line.open();
  expect(line.get()).toMatchObject({ phase: 'ready', hasSignal: true });
});

const picture = 'data:image/jpeg;base64,AAAA';

it('lets no photo that does not get through hold up what else was tapped', async () => {
  const { hub, api } = makeHub();
  const line = makeBookLine(memoryStore(), api);
  await line.open();
  hub.isReached = false;
  await line.book(draftOf('b1', { photo: 'p1', replaces: 'b0' }), 1, picture);
  await line.book(draftOf('b2'), 2);
  await line.cancel('b0', 3);
  await line.sync();
  hub.isReached = true;
  hub.photoProblem = new NoSignal('thin');
  await line.sync();
  // What depends on the booking waits for it.
  expect([hub.booked, line.isBehind(), line.get().hasSignal]).toEqual([['b2'], true, true]);
  hub.photoProblem = null;
  await line.sync();
  await line.sync();
  expect([hub.photos, hub.booked, line.get().waiting]).toEqual([['p1'], ['b2', 'b1', 'cancel b0'], []]);
  expect(line.isBehind()).toBe(false);
});

it('sends a booking without its photo once that has failed three times though there was signal', async () => {
  const { hub, api } = makeHub();
  const store = memoryStore();
  let line = makeBookLine(store, api);
  await line.open();
  hub.isReached = false;
  await line.book(draftOf('b1', { photo: 'p1' }), 1, picture);
  for (let tries = 0; tries < 5; tries++) await line.sync();
  hub.isReached = true;
  hub.photoProblem = refusal(503, 'TOO_BUSY');
  await line.sync();
  await line.sync();
  expect([hub.booked, line.isBehind()]).toEqual([[], true]);
  // What was tried is known when the page is opened again.
  line = makeBookLine(store, api);
  await line.restore();
  await line.sync();
  await line.sync();
  expect([hub.photos, hub.booked, line.get().waiting]).toEqual([[], ['b1'], []]);
});

it('tries the photo of another booking where the one before does not get through', async () => {
  const { hub, api } = makeHub();
  const addPhoto: LineApi['addPhoto'] = (id, bytes) =>
    id === 'p1' ? Promise.reject(refusal(500, 'BROKEN')) : api.addPhoto(id, bytes);
  const line = makeBookLine(memoryStore(), { ...api, addPhoto });
  await line.open();
  hub.isReached = false;
  await line.book(draftOf('b1', { photo: 'p1' }), 1, picture);
  await line.book(draftOf('b2', { photo: 'p2' }), 2, picture);
  await line.sync();
  hub.isReached = true;
  await line.sync();
  await line.sync();
  expect([hub.photos, hub.booked]).toEqual([['p2'], ['b2']]);
});

it('shows nothing of hers any more once the hub has unbound the phone, not without signal either', async () => {
  const { hub, api } = makeHub();
  const store = memoryStore();
  const line = makeBookLine(store, api);
  await line.open();
  hub.isReached = false;
  await line.book(draft, 1);
  await line.sync();
  hub.isReached = true;
  hub.isBound = false;
  await line.sync();
  expect([line.get().phase, line.get().start, await store.readStart()]).toEqual(['unbound', null, null]);
  hub.isReached = false;
  const opened = makeBookLine(store, api);
  await opened.restore();
  await opened.open();
  expect(opened.get()).toMatchObject({ phase: 'unreachable', start: null });
  // Bound anew, she has what she had tapped.
  hub.isReached = true;
  hub.isBound = true;
  await opened.open();
  expect([hub.booked, opened.get().waiting]).toEqual([['b1'], []]);
});
