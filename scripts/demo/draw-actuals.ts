import type { DayMoney, RunActual, Weighing } from '#server/contract/money.ts';
import type { PlanDocument } from '#server/contract/plan.ts';
import type { Random } from './random.ts';

/** What came of a planned day as it might have: somewhat more km and hours, scales that differ, now and then nothing. */
export function drawActuals(
  { runs, lines }: Pick<DayMoney, 'runs' | 'lines'>,
  plan: Pick<PlanDocument, 'runs'>,
  odometers: Map<string, number>,
  random: Random,
): { runs: RunActual[]; weighings: Weighing[] } {
  const noted = runs.map(({ vehicle, planned }): RunActual => {
    const from = odometers.get(vehicle) ?? random.whole(8_000, 90_000);
    const to = Math.round((from + (planned.metres / 1000) * random.between(0.97, 1.12)) * 10) / 10;
    odometers.set(vehicle, to);
    const trips = plan.runs.find((run) => run.vehicle === vehicle)?.trips ?? [];
    const minutesLater = (instant: string | undefined, least: number, most: number) =>
      instant ? new Date(Date.parse(instant) + random.whole(least, most) * 60_000).toISOString() : null;
    return {
      vehicle,
      odometer_start_km: from,
      odometer_end_km: to,
      left_at: minutesLater(trips[0]?.start, 0, 10),
      back_at: minutesLater(trips.at(-1)?.end, 10, 50),
      fuel_litres: null,
      fuel_paid: null,
      tolls_paid: random.isTrue(0.3) ? random.whole(1, 4) * 10_000 : null,
    };
  });
  const weighings = lines.map(({ request, booked_kg: booked }): Weighing => {
    const kg = random.isTrue(0.02) ? 0 : Math.round(booked * random.between(0.88, 1.08) * 10) / 10;
    return { request, kg, crates: null, parcels: null };
  });
  return { runs: noted, weighings };
}
