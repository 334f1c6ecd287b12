import type { Problem, ProblemStop, ProblemVehicle } from '../model/problem.ts';
import type { Report } from './violation.ts';

export function hasPickup(stop: ProblemStop): boolean {
  return stop.pickup.some((amount) => amount > 0);
}

/** What a trip delivers was loaded at the hub, and what it picks up is brought there. */
export function checkFreight(
  problem: Problem,
  vehicle: ProblemVehicle,
  trips: readonly (readonly number[])[],
  report: Report,
): void {
  if (vehicle.isFreightFree === true) return;
  const hub = problem.hubs[vehicle.hub ?? 0]!.place;
  for (const [trip, stops] of trips.entries()) {
    const beginsAtHub = trip > 0 || vehicle.startPlace === hub;
    const endsAtHub = trip < trips.length - 1 || vehicle.endPlace === hub;
    for (const stop of stops) {
      const { delivery } = problem.stops[stop]!; // known to exist
      if (!endsAtHub && hasPickup(problem.stops[stop]!)) {
        report('freight', stop, 1, `What stop ${stop} gives never gets to the hub.`);
      }
      if (!beginsAtHub && delivery.some((amount) => amount > 0)) {
        report('freight', stop, 1, `What stop ${stop} gets was never loaded.`);
      }
    }
  }
}
