import type { LoadDimension } from '#server/domain/load.ts';

/** Why a stop is in no run, with the figures that say so; codes as in docs/errors.md. */
export type UnassignedReason =
  /** No vehicle that may enter has a way there and back. */
  | { readonly stop: number; readonly code: 'UNREACHABLE' }
  /** `smallestAccess` is the smallest access rank in the fleet, above the stop's `largestAccess`. */
  | {
      readonly stop: number;
      readonly code: 'NO_VEHICLE_MAY_ENTER';
      readonly largestAccess: number;
      readonly smallestAccess: number;
    }
  /** `largestCapacity` is that of the vehicles that could get there; `amount` is what the stop needs. */
  | {
      readonly stop: number;
      readonly code: 'TOO_LARGE';
      readonly dimension: LoadDimension;
      readonly amount: number;
      readonly largestCapacity: number;
    }
  /** The vehicle that misses the end of its shift by least is back `overSeconds` too late. */
  | {
      readonly stop: number;
      readonly code: 'OUTSIDE_SHIFTS';
      readonly vehicle: number;
      readonly overSeconds: number;
    }
  /** No vehicle arrives before `earliestArrival` (seconds from the origin); the last window ends before it. */
  | {
      readonly stop: number;
      readonly code: 'WINDOW_TOO_EARLY';
      readonly vehicle: number;
      readonly earliestArrival: number;
      readonly lastWindowEnd: number;
    }
  /** `ableVehicles` could serve it alone; all of them are in use with other stops. */
  | { readonly stop: number; readonly code: 'NOT_ENOUGH_VEHICLES'; readonly ableVehicles: number };
