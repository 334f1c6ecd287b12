import type { Instance } from '../model/instance.ts';
import { endNode, startNode } from '../model/instance.ts';
import { besideHead, besideWidth } from './note-link.ts';
import { Journal } from './journal.ts';
import { canRefreshPart, refreshAfterInsert } from './refresh-after-insert.ts';
import { refreshRun } from './refresh-run.ts';
import { RichRuns } from './rich-runs.ts';
import { unknownLeg, anyStart, notThere } from './marks.ts';

/**
 * A plan under search: every run a doubly linked list from its vehicle's start node to its end node, with what
 * is needed to price a change at any place of it in constant time. Every run in it keeps all rules; stops in no
 * run are `absent`. All array indices are nodes or vehicles of the instance, so reads never miss (hence `!`).
 */
export class PlanState {
  readonly instance: Instance;
  /** Per node; −1 for absent stops. `head` is the node that its trip begins with. */
  readonly next: Int32Array;
  readonly prev: Int32Array;
  readonly run: Int32Array;
  readonly head: Int32Array;
  /** Per node: where the vehicle is when it leaves it, and where the way to it leads; breaks are on the way. */
  readonly placeFrom: Int32Array;
  readonly placeTo: Int32Array;
  /** Per node: the leg that leaves it. */
  readonly legSeconds: Int32Array;
  readonly legMetres: Int32Array;
  /**
   * Per node, `node * besideWidth + …`: what insertion beside it looks at, in one line of the processor's cache (see
   * `noteLink`). It repeats what the arrays above say.
   */
  readonly beside: Int32Array;
  /** Per node: earliest departure, and latest arrival that keeps everything from here on in time. */
  readonly ready: Int32Array;
  readonly latest: Int32Array;
  /**
   * Per node: the part of the run up to and with it, and from it on, as segments: least seconds out, and earliest
   * and latest beginning at which so few are enough (Vidal et al. 2013, doi 10.1016/j.cor.2012.07.018). Kept only
   * where time out has a price, and not for rich runs.
   */
  readonly headOut: Int32Array;
  readonly headEarly: Int32Array;
  readonly headLate: Int32Array;
  readonly tailOut: Int32Array;
  readonly tailEarly: Int32Array;
  readonly tailLate: Int32Array;
  /** `node * dimensions + d`: load on leaving, and its peak up to and from there in the trip. Only with deliveries. */
  readonly load: Float64Array;
  readonly peakTo: Float64Array;
  readonly peakFrom: Float64Array;
  /** Per vehicle: stops and totals. */
  readonly size: Int32Array;
  readonly metres: Int32Array;
  readonly drivingSeconds: Int32Array;
  readonly serviceSeconds: Int32Array;
  /** Least seconds out of the hub; kept only where time out has a price. */
  readonly secondsOut: Int32Array;
  readonly runCost: Float64Array;
  /** `head * dimensions + d`: sums and peak of the trip that begins there. */
  readonly pickedUp: Float64Array;
  readonly delivered: Float64Array;
  readonly peak: Float64Array;
  /** Per vehicle and per stop: 1 where the search may change the run, and try the stop where it is absent. */
  readonly isOpenRun: Uint8Array;
  readonly isOpenStop: Uint8Array;
  /** Per vehicle: it leaves at this second or after it; `anyStart` where its shift alone says. Only where there are docks. */
  readonly startsAt: Int32Array;
  /** Per node: when a trip that brings something is at the hub; `notThere` elsewhere. Only where there are docks. */
  readonly hubArrival: Int32Array;
  /** Per first node of a trip: what more of the first dimension it can pick up; a first, quick look. */
  readonly room: Float64Array;
  readonly usedOfType: Int32Array;
  /** Stops in no run, hopeless ones left out: `absent[0 … absentCount)`, in no order. */
  readonly absent: Int32Array;
  absentCount = 0;
  /** The objective: what is not served, then cost in `costUnit`ths, prices of leaving out included. */
  missedPriority = 0;
  missedRequests = 0;
  cost = 0;
  /** What only rich runs need. */
  readonly rich: RichRuns;
  readonly journal: Journal;
  readonly #absentAt: Int32Array;

  constructor(instance: Instance) {
    const { nodes, vehicles, stops, dimensions } = instance;
    this.instance = instance;
    [this.next, this.prev, this.run, this.head, this.legSeconds, this.legMetres] = ints(nodes);
    [this.ready, this.latest, this.headOut, this.headEarly, this.headLate] = ints(nodes);
    [this.tailOut, this.tailEarly, this.tailLate, this.absent] = ints(nodes);
    this.beside = new Int32Array(nodes * besideWidth);
    this.placeFrom = instance.place.slice();
    this.placeTo = instance.place.slice();
    const loads = instance.hasDeliveries ? nodes * dimensions : 0;
    this.load = new Float64Array(loads);
    this.peakTo = new Float64Array(loads);
    this.peakFrom = new Float64Array(loads);
    [this.size, this.metres, this.drivingSeconds, this.serviceSeconds, this.secondsOut] = ints(vehicles);
    this.runCost = new Float64Array(vehicles);
    this.pickedUp = new Float64Array(nodes * dimensions);
    this.delivered = new Float64Array(nodes * dimensions);
    this.peak = new Float64Array(nodes * dimensions);
    this.isOpenRun = new Uint8Array(vehicles).fill(1);
    this.isOpenStop = new Uint8Array(stops).fill(1);
    this.startsAt = new Int32Array(vehicles).fill(anyStart);
    this.hubArrival = new Int32Array(instance.hasDocks ? nodes : 0).fill(notThere);
    this.room = new Float64Array(nodes).fill(Infinity);
    this.usedOfType = new Int32Array(instance.types.length);
    this.#absentAt = new Int32Array(stops);
    this.rich = new RichRuns(this);
    this.journal = new Journal(this);
    this.#makeEmpty();
  }

  #makeEmpty(): void {
    const { instance } = this;
    for (let node = 0; node < instance.nodes; node++) this.#leaveRun(node);
    for (let vehicle = 0; vehicle < instance.vehicles; vehicle++) {
      const start = startNode(instance, vehicle);
      const end = endNode(instance, vehicle);
      this.run[start] = vehicle;
      this.run[end] = vehicle;
      this.head[start] = start;
      this.head[end] = start;
      this.link(start, end);
    }
    for (let stop = 0; stop < instance.stops; stop++) {
      this.#countMissed(stop, 1);
      if (instance.isHopeless[stop] === 0) this.#listAbsent(stop);
    }
    for (let vehicle = 0; vehicle < instance.vehicles; vehicle++) this.#begin(vehicle);
  }

  /** Puts a fixed beginning into its run, or nothing. */
  #begin(vehicle: number): void {
    const { fixedStart = [] } = this.instance.problem.vehicles[vehicle]!;
    let before = startNode(this.instance, vehicle);
    for (const stop of fixedStart) {
      this.unlistAbsent(stop);
      this.run[stop] = vehicle;
      this.link(before, stop);
      before = stop;
    }
    const end = endNode(this.instance, vehicle);
    this.link(before, end);
    if (fixedStart.length === 0) {
      refreshRun(this, vehicle);
      return;
    }
    if (this.#canStand(vehicle)) return;
    // what was picked up may have to go to the hub before the way home
    const reload = this.rich.trips.spare(vehicle);
    if (reload >= 0) {
      this.run[reload] = vehicle;
      this.link(before, reload);
      this.link(reload, end);
      if (this.#canStand(vehicle)) return;
    }
    throw new RangeError(`vehicles[${vehicle}].fixedStart: breaks a rule as it stands`);
  }

  #canStand(vehicle: number): boolean {
    return this.rich.breaks.place(vehicle) && refreshRun(this, vehicle);
  }

  /** Makes two nodes follow each other; the leg between them is looked up when the run is brought up to date. */
  link(before: number, after: number): void {
    this.next[before] = after;
    this.prev[after] = before;
    this.legSeconds[before] = unknownLeg;
  }

  /** Notes what a run, brought up to date, costs now. */
  setCost(vehicle: number, cost: number, hadStops: boolean): void {
    const hasStops = this.size[vehicle]! > 0;
    if (hadStops !== hasStops) this.usedOfType[this.instance.typeOf[vehicle]!]! += hasStops ? 1 : -1;
    this.cost += cost - this.runCost[vehicle]!;
    this.runCost[vehicle] = cost;
  }

  /** Puts an absent stop behind a node. The caller has made sure that every rule holds. */
  insert(stop: number, after: number): void {
    const vehicle = this.run[after]!;
    this.journal.keep(vehicle);
    const before = this.next[after]!;
    const seconds = this.legSeconds[after]!;
    const metres = this.legMetres[after]!;
    this.link(after, stop);
    this.link(stop, before);
    this.run[stop] = vehicle;
    this.unlistAbsent(stop);
    const type = this.instance.types[this.instance.typeOf[vehicle]!]!;
    if (canRefreshPart(this, type)) refreshAfterInsert(this, stop, type, seconds, metres);
    else if (!refreshRun(this, vehicle)) throw new Error(`insertion of stop ${stop} breaks run ${vehicle}`);
  }

  /** Takes a stop out of its run; `settle` must follow before the run is looked at. */
  remove(stop: number): void {
    this.journal.keep(this.run[stop]!);
    this.link(this.prev[stop]!, this.next[stop]!);
    this.#leaveRun(stop);
    this.#countMissed(stop, 1);
    this.#listAbsent(stop);
  }

  /** The same with the other stop of its shipment. */
  removeWithPartner(stop: number): void {
    const partner = this.instance.partner[stop]!;
    this.remove(stop);
    if (partner >= 0 && this.run[partner]! >= 0) this.remove(partner);
  }

  /**
   * Brings a run up to date after removals. Where the new leg is impossible or so much longer that a window is
   * missed, which tables without the triangle inequality can do, the stops behind it are taken out too.
   */
  settle(vehicle: number): void {
    if (this.instance.types[this.instance.typeOf[vehicle]!]!.isRich) {
      this.rich.settle(vehicle);
      return;
    }
    const start = startNode(this.instance, vehicle);
    while (!refreshRun(this, vehicle)) {
      const last = this.prev[endNode(this.instance, vehicle)]!;
      if (last === start) throw new Error(`run ${vehicle} cannot even be empty`);
      this.remove(last);
    }
  }

  /** Gives each of two vehicles the other's stops, also none. The caller has made sure that every rule holds. */
  exchangeRuns(a: number, b: number): void {
    const { instance, next, prev, size } = this;
    this.journal.keep(a);
    this.journal.keep(b);
    const sizeOfB = size[b]!;
    const firstOfB = next[startNode(instance, b)]!;
    const lastOfB = prev[endNode(instance, b)]!;
    this.#take(b, size[a]!, next[startNode(instance, a)]!, prev[endNode(instance, a)]!);
    this.#take(a, sizeOfB, firstOfB, lastOfB);
    if (!refreshRun(this, a) || !refreshRun(this, b)) {
      throw new Error(`vehicles ${a} and ${b} cannot exchange their runs`);
    }
  }

  /** Makes a chain of linked stops a vehicle's run. */
  #take(vehicle: number, size: number, first: number, last: number): void {
    const start = startNode(this.instance, vehicle);
    const end = endNode(this.instance, vehicle);
    if (size === 0) {
      this.link(start, end);
      return;
    }
    this.link(start, first);
    this.link(last, end);
    for (let node = first; node !== end; node = this.next[node]!) {
      this.run[node] = vehicle;
      this.legSeconds[node] = unknownLeg;
    }
  }

  /**
   * A vehicle of a type without stops that the search may use, the one of the stop's plan of record if it can be; −1 where
   * there is none.
   */
  idleVehicle(type: number, stop = -1): number {
    const { members } = this.instance.types[type]!;
    if (this.usedOfType[type] === members.length) return -1;
    const record = stop < 0 ? -1 : this.instance.recordVehicle[stop]!;
    if (record >= 0 && this.instance.typeOf[record] === type && this.#isIdle(record)) return record;
    for (let index = 0; index < members.length; index++)
      if (this.#isIdle(members[index]!)) return members[index]!;
    return -1;
  }

  #isIdle(vehicle: number): boolean {
    return this.size[vehicle] === 0 && this.isOpenRun[vehicle] === 1;
  }

  #leaveRun(node: number): void {
    this.run[node] = -1;
    this.head[node] = -1;
    this.beside[node * besideWidth + besideHead] = -1;
  }

  #countMissed(stop: number, times: 1 | -1): void {
    this.missedPriority += times * this.instance.priority[stop]!;
    this.missedRequests += times * this.instance.requests[stop]!;
    this.cost += times * this.instance.leaveOutCost[stop]!;
  }

  #listAbsent(stop: number): void {
    this.#absentAt[stop] = this.absentCount;
    this.absent[this.absentCount++] = stop;
  }

  /** Counts a stop as served. */
  unlistAbsent(stop: number): void {
    const at = this.#absentAt[stop]!;
    const last = this.absent[--this.absentCount]!;
    this.absent[at] = last;
    this.#absentAt[last] = at;
    this.#countMissed(stop, -1);
  }

  /** Sets the absent list, after all runs have been set, without touching the objective. */
  restoreAbsent(stops: Int32Array, count: number): void {
    this.absentCount = 0;
    for (let index = 0; index < count; index++) {
      this.#leaveRun(stops[index]!);
      this.#listAbsent(stops[index]!);
    }
  }
}

type Six = [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array];

function ints(length: number): Six {
  const make = () => new Int32Array(length);
  return [make(), make(), make(), make(), make(), make()];
}
