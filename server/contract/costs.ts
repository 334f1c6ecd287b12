import { z } from 'zod';
import { localDate } from './basics.ts';

/** Minor units. */
const amount = z.int();

/** By what costs are grouped; the first five by runs, the others by the shares of requests. */
export const costGrouping = z.enum([
  'day',
  'week',
  'season',
  'run',
  'vehicle',
  'village',
  'cooperative',
  'product',
]);
export type CostGrouping = z.infer<typeof costGrouping>;

/** Groups in the order of time; others are by cost. */
export const isOfTime = (by: CostGrouping): boolean =>
  by === 'day' || by === 'week' || by === 'season' || by === 'run';

/** Whose costs alone are looked at. */
export const costFilter = z.enum(['vehicle', 'village', 'cooperative', 'product']);
export type CostFilter = z.infer<typeof costFilter>;

const name = z.string().max(200).optional();
/** What costs are looked at alone: where several are named, what is of all of them. '': of none; absent: of any. */
export const costsOnly = z.object({ vehicle: name, village: name, cooperative: name, product: name });
export type CostsOnly = z.infer<typeof costsOnly>;

const costFigures = z.object({
  cost: amount,
  parcels: z.int(),
  grams: z.int(),
  /** Whole kg times km on board. */
  kg_km: z.int(),
  /** Of whole runs; null where a group is made of requests, which share runs with others. */
  of_runs: z
    .object({
      runs: z.int(),
      /** Runs of which something was noted or weighed; the others count as planned. */
      noted: z.int(),
      planned_cost: amount,
      metres: z.int(),
      /** With nothing on board. */
      empty_metres: z.int(),
      seconds: z.int(),
      waiting_seconds: z.int(),
      /** Every vehicle full all the way. */
      capacity_kg_km: z.int(),
    })
    .nullable(),
});
export type CostFigures = z.infer<typeof costFigures>;

const costGroup = costFigures.extend({
  /** The day, the Monday of the week, the first day of the season, or the run's day. */
  date: localDate.nullable(),
  /** The run's number. */
  run: z.int().nullable(),
  /** Vehicle, village, cooperative or product; null: of none. */
  name: z.string().nullable(),
});
export type CostGroup = z.infer<typeof costGroup>;

/** A visit of a day to a place, with all that was handled there. */
const dearStop = z.object({
  date: localDate,
  place: z.string(),
  runs: z.array(z.int()),
  cost: amount,
  grams: z.int(),
  /** Its requests on trips of their own; null where no vehicle would take one so. */
  alone: amount.nullable(),
});
export type DearStop = z.infer<typeof dearStop>;

/** What the days of a span cost; all groups and `hub` together are `total`, to the last unit. */
export const costReport = z.object({
  /** Time in its order, others by cost, the dearest first. */
  groups: z.array(costGroup),
  total: costFigures,
  /** In no group: what nobody bears. 0 where groups are whole runs. */
  hub: amount,
  days: z.int(),
  settled_days: z.int(),
  /** All that could be looked at alone; by name. Requests of no cooperative or product have '' for it. */
  names: z.record(costFilter, z.array(z.string())),
  /** Not counted: settled before these figures were kept, or no longer to be computed. */
  missing: z.array(localDate),
  /** At most ten, by cost per kg. */
  dearest: z.array(dearStop),
});
export type CostReport = z.infer<typeof costReport>;

/** What a village's requests bore over a span of days, and where it is. */
const villageCost = z.object({
  place: z.string(),
  /** Of where its requests are, by weight. */
  lat: z.number(),
  lon: z.number(),
  cost: amount,
  /** Above 0. */
  grams: z.int(),
  requests: z.int(),
});
export type VillageCost = z.infer<typeof villageCost>;

/** By cost per kg, the dearest first. */
export const villageCosts = z.array(villageCost);

/** A change by which the requests of a stop would have borne less; reckoned as planned, all else as it was. */
const cheaperWay = z.object({
  /** On another day beside others; together with a pickup of the same place; another vehicle; brought to a stop near by. */
  kind: z.enum(['other_day', 'joint_pickup', 'other_vehicle', 'collection_point']),
  amount,
  /** Of `other_day` and `joint_pickup`. */
  date: localDate.nullable(),
  /** The place beside it on that day, or that it is brought to. */
  place: z.string().nullable(),
  vehicle: z.string().nullable(),
  /** By road to the collection point, one way. */
  metres: z.int().nullable(),
});
export type CheaperWay = z.infer<typeof cheaperWay>;

/** What a dear stop bore, as planned, and what would have been cheaper, the cheapest first. */
export const cheaperStop = z.object({ was: amount, ways: z.array(cheaperWay) });
export type CheaperStop = z.infer<typeof cheaperStop>;
