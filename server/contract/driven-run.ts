import type { RunEventWire } from './drive.ts';
import type { FrozenRun } from './publication.ts';

/** An event as domain/drive has it. */
export const drivenEvent = ({ at, ...event }: RunEventWire) => ({ ...event, at: Date.parse(at) });

/** A published run as domain/drive has it; null: withdrawn in this revision. */
export function drivenRun(revision: number, frozen: FrozenRun | null) {
  if (frozen === null) {
    const capacity = { kg: 0, crates: null, parcels: null };
    return { revision, vehicle: '', driver: null, capacity, trips: [], breaks: [] };
  }
  const { run, driver } = frozen;
  const requests = new Map(frozen.requests.map((request) => [request.id, request]));
  const visits = new Map<string, number>();
  const items = ({ requests: ids, parts = [] }: (typeof run.trips)[number]['stops'][number]) =>
    ids.map((name) => {
      const visit = (visits.get(name) ?? 0) + 1;
      visits.set(name, visit);
      const request = requests.get(name)!; // freezeRun froze all that the run serves
      const { kg: weight, crates, parcels, kind, product, ready_from: from } = request;
      const part = parts.find((each) => each.request === name)?.load;
      const booked = part ?? { kg: weight, crates, parcels };
      return { request: name, visit, kind, product, booked, readyFrom: secondsOf(from) };
    });
  return {
    revision,
    vehicle: run.vehicle,
    driver,
    capacity: run.capacity,
    trips: run.trips.map(({ start, end, stops, legs }) => ({
      start: secondsOf(start),
      end: secondsOf(end),
      stops: stops.map((stop) => ({
        place: stop.place,
        lat: stop.lat,
        lon: stop.lon,
        arrival: secondsOf(stop.arrival),
        start: secondsOf(stop.start),
        departure: secondsOf(stop.departure),
        items: items(stop),
      })),
      legs: legs.map(({ seconds, metres }) => ({ seconds, metres })),
    })),
    breaks: (run.breaks ?? []).map(({ trip, position, start, end }) => ({
      trip,
      position,
      seconds: secondsOf(end) - secondsOf(start),
    })),
  };
}

const secondsOf = (time: string): number => Date.parse(time) / 1_000;
