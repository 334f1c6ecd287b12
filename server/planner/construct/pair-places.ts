import type { Instance, VehicleType } from '../model/instance.ts';
import type { PlanState } from '../state/plan-state.ts';
import { firstStart } from '../constraints/windows.ts';
import {
  breakKind,
  costUnit,
  endNode,
  reloadKind,
  startKind,
  startNode,
  stopKind,
} from '../model/instance.ts';

/**
 * Where in a run the two stops of a shipment may come, by legs, loads and bounds of times, and what that costs at least:
 * the run is out no shorter than before, nor shorter than it drives, works and rests. Both hold with the triangle
 * inequality, which road times keep nearly everywhere; where a way gets shorter by a stop, nothing is known of the cost.
 */
export class PairPlaces {
  /** Per place found: the nodes behind which the two stops come, before the first of them is in; and the least cost. */
  after = new Int32Array(64);
  afterSecond = new Int32Array(64);
  bound = new Float64Array(64);
  count = 0;
  readonly #state: PlanState;
  readonly #instance: Instance;
  /** On board behind the node at which the first of the two stops, or the second one, is tried. */
  readonly #load: Float64Array;
  readonly #loadBetween: Float64Array;
  #type: VehicleType;
  #first = -1;
  #second = -1;
  #limit = Infinity;
  #waitingSeconds = 0;
  #stubSaved = 0;

  constructor(state: PlanState) {
    this.#state = state;
    this.#instance = state.instance;
    this.#load = new Float64Array(state.instance.dimensions);
    this.#loadBetween = new Float64Array(state.instance.dimensions);
    this.#type = state.instance.types[0]!;
  }

  /** Looks through a run for places within one trip that cost less than `limit`. */
  find(vehicle: number, first: number, second: number, limit: number): void {
    const { next, rich } = this.#state;
    this.#prepare(vehicle, limit);
    this.#first = first;
    this.#second = second;
    this.count = 0;
    const end = endNode(this.#instance, vehicle);
    for (let node = startNode(this.#instance, vehicle); node !== end; node = next[node]!) {
      this.#take(node, this.#load);
      if (!rich.isBeforeFixed(node) && this.#fits(this.#load)) this.#findBehind(node);
    }
  }

  /** What a trip of the two, put where `RunTrips.join` says, costs at least; Infinity where there is no way. */
  boundOfTrip(vehicle: number, first: number, second: number, after: number, reload: number): number {
    const { place, rows, kind, service } = this.#instance;
    const { next, placeFrom, placeTo, legSeconds, legMetres } = this.#state;
    this.#prepare(vehicle, Infinity);
    const { seconds, metres, perTrip } = this.#type;
    const isHead = kind[after] === startKind || kind[after] === reloadKind;
    let moreSeconds = -legSeconds[after]!;
    let moreMetres = -legMetres[after]!;
    let from = placeFrom[after]!;
    for (const node of isHead ? [first, second, reload] : [reload, first, second]) {
      const cell = from * rows + place[node]!;
      if (seconds[cell]! < 0) return Infinity;
      moreSeconds += seconds[cell]!;
      moreMetres += metres[cell]!;
      from = place[node]!;
    }
    const cell = from * rows + placeTo[next[after]!]!;
    if (seconds[cell]! < 0) return Infinity;
    moreSeconds += seconds[cell]!;
    moreMetres += metres[cell]!;
    const work = service[first]! + service[second]!;
    return perTrip + this.#leastCost(moreSeconds, moreMetres, work, service[reload]!);
  }

  #prepare(vehicle: number, limit: number): void {
    const { stub } = this.#instance.problem.prices ?? {};
    const { rich, size } = this.#state;
    this.#type = this.#instance.types[this.#instance.typeOf[vehicle]!]!;
    this.#limit = limit;
    this.#waitingSeconds = rich.waitingSeconds(vehicle);
    this.#stubSaved = stub && size[vehicle]! < stub.leastStops ? stub.cost * costUnit : 0;
  }

  /** Of a way so much longer, with so many seconds of work and of rest at the hub on it. */
  #leastCost(moreSeconds: number, moreMetres: number, work: number, rest: number): number {
    const { leastPerMetre, perDrivingSecond, perServiceSecond, perSecond } = this.#type;
    if (moreSeconds < 0 || moreMetres < 0) return -Infinity;
    const moreOut = moreSeconds + work + rest - this.#waitingSeconds;
    let cost = leastPerMetre * moreMetres + perDrivingSecond * moreSeconds + perServiceSecond * work;
    if (moreOut > 0) cost += perSecond * moreOut;
    return cost - this.#stubSaved;
  }

  /** Brings the load from before a node to behind it. */
  #take(node: number, load: Float64Array): void {
    const { kind, dimensions, pickup, delivery, shipped, hasShipments } = this.#instance;
    const isStop = kind[node] === stopKind;
    for (let d = 0; d < dimensions; d++) {
      const at = node * dimensions + d;
      if (isStop) load[d]! += pickup[at]! - delivery[at]! + (hasShipments ? shipped[at]! : 0);
      else if (kind[node] !== breakKind) load[d] = this.#state.delivered[at]!;
    }
  }

  /** Whether there is room for the shipment beside a load. */
  #fits(load: Float64Array): boolean {
    const { dimensions, shipped } = this.#instance;
    const { capacity } = this.#type;
    for (let d = 0; d < dimensions; d++) {
      if (load[d]! + shipped[this.#first * dimensions + d]! > capacity[d]!) return false;
    }
    return true;
  }

  /** The first stop behind a node, the second one at every place of the trip from there on. */
  #findBehind(after: number): void {
    const { place, rows, service, kind } = this.#instance;
    const { next, placeFrom, placeTo, legSeconds, legMetres, ready, latest } = this.#state;
    const { seconds, metres } = this.#type;
    const first = this.#first;
    const before = next[after]!;
    const cellIn = placeFrom[after]! * rows + place[first]!;
    const cellOut = place[first]! * rows + placeTo[before]!;
    if (seconds[cellIn]! < 0) return;
    let clock = this.#begin(first, ready[after]! + seconds[cellIn]!) + service[first]!;
    if (clock === Infinity) return;
    const moreSeconds = seconds[cellIn]! + seconds[cellOut]! - legSeconds[after]!;
    const moreMetres = metres[cellIn]! + metres[cellOut]! - legMetres[after]!;
    this.#findSecond(after, after, first, clock, moreSeconds, moreMetres);
    if (seconds[cellOut]! < 0 || clock + seconds[cellOut]! > latest[before]!) return;
    this.#loadBetween.set(this.#load);
    let from = first;
    for (let node = before; kind[node] === stopKind || kind[node] === breakKind; node = next[node]!) {
      this.#take(node, this.#loadBetween);
      if (!this.#fits(this.#loadBetween)) return;
      if (kind[node] === stopKind) {
        clock = this.#begin(node, clock + seconds[place[from]! * rows + place[node]!]!);
        if (clock > latest[node]!) return;
        from = node;
      }
      clock += service[node]!;
      this.#findSecond(after, node, from, clock, moreSeconds, moreMetres);
    }
  }

  /**
   * The second stop behind a node, when the vehicle comes from `from` and leaves there at `clock` at the earliest. The way
   * is longer by `moreSeconds` and `moreMetres` without it.
   */
  #findSecond(
    after: number,
    node: number,
    from: number,
    clock: number,
    moreSeconds: number,
    moreMetres: number,
  ): void {
    const { place, rows, service } = this.#instance;
    const { next, placeTo, latest } = this.#state;
    const { seconds, metres } = this.#type;
    const second = this.#second;
    const following = next[node]!;
    const cellIn = place[from]! * rows + place[second]!;
    const cellOut = place[second]! * rows + placeTo[following]!;
    const cellNow = place[from]! * rows + placeTo[following]!;
    if (seconds[cellIn]! < 0 || seconds[cellOut]! < 0) return;
    const leaves = this.#begin(second, clock + seconds[cellIn]!) + service[second]!;
    if (leaves + seconds[cellOut]! > latest[following]!) return;
    const bound = this.#leastCost(
      moreSeconds + seconds[cellIn]! + seconds[cellOut]! - seconds[cellNow]!,
      moreMetres + metres[cellIn]! + metres[cellOut]! - metres[cellNow]!,
      service[this.#first]! + service[second]!,
      0,
    );
    if (bound < this.#limit) this.#note(after, node === after ? this.#first : node, bound);
  }

  /** When service at a stop begins after an arrival; Infinity where all its windows are over. */
  #begin(stop: number, arrival: number): number {
    const { opens, closes, isMulti } = this.#instance;
    if (arrival > closes[stop]!) return Infinity;
    if (arrival <= opens[stop]!) return opens[stop]!;
    return isMulti[stop] === 1 ? firstStart(this.#instance, stop, arrival) : arrival;
  }

  #note(after: number, afterSecond: number, bound: number): void {
    if (this.count === this.bound.length) this.#grow();
    this.after[this.count] = after;
    this.afterSecond[this.count] = afterSecond;
    this.bound[this.count++] = bound;
  }

  #grow(): void {
    const { after, afterSecond, bound } = this;
    this.after = new Int32Array(2 * after.length);
    this.afterSecond = new Int32Array(2 * after.length);
    this.bound = new Float64Array(2 * after.length);
    this.after.set(after);
    this.afterSecond.set(afterSecond);
    this.bound.set(bound);
  }
}
