import { Temporal } from 'temporal-polyfill';
import type { BookingAtDesk, BookingDraft, BookingOffer, BookingStart } from '#server/contract/booking.ts';
import type { Member } from '#server/contract/cooperative.ts';
import { isUntold } from '#server/contract/request.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { RegionInfo, Regions } from '#server/region/port.ts';
import type { RoutingEngine } from '#server/routing/port.ts';
import type { Store, StoredBooking } from '#server/store/port.ts';
import { requireHub, requireRegion } from '../hubs.ts';
import { requestFromDraft } from '../list-import/read-requests.ts';
import { readTextLines } from '../booking-text/text-lines.ts';
import { pictureType } from '../picture-type.ts';
import { settledFigures } from '../money/money.ts';
import { dayClock, localDateOf } from '../planning/day-clock.ts';
import type { Services } from '../port.ts';
import { findDoubts } from './find-doubts.ts';
import { isOpenAt, openDays } from './open-days.ts';
import { writeReceipt } from './write-receipt.ts';
import { isOpen, oldestShown, showBookings, type ShownAt } from './show-bookings.ts';
import { nameOfShown, watchBookings } from './watch-bookings.ts';

export interface BookingDeps {
  readonly store: Store;
  readonly regions: Regions;
  readonly toolsOf: (region: string) => { readonly engine: RoutingEngine };
  readonly snapLimitMetres: number;
  readonly now: () => string;
  /** What a message books. */
  readonly readText: Services['texts']['read'];
  /** By which browsers know that notices come from here; null: none are sent. */
  readonly pushKey: Services['push']['key'];
  readonly makeQuote: Services['quotes']['make'];
  /** Told of quotes that could not be made; the booking stands, and its quote is due. */
  readonly onQuoteFailure: (error: unknown) => void;
}

/** A phone makes its photos smaller than this. */
const photoBytes = 600_000;
/** So far back what she has booked says what is usual. */
const usualDays = 365;

/** What members book from their phones, and what the desk makes of it. */
export function makeBooking(deps: BookingDeps): Services['booking'] {
  const { store } = deps;
  const { bookings, members } = store;

  const atHub = async (id: string) => {
    const hub = await requireHub(store.hubs, id);
    const settings = (await store.hubs.settings(id))!; // of a hub that is there
    const at = { hub, settings, now: deps.now() } satisfies ShownAt;
    return { ...at, products: await store.hubs.products(id) };
  };
  const daysAgo = (days: number, timezone: string) =>
    Temporal.PlainDate.from(localDateOf(deps.now(), timezone)).subtract({ days }).toString();
  const listOf = (hub: string, caller: Member, from: string) =>
    caller.role === 'grower'
      ? bookings.listOfMember(hub, caller.id, from)
      : bookings.listOfCooperative(hub, caller.cooperative, from);
  /** One that the caller may see. @throws UserError REQUEST_UNKNOWN */
  const needSeen = async (hub: string, caller: Member, id: string): Promise<StoredBooking> => {
    const found = await bookings.get(hub, id);
    const isSeen =
      caller.role === 'grower'
        ? found?.member?.id === caller.id
        : found !== null && found.cooperative === caller.cooperative;
    if (found && isSeen) return found;
    throw new UserError('REQUEST_UNKNOWN', `There is no booking with id ${id}.`, { ids: [id] });
  };
  /** For whom a draft is. @throws UserError MEMBER_UNKNOWN */
  const needBooker = async (hub: string, caller: Member, id: string | null): Promise<Member> => {
    if (id === null || id === caller.id) return caller;
    const member = caller.role === 'grower' ? null : await members.get(hub, id);
    if (member?.cooperative === caller.cooperative) return member;
    throw new UserError('MEMBER_UNKNOWN', `There is no member with id ${id}.`, { ids: [id] });
  };
  const listShown = async (at: ShownAt, caller: Member) => {
    const found = await listOf(at.hub.id, caller, oldestShown(at.now, at.hub.timezone));
    return showBookings(store, at, found);
  };
  /** What the page of a phone is drawn from and may change by itself. */
  const shownTo = async (at: Awaited<ReturnType<typeof atHub>>, caller: Member) => ({
    days: openDays(at.settings, at.hub, at.now),
    products: at.products,
    bookings: await listShown(at, caller),
  });
  const shown = async (at: ShownAt, caller: Member, id: string) => {
    const [only] = await showBookings(store, at, [await needSeen(at.hub.id, caller, id)]);
    return only!; // of one that is seen
  };
  const quoteOf = (hub: string, request: StoredBooking['request']) =>
    deps.makeQuote(hub, request).catch((error: unknown) => {
      deps.onQuoteFailure(error);
      return 'due' as const;
    });
  /** @throws UserError BOOKING_CLOSED */
  const refuseClosed = (phone: string): never => {
    throw new UserError('BOOKING_CLOSED', `The hub’s list is closed; its number is ${phone || 'not known'}.`);
  };

  /** @throws UserError BOOKING_CLOSED and what is wrong with the draft */
  const add = async (
    at: Awaited<ReturnType<typeof atHub>>,
    caller: Member,
    member: Member,
    draft: BookingDraft,
  ): Promise<void> => {
    const { hub, settings, products, now } = at;
    const hubId = hub.id;
    const replaced = draft.replaces === null ? null : await needSeen(hubId, caller, draft.replaces);
    const isOffered =
      replaced !== null && isUntold(replaced.request) && isTaken(replaced.offer, draft, hub.timezone);
    const isInTime = isOpenAt(draft.date, settings, hub.timezone, now);
    const wasInTime = isOpenAt(
      draft.date,
      settings,
      hub.timezone,
      laterOf(draft.made_at, replaced?.arrivedAt),
    );
    const isPast = draft.date < localDateOf(now, hub.timezone);
    if (isPast || (!isOffered && !isInTime && !wasInTime)) refuseClosed(settings.phone);
    // By either clock: a phone's may be wrong, and a tap may have waited for signal.
    const isOpenBy = (instant: string) => replaced && isOpen(replaced.request, { ...at, now: instant });
    if (replaced && !isOffered && !isOpenBy(now) && !isOpenBy(draft.made_at)) refuseClosed(settings.phone);
    const cooperative = await store.cooperatives.get(hubId, member.cooperative);
    const request = requestFromDraft(
      {
        ...requestFields(draft),
        largest_vehicle: replaced?.request.largest_vehicle ?? 'heavy',
        priority: 0,
        ...(cooperative && { cooperative: cooperative.name }),
      },
      {
        date: draft.date,
        timezone: hub.timezone,
        currency: hub.currency,
        bounds: requireRegion(deps.regions, hub.region).bounds,
        products,
        gazetteer: deps.regions.gazetteer(hub.region),
        newId: () => draft.id,
      },
    );
    const usualFrom = daysAgo(usualDays, hub.timezone);
    const before = await bookings.listAlike(hubId, member.id, usualFrom, request);
    const doubts = await findDoubts({
      request,
      before: before.filter(({ id }) => id !== draft.replaces),
      classes: await store.fleet.classes(hubId),
      engine: deps.toolsOf(hub.region).engine,
      snapLimitMetres: deps.snapLimitMetres,
      isLate: !isInTime && !isOffered,
    });
    await bookings.add(hubId, {
      request,
      member: member.id,
      by: caller.id,
      landmark: draft.landmark,
      photo: draft.photo,
      madeAt: draft.made_at,
      doubts,
      replaces: draft.replaces,
      // In one write with the booking.
      quote: await quoteOf(hubId, request),
    });
  };
  /** Bookings that are being made: one that is sent again meanwhile is not made twice. */
  const underWay = new Map<string, Promise<void>>();

  return {
    start: async (hubId, caller) => {
      const at = await atHub(hubId);
      const { hub, settings } = at;
      const own = await shownTo(at, caller);
      const all = await members.list(hubId);
      const mates = all.filter((other) => other.cooperative === caller.cooperative && other.id !== caller.id);
      const cooperative = await store.cooperatives.get(hubId, caller.cooperative);
      return {
        member: caller,
        cooperative: { name: cooperative?.name ?? '', phone: cooperative?.phone ?? '' },
        hub: {
          name: hub.name,
          phone: settings.phone,
          lat: hub.lat,
          lon: hub.lon,
          timezone: hub.timezone,
          currency: hub.currency,
          cut_off: settings.cut_off,
        },
        map: mapOf(requireRegion(deps.regions, hub.region)),
        ...own,
        seen: nameOfShown(own),
        places: await bookings.listPlaces(caller.id),
        members:
          caller.role === 'grower'
            ? []
            : await Promise.all(
                mates.map(async ({ id, name, role }) => {
                  return { id, name, role, places: await bookings.listPlaces(id) };
                }),
              ),
        push_key: await deps.pushKey(),
      };
    },

    book: async (hubId, caller, draft) => {
      const member = await needBooker(hubId, caller, draft.member);
      const at = await atHub(hubId);
      // Sent again, it is told as it stands by now, whatever else would be wrong with it by now.
      if (!(await bookings.has(hubId, draft.id))) {
        const key = `${caller.id} ${draft.id}`;
        const adding =
          underWay.get(key) ?? add(at, caller, member, draft).finally(() => underWay.delete(key));
        underWay.set(key, adding);
        await adding;
      }
      return shown(at, caller, draft.id);
    },

    readLines: async (hubId, caller, text) => {
      if (caller.role === 'grower') {
        throw new UserError('NOT_ALLOWED', 'Only an agent or the leader of a cooperative books for others.');
      }
      const ours = (await members.list(hubId)).filter((each) => each.cooperative === caller.cooperative);
      const named = ours.map(({ id, name }) => ({ id, name }));
      return readTextLines(text, named, (message) => deps.readText(hubId, message));
    },

    cancel: async (hubId, caller, id) => {
      const found = await needSeen(hubId, caller, id);
      const at = await atHub(hubId);
      if (found.request.state !== 'cancelled') {
        if (!isOpen(found.request, at)) refuseClosed(at.settings.phone);
        await store.requests.setState(hubId, id, 'cancelled');
      }
      return shown(at, caller, id);
    },

    receipt: async (hubId, caller, id) => {
      const { request } = await needSeen(hubId, caller, id);
      const { date } = request;
      const settlement = await store.money.getSettlement(hubId, date);
      const receipt =
        settlement &&
        writeReceipt(
          { ...settledFigures(settlement), entries: await store.money.listEntries(hubId, date, date) },
          id,
        );
      if (receipt) return receipt;
      throw new UserError('DAY_NOT_SETTLED', `${date} is not settled for it.`, { ids: [date] });
    },

    decline: async (hubId, caller, id) => {
      const { offer } = await needSeen(hubId, caller, id);
      if (offer?.answer === null) await bookings.setOffer(hubId, id, { ...offer, answer: 'declined' });
      return shown(await atHub(hubId), caller, id);
    },

    listOfDay: async (hubId, date) => {
      await requireHub(store.hubs, hubId);
      return (await bookings.listOfDay(hubId, date)).flatMap((each) => atDesk(each) ?? []);
    },

    addPhoto: async ({ id: member }, id, sent) => {
      if (sent.length > photoBytes) throw new UserError('BODY_TOO_LARGE', 'The photo is over 600 kB.');
      const type = pictureType(sent);
      if (type === null) throw new UserError('PICTURE_UNREADABLE', 'This is no JPEG, PNG or WebP file.');
      await bookings.addPhoto(member, { id, type, bytes: Buffer.from(sent) });
    },
    getPhoto: async (hubId, id) => {
      const photo = await bookings.getPhoto(hubId, id);
      if (photo) return photo;
      throw new UserError('PICTURE_UNKNOWN', `The booking ${id} has no photo.`, { ids: [id] });
    },

    watch: (hubId, caller, seen) => {
      const read = async () => shownTo(await atHub(hubId), caller);
      return watchBookings(store.events, hubId, read, seen);
    },

    settle: (hubId, id, by) => bookings.settle(hubId, id, by),

    offer: async (hubId, id, { date, ready_from, ready_until }) => {
      const { hub } = await atHub(hubId);
      const clock = dayClock(date, hub.timezone);
      const instantOf = (time: string) => clock.instantOf(clock.secondsOfLocal(time));
      await bookings.setOffer(hubId, id, {
        date,
        ready_from: instantOf(ready_from),
        ready_until: instantOf(ready_until),
        at: deps.now(),
        answer: null,
      });
    },

    getSettings: async (hubId) => {
      await requireHub(store.hubs, hubId);
      return bookings.settings(hubId);
    },
    saveSettings: async (hubId, settings) => {
      await requireHub(store.hubs, hubId);
      await bookings.saveSettings(hubId, settings);
      return settings;
    },

    forgetOld: async () => {
      let count = 0;
      for (const { id, timezone } of await store.hubs.list()) {
        const { keep_days: days } = await bookings.settings(id);
        if (days !== null) count += await bookings.forget(id, daysAgo(days, timezone));
      }
      await bookings.forgetPhotos();
      return count;
    },
  };
}

const mapOf = ({ bounds, built, attribution }: RegionInfo): BookingStart['map'] => ({
  bounds: [...bounds],
  built,
  attribution,
});

/** What a draft says of the request itself. */
function requestFields({ kind, date, place, lat, lon, product, kg, ...draft }: BookingDraft) {
  return {
    kind,
    date,
    product,
    kg,
    ...(place !== '' && { place }),
    ...(lat !== null && lon !== null && { lat, lon }),
    ...(draft.crates !== null && { crates: draft.crates }),
    ...(draft.parcels !== null && { parcels: draft.parcels }),
    ready_from: draft.ready_from,
    ready_until: draft.ready_until,
    ...(draft.harvested_at !== null && { harvested_at: draft.harvested_at }),
  };
}

/** Whether a draft takes what the desk has offered, at the offered time. */
function isTaken(offer: BookingOffer | null, draft: BookingDraft, timezone: string): boolean {
  if (offer === null || offer.date !== draft.date) return false;
  const clock = dayClock(offer.date, timezone);
  const isAt = (time: string, instant: string) => clock.secondsOfLocal(time) === clock.secondsOf(instant);
  return isAt(draft.ready_from, offer.ready_from) && isAt(draft.ready_until, offer.ready_until);
}

/** A phone's clock may be slow: what replaces something was made after that had come in. */
function laterOf(instant: string, other: string | null | undefined): string {
  return other && Date.parse(other) > Date.parse(instant) ? other : instant;
}

/** Null for what came from no phone. */
function atDesk(stored: StoredBooking): BookingAtDesk | null {
  const { request, member, by, landmark, photo, madeAt, arrivedAt, doubts, settledAt, offer } = stored;
  if (madeAt === null || arrivedAt === null) return null;
  return {
    request: request.id,
    member,
    by: by?.id === member?.id ? null : by,
    landmark,
    has_photo: photo !== null,
    made_at: madeAt,
    arrived_at: arrivedAt,
    doubts: [...doubts],
    settled_at: settledAt,
    offer,
  };
}
