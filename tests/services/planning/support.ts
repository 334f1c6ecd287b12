import type { Vehicle } from '#server/contract/fleet.ts';
import type { Request } from '#server/contract/request.ts';
import type { Matrix, Profile } from '#server/routing/port.ts';
import type { DayPlaces } from '#server/services/planning/places.ts';

/** A pickup of 100 kg with a window of 06:00 to 18:00 at UTC+7, unless said otherwise. */
export function aRequest(change: Partial<Request> & { id: string }): Request {
  return {
    reference: change.id,
    kind: 'pickup',
    state: 'booked',
    date: '2026-03-02',
    place: `place of ${change.id}`,
    lat: 22,
    lon: 103,
    product: 'Oranges',
    kg: 100,
    crates: 5,
    crates_derived: false,
    parcels: 20,
    parcels_derived: false,
    ready_from: '2026-03-02T06:00:00+07:00',
    ready_until: '2026-03-02T18:00:00+07:00',
    harvested_at: null,
    service_minutes: 10,
    largest_vehicle: 'heavy',
    priority: 0,
    cooperative: null,
    ...change,
  };
}

/** A 1.25 t truck, 05:00 to 20:00, unless said otherwise. */
export function aVehicle(change: Partial<Vehicle> & { id: string }): Vehicle {
  return {
    name: change.id,
    type: '1.25 t',
    profile: 'light',
    capacity_kg: 1250,
    capacity_crates: null,
    capacity_parcels: null,
    fixed_cost: 250_000,
    cost_per_km: 9_000,
    cost_per_hour: 40_000,
    shift_start: '05:00',
    shift_end: '20:00',
    start_lat: null,
    start_lon: null,
    is_available: true,
    ...change,
  };
}

/** Row-major metres; seconds are a tenth of them. −1 stays −1. */
export function aMatrix(metres: readonly (readonly number[])[]): Matrix {
  const flat = metres.flat();
  return {
    size: metres.length,
    metres: Int32Array.from(flat),
    seconds: Int32Array.from(flat, (value) => (value < 0 ? -1 : Math.round(value / 10))),
  };
}

/** Places of a day with the hub at 0 and requests at the places named. */
export function somePlaces(
  points: readonly (readonly [lon: number, lat: number])[],
  matrices: Readonly<Partial<Record<Profile, Matrix>>>,
  placeOfRequest: Readonly<Record<string, number>>,
  vehicles: readonly Vehicle[],
): DayPlaces {
  return {
    points,
    matrices: new Map(Object.entries(matrices) as [Profile, Matrix][]), // keys are profiles by the parameter's type
    placeOfRequest: new Map(Object.entries(placeOfRequest)),
    startOfVehicle: new Map(vehicles.map((vehicle) => [vehicle.id, 0])),
    offRoad: new Map(),
  };
}
