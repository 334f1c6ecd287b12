import type { PlanState } from '../state/plan-state.ts';
import type { Random } from '../state/random.ts';
import { endNode, startNode } from '../model/instance.ts';

/** Parameters and their values from Christiaens & Vanden Berghe (2020), table 2. */
const meanRemoved = 10;
const longestString = 10;
const splitShare = 0.5;
const growShare = 0.01;

/**
 * Ruin by strings: takes short strings of consecutive stops out of runs that lie next to each other, which leaves
 * room both in load and in place (Christiaens & Vanden Berghe 2020, doi 10.1287/trsc.2019.0914).
 */
export class StringRemoval {
  readonly #state: PlanState;
  readonly #random: Random;
  readonly #ruined: Int32Array;
  readonly #isRuined: Int32Array;
  readonly #string: Int32Array;
  #round = 0;

  constructor(state: PlanState, random: Random) {
    this.#state = state;
    this.#random = random;
    this.#string = new Int32Array(state.instance.nodes);
    this.#ruined = new Int32Array(state.instance.vehicles);
    this.#isRuined = new Int32Array(state.instance.vehicles);
  }

  run(): void {
    const state = this.#state;
    const random = this.#random;
    const { around, aroundWidth, stops } = state.instance;
    this.#round++;
    const longest = Math.min(longestString, this.#meanRunSize());
    const mostRuns = (4 * meanRemoved) / (1 + longest) - 1;
    const runs = Math.floor(1 + random.fraction() * mostRuns);
    const seed = this.#chooseSeed(stops);
    let ruined = 0;
    for (let at = seed * aroundWidth; at < (seed + 1) * aroundWidth && ruined < runs; at++) {
      const stop = around[at]!;
      if (stop < 0) break;
      const vehicle = state.run[stop]!;
      if (vehicle < 0 || this.#isRuined[vehicle] === this.#round || state.isOpenRun[vehicle] === 0) continue;
      this.#isRuined[vehicle] = this.#round;
      this.#ruined[ruined++] = vehicle;
      this.#removeString(stop, vehicle, longest);
    }
    for (let index = 0; index < ruined; index++) state.settle(this.#ruined[index]!);
  }

  /** Half of the time around a stop that is absent, if any; one that the search may change, unless none is soon found. */
  #chooseSeed(stops: number): number {
    const { absent, absentCount, run, isOpenRun, isOpenStop } = this.#state;
    if (absentCount > 0 && this.#random.fraction() < 0.5) {
      const stop = absent[this.#random.below(absentCount)]!;
      if (isOpenStop[stop] === 1) return stop;
    }
    let stop = this.#random.below(stops);
    for (let tries = 0; tries < 16 && run[stop]! >= 0 && isOpenRun[run[stop]!] === 0; tries++) {
      stop = this.#random.below(stops);
    }
    return stop;
  }

  #meanRunSize(): number {
    const { usedOfType, absentCount, instance } = this.#state;
    let used = 0;
    for (let type = 0; type < usedOfType.length; type++) used += usedOfType[type]!;
    return used === 0 ? 1 : Math.max(1, (instance.stops - absentCount) / used);
  }

  /** A string around the stop, or, split, a longer one of which some stops in the middle stay. */
  #removeString(stop: number, vehicle: number, longest: number): void {
    const random = this.#random;
    const size = this.#state.size[vehicle]!;
    const length = Math.floor(1 + random.fraction() * Math.min(size, longest));
    const taken = Math.min(length, size);
    let kept = 0;
    if (taken > 1 && taken < size && random.fraction() < splitShare) {
      kept = 1;
      while (taken + kept < size && random.fraction() < growShare) kept++;
    }
    this.#removeAround(stop, vehicle, taken, kept);
  }

  /** Removes all but `kept` of the `taken + kept` stops of a string that has the stop at a random place in it. */
  #removeAround(stop: number, vehicle: number, taken: number, kept: number): void {
    const state = this.#state;
    const { instance, next, prev } = state;
    const span = taken + kept;
    const start = startNode(instance, vehicle);
    const end = endNode(instance, vehicle);
    let before = this.#random.below(span);
    let node = stop;
    while (before > 0 && prev[node] !== start) {
      node = prev[node]!;
      before--;
    }
    // too close to the end for the whole string: begin it earlier
    let room = 1;
    for (let ahead = node; room < span && next[ahead] !== end; ahead = next[ahead]!) room++;
    for (; room < span && prev[node] !== start; room++) node = prev[node]!;
    const keptFrom = kept > 0 ? 1 + this.#random.below(taken - 1) : span;
    for (let index = 0; index < room; index++) {
      this.#string[index] = node;
      node = next[node]!;
    }
    for (let index = 0; index < room; index++) {
      if (index < keptFrom || index >= keptFrom + kept) this.#removeOne(this.#string[index]!);
    }
  }

  /** Returns to the hub and breaks stay for `settle`, fixed beginnings for good; a shipment's other stop goes along. */
  #removeOne(node: number): void {
    const { instance, run } = this.#state;
    if (node >= instance.stops || run[node]! < 0 || instance.isFixed[node] === 1) return;
    this.#state.removeWithPartner(node);
  }
}
