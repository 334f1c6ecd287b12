import { type DeskDay, legBetween, stopOfDay, vehicleOfDay } from '../desk/desk-day.ts';
import type { DeskRun } from '../edits/desk-plan.ts';
import { gramsOf } from '../rates/carriage.ts';

/** What a run carries how far, along its planned way. */
export interface RunHaul {
  /** Whole kg times km on board, by request; a request at several stops of the run has them together. */
  readonly kgKmOf: ReadonlyMap<string, number>;
  readonly metres: number;
  /** Of them with nothing on board. */
  readonly emptyMetres: number;
}

/** @throws RangeError as `scheduleDeskRun` */
export function haulRun(run: DeskRun, day: DeskDay): RunHaul {
  const kgKmOf = new Map<string, number>();
  let [metres, emptyMetres] = [0, 0];
  for (const [trip, planned] of run.trips.entries()) {
    const stops = planned.map(({ stop }) => stopOfDay(day, stop));
    const legs = legsOf(run, day, trip);
    const tripMetres = legs.reduce((sum, leg) => sum + leg, 0);
    let onBoard = stops.reduce((sum, { delivery }) => sum + gramsOf(delivery), 0);
    let before = 0;
    for (const [index, leg] of legs.entries()) {
      if (onBoard === 0) emptyMetres += leg;
      before += leg;
      const stop = stops[index];
      if (!stop) continue;
      for (const { request, pickup, delivery } of stop.parts) {
        const gramMetres = gramsOf(pickup) * (tripMetres - before) + gramsOf(delivery) * before;
        kgKmOf.set(request, (kgKmOf.get(request) ?? 0) + Math.round(gramMetres / 1_000_000));
      }
      onBoard += gramsOf(stop.pickup) - gramsOf(stop.delivery);
    }
    metres += tripMetres;
  }
  return { kgKmOf, metres, emptyMetres };
}

/** Metres of a trip's legs, one more than it has stops; a leg without a way counts as nothing. */
function legsOf(run: DeskRun, day: DeskDay, trip: number): number[] {
  const vehicle = vehicleOfDay(day, run.vehicle);
  const table = day.tables[vehicle.table]!; // a day has its vehicles' tables
  const stops = run.trips[trip]!.map(({ stop }) => stopOfDay(day, stop).place); // a trip of the run
  const from = trip === 0 ? vehicle.startPlace : day.hubPlace;
  const to = trip === run.trips.length - 1 ? vehicle.endPlace : day.hubPlace;
  const places = [from, ...stops, to];
  return places.slice(1).map((place, index) => legBetween(table, places[index]!, place)?.metres ?? 0);
}
