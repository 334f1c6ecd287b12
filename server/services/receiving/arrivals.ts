import type { PlanRun, PlanTrip } from '#server/contract/plan.ts';
import type { Arrival } from '#server/contract/receiving.ts';
import type { Request } from '#server/contract/request.ts';
import type { LoadWire } from '#server/contract/basics.ts';

/** A run as its driver has it, or as it is planned. */
export interface ComingRun {
  readonly number: number;
  readonly driver: string | null;
  readonly phone: string | null;
  readonly isPublished: boolean;
  readonly run: PlanRun;
}

/** What each trip brings to the hub and when, by the plan; what only goes out is left out. */
export function arrivalsOf(
  { number, run, isPublished, ...driver }: ComingRun,
  requestOf: (name: string) => Request,
): Arrival[] {
  return run.trips.map((trip, index) => ({
    run: number,
    vehicle: run.vehicle,
    trip: index + 1,
    ...driver,
    is_published: isPublished,
    planned_at: trip.arrival ?? trip.end,
    expected_at: null,
    arrived_at: null,
    crates_back: null,
    lines: linesOf(trip, requestOf),
  }));
}

function linesOf(trip: PlanTrip, requestOf: (name: string) => Request): Arrival['lines'] {
  const brought = new Map<string, LoadWire>();
  for (const { requests, parts } of trip.stops) {
    for (const name of requests) {
      const request = requestOf(name);
      if (request.kind !== 'pickup') continue;
      const part = parts?.find((each) => each.request === name)?.load ?? loadOf(request);
      brought.set(request.id, plus(brought.get(request.id), part));
    }
  }
  return [...brought].map(([request, booked]) => ({ request, booked, field: null }));
}

const loadOf = ({ kg, crates, parcels }: Request): LoadWire => ({ kg, crates, parcels });

const plus = (a: LoadWire | undefined, b: LoadWire): LoadWire =>
  a ? { kg: a.kg + b.kg, crates: a.crates + b.crates, parcels: a.parcels + b.parcels } : b;
