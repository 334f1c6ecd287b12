import type { TimeWindow } from '../model/problem.ts';
import type { Point } from './read-run.ts';

/** What a walk notes down. */
export interface Diary {
  /** Per point. */
  readonly arrivals: number[];
  readonly leaves: number[];
  /** Events that begin after their last window, by point; `isBreak` where it is a break before it. */
  readonly late: { readonly point: number; readonly isBreak: boolean; readonly seconds: number }[];
  end: number;
}

/** When the run ends; null where a window is missed, or where `inTime` and a point is reached later than wanted. */
export function endFrom(points: readonly Point[], departure: number, inTime: boolean): number | null {
  let clock = departure;
  for (const { breaks, legSeconds, arriveBy, windows, workSeconds } of points) {
    let arrival = clock + legSeconds;
    for (const rest of breaks) {
      const begins = firstInside(rest.windows, clock);
      if (begins === Infinity) return null;
      arrival = Math.max(arrival, begins) + rest.seconds;
      clock = begins + rest.seconds;
    }
    if (inTime && arrival > arriveBy) return null;
    clock = windows ? firstInside(windows, arrival) : arrival;
    if (clock === Infinity) return null;
    clock += workSeconds;
  }
  return clock;
}

/** The same walk with all its times; what is late begins at once. */
export function walkPoints(points: readonly Point[], departure: number): Diary {
  const diary: Diary = { arrivals: [], leaves: [], late: [], end: departure };
  const begin = (windows: readonly TimeWindow[], from: number, point: number, isBreak: boolean) => {
    const begins = firstInside(windows, from);
    if (begins < Infinity) return begins;
    diary.late.push({ point, isBreak, seconds: from - Math.max(...windows.map(({ end }) => end)) });
    return from;
  };
  for (const [index, point] of points.entries()) {
    let arrival = diary.end + point.legSeconds;
    let restsUntil = diary.end;
    for (const rest of point.breaks) {
      const begins = begin(rest.windows, restsUntil, index, true);
      arrival = Math.max(arrival, begins) + rest.seconds;
      restsUntil = begins + rest.seconds;
    }
    const starts = point.windows ? begin(point.windows, arrival, index, false) : arrival;
    diary.end = starts + point.workSeconds;
    diary.arrivals.push(arrival);
    diary.leaves.push(diary.end);
  }
  return diary;
}

/** Infinity after the last window. */
function firstInside(windows: readonly TimeWindow[], from: number): number {
  for (const { start, end } of windows) if (from <= end) return from < start ? start : from;
  return Infinity;
}
