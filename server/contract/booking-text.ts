import { z } from 'zod';
import { id, localDate, localTime } from './basics.ts';

/** What of a message is not said, or not sure. */
export const bookingDoubt = z.enum([
  'amount_missing',
  /** "about", a range (its larger end is kept), or a number that reads two ways (1.250). */
  'amount_unclear',
  'date_missing',
  'date_past',
  'date_unclear',
  'place_missing',
  /** More than one place fits. */
  'place_unclear',
  'product_missing',
  'product_unclear',
]);
export type BookingDoubt = z.infer<typeof bookingDoubt>;

/** A booking as a message says it; null: it does not. */
export const textDraft = z.object({
  kind: z.enum(['pickup', 'delivery']),
  /** A product of the hub, by its id. */
  product: id.nullable(),
  kg: z.number().nullable(),
  crates: z.int().nullable(),
  parcels: z.int().nullable(),
  /** A place of the gazetteer, by its id. */
  place: id.nullable(),
  date: localDate.nullable(),
  from: localTime.nullable(),
  until: localTime.nullable(),
  /** Sorted by name. */
  doubts: z.array(bookingDoubt),
});
export type TextDraft = z.infer<typeof textDraft>;
