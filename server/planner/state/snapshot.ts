import type { Objective } from './objective.ts';
import type { PlanState } from './plan-state.ts';
import { endNode, startNode } from '../model/instance.ts';
import { refreshRun } from './refresh-run.ts';

/** A plan kept aside: stops in order of their runs, so that it can be handed to another thread. */
export interface PlanSequences extends Objective {
  /** Per vehicle, its stops are `stops[offsets[vehicle] … offsets[vehicle + 1])`. */
  readonly offsets: Int32Array;
  readonly stops: Int32Array;
}

/** The best plan so far; written over in place, since new bests come by the hundred. */
export class Snapshot implements PlanSequences {
  readonly offsets: Int32Array;
  readonly stops: Int32Array;
  missedPriority = Infinity;
  missedRequests = Infinity;
  cost = Infinity;

  constructor(state: PlanState) {
    this.offsets = new Int32Array(state.instance.vehicles + 1);
    this.stops = new Int32Array(state.instance.stops);
  }

  take(state: PlanState): void {
    const { instance, next } = state;
    let at = 0;
    for (let vehicle = 0; vehicle < instance.vehicles; vehicle++) {
      this.offsets[vehicle] = at;
      const end = endNode(instance, vehicle);
      for (let node = next[startNode(instance, vehicle)]!; node !== end; node = next[node]!) {
        this.stops[at++] = node;
      }
    }
    this.offsets[instance.vehicles] = at;
    this.missedPriority = state.missedPriority;
    this.missedRequests = state.missedRequests;
    this.cost = state.cost;
  }
}

/** Makes the state that plan. Stops that the plan leaves out become absent. Throws where it breaks a rule. */
export function restorePlan(state: PlanState, plan: Pick<PlanSequences, 'offsets' | 'stops'>): void {
  const { instance } = state;
  clearPlan(state);
  for (let vehicle = 0; vehicle < instance.vehicles; vehicle++) {
    let before = startNode(instance, vehicle);
    for (let at = plan.offsets[vehicle]!; at < plan.offsets[vehicle + 1]!; at++) {
      const stop = plan.stops[at]!;
      state.unlistAbsent(stop);
      state.run[stop] = vehicle;
      state.link(before, stop);
      before = stop;
    }
    state.link(before, endNode(instance, vehicle));
    if (!refreshRun(state, vehicle)) throw new Error(`the plan to adopt breaks a rule in run ${vehicle}`);
  }
}

function clearPlan(state: PlanState): void {
  const { instance, next } = state;
  for (let vehicle = 0; vehicle < instance.vehicles; vehicle++) {
    const end = endNode(instance, vehicle);
    for (let node = next[startNode(instance, vehicle)]!; node !== end; node = next[node]!) state.remove(node);
  }
}
