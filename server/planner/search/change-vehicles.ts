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
      if (!this.#canTake(vehicle, type)) continue;
      const other = state.idleVehicle(type);
      if (other < 0 || !this.#priceOn(vehicle, other) || this.#price >= bestPrice) continue;
      best = other;
      bestPrice = this.#price;
    }
    if (best >= 0) state.exchangeRuns(vehicle, best);
  }

  #tryExchanges(vehicle: number): void {
    const state = this.#state;
    const { typeOf, vehicles } = state.instance;
    const type = typeOf[vehicle]!;
    let best = -1;
    let bestChange = 0;
    for (let other = 0; other < vehicles; other++) {
      const otherType = typeOf[other]!;
      if (otherType === type || state.size[other] === 0 || state.isOpenRun[other] === 0) continue;
      if (!this.#canTake(vehicle, otherType) || !this.#canTake(other, type)) continue;
      const limit = state.runCost[vehicle]! + state.runCost[other]! + bestChange;
      if (!this.#priceOn(vehicle, other) || this.#price >= limit) continue;
      const price = this.#price;
      if (!this.#priceOn(other, vehicle) || price + this.#price >= limit) continue;
      best = other;
      bestChange += price + this.#price - limit;
    }
    if (best >= 0) state.exchangeRuns(vehicle, best);
  }

  #canTake(vehicle: number, type: number): boolean {
    const { instance, peak, next } = this.#state;
    const { dimensions } = instance;
    const first = startNode(instance, vehicle);
    const { capacity, vehicle: taking } = instance.types[type]!;
    if (taking.breaks !== undefined && taking.breaks.length > 0) return false;
    for (let d = 0; d < dimensions; d++) if (peak[first * dimensions + d]! > capacity[d]!) return false;
    const end = endNode(instance, vehicle);
    for (let node = next[first]!; node !== end; node = next[node]!) {
      // several trips, breaks and fixed beginnings stay with their vehicle
      if (node >= instance.stops || instance.isFixed[node] === 1) return false;
      if (instance.soloCost[type * instance.stops + node] === Infinity) return false;
    }
    return true;
  }

  /** Sets `#price` of a run on another vehicle; false where a rule would break. */
  #priceOn(vehicle: number, other: number): boolean {
    const state = this.#state;
    const { types, typeOf } = state.instance;
    const now = types[typeOf[vehicle]!]!;
    const then = types[typeOf[other]!]!;
    const hasTimeOut = then.perSecond === 0 || now.perSecond > 0;
    if (now.isRich || then.isRich || !hasTimeOut || !isSameWay(now, then)) {
      const isPossible = state.rich.walk.walk(vehicle, other);
      this.#price = state.rich.walk.cost;
      return isPossible;
    }
    this.#price =
      then.fixed +
      then.perMetre * state.metres[vehicle]! +
      then.perDrivingSecond * state.drivingSeconds[vehicle]! +
      then.perServiceSecond * state.serviceSeconds[vehicle]! +
      then.perSecond * state.secondsOut[vehicle]!;
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
