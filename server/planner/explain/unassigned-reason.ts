import type { LoadDimension } from '#server/domain/load.ts';

/** The figures behind a reason, by code; codes as in docs/errors.md. */
export type UnassignedFigures =
  /** No vehicle that may enter has a way there and back. */
  | { readonly code: 'UNREACHABLE' }
  /** `smallestAccess` is the smallest access rank in the fleet, above the stop's `largestAccess`. */
  | { readonly code: 'NO_VEHICLE_MAY_ENTER'; readonly largestAccess: number; readonly smallestAccess: number }
  /** `largestCapacity` is that of the vehicles that could get there; `amount` is what the stop needs. */
  | {
      readonly code: 'TOO_LARGE';
      readonly dimension: LoadDimension;
      readonly amount: number;
      readonly largestCapacity: number;
    }
  /** The vehicle that misses the end of its shift by least is back `overSeconds` too late. */
  | { readonly code: 'OUTSIDE_SHIFTS'; readonly vehicle: number; readonly overSeconds: number }
  /** The vehicle that comes earliest is `lateSeconds` after the end of the last window. */
  | { readonly code: 'WINDOW_TOO_EARLY'; readonly vehicle: number; readonly lateSeconds: number }
  /** So many vehicles could serve it alone; all are in use, and no run has room and time for it. */
  | { readonly code: 'NOT_ENOUGH_VEHICLES'; readonly ableVehicles: number };

/** Why a stop is in no run. */
export type UnassignedReason = UnassignedFigures & {
  readonly stop: number;
  /** The same in a sentence of English, for logs, files and the command line. */
  readonly detail: string;
};
