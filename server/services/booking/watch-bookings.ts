import { createHash } from 'node:crypto';
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
]);
const pageSize = 200;
/** A plan under work, or a morning on which everybody books, wakes a phone no oftener. */
const restMs = 3_000;

/**
 * Tells a phone when what it shows is no longer so, and nothing else of the hub. `read`: what it shows, which is looked at
 * again after anything that may have changed it.
 */
export async function watchBookings(
  events: Store['events'],
  hub: string,
  read: () => Promise<unknown>,
): Promise<BookingWatch> {
  const look = async () =>
    createHash('sha256')
      .update(JSON.stringify(await read()))
      .digest('base64');
  let seq = await events.lastSeq(hub);
  let seen = await look();
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
      const heard = (await readOn()).filter(({ type }) => !unheard.has(type));
      if (heard.length === 0) return [];
      const now = await look();
      // Days that can be booked and products are shown too.
      if (now === seen && !heard.some(({ type }) => type === 'hub.changed')) return [];
      seen = now;
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
