import type { RunActual } from '#server/contract/money.ts';
import type { DrivenActual } from '#server/domain/live/driven-actuals.ts';

/** What a driver says of his run as the desk notes it. */
export function notedByDriver(vehicle: string, actual: DrivenActual): RunActual {
  const instant = (time: number | null) => (time === null ? null : new Date(time).toISOString());
  return {
    vehicle,
    odometer_start_km: actual.odometerStartKm,
    odometer_end_km: actual.odometerEndKm,
    left_at: instant(actual.leftAt),
    back_at: instant(actual.backAt),
    fuel_litres: actual.fuelLitres,
    fuel_paid: actual.fuelPaid,
    tolls_paid: actual.tollsPaid,
  };
}

/**
 * What counts of a run: each figure as it was typed at the desk, or else as the driver has it. A pair of which the driver
 * has one end, and which would run backwards with the one that was typed, is as it was typed alone.
 */
export function mergeActual(typed: RunActual | null, driven: RunActual | null): RunActual | null {
  if (!typed || !driven) return typed ?? driven;
  const merged: RunActual = {
    vehicle: typed.vehicle,
    odometer_start_km: typed.odometer_start_km ?? driven.odometer_start_km,
    odometer_end_km: typed.odometer_end_km ?? driven.odometer_end_km,
    left_at: typed.left_at ?? driven.left_at,
    back_at: typed.back_at ?? driven.back_at,
    // Litres and what was paid for them belong together.
    ...(typed.fuel_litres === null && typed.fuel_paid === null ? fuelOf(driven) : fuelOf(typed)),
    tolls_paid: typed.tolls_paid ?? driven.tolls_paid,
  };
  const { odometer_start_km: from, odometer_end_km: to, left_at: left, back_at: back } = merged;
  const isKmBackwards = from !== null && to !== null && to < from;
  const isTimeBackwards = left !== null && back !== null && Date.parse(back) < Date.parse(left);
  return {
    ...merged,
    ...(isKmBackwards && {
      odometer_start_km: typed.odometer_start_km,
      odometer_end_km: typed.odometer_end_km,
    }),
    ...(isTimeBackwards && { left_at: typed.left_at, back_at: typed.back_at }),
  };
}

const fuelOf = ({ fuel_litres, fuel_paid }: RunActual) => ({ fuel_litres, fuel_paid });
