import { Temporal } from 'temporal-polyfill';
import { isMissed, type Request } from '#server/contract/request.ts';
import type { HubStore, RequestStore } from '#server/store/port.ts';
import { requireHub } from './hubs.ts';
import { localDateOf } from './planning/day-clock.ts';
import type { Services } from './port.ts';

/** What is served on no run of its day goes on to the next day's list, when a dispatcher says so. */
export function makeCarryOver(deps: {
  store: { hubs: HubStore; requests: RequestStore };
  newId: () => string;
  /** UTC instant. */
  now: () => string;
}): Pick<Services['requests'], 'carryOver' | 'bringBack'> {
  const { hubs, requests } = deps.store;
  return {
    carryOver: async (hubId, date, ids) => {
      const { timezone } = await requireHub(hubs, hubId);
      const to = laterOf(nextDay(date), localDateOf(deps.now(), timezone));
      const loose = (await requests.listByDay(hubId, date)).filter(
        (request) => (request.state === 'booked' || isMissed(request)) && (ids?.includes(request.id) ?? true),
      );
      const carried = loose.map((request) => ({
        from: request.id,
        request: onDay(request, to, timezone, deps.newId()),
      }));
      return { to, count: await requests.carryOver(hubId, carried) };
    },
    bringBack: async (hubId, ids) => {
      await requireHub(hubs, hubId);
      return { count: await requests.bringBack(hubId, ids) };
    },
  };
}

const nextDay = (date: string): string => Temporal.PlainDate.from(date).add({ days: 1 }).toString();
const laterOf = (a: string, b: string): string => (a > b ? a : b);

/** Ready at the same hours by the clock of the hub; the harvest stays when it was. */
function onDay(request: Request, date: string, timezone: string, id: string): Request {
  const days = Temporal.PlainDate.from(request.date).until(date).days;
  const moved = (instant: string) =>
    Temporal.Instant.from(instant)
      .toZonedDateTimeISO(timezone)
      .add({ days })
      .toString({ timeZoneName: 'never', smallestUnit: 'second' });
  return {
    ...request,
    id,
    date,
    ready_from: moved(request.ready_from),
    ready_until: moved(request.ready_until),
    // What is harvested stays fresh from then, and was ready first on the day before.
    harvested_at: request.harvested_at ?? (request.kind === 'pickup' ? request.ready_from : null),
  };
}
