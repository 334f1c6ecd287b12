import type { Load } from '../load.ts';

/** What the optimiser may not do with a stop: take it out of its run, or move it at all. */
export type Pin = 'run' | 'position';

/** A stop where it stands in a run. */
export interface PlannedStop {
  readonly stop: string;
  readonly pin: Pin | null;
}

/** One vehicle's work as the desk arranges it; its schedule is always computed (`scheduleDeskRun`). */
export interface DeskRun {
  /** Its number: ≥ 1, of no other run of the plan, the same for as long as the run is there. */
  readonly run: number;
  /** The vehicle's name; in no other run. */
  readonly vehicle: string;
  /** The driver's name; null: not said. */
  readonly driver: string | null;
  /** Seconds from the plan's origin at which it leaves, whatever the shift says; null: when it is best. */
  readonly start: number | null;
  /** The optimiser leaves a locked run as it is. */
  readonly state: 'open' | 'locked';
  /** At least one, each with a stop or more; between two of them the vehicle is at the hub. */
  readonly trips: readonly (readonly PlannedStop[])[];
}

/** A request at a stop, or the part of it that is handled there. */
interface StopRequest {
  /** The request's id. */
  readonly request: string;
  /** How much of it; null: all. A request with `null` is at one stop only. */
  readonly part: Load | null;
}

/** What one visit serves. */
export interface DeskStop {
  readonly stop: string;
  /** At least one. */
  readonly requests: readonly StopRequest[];
}

/**
 * All that edits change. A stop that stands in no run is unassigned, so that none can be lost. Lists have one order
 * only, so that equal plans are the same JSON: stops by id, runs by number, barred vehicles by name.
 */
export interface DeskPlan {
  readonly stops: readonly DeskStop[];
  readonly runs: readonly DeskRun[];
  /** Vehicles that are not to be used on the day. */
  readonly barred: readonly string[];
}

/** Ids of the stops that stand in no run, in the plan's order. */
export function unassignedStops(plan: DeskPlan): string[] {
  const placed = placesOfStops(plan);
  return plan.stops.flatMap(({ stop }) => (placed.has(stop) ? [] : [stop]));
}

/** A place in a run. `position` counts from 0; the length of the trip is its end. */
export interface RunPlace {
  readonly run: number;
  readonly trip: number;
  readonly position: number;
}

/** Where each stop that is in a run stands. */
export function placesOfStops({ runs }: DeskPlan): Map<string, RunPlace> {
  const places = new Map<string, RunPlace>();
  for (const { run, trips } of runs) {
    for (const [trip, stops] of trips.entries()) {
      for (const [position, { stop }] of stops.entries()) places.set(stop, { run, trip, position });
    }
  }
  return places;
}
