import type { Instance, VehicleType } from '../model/instance.ts';
import type { PlanState } from './plan-state.ts';
import { breakKind, endNode, startNode, stopKind } from '../model/instance.ts';
import { isAtHub } from '../constraints/at-hub.ts';
import { notThere } from './marks.ts';

interface Windows {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** The times of a run from one departure, of which the walk has found that they keep all windows. */
export class RunClock {
  /** Per hub: when what was picked up is unloaded; null for always. */
  readonly receiving: readonly (Windows | null)[];
  readonly #instance: Instance;
  readonly #state: PlanState;

  constructor(state: PlanState) {
    this.#instance = state.instance;
    this.#state = state;
    this.receiving = state.instance.problem.hubs.map(({ receiving }) =>
      receiving
        ? {
            from: Int32Array.from(receiving, (window) => window.start),
            to: Int32Array.from(receiving, (window) => window.end),
          }
        : null,
    );
  }

  /** Whether no stop's load is longer on board than it may be, of a run that leaves at a second, driven by `as`. */
  keepsFresh(vehicle: number, as: number, departure: number): boolean {
    return this.#walk(vehicle, as, departure, false);
  }

  /** Writes when the trips of a run that leaves at a second are at the hub. */
  noteArrivals(vehicle: number, departure: number): void {
    const { next, hubArrival } = this.#state;
    const start = startNode(this.#instance, vehicle);
    const end = endNode(this.#instance, vehicle);
    for (let node = start; node !== end; node = next[node]!) hubArrival[node] = notThere;
    hubArrival[end] = notThere;
    if (next[start] !== end) this.#walk(vehicle, vehicle, departure, true);
  }

  #walk(vehicle: number, as: number, departure: number, notes: boolean): boolean {
    const { kind, mostOnBoard } = this.#instance;
    const { next } = this.#state;
    const last = endNode(this.#instance, vehicle);
    let from = startNode(this.#instance, as);
    const type = this.#instance.types[this.#instance.typeOf[as]!]!;
    let clock = departure;
    let latestArrival = Infinity;
    let hasPickups = false;
    for (let node = next[startNode(this.#instance, vehicle)]!; ;) {
      let to = node;
      while (kind[to] === breakKind) to = next[to]!;
      const there = to === last ? endNode(this.#instance, as) : to;
      clock = this.#arrival(type, from, there, node, to, clock);
      if (kind[to] === stopKind) {
        clock = this.#departureFrom(to, from, clock);
        hasPickups ||= this.#instance.hasPickup[to] === 1;
        latestArrival = Math.min(latestArrival, clock + mostOnBoard[to]!);
      } else {
        if (clock > latestArrival) return false;
        if (hasPickups && notes)
          this.#state.hubArrival[to] = isAtHub(this.#instance, type.vehicle, there) ? clock : notThere;
        if (to === last) return true;
        clock = this.#afterUnloading(type, to, clock, hasPickups);
        latestArrival = Infinity;
        hasPickups = false;
      }
      from = to;
      node = next[to]!;
    }
  }

  /** On the way from one place to the next, with the breaks `node` … before `to` on it. */
  #arrival(type: VehicleType, from: number, there: number, node: number, to: number, leave: number): number {
    const { place, rows, service, windowOffset, windowFrom, windowTo } = this.#instance;
    let clock = leave;
    let way = leave + type.seconds[place[from]! * rows + place[there]!]!;
    for (let rest = node; rest !== to; rest = this.#state.next[rest]!) {
      const begin = firstIn(windowFrom, windowTo, windowOffset[rest]!, windowOffset[rest + 1]!, clock);
      clock = begin + service[rest]!;
      way = Math.max(way, begin) + service[rest]!;
    }
    return way;
  }

  #departureFrom(stop: number, from: number, arrival: number): number {
    const { place, service, setup, windowOffset, windowFrom, windowTo } = this.#instance;
    const begin = firstIn(windowFrom, windowTo, windowOffset[stop]!, windowOffset[stop + 1]!, arrival);
    return begin + service[stop]! + (place[from] === place[stop] ? 0 : setup[stop]!);
  }

  #afterUnloading(type: VehicleType, node: number, arrival: number, hasPickups: boolean): number {
    const receiving = hasPickups ? this.receiving[type.vehicle.hub ?? 0] : null;
    const begin = receiving
      ? firstIn(receiving.from, receiving.to, 0, receiving.from.length, arrival)
      : arrival;
    return begin + this.#instance.service[node]!;
  }
}

/** The first moment at or after `clock` inside a window; known to exist. */
function firstIn(from: Int32Array, to: Int32Array, first: number, end: number, clock: number): number {
  for (let window = first; window < end; window++) {
    if (to[window]! >= clock) return Math.max(clock, from[window]!);
  }
  return clock;
}
