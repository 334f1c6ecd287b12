import type { Load } from '#server/domain/load.ts';
import type { TimeWindow } from '#server/domain/time-window.ts';

export type { Load } from '#server/domain/load.ts';
export type { TimeWindow } from '#server/domain/time-window.ts';

/** Row-major `from * size + to`; −1 (in seconds) where there is no way. Whole; all matrices of a problem have one size. */
export interface ProblemMatrix {
  readonly size: number;
  readonly seconds: Int32Array;
  readonly metres: Int32Array;
}

/** One visit to one place, serving one or more requests together. */
export interface ProblemStop {
  /** Row of the matrices. */
  readonly place: number;
  /** Taken on board here and brought to the hub. */
  readonly pickup: Load;
  /** On board since the hub and handed over here. */
  readonly delivery: Load;
  readonly setupSeconds: number;
  readonly serviceSeconds: number;
  /** Service may begin inside one of them; sorted, disjoint, at least one. */
  readonly windows: readonly TimeWindow[];
  /** Largest access rank that may come: 0 motorbike, 1 light, 2 heavy. */
  readonly largestAccess: number;
  /** Sum of its requests' priorities; ≥ 0. */
  readonly priority: number;
  /** How many requests it serves; ≥ 1. */
  readonly requestCount: number;
}

export interface ProblemVehicle {
  /** Index into `Problem.matrices`. */
  readonly matrix: number;
  /** Access rank: 0 motorbike, 1 light, 2 heavy. */
  readonly access: number;
  readonly capacity: Load;
  /** Minor units, paid when the vehicle is used. */
  readonly fixedCost: number;
  /** Minor units per 1000 m. */
  readonly costPerKm: number;
  /** Minor units per 3600 s out of the hub, driving, waiting and serving alike. */
  readonly costPerHour: number;
  /** Minor units per 3600 s of driving, on top of `costPerHour`; absent: 0. */
  readonly costPerDrivingHour?: number;
  /** It leaves its start at or after `start` and is back at its end by `end`. */
  readonly shift: TimeWindow;
  /** Matrix rows. A vehicle that starts elsewhere than at the hub takes no deliveries, one that ends elsewhere no pickups. */
  readonly startPlace: number;
  readonly endPlace: number;
}

/** One hub, one day, in integers. */
export interface Problem {
  readonly matrices: readonly ProblemMatrix[];
  /** Matrix row of the hub. */
  readonly hubPlace: number;
  readonly stops: readonly ProblemStop[];
  readonly vehicles: readonly ProblemVehicle[];
}

/** A vehicle's work: trips of stop indices in order. One trip a run for now. */
export interface SolutionRun {
  readonly vehicle: number;
  readonly trips: readonly (readonly number[])[];
}

/** Order of aims: priority served, requests served, cost. */
export interface Solution {
  /** Only vehicles that are used, by vehicle index. */
  readonly runs: readonly SolutionRun[];
  /** Stop indices, ascending. */
  readonly unassigned: readonly number[];
  /** Minor units, as domain/cost computes it. */
  readonly cost: number;
}
