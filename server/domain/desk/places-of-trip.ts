import type { DeskRun } from '../edits/desk-plan.ts';
import { stopOfDay, vehicleOfDay, type DeskDay } from './desk-day.ts';

/**
 * Rows of the tables that a trip leads along, its start and its end among them.
 *
 * @throws RangeError where the day does not know the run's vehicle or a stop
 */
export function placesOfTrip(run: DeskRun, trip: number, day: DeskDay): number[] {
  const vehicle = vehicleOfDay(day, run.vehicle);
  const stops = run.trips[trip] ?? [];
  return [
    trip === 0 ? vehicle.startPlace : day.hubPlace,
    ...stops.map(({ stop }) => stopOfDay(day, stop).place),
    trip === run.trips.length - 1 ? vehicle.endPlace : day.hubPlace,
  ];
}
