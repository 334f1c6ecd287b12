import { isNothing } from './load.ts';
import {
  legsOfRun,
  secondsAtVisit,
  type RunEnd,
  type RunHub,
  type RunInput,
  type RunViolation,
  type RunVisit,
} from './run.ts';
import { earliestInWindows, type TimeWindow } from './time-window.ts';

interface TimedEvent {
  readonly trip: number;
  readonly arrival: number;
  readonly start: number;
  readonly departure: number;
}

interface TimedTrip {
  readonly start: number;
  readonly arrival: number;
  readonly end: number;
  readonly stops: number;
  readonly metres: number;
  readonly hasPickups: boolean;
}

/** The walk through a run: what is known so far. */
interface Walk {
  clock: number;
  trip: { start: number; stops: number; metres: number; hasPickups: boolean };
  readonly events: TimedEvent[];
  readonly trips: TimedTrip[];
  readonly violations: RunViolation[];
}

/** Times of all events of a run that leaves at `departure`; what comes after its last window begins at once. */
export function walkRun(input: RunInput, departure: number): Omit<Walk, 'trip'> {
  const walk: Walk = {
    clock: departure,
    trip: { start: departure, stops: 0, metres: 0, hasPickups: false },
    events: [],
    trips: [],
    violations: [],
  };
  for (const { breaks, to } of legsOfRun(input)) {
    let arrival = walk.clock + to.legSeconds;
    for (const { windows, seconds } of breaks) {
      const start = beginIn(walk, windows, walk.clock, 'break_window', true);
      addEvent(walk, walk.clock, start, seconds);
      arrival = Math.max(arrival, start) + seconds;
    }
    walk.trip.metres += to.legMetres;
    if (to.kind === 'visit') visit(walk, to, arrival);
    else endTrip(walk, to, arrival);
  }
  return walk;
}

function visit(walk: Walk, to: RunVisit, arrival: number): void {
  const start = beginIn(walk, to.windows, arrival, 'time_window', true);
  addEvent(walk, arrival, start, secondsAtVisit(to));
  walk.trip.stops++;
  walk.trip.hasPickups ||= !isNothing(to.pickup);
}

function endTrip(walk: Walk, to: RunHub | RunEnd, arrival: number): void {
  const { trip } = walk;
  const isAwaited = trip.hasPickups && to.receiving !== undefined;
  const end = isAwaited ? beginIn(walk, to.receiving, arrival, 'receiving', to.kind === 'hub') : arrival;
  walk.trips.push({ ...trip, arrival, end });
  if (to.kind === 'hub') {
    addEvent(walk, arrival, end, to.turnaroundSeconds, walk.trips.length - 1);
    walk.trip = { start: walk.clock, stops: 0, metres: 0, hasPickups: false };
  } else walk.clock = end;
}

function addEvent(
  walk: Walk,
  arrival: number,
  start: number,
  seconds: number,
  trip = walk.trips.length,
): void {
  walk.clock = start + seconds;
  walk.events.push({ trip, arrival, start, departure: walk.clock });
}

/** The first moment in a window at or after `earliest`; that moment itself where the last one is over. */
function beginIn(
  walk: Walk,
  windows: readonly TimeWindow[],
  earliest: number,
  kind: RunViolation['kind'],
  isEvent: boolean,
): number {
  const start = earliestInWindows(windows, earliest);
  if (start !== null) return start;
  walk.violations.push({
    kind,
    amount: earliest - (windows.at(-1)?.end ?? earliest),
    unit: 'seconds',
    dimension: null,
    event: isEvent ? walk.events.length : null,
    trip: walk.trips.length,
  });
  return earliest;
}
