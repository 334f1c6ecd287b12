import { Temporal } from 'temporal-polyfill';
import type { Booking } from '#server/contract/booking.ts';
import type { Hub, HubSettings } from '#server/contract/hub.ts';
import { hasGoneOn, isUntold, type Request } from '#server/contract/request.ts';
import type { Store, StoredBooking } from '#server/store/port.ts';
import { type DrivenDay, readDrivenDay } from '../driven-day.ts';
import { localDateOf } from '../planning/day-clock.ts';
import { isOpenAt } from './open-days.ts';
import { plannedTimes, toldTimes } from './truck-times.ts';

/** What became of requests by day: when the truck comes, what was weighed, what is billed. */
interface DayKnown {
  readonly planned: ReadonlyMap<string, NonNullable<Booking['arrival']>>;
  readonly told: ReadonlyMap<string, NonNullable<Booking['arrival']>>;
  readonly kg: ReadonlyMap<string, number>;
  readonly billed: ReadonlyMap<string, number>;
}

export interface ShownAt {
  readonly hub: Pick<Hub, 'id' | 'timezone'>;
  readonly settings: Pick<HubSettings, 'cut_off' | 'receiving'>;
  /** UTC instant. */
  readonly now: string;
}

export interface ShownFrom {
  readonly publications: Pick<Store['publications'], 'get'>;
  readonly plans: Pick<Store['plans'], 'getArrivals'>;
  readonly drive: Pick<Store['drive'], 'countEvents' | 'listByDay'>;
  readonly money: Pick<Store['money'], 'getActuals' | 'listEntries'>;
  readonly quotes: Pick<Store['quotes'], 'listOf'>;
}

const shownDays = 28;

/** The local day from which on bookings are shown to whoever made them; `now` as a UTC instant. */
export const oldestShown = (now: string, timezone: string): string =>
  Temporal.PlainDate.from(localDateOf(now, timezone)).subtract({ days: shownDays }).toString();

/** Bookings as a phone shows them; of one that was carried over only what stands for it. */
export async function showBookings(
  store: ShownFrom,
  at: ShownAt,
  bookings: readonly StoredBooking[],
): Promise<Booking[]> {
  const shown = bookings.filter(({ request }) => !hasGoneOn(request));
  const days = new Map<string, DayKnown>();
  for (const date of new Set(shown.map(({ request }) => request.date))) {
    const states = shown.flatMap(({ request }) => (request.date === date ? request.state : []));
    days.set(date, await knownOf(store, at, date, new Set(states)));
  }
  const kept = await store.quotes.listOf(
    at.hub.id,
    shown.map(({ request }) => request.id),
  );
  const quotes = new Map(kept.map(({ request, at: _at, ...quote }) => [request, quote]));
  return shown.map((booking) => {
    const quote = quotes.get(booking.request.id) ?? null;
    return toWire(booking, { ...days.get(booking.request.date)!, quote }, at); // of each day
  });
}

/** Whether whoever booked may still change or cancel it alone; not what stands on a later day, in whole or in part. */
export function isOpen(request: Request, { hub, settings, now }: ShownAt): boolean {
  return isUntold(request) && !request.carried?.to && isOpenAt(request.date, settings, hub.timezone, now);
}

/** Of a day on which requests are in these states: what none of them asks for is not read. */
async function knownOf(
  store: ShownFrom,
  { hub: { id: hub }, now }: ShownAt,
  date: string,
  states: ReadonlySet<Request['state']>,
): Promise<DayKnown> {
  const isDriven = states.has('published') || states.has('collected') || states.has('partly_collected');
  const driven = isDriven ? await readDrivenDay(store.drive, hub, date) : nothingDriven;
  const published = states.has('published') ? await store.publications.get(hub, date) : null;
  const planned = states.has('planned')
    ? await store.plans.getArrivals(hub, date)
    : new Map<string, string>();
  const billed = new Map<string, number>();
  const isInRun = [...states].some((state) => !waiting.has(state));
  const weighings = isInRun ? (await store.money.getActuals(hub, date)).weighings : [];
  for (const { kind, request, amount } of isInRun ? await store.money.listEntries(hub, date, date) : []) {
    if (kind !== 'payment') billed.set(request, (billed.get(request) ?? 0) + amount);
  }
  return {
    planned: plannedTimes(planned),
    told: toldTimes(published?.runs ?? [], driven, Date.parse(now)),
    kg: new Map([
      ...[...driven.loads].flatMap(([request, { kg }]) => (kg > 0 ? [[request, kg] as const] : [])),
      // The hub's scale, and what is typed there, has the last word.
      ...weighings.map(({ request, kg }) => [request, kg] as const),
    ]),
    billed,
  };
}

/** In no run, so that nothing of them is weighed or billed. */
const waiting: ReadonlySet<Request['state']> = new Set(['draft', 'booked']);
const nothingDriven: DrivenDay = { runs: new Map(), loads: new Map(), taps: 0 };

function arrivalOf({ id, state }: Request, known: DayKnown): Booking['arrival'] {
  if (state === 'published') return known.told.get(id) ?? null;
  return (state === 'planned' && known.planned.get(id)) || null;
}

function toWire(booking: StoredBooking, known: DayKnown & Pick<Booking, 'quote'>, at: ShownAt): Booking {
  const { request } = booking;
  const {
    reference: _reference,
    service_minutes: _service,
    largest_vehicle: _vehicle,
    priority: _priority,
    cooperative: _cooperative,
    carried: _carried,
    ...fields
  } = request;
  return {
    ...fields,
    member: booking.member && { id: booking.member.id, name: booking.member.name },
    landmark: booking.landmark,
    photo: booking.photo,
    made_at: booking.madeAt,
    is_open: isOpen(request, at),
    arrival: arrivalOf(request, known),
    // Of one in parts the driver may have some; that is told once all are fetched.
    collected_kg: request.state === 'published' ? null : (known.kg.get(request.id) ?? null),
    quote: known.quote,
    price: known.billed.get(request.id) ?? null,
    offer: isUntold(request) ? booking.offer : null,
  };
}
