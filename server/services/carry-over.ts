import { Temporal } from 'temporal-polyfill';
import { isMissed, type Request } from '#server/contract/request.ts';
import {
  goneKey,
  gonePartsOf,
  looseParts,
  type PartAtStop,
  sumOfParts,
} from '#server/domain/edits/loose-parts.ts';
import type { Load } from '#server/domain/load.ts';
import { isRestFree, toldLoads } from '#server/domain/publish/told-loads.ts';
import type { Store } from '#server/store/port.ts';
import { requireHub } from './hubs.ts';
import { localDateOf } from './planning/day-clock.ts';
import { serviceSecondsOfPart } from './planning/split-day.ts';
import type { Services } from './port.ts';

/** So often it is tried anew where an edit is written at the same moment. */
const mostTries = 50;

/**
 * What is served on no run of its day goes on to the next day's list, when a dispatcher says so; of what is served in
 * part, the rest.
 */
export function makeCarryOver(deps: {
  store: Pick<Store, 'hubs' | 'requests' | 'desks' | 'publications'>;
  newId: () => string;
  /** UTC instant. */
  now: () => string;
}): Pick<Services['requests'], 'carryOver' | 'bringBack'> {
  const { hubs, requests, desks, publications } = deps.store;

  const carriedFrom = async (hub: string, date: string) => {
    const plan = (await desks.get({ hub, date, scenario: null }))?.plan;
    const published = (await publications.get(hub, date))?.runs ?? [];
    const parts = plan ? looseParts(plan) : new Map<string, PartAtStop[]>();
    const told = toldLoads(published.map(({ frozen }) => frozen.run));
    const all = await requests.listByDay(hub, date);
    const gone =
      plan &&
      gonePartsOf(plan, await requests.listRests(hub, date), (id) => all.find((each) => each.id === id));
    return all.flatMap((request) => {
      if (request.state === 'booked' || isMissed(request)) return [{ from: request.id, request }];
      if (request.state !== 'planned' && request.state !== 'published') return [];
      const stops = (parts.get(request.id) ?? []).filter(({ stop }) => !gone?.has(goneKey(stop, request.id)));
      if (stops.length === 0) return [];
      const rest = sumOfParts(stops);
      return isRestFree(told.get(request.id), without(request, rest))
        ? [{ from: request.id, request: restOf(request, rest), stops }]
        : [];
    });
  };

  return {
    carryOver: async (hubId, date, ids) => {
      const { timezone } = await requireHub(hubs, hubId);
      const to = laterOf(nextDay(date), localDateOf(deps.now(), timezone));
      for (let tries = 1; tries <= mostTries; tries++) {
        const editVersion = (await desks.get({ hub: hubId, date, scenario: null }))?.editVersion ?? null;
        const carried = (await carriedFrom(hubId, date))
          .filter(({ from }) => ids?.includes(from) ?? true)
          .map((each) => ({ ...each, request: onDay(each.request, to, timezone, deps.newId()) }));
        const count = await requests.carryOver(hubId, carried, { date, editVersion });
        if (count !== null) return { to, count };
      }
      throw new Error(`carrying over from ${date} was overtaken ${mostTries} times`);
    },
    bringBack: async (hubId, ids) => {
      await requireHub(hubs, hubId);
      return requests.bringBack(hubId, ids);
    },
  };
}

/** As much of a request, with its share of the time at the place. */
function restOf(request: Request, rest: Load): Request {
  return { ...request, ...rest, service_minutes: serviceSecondsOfPart(request, rest) / 60 };
}

const without = (a: Load, b: Load): Load => ({
  kg: a.kg - b.kg,
  crates: a.crates - b.crates,
  parcels: a.parcels - b.parcels,
});

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
    state: 'booked',
    date,
    ready_from: moved(request.ready_from),
    ready_until: moved(request.ready_until),
    // What is harvested stays fresh from then, and was ready first on the day before.
    harvested_at: request.harvested_at ?? (request.kind === 'pickup' ? request.ready_from : null),
  };
}
