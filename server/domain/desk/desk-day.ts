import type { Amounts } from '../load.ts';
import type { RunLimits } from '../run.ts';
import type { KeptNumber } from '../edits/number-runs.ts';
import type { RateTerms } from '../rates/rate-terms.ts';
import type { TimeWindow } from '../time-window.ts';

/** Row-major `from * size + to`, whole; −1 in both where there is no way. */
export interface LegTable {
  readonly size: number;
  readonly seconds: Int32Array;
  readonly metres: Int32Array;
}

/** A request at a stop, or the part of it that is handled there. */
export interface StopPart {
  readonly request: string;
  readonly pickup: Amounts;
  readonly delivery: Amounts;
  readonly serviceSeconds: number;
}

/** What a stop needs. */
export interface DayStop {
  /** Row of the tables; −1: no road of the fleet leads near it. */
  readonly place: number;
  /** Service begins inside one of them; sorted, disjoint, at least one. */
  readonly windows: readonly TimeWindow[];
  readonly setupSeconds: number;
  readonly serviceSeconds: number;
  readonly pickup: Amounts;
  readonly delivery: Amounts;
  /** Whose loads and service these are; together they are the stop's. */
  readonly parts: readonly StopPart[];
  /** Largest access rank that may come: 0 motorbike, 1 light, 2 heavy. */
  readonly largestAccess: number;
  /** Its trip is at the hub at this second or before it; absent: no limit. */
  readonly latestAtHub?: number;
  /** All its requests are cancelled. */
  readonly isCancelled: boolean;
}

/** A vehicle on the day. */
export interface DayVehicle extends RateTerms {
  /** Index into `DeskDay.tables`. */
  readonly table: number;
  /** Access rank. */
  readonly access: number;
  /** Per dimension; UNLIMITED for no limit. */
  readonly capacity: Amounts;
  readonly shift: TimeWindow;
  /** Rows of the tables. */
  readonly startPlace: number;
  readonly endPlace: number;
  /** Absent: any number. */
  readonly mostTrips?: number;
  readonly limits?: RunLimits;
  /** Rest of the driver in every run; absent: none. */
  readonly break?: { readonly windows: readonly TimeWindow[]; readonly seconds: number };
  /** In the fleet, in use, and with a driver where it needs one. */
  readonly isAvailable: boolean;
}

/** What the figures of a plan depend on besides the plan: the same at the desk and on the server. */
export interface DeskDay {
  readonly tables: readonly LegTable[];
  /** Row of the tables. */
  readonly hubPlace: number;
  /** At the hub between two trips; so long, too, a trip with pickups holds a dock from its arrival. */
  readonly turnaroundSeconds: number;
  /** Unloading begins inside one of them; sorted, disjoint. Absent: at any time. */
  readonly receiving?: readonly TimeWindow[];
  /** How many trips with pickups can be unloaded at once; absent: any number. */
  readonly docks?: number;
  /** By stop; those of the plan are among them. */
  readonly stops: ReadonlyMap<string, DayStop>;
  /** By name; those of the plan's runs are among them. */
  readonly vehicles: ReadonlyMap<string, DayVehicle>;
  /** Numbers that drivers know, each with the vehicle that was told last; no other vehicle's new run gets one. */
  readonly toldRuns: readonly KeptNumber[];
}

/** Seconds and metres from one row to another; null where there is no way. */
export function legBetween(
  { size, seconds, metres }: LegTable,
  from: number,
  to: number,
): { readonly seconds: number; readonly metres: number } | null {
  if (from < 0 || to < 0) return null;
  const cell = from * size + to;
  return seconds[cell]! < 0 ? null : { seconds: seconds[cell]!, metres: metres[cell]! };
}

/** @throws RangeError where the day does not know the stop */
export function stopOfDay(day: DeskDay, stop: string): DayStop {
  const found = day.stops.get(stop);
  if (!found) throw new RangeError(`the day has no stop ${stop}`);
  return found;
}

/** @throws RangeError where the day does not know the vehicle */
export function vehicleOfDay(day: DeskDay, vehicle: string): DayVehicle {
  const found = day.vehicles.get(vehicle);
  if (!found) throw new RangeError(`the day has no vehicle ${vehicle}`);
  return found;
}
