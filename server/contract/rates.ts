import { z } from 'zod';
import { id, localDate } from './basics.ts';
import { shareBasis } from './money.ts';

/** Minor units of the hub's currency. */
const money = z
  .int()
  .min(0)
  .max(2 ** 33);

/** All that a vehicle costs on a day, as domain/rates has it. */
export const rateTerms = z.object({
  fixed_cost: money,
  cost_per_trip: money,
  /** Not read where there are bands. */
  cost_per_km: money,
  /** Over the metres of each trip; null: none. */
  km_bands: z.array(z.object({ from_metres: z.int(), cost_per_km: money })).nullable(),
  cost_per_hour: money,
  /** On top of `cost_per_hour`. */
  cost_per_driving_hour: money,
  cost_per_service_hour: money,
  cost_per_overtime_hour: money,
  /** What depends on the sequence and the load; null: nothing of that. */
  exact: z
    .object({
      fuel: z
        .object({
          /** Per 100 km. */
          millilitres_empty: z.int(),
          millilitres_loaded: z.int(),
          full_grams: z.int(),
          price_per_litre: money,
        })
        .nullable(),
      toll_per_trip: money,
      loading_per_tonne: money,
      loading_per_hour: money,
      handling_per_parcel: money,
      packaging_per_crate: money,
      minimum_charge: money,
    })
    .nullable(),
});
export type RateTermsWire = z.infer<typeof rateTerms>;

export const fuelKind = z.enum(['diesel', 'petrol']);
export type FuelKind = z.infer<typeof fuelKind>;

/** The price of a fuel from a day on, until the next one. */
export const fuelPrice = z.object({ fuel: fuelKind, valid_from: localDate, price_per_litre: money });
export type FuelPrice = z.infer<typeof fuelPrice>;

const litres = z.number().min(0).max(200);

/** What a card says; minor units, and litres per 100 km. */
const cardTerms = z
  .object({
    per_day: money,
    per_trip: money,
    /** Marginal, over the km of each trip; the first from 0, ascending. */
    km_bands: z
      .array(z.object({ from_km: z.int().min(0).max(10_000), per_km: money }))
      .min(1)
      .max(20),
    per_driving_hour: money,
    /** Breaks and unloading too. */
    per_waiting_hour: money,
    per_service_hour: money,
    /** On top of the rest. */
    per_overtime_hour: money,
    fuel: z.object({ kind: fuelKind, litres_empty: litres, litres_loaded: litres }).nullable(),
    toll_per_trip: money,
    loading_per_tonne: money,
    loading_per_hour: money,
    handling_per_parcel: money,
    packaging_per_crate: money,
    minimum_charge: money,
  })
  .superRefine((terms, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const isAscending = terms.km_bands.every(
      ({ from_km: from }, index) => from > (terms.km_bands[index - 1]?.from_km ?? -1),
    );
    if (terms.km_bands[0]?.from_km !== 0 || !isAscending) {
      refuse('km_bands', 'begin with 0 km and rise');
    }
    for (const field of ['per_driving_hour', 'per_service_hour'] as const) {
      if (terms[field] < terms.per_waiting_hour) refuse(field, 'costs no less than an hour of waiting');
    }
    if (terms.fuel && terms.fuel.litres_loaded < terms.fuel.litres_empty) {
      refuse('fuel', 'burns no less loaded than empty');
    }
  });

/**
 * What vehicles of a type cost from a day on. A card that names vehicles (those of one carrier) goes before one for the
 * whole type, and of two the one that began later.
 */
export const rateCardDraft = z.object({
  /** The carrier, or what else people know it by. */
  name: z.string().trim().min(1).max(100),
  vehicle_type: z.string().trim().min(1).max(100),
  /** By name; none: all of the type. */
  vehicles: z.array(z.string().min(1).max(100)).max(500),
  valid_from: localDate,
  /** The last day; null: until another takes over. */
  valid_until: localDate.nullable(),
  terms: cardTerms,
});
export type RateCardDraft = z.infer<typeof rateCardDraft>;

export const rateCard = rateCardDraft.extend({ id });
export type RateCard = z.infer<typeof rateCard>;

export const baselineKind = z.enum(['own_trip', 'hired_truck', 'gate_discount']);

/** What growers of a village paid before, or would pay without the hub: what savings are counted against. */
export const baseline = z.object({
  /** As requests name it. */
  place: z.string().trim().min(1).max(200),
  kind: baselineKind,
  /** Of a trip; of a discount at the farm gate, for 1000 kg. */
  amount: money,
  /** What a trip takes; not read of a discount. */
  kg_per_trip: z.number().min(1).max(100_000),
});
export type VillageBaseline = z.infer<typeof baseline>;

/** Who bears the way to a stop where nothing was collected: those who booked it, or the hub. */
export const missedStop = z.enum(['request', 'hub']);

/** How a hub shares and bills; counts for all days that are not settled. */
export const shareRules = z.object({
  missed_stop: missedStop,
  /** A cooperative may divide its own bill otherwise (`Cooperative.divides_by`). */
  billed_by: shareBasis,
  /** What is booked from now on owes no more than it was quoted. */
  quotes_bind: z.boolean(),
});
export type ShareRules = z.infer<typeof shareRules>;

/** All rates of a hub: cards by type and day, fuel prices by day, what villages paid before, and how is shared. */
export const rates = z.object({
  cards: z.array(rateCard),
  fuel_prices: z.array(fuelPrice),
  baselines: z.array(baseline),
  share_rules: shareRules,
});
export type Rates = z.infer<typeof rates>;
