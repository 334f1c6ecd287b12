import type { ReachRule } from '../constraints/reach.ts';
import type { Fault } from './judge-placing.ts';
import type { Relaxation } from './relaxation.ts';

/**
 * What keeps one vehicle from a stop: a rule that does so whatever else is planned (`ReachRule`, or its run is locked);
 * else the first rule that a run of the stop alone would break; else, of its run as it stands, what the best place in it
 * has not enough of. `room`: nothing. `untried`: it could serve the stop alone; its run is too far off to have been tried,
 * or no place in it can be come to.
 */
export type TrialRule =
  | ReachRule
  | 'locked'
  | Fault['kind']
  | 'load'
  | 'time'
  | 'limits'
  | 'room'
  | 'untried';

/** One vehicle, really tried. */
export interface VehicleTrial {
  readonly vehicle: number;
  readonly rule: TrialRule;
  /** By how much a run of the stop alone breaks the rule, in the rule's unit; 0 where it is yes or no. */
  readonly amount: number;
}

/** The figures behind a reason, by code; codes as in docs/errors.md. */
export type UnassignedFigures =
  /** The problem has no vehicle at all. */
  | { readonly code: 'NO_VEHICLES' }
  /** No vehicle that may enter has a way there and back. */
  | { readonly code: 'UNREACHABLE' }
  /** `smallestAccess` is the smallest access rank in the fleet, above the stop's `largestAccess`. */
  | { readonly code: 'NO_VEHICLE_MAY_ENTER'; readonly largestAccess: number; readonly smallestAccess: number }
  /** Skills that no vehicle which may enter has together. */
  | { readonly code: 'SKILLS_MISSING'; readonly skills: readonly number[] }
  /** None of the vehicles of its hub, or of those it is pinned to, may otherwise come. */
  | { readonly code: 'PINNED_ELSEWHERE' }
  /** What it gets is loaded at the hub, where no vehicle that may come begins a trip. */
  | { readonly code: 'PASSES_NO_HUB' }
  /** All vehicles that could come have runs that are locked. */
  | { readonly code: 'RUNS_LOCKED'; readonly lockedVehicles: number }
  /** `largestCapacity` is that of the vehicles that could get there; `amount` is what the stop needs. */
  | {
      readonly code: 'TOO_LARGE';
      /** Index of the load dimension. */
      readonly dimension: number;
      readonly amount: number;
      readonly largestCapacity: number;
    }
  /** The vehicle that comes earliest is `lateSeconds` after the end of the last window. */
  | { readonly code: 'WINDOW_TOO_EARLY'; readonly vehicle: number; readonly lateSeconds: number }
  /** The vehicle that misses the end of its shift by least is back `overSeconds` too late. */
  | { readonly code: 'OUTSIDE_SHIFTS'; readonly vehicle: number; readonly overSeconds: number }
  /** The vehicle that misses the hub's receiving hours by least comes `lateSeconds` too late. */
  | { readonly code: 'RECEIVING_CLOSED'; readonly vehicle: number; readonly lateSeconds: number }
  /** The vehicle that brings it freshest misses its limit by `overSeconds`. */
  | { readonly code: 'NOT_FRESH'; readonly vehicle: number; readonly overSeconds: number }
  /** A limit of whole runs (stops, metres, driving, time out) that a run of the stop alone exceeds. */
  | {
      readonly code: 'OVER_RUN_LIMIT';
      readonly vehicle: number;
      readonly rule: TrialRule;
      readonly amount: number;
    }
  /** No run leaves its driver a break. */
  | { readonly code: 'NO_TIME_FOR_BREAK' }
  /** So many vehicles could serve it alone; all are in use, and this is what their runs have not enough of. */
  | {
      readonly code: 'NOT_ENOUGH_VEHICLES';
      readonly ableVehicles: number;
      readonly withoutLoad: number;
      readonly withoutTime: number;
      readonly overLimits: number;
      readonly untried: number;
    }
  /** There is room for it, but leaving it out costs less. */
  | { readonly code: 'LEFT_OUT_FOR_PRICE'; readonly leaveOutCost: number }
  /** There is room for it: the search ended before it was put in. */
  | { readonly code: 'NOT_YET_PLACED'; readonly vehicle: number };

/** Why a stop is in no run, and what would bring it into one. */
export type UnassignedReason = UnassignedFigures & {
  readonly stop: number;
  /** The same in a sentence of English, for logs, files and the command line. */
  readonly detail: string;
  /** Every vehicle of the problem, in its order. */
  readonly tried: readonly VehicleTrial[];
  /** At most three, of different kinds, the best first (`findFixes`). */
  readonly fixes: readonly Relaxation[];
};
