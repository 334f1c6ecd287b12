import type { Load, LoadDimension } from './load.ts';
import type { TimeWindow } from './time-window.ts';
import { addLoads, loadDimensions, peakOfLoads, subtractLoads, sumLoads, UNLIMITED } from './load.ts';
import { bestDeparture } from './departure.ts';
import { earliestInWindows } from './time-window.ts';

/** One stop of a fixed sequence, as far as times and loads are concerned. */
export interface TripVisit {
  /** Service may begin inside one of them, both ends included; sorted, disjoint, at least one. */
  readonly windows: readonly TimeWindow[];
  readonly setupSeconds: number;
  readonly serviceSeconds: number;
  /** Taken on board here, stays until the end of the trip. */
  readonly pickup: Load;
  /** On board from the start of the trip, handed over here. */
  readonly delivery: Load;
}

export interface TripInput {
  readonly visits: readonly TripVisit[];
  /** One more than visits: start to first, …, last to end; whole, ≥ 0. */
  readonly legSeconds: readonly number[];
  readonly legMetres: readonly number[];
  readonly shift: TimeWindow;
  readonly capacity: Load;
}

/** A rule the sequence breaks, and by how much. */
interface TripViolation {
  readonly kind: 'capacity' | 'time_window' | 'shift';
  /** Units of `dimension` over the limit; > 0. */
  readonly amount: number;
  readonly dimension: LoadDimension | 'seconds';
  /** Index of the visit; null for the trip as a whole, and for a load that is too large at the start. */
  readonly visit: number | null;
}

interface ScheduledVisit {
  readonly arrival: number;
  /** When setup and service begin; arrival ≤ start ≤ departure. */
  readonly start: number;
  readonly departure: number;
  readonly loadAfter: Load;
}

export interface TripSchedule {
  /** Departure from the start place and arrival at the end place, seconds from the plan's origin. */
  readonly start: number;
  readonly end: number;
  readonly visits: readonly ScheduledVisit[];
  readonly loadAtStart: Load;
  /** Most on board at any moment, per dimension. */
  readonly loadPeak: Load;
  readonly drivingSeconds: number;
  readonly waitingSeconds: number;
  /** Setup included. */
  readonly serviceSeconds: number;
  readonly metres: number;
  readonly violations: readonly TripViolation[];
}

/**
 * Times and loads of a fixed sequence of stops, always, also where it breaks rules. The trip leaves as
 * `bestDeparture` says: of the departures that break nothing, the one with the least time out, then the
 * earliest. Service that comes after the last window begins on arrival and is reported.
 */
export function scheduleTrip(input: TripInput): TripSchedule {
  const { visits, legSeconds, legMetres, shift } = input;
  const start = bestDeparture(visits, legSeconds, shift);
  const violations: TripViolation[] = [];
  const scheduled: ScheduledVisit[] = [];
  const loadAtStart = sumLoads(visits.map((visit) => visit.delivery));
  let load = loadAtStart;
  let loadPeak = loadAtStart;
  let clock = start;
  let waitingSeconds = 0;
  let serviceSeconds = 0;
  for (const [index, visit] of visits.entries()) {
    const arrival = clock + (legSeconds[index] ?? 0);
    const inWindow = earliestInWindows(visit.windows, arrival);
    if (inWindow === null) violations.push(lateness(index, visit.windows, arrival));
    const begin = inWindow ?? arrival;
    const service = visit.setupSeconds + visit.serviceSeconds;
    clock = begin + service;
    waitingSeconds += begin - arrival;
    serviceSeconds += service;
    load = addLoads(subtractLoads(load, visit.delivery), visit.pickup);
    loadPeak = peakOfLoads(loadPeak, load);
    scheduled.push({ arrival, start: begin, departure: clock, loadAfter: load });
  }
  const end = clock + (legSeconds[visits.length] ?? 0);
  if (end > shift.end) {
    violations.push({ kind: 'shift', amount: end - shift.end, dimension: 'seconds', visit: null });
  }
  violations.push(...overloads(loadAtStart, scheduled, loadPeak, input.capacity));
  return {
    start,
    end,
    visits: scheduled,
    loadAtStart,
    loadPeak,
    drivingSeconds: legSeconds.reduce((sum, seconds) => sum + seconds, 0),
    waitingSeconds,
    serviceSeconds,
    metres: legMetres.reduce((sum, metres) => sum + metres, 0),
    violations,
  };
}

function lateness(visit: number, windows: readonly TimeWindow[], arrival: number): TripViolation {
  const lastEnd = windows.at(-1)?.end ?? arrival;
  return { kind: 'time_window', amount: arrival - lastEnd, dimension: 'seconds', visit };
}

/** At most one per dimension, at the visit where the load is first at its largest. */
function overloads(
  atStart: Load,
  visits: readonly ScheduledVisit[],
  peak: Load,
  capacity: Load,
): TripViolation[] {
  return loadDimensions
    .filter((dimension) => capacity[dimension] < UNLIMITED && peak[dimension] > capacity[dimension])
    .map((dimension) => ({
      kind: 'capacity',
      amount: peak[dimension] - capacity[dimension],
      dimension,
      visit:
        atStart[dimension] === peak[dimension]
          ? null
          : visits.findIndex((visit) => visit.loadAfter[dimension] === peak[dimension]),
    }));
}
