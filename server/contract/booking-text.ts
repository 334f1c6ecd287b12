import { z } from 'zod';
import { id, localDate, localTime } from './basics.ts';
import { placeHit } from './hub.ts';

/** What of a message is not said, or not sure. */
const textDoubt = z.enum([
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
export type TextDoubt = z.infer<typeof textDoubt>;

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
  doubts: z.array(textDoubt),
});
export type TextDraft = z.infer<typeof textDraft>;

/** A draft as the desk shows it: names for ids, and what an amount comes to in kg. */
export const deskTextDraft = textDraft.omit({ product: true, place: true }).extend({
  /** The product's name at the hub, or null. */
  product: z.string().nullable(),
  /** True where kg was worked out from crates or parcels. */
  kg_derived: z.boolean(),
  place: placeHit.nullable(),
  /** Places that the name fits, where it fits more than one. */
  choices: z.array(placeHit),
});
export type DeskTextDraft = z.infer<typeof deskTextDraft>;

export const messageText = z.string().trim().min(1).max(2000);
