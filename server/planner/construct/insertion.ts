import type { VehicleType } from '../model/instance.ts';
import type { PlanState } from '../state/plan-state.ts';
import type { Random } from '../state/random.ts';
import { dependsOnPlace, fitsBehind, fitsNowhere, judgeLoad } from '../constraints/capacity.ts';
import { firstStart } from '../constraints/windows.ts';
import { dimensions, endNode, startNode } from '../model/instance.ts';

/** One place in this many is passed over, so that the greedy choice varies (Christiaens & Vanden Berghe 2020: 1 %). */
const blinkEvery = 100;

/**
 * Finds the cheapest place for an absent stop. Prices are exact differences of the plan's cost; only the price of
 * a further vehicle may be bent (`sharesFixedCost`). The result is in the public fields; nothing is allocated.
 */
export class Insertion {
  /** Node behind which to insert; −1 where there is no place in a run. */
  after = -1;
  /** Type of which an idle vehicle is to be used instead; −1 for none. */
  type = -1;
  /** Price in `costUnit`ths; Infinity where there is no place at all. */
  price = Infinity;
  readonly #state: PlanState;
  readonly #random: Random;
  readonly #seen: Int32Array;
  readonly #judged: Int32Array;
  readonly #verdict: Uint8Array;
  #look = 0;
  #untilBlink = 0;

  constructor(state: PlanState, random: Random) {
    this.#state = state;
    this.#random = random;
    this.#seen = new Int32Array(state.instance.nodes);
    this.#judged = new Int32Array(state.instance.vehicles);
    this.#verdict = new Uint8Array(state.instance.vehicles);
  }

  /** Looks beside the stop's neighbours and at idle vehicles. */
  findNear(stop: number, sharesFixedCost: boolean): void {
    const { instance, run, prev } = this.#state;
    const { nextTo, nextToWidth, stops } = instance;
    const seen = this.#seen;
    this.#start();
    const look = this.#look;
    for (let at = stop * nextToWidth; at < (stop + 1) * nextToWidth; at++) {
      const neighbour = nextTo[at]!;
      if (neighbour < 0) break;
      const vehicle = run[neighbour]!;
      if (vehicle < 0) continue;
      const verdict = this.#judge(vehicle, stop);
      if (verdict === fitsNowhere) continue;
      if (seen[neighbour] !== look) {
        seen[neighbour] = look;
        this.#price(stop, neighbour, vehicle, verdict);
      }
      const before = prev[neighbour]!;
      if (seen[before] !== look) {
        seen[before] = look;
        this.#price(stop, before, vehicle, verdict);
      }
    }
    if (stop < stops) this.#priceIdle(stop, sharesFixedCost);
  }

  /** Looks at every place of every run and at idle vehicles, without a blink. */
  findAnywhere(stop: number): void {
    const { instance, next } = this.#state;
    const untilBlink = this.#untilBlink;
    this.#untilBlink = 2 ** 30;
    this.#start();
    for (let vehicle = 0; vehicle < instance.vehicles; vehicle++) {
      if (this.#state.size[vehicle] === 0) continue;
      const verdict = this.#judge(vehicle, stop);
      if (verdict === fitsNowhere) continue;
      const end = endNode(instance, vehicle);
      for (let node = startNode(instance, vehicle); node !== end; node = next[node]!) {
        this.#price(stop, node, vehicle, verdict);
      }
    }
    this.#priceIdle(stop, false);
    this.#untilBlink = untilBlink;
  }

  /** Makes the insertion found. False where none was. */
  apply(stop: number): boolean {
    if (this.price === Infinity) return false;
    const { instance } = this.#state;
    const after = this.type < 0 ? this.after : startNode(instance, this.#state.idleVehicle(this.type));
    this.#state.insert(stop, after);
    return true;
  }

  #start(): void {
    this.after = -1;
    this.type = -1;
    this.price = Infinity;
    this.#look++;
  }

  #judge(vehicle: number, stop: number): number {
    if (this.#judged[vehicle] === this.#look) return this.#verdict[vehicle]!;
    const { instance } = this.#state;
    const isAllowed = instance.soloCost[instance.typeOf[vehicle]! * instance.stops + stop] !== Infinity;
    const verdict = isAllowed ? judgeLoad(this.#state, vehicle, stop) : fitsNowhere;
    this.#judged[vehicle] = this.#look;
    this.#verdict[vehicle] = verdict;
    return verdict;
  }

  /** Prices one place and keeps it where it is the best so far. Cheap tests first. */
  #price(stop: number, after: number, vehicle: number, verdict: number): void {
    if (this.#untilBlink-- <= 0) {
      this.#untilBlink = this.#random.below(2 * blinkEvery - 1);
      return;
    }
    const state = this.#state;
    const { instance, next } = state;
    const { rowOffset, place, service, opens, closes } = instance;
    const type = instance.types[instance.typeOf[vehicle]!]!;
    const before = next[after]!;
    const cellIn = rowOffset[after]! + place[stop]!;
    const cellOut = rowOffset[stop]! + place[before]!;
    const legIn = type.seconds[cellIn]!;
    const legOut = type.seconds[cellOut]!;
    if (legIn < 0 || legOut < 0) return;
    let price = type.perDrivingSecond * (legIn + legOut - state.legSeconds[after]!);
    if (type.perMetre > 0) {
      price += type.perMetre * (type.metres[cellIn]! + type.metres[cellOut]! - state.legMetres[after]!);
    }
    if (type.perSecond === 0 && price >= this.price) return;
    let clock = state.ready[after]! + legIn;
    if (clock < opens[stop]!) clock = opens[stop]!;
    if (clock > closes[stop]!) return;
    if (instance.isMulti[stop] === 1) clock = firstStart(instance, stop, clock);
    if (clock + service[stop]! + legOut > state.latest[before]!) return;
    if (type.perSecond > 0) {
      price += this.#priceOfTime(type, stop, after, vehicle, legIn, legOut, this.price - price);
      if (price >= this.price) return;
    }
    if (verdict === dependsOnPlace && !fitsBehind(state, after, stop)) return;
    this.price = price;
    this.after = after;
  }

  /** What the change of the least time out costs; Infinity where it is certainly not below `limit`. */
  #priceOfTime(
    type: VehicleType,
    stop: number,
    after: number,
    vehicle: number,
    legIn: number,
    legOut: number,
    limit: number,
  ): number {
    const state = this.#state;
    const { opens, closes, service, isMulti } = state.instance;
    const before = state.next[after]!;
    const outNow = state.secondsOut[vehicle]!;
    if (state.multiCount[vehicle]! > 0 || isMulti[stop] === 1) {
      const withoutWaiting =
        state.drivingSeconds[vehicle]! +
        state.serviceSeconds[vehicle]! +
        (legIn + legOut - state.legSeconds[after]! + service[stop]!);
      if (type.perSecond * (withoutWaiting - outNow) >= limit) return Infinity;
      return type.perSecond * (state.leastDuration.withStop(state, stop, after, legIn, legOut) - outNow);
    }
    const shift = state.headOut[after]! + legIn;
    const headLate = state.headLate[after]!;
    const wait = Math.max(0, opens[stop]! - shift - headLate);
    const late = Math.min(closes[stop]! - shift, headLate);
    const out = shift + service[stop]! + wait + legOut;
    const waitAfter = Math.max(0, state.tailEarly[before]! - out - late);
    return type.perSecond * (out + waitAfter + state.tailOut[before]! - outNow);
  }

  /** Prices a run of the stop alone on an idle vehicle of each type. */
  #priceIdle(stop: number, sharesFixedCost: boolean): void {
    const { instance, usedOfType } = this.#state;
    for (let type = 0; type < instance.types.length; type++) {
      let price = instance.soloCost[type * instance.stops + stop]!;
      if (price === Infinity || usedOfType[type] === instance.types[type]!.members.length) continue;
      if (sharesFixedCost) price -= instance.types[type]!.fixed * (1 - this.#loadShare(type, stop));
      if (price >= this.price) continue;
      this.price = price;
      this.type = type;
    }
  }

  /** How much of a vehicle of this type the stop fills, in the dimension in which it fills most. */
  #loadShare(type: number, stop: number): number {
    const { pickup, delivery, types } = this.#state.instance;
    let share = 0;
    for (let d = 0; d < dimensions; d++) {
      const amount = Math.max(pickup[stop * dimensions + d]!, delivery[stop * dimensions + d]!);
      const limit = types[type]!.capacity[d]!;
      if (amount > 0 && limit < Infinity) share = Math.max(share, amount / limit);
    }
    return share;
  }
}
