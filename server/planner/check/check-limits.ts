import type { ProblemVehicle } from '../model/problem.ts';
import type { Report } from './violation.ts';

/** Figures of one run. */
export interface RunTotals {
  readonly trips: readonly { readonly stops: number; readonly metres: number }[];
  readonly secondsOut: number;
  readonly drivingSeconds: number;
  readonly serviceSeconds: number;
  readonly overtimeSeconds: number;
}

/** The limits of a whole run. */
export function checkLimits(vehicle: ProblemVehicle, totals: RunTotals, report: Report): void {
  const limit = (kind: Parameters<Report>[0], what: string, count: number, most = Infinity) => {
    if (count > most)
      report(kind, null, count - most, `The run has ${count} ${what}, ${count - most} too many.`);
  };
  const stops = totals.trips.reduce((sum, trip) => sum + trip.stops, 0);
  const metres = totals.trips.reduce((sum, trip) => sum + trip.metres, 0);
  const trips = totals.trips.filter((trip) => trip.stops > 0).length;
  limit('most_trips', 'trips', trips, vehicle.mostTrips ?? 1);
  if (totals.trips.length > 1 && (vehicle.mostTrips ?? 1) === 1 && trips === 1) {
    report('most_trips', null, 1, 'The run goes by the hub though its vehicle makes one trip only.');
  }
  limit('most_stops', 'stops', stops, vehicle.mostStops);
  limit('most_metres', 'metres', metres, vehicle.mostMetres);
  limit('most_driving', 's of driving', totals.drivingSeconds, vehicle.mostDrivingSeconds);
  limit('most_seconds_out', 's out', totals.secondsOut, vehicle.mostSecondsOut);
}
