import type { Instance } from '../model/instance.ts';
import { endNode, startNode } from '../model/instance.ts';
import { TripInsertion } from '../construct/trip-insertion.ts';
import { PairInsertion } from '../construct/pair-insertion.ts';
import { makeKernel, type Kernel, type KernelCalls } from '../kernel-host/kernel.ts';
import { Journal } from './journal.ts';
import { RichRuns } from './rich-runs.ts';
import { anyStart, notThere, unknownLeg } from './marks.ts';

/** Where what stands in the kernel's `totals` and `counts`. */
const missedPriorityAt = 0;
const missedRequestsAt = 1;
const costAt = 2;
const absentCountAt = 0;

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
  /** Per node: earliest departure, and latest arrival that keeps everything from here on in time. */
  readonly ready: Int32Array;
  readonly latest: Int32Array;
  /** Per vehicle: stops and totals. */
  readonly size: Int32Array;
  readonly metres: Int32Array;
  readonly drivingSeconds: Int32Array;
  readonly serviceSeconds: Int32Array;
  /** Least seconds out of the hub; kept only where time out has a price. */
  readonly secondsOut: Int32Array;
  readonly runCost: Float64Array;
  /** `head * dimensions + d`: what the trip that begins there delivers, and its peak load. */
  readonly delivered: Float64Array;
  readonly peak: Float64Array;
  /** Per vehicle and per stop: 1 where the search may change the run, and try the stop where it is absent. */
  readonly isOpenRun: Uint8Array;
  readonly isOpenStop: Uint8Array;
  /** Per vehicle: it leaves at this second or after it; `anyStart` where its shift alone says. Only where there are docks. */
  readonly startsAt: Int32Array;
  /** Per node: when a trip that brings something is at the hub; `notThere` elsewhere. Only where there are docks. */
  readonly hubArrival: Int32Array;
  readonly usedOfType: Int32Array;
  /** Stops in no run, hopeless ones left out: `absent[0 … absentCount)`, in no order. */
  readonly absent: Int32Array;
  /** Stops to be put back, in that order; written before `kernel.insertQueue`. */
  readonly queue: Int32Array;
  /** What only rich runs need. */
  readonly rich: RichRuns;
  readonly journal: Journal;
  /** The innermost loops, on the same arrays. */
  readonly kernel: KernelCalls;
  readonly #totals: Float64Array;
  readonly #counts: Int32Array;

  constructor(instance: Instance) {
    this.instance = instance;
    this.rich = new RichRuns(this);
    const { calls, plan } = this.#connect();
    this.kernel = calls;
    this.#totals = plan.totals;
    this.#counts = plan.counts;
    this.next = plan.next;
    this.prev = plan.prev;
    this.run = plan.run;
    this.head = plan.head;
    this.placeFrom = plan.placeFrom;
    this.placeTo = plan.placeTo;
    this.legSeconds = plan.legSeconds;
    this.legMetres = plan.legMetres;
    this.ready = plan.ready;
    this.latest = plan.latest;
    this.size = plan.size;
    this.metres = plan.metres;
    this.drivingSeconds = plan.drivingSeconds;
    this.serviceSeconds = plan.serviceSeconds;
    this.secondsOut = plan.secondsOut;
    this.runCost = plan.runCost;
    this.delivered = plan.delivered;
    this.peak = plan.peak;
    this.isOpenRun = plan.isOpenRun;
    this.isOpenStop = plan.isOpenStop;
    this.startsAt = plan.startsAt;
    this.hubArrival = new Int32Array(instance.hasDocks ? instance.nodes : 0).fill(notThere);
    this.usedOfType = plan.usedOfType;
    this.absent = plan.absent;
    this.queue = plan.queue;
    this.journal = new Journal(calls, plan);
    this.#makeEmpty();
  }

  /** A kernel that asks this plan for what only the exact walk can answer. */
  #connect(): Kernel {
    const { rich } = this;
    const pairs = new PairInsertion(this);
    const trips = new TripInsertion(this);
    return makeKernel(this.instance, {
      refresh: (vehicle) => rich.refresh(vehicle),
      settle: (vehicle) => rich.settle(vehicle),
      priceBehind: (stop, after) => (rich.isBeforeFixed(after) ? Infinity : rich.priceBehind(stop, after)),
      priceAlone: (stop, vehicle) => rich.priceAlone(stop, vehicle),
      insertAlone: (stop, vehicle) => rich.insertAlone(stop, vehicle),
      priceTrips: (stop, limit) => trips.price(stop, limit),
      insertTrip: (stop) => trips.insert(stop),
      insertPair: (stop) => void pairs.insert(stop),
    });
  }

  /** The objective: what is not served, then cost in `costUnit`ths, prices of leaving out included. */
  get missedPriority(): number {
    return this.#totals[missedPriorityAt]!;
  }

  get missedRequests(): number {
    return this.#totals[missedRequestsAt]!;
  }

  get cost(): number {
    return this.#totals[costAt]!;
  }

  get absentCount(): number {
    return this.#counts[absentCountAt]!;
  }

  #makeEmpty(): void {
    const { instance } = this;
    for (let node = 0; node < instance.nodes; node++) this.kernel.leaveRun(node);
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
      this.kernel.countMissed(stop, 1);
      if (instance.isHopeless[stop] === 0) this.kernel.listAbsent(stop);
    }
    for (let vehicle = 0; vehicle < instance.vehicles; vehicle++) {
      for (const stop of instance.problem.vehicles[vehicle]!.fixedStart ?? []) this.unlistAbsent(stop);
      this.layOutBeginning(vehicle);
    }
  }

  /** Makes a run of its fixed beginning, or of nothing; no other stop is in it. Throws a RangeError where that breaks a rule. */
  layOutBeginning(vehicle: number): void {
    const { firstBreak, firstReload } = this.instance;
    const { fixedStart = [] } = this.instance.problem.vehicles[vehicle]!;
    this.run.fill(-1, firstBreak[vehicle], firstBreak[vehicle + 1]);
    this.run.fill(-1, firstReload[vehicle], firstReload[vehicle + 1]);
    this.startsAt[vehicle] = anyStart;
    let before = startNode(this.instance, vehicle);
    for (const stop of fixedStart) {
      this.run[stop] = vehicle;
      this.link(before, stop);
      before = stop;
    }
    const end = endNode(this.instance, vehicle);
    this.link(before, end);
    if (fixedStart.length === 0) {
      this.refreshRun(vehicle);
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
    return this.rich.breaks.place(vehicle) && this.refreshRun(vehicle);
  }

  /** Makes two nodes follow each other; the leg between them is looked up when the run is brought up to date. */
  link(before: number, after: number): void {
    this.next[before] = after;
    this.prev[after] = before;
    this.legSeconds[before] = unknownLeg;
  }

  /**
   * Recomputes everything derived of a run from its links, and its share in the plan's cost. False, with the run's
   * derived figures undefined, where a leg has no way or a window or the shift is missed.
   */
  refreshRun(vehicle: number): boolean {
    return this.kernel.refreshRun(vehicle) === 1;
  }

  /** Notes what a run, brought up to date, costs now. */
  setCost(vehicle: number, cost: number, hadStops: boolean): void {
    this.kernel.setCost(vehicle, cost, Number(hadStops));
  }

  /** Puts an absent stop behind a node. The caller has made sure that every rule holds. */
  insert(stop: number, after: number): void {
    if (this.kernel.insert(stop, after) === 0) throw new Error(`insertion of stop ${stop} breaks a rule`);
  }

  /** Takes a stop, with the other one of its shipment, out of its run; `settle` must follow before the run is looked at. */
  removeWithPartner(stop: number): void {
    this.kernel.removeWithPartner(stop);
  }

  /** Takes a stop out of its run; `settle` must follow before the run is looked at. */
  remove(stop: number): void {
    this.kernel.remove(stop);
  }

  /**
   * Brings a run up to date after removals. Where the new leg is impossible or so much longer that a window is
   * missed, which tables without the triangle inequality can do, the stops behind it are taken out too.
   */
  settle(vehicle: number): void {
    this.kernel.settle(vehicle);
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
    if (!this.refreshRun(a) || !this.refreshRun(b)) {
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
    return this.kernel.idleVehicle(type, stop);
  }

  /** Counts a stop as served. */
  unlistAbsent(stop: number): void {
    this.kernel.unlistAbsent(stop);
  }
}
