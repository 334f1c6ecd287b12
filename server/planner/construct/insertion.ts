import type { VehicleType } from '../model/instance.ts';
import type { PlanState } from '../state/plan-state.ts';
import type { Random } from '../state/random.ts';
import { dependsOnPlace, fitsBehind, fitsNowhere, judgeLoad } from '../constraints/capacity.ts';
import { firstStart } from '../constraints/windows.ts';
import { endNode, nearWidth, startNode } from '../model/instance.ts';
import {
  besideHead,
  besideMetresIn,
  besideMetresOut,
  besidePlaceAhead,
  besidePlaceBehind,
  besidePrev,
  besideSecondsIn,
  besideSecondsOut,
  besideWidth,
} from '../state/note-link.ts';

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
  /** Return to the hub with which the stop becomes a trip of its own at `after`; −1 where it joins a trip. */
  reload = -1;
  /** Price in `costUnit`ths; Infinity where there is no place at all. */
  price = Infinity;
  readonly #state: PlanState;
  readonly #random: Random;
  /** Per first node of a trip: the look at which its load was last judged, × 4, and the verdict. */
  readonly #judged: Int32Array;
  #look = 0;
  #untilBlink = 0;

  constructor(state: PlanState, random: Random) {
    this.#state = state;
    this.#random = random;
    this.#judged = new Int32Array(state.instance.nodes);
  }

  /**
   * Looks beside the stop's neighbours and at idle vehicles. A place is passed over where going straight to the
   * neighbour and back instead of its present leg costs more than the best place so far: with the triangle inequality,
   * which road times keep nearly everywhere, it cannot be better.
   */
  findNear(stop: number, sharesFixedCost: boolean): void {
    const { instance, beside, room } = this.#state;
    const { nextTo, nextToWidth, types, typeOfNode } = instance;
    const judged = this.#judged;
    const need = instance.pickup[stop * instance.dimensions]!;
    const look = this.#start();
    const place = instance.place[stop]!;
    const fromRow = place * instance.rows;
    let typeNow = -1;
    let type = types[0]!;
    let { near, perDrivingSecond, leastPerMetre: perMetre } = type;
    let best = Infinity;
    const rowEnd = (stop + 1) * nextToWidth;
    for (let at = stop * nextToWidth; at < rowEnd; at++) {
      const neighbour = nextTo[at]!;
      if (neighbour < 0) break;
      const here = neighbour * besideWidth;
      const first = beside[here + besideHead]!;
      if (first < 0 || need > room[first]!) continue;
      let mark = judged[first]!;
      if (mark >> 2 !== look) mark = this.#judge(first, stop);
      const verdict = mark & 3;
      if (verdict === fitsNowhere) continue;
      if (typeOfNode[first] !== typeNow) {
        typeNow = typeOfNode[first]!;
        type = types[typeNow]!;
        ({ near, perDrivingSecond, leastPerMetre: perMetre } = type);
      }
      const leg = near[at * nearWidth]!;
      let longer = leg - beside[here + besideSecondsOut]!;
      let price = perDrivingSecond * longer;
      if (perMetre > 0) price += perMetre * (near[at * nearWidth + 1]! - beside[here + besideMetresOut]!);
      if (2 * price < best) {
        const cell = fromRow + beside[here + besidePlaceAhead]!;
        const legOut = type.seconds[cell]!;
        price += perDrivingSecond * legOut;
        if (perMetre > 0) price += perMetre * type.metres[cell]!;
        if (price < best || longer + legOut < 0) {
          best = this.#admit(stop, neighbour, verdict, type, leg, legOut, price);
        }
      }
      const legBack = near[at * nearWidth + 2]!;
      longer = legBack - beside[here + besideSecondsIn]!;
      price = perDrivingSecond * longer;
      if (perMetre > 0) price += perMetre * (near[at * nearWidth + 3]! - beside[here + besideMetresIn]!);
      if (2 * price >= best) continue;
      const cell = place * type.toRow + beside[here + besidePlaceBehind]! * type.toStep;
      const legIn = type.secondsTo[cell]!;
      price += perDrivingSecond * legIn;
      if (perMetre > 0) price += perMetre * type.metresTo[cell]!;
      if (price < best || longer + legIn < 0) {
        best = this.#admit(stop, beside[here + besidePrev]!, verdict, type, legIn, legBack, price);
      }
    }
    if (instance.hasTrips) this.#priceTrips(stop);
    this.#priceIdle(stop, sharesFixedCost);
  }

  /** Looks at every place of every run and at idle vehicles, without a blink. */
  findAnywhere(stop: number): void {
    const { instance, next, head, size } = this.#state;
    const untilBlink = this.#untilBlink;
    this.#untilBlink = 2 ** 30;
    const look = this.#start();
    for (let vehicle = 0; vehicle < instance.vehicles; vehicle++) {
      if (size[vehicle] === 0) continue;
      const type = instance.types[instance.typeOf[vehicle]!]!;
      const end = endNode(instance, vehicle);
      for (let node = startNode(instance, vehicle); node !== end; node = next[node]!) {
        const first = head[node]!;
        const mark = this.#judged[first]! >> 2 === look ? this.#judged[first]! : this.#judge(first, stop);
        if ((mark & 3) !== fitsNowhere) this.#priceBehind(stop, node, mark & 3, type);
      }
    }
    if (instance.hasTrips) this.#priceTrips(stop);
    this.#priceIdle(stop, false);
    this.#untilBlink = untilBlink;
  }

  /** Makes the insertion found. False where none was. */
  apply(stop: number): boolean {
    if (this.price === Infinity) return false;
    const state = this.#state;
    if (this.reload >= 0) state.rich.insertTrip(stop, stop, this.after, this.reload);
    else if (this.type < 0) state.insert(stop, this.after);
    else this.#open(stop, state.idleVehicle(this.type, stop));
    return true;
  }

  #open(stop: number, vehicle: number): void {
    const { instance, rich } = this.#state;
    if (instance.types[this.type]!.isRich) rich.insertAlone(stop, vehicle);
    else this.#state.insert(stop, startNode(instance, vehicle));
  }

  #start(): number {
    this.after = -1;
    this.type = -1;
    this.reload = -1;
    this.price = Infinity;
    this.#look = (this.#look + 1) & 0x1fffffff;
    return this.#look;
  }

  #judge(first: number, stop: number): number {
    const { instance, isOpenRun, run } = this.#state;
    const isAllowed =
      isOpenRun[run[first]!] === 1 &&
      instance.soloCost[instance.typeOfNode[first]! * instance.stops + stop] !== Infinity;
    const verdict = isAllowed ? judgeLoad(this.#state, first, stop) : fitsNowhere;
    const mark = (this.#look << 2) | verdict;
    this.#judged[first] = mark;
    return mark;
  }

  #priceBehind(stop: number, after: number, verdict: number, type: VehicleType): void {
    const { instance, next, placeFrom, placeTo, legSeconds, legMetres } = this.#state;
    const place = instance.place[stop]!;
    const from = place * type.toRow + placeFrom[after]! * type.toStep;
    const to = place * instance.rows + placeTo[next[after]!]!;
    const legIn = type.secondsTo[from]!;
    const legOut = type.seconds[to]!;
    const further = type.metresTo[from]! + type.metres[to]! - legMetres[after]!;
    const price = type.perDrivingSecond * (legIn + legOut - legSeconds[after]!) + type.perMetre * further;
    this.#admit(stop, after, verdict, type, legIn, legOut, price);
  }

  /**
   * Keeps a place, whose legs change the cost by `price`, where it is allowed and the best so far; the price of the best
   * place. Cheap tests first.
   */
  #admit(
    stop: number,
    after: number,
    verdict: number,
    type: VehicleType,
    legIn: number,
    legOut: number,
    priceOfLegs: number,
  ): number {
    const state = this.#state;
    const { instance } = state;
    if (legIn < 0 || legOut < 0) return this.price;
    if (type.isRich) return this.#admitRich(stop, after, legIn, legOut);
    let price = priceOfLegs;
    if (instance.isTimed) {
      const { opens, closes } = instance;
      let clock = state.ready[after]! + legIn;
      if (clock < opens[stop]!) clock = opens[stop]!;
      if (clock > closes[stop]!) return this.price;
      if (instance.isMulti[stop] === 1) clock = firstStart(instance, stop, clock);
      const duration = instance.service[stop]! + instance.setup[stop]!;
      if (clock + duration + legOut > state.latest[state.next[after]!]!) return this.price;
      price += type.perServiceSecond * duration;
      if (type.perSecond > 0) {
        price += this.#priceOfTime(type, stop, after, legIn, legOut);
      }
    }
    if (price >= this.price) return this.price;
    if (verdict === dependsOnPlace && !fitsBehind(state, after, stop)) return this.price;
    if (this.#untilBlink-- <= 0) {
      this.#untilBlink = this.#random.below(2 * blinkEvery - 1);
      return this.price;
    }
    this.price = price;
    this.after = after;
    return price;
  }

  /** The same in a rich run: bounds first, then the exact walk. */
  #admitRich(stop: number, after: number, legIn: number, legOut: number): number {
    const state = this.#state;
    const { opens, closes, service } = state.instance;
    const before = state.next[after]!;
    let clock = state.ready[after]! + legIn;
    if (clock < opens[stop]!) clock = opens[stop]!;
    if (clock > closes[stop]!) return this.price;
    // where the next stop is at the same place, its setup may go
    const isSamePlace = state.placeTo[before] === state.instance.place[stop];
    if (!isSamePlace && clock + service[stop]! + legOut > state.latest[before]!) return this.price;
    if (state.rich.isBeforeFixed(after)) return this.price;
    if (this.#untilBlink-- <= 0) {
      this.#untilBlink = this.#random.below(2 * blinkEvery - 1);
      return this.price;
    }
    const price = state.rich.priceBehind(stop, after);
    if (price >= this.price) return this.price;
    this.price = price;
    this.after = after;
    return price;
  }

  /** What the change of the least time out costs. */
  #priceOfTime(type: VehicleType, stop: number, after: number, legIn: number, legOut: number): number {
    const state = this.#state;
    const { opens, closes, service, setup } = state.instance;
    const before = state.next[after]!;
    const shift = state.headOut[after]! + legIn;
    const headLate = state.headLate[after]!;
    const wait = Math.max(0, opens[stop]! - shift - headLate);
    const late = Math.min(closes[stop]! - shift, headLate);
    const out = shift + service[stop]! + setup[stop]! + wait + legOut;
    const waitAfter = Math.max(0, state.tailEarly[before]! - out - late);
    return type.perSecond * (out + waitAfter + state.tailOut[before]! - state.secondsOut[state.run[after]!]!);
  }

  /** Prices a trip of the stop alone before, between and behind the trips of runs that may have one more. */
  #priceTrips(stop: number): void {
    const state = this.#state;
    const { instance, size, rich } = state;
    const { stops, soloCost, types, typeOf } = instance;
    for (let vehicle = 0; vehicle < instance.vehicles; vehicle++) {
      if (size[vehicle] === 0 || state.isOpenRun[vehicle] === 0) continue;
      const alone = soloCost[typeOf[vehicle]! * stops + stop]!;
      const { fixed, vehicle: of } = types[typeOf[vehicle]!]!;
      const { place } = instance.problem.hubs[of.hub ?? 0]!;
      const isFromHub = of.startPlace === place && of.endPlace === place;
      if (alone === Infinity || (isFromHub && alone - fixed >= this.price)) continue;
      const reload = rich.trips.spare(vehicle);
      if (reload < 0) continue;
      const end = endNode(instance, vehicle);
      for (let node = startNode(instance, vehicle); node !== end; node = state.next[node]!) {
        if (!rich.trips.mayBegin(node) || rich.isBeforeFixed(node)) continue;
        const price = rich.priceTrip(stop, stop, node, reload);
        if (price >= this.price) continue;
        this.price = price;
        this.after = node;
        this.reload = reload;
      }
    }
  }

  /** Prices a run of the stop alone on an idle vehicle of each type. */
  #priceIdle(stop: number, sharesFixedCost: boolean): void {
    const { instance, usedOfType } = this.#state;
    for (let type = 0; type < instance.types.length; type++) {
      let price = instance.soloCost[type * instance.stops + stop]!;
      if (price === Infinity || usedOfType[type] === instance.types[type]!.members.length) continue;
      if (price >= this.price && !sharesFixedCost) continue;
      const bent = sharesFixedCost ? instance.types[type]!.fixed * (1 - this.#loadShare(type, stop)) : 0;
      price -= bent;
      if (price >= this.price) continue;
      const vehicle = this.#state.idleVehicle(type, stop);
      if (vehicle < 0) continue;
      if (instance.types[type]!.isRich) {
        price = this.#state.rich.priceAlone(stop, vehicle) - bent;
        if (price >= this.price) continue;
      }
      this.price = price;
      this.type = type;
      this.reload = -1;
    }
  }

  /** How much of a vehicle of this type the stop fills, in the dimension in which it fills most. */
  #loadShare(type: number, stop: number): number {
    const { pickup, delivery, types, dimensions } = this.#state.instance;
    let share = 0;
    for (let d = 0; d < dimensions; d++) {
      const amount = Math.max(pickup[stop * dimensions + d]!, delivery[stop * dimensions + d]!);
      const limit = types[type]!.capacity[d]!;
      if (amount > 0 && limit < Infinity) share = Math.max(share, amount / limit);
    }
    return share;
  }
}
