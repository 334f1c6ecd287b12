import { z } from 'zod';
import { hours, id, localDate, localTime, point, vehicleClass } from './basics.ts';

/** What a vehicle costs, minor units of the hub's currency. */
const rates = z.object({
  /** For each day on which it is used. */
  fixed_cost: z.int().min(0).max(1_000_000_000),
  cost_per_km: z.int().min(0).max(1_000_000_000),
  /** Out of the hub. */
  cost_per_hour: z.int().min(0).max(1_000_000_000),
});

/** What limits a run, the load and the shift aside; absent: nothing does. */
const runLimits = z.object({
  /** Absent: 1. */
  most_trips: z.int().min(1).max(20).optional(),
  most_stops: z.int().min(1).max(1_000).optional(),
  most_km: z.number().positive().max(10_000).optional(),
  /** Out of the hub. */
  most_hours: z.number().positive().max(48).optional(),
  /** Rest of the driver in every run, begun between two local times. */
  break: z
    .object({ minutes: z.int().min(1).max(480), from: localTime, until: localTime })
    .refine(({ from, until }) => from <= until, { path: ['until'] })
    .optional(),
});

const capacity = z.object({
  capacity_kg: z.number().positive().max(100_000),
  /** Absent (null) means no limit in that dimension. */
  capacity_crates: z.int().min(0).max(100_000).nullable(),
  capacity_parcels: z.int().min(0).max(1_000_000).nullable(),
});

/** What vehicles of a type have in common, and one vehicle may have otherwise. */
const vehicleTerms = z.object({
  profile: vehicleClass,
  ...capacity.shape,
  ...rates.shape,
  shift_start: localTime,
  /** Not later than `shift_start`: on the next day. */
  shift_end: localTime,
  ...runLimits.shape,
});
export type VehicleTerms = z.infer<typeof vehicleTerms>;

/** A vehicle with the terms it has: its own where it has any, else those of its type. */
export const vehicle = z.object({
  id,
  /** The name people use: 29C-11, L-1. Unique per hub. */
  name: z.string(),
  type: z.string(),
  ...vehicleTerms.shape,
  /** Where its run begins; null: at the hub. */
  start_lat: z.number().nullable(),
  start_lon: z.number().nullable(),
  is_available: z.boolean(),
});
export type Vehicle = z.infer<typeof vehicle>;

/** Terms in which a vehicle differs from its type. */
const ownTerms = vehicleTerms.partial();

/** A vehicle as the hub keeps it. */
export const fleetVehicle = vehicle.extend({
  type_id: id,
  own: ownTerms,
  /** When it, or its type, last became another; being put in or out of use aside. */
  changed_at: z.string(),
});
export type FleetVehicle = z.infer<typeof fleetVehicle>;

const name = z.string().trim().min(1).max(64);

/** What a person gives of a vehicle. */
export const vehicleDraft = z.object({
  name,
  type_id: id,
  own: ownTerms,
  start: point.nullable(),
  is_available: z.boolean(),
});
export type VehicleDraft = z.infer<typeof vehicleDraft>;

export const vehicleTypeDraft = z.object({ name, ...vehicleTerms.shape });
export type VehicleTypeDraft = z.infer<typeof vehicleTypeDraft>;

export const vehicleType = vehicleTypeDraft.extend({ id, vehicles: z.int().min(0) });
export type VehicleType = z.infer<typeof vehicleType>;

/** On a day: his hours, or (null) that he is off. */
const driverDay = z.object({ date: localDate, hours: hours.nullable() });

export const driverDraft = z.object({
  name: z.string().trim().min(1).max(100),
  phone: z.string().trim().max(40),
  /** As he says them: Tiếng Việt, Hmoob. */
  languages: z.array(z.string().trim().min(1).max(40)).max(10),
  /** That he may drive. */
  classes: z.array(vehicleClass),
  /** Whose day off leaves it without a driver, unless another is free. */
  usual_vehicle: id.nullable(),
  /** From Monday; null: off. */
  week: z.array(hours.nullable()).length(7),
  /** Days that go otherwise than the week; each date once. */
  days: z
    .array(driverDay)
    .max(400)
    .refine((days) => new Set(days.map(({ date }) => date)).size === days.length),
});
export type DriverDraft = z.infer<typeof driverDraft>;

export const driver = driverDraft.extend({ id });
export type Driver = z.infer<typeof driver>;
