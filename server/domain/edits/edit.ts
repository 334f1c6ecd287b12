import type { DeskRun, DeskStop, Pin, RunPlace } from './desk-plan.ts';

/** A run that the edit makes: its number must be free, and its vehicle in no run. */
export interface NewRun {
  readonly run: number;
  readonly vehicle: string;
}

/** Puts things as they are given: what undoes any edit, and how a proposal or a scenario is taken over. */
export interface Replacement {
  readonly type: 'replace';
  /** Runs that become another, come into being, or (null) are no longer. */
  readonly runs: readonly { readonly run: number; readonly becomes: DeskRun | null }[];
  /** Stops that become another, come into being, or are no longer; empty but for plans of different stops. */
  readonly stops: readonly { readonly stop: string; readonly becomes: DeskStop | null }[];
  readonly vehicles: readonly { readonly vehicle: string; readonly becomes: 'barred' | 'admitted' }[];
}

/** One change of a plan that a person makes, as he would say it. */
export type SingleEdit =
  /**
   * Takes stops from wherever they stand, runs or the unassigned, and puts them one behind the other, in the order
   * given, into a run or a new one. `to.trip` and `to.position` count what is left once they are taken out; a trip that
   * is left empty still counts.
   */
  | { readonly type: 'move'; readonly stops: readonly string[]; readonly to: RunPlace | NewRun }
  | { readonly type: 'unassign'; readonly stops: readonly string[] }
  /** `stops`: all of the trip in their new order. */
  | {
      readonly type: 'reorder';
      readonly run: number;
      readonly trip: number;
      readonly stops: readonly string[];
    }
  /** One trip, or (null) the run from its last stop to its first. */
  | { readonly type: 'reverse'; readonly run: number; readonly trip: number | null }
  /** What stands from each place on changes sides, later trips included. */
  | { readonly type: 'swap_tails'; readonly from: readonly [RunPlace, RunPlace] }
  /** What stands from the place on becomes a run of its own. */
  | { readonly type: 'split'; readonly at: RunPlace; readonly to: NewRun }
  /** All stops of `run` come behind the last of `into`; its first trip goes on with the last one there. */
  | { readonly type: 'merge'; readonly run: number; readonly into: number }
  /** Where another run has the vehicle, the two change vehicles. */
  | { readonly type: 'change_vehicle'; readonly run: number; readonly vehicle: string }
  | { readonly type: 'change_driver'; readonly run: number; readonly driver: string | null }
  | { readonly type: 'change_start'; readonly run: number; readonly start: number | null }
  /** The vehicle comes to the hub before the stop at this place, which is not the first of its trip. */
  | { readonly type: 'add_return'; readonly at: RunPlace }
  /** The trip and the one behind it become one. */
  | { readonly type: 'drop_return'; readonly run: number; readonly trip: number }
  /** Stops in runs; null takes their pins off. */
  | { readonly type: 'pin'; readonly stops: readonly string[]; readonly pin: Pin | null }
  | { readonly type: 'lock'; readonly runs: readonly number[] }
  | { readonly type: 'unlock'; readonly runs: readonly number[] }
  | { readonly type: 'bar_vehicle'; readonly vehicle: string }
  | { readonly type: 'admit_vehicle'; readonly vehicle: string }
  | Replacement;

/** One step of a plan's history. */
export type Edit = SingleEdit | { readonly type: 'several'; readonly edits: readonly SingleEdit[] };
