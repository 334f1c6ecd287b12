import type { TimeWindow } from '#server/domain/time-window.ts';
import type { ParsedProblem } from './parse-vroom.ts';
import { refuse } from './refuse.ts';

/** Seconds on either side of a problem's origin: 17 years. No run lasts longer, so that later counts as never. */
const reach = 2 ** 29;

/** VROOM's moments, which may be seconds of a day or of the Unix epoch, as seconds from a problem's origin and back. */
export interface VroomClock {
  /** Least and most seconds that windows are given. */
  readonly always: TimeWindow;
  /** Cut to what the clock reaches. */
  window(where: string, [start, end]: readonly [number, number]): TimeWindow;
  /** Sorted; refused where two overlap or touch. Absent: always. */
  windows(where: string, windows: readonly (readonly [number, number])[] | undefined): readonly TimeWindow[];
  fromMoment(moment: number): number;
  toMoment(seconds: number): number;
}

/** A clock that reaches all windows of the problem. */
export function vroomClock(problem: ParsedProblem): VroomClock {
  const starts = allWindows(problem).map(([start]) => start);
  const latest = starts.reduce((most, start) => Math.max(most, start), 0);
  const origin = latest <= reach ? 0 : latest - reach / 2;
  const always = { start: Math.max(-origin, -reach), end: reach };
  const window: VroomClock['window'] = (where, [start, end]) => {
    if (start > end) refuse(where, `the time window [${start}, ${end}] ends before it starts`);
    if (end - origin < always.start) {
      refuse(where, `the time window [${start}, ${end}] is over 17 years before another of the problem`);
    }
    return {
      start: Math.max(start - origin, always.start),
      end: Math.min(end - origin, always.end),
    };
  };
  return {
    always,
    window,
    windows: (where, windows) => (windows ? sorted(where, windows, window) : [always]),
    fromMoment: (moment) => Math.max(always.start, Math.min(moment - origin, always.end)),
    toMoment: (seconds) => seconds + origin,
  };
}

function sorted(
  where: string,
  given: readonly (readonly [number, number])[],
  read: VroomClock['window'],
): readonly TimeWindow[] {
  const windows = given.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  const cut = windows.map((window) => read(where, window));
  for (const [index, [start, end]] of windows.slice(1).entries()) {
    const before = windows[index]!; // one more than in the slice
    if (start <= before[1]) {
      refuse(where, `the time windows [${before.join(', ')}] and [${start}, ${end}] overlap`);
    }
  }
  return cut;
}

function allWindows(problem: ParsedProblem): (readonly [number, number])[] {
  const ends = problem.shipments.flatMap(({ pickup, delivery }) => [pickup, delivery]);
  return [
    ...[...problem.jobs, ...ends].flatMap((task) => task.time_windows ?? []),
    ...problem.vehicles.flatMap(({ time_window, breaks = [] }) => [
      ...(time_window ? [time_window] : []),
      ...breaks.flatMap((each) => each.time_windows ?? []),
    ]),
    ...(problem.hubs ?? []).flatMap((hub) => hub.receiving ?? []),
  ];
}
