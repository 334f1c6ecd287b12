import { type Load, noLoad, sumLoads } from '../load.ts';
import type { RunState } from '../drive/run-state.ts';

/** What the driver says of a whole run; null: he did not, or not yet. Times are ms since 1970, money minor units. */
export interface DrivenActual {
  readonly odometerStartKm: number | null;
  readonly odometerEndKm: number | null;
  readonly leftAt: number | null;
  readonly backAt: number | null;
  readonly fuelLitres: number | null;
  readonly fuelPaid: number | null;
  readonly tollsPaid: number | null;
}

/** Of a run as it stands; null where nothing of it is known. An odometer that would have run backwards is not known. */
export function drivenActual({ check, trips, back, stage }: RunState): DrivenActual | null {
  const [from, to] = [check?.odometer_km ?? null, back?.odometer_km ?? null];
  const isBackwards = from !== null && to !== null && to < from;
  const actual: DrivenActual = {
    odometerStartKm: isBackwards ? null : from,
    odometerEndKm: isBackwards ? null : to,
    leftAt: trips[0]?.left ?? null,
    backAt: stage === 'back' ? (trips.findLast((trip) => trip.back !== null)?.back ?? null) : null,
    fuelLitres: back?.fuel_litres ?? null,
    fuelPaid: back?.fuel_paid ?? null,
    tollsPaid: back?.tolls_paid ?? null,
  };
  return Object.values(actual).some((value) => value !== null) ? actual : null;
}

/**
 * What changed hands of each request of which a driver has closed a visit, in all runs of a day together. A visit that is
 * still to come counts as booked, so that a request in parts is not taken for less.
 */
export function drivenLoads(states: readonly RunState[]): Map<string, Load> {
  const items = states.flatMap(({ stops }) => stops.flatMap((stop) => stop.items));
  const closed = new Set(items.filter(({ outcome }) => outcome !== null).map(({ request }) => request));
  const loads = new Map<string, Load>();
  for (const { request, outcome, booked } of items) {
    if (!closed.has(request)) continue;
    loads.set(request, sumLoads([loads.get(request) ?? noLoad, outcome?.taken ?? booked]));
  }
  return loads;
}
