import type { PlanState } from './plan-state.ts';
import { endNode, startNode } from '../model/instance.ts';
import { refreshRun } from './refresh-run.ts';

/**
 * Undo for one iteration: the stops of each run as they were before it was first touched. Cheaper than copying
 * the plan, since an iteration touches a handful of runs.
 */
export class Journal {
  /** Vehicles touched since `begin`, in order. */
  readonly touched: Int32Array;
  touchedCount = 0;
  readonly #state: PlanState;
  readonly #stops: Int32Array;
  readonly #offset: Int32Array;
  readonly #stamp: Int32Array;
  readonly #absent: Int32Array;
  #iteration = 0;
  #absentCount = 0;
  #missedPriority = 0;
  #missedRequests = 0;
  #cost = 0;

  constructor(state: PlanState) {
    const { stops, vehicles } = state.instance;
    this.#state = state;
    this.touched = new Int32Array(vehicles);
    this.#stops = new Int32Array(stops);
    this.#offset = new Int32Array(vehicles + 1);
    this.#stamp = new Int32Array(vehicles);
    this.#absent = new Int32Array(stops);
  }

  /** From here on everything can be taken back. */
  begin(): void {
    const state = this.#state;
    this.#iteration++;
    this.touchedCount = 0;
    this.#absentCount = state.absentCount;
    for (let index = 0; index < state.absentCount; index++) this.#absent[index] = state.absent[index]!;
    this.#missedPriority = state.missedPriority;
    this.#missedRequests = state.missedRequests;
    this.#cost = state.cost;
  }

  /** To be called before a run changes. */
  keep(vehicle: number): void {
    if (this.#stamp[vehicle] === this.#iteration) return;
    this.#stamp[vehicle] = this.#iteration;
    const state = this.#state;
    let at = this.#offset[this.touchedCount]!;
    const end = endNode(state.instance, vehicle);
    let node = state.next[startNode(state.instance, vehicle)]!;
    for (; node !== end; node = state.next[node]!) this.#stops[at++] = node;
    this.touched[this.touchedCount++] = vehicle;
    this.#offset[this.touchedCount] = at;
  }

  /** Everything as it was at `begin`. */
  takeBack(): void {
    const state = this.#state;
    for (let index = 0; index < this.touchedCount; index++) {
      const vehicle = this.touched[index]!;
      let before = startNode(state.instance, vehicle);
      for (let at = this.#offset[index]!; at < this.#offset[index + 1]!; at++) {
        const stop = this.#stops[at]!;
        state.run[stop] = vehicle;
        state.link(before, stop);
        before = stop;
      }
      state.link(before, endNode(state.instance, vehicle));
      refreshRun(state, vehicle);
    }
    this.touchedCount = 0;
    state.restoreAbsent(this.#absent, this.#absentCount);
    state.missedPriority = this.#missedPriority;
    state.missedRequests = this.#missedRequests;
    state.cost = this.#cost;
  }
}
