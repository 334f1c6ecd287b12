import { Temporal } from 'temporal-polyfill';
import type { Request, RequestDraft } from '#server/contract/request.ts';
import type { StandingPickup } from '#server/contract/standing.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { HubStore, RequestStore, StandingStore, StoredStanding } from '#server/store/port.ts';
import { requireHub } from './hubs.ts';
import { requestFromDraft } from './list-import/read-requests.ts';
import { localDateOf } from './planning/day-clock.ts';
import type { Services } from './port.ts';
import type { ReadContext } from './request-context.ts';

/** Days ahead of today that may be made by looking at them. */
const mostDaysAhead = 60;
/** Of the days to come so many are shown. */
const shownDays = 8;
const unfetched: ReadonlySet<Request['state']> = new Set(['draft', 'booked', 'planned', 'published']);

/** Pickups that come again every week on the same days, with exceptions. */
export function makeStanding(deps: {
  store: { hubs: HubStore; requests: RequestStore; standing: StandingStore };
  readContext: ReadContext;
  newId: () => string;
  now: () => string;
  /** Told of what could not be made; the rest of the day is. */
  onFailure: (error: unknown, pickup: string) => void;
  /** Told of a hub whose day that began could not be made at all; the other hubs' are. */
  onDayFailure: (error: unknown, hub: string) => void;
}): Services['standing'] {
  const { hubs, requests, standing } = deps.store;
  const todayOf = async (hub: string) => localDateOf(deps.now(), (await requireHub(hubs, hub)).timezone);

  const need = async (hub: string, id: string): Promise<StoredStanding> => {
    const pickup = await standing.get(hub, id);
    if (pickup !== null) return pickup;
    throw new UserError('STANDING_PICKUP_UNKNOWN', `There is no pickup with id ${id}.`, { ids: [id] });
  };
  const shown = async (hub: string, id: string) => withDays(await need(hub, id), await todayOf(hub));

  /** Cancels what was made of it for some days, where nobody has fetched it yet. */
  const cancelMade = async (hub: string, id: string, isMeant: (date: string) => boolean) => {
    for (const [date, request] of await standing.listRequests(id)) {
      if (!isMeant(date)) continue;
      const made = await requests.get(hub, request);
      if (made !== null && unfetched.has(made.state)) await requests.setState(hub, request, 'cancelled');
    }
  };

  const makeDay: Services['standing']['makeDay'] = async (hub, date) => {
    const today = await todayOf(hub);
    if (date < today || date > daysAfter(today, mostDaysAhead)) return;
    const due = (await standing.list(hub)).filter(
      (pickup) => comesOn(pickup, date) && !pickup.skips.includes(date),
    );
    if (due.length === 0) return;
    const before = await standing.listMade(hub, date);
    const fresh = due.filter(({ id }) => !before.has(id));
    if (fresh.length === 0) return;
    const context = await deps.readContext(hub, date);
    const made = fresh.flatMap((pickup) => {
      try {
        return [{ pickup: pickup.id, request: requestFromDraft(draftOf(pickup, date), context) }];
      } catch (error) {
        deps.onFailure(error, pickup.id);
        return [];
      }
    });
    await standing.make(hub, date, made);
  };

  const begun = new Map<string, string>();
  return {
    list: async (hub) => {
      const today = await todayOf(hub);
      const all = (await standing.list(hub)).map((pickup) => withDays(pickup, today));
      return [...all.filter(({ next }) => next.length > 0), ...all.filter(({ next }) => next.length === 0)];
    },

    add: async (hub, draft) => {
      const id = deps.newId();
      // What cannot be a request on its first day will be none on any.
      requestFromDraft(draftOf(draft, draft.starts_on), await deps.readContext(hub, draft.starts_on));
      await standing.add(hub, id, { ...draft, weekdays: [...new Set(draft.weekdays)].sort() });
      return shown(hub, id);
    },

    skip: async (hub, id, date) => {
      if (!comesOn(await need(hub, id), date))
        throw new UserError('NOT_A_DAY_OF_IT', `It does not come on ${date}.`, { ids: [id] });
      await standing.addSkip(id, date);
      await cancelMade(hub, id, (each) => each === date);
      return shown(hub, id);
    },

    unskip: async (hub, id, date) => {
      const pickup = await need(hub, id);
      await standing.removeSkip(id, date);
      const request = (await standing.listRequests(id)).get(date);
      const made = request === undefined ? null : await requests.get(hub, request);
      // What somebody cancelled, or its end, stays so: only leaving the day out is taken back.
      const isBack = pickup.skips.includes(date) && comesOn(pickup, date);
      if (isBack && made?.state === 'cancelled') await requests.setState(hub, made.id, 'booked');
      return shown(hub, id);
    },

    end: async (hub, id, date) => {
      await need(hub, id);
      await standing.setEnd(id, date);
      await cancelMade(hub, id, (each) => each > date);
      return shown(hub, id);
    },

    makeDay,

    makeBegunDays: async () => {
      for (const { id } of await hubs.list()) {
        try {
          const today = await todayOf(id);
          if (begun.get(id) === today) continue;
          await makeDay(id, today);
          begun.set(id, today);
        } catch (error) {
          deps.onDayFailure(error, id);
        }
      }
    },
  };
}

function comesOn(
  { weekdays, starts_on: from, ends_on: until }: Pick<StoredStanding, 'weekdays' | 'starts_on' | 'ends_on'>,
  date: string,
): boolean {
  if (date < from || (until !== null && date > until)) return false;
  return weekdays.includes(Temporal.PlainDate.from(date).dayOfWeek - 1);
}

function withDays(pickup: StoredStanding, today: string): StandingPickup {
  const next: string[] = [];
  const first = pickup.starts_on > today ? pickup.starts_on : today;
  // Two months hold eight of any weekday.
  for (let ahead = 0; ahead <= mostDaysAhead && next.length < shownDays; ahead++) {
    const date = daysAfter(first, ahead);
    if (comesOn(pickup, date)) next.push(date);
  }
  return { ...pickup, skips: pickup.skips.filter((date) => date >= today), next };
}

const daysAfter = (date: string, days: number): string =>
  Temporal.PlainDate.from(date).add({ days }).toString();

function draftOf(pickup: Omit<StoredStanding, 'id' | 'skips'>, date: string): RequestDraft {
  const { kind, place, lat, lon, product, kg, largest_vehicle, crates, parcels, cooperative } = pickup;
  const { ready_from: from, ready_until: until } = pickup;
  return {
    date,
    kind,
    place,
    lat,
    lon,
    product,
    kg,
    largest_vehicle,
    priority: 0,
    ...(crates !== null && { crates }),
    ...(parcels !== null && { parcels }),
    ...(from !== null && { ready_from: from }),
    ...(until !== null && { ready_until: until }),
    ...(cooperative !== null && { cooperative }),
  };
}
