import type { RateTermsWire } from '#server/contract/rates.ts';
import type { RateTerms } from '#server/domain/rates/rate-terms.ts';

/** What a vehicle costs, as the domain reads it. */
export function readRateTerms(wire: RateTermsWire): RateTerms {
  const { exact, km_bands: bands } = wire;
  return {
    fixedCost: wire.fixed_cost,
    costPerTrip: wire.cost_per_trip,
    costPerKm: wire.cost_per_km,
    ...(bands && {
      kmBands: bands.map(({ from_metres: fromMetres, cost_per_km: costPerKm }) => ({
        fromMetres,
        costPerKm,
      })),
    }),
    costPerHour: wire.cost_per_hour,
    costPerDrivingHour: wire.cost_per_driving_hour,
    costPerServiceHour: wire.cost_per_service_hour,
    overtime: { costPerHour: wire.cost_per_overtime_hour },
    ...(exact && {
      exact: {
        fuel: exact.fuel && {
          millilitresEmpty: exact.fuel.millilitres_empty,
          millilitresLoaded: exact.fuel.millilitres_loaded,
          fullGrams: exact.fuel.full_grams,
          pricePerLitre: exact.fuel.price_per_litre,
        },
        tollPerTrip: exact.toll_per_trip,
        loadingPerTonne: exact.loading_per_tonne,
        loadingPerHour: exact.loading_per_hour,
        handlingPerParcel: exact.handling_per_parcel,
        packagingPerCrate: exact.packaging_per_crate,
        minimumCharge: exact.minimum_charge,
      },
    }),
  };
}
