import { z } from 'zod';
import { id, localDate, localTime } from './basics.ts';
import { fuelKind } from './rates.ts';

const name = z.string().min(1).max(100);

/** What of a vehicle's rates: by the day and the trip; by the km; by the hour, of whatever kind. */
export const ratePart = z.enum(['hire', 'km', 'hours']);

/** What would be otherwise over a span of days; null: as it was. */
export const whatIfDraft = z.object({
  from: localDate,
  until: localDate,
  /** Minor units, on all days. */
  fuel: z
    .object({
      kind: fuelKind,
      price_per_litre: z
        .int()
        .min(0)
        .max(2 ** 33),
    })
    .nullable(),
  /** Of all vehicles of a type, by so many percent more, or less. */
  rate: z.object({ vehicle_type: name, part: ratePart, percent: z.number().min(-100).max(1000) }).nullable(),
  /** Vehicles that are not there, and others that are there so many times more. By name. */
  fleet: z
    .object({
      without: z.array(name).max(500),
      more: z.array(z.object({ like: name, count: z.int().min(1).max(50) })).max(50),
    })
    .nullable(),
  /** What was booked later than this on the day before goes on the next day. */
  cut_off: localTime.nullable(),
  /** For which each day is planned anew, where fleet or cut-off change: once as it was, once as it would be. */
  seconds: z.number().min(0.2).max(60).default(1),
});
export type WhatIfDraft = z.infer<typeof whatIfDraft>;

const figures = z.object({
  runs: z.int(),
  /** Minor units. */
  cost: z.int(),
  metres: z.int(),
  grams: z.int(),
  parcels: z.int(),
  /** Requests that are in no run, or not whole. */
  unserved: z.int(),
});
export type WhatIfFigures = z.infer<typeof figures>;

/** A computation with what there is of it so far: `was` and `would` are of the same days. */
export const whatIf = z.object({
  id,
  asked: whatIfDraft,
  state: z.enum(['running', 'done', 'stopped', 'failed']),
  /** Days that are computed, of how many. */
  done: z.int(),
  of: z.int(),
  /** Whether days are planned anew: then both sides are, without what was edited by hand, noted and weighed. */
  is_planned_anew: z.boolean(),
  was: figures,
  would: figures,
  weeks: z.array(z.object({ monday: localDate, was: figures, would: figures })),
  /** Days that could not be computed: the fleet or the plan of then is gone. */
  missing: z.array(localDate),
  /** Requests that came after the cut-off, and went a day later. */
  moved: z.int(),
  /** Of `failed`. */
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type WhatIf = z.infer<typeof whatIf>;
