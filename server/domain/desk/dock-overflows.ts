import type { DeskDay } from './desk-day.ts';
import type { ScheduledDeskRun } from './schedule-desk-run.ts';

/** A trip that comes to the hub while all docks are held. */
export interface DockOverflow {
  readonly run: number;
  readonly trip: number;
  /** Until the first dock is free; > 0. */
  readonly seconds: number;
}

/** A rule of all runs together: a dock is held by a trip with pickups from its arrival until it is unloaded. */
export function dockOverflows(
  schedules: ReadonlyMap<number, Pick<ScheduledDeskRun, 'schedule'>>,
  { docks, turnaroundSeconds }: Pick<DeskDay, 'docks' | 'turnaroundSeconds'>,
): DockOverflow[] {
  if (docks === undefined) return [];
  const arrivals = [...schedules].flatMap(([run, { schedule }]) =>
    schedule.trips.flatMap(({ arrival, hasPickups }, trip) => (hasPickups ? [{ run, trip, arrival }] : [])),
  );
  return overflowsAmong(arrivals, docks, turnaroundSeconds).map(({ run, trip, seconds }) => ({
    run,
    trip,
    seconds,
  }));
}

/** Of trips with pickups, those that find all docks held, in the order in which they come. */
export function overflowsAmong<Arrival extends { readonly run: number; readonly arrival: number }>(
  arrivals: readonly Arrival[],
  docks: number,
  turnaroundSeconds: number,
): (Arrival & Pick<DockOverflow, 'seconds'>)[] {
  const sorted = arrivals.toSorted((a, b) => a.arrival - b.arrival || a.run - b.run);
  return sorted.flatMap((each, index) => {
    const seconds = (sorted[index - docks]?.arrival ?? -Infinity) + turnaroundSeconds - each.arrival;
    return seconds > 0 ? [{ ...each, seconds }] : [];
  });
}
