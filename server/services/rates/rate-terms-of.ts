import type { Vehicle } from '#server/contract/fleet.ts';
import type { FuelPrice, RateCard, Rates } from '#server/contract/rates.ts';
import type { FuelTerms, RateTerms } from '#server/domain/rates/rate-terms.ts';

/** What a vehicle costs on a day that is agreed. */
export type RateTermsOf = (vehicle: Vehicle) => RateTerms;

/** The simple rates of its type. */
export const termsOfType: RateTermsOf = (vehicle) => ({
  fixedCost: vehicle.fixed_cost,
  costPerKm: vehicle.cost_per_km,
  costPerHour: vehicle.cost_per_hour,
});

/** By the card that is valid on the day for the vehicle; by its type's simple rates where there is none. */
export function rateTermsOn(date: string, { cards, fuel_prices: prices }: Rates): RateTermsOf {
  const valid = cards.filter(
    ({ valid_from: from, valid_until: until }) => from <= date && (until === null || date <= until),
  );
  return (vehicle) => {
    const card = cardOf(vehicle, valid);
    return card ? termsOfCard(card, vehicle, (fuel) => priceOn(date, fuel, prices)) : termsOfType(vehicle);
  };
}

/** Of cards that are valid on one day. */
function cardOf(vehicle: Pick<Vehicle, 'name' | 'type'>, valid: readonly RateCard[]): RateCard | null {
  const own = valid.filter(
    ({ vehicle_type: type, vehicles }) =>
      type === vehicle.type && (vehicles.length === 0 || vehicles.includes(vehicle.name)),
  );
  const isBefore = (a: RateCard, b: RateCard) =>
    Number(b.vehicles.length > 0) - Number(a.vehicles.length > 0) ||
    b.valid_from.localeCompare(a.valid_from) ||
    a.id.localeCompare(b.id);
  return own.sort(isBefore)[0] ?? null;
}

/** The price of a day is the last that began; before the first one, the first. Null where there is none. */
function priceOn(date: string, fuel: FuelPrice['fuel'], prices: readonly FuelPrice[]): number | null {
  const own = prices
    .filter((price) => price.fuel === fuel)
    .sort((a, b) => a.valid_from.localeCompare(b.valid_from));
  const price = own.findLast(({ valid_from: from }) => from <= date) ?? own[0];
  return price?.price_per_litre ?? null;
}

function termsOfCard(
  { terms }: RateCard,
  vehicle: Vehicle,
  priceOf: (fuel: FuelPrice['fuel']) => number | null,
): RateTerms {
  return {
    fixedCost: terms.per_day,
    costPerTrip: terms.per_trip,
    costPerKm: terms.km_bands[0]!.per_km, // at least one
    kmBands: terms.km_bands.map(({ from_km: km, per_km: costPerKm }) => ({
      fromMetres: km * 1000,
      costPerKm,
    })),
    costPerHour: terms.per_waiting_hour,
    costPerDrivingHour: terms.per_driving_hour - terms.per_waiting_hour,
    costPerServiceHour: terms.per_service_hour - terms.per_waiting_hour,
    overtime: { costPerHour: terms.per_overtime_hour },
    exact: {
      fuel: terms.fuel && fuelTerms(terms.fuel, vehicle, priceOf(terms.fuel.kind)),
      tollPerTrip: terms.toll_per_trip,
      loadingPerTonne: terms.loading_per_tonne,
      loadingPerHour: terms.loading_per_hour,
      handlingPerParcel: terms.handling_per_parcel,
      packagingPerCrate: terms.packaging_per_crate,
      minimumCharge: terms.minimum_charge,
    },
  };
}

function fuelTerms(
  fuel: NonNullable<RateCard['terms']['fuel']>,
  vehicle: Vehicle,
  pricePerLitre: number | null,
): FuelTerms {
  // A card with fuel is kept only where its price is known.
  if (pricePerLitre === null) throw new Error(`there is no price of ${fuel.kind}`);
  return {
    millilitresEmpty: Math.round(fuel.litres_empty * 1000),
    millilitresLoaded: Math.round(fuel.litres_loaded * 1000),
    fullGrams: Math.round(vehicle.capacity_kg * 1000),
    pricePerLitre,
  };
}
