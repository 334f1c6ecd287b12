import { z } from 'zod';
import { id, instant, load, localDate, vehicleClass } from './basics.ts';
import { mostOfLoad } from './load-bounds.ts';

const requestKind = z.enum(['pickup', 'delivery']);

const requestState = z.enum([
  'draft',
  'booked',
  'planned',
  'published',
  'collected',
  'partly_collected',
  'missed',
  'cancelled',
]);

/** What a cooperative books: a pickup at a place, or a delivery from the hub to it. */
export const request = z.object({
  id,
  /** The list's own id (unique per hub and day) where it was imported; else equal to `id`. */
  reference: z.string(),
  kind: requestKind,
  state: requestState,
  date: localDate,
  place: z.string(),
  lat: z.number(),
  lon: z.number(),
  product: z.string(),
  kg: z.number().positive(),
  crates: z.int().min(0),
  /** True where crates were worked out from kg. */
  crates_derived: z.boolean(),
  parcels: z.int().min(0),
  parcels_derived: z.boolean(),
  ready_from: instant,
  ready_until: instant,
  harvested_at: instant.nullable(),
  service_minutes: z.number().min(0),
  largest_vehicle: vehicleClass,
  priority: z.int().min(0).max(100),
  cooperative: z.string().nullable(),
  /** Of one that was carried over from an earlier day, or to a later one. Absent: never. */
  carried: z
    .object({
      /** The day it was first booked for. */
      first_date: localDate,
      /** The last day on which it, or the rest of it, stands now; null: on none later. */
      to: localDate.nullable(),
      /** How much went on, where that is not all of it; its own load is what is left here. Absent: all, or nothing. */
      rest: load.optional(),
    })
    .optional(),
});
export type Request = z.infer<typeof request>;

/** Whether somebody still is to come on its day: it was not cancelled, nor missed and carried over. */
export const isStanding = ({ state }: Pick<Request, 'state'>): boolean =>
  state !== 'cancelled' && state !== 'missed';

/** Whether no driver has it yet: so long whoever booked may change it, and the desk may propose another time. */
export const isUntold = ({ state }: Pick<Request, 'state'>): boolean =>
  state === 'draft' || state === 'booked' || state === 'planned';

/** Whether it stands on a later day; of one of which the rest does, what is left here does not. */
export const hasGoneOn = ({ carried }: Pick<Request, 'carried'>): boolean =>
  carried !== undefined && carried.to !== null && carried.rest === undefined;

/** Whether its driver came in vain, and it stands on no later day yet. */
export const isMissed = (request: Pick<Request, 'state' | 'carried'>): boolean =>
  request.state === 'missed' && !hasGoneOn(request);

/** Whether what of it stands on a later day may come back: once something was collected here, the rest is for that day. */
export const canComeBack = ({ state, carried }: Pick<Request, 'state' | 'carried'>): boolean =>
  carried !== undefined &&
  carried.to !== null &&
  (state === 'missed' || (carried.rest !== undefined && (state === 'planned' || state === 'published')));

/** The fields a dispatcher gives to book one; what is absent is derived as docs/lists.md says. */
export const requestDraft = z.object({
  reference: z.string().min(1).max(64).optional(),
  kind: requestKind.default('pickup'),
  date: localDate,
  /** A gazetteer name, coordinates or a plus code; needed where lat and lon are absent. */
  place: z.string().max(200).optional(),
  lat: z.number().min(-90).max(90).optional(),
  lon: z.number().min(-180).max(180).optional(),
  product: z.string().max(100).default(''),
  kg: z.number().positive().max(mostOfLoad.kg),
  crates: z.int().min(0).max(mostOfLoad.crates).optional(),
  parcels: z.int().min(0).max(mostOfLoad.parcels).optional(),
  /** HH:MM local or ISO 8601. */
  ready_from: z.string().optional(),
  ready_until: z.string().optional(),
  harvested_at: z.string().optional(),
  service_minutes: z.number().min(0).max(600).optional(),
  largest_vehicle: vehicleClass.default('heavy'),
  priority: z.int().min(0).max(100).default(0),
  cooperative: z.string().max(100).optional(),
});
export type RequestDraft = z.infer<typeof requestDraft>;
