import { bestDeparture } from './departure.ts';
import { legsOfRun, secondsAtVisit } from './run.ts';
import type { RunInput, RunSchedule, RunViolation, ScheduledEvent, ScheduledTrip } from './run.ts';
import { loadsOfRun } from './run-loads.ts';
import { walkRun } from './run-times.ts';

/**
 * Times, loads and broken rules of a fixed sequence of events, always, also where it breaks rules. The run leaves as it
 * is told to, or as `bestDeparture` says. What comes after its last window begins at once and is reported.
 */
export function scheduleRun(input: RunInput): RunSchedule {
  const start = input.leavesAt ?? bestDeparture(input);
  const times = walkRun(input, start);
  const loads = loadsOfRun(input);
  const figures = figuresOf(input, start, times.clock);
  // Times and loads come from the same events, so they have the same trips.
  const trips = times.trips.map((trip, index): ScheduledTrip => ({
    ...trip,
    loadAtStart: loads.loadAtStart[index]!,
    loadPeak: loads.loadPeak[index]!,
  }));
  const events = times.events.map((event, index): ScheduledEvent => ({
    kind: input.events[index]!.kind,
    ...event,
    loadAfter: loads.loadAfter[index]!,
  }));
  const violations = [
    ...times.violations,
    ...freshness(input, events, trips),
    ...limits(input, figures),
    ...loads.violations,
  ];
  return { ...figures, events, trips, violations };
}

type Figures = Omit<RunSchedule, 'events' | 'trips' | 'violations'>;

function figuresOf(input: RunInput, start: number, end: number): Figures {
  let serviceSeconds = 0;
  let breakSeconds = 0;
  let turnaroundSeconds = 0;
  for (const event of input.events) {
    if (event.kind === 'visit') serviceSeconds += secondsAtVisit(event);
    else if (event.kind === 'break') breakSeconds += event.seconds;
    else turnaroundSeconds += event.turnaroundSeconds;
  }
  const legs = legsOfRun(input);
  const drivingSeconds = legs.reduce((sum, { to }) => sum + to.legSeconds, 0);
  const secondsOut = end - start;
  return {
    start,
    end,
    secondsOut,
    drivingSeconds,
    waitingSeconds: secondsOut - drivingSeconds - serviceSeconds - breakSeconds - turnaroundSeconds,
    serviceSeconds,
    breakSeconds,
    turnaroundSeconds,
    overtimeSeconds: Math.max(0, end - input.shift.end),
    metres: legs.reduce((sum, { to }) => sum + to.legMetres, 0),
  };
}

/** What comes to the end of its trip too late, by the clock or after too long on board. */
function freshness(
  input: RunInput,
  events: readonly ScheduledEvent[],
  trips: readonly ScheduledTrip[],
): RunViolation[] {
  return input.events.flatMap((visit, event) => {
    if (visit.kind !== 'visit') return [];
    const { trip, departure } = events[event]!; // one per event of the input
    const { arrival } = trips[trip]!;
    const over = (kind: RunViolation['kind'], seconds: number, most = Infinity): RunViolation[] =>
      seconds > most ? [{ kind, amount: seconds - most, unit: 'seconds', dimension: null, event, trip }] : [];
    return [
      ...over('latest_at_hub', arrival, visit.latestAtHub),
      ...over('on_board', arrival - departure, visit.mostSecondsOnBoard),
    ];
  });
}

function limits(input: RunInput, figures: Figures): RunViolation[] {
  const { mostStops, mostMetres, mostDrivingSeconds, mostSecondsOut } = input.limits ?? {};
  const stops = input.events.filter(({ kind }) => kind === 'visit').length;
  const over = (
    kind: RunViolation['kind'],
    unit: RunViolation['unit'],
    count: number,
    most = Infinity,
  ): RunViolation[] =>
    count > most ? [{ kind, amount: count - most, unit, dimension: null, event: null, trip: null }] : [];
  return [
    ...over('shift', 'seconds', input.shift.start - figures.start, 0),
    ...over('shift', 'seconds', figures.overtimeSeconds, input.overtime?.mostSeconds ?? 0),
    ...over('most_stops', 'stops', stops, mostStops),
    ...over('most_metres', 'metres', figures.metres, mostMetres),
    ...over('most_driving', 'seconds', figures.drivingSeconds, mostDrivingSeconds),
    ...over('most_seconds_out', 'seconds', figures.secondsOut, mostSecondsOut),
  ];
}
