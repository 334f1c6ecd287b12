import type { PlanRun, PlanTrip } from '#server/contract/plan.ts';
import type { Arrival } from '#server/contract/receiving.ts';
import type { Request } from '#server/contract/request.ts';
import type { LoadWire } from '#server/contract/basics.ts';
import { expectTimes } from '#server/domain/drive/expect-times.ts';
import type { RunState } from '#server/domain/drive/run-state.ts';
import { unplannedRequest } from '#server/domain/drive/unplanned-request.ts';
import { type DrivenDay, fieldLoad } from '../driven-day.ts';

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

/** With what its driver weighed, and when he came, or is expected by what is known of the run so far; `now` in ms. */
export function withDriver(
  arrival: Arrival,
  driven: DrivenDay,
  now: number,
  requests: ReadonlyMap<string, Request>,
): Arrival {
  const known = driven.runs.get(arrival.run);
  if (!known) return arrival;
  const { id, run, state } = known;
  const index = arrival.trip - 1;
  const cameAt = state.trips[index]?.back ?? null;
  const expected = cameAt === null ? expectTimes(run, state, now).back[index] : undefined;
  const instant = (time: number) => new Date(time).toISOString();
  return {
    ...arrival,
    expected_at: expected === undefined ? null : instant(expected),
    arrived_at: cameAt === null ? null : instant(cameAt),
    lines: [
      ...arrival.lines.map((line) => ({
        ...line,
        field: fieldLoad(driven, arrival.vehicle, arrival.trip, line.request),
      })),
      ...unplannedLines(id, state, index, requests),
    ],
  };
}

/** What he took along on a trip though nobody had planned it, as long as the run has no stop of it. */
function unplannedLines(
  run: string,
  { unplanned }: RunState,
  trip: number,
  requests: ReadonlyMap<string, Request>,
): Arrival['lines'] {
  return unplanned.flatMap((pickup) => {
    const request = requests.get(unplannedRequest(run, pickup.pickup));
    if (pickup.trip !== trip || !request || request.state === 'cancelled') return [];
    const load = loadOf(pickup);
    return [{ request: request.id, booked: load, field: { ...load, products: [...pickup.products] } }];
  });
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

const loadOf = ({ kg, crates, parcels }: LoadWire): LoadWire => ({ kg, crates, parcels });

const plus = (a: LoadWire | undefined, b: LoadWire): LoadWire =>
  a ? { kg: a.kg + b.kg, crates: a.crates + b.crates, parcels: a.parcels + b.parcels } : b;
