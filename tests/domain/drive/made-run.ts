import type { DrivenItem, DrivenRun, DrivenStop } from '#server/domain/drive/driven-run.ts';
import type { Collected, RunDeed, RunEvent, RunItem } from '#server/domain/drive/run-event.ts';

/** Seven o'clock of some day, seconds since 1970. */
export const sevenOClock = 1_772_409_600;

export const pickup = (request: string, kg: number): DrivenItem => ({
  request,
  visit: 1,
  kind: 'pickup',
  product: 'oranges',
  booked: { kg, crates: Math.ceil(kg / 20), parcels: Math.ceil(kg / 5) },
  readyFrom: sevenOClock,
});

export const delivery = (request: string, kg: number): DrivenItem => ({
  ...pickup(request, kg),
  kind: 'delivery',
});

/** Stops at an hour's distance from each other, ten minutes each; a light truck of 1,000 kg. */
export function madeRun(revision: number, ...trips: readonly (readonly DrivenItem[][])[]): DrivenRun {
  let clock = sevenOClock;
  return {
    revision,
    vehicle: 'L-1',
    driver: 'An',
    capacity: { kg: 1_000, crates: null, parcels: null },
    trips: trips.map((stops) => {
      const start = clock;
      const made = stops.map((items, index): DrivenStop => {
        const arrival = clock + 3_600;
        clock = arrival + 600;
        const place = `place of ${items[0]?.request}`;
        return { place, lat: 22 + index / 100, lon: 103, arrival, start: arrival, departure: clock, items };
      });
      clock += 3_600;
      const legs = Array.from({ length: stops.length + 1 }, () => ({ seconds: 3_600, metres: 20_000 }));
      return { start, end: clock, stops: made, legs };
    }),
    breaks: [],
  };
}

export const itemOf = (request: string, visit = 1): RunItem => ({ request, visit });

export const weighed = (kg: number): Collected => ({
  kg,
  crates: 0,
  parcels: 0,
  tare_kg: 0,
  crates_back: 0,
  products: [],
  note: '',
  photo: null,
  consent: null,
});

export const collected = (request: string, kg: number): RunDeed => ({
  kind: 'collected',
  item: itemOf(request),
  partly: null,
  ...weighed(kg),
});

export const missed = (request: string): RunDeed => ({
  kind: 'missed',
  item: itemOf(request),
  reason: 'nobody',
  note: '',
  photo: null,
  consent: null,
});

/** A phone that taps every five minutes from seven on. */
export function madePhone(name = 'phone', { clockOffsetMs = 0 as number | null, revision = 1 } = {}) {
  let order = 0;
  return (deed: RunDeed, change: Partial<RunEvent> = {}): RunEvent => {
    order += 1;
    return {
      id: `${name} ${order}`,
      phone: name,
      order,
      at: (sevenOClock + order * 300) * 1_000,
      clock_offset_ms: clockOffsetMs,
      position: null,
      revision,
      deed,
      ...change,
    };
  };
}
