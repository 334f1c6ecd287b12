import { z } from 'zod';
import { id, localDate, localTime, vehicleClass } from './basics.ts';
import { mostOfLoad } from './load-bounds.ts';

/** What each request of a pickup that comes again is; crates and parcels are worked out where null. */
const standingTerms = z.object({
  kind: z.enum(['pickup', 'delivery']).default('pickup'),
  place: z.string().trim().min(1).max(200),
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  product: z.string().trim().max(100).default(''),
  kg: z.number().positive().max(mostOfLoad.kg),
  crates: z.int().min(0).max(mostOfLoad.crates).nullable().default(null),
  parcels: z.int().min(0).max(mostOfLoad.parcels).nullable().default(null),
  ready_from: localTime.nullable().default(null),
  ready_until: localTime.nullable().default(null),
  largest_vehicle: vehicleClass.default('heavy'),
  cooperative: z.string().trim().min(1).max(100).nullable().default(null),
});
export type StandingTerms = z.infer<typeof standingTerms>;

export const standingDraft = standingTerms.extend({
  /** 0: Monday. */
  weekdays: z.array(z.int().min(0).max(6)).min(1).max(7),
  starts_on: localDate,
  /** The last day; null: no end is set. */
  ends_on: localDate.nullable().default(null),
});
export type StandingDraft = z.infer<typeof standingDraft>;

/** A pickup that comes again every week on the same days, with its exceptions. */
export const standingPickup = standingDraft.extend({
  id,
  /** Days from today on that are left out. */
  skips: z.array(localDate),
  /** The next days on which it comes; none once it has ended. */
  next: z.array(localDate),
});
export type StandingPickup = z.infer<typeof standingPickup>;
