import { z } from 'zod';
import { hours, id, instant, locale, localTime } from './basics.ts';

export const region = z.object({
  name: z.string(),
  /** West, south, east, north in degrees. */
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  source: z.string(),
  /** When the extract was made (its replication timestamp), if it says so. */
  source_date: instant.nullable(),
  /** When the import ran: the region's build. */
  built: instant,
  timezone: z.string(),
  currency: z.string(),
  attribution: z.string(),
});
export type Region = z.infer<typeof region>;

export const hub = z.object({
  id,
  name: z.string(),
  lat: z.number(),
  lon: z.number(),
  timezone: z.string(),
  currency: z.string(),
  region: z.string(),
});
export type Hub = z.infer<typeof hub>;

/** A gazetteer hit, best first. */
export const placeHit = z.object({
  id: z.string(),
  name: z.string(),
  /** county, town, village, hamlet, farm, peak, ... (OSM place or natural value) */
  kind: z.string(),
  lat: z.number(),
  lon: z.number(),
  /** The enclosing or nearest larger place, to tell namesakes apart. */
  near: z.string().nullable(),
});
export type PlaceHit = z.infer<typeof placeHit>;

/** What a product is drawn as, for whoever reads little. */
export const productPicture = z.enum([
  'citrus',
  'plum',
  'lychee',
  'banana',
  'root',
  'tea',
  'greens',
  'chilli',
  'spice',
  'crate',
]);
export type ProductPicture = z.infer<typeof productPicture>;

const productFields = z.object({
  /** As the hub calls it; requests name it so. */
  name: z.string().trim().min(1).max(100),
  /** What it is called in a language, where that is another name. */
  names: z.partialRecord(locale, z.string().trim().min(1).max(100)).default({}),
  picture: productPicture.default('crate'),
  kg_per_crate: z.number().positive().max(10_000),
  kg_per_parcel: z.number().positive().max(10_000),
  /** From harvest, or where that is not known from when it is ready, to the hub; null: no limit. */
  freshness_hours: z.number().positive().max(10_000).nullable(),
});

export const product = productFields.extend({ id });
export type Product = z.infer<typeof product>;

/** All products of a hub as a person gives them; one without an id is new. */
export const productDrafts = z.array(productFields.extend({ id: id.nullable() })).max(200);
export type ProductDraft = z.infer<typeof productDrafts>[number];

/** How a hub works. */
export const hubSettings = z.object({
  name: z.string().trim().min(1).max(100),
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  phone: z.string().trim().max(40),
  /** From Monday: when it begins to unload vehicles. A day's null: at any time; none: closed. */
  receiving: z.array(z.array(hours).max(6).nullable()).length(7),
  /** Vehicles unloaded at once; null: any number. */
  docks: z.int().min(1).max(100).nullable(),
  /** So long a trip with pickups holds a dock, and every vehicle stays between two trips. */
  unloading_minutes: z.int().min(0).max(480),
  /** Until when pickups of the next day are to be booked; null: it has none. */
  cut_off: localTime.nullable(),
  /** For so many days it is known where drivers were when they tapped. */
  keep_positions_days: z.int().min(0).max(3_650).default(30),
});
export type HubSettings = z.infer<typeof hubSettings>;
