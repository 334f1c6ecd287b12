import type { Instance } from '../model/instance.ts';
import type { PlanState } from './plan-state.ts';
import type { RunWalk } from './run-walk.ts';
import { breakKind, endNode, startNode } from '../model/instance.ts';
import { orderBreaks } from '../model/order-breaks.ts';
import { joinLinks, partLinks } from './trial-links.ts';

/** How often a break finds no place behind the places chosen for others before the search for places is given up. */
const mostDeadEnds = 30;

interface Place {
  /** Behind it. */
  readonly node: number;
  readonly cost: number;
  readonly secondsOut: number;
  readonly fullestRest: number;
}

/**
 * Where in its run a vehicle takes its breaks: where the run costs least, of these where it takes least time, and of these
 * where breaks with a limit of load leave most room for more.
 */
export class RunBreaks {
  readonly #state: PlanState;
  readonly #instance: Instance;
  readonly #walk: RunWalk;
  /** Per vehicle, its breaks (nodes) in the order in which they are placed. */
  readonly #order: readonly (readonly number[])[];
  /** Per vehicle, whether any of its breaks has a limit of load. */
  readonly #isLoadLimited: readonly boolean[];
  #deadEnds = 0;

  constructor(state: PlanState, walk: RunWalk) {
    const { problem, firstBreak } = state.instance;
    this.#state = state;
    this.#instance = state.instance;
    this.#walk = walk;
    this.#isLoadLimited = problem.vehicles.map(({ breaks = [] }) =>
      breaks.some(({ mostLoad }) => mostLoad !== undefined),
    );
    this.#order = problem.vehicles.map(({ breaks = [] }, vehicle) =>
      orderBreaks(breaks).map((index) => firstBreak[vehicle]! + index),
    );
  }

  /** Puts the breaks of a run in. False where no places for all of them are found; an empty run has none. */
  place(vehicle: number): boolean {
    const { firstBreak, kind } = this.#instance;
    const { next, run } = this.#state;
    const end = endNode(this.#instance, vehicle);
    for (let node = next[startNode(this.#instance, vehicle)]!; node !== end; node = next[node]!) {
      if (kind[node] === breakKind) partLinks(this.#state, node);
    }
    run.fill(-1, firstBreak[vehicle], firstBreak[vehicle + 1]);
    if (next[startNode(this.#instance, vehicle)] === end) return true;
    this.#deadEnds = 0;
    return this.#placeFrom(vehicle, 0);
  }

  /** Places a break and those after it in that order: the best place from which the others have one too. */
  #placeFrom(vehicle: number, at: number): boolean {
    const { next, run } = this.#state;
    const rest = this.#order[vehicle]![at];
    if (rest === undefined) return true;
    for (const { node } of this.#placesOf(vehicle, rest).sort(compare)) {
      joinLinks(this.#state, node, rest, next[node]!);
      run[rest] = vehicle;
      if (this.#placeFrom(vehicle, at + 1)) return true;
      partLinks(this.#state, rest);
      run[rest] = -1;
      if (this.#deadEnds >= mostDeadEnds) return false;
    }
    this.#deadEnds++;
    return false;
  }

  /** All places where a break that is not in the run may be. */
  #placesOf(vehicle: number, rest: number): Place[] {
    const { opens, closes } = this.#instance;
    const { next } = this.#state;
    const places: Place[] = [];
    const end = endNode(this.#instance, vehicle);
    let from = startNode(this.#instance, vehicle);
    for (let node = from; node !== end; node = next[node]!) if (closes[node]! < opens[rest]!) from = node;
    for (let node = from; node !== end && opens[node]! <= closes[rest]!; node = next[node]!) {
      joinLinks(this.#state, node, rest, next[node]!);
      if (this.#walk.walk(vehicle)) {
        const { cost, secondsOut, fullestRest } = this.#walk;
        places.push({ node, cost, secondsOut, fullestRest });
      }
      partLinks(this.#state, rest);
    }
    return places;
  }

  /**
   * Moves each break of a run, brought up to date, to a better place if there is one: where nothing waits and no break has a
   * limit of load, there is none.
   */
  move(vehicle: number): void {
    if (this.#order[vehicle]!.length === 0) return;
    if (this.#state.rich.waitingSeconds(vehicle) === 0 && !this.#isLoadLimited[vehicle]) return;
    const { next, prev } = this.#state;
    let isMoved = false;
    for (const rest of this.#order[vehicle]!) {
      const before = prev[rest]!;
      partLinks(this.#state, rest);
      const places = this.#placesOf(vehicle, rest);
      const now = places.find(({ node }) => node === before)!; // the run keeps all rules
      const best = places.reduce((least, place) => (compare(place, least) < 0 ? place : least), now);
      joinLinks(this.#state, best.node, rest, next[best.node]!);
      isMoved ||= best !== now;
    }
    if (isMoved && !this.#state.rich.refresh(vehicle)) throw new Error(`moved breaks break run ${vehicle}`);
  }

  /** Whether a run has all the breaks that it must have. */
  areAllIn(vehicle: number): boolean {
    const { run, next } = this.#state;
    if (next[startNode(this.#instance, vehicle)] === endNode(this.#instance, vehicle)) return true;
    return this.#order[vehicle]!.every((rest) => run[rest] === vehicle);
  }
}

function compare(one: Place, other: Place): number {
  return one.cost - other.cost || one.secondsOut - other.secondsOut || one.fullestRest - other.fullestRest;
}
