import type { DeskRun } from '../edits/desk-plan.ts';
import { stopOfDay, vehicleOfDay, type DayStop, type DeskDay } from './desk-day.ts';
import type { QuickPricer, QuickRun } from './quick-run.ts';

/** Of a run that begins when it is best, or at `start`; trips without stops are left out. */
export function priceTrips(
  { vehicle, start }: Pick<DeskRun, 'vehicle' | 'start'>,
  trips: DeskRun['trips'],
  pricer: QuickPricer,
): QuickRun {
  return pricer.price(sequenceOf(trips, pricer.day), start, vehicleOfDay(pricer.day, vehicle));
}

/** The stops of trips in order, with null between two; trips without stops are left out. */
export function sequenceOf(trips: DeskRun['trips'], day: DeskDay): (DayStop | null)[] {
  const sequence: (DayStop | null)[] = [];
  for (const trip of trips) {
    if (sequence.length > 0 && trip.length > 0) sequence.push(null);
    for (const { stop } of trip) sequence.push(stopOfDay(day, stop));
  }
  return sequence;
}
