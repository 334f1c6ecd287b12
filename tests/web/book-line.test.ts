import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Booking, BookingDraft, BookingStart } from '#server/contract/booking.ts';
import { NoSignal } from '#web/book/api.ts';
import { type LineApi, makeBookLine } from '#web/book/offline/book-line.ts';
import type { PhoneStore, Waiting } from '#web/book/offline/phone-store.ts';

beforeEach(() => void vi.stubGlobal('navigator', { onLine: true }));
afterEach(() => void vi.unstubAllGlobals());

const startOf = (id: string) => ({ member: { id } }) as BookingStart; // all that the line looks at
const draft = { id: 'b1', replaces: null } as BookingDraft; // all that the line looks at

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
  const hub = { isReached: true, member: 'mai', booked: [] as string[] };
  const answer = async <T>(value: () => T): Promise<T> => {
    if (!hub.isReached) throw new NoSignal('none');
    return value();
  };
  const api: LineApi = {
    start: () => answer(() => startOf(hub.member)),
    book: ({ id }) =>
      answer(() => {
        hub.booked.push(id);
        return {} as Booking; // not looked at
      }),
    cancel: () => answer(() => ({}) as Booking), // not looked at
    addPhoto: () => answer(() => undefined),
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
