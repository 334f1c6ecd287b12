import { createHash } from 'node:crypto';
import type { Booking } from '#server/contract/booking.ts';
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

/**
 * Tells a phone when what it shows is no longer so, and nothing else of the hub. `read`: what it shows, which is looked at
 * again after anything that may have changed it.
 */
export async function watchBookings(
  events: Store['events'],
  hub: string,
  read: () => Promise<readonly Pick<Booking, 'date'>[]>,
): Promise<BookingWatch> {
  const look = async () => {
    const shown = await read();
    return {
      days: new Set(shown.map(({ date }) => date)),
      hash: createHash('sha256').update(JSON.stringify(shown)).digest('base64'),
    };
  };
  let seq = await events.lastSeq(hub);
  let seen = await look();
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
      if (heard.length === 0) return [];
      const now = await look();
      const isSame = now.hash === seen.hash;
      seen = now;
      // Days that can be booked and products are shown too.
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
