import type { Amounts } from '../load.ts';
import type { RunInput, RunSchedule } from '../run.ts';

/** What a run carries and how far. Whole numbers. */
export interface Carriage {
  /** Grams on board, each times the metres it travels. */
  readonly gramMetres: number;
  /** Taken on board at all, both directions. */
  readonly grams: number;
  readonly crates: number;
  readonly parcels: number;
}

/** Whole grams of amounts in the order kg, crates, parcels. */
export function gramsOf(amounts: Amounts): number {
  return Math.round((amounts[0] ?? 0) * 1000);
}

/** `schedule`: that of the input, wherever either has its breaks. */
export function carriageOf({ events, end }: RunInput, schedule: RunSchedule): Carriage {
  let onBoard = gramsOf(schedule.trips[0]?.loadAtStart ?? []);
  const carriage = { gramMetres: 0, grams: 0, crates: 0, parcels: 0 };
  const scheduled = schedule.events.filter(({ kind }) => kind !== 'break');
  for (const [index, event] of events.filter((each) => each.kind !== 'break').entries()) {
    carriage.gramMetres += onBoard * event.legMetres;
    onBoard = gramsOf(scheduled[index]!.loadAfter); // one per event of the input
    if (event.kind === 'hub') continue;
    const taken = event.shipmentEnd?.isFrom ? [event.shipmentEnd.amounts] : [];
    for (const amounts of [event.pickup, event.delivery, ...taken]) {
      carriage.grams += gramsOf(amounts);
      carriage.crates += amounts[1] ?? 0;
      carriage.parcels += amounts[2] ?? 0;
    }
  }
  carriage.gramMetres += onBoard * end.legMetres;
  return carriage;
}
