import type { PlanState } from './plan-state.ts';
import { endNode, startNode } from '../model/instance.ts';
import { refreshRun } from './refresh-run.ts';

/**
 * Undo for one iteration: the nodes of each run as they were before it was first touched. Cheaper than copying
 * the plan, since an iteration touches a handful of runs.
 */
export class Journal {
  /** Vehicles touched since `begin`, in order. */
  readonly touched: Int32Array;
  touchedCount = 0;
  readonly #state: PlanState;
  readonly #nodes: Int32Array;
  /** The legs that leave them. */
  readonly #seconds: Int32Array;
  readonly #metres: Int32Array;
  readonly #offset: Int32Array;
  readonly #stamp: Int32Array;
  readonly #absent: Int32Array;
  #iteration = 0;
  #absentCount = 0;
  #missedPriority = 0;
  #missedRequests = 0;
  #cost = 0;

  constructor(state: PlanState) {
    const { stops, vehicles, nodes } = state.instance;
    this.#state = state;
    this.touched = new Int32Array(vehicles);
    this.#nodes = new Int32Array(nodes);
    this.#seconds = new Int32Array(nodes);
    this.#metres = new Int32Array(nodes);
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
    const { instance, next, legSeconds, legMetres } = this.#state;
    let at = this.#offset[this.touchedCount]!;
    const end = endNode(instance, vehicle);
    for (let node = startNode(instance, vehicle); node !== end; node = next[node]!) {
      this.#nodes[at] = node;
      this.#seconds[at] = legSeconds[node]!;
      this.#metres[at] = legMetres[node]!;
      at++;
    }
    this.touched[this.touchedCount++] = vehicle;
    this.#offset[this.touchedCount] = at;
  }

  /** Everything as it was at `begin`. */
  takeBack(): void {
    const state = this.#state;
    for (let index = 0; index < this.touchedCount; index++) {
      const vehicle = this.touched[index]!;
      if (state.instance.hasRichTypes) this.#forgetExtras(vehicle);
      const last = this.#offset[index + 1]! - 1;
      for (let at = this.#offset[index]!; at <= last; at++) {
        const node = this.#nodes[at]!;
        state.run[node] = vehicle;
        state.link(node, at < last ? this.#nodes[at + 1]! : endNode(state.instance, vehicle));
        state.legSeconds[node] = this.#seconds[at]!;
        state.legMetres[node] = this.#metres[at]!;
      }
      refreshRun(state, vehicle);
    }
    this.touchedCount = 0;
    state.restoreAbsent(this.#absent, this.#absentCount);
    state.missedPriority = this.#missedPriority;
    state.missedRequests = this.#missedRequests;
    state.cost = this.#cost;
  }

  /** Returns to the hub and breaks may have come into the run since. */
  #forgetExtras(vehicle: number): void {
    const { firstReload, firstBreak } = this.#state.instance;
    this.#state.run.fill(-1, firstReload[vehicle], firstReload[vehicle + 1]);
    this.#state.run.fill(-1, firstBreak[vehicle], firstBreak[vehicle + 1]);
  }
}
