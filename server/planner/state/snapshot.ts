import type { Objective } from './objective.ts';
import type { PlanState } from './plan-state.ts';
import { endNode, reloadKind, startNode, stopKind } from '../model/instance.ts';

/** Entries of `PlanSequences.stops` that are no stops: a return to the hub, and the vehicle's break b as `firstRest − b`. */
export const reloadEntry = -1;
export const firstRest = -2;

/** A plan kept aside: stops in order of their runs, so that it can be handed to another thread. */
export interface PlanSequences extends Objective {
  /** Per vehicle, its run is `stops[offsets[vehicle] … offsets[vehicle + 1])`. */
  readonly offsets: Int32Array;
  readonly stops: Int32Array;
  /** Per vehicle, `PlanState.startsAt`. */
  readonly startsAt: Int32Array;
}

/** What a plan is made again from. */
export type Sequences = Pick<PlanSequences, 'offsets' | 'stops' | 'startsAt'>;

/** The best plan so far; written over in place, since new bests come by the hundred. */
export class Snapshot implements PlanSequences {
  readonly offsets: Int32Array;
  readonly stops: Int32Array;
  readonly startsAt: Int32Array;
  missedPriority = Infinity;
  missedRequests = Infinity;
  cost = Infinity;

  constructor(state: PlanState) {
    const { vehicles, nodes } = state.instance;
    this.offsets = new Int32Array(vehicles + 1);
    this.startsAt = new Int32Array(vehicles);
    this.stops = new Int32Array(nodes - 2 * vehicles);
  }

  take(state: PlanState): void {
    const { instance, next } = state;
    const { kind, firstBreak } = instance;
    let at = 0;
    this.startsAt.set(state.startsAt);
    for (let vehicle = 0; vehicle < instance.vehicles; vehicle++) {
      this.offsets[vehicle] = at;
      const end = endNode(instance, vehicle);
      for (let node = next[startNode(instance, vehicle)]!; node !== end; node = next[node]!) {
        if (kind[node] === stopKind) this.stops[at++] = node;
        else
          this.stops[at++] =
            kind[node] === reloadKind ? reloadEntry : firstRest - (node - firstBreak[vehicle]!);
      }
    }
    this.offsets[instance.vehicles] = at;
    this.missedPriority = state.missedPriority;
    this.missedRequests = state.missedRequests;
    this.cost = state.cost;
  }
}

/** Makes the state that plan. Stops that the plan leaves out become absent. Throws where it breaks a rule. */
export function restorePlan(state: PlanState, plan: Sequences): void {
  const { instance } = state;
  clearPlan(state);
  state.startsAt.set(plan.startsAt);
  for (let vehicle = 0; vehicle < instance.vehicles; vehicle++) {
    let before = startNode(instance, vehicle);
    let reload = instance.firstReload[vehicle]!;
    for (let at = plan.offsets[vehicle]!; at < plan.offsets[vehicle + 1]!; at++) {
      const entry = plan.stops[at]!;
      let node = entry;
      if (entry === reloadEntry) node = reload++;
      else if (entry < reloadEntry) node = instance.firstBreak[vehicle]! + firstRest - entry;
      else state.unlistAbsent(entry);
      state.run[node] = vehicle;
      state.link(before, node);
      before = node;
    }
    state.link(before, endNode(instance, vehicle));
    if (!state.refreshRun(vehicle)) throw new Error(`the plan to adopt breaks a rule in run ${vehicle}`);
  }
}

function clearPlan(state: PlanState): void {
  const { instance, next } = state;
  for (let vehicle = 0; vehicle < instance.vehicles; vehicle++) {
    const end = endNode(instance, vehicle);
    for (let node = next[startNode(instance, vehicle)]!; node !== end; node = next[node]!) {
      if (instance.kind[node] === stopKind) state.remove(node);
      else state.run[node] = -1;
    }
  }
}
