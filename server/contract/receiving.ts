import { z } from 'zod';
import { id, instant, load, localDate } from './basics.ts';

const kg = z.number().min(0).max(1_000_000);
const count = z.int().min(0).max(1_000_000);

/** What a driver weighed apart of several products. */
export const productApart = z.object({ product: z.string(), kg: z.number() });

/** Why the hub's scale says something else than the field's. */
export const differenceReason = z.enum(['scale', 'dried', 'lost', 'quality', 'mixed_up', 'other']);
export type DifferenceReason = z.infer<typeof differenceReason>;

/** What was weighed and counted of one request at the hub; null: not counted, not graded, nothing to explain. */
const weighInLine = z.object({
  request: id,
  kg,
  crates: count.nullable(),
  parcels: count.nullable(),
  /** 1 is the best. */
  grade: z.literal([1, 2, 3]).nullable(),
  /** Some of it did not come to the hub. */
  is_short: z.boolean(),
  reason: differenceReason.nullable(),
  note: z.string().trim().max(200),
});

/** One act at the scale, or at the crates that come back empty. */
export const newWeighIn = z.object({
  /** Made by the tablet: the same one sent twice is one. */
  id,
  date: localDate,
  /** The vehicle that brought it, by name, and on which of its trips, from 1. */
  vehicle: z.string().min(1).max(100),
  trip: z.int().min(1).max(100),
  /** When it was on the scale, by the tablet's clock. */
  weighed_at: instant,
  /** The id of who was signed in on the tablet; another one's session is refused. Null: whoever sends it. */
  weighed_by: id.nullable().default(null),
  lines: z.array(weighInLine).max(1_000),
  /** All lines were on the scale at once, and have parts of it. */
  is_together: z.boolean().default(false),
  /** The hub's own empty crates that came back on the trip; null: not counted. */
  crates_back: count.nullable().default(null),
});
export type NewWeighIn = z.infer<typeof newWeighIn>;

/** A line as it was written down; what corrects it is another one, and nothing is ever changed. */
const weighIn = weighInLine.extend({
  id,
  /** Null: typed at the desk, for the request as a whole. */
  vehicle: z.string().nullable(),
  trip: z.int().nullable(),
  is_together: z.boolean(),
  weighed_at: instant,
  by: z.string().nullable(),
});
export type WeighIn = z.infer<typeof weighIn>;

/** What a receipt says of a weight. */
export const weighedAtHub = weighIn
  .pick({ kg: true, grade: true, is_short: true, reason: true, note: true, weighed_at: true })
  .extend({
    /** As the driver weighed it; null: he did not. */
    field_kg: z.number().nullable(),
  });
export type WeighedAtHub = z.infer<typeof weighedAtHub>;

/** A trip's coming to the hub. */
const arrival = z.object({
  /** The run's number in the plan. */
  run: z.int(),
  vehicle: z.string(),
  trip: z.int(),
  driver: z.string().nullable(),
  phone: z.string().nullable(),
  /** False: the driver has not been told of the run. */
  is_published: z.boolean(),
  planned_at: instant,
  /** By what is known of the run so far; null: nothing is. */
  expected_at: instant.nullable(),
  arrived_at: instant.nullable(),
  crates_back: z.int().nullable(),
  lines: z.array(
    z.object({
      request: id,
      /** Of this trip, as booked. */
      booked: load,
      /** As the driver weighed and counted it; null: he did not. */
      field: z
        .object({
          kg: z.number(),
          crates: z.int().nullable(),
          parcels: z.int().nullable(),
          /** Of `kg`; empty: all is the one that was booked. */
          products: z.array(productApart),
        })
        .nullable(),
    }),
  ),
});
export type Arrival = z.infer<typeof arrival>;

/** What comes to the hub on a day, and what has come. */
export const receivingDay = z.object({
  date: localDate,
  /** Then nothing is weighed in any more. */
  is_settled: z.boolean(),
  /** In the order in which they are planned. */
  arrivals: z.array(arrival),
  requests: z.array(
    z.object({
      request: id,
      reference: z.string(),
      place: z.string(),
      product: z.string(),
      cooperative: z.string().nullable(),
      state: z.string(),
      /** All of them, in the order in which they were on the scale. */
      weigh_ins: z.array(weighIn),
    }),
  ),
});
export type ReceivingDay = z.infer<typeof receivingDay>;
