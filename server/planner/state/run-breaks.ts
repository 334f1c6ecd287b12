import type { Instance } from '../model/instance.ts';
import type { PlanState } from './plan-state.ts';
import type { RunWalk } from './run-walk.ts';
import { breakKind, endNode, startNode } from '../model/instance.ts';
import { joinLinks, partLinks } from './trial-links.ts';

/** Where in its run a vehicle takes its breaks. */
export class RunBreaks {
  readonly #state: PlanState;
  readonly #instance: Instance;
  readonly #walk: RunWalk;

  constructor(state: PlanState, walk: RunWalk) {
    this.#state = state;
    this.#instance = state.instance;
    this.#walk = walk;
  }

  /**
   * Puts the breaks of a run, in their order, where they cost least. False where they have no places together; an empty
   * run has none.
   */
  place(vehicle: number): boolean {
    const { firstBreak, kind } = this.#instance;
    const { next, run } = this.#state;
    const end = endNode(this.#instance, vehicle);
    for (let node = next[startNode(this.#instance, vehicle)]!; node !== end; node = next[node]!) {
      if (kind[node] === breakKind) partLinks(this.#state, node);
    }
    run.fill(-1, firstBreak[vehicle], firstBreak[vehicle + 1]);
    if (next[startNode(this.#instance, vehicle)] === end) return true;
    return this.#placeFrom(vehicle, firstBreak[vehicle]!, startNode(this.#instance, vehicle));
  }

  /** Places a break and those after it behind a node: the cheapest place from which the others have one too. */
  #placeFrom(vehicle: number, rest: number, from: number): boolean {
    const { next, run } = this.#state;
    if (rest === this.#instance.firstBreak[vehicle + 1]!) return true;
    const places: { readonly node: number; readonly cost: number }[] = [];
    for (let node = from; node !== endNode(this.#instance, vehicle); node = next[node]!) {
      joinLinks(this.#state, node, rest, next[node]!);
      if (this.#walk.walk(vehicle)) places.push({ node, cost: this.#walk.cost });
      partLinks(this.#state, rest);
    }
    places.sort((one, other) => one.cost - other.cost);
    for (const { node } of places) {
      joinLinks(this.#state, node, rest, next[node]!);
      run[rest] = vehicle;
      if (this.#placeFrom(vehicle, rest + 1, rest)) return true;
      partLinks(this.#state, rest);
      run[rest] = -1;
    }
    return false;
  }

  /** Whether a run has all the breaks that it must have. */
  areAllIn(vehicle: number): boolean {
    const { firstBreak } = this.#instance;
    const { run, next } = this.#state;
    if (next[startNode(this.#instance, vehicle)] === endNode(this.#instance, vehicle)) return true;
    for (let rest = firstBreak[vehicle]!; rest < firstBreak[vehicle + 1]!; rest++)
      if (run[rest] !== vehicle) return false;
    return true;
  }
}
