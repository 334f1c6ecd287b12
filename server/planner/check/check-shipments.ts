import type { Problem, Solution } from '../model/problem.ts';
import type { Violation } from './violation.ts';

/** Both ends of a shipment are on one trip, in order, or in no run; told of each end that is in one. */
export function checkShipments(problem: Problem, solution: Solution): Violation[] {
  if (!problem.shipments) return [];
  const placeOf = new Map<number, { vehicle: number; trip: number; position: number }>();
  for (const { vehicle, trips } of solution.runs) {
    for (const [trip, stops] of trips.entries()) {
      for (const [position, stop] of stops.entries()) placeOf.set(stop, { vehicle, trip, position });
    }
  }
  return problem.shipments.flatMap(({ from, to }, shipment): Violation[] => {
    const taken = placeOf.get(from);
    const given = placeOf.get(to);
    const isOneTrip = taken?.vehicle === given?.vehicle && taken?.trip === given?.trip;
    if (taken && given && isOneTrip && taken.position < given.position) return [];
    const text = `Shipment ${shipment} is not taken from stop ${from} to stop ${to} on one trip.`;
    const ends = [
      { stop: from, at: taken },
      { stop: to, at: given },
    ];
    return ends.flatMap(({ stop, at }): Violation[] =>
      at ? [{ kind: 'shipment', vehicle: at.vehicle, stop, amount: 1, text }] : [],
    );
  });
}
