import { z } from 'zod';
import { id, vehicleClass } from './basics.ts';

/** A vehicle with the terms of its type; costs in minor units of the hub's currency. */
export const vehicle = z.object({
  id,
  /** The name people use: 29C-11, L-1. Unique per hub. */
  name: z.string(),
  type: z.string(),
  profile: vehicleClass,
  capacity_kg: z.number().positive(),
  /** Absent (null) means no limit in that dimension. */
  capacity_crates: z.int().min(0).nullable(),
  capacity_parcels: z.int().min(0).nullable(),
  fixed_cost: z.int().min(0),
  cost_per_km: z.int().min(0),
  cost_per_hour: z.int().min(0),
  /** HH:MM local. */
  shift_start: z.string(),
  /** HH:MM local; earlier than shift_start means the next day. */
  shift_end: z.string(),
  start_lat: z.number().nullable(),
  start_lon: z.number().nullable(),
  is_available: z.boolean(),
});
export type Vehicle = z.infer<typeof vehicle>;
