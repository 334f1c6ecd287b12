import { type DayStop, legBetween } from '../desk/desk-day.ts';
import type { DeskRun } from '../edits/desk-plan.ts';
import { addAmounts } from '../load.ts';
import type { TimeWindow } from '../time-window.ts';
import type { QuoteFrame } from './quote-frame.ts';

/** As far apart by road may requests be that one visit serves. */
const joinedMetres = 200;

interface Arrangement {
  readonly trips: DeskRun['trips'];
  readonly stops: ReadonlyMap<string, DayStop>;
}

/**
 * A stop and the one beside it as one visit, at the place of the latter; null where they are too far apart by road, have
 * no time in common or are not open to the same vehicles.
 */
export function joinStop(
  { trips, stops }: Arrangement,
  joining: string,
  beside: string,
  { day, vehicle }: Pick<QuoteFrame, 'day' | 'vehicle'>,
): Arrangement | null {
  const [a, b] = [stops.get(beside)!, stops.get(joining)!]; // both are of the arrangement
  const table = day.tables[vehicle.table]!; // a day has its vehicles' tables
  const isNear = [legBetween(table, a.place, b.place), legBetween(table, b.place, a.place)].every(
    (leg) => leg !== null && leg.metres <= joinedMetres,
  );
  const windows = inBoth(a.windows, b.windows);
  if (!isNear || windows.length === 0 || a.largestAccess !== b.largestAccess) return null;
  const joined = mergedStop({ ...a, windows }, b);
  return {
    trips: trips.map((trip) => trip.filter(({ stop }) => stop !== joining)),
    stops: new Map([...stops, [beside, joined]]),
  };
}

/** One visit for what two need, at the place and in the windows of the first. */
export function mergedStop(a: DayStop, b: DayStop): DayStop {
  const latest = Math.min(a.latestAtHub ?? Infinity, b.latestAtHub ?? Infinity);
  return {
    ...a,
    setupSeconds: Math.max(a.setupSeconds, b.setupSeconds),
    serviceSeconds: a.serviceSeconds + b.serviceSeconds,
    pickup: addAmounts(a.pickup, b.pickup),
    delivery: addAmounts(a.delivery, b.delivery),
    parts: [...a.parts, ...b.parts],
    ...(latest < Infinity && { latestAtHub: latest }),
  };
}

function inBoth(a: readonly TimeWindow[], b: readonly TimeWindow[]): TimeWindow[] {
  return a.flatMap((first) =>
    b.flatMap((second) => {
      const window = { start: Math.max(first.start, second.start), end: Math.min(first.end, second.end) };
      return window.start <= window.end ? [window] : [];
    }),
  );
}
