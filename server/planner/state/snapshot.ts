import type { Objective } from './objective.ts';
import type { PlanState } from './plan-state.ts';
import { endNode, type Instance, reloadKind, startNode, stopKind } from '../model/instance.ts';

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
    let at = 0;
    this.startsAt.set(state.startsAt);
    for (let vehicle = 0; vehicle < instance.vehicles; vehicle++) {
      this.offsets[vehicle] = at;
      const end = endNode(instance, vehicle);
      for (let node = next[startNode(instance, vehicle)]!; node !== end; node = next[node]!) {
        this.stops[at++] = entryOf(instance, vehicle, node);
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
  const changed: number[] = [];
  for (let vehicle = 0; vehicle < instance.vehicles; vehicle++) {
    if (!isAsPlanned(state, plan, vehicle)) changed.push(vehicle);
  }
  // first all of them, since stops go from one to another
  for (const vehicle of changed) clearRun(state, vehicle);
  for (const vehicle of changed) restoreRun(state, plan, vehicle);
}

function isAsPlanned({ instance, next, startsAt }: PlanState, plan: Sequences, vehicle: number): boolean {
  const { offsets, stops } = plan;
  let node = next[startNode(instance, vehicle)]!;
  for (let at = offsets[vehicle]!; at < offsets[vehicle + 1]!; at++, node = next[node]!) {
    if (node === endNode(instance, vehicle) || entryOf(instance, vehicle, node) !== stops[at]) return false;
  }
  return node === endNode(instance, vehicle) && startsAt[vehicle] === plan.startsAt[vehicle];
}

function clearRun(state: PlanState, vehicle: number): void {
  const { instance, next } = state;
  const end = endNode(instance, vehicle);
  for (let node = next[startNode(instance, vehicle)]!; node !== end; node = next[node]!) {
    if (instance.kind[node] === stopKind) state.remove(node);
    else state.run[node] = -1;
  }
}

function restoreRun(state: PlanState, plan: Sequences, vehicle: number): void {
  const { instance } = state;
  state.startsAt[vehicle] = plan.startsAt[vehicle]!;
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

/** What stands for a node of a run in `PlanSequences.stops`. */
function entryOf({ kind, firstBreak }: Instance, vehicle: number, node: number): number {
  if (kind[node] === stopKind) return node;
  return kind[node] === reloadKind ? reloadEntry : firstRest - (node - firstBreak[vehicle]!);
}
