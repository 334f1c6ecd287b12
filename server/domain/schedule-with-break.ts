import { isNothing } from './load.ts';
import {
  secondsAtVisit,
  type RunBreak,
  type RunHub,
  type RunInput,
  type RunSchedule,
  type RunViolationKind,
  type RunVisit,
} from './run.ts';
import { scheduleRun } from './schedule.ts';
import { earliestInWindows } from './time-window.ts';

/** A schedule with the break among its events. */
export interface ScheduleWithBreak {
  readonly schedule: RunSchedule;
  /** Index of the break among the events. */
  readonly breakAt: number;
}

/**
 * The schedule of a run that has no breaks yet, with one put where it comes due: on the way to what would begin after
 * the break opens, for a vehicle that leaves as early as it may. Where the run is late then, it is put where fewest
 * rules are broken, and of these places where the run ends first.
 */
export function scheduleWithBreak(run: RunInput, rest: RunBreak): ScheduleWithBreak {
  const due = scheduleWithBreakAt(run, rest, dueAt(run, rest));
  if (!due.schedule.violations.some(({ kind }) => timeRules.has(kind))) return due;
  const all = Array.from({ length: run.events.length + 1 }, (_, index) =>
    scheduleWithBreakAt(run, rest, index),
  );
  return [due, ...all].reduce((best, other) => (compare(other, best) < 0 ? other : best));
}

/** Rules that another place of the break may keep. */
const timeRules: ReadonlySet<RunViolationKind> = new Set([
  'time_window',
  'shift',
  'receiving',
  'latest_at_hub',
  'break_window',
  'most_seconds_out',
]);

/** The break is before the event at `breakAt`, or the end. */
export function scheduleWithBreakAt(run: RunInput, rest: RunBreak, breakAt: number): ScheduleWithBreak {
  return { schedule: scheduleRun({ ...run, events: run.events.toSpliced(breakAt, 0, rest) }), breakAt };
}

function compare(a: ScheduleWithBreak, b: ScheduleWithBreak): number {
  const { schedule: now } = a;
  const { schedule: best } = b;
  return now.violations.length - best.violations.length || now.end - best.end;
}

function dueAt({ events, shift, startsAt, leavesAt }: RunInput, rest: RunBreak): number {
  const opens = rest.windows[0]?.start ?? 0;
  let clock = leavesAt ?? Math.max(shift.start, startsAt ?? shift.start);
  let hasPickups = false;
  for (const [index, event] of events.entries()) {
    if (event.kind === 'break') continue;
    const begins = beginOf(event, clock + event.legSeconds, hasPickups);
    if (begins >= opens) return index;
    clock = begins + secondsOf(event);
    hasPickups = event.kind === 'visit' && (hasPickups || !isNothing(event.pickup));
  }
  return events.length;
}

function beginOf(event: RunVisit | RunHub, arrival: number, hasPickups: boolean): number {
  const windows = event.kind === 'visit' ? event.windows : hasPickups ? event.receiving : undefined;
  return windows ? (earliestInWindows(windows, arrival) ?? arrival) : arrival;
}

function secondsOf(event: RunVisit | RunHub): number {
  return event.kind === 'hub' ? event.turnaroundSeconds : secondsAtVisit(event);
}

/** Where in a run's trips its breaks are, before the stop at `position` or the trip's end, and when. */
export function breaksOfSchedule({ events }: RunSchedule) {
  let trip = 0;
  let position = 0;
  return events.flatMap(({ kind, start, departure }) => {
    const at = { trip, position };
    if (kind === 'hub') [trip, position] = [trip + 1, 0];
    else if (kind === 'visit') position++;
    return kind === 'break' ? [{ ...at, start, end: departure }] : [];
  });
}
