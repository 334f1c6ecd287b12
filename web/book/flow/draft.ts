import type { Booking, BookingDraft, BookingStart, KnownPlace } from '#server/contract/booking.ts';
import type { Product } from '#server/contract/hub.ts';
import { newId } from '#web/shared/phone/ids.ts';

/** A booking as far as it has been told. */
export interface Draft {
  readonly id: string;
  readonly replaces: string | null;
  readonly member: string | null;
  readonly kind: BookingDraft['kind'];
  /** `lat`, `lon` null: a plus code, which the server reads. */
  readonly place: (Omit<KnownPlace, 'lat' | 'lon'> & { lat: number | null; lon: number | null }) | null;
  /** Of the place, as a data URL, where it was taken just now; the server has those of known places. */
  readonly picture: string | null;
  readonly product: string;
  /** 0: not told yet. */
  readonly kg: number;
  readonly crates: number | null;
  readonly parcels: number | null;
  readonly date: string | null;
  readonly from: string;
  readonly until: string;
  readonly harvestedAt: string | null;
}

/** Half a working day; the first and the last hour are the hub's. */
export const slots = {
  morning: { from: '06:00', until: '12:00' },
  afternoon: { from: '12:00', until: '18:00' },
} as const;

const key = 'hubward.book.draft';

/** Of this tab: a reload goes on where it was. */
export function readDraft(): Draft | null {
  const kept = sessionStorage.getItem(key);
  return kept === null ? null : (JSON.parse(kept) as Draft); // written here alone
}

export function keepDraft(draft: Draft | null): void {
  if (draft === null) sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, JSON.stringify(draft));
}

/** With the product and the weight of the last time, since they are mostly the same. */
export function newDraft({ bookings, products }: BookingStart): Draft {
  const last = bookings.find(({ kind }) => kind === 'pickup');
  return {
    id: newId(),
    replaces: null,
    member: null,
    kind: 'pickup',
    place: null,
    picture: null,
    product: last?.product ?? products[0]?.name ?? '',
    kg: last?.kg ?? 0,
    crates: null,
    parcels: null,
    date: null,
    ...slots.morning,
    harvestedAt: null,
  };
}

/** The same again on a day to come; or, of a change, on its own day. */
export function draftOf(
  booking: Booking | BookingDraft,
  times: { readonly from: string; readonly until: string },
  replaces: string | null,
): Draft {
  const { place: name, lat, lon, landmark, photo } = booking;
  const isDerived = 'crates_derived' in booking ? booking : { crates_derived: false, parcels_derived: false };
  const member = typeof booking.member === 'string' ? booking.member : (booking.member?.id ?? null);
  return {
    id: newId(),
    replaces,
    member,
    kind: booking.kind,
    place: { name, lat, lon, landmark, photo },
    picture: null,
    product: booking.product,
    kg: booking.kg,
    crates: isDerived.crates_derived ? null : booking.crates,
    parcels: isDerived.parcels_derived ? null : booking.parcels,
    date: replaces === null ? null : booking.date,
    ...times,
    harvestedAt: null,
  };
}

/** Null while something is not told. */
export function toBooking(draft: Draft, madeAt: string): BookingDraft | null {
  const { place, date, kg } = draft;
  if (place === null || date === null || !(kg > 0)) return null;
  return {
    id: draft.id,
    replaces: draft.replaces,
    member: draft.member,
    made_at: madeAt,
    kind: draft.kind,
    date,
    place: place.name,
    lat: place.lat,
    lon: place.lon,
    landmark: place.landmark,
    photo: place.photo,
    product: draft.product,
    kg,
    crates: draft.crates,
    parcels: draft.parcels,
    ready_from: draft.from,
    ready_until: draft.until,
    harvested_at: draft.harvestedAt,
  };
}

export const productOf = (products: readonly Product[], name: string) =>
  products.find((product) => product.name === name);

/** As the server works them out. */
export const unitsFor = (kg: number, kgPerUnit: number): number => Math.ceil(kg / kgPerUnit - 1e-9);
export const usualKg = { crate: 20, parcel: 5 } as const;
