import type { RateTermsWire } from '#server/contract/rates.ts';
import type { RateTerms } from '#server/domain/rates/rate-terms.ts';

/** As it is told. */
export function rateTermsOnWire(terms: RateTerms): RateTermsWire {
  const { exact, kmBands } = terms;
  return {
    fixed_cost: terms.fixedCost,
    cost_per_trip: terms.costPerTrip ?? 0,
    cost_per_km: terms.costPerKm,
    km_bands:
      kmBands?.map(({ fromMetres, costPerKm }) => ({ from_metres: fromMetres, cost_per_km: costPerKm })) ??
      null,
    cost_per_hour: terms.costPerHour,
    cost_per_driving_hour: terms.costPerDrivingHour ?? 0,
    cost_per_service_hour: terms.costPerServiceHour ?? 0,
    cost_per_overtime_hour: terms.overtime?.costPerHour ?? 0,
    exact: exact
      ? {
          fuel: exact.fuel && {
            millilitres_empty: exact.fuel.millilitresEmpty,
            millilitres_loaded: exact.fuel.millilitresLoaded,
            full_grams: exact.fuel.fullGrams,
            price_per_litre: exact.fuel.pricePerLitre,
          },
          toll_per_trip: exact.tollPerTrip,
          loading_per_tonne: exact.loadingPerTonne,
          loading_per_hour: exact.loadingPerHour,
          handling_per_parcel: exact.handlingPerParcel,
          packaging_per_crate: exact.packagingPerCrate,
          minimum_charge: exact.minimumCharge,
        }
      : null,
  };
}
