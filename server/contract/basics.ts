import { z } from 'zod';
import { mostOfLoad } from './load-bounds.ts';

/** Degrees, WGS 84. */
export const point = z.object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) });

/** A local calendar day of the hub, YYYY-MM-DD. */
export const localDate = z.iso.date();

/** An instant with its offset, e.g. 2026-03-02T06:10:00+01:00. */
export const instant = z.iso.datetime({ offset: true });

/** HH:MM on the hub's clock. */
export const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** From one local time to another on the same day, or, where `end` is not later, to the next day. */
export const hours = z.object({ start: localTime, end: localTime });
export type Hours = z.infer<typeof hours>;

/** Vehicle access class, from the smallest; a place that admits `light` admits `motorbike` too. */
export const vehicleClass = z.enum(['motorbike', 'light', 'heavy']);
export type VehicleClass = z.infer<typeof vehicleClass>;

/** Load dimensions; kg may have decimals at the desk, crates and parcels are counts. All ≥ 0; sums have no maximum. */
export const load = z.object({ kg: z.number().min(0), crates: z.int().min(0), parcels: z.int().min(0) });
export type LoadWire = z.infer<typeof load>;

/** Of a part of one request. */
export const partLoad = z.object({
  kg: z.number().min(0).max(mostOfLoad.kg),
  crates: z.int().min(0).max(mostOfLoad.crates),
  parcels: z.int().min(0).max(mostOfLoad.parcels),
});

/** Interface languages; CONTRIBUTING.md says what a new one needs. */
export const locale = z.enum(['en', 'vi', 'zh-Hans', 'id']);
export type Locale = z.infer<typeof locale>;

/** Roles, held per hub save `administrator`, which holds everywhere. */
export const role = z.enum(['administrator', 'manager', 'dispatcher', 'receiver', 'driver', 'cooperative']);
export type Role = z.infer<typeof role>;

/** An opaque identifier made by the server (or by a phone for idempotent writes). */
export const id = z.string().min(1).max(64);
