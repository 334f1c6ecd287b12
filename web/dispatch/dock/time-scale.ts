import type { ScheduledDeskRun } from '#server/domain/desk/schedule-desk-run.ts';

/** The hours that the timeline shows, in seconds from the plan's origin. */
export interface TimeScale {
  readonly from: number;
  readonly to: number;
}

const hour = 3_600;

/** From the full hour before the first departure to the one after the last return; a working day where there is no run. */
export function scaleOf(schedules: Iterable<ScheduledDeskRun>): TimeScale {
  const all = [...schedules];
  if (all.length === 0) return { from: 6 * hour, to: 18 * hour };
  const first = Math.min(...all.map(({ schedule }) => schedule.start));
  const last = Math.max(...all.map(({ schedule }) => schedule.end));
  return { from: Math.floor(first / hour) * hour, to: Math.ceil((last + 1) / hour) * hour };
}

/** A share of the whole width, in per cent, kept inside of it. */
export function shareAt({ from, to }: TimeScale, seconds: number): number {
  return (Math.min(to, Math.max(from, seconds)) - from) / ((to - from) / 100);
}

/** The full hours of a scale that are written, so many that they do not touch. */
export function hoursOf({ from, to }: TimeScale): number[] {
  const hours = (to - from) / hour;
  const step = hours > 30 ? 4 : hours > 14 ? 2 : 1;
  return Array.from({ length: Math.ceil(hours / step) }, (_, index) => from + index * step * hour);
}

/** A stretch of a run's time: on the way, waiting, at the hub (also where it takes no time) or in a break. */
export interface Stretch {
  readonly kind: 'drive' | 'wait' | 'hub' | 'break';
  readonly from: number;
  readonly to: number;
}

/** All of a run's time save its visits, which are shown as stops. */
export function stretchesOf({ schedule }: ScheduledDeskRun): Stretch[] {
  let at = schedule.start;
  const stretches: Stretch[] = [];
  const add = (kind: Stretch['kind'], from: number, to: number) => {
    if (to > from || kind === 'hub') stretches.push({ kind, from, to });
  };
  for (const { kind, arrival, start, departure } of schedule.events) {
    add('drive', at, arrival);
    // A break comes on the road.
    add(kind === 'break' ? 'drive' : 'wait', arrival, start);
    if (kind !== 'visit') add(kind, start, departure);
    at = departure;
  }
  const home = schedule.trips.at(-1)?.arrival ?? schedule.end;
  add('drive', at, home);
  add('wait', home, schedule.end);
  return stretches;
}
