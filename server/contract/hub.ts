import { z } from 'zod';
import { id, instant } from './basics.ts';

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

export const product = z.object({
  id,
  name: z.string(),
  kg_per_crate: z.number().positive(),
  kg_per_parcel: z.number().positive(),
  freshness_hours: z.number().positive().nullable(),
});
export type Product = z.infer<typeof product>;
