import type { PlanState } from '../state/plan-state.ts';
import { endNode, startNode } from '../model/instance.ts';
import { PairPlaces } from './pair-places.ts';

/**
 * Puts both stops of a shipment into the run where they cost least together, at two places of a trip or as a further trip.
 */
export class PairInsertion {
  readonly #state: PlanState;
  readonly #places: PairPlaces;
  #price = Infinity;
  #after = -1;
  #afterSecond = -1;
  /** Return to the hub with which they become a trip of their own at `#after`; −1 where they join a trip. */
  #reload = -1;
  #idle = -1;

  constructor(state: PlanState) {
    this.#state = state;
    this.#places = new PairPlaces(state);
  }

  /** By either of its stops; both are absent. False where there is no place. */
  insert(stop: number): boolean {
    const { instance, size, rich, isOpenRun } = this.#state;
    const isSecond = instance.isShipmentEnd[stop] === 1;
    const first = isSecond ? instance.partner[stop]! : stop;
    const second = instance.partner[first]!;
    if (instance.isHopeless[first] === 1 || instance.isHopeless[second] === 1) return false;
    this.#price = Infinity;
    this.#idle = -1;
    for (let vehicle = 0; vehicle < instance.vehicles; vehicle++) {
      if (size[vehicle] === 0 || isOpenRun[vehicle] === 0) continue;
      if (!this.#mayTake(vehicle, first, second)) continue;
      this.#tryRun(vehicle, first, second);
      if (instance.hasTrips) this.#tryTrips(vehicle, first, second);
    }
    this.#tryIdle(first, second);
    if (this.#price === Infinity || this.#isDear(first, second)) return false;
    if (this.#idle >= 0) rich.insertPair(first, startNode(instance, this.#idle), second, first);
    else if (this.#reload >= 0) rich.insertTrip(first, second, this.#after, this.#reload);
    else rich.insertPair(first, this.#after, second, this.#afterSecond);
    return true;
  }

  #isDear(first: number, second: number): boolean {
    const { isOptional, leaveOutCost } = this.#state.instance;
    const isFree = isOptional[first] === 1 && isOptional[second] === 1;
    return isFree && this.#price >= leaveOutCost[first]! + leaveOutCost[second]!;
  }

  #mayTake(vehicle: number, first: number, second: number): boolean {
    const { soloCost, stops, typeOf } = this.#state.instance;
    const row = typeOf[vehicle]! * stops;
    return soloCost[row + first] !== Infinity && soloCost[row + second] !== Infinity;
  }

  /** Walks the most promising place first, so that few others remain. */
  #tryRun(vehicle: number, first: number, second: number): void {
    this.#places.find(vehicle, first, second, this.#price);
    const { after, afterSecond, bound, count } = this.#places;
    let best = 0;
    for (let at = 1; at < count; at++) if (bound[at]! < bound[best]!) best = at;
    if (count > 0) this.#tryPlace(first, after[best]!, second, afterSecond[best]!);
    for (let at = 0; at < count; at++) {
      if (at !== best && bound[at]! < this.#price) {
        this.#tryPlace(first, after[at]!, second, afterSecond[at]!);
      }
    }
  }

  #tryPlace(first: number, after: number, second: number, afterSecond: number): void {
    const price = this.#state.rich.pricePair(first, after, second, afterSecond);
    if (price >= this.#price) return;
    this.#price = price;
    this.#after = after;
    this.#afterSecond = afterSecond;
    this.#reload = -1;
  }

  /** As a trip of their own before, between and behind the trips of the run, if it may have one more. */
  #tryTrips(vehicle: number, first: number, second: number): void {
    const { instance, next, rich } = this.#state;
    const reload = rich.trips.spare(vehicle);
    if (reload < 0) return;
    const end = endNode(instance, vehicle);
    for (let node = startNode(instance, vehicle); node !== end; node = next[node]!) {
      if (!rich.trips.mayBegin(node) || rich.isBeforeFixed(node)) continue;
      if (this.#places.boundOfTrip(vehicle, first, second, node, reload) >= this.#price) continue;
      const price = rich.priceTrip(first, second, node, reload);
      if (price >= this.#price) continue;
      this.#price = price;
      this.#after = node;
      this.#reload = reload;
    }
  }

  #tryIdle(first: number, second: number): void {
    const state = this.#state;
    const { types, stops, soloCost } = state.instance;
    for (let type = 0; type < types.length; type++) {
      const alone = Math.max(soloCost[type * stops + first]!, soloCost[type * stops + second]!);
      if (alone >= this.#price) continue;
      const vehicle = state.idleVehicle(type, first);
      if (vehicle < 0) continue;
      const price = state.rich.pricePairAlone(first, second, vehicle);
      if (price >= this.#price) continue;
      this.#price = price;
      this.#idle = vehicle;
    }
  }
}
