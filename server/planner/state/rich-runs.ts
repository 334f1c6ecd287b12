import type { Instance } from '../model/instance.ts';
import { breakKind, endNode, startNode, stopKind } from '../model/instance.ts';
import { anyStart } from './marks.ts';
import type { PlanState } from './plan-state.ts';
import { refreshRichNodes } from './refresh-rich-nodes.ts';
import { RunBreaks } from './run-breaks.ts';
import { RunTrips } from './run-trips.ts';
import { RunWalk } from './run-walk.ts';
import { joinLinks, partLinks } from './trial-links.ts';

/** Runs with trips, breaks and all else that needs the exact walk: brought up to date, tried and kept tidy. */
export class RichRuns {
  readonly walk: RunWalk;
  readonly breaks: RunBreaks;
  readonly trips: RunTrips;
  readonly #state: PlanState;
  readonly #instance: Instance;

  constructor(state: PlanState) {
    this.#state = state;
    this.#instance = state.instance;
    this.walk = new RunWalk(state);
    this.breaks = new RunBreaks(state, this.walk);
    this.trips = new RunTrips(state);
  }

  /** As `PlanState.refreshRun`. */
  refresh(vehicle: number): boolean {
    const state = this.#state;
    const { walk } = this;
    const hadStops = state.size[vehicle]! > 0;
    const start = startNode(this.#instance, vehicle);
    const isEmpty = state.next[start] === endNode(this.#instance, vehicle);
    if (!isEmpty && !walk.walk(vehicle)) return false;
    state.size[vehicle] = isEmpty ? 0 : walk.size;
    state.metres[vehicle] = walk.metres;
    state.drivingSeconds[vehicle] = walk.drivingSeconds;
    state.serviceSeconds[vehicle] = walk.serviceSeconds;
    state.secondsOut[vehicle] = walk.secondsOut;
    if (this.#instance.hasDocks) walk.noteArrivals(vehicle);
    refreshRichNodes(state, vehicle);
    state.kernel.refreshLoads(vehicle);
    state.setCost(vehicle, isEmpty ? 0 : walk.cost, hadStops);
    return true;
  }

  /** For how long a run, brought up to date, is out and neither drives, works, rests nor is turned around. */
  waitingSeconds(vehicle: number): number {
    const { kind, service } = this.#instance;
    const { next, drivingSeconds, serviceSeconds, secondsOut } = this.#state;
    const end = endNode(this.#instance, vehicle);
    let waiting = secondsOut[vehicle]! - drivingSeconds[vehicle]! - serviceSeconds[vehicle]!;
    for (let node = next[startNode(this.#instance, vehicle)]!; node !== end; node = next[node]!) {
      if (kind[node] !== stopKind) waiting -= service[node]!;
    }
    return waiting;
  }

  /** Whether a stop behind this node would come into a fixed beginning. */
  isBeforeFixed(node: number): boolean {
    const { kind, isFixed, stops } = this.#instance;
    let following = this.#state.next[node]!;
    while (kind[following] === breakKind) following = this.#state.next[following]!;
    return following < stops && isFixed[following] === 1;
  }

  /** What the run costs more with a stop behind a node; Infinity where a rule would break. */
  priceBehind(stop: number, after: number): number {
    joinLinks(this.#state, after, stop, this.#state.next[after]!);
    const price = this.#priceNow(this.#state.run[after]!);
    partLinks(this.#state, stop);
    return price;
  }

  /** The same with a second stop behind `afterSecond`, which may be the first. */
  pricePair(stop: number, after: number, second: number, afterSecond: number): number {
    joinLinks(this.#state, after, stop, this.#state.next[after]!);
    joinLinks(this.#state, afterSecond, second, this.#state.next[afterSecond]!);
    const price = this.#priceNow(this.#state.run[after]!);
    partLinks(this.#state, second);
    partLinks(this.#state, stop);
    return price;
  }

  /** Makes the change that `pricePair` priced. */
  insertPair(stop: number, after: number, second: number, afterSecond: number): void {
    const state = this.#state;
    const vehicle = state.run[after]!;
    state.journal.keep(vehicle);
    const wasEmpty = state.size[vehicle] === 0;
    joinLinks(state, after, stop, state.next[after]!);
    joinLinks(state, afterSecond, second, state.next[afterSecond]!);
    this.#serve(stop, vehicle);
    this.#serve(second, vehicle);
    if ((wasEmpty && !this.breaks.place(vehicle)) || !this.refresh(vehicle)) {
      throw new Error(`insertion of stops ${stop} and ${second} breaks run ${vehicle}`);
    }
  }

  /** What a shipment's two stops cost as a run of their own. */
  pricePairAlone(stop: number, second: number, vehicle: number): number {
    const end = endNode(this.#instance, vehicle);
    joinLinks(this.#state, startNode(this.#instance, vehicle), stop, end);
    joinLinks(this.#state, stop, second, end);
    const price = this.breaks.place(vehicle) && this.walk.walk(vehicle) ? this.walk.cost : Infinity;
    this.#clear(vehicle);
    return price;
  }

  #priceNow(vehicle: number): number {
    return this.walk.walk(vehicle) ? this.walk.cost - this.#state.runCost[vehicle]! : Infinity;
  }

  /** What the run costs more with a trip of one stop, or of both of a shipment, put where `RunTrips.join` says. */
  priceTrip(first: number, last: number, after: number, reload: number): number {
    const { next, prev } = this.#state;
    const before = next[after]!;
    this.trips.join(first, last, after, reload);
    const price = this.#priceNow(this.#state.run[after]!);
    next[after] = before;
    prev[before] = after;
    return price;
  }

  /** Makes the trip that `priceTrip` priced. */
  insertTrip(first: number, last: number, after: number, reload: number): void {
    const state = this.#state;
    const vehicle = state.run[after]!;
    state.journal.keep(vehicle);
    this.trips.join(first, last, after, reload);
    if (state.prev[first] === reload || state.next[last] === reload) state.run[reload] = vehicle;
    this.#serve(first, vehicle);
    if (last !== first) this.#serve(last, vehicle);
    if (!this.refresh(vehicle)) throw new Error(`a trip for stop ${first} breaks run ${vehicle}`);
  }

  #serve(stop: number, vehicle: number): void {
    this.#state.run[stop] = vehicle;
    this.#state.unlistAbsent(stop);
  }

  /** What a run of a stop alone costs on an idle vehicle, its breaks placed; Infinity where it cannot be. */
  priceAlone(stop: number, vehicle: number): number {
    const price = this.#makeAlone(stop, vehicle) ? this.walk.cost : Infinity;
    this.#clear(vehicle);
    return price;
  }

  /** Makes the run that `priceAlone` priced. */
  insertAlone(stop: number, vehicle: number): void {
    const state = this.#state;
    state.journal.keep(vehicle);
    const isMade = this.#makeAlone(stop, vehicle);
    const end = endNode(this.#instance, vehicle);
    let node = state.next[startNode(this.#instance, vehicle)]!;
    for (; node !== end; node = state.next[node]!) state.run[node] = vehicle;
    state.unlistAbsent(stop);
    if (!isMade || !this.refresh(vehicle))
      throw new Error(`a run for stop ${stop} breaks vehicle ${vehicle}`);
  }

  #makeAlone(stop: number, vehicle: number): boolean {
    const { hasPickup, hasDelivery } = this.#instance;
    const start = startNode(this.#instance, vehicle);
    const end = endNode(this.#instance, vehicle);
    joinLinks(this.#state, start, stop, end);
    const goesByHub = hasDelivery[stop] === 1 && !this.trips.startsAtHub(vehicle);
    if (goesByHub && !this.#joinReload(vehicle, start, stop)) return false;
    const comesByHub = hasPickup[stop] === 1 && !this.trips.endsAtHub(vehicle);
    if (comesByHub && !this.#joinReload(vehicle, stop, end)) return false;
    return this.breaks.place(vehicle) && this.walk.walk(vehicle);
  }

  /** False where the vehicle cannot be at the hub once more. */
  #joinReload(vehicle: number, before: number, after: number): boolean {
    const reload = this.trips.spare(vehicle);
    if (reload < 0) return false;
    this.#state.run[reload] = vehicle;
    joinLinks(this.#state, before, reload, after);
    return true;
  }

  /** Back to an empty run after a try. */
  #clear(vehicle: number): void {
    const { firstBreak, firstReload } = this.#instance;
    const start = startNode(this.#instance, vehicle);
    const end = endNode(this.#instance, vehicle);
    this.#state.run.fill(-1, firstBreak[vehicle], firstBreak[vehicle + 1]);
    this.#state.run.fill(-1, firstReload[vehicle], firstReload[vehicle + 1]);
    this.#state.next[start] = end;
    this.#state.prev[end] = start;
  }

  /**
   * As `PlanState.settle`: trips without stops are dropped, breaks find new places, a run that waited for a dock no longer
   * does, and what cannot stay goes.
   */
  settle(vehicle: number): void {
    const { journal, startsAt } = this.#state;
    // a return to the hub can go without a stop having gone
    journal.keep(vehicle);
    for (;;) {
      this.trips.dropEmpty(vehicle);
      if (this.breaks.areAllIn(vehicle) && this.refresh(vehicle)) return;
      if (this.breaks.place(vehicle) && this.refresh(vehicle)) return;
      if (startsAt[vehicle] === anyStart) this.#removeLast(vehicle);
      else startsAt[vehicle] = anyStart;
    }
  }

  #removeLast(vehicle: number): void {
    const { kind, isFixed } = this.#instance;
    const start = startNode(this.#instance, vehicle);
    let node = this.#state.prev[endNode(this.#instance, vehicle)]!;
    while (node !== start && (kind[node] !== stopKind || isFixed[node] === 1)) node = this.#state.prev[node]!;
    if (node === start) throw new Error(`run ${vehicle} cannot even be empty`);
    this.#state.removeWithPartner(node);
  }
}
