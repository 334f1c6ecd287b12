import { z } from 'zod';
import { id, instant, localDate } from './basics.ts';
import { mostOfLoad } from './load-bounds.ts';
import { productApart, weighedAtHub } from './receiving.ts';

/** Minor units of the hub's currency. */
const paid = z
  .int()
  .min(0)
  .max(2 ** 33);
const amount = z.int();
const km = z.number().min(0).max(10_000_000);

/** What a driver or the desk notes of a run; null: not known, and then as planned. */
export const runActual = z
  .object({
    /** By name. */
    vehicle: z.string().min(1).max(100),
    odometer_start_km: km.nullable(),
    odometer_end_km: km.nullable(),
    left_at: instant.nullable(),
    back_at: instant.nullable(),
    fuel_litres: z.number().min(0).max(10_000).nullable(),
    fuel_paid: paid.nullable(),
    tolls_paid: paid.nullable(),
  })
  .superRefine((actual, context) => {
    const { odometer_start_km: from, odometer_end_km: to, left_at: left, back_at: back } = actual;
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (from !== null && to !== null && to < from) refuse('odometer_end_km', 'is no less than at the start');
    if (left !== null && back !== null && Date.parse(back) < Date.parse(left)) {
      refuse('back_at', 'is no earlier than the start');
    }
  });
export type RunActual = z.infer<typeof runActual>;

/** What was weighed and counted of a request; 0 kg: nothing was collected. Null: in proportion to kg. */
export const weighing = z.object({
  request: id,
  kg: z.number().min(0).max(mostOfLoad.kg),
  crates: z.int().min(0).max(mostOfLoad.crates).nullable(),
  parcels: z.int().min(0).max(mostOfLoad.parcels).nullable(),
});
export type Weighing = z.infer<typeof weighing>;

/** By which of the three shares is billed. */
export const shareBasis = z.enum(['fair', 'kg', 'tonne_km']);
export type ShareBasis = z.infer<typeof shareBasis>;

const causes = z.object({ km: amount, hours: amount, load: amount, price: amount });

/** What was carried, weighed where it was weighed, and how far on board: whole kg times km. */
const carried = z.object({ grams: z.int(), kg_km: z.int() });

const moneyRun = z.object({
  run: z.int(),
  vehicle: z.string(),
  type: z.string(),
  planned: z.object({ metres: z.int(), seconds: z.int(), cost: amount }),
  /** What counts: each figure as typed, or else as the driver has it. */
  actual: runActual.nullable(),
  typed: runActual.nullable(),
  driven: runActual.nullable(),
  /** By its card; of the plan where nothing is known. `causes` are null there. */
  cost: amount,
  causes: causes.nullable(),
  /** What nobody bears, since all would pay more than alone. */
  hub: amount,
  /** Along the planned way; null: of a day that was settled before this was kept. */
  carried: carried
    .extend({
      parcels: z.int(),
      /** The vehicle full all the way. */
      capacity_kg_km: z.int(),
      empty_metres: z.int(),
      waiting_seconds: z.int(),
    })
    .nullable(),
  /** Hub, stops and hub as they are visited, with their requests. */
  way: z.array(z.object({ lat: z.number(), lon: z.number(), requests: z.array(id) })),
});
export type MoneyRun = z.infer<typeof moneyRun>;

/** What a request bears, all its parts together. */
export const moneyLine = z.object({
  request: id,
  reference: z.string(),
  kind: z.enum(['pickup', 'delivery']),
  place: z.string(),
  product: z.string(),
  cooperative: z.string().nullable(),
  runs: z.array(z.int()),
  booked_kg: z.number(),
  /** Null: not weighed, and then as booked. */
  weighed_kg: z.number().nullable(),
  /** On whose word; null as `weighed_kg`, and of a day that was settled before this was kept. */
  weighed_by: z.enum(['desk', 'hub', 'driver']).nullable(),
  /** What was weighed at the hub and counts; more than one where parts came with several trips. */
  at_hub: z.array(weighedAtHub),
  /** What its driver weighed apart; empty: all is the one that was booked. */
  products: z.array(productApart),
  parcels: z.int(),
  /** Null as that of its runs. */
  carried: carried.nullable(),
  /** Minor units; together `fair`. */
  parts: z.object({ travel: amount, load: amount, handling: amount, cap: amount }),
  fair: amount,
  by_kg: amount,
  by_tonne_km: amount,
  /** On a trip of its own; null where no vehicle would take it so. */
  alone: amount.nullable(),
  /** What it would have cost as the village did before; null where that is not known. */
  baseline: amount.nullable(),
  /** What was quoted when it was booked; null: nothing. `most`: it owes no more than that; null: no such promise. */
  quote: z.object({ amount, most: amount.nullable() }).nullable(),
  /** What it is to pay by the rules of the hub and its cooperative. */
  billed: amount,
  billed_by: shareBasis,
});
export type MoneyLine = z.infer<typeof moneyLine>;

/** An entry of the ledger; nothing in it is ever changed. */
export const ledgerEntry = z.object({
  id,
  date: localDate,
  at: instant,
  by: z.string().nullable(),
  request: id,
  reference: z.string(),
  place: z.string(),
  cooperative: z.string().nullable(),
  /** Owed are shares and corrections; payments are what was paid of it. */
  kind: z.enum(['share', 'correction', 'payment']),
  amount,
  note: z.string(),
});
export type LedgerEntry = z.infer<typeof ledgerEntry>;

/** What a day cost, who bears it, and what is paid. Of a settled day all is as it was settled. */
export const dayMoney = z.object({
  date: localDate,
  /** Of the plan it is reckoned from. */
  edit_version: z.int(),
  settled: z.object({ at: instant, by: z.string().nullable(), basis: shareBasis }).nullable(),
  runs: z.array(moneyRun),
  lines: z.array(moneyLine),
  /** Of a settled day; in their order. */
  entries: z.array(ledgerEntry),
});
export type DayMoney = z.infer<typeof dayMoney>;

export const newEntry = z.object({
  /** Made by the caller: the same entry sent twice is one. */
  id,
  date: localDate,
  request: id,
  kind: z.enum(['correction', 'payment']),
  /** Not 0; a correction below 0 lets off, a payment below 0 gives back. */
  amount: z
    .int()
    .min(-(2 ** 40))
    .max(2 ** 40)
    .refine((value) => value !== 0, 'is not 0'),
  note: z.string().trim().max(200),
});
export type NewEntry = z.infer<typeof newEntry>;
