import { createHash } from 'node:crypto';
import type { Booking, BookingStart } from '#server/contract/booking.ts';
import type { HubEvent } from '#server/contract/event.ts';
import type { Store } from '#server/store/port.ts';
import type { BookingWatch } from '../port.ts';

/** What never changes how a booking stands. */
const unheard: ReadonlySet<HubEvent['type']> = new Set([
  'solve.started',
  'solve.progress',
  'plan.paths',
  'scenarios.changed',
  'fleet.changed',
  'rates.changed',
  'run.phone',
]);
const pageSize = 200;
/** A plan under work, or a morning on which everybody books, wakes a phone no oftener. */
const restMs = 3_000;

/** Whether an event may change how a booking stands. */
export const isHeard = (event: HubEvent): boolean =>
  !unheard.has(event.type) && !(event.type === 'plan.edited' && event.data.scenario !== null);

/** What a phone shows that may change by itself. */
export type Shown = Pick<BookingStart, 'days' | 'products'> & {
  readonly bookings: readonly Pick<Booking, 'date'>[];
};

/** A name for what is shown, the same for the same. */
export const nameOfShown = ({ days, products, bookings }: Shown): string =>
  createHash('sha256')
    .update(JSON.stringify([days, products, bookings]))
    .digest('base64url');

/**
 * Tells a phone when what it shows is no longer so, and nothing else of the hub. `read`: what it shows, which is looked at
 * again after anything that may have changed it. `known`: the name of what it shows by now; null: it reads anew by itself.
 */
export async function watchBookings(
  events: Store['events'],
  hub: string,
  read: () => Promise<Shown>,
  known: string | null,
): Promise<BookingWatch> {
  const look = async () => {
    const shown = await read();
    return { days: new Set(shown.bookings.map(({ date }) => date)), name: nameOfShown(shown) };
  };
  let seq = await events.lastSeq(hub);
  let seen = await look();
  let isOther = known !== null && known !== seen.name;
  /** On a day of which nothing was shown only a request that came or moved there shows something. */
  const isOfShown = ({ type, data }: HubEvent) =>
    type === 'requests.changed' || !('date' in data) || seen.days.has(data.date);
  // Numbers of its own: the hub's would say how busy it is.
  let told = 0;

  const readOn = async (): Promise<HubEvent[]> => {
    const all: HubEvent[] = [];
    for (;;) {
      const page = await events.listAfter(hub, seq, pageSize);
      all.push(...page.map(({ event }) => event));
      seq = page.at(-1)?.seq ?? seq;
      if (page.length < pageSize) return all;
    }
  };

  return {
    lastSeq: async () => told,
    listAfter: async () => {
      const heard = (await readOn()).filter((event) => isHeard(event) && isOfShown(event));
      if (heard.length === 0 && !isOther) return [];
      const now = heard.length > 0 ? await look() : seen;
      const isSame = now.name === seen.name && !isOther;
      seen = now;
      isOther = false;
      // Its name and phone are shown too.
      if (isSame && !heard.some(({ type }) => type === 'hub.changed')) return [];
      told += 1;
      return [{ seq: told, event: { type: 'bookings.changed', data: {} } }];
    },
    subscribe: (_hub, { wake }) => {
      let timer: NodeJS.Timeout | null = null;
      const stop = events.subscribe(hub, () => {
        timer ??= setTimeout(() => {
          timer = null;
          wake();
        }, restMs);
      });
      return () => {
        stop();
        if (timer) clearTimeout(timer);
      };
    },
  };
}
