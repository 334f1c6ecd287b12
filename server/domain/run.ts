import type { Amounts } from './load.ts';
import type { TimeWindow } from './time-window.ts';

/** The way to an event; whole, ≥ 0. The way to a visit behind breaks is that from the visit or hub before them. */
interface RunLegTo {
  readonly legSeconds: number;
  readonly legMetres: number;
}

/** One end of something taken from one visit of a trip to a later one. */
interface RunShipmentEnd {
  /** The same at both ends, of no other shipment in the run. */
  readonly shipment: number;
  readonly isFrom: boolean;
  readonly amounts: Amounts;
}

/** A stop of the run. */
export interface RunVisit extends RunLegTo {
  readonly kind: 'visit';
  /** The event before it, breaks aside, was at the same place: its setup is left out. */
  readonly isSamePlace: boolean;
  /** It may begin inside one of them, both ends included; sorted, disjoint, at least one. */
  readonly windows: readonly TimeWindow[];
  readonly setupSeconds: number;
  readonly serviceSeconds: number;
  /** Taken on board here, stays until the end of the trip. */
  readonly pickup: Amounts;
  /** On board from the start of the trip, handed over here. */
  readonly delivery: Amounts;
  readonly shipmentEnd?: RunShipmentEnd;
  /** Its trip's arrival at the hub, or at the run's end, is at this second or before it. */
  readonly latestAtHub?: number;
  /** From its departure to that arrival pass at most so many seconds. */
  readonly mostSecondsOnBoard?: number;
}

/** Rest of the driver, on the way to the next event or before it. */
export interface RunBreak {
  readonly kind: 'break';
  /** It begins inside one of them; sorted, disjoint, at least one. */
  readonly windows: readonly TimeWindow[];
  readonly seconds: number;
  /** At most so much on board during it; absent: anything. */
  readonly mostLoad?: Amounts;
}

/** The hub between two trips. */
export interface RunHub extends RunLegTo {
  readonly kind: 'hub';
  /** Unloading begins inside one of them; read only where the trip before picked something up. Absent: at any time. */
  readonly receiving?: readonly TimeWindow[];
  /** From the beginning of unloading, or from arrival, to the beginning of the next trip. */
  readonly turnaroundSeconds: number;
}

/** The end of the run. */
export interface RunEnd extends RunLegTo {
  readonly kind: 'end';
  /** As at the hub; absent too where it ends elsewhere. */
  readonly receiving?: readonly TimeWindow[];
}

export type RunEvent = RunVisit | RunBreak | RunHub;

/** Limits of a whole run; absent: none. */
export interface RunLimits {
  readonly mostStops?: number;
  readonly mostMetres?: number;
  readonly mostDrivingSeconds?: number;
  readonly mostSecondsOut?: number;
}

/** What decides when a run leaves. */
export interface RunTimes {
  readonly events: readonly RunEvent[];
  readonly end: RunEnd;
  readonly shift: TimeWindow;
  /** It leaves at this second or after it; absent: from the start of the shift. */
  readonly startsAt?: number;
  /** It leaves at this very second, before the start of the shift too; absent: when it is best. */
  readonly leavesAt?: number;
  /** How long after the end of the shift it may end; absent: not at all. */
  readonly overtime?: { readonly mostSeconds: number };
}

/** A run as a fixed sequence of events (docs/adr/0012): seconds from the plan's origin, metres, amounts of one length. */
export interface RunInput extends RunTimes {
  readonly capacity: Amounts;
  readonly limits?: RunLimits;
}

export type RunViolationKind =
  | 'capacity'
  | 'time_window'
  | 'shift'
  | 'receiving'
  | 'latest_at_hub'
  | 'on_board'
  | 'break_window'
  | 'break_load'
  | 'shipment'
  | 'most_stops'
  | 'most_metres'
  | 'most_driving'
  | 'most_seconds_out';

/** A rule the run breaks, and by how much. */
export interface RunViolation {
  readonly kind: RunViolationKind;
  /** Over the limit, in `unit`; > 0. 1 stop for a shipment's end whose other end is not where it must be. */
  readonly amount: number;
  readonly unit: 'seconds' | 'metres' | 'stops' | 'load';
  /** Which of the amounts, for loads; null elsewhere. */
  readonly dimension: number | null;
  /** Index of the event; null for the run as a whole, its end, and a load that is too large when a trip begins. */
  readonly event: number | null;
  /** Index of the trip; null for the run as a whole. */
  readonly trip: number | null;
}

/** An event with its times; arrival ≤ start ≤ departure. */
export interface ScheduledEvent {
  readonly kind: RunEvent['kind'];
  readonly trip: number;
  /** At a break: the end of the event before it. */
  readonly arrival: number;
  /** When setup and service, the break, or unloading begin. */
  readonly start: number;
  readonly departure: number;
  /** On board when it is over; at the hub: what the next trip begins with. */
  readonly loadAfter: Amounts;
}

/** The part of a run between two visits to the hub. */
export interface ScheduledTrip {
  /** It leaves its start, or the hub. */
  readonly start: number;
  /** It comes to the hub, or to the run's end. */
  readonly arrival: number;
  /** Unloading begins; the arrival where nothing was picked up or nothing is awaited. */
  readonly end: number;
  readonly stops: number;
  readonly metres: number;
  readonly hasPickups: boolean;
  readonly loadAtStart: Amounts;
  /** Most on board at any moment, per dimension. */
  readonly loadPeak: Amounts;
}

/** Times, loads and broken rules of a run; `secondsOut` is driving, waiting, service, breaks and turnaround together. */
export interface RunSchedule {
  readonly start: number;
  readonly end: number;
  readonly events: readonly ScheduledEvent[];
  /** One more than there are hubs among the events. */
  readonly trips: readonly ScheduledTrip[];
  readonly secondsOut: number;
  readonly drivingSeconds: number;
  readonly waitingSeconds: number;
  /** Setup included. */
  readonly serviceSeconds: number;
  readonly breakSeconds: number;
  readonly turnaroundSeconds: number;
  /** Past the end of the shift. */
  readonly overtimeSeconds: number;
  readonly metres: number;
  readonly violations: readonly RunViolation[];
}

/** A way to an event, and the breaks that are taken on it or before that event. */
export interface RunLeg {
  readonly breaks: readonly RunBreak[];
  readonly to: RunVisit | RunHub | RunEnd;
  /** Index of the first break, or of `to` where there is none; the end has the index behind the last. */
  readonly at: number;
}

/** The events of a run by the ways between them, the last one to its end. */
export function legsOfRun({ events, end }: Pick<RunTimes, 'events' | 'end'>): RunLeg[] {
  const legs: RunLeg[] = [];
  let breaks: RunBreak[] = [];
  for (const [index, event] of events.entries()) {
    if (event.kind === 'break') breaks.push(event);
    else {
      legs.push({ breaks, to: event, at: index - breaks.length });
      breaks = [];
    }
  }
  return [...legs, { breaks, to: end, at: events.length - breaks.length }];
}

/** Seconds at a visit, without setup where it is left out. */
export function secondsAtVisit(visit: RunVisit): number {
  return (visit.isSamePlace ? 0 : visit.setupSeconds) + visit.serviceSeconds;
}
