import type { Booking } from '#server/contract/booking.ts';
import type { Hub, HubSettings } from '#server/contract/hub.ts';
import type { Request } from '#server/contract/request.ts';
import type { Store, StoredBooking } from '#server/store/port.ts';
import { isOpenAt } from './open-days.ts';

const minuteMs = 60_000;
/** How far off the planned arrival a truck may be before it is worth a word. */
const earlierMs = 10 * minuteMs;
const laterMs = 20 * minuteMs;
const stepMs = 10 * minuteMs;

/** What became of requests by day: when the truck comes, what was weighed, what is billed. */
interface DayKnown {
  readonly arrivals: ReadonlyMap<string, NonNullable<Booking['arrival']>>;
  readonly kg: ReadonlyMap<string, number>;
  readonly billed: ReadonlyMap<string, number>;
  readonly quotes: ReadonlyMap<string, NonNullable<Booking['quote']>>;
}

export interface ShownAt {
  readonly hub: Pick<Hub, 'id' | 'timezone'>;
  readonly settings: Pick<HubSettings, 'cut_off' | 'receiving'>;
  /** UTC instant. */
  readonly now: string;
}

/** Bookings as a phone shows them; of one that was carried over only what stands for it. */
export async function showBookings(
  store: Pick<Store, 'publications' | 'money' | 'quotes'>,
  at: ShownAt,
  bookings: readonly StoredBooking[],
): Promise<Booking[]> {
  const shown = bookings.filter(({ request }) => !request.carried?.to);
  const days = new Map<string, DayKnown>();
  for (const { request } of shown) {
    if (days.has(request.date)) continue;
    days.set(request.date, await knownOf(store, at.hub.id, request.date));
  }
  return shown.map((booking) => toWire(booking, days.get(booking.request.date), at));
}

/** Whether whoever booked may still change or cancel it alone. */
export function isOpen({ state, date }: Request, { hub, settings, now }: ShownAt): boolean {
  const isUntold = state === 'draft' || state === 'booked' || state === 'planned';
  return isUntold && isOpenAt(date, settings, hub.timezone, now);
}

async function knownOf(
  store: Pick<Store, 'publications' | 'money' | 'quotes'>,
  hub: string,
  date: string,
): Promise<DayKnown> {
  const published = await store.publications.get(hub, date);
  const quotes = await store.quotes.listByDay(hub, date);
  const { weighings } = await store.money.getActuals(hub, date);
  const arrivals = (published?.runs ?? []).flatMap(({ frozen: { run, phone } }) =>
    run.trips.flatMap(({ stops }) =>
      stops.flatMap(({ requests, arrival }) =>
        requests.map((id) => [id, windowOf(arrival, phone ?? '')] as const),
      ),
    ),
  );
  const billed = new Map<string, number>();
  for (const { kind, request, amount } of await store.money.listEntries(hub, date, date)) {
    if (kind !== 'payment') billed.set(request, (billed.get(request) ?? 0) + amount);
  }
  return {
    // Of one in parts the first visit is told.
    arrivals: new Map(arrivals.toReversed()),
    kg: new Map(weighings.map(({ request, kg }) => [request, kg])),
    billed,
    quotes: new Map(quotes.map(({ request, at: _at, ...quote }) => [request, quote])),
  };
}

function windowOf(arrival: string, phone: string): NonNullable<Booking['arrival']> {
  const at = Date.parse(arrival);
  const round = (ms: number) => new Date(Math.floor(ms / stepMs) * stepMs).toISOString();
  return { from: round(at - earlierMs), until: round(at + laterMs), phone };
}

function toWire(booking: StoredBooking, known: DayKnown | undefined, at: ShownAt): Booking {
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
    made_at: booking.madeAt,
    is_open: isOpen(request, at),
    arrival: (request.state === 'published' && known?.arrivals.get(request.id)) || null,
    collected_kg: known?.kg.get(request.id) ?? null,
    quote: known?.quotes.get(request.id) ?? null,
    price: known?.billed.get(request.id) ?? null,
    offer: booking.offer,
  };
}
