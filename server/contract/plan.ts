import { z } from 'zod';
import { instant, load, localDate, point, vehicleClass } from './basics.ts';

const lineString = z.object({
  type: z.literal('LineString'),
  coordinates: z.array(z.tuple([z.number(), z.number()])),
});

/** One visit to one place; `start` is when service begins, `arrival` ≤ `start` ≤ `departure`. */
export const planStop = z.object({
  place: z.string(),
  lat: z.number(),
  lon: z.number(),
  requests: z.array(z.string()).min(1),
  arrival: instant,
  start: instant,
  departure: instant,
  load_after: load,
  /** Those of its requests of which only a part is handled on this visit, and how much that is. */
  parts: z.array(z.object({ request: z.string(), load })).optional(),
});
export type PlanStop = z.infer<typeof planStop>;

/** Travel between consecutive stops, from the path's own legs. */
export const planLeg = z.object({
  seconds: z.int().min(0),
  metres: z.int().min(0),
  geometry: lineString,
  /** The table's value where the path differs from it by over 5 % and 60 s. */
  table_seconds: z.int().optional(),
});
export type PlanLeg = z.infer<typeof planLeg>;

/** A run's work between two visits to the hub; legs has one entry more than stops. */
export const planTrip = z.object({
  start: instant,
  /** Unloading begins, or where nothing is awaited, it comes to the hub. */
  end: instant,
  /** It comes to the hub, where it waits there until unloading begins. */
  arrival: instant.optional(),
  /** Parcels and kg that leave the hub at its start (deliveries). */
  load_at_start: load,
  stops: z.array(planStop).min(1),
  legs: z.array(planLeg).min(2),
});
export type PlanTrip = z.infer<typeof planTrip>;

export const planViolation = z.object({
  kind: z.enum([
    'capacity',
    'time_window',
    'shift',
    'receiving',
    'dock',
    'latest_at_hub',
    'break_window',
    'most_trips',
    'most_stops',
    'most_metres',
    'most_seconds_out',
    'access',
    'unreachable',
    'vehicle_out',
    'cancelled',
  ]),
  /** kg, crates, parcels, seconds or metres over; trips or stops over; 1 where it is yes or no. */
  amount: z.number(),
  dimension: z.enum(['kg', 'crates', 'parcels', 'seconds', 'metres', 'visits']),
  requests: z.array(z.string()),
});

/** Minor units; `total` is the sum of the others. */
const planCost = z.object({
  fixed: z.int(),
  distance: z.int(),
  time: z.int(),
  other: z.int(),
  total: z.int(),
});

export const planRun = z.object({
  vehicle: z.string(),
  type: z.string(),
  profile: vehicleClass,
  /** Absent dimensions (null) are unlimited. */
  capacity: z.object({
    kg: z.number(),
    crates: z.number().nullable(),
    parcels: z.number().nullable(),
  }),
  /** Most on board at any moment, per dimension. */
  load_peak: load,
  /** Sum over its requests, both directions. */
  carried: load,
  trips: z.array(planTrip).min(1),
  /** Together: the time out. Absent: none. */
  seconds: z.object({
    driving: z.int(),
    waiting: z.int(),
    service: z.int(),
    /** At the hub between two trips. */
    unloading: z.int().optional(),
    breaks: z.int().optional(),
  }),
  /** Rests of the driver: before the stop at `position` of the trip, or its end. Absent: none. */
  breaks: z.array(z.object({ trip: z.int(), position: z.int(), start: instant, end: instant })).optional(),
  /** It leaves at this moment and no other, to find a dock free. Absent: when it is best. */
  leaves_at: instant.optional(),
  metres: z.int(),
  cost: planCost,
  violations: z.array(planViolation),
});
export type PlanRun = z.infer<typeof planRun>;

/** A run's time out. */
export function secondsOut({
  driving,
  waiting,
  service,
  unloading = 0,
  breaks = 0,
}: PlanRun['seconds']): number {
  return driving + waiting + service + unloading + breaks;
}

/** Why a request is in no run; those of docs/errors.md under "Unassigned", and NO_VEHICLES. */
export const unassignedCode = z.enum([
  'NOT_ON_ROAD',
  'UNREACHABLE',
  'NO_VEHICLES',
  'NO_VEHICLE_MAY_ENTER',
  'TOO_LARGE',
  'OUTSIDE_SHIFTS',
  'WINDOW_TOO_EARLY',
  'NOT_ENOUGH_VEHICLES',
  'SKILLS_MISSING',
  'PINNED_ELSEWHERE',
  'PASSES_NO_HUB',
  'RUNS_LOCKED',
  'RECEIVING_CLOSED',
  'NOT_FRESH',
  'OVER_RUN_LIMIT',
  'NO_TIME_FOR_BREAK',
  'LEFT_OUT_FOR_PRICE',
  'NOT_YET_PLACED',
  'TAKEN_OUT',
  'NOT_YET_PLANNED',
]);
export type UnassignedCode = z.infer<typeof unassignedCode>;

/** One change that would let a request be served: the rule that gives way, by how much, and at what cost. */
export const planFix = z.object({
  kind: z.enum([
    'insert',
    'shift',
    'window',
    'capacity',
    'latestAtHub',
    'onBoard',
    'receiving',
    'mostTrips',
    'mostStops',
    'mostMetres',
    'mostDrivingSeconds',
    'mostSecondsOut',
    'vehicle',
    'swap',
    'access',
    'skills',
    'hub',
    'pin',
    'locked',
  ]),
  /** Whose run would take it; for `vehicle`, the one that a new one would be like. */
  vehicle: z.string(),
  /** In `unit`; 0 where nothing has to give way. */
  amount: z.int().min(0),
  unit: z.enum([
    'kg',
    'crates',
    'parcels',
    'seconds',
    'metres',
    'stops',
    'trips',
    'vehicles',
    'ranks',
    'rules',
  ]),
  /** Requests whose own rule would give way, or that would be left out (`swap`). */
  requests: z.array(z.string()),
  /** What the plan's cost would become more, by the table's times; minor units, below 0 where it would fall. */
  cost: z.int(),
});
export type PlanFix = z.infer<typeof planFix>;

export const planUnassigned = z.object({
  request: z.string(),
  code: unassignedCode,
  reason: z.string(),
  /** Where other parts of it are in runs: what is left. Absent: all of it. */
  left: load.optional(),
  /** The best change that would let it, or the largest part of what is left, be served. Absent: none was found. */
  fix: planFix.optional(),
});
export type PlanUnassigned = z.infer<typeof planUnassigned>;

const planTotals = z.object({
  runs: z.int(),
  metres: z.int(),
  seconds: z.int(),
  kg: z.number(),
  crates: z.int(),
  parcels: z.int(),
  cost: z.int(),
  /** Minor units; null where nothing is carried. */
  cost_per_parcel: z.number().nullable(),
  cost_per_kg: z.number().nullable(),
});

/** What a reader must know of a plan: vehicles left out, legs that differ from the table, fallbacks taken. */
const planWarningCode = z.enum(['VEHICLE_NOT_ON_ROAD', 'LEG_DIFFERS', 'PROFILES_SHARED']);

/** plan.json, version 1 (docs/schemas/plan.schema.json). */
export const planDocument = z.object({
  version: z.literal(1),
  hub: point.extend({ name: z.string().optional() }),
  date: localDate,
  timezone: z.string(),
  currency: z.string(),
  routing: z.object({
    engine: z.enum(['valhalla', 'osrm']),
    version: z.string(),
    region: z.string(),
    built: instant,
  }),
  runs: z.array(planRun),
  unassigned: z.array(planUnassigned),
  totals: planTotals,
  warnings: z.array(z.object({ code: planWarningCode, message: z.string(), ids: z.array(z.string()) })),
});
export type PlanDocument = z.infer<typeof planDocument>;
