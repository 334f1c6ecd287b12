import type { Booking } from '#server/contract/booking.ts';
import { expectTimes } from '#server/domain/drive/expect-times.ts';
import type { StopState } from '#server/domain/drive/run-state.ts';
import type { StoredPublication } from '#server/store/port.ts';
import type { DrivenDay } from '../driven-day.ts';

type TruckTime = NonNullable<Booking['arrival']>;

const minuteMs = 60_000;
/** How far off a planned arrival a truck may be before it is worth a word. */
const ofPlan = { earlierMs: 10 * minuteMs, laterMs: 20 * minuteMs, stepMs: 10 * minuteMs };
/** Of one that is on its way. */
const onTheWay = { earlierMs: 5 * minuteMs, laterMs: 10 * minuteMs, stepMs: 5 * minuteMs };

/** When the truck comes to each request that nobody was at yet, as its driver was told and by what he has tapped since. */
export function toldTimes(
  runs: StoredPublication['runs'],
  driven: DrivenDay,
  now: number,
): Map<string, TruckTime> {
  const times = new Map<string, TruckTime>();
  for (const { number, frozen } of runs) {
    const phone = frozen.phone ?? '';
    const known = driven.runs.get(number);
    if (!known) {
      const stops = frozen.run.trips.flatMap((trip) => trip.stops);
      for (const { requests, arrival } of stops) {
        keepFirst(times, requests, { status: 'told', ...windowOf(Date.parse(arrival), ofPlan), phone });
      }
      continue;
    }
    const { stops: expected } = expectTimes(known.run, known.state, now);
    for (const stop of known.state.stops) {
      const open = stop.items.flatMap(({ request, outcome }) => (outcome === null ? request : []));
      const arrival = expected.get(stop.key)?.arrival ?? stop.planned.arrival * 1000;
      const isOut = known.state.stage === 'out' && known.state.trip === stop.trip;
      keepFirst(times, open, { ...timeAt(stop, arrival, isOut), phone });
    }
  }
  return times;
}

/** By the plan as it stands, which may still change. `arrivals`: instants by request. */
export function plannedTimes(arrivals: ReadonlyMap<string, string>): Map<string, TruckTime> {
  return new Map(
    [...arrivals].map(([request, arrival]) => [
      request,
      { status: 'planned', ...windowOf(Date.parse(arrival), ofPlan), phone: '' },
    ]),
  );
}

function timeAt({ status, arrived }: StopState, arrival: number, isOut: boolean): Omit<TruckTime, 'phone'> {
  if (status === 'here') {
    const at = new Date(arrived ?? arrival).toISOString();
    return { status: 'here', from: at, until: at };
  }
  return isOut
    ? { status: 'on_the_way', ...windowOf(arrival, onTheWay) }
    : { status: 'told', ...windowOf(arrival, ofPlan) };
}

/** Of one in parts the first visit that is still to come is told. */
function keepFirst(times: Map<string, TruckTime>, requests: readonly string[], time: TruckTime): void {
  for (const request of requests) {
    const known = times.get(request);
    if (!known || Date.parse(time.from) < Date.parse(known.from)) times.set(request, time);
  }
}

function windowOf(
  at: number,
  { earlierMs, laterMs, stepMs }: typeof ofPlan,
): { from: string; until: string } {
  const round = (ms: number) => new Date(Math.floor(ms / stepMs) * stepMs).toISOString();
  return { from: round(at - earlierMs), until: round(at + laterMs) };
}
