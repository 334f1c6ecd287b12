import type { CostTerms } from '../cost.ts';

/** What a vehicle burns and what that costs. Whole numbers. */
export interface FuelTerms {
  /** Per 100 km with nothing on board, from 0 to 2^20. */
  readonly millilitresEmpty: number;
  /** Per 100 km with `fullGrams` on board; in between it rises evenly. */
  readonly millilitresLoaded: number;
  readonly fullGrams: number;
  /** Minor units per litre. */
  readonly pricePerLitre: number;
}

/** What is exact on a finished sequence only; minor units, whole, from 0 to 2^33. */
export interface ExactTerms {
  readonly fuel: FuelTerms | null;
  /** For each trip with stops. */
  readonly tollPerTrip: number;
  /** Labour per 1000 kg that is loaded, at a stop or at the hub. */
  readonly loadingPerTonne: number;
  /** Labour per 3600 s of setup and service. */
  readonly loadingPerHour: number;
  /** At the hub, for each parcel in either direction. */
  readonly handlingPerParcel: number;
  readonly packagingPerCrate: number;
  /** A run with stops costs no less than this. */
  readonly minimumCharge: number;
}

/** All that a vehicle costs on a day: the additive part, and what depends on the sequence. Absent: nothing of that. */
export interface RateTerms extends CostTerms {
  readonly exact?: ExactTerms;
}

/**
 * The additive terms that the search minimises in place of the exact ones: fuel at half a load for each km, tolls for
 * each trip, labour by the hour for each hour of service. What is paid by kg, crate and parcel is the same wherever it
 * is carried, and a minimum charge is no sum of parts: neither is in them.
 */
export function searchTerms({ exact, ...terms }: RateTerms): CostTerms {
  if (!exact) return terms;
  const { fuel, tollPerTrip, loadingPerHour } = exact;
  const fuelPerKm = fuel
    ? Math.round(((fuel.millilitresEmpty + fuel.millilitresLoaded) / 2 / 100_000) * fuel.pricePerLitre)
    : 0;
  const withFuel = <T extends { readonly costPerKm: number }>(band: T): T => ({
    ...band,
    costPerKm: band.costPerKm + fuelPerKm,
  });
  return {
    ...withFuel(terms),
    ...(terms.kmBands && { kmBands: terms.kmBands.map(withFuel) }),
    costPerTrip: (terms.costPerTrip ?? 0) + tollPerTrip,
    costPerServiceHour: (terms.costPerServiceHour ?? 0) + loadingPerHour,
  };
}
