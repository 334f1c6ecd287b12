import { z } from 'zod';
import { id, instant, localDate, vehicleClass } from './basics.ts';
import { mostOfLoad } from './load-bounds.ts';
import { request } from './request.ts';

/** Minor units of the hub's currency. */
const amount = z.int();

/** What is to be priced, before it is booked; numbers may come as text, as they do in an address. */
export const quoteDraft = z.object({
  kind: request.shape.kind.default('pickup'),
  lat: z.coerce.number().min(-90).max(90),
  lon: z.coerce.number().min(-180).max(180),
  product: z.string().max(100).default(''),
  kg: z.coerce.number().positive().max(mostOfLoad.kg),
  /** Absent: worked out from kg, as in a booking. */
  crates: z.coerce.number().int().min(0).max(mostOfLoad.crates).optional(),
  parcels: z.coerce.number().int().min(0).max(mostOfLoad.parcels).optional(),
  largest_vehicle: vehicleClass.default('heavy'),
  service_minutes: z.coerce.number().min(0).max(600).optional(),
  /** This day alone, whether or not it can still be booked; absent: each that can. */
  date: localDate.optional(),
  /** HH:MM local or ISO 8601: one slot from then till then, in place of morning and afternoon; read where `date` is there. */
  ready_from: z.string().max(40).optional(),
  ready_until: z.string().max(40).optional(),
});
export type QuoteDraft = z.infer<typeof quoteDraft>;

/**
 * What a price comes from: put into the plan as it stands; put into the plans of the same weekday in the weeks before;
 * or, where there are none, a trip of its own, which is the most that it could cost.
 */
const quoteBasis = z.enum(['plan', 'season', 'alone']);
export type QuoteBasis = z.infer<typeof quoteBasis>;

/** An estimate with its range; low ≤ amount ≤ high. */
const quotePrice = z.object({
  amount,
  low: amount,
  high: amount,
  /** Of `amount`, in minor units with decimals; by parcel: null where there are none. */
  per_kg: z.number(),
  per_parcel: z.number().nullable(),
});
export type QuotePrice = z.infer<typeof quotePrice>;

const quoteSlot = z.object({
  /** `asked`: the one that the caller named. */
  name: z.enum(['morning', 'afternoon', 'asked']),
  ready_from: instant,
  ready_until: instant,
  /** Null where it cannot be had; where the plan is full, what it would bear if all were planned anew. */
  price: quotePrice.nullable(),
  basis: quoteBasis,
  /** Place of the stop beside it on its way; null: it would travel alone. */
  with: z.string().nullable(),
  /** On a trip of its own; null where no vehicle would take it so. */
  alone: amount.nullable(),
  /**
   * What is in the way. `full`: as the plan stands all that may come are full or too late; it may be booked, and the hub
   * sees whether planning anew brings it in. `no_vehicle`: none may come. `closed`: the hub receives nothing that day.
   */
  obstacle: z.enum(['full', 'no_vehicle', 'closed']).nullable(),
});
export type QuoteSlot = z.infer<typeof quoteSlot>;

/** What a request would bear, for each day and slot. */
export const quote = z.object({
  currency: z.string(),
  /** The price is the most that it will owe, if it is booked. */
  is_binding: z.boolean(),
  kg: z.number(),
  crates: z.int(),
  parcels: z.int(),
  /** Whether a road that a vehicle of the hub may use leads near; else no day is listed. */
  is_on_road: z.boolean(),
  days: z.array(z.object({ date: localDate, slots: z.array(quoteSlot) })),
});
export type Quote = z.infer<typeof quote>;

/** What was quoted for a request when it was booked. */
export const keptQuote = quotePrice.pick({ amount: true, low: true, high: true }).extend({
  request: id,
  basis: quoteBasis,
  /** For so many kg the request owes no more than `amount`, for more in proportion; null: it is an estimate. */
  binding_kg: z.number().positive().nullable(),
  at: instant,
});
export type KeptQuote = z.infer<typeof keptQuote>;
