import type { VehicleType } from '../model/instance.ts';
import type { PlanState } from '../state/plan-state.ts';
import { endNode, startNode } from '../model/instance.ts';

/**
 * Gives whole runs to other vehicles where that is cheaper. Greedy insertion picks the vehicle that is cheapest for
 * one stop; this picks the one that is cheapest for the run.
 */
export class ChangeVehicles {
  readonly #state: PlanState;
  readonly #hasChoice: boolean;
  /** Found by `#priceOn`. */
  #price = 0;

  constructor(state: PlanState) {
    this.#state = state;
    this.#hasChoice = state.instance.types.length > 1;
  }

  /** Tries each run of a list on idle vehicles of every other type and moves it where that is cheapest. */
  run(vehicles: Int32Array, count: number): void {
    if (!this.#hasChoice) return;
    for (let index = 0; index < count; index++) {
      if (this.#state.size[vehicles[index]!]! > 0) this.#tryTypes(vehicles[index]!);
    }
  }

  /**
   * Lets each run of a list change vehicles with the run of another type with which that saves most. Where the whole
   * fleet is out, nothing else moves a run to another vehicle.
   */
  exchange(vehicles: Int32Array, count: number): void {
    if (!this.#hasChoice) return;
    for (let index = 0; index < count; index++) {
      if (this.#state.size[vehicles[index]!]! > 0) this.#tryExchanges(vehicles[index]!);
    }
  }

  #tryTypes(vehicle: number): void {
    const state = this.#state;
    const { types, typeOf } = state.instance;
    let best = -1;
    let bestPrice = state.runCost[vehicle]!;
    for (let type = 0; type < types.length; type++) {
      if (type === typeOf[vehicle] || state.usedOfType[type] === types[type]!.members.length) continue;
      if (!this.#canTake(vehicle, type) || !this.#priceOn(vehicle, type, bestPrice)) continue;
      if (this.#price >= bestPrice) continue;
      best = type;
      bestPrice = this.#price;
    }
    if (best >= 0) state.exchangeRuns(vehicle, state.idleVehicle(best));
  }

  #tryExchanges(vehicle: number): void {
    const state = this.#state;
    const { typeOf, vehicles } = state.instance;
    const type = typeOf[vehicle]!;
    let best = -1;
    let bestChange = 0;
    for (let other = 0; other < vehicles; other++) {
      const otherType = typeOf[other]!;
      if (otherType === type || state.size[other] === 0) continue;
      if (!this.#canTake(vehicle, otherType) || !this.#canTake(other, type)) continue;
      const limit = state.runCost[vehicle]! + state.runCost[other]! + bestChange;
      if (!this.#priceOn(vehicle, otherType, limit) || this.#price >= limit) continue;
      const price = this.#price;
      if (!this.#priceOn(other, type, limit - price) || price + this.#price >= limit) continue;
      best = other;
      bestChange += price + this.#price - limit;
    }
    if (best >= 0) state.exchangeRuns(vehicle, best);
  }

  #canTake(vehicle: number, type: number): boolean {
    const { instance, peak, next } = this.#state;
    const { dimensions } = instance;
    const first = startNode(instance, vehicle);
    const { capacity } = instance.types[type]!;
    for (let d = 0; d < dimensions; d++) if (peak[first * dimensions + d]! > capacity[d]!) return false;
    const end = endNode(instance, vehicle);
    for (let node = next[first]!; node !== end; node = next[node]!) {
      if (instance.soloCost[type * instance.stops + node] === Infinity) return false;
    }
    return true;
  }

  /** Sets `#price`; false where a rule would break or the price is certainly not below `limit`. */
  #priceOn(vehicle: number, type: number, limit: number): boolean {
    const state = this.#state;
    const now = state.instance.types[state.instance.typeOf[vehicle]!]!;
    const then = state.instance.types[type]!;
    if (!isSameWay(now, then)) return this.#priceByWalk(vehicle, then, limit);
    this.#price =
      then.fixed +
      then.perMetre * state.metres[vehicle]! +
      then.perDrivingSecond * state.drivingSeconds[vehicle]! +
      then.perServiceSecond * state.serviceSeconds[vehicle]!;
    if (then.perSecond === 0) return true;
    // The time out is kept only where the present type has a price for it.
    if (now.perSecond === 0) return this.#priceByWalk(vehicle, then, limit);
    this.#price += then.perSecond * state.secondsOut[vehicle]!;
    return true;
  }

  #priceByWalk(vehicle: number, type: VehicleType, limit: number): boolean {
    const { instance, next, leastDuration } = this.#state;
    const { rows, place } = instance;
    const end = endNode(instance, vehicle);
    const member = type.members[0]!;
    let metres = 0;
    let driving = 0;
    let from = startNode(instance, member);
    leastDuration.open(from);
    for (let node = next[startNode(instance, vehicle)]!; ; node = next[node]!) {
      const to = node === end ? endNode(instance, member) : node;
      const cell = place[from]! * rows + place[to]!;
      const seconds = type.seconds[cell]!;
      if (seconds < 0) return false;
      metres += type.metres[cell]!;
      driving += seconds;
      leastDuration.pass(seconds, to);
      if (leastDuration.isImpossible()) return false;
      if (node === end) break;
      from = to;
    }
    this.#price =
      type.fixed +
      type.perMetre * metres +
      type.perDrivingSecond * driving +
      type.perServiceSecond * this.#state.serviceSeconds[vehicle]!;
    if (type.perSecond > 0 && this.#price < limit) this.#price += type.perSecond * leastDuration.least();
    return true;
  }
}

/** Whether the same stops in the same order take the same metres and seconds. */
function isSameWay(a: VehicleType, b: VehicleType): boolean {
  return (
    a.seconds === b.seconds &&
    a.metres === b.metres &&
    a.vehicle.startPlace === b.vehicle.startPlace &&
    a.vehicle.endPlace === b.vehicle.endPlace &&
    a.vehicle.shift.start === b.vehicle.shift.start &&
    a.vehicle.shift.end === b.vehicle.shift.end
  );
}
