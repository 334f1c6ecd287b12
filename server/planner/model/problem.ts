import type { Amounts } from '#server/domain/load.ts';
import type { TimeWindow } from '#server/domain/time-window.ts';

export type { Amounts } from '#server/domain/load.ts';
export type { TimeWindow } from '#server/domain/time-window.ts';

/** Row-major `from * size + to`; −1 (in seconds) where there is no way. Whole; all matrices of a problem have one size. */
export interface ProblemMatrix {
  readonly size: number;
  readonly seconds: Int32Array;
  readonly metres: Int32Array;
}

/** Where runs bring what they picked up, and load what they deliver. */
export interface ProblemHub {
  /** Row of the matrices. */
  readonly place: number;
  /** Unloading of what was picked up begins inside one of them; sorted, disjoint. Absent: at any time. */
  readonly receiving?: readonly TimeWindow[];
  /** How many trips with pickups can be unloaded at once, ≥ 1; absent: any number. */
  readonly docks?: number;
  /** How long such a trip holds a dock from its arrival, ≥ 0; absent: 0. Needed with `docks`. */
  readonly dockSeconds?: number;
}

/** One visit to one place, serving one or more requests together. */
export interface ProblemStop {
  /** Row of the matrices. */
  readonly place: number;
  /** Taken on board here and brought to the end of the trip. */
  readonly pickup: Amounts;
  /** On board since the beginning of the trip and handed over here. */
  readonly delivery: Amounts;
  /** Before service; none where the visit before it (stop or start, breaks aside) was at the same place. */
  readonly setupSeconds: number;
  readonly serviceSeconds: number;
  /** Setup, and where there is none service, may begin inside one of them; sorted, disjoint, at least one. */
  readonly windows: readonly TimeWindow[];
  /** Largest access rank that may come: 0 motorbike, 1 light, 2 heavy. */
  readonly largestAccess: number;
  /** What its vehicle must be able to do; all of them. Absent: nothing. */
  readonly skills?: readonly number[];
  /** Only vehicles of this hub may come. Absent: those of any hub. */
  readonly hub?: number;
  /** Only these vehicles may come, by index (a pin to a run). Absent: any. */
  readonly onlyVehicles?: readonly number[];
  /** Sum of its requests' priorities; ≥ 0. */
  readonly priority: number;
  /** How many requests it serves; ≥ 1. */
  readonly requestCount: number;
  /** It may be left out at this price, minor units, and then counts neither as priority nor as a request missed. */
  readonly leaveOutCost?: number;
  /** Its trip's arrival at the end (hub) is at this second or before it. Needs a pickup. */
  readonly latestAtHub?: number;
  /** From the end of its service to its trip's arrival at the end pass at most so many seconds. Needs a pickup. */
  readonly mostSecondsOnBoard?: number;
  /** The vehicle that serves it in the plan of record; read only where `Problem.prices.stay` is given. */
  readonly recordVehicle?: number;
}

/** Something taken from one stop to another on one trip: `from` is visited before `to`, or neither is. */
export interface ProblemShipment {
  /** Stop indices. A stop is in at most one shipment; its own pickup and delivery are all 0. */
  readonly from: number;
  readonly to: number;
  readonly amounts: Amounts;
}

/** Rest of the driver: part of every run of its vehicle, on the road or at a stop, never inside service. */
export interface ProblemBreak {
  /** It begins inside one of them; sorted, disjoint, at least one. */
  readonly windows: readonly TimeWindow[];
  readonly seconds: number;
  /** At most so much on board during it. Absent: anything. */
  readonly mostLoad?: Amounts;
}

/** Metres of a trip above `fromMetres`, up to the next band, at this price: marginal, like tax brackets. */
export interface KmBand {
  readonly fromMetres: number;
  /** Minor units per 1000 m. */
  readonly costPerKm: number;
}

export interface ProblemVehicle {
  /** Index into `Problem.matrices`. */
  readonly matrix: number;
  /** Access rank: 0 motorbike, 1 light, 2 heavy. */
  readonly access: number;
  /** Absent: none. */
  readonly skills?: readonly number[];
  /** Index into `Problem.hubs`, where it unloads between trips; absent: 0. */
  readonly hub?: number;
  /** Per dimension; UNLIMITED for no limit. */
  readonly capacity: Amounts;
  /** Minor units, paid when the vehicle is used. */
  readonly fixedCost: number;
  /** Minor units, paid for each trip with stops; absent: 0. */
  readonly costPerTrip?: number;
  /** Minor units per 1000 m; not read where `kmBands` are given. */
  readonly costPerKm: number;
  /** Over the metres of each trip; the first from 0, ascending. */
  readonly kmBands?: readonly KmBand[];
  /** Minor units per 3600 s out of the hub, driving, waiting, serving, breaks and unloading alike. */
  readonly costPerHour: number;
  /** Minor units per 3600 s of driving, on top of `costPerHour`; absent: 0. */
  readonly costPerDrivingHour?: number;
  /** Minor units per 3600 s of setup and service, on top of `costPerHour`; absent: 0. */
  readonly costPerServiceHour?: number;
  /** It leaves its start at or after `start` and is back at its end by `end`, overtime aside. */
  readonly shift: TimeWindow;
  /** How long after `shift.end` it may be back, and minor units per 3600 s after it, on top of the rest. */
  readonly overtime?: { readonly mostSeconds: number; readonly costPerHour: number };
  readonly breaks?: readonly ProblemBreak[];
  /**
   * Matrix rows. A first trip from elsewhere than the hub takes no deliveries, and a last one to elsewhere no pickups,
   * unless `isFreightFree`. With `mostTrips` above 1 it may go by the hub on its way out or home.
   */
  readonly startPlace: number;
  readonly endPlace: number;
  /** What it delivers is on board at its start and what it picked up goes to its end, wherever these are. */
  readonly isFreightFree?: boolean;
  /** Most trips with stops in a run, ≥ 1; absent: 1, and then it does not go by the hub between its start and its end. */
  readonly mostTrips?: number;
  /** At the hub between two trips, out of receiving's windows or not; absent: 0. */
  readonly turnaroundSeconds?: number;
  /** Limits of a whole run; absent: none. */
  readonly mostStops?: number;
  readonly mostMetres?: number;
  readonly mostDrivingSeconds?: number;
  readonly mostSecondsOut?: number;
  /** Stops that its first trip begins with, in this order (already driven, or fixed at the desk). Absent: none. */
  readonly fixedStart?: readonly number[];
  /** Nothing beyond `fixedStart` is put into its run. */
  readonly isLocked?: boolean;
}

/** What a plan's shape is worth, minor units; added to what is minimised, never to a run's cost. Absent: nothing. */
export interface ProblemPrices {
  /** Balance: per 3600 s that a run is out beyond `aroundSeconds`. */
  readonly balance?: { readonly aroundSeconds: number; readonly costPerHour: number };
  /** Compact runs: per 1000 m between two stops, so that legs to and from the hub weigh less. */
  readonly compactness?: { readonly costPerKm: number };
  /** No stub runs: for each run of fewer stops. */
  readonly stub?: { readonly leastStops: number; readonly cost: number };
  /** The big picture kept: for each stop with a `recordVehicle` that another vehicle serves. */
  readonly stay?: { readonly cost: number };
}

/** One day, in integers: seconds from the day's origin, metres, amounts, minor units. */
export interface Problem {
  readonly matrices: readonly ProblemMatrix[];
  /** At least one where there are vehicles. */
  readonly hubs: readonly ProblemHub[];
  readonly stops: readonly ProblemStop[];
  readonly shipments?: readonly ProblemShipment[];
  readonly vehicles: readonly ProblemVehicle[];
  readonly prices?: ProblemPrices;
}

/** Where in a run a break is taken. */
export interface SolutionBreak {
  /** Index into the vehicle's breaks. */
  readonly index: number;
  /** Before the stop at `position` of the trip; its length: before the trip's end. */
  readonly trip: number;
  readonly position: number;
}

/**
 * A vehicle's work: trips of stop indices in order. The hub lies between trips; a first trip may be empty (the way to the
 * hub), and so may a last one (the way home).
 */
export interface SolutionRun {
  readonly vehicle: number;
  readonly trips: readonly (readonly number[])[];
  /** In the order in which they are taken; every break of the vehicle once. Absent: it has none. */
  readonly breaks?: readonly SolutionBreak[];
  /** It leaves at this second or after it (to find a dock free); absent: from the start of its shift. */
  readonly startsAt?: number;
}

/** Order of aims: priority served, requests served, cost with prices. */
export interface Solution {
  /** Only vehicles that are used, by vehicle index. */
  readonly runs: readonly SolutionRun[];
  /** Stop indices, ascending. */
  readonly unassigned: readonly number[];
  /** Minor units: the sum of all runs' costs as domain/cost computes them. */
  readonly cost: number;
  /** Minor units: `leaveOutCost` of what is left out, and `Problem.prices`; 0 where there are none. */
  readonly penalty: number;
}
