import type { Instance } from '../model/instance.ts';
import { breakKind, endNode, reloadKind, startNode, stopKind } from '../model/instance.ts';
import type { PlanState } from './plan-state.ts';
import { refreshRichNodes } from './refresh-rich-nodes.ts';
import { RunWalk } from './run-walk.ts';

/** Runs with trips, breaks and all else that needs the exact walk: brought up to date, tried and kept tidy. */
export class RichRuns {
  readonly walk: RunWalk;
  readonly #state: PlanState;
  readonly #instance: Instance;

  constructor(state: PlanState) {
    this.#state = state;
    this.#instance = state.instance;
    this.walk = new RunWalk(state);
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

  /** Whether a stop behind this node would come into a fixed beginning. */
  isBeforeFixed(node: number): boolean {
    const { kind, isFixed, stops } = this.#instance;
    let following = this.#state.next[node]!;
    while (kind[following] === breakKind) following = this.#state.next[following]!;
    return following < stops && isFixed[following] === 1;
  }

  /** What the run costs more with a stop behind a node; Infinity where a rule would break. */
  priceBehind(stop: number, after: number): number {
    this.#join(after, stop, this.#state.next[after]!);
    const price = this.#priceNow(this.#state.run[after]!);
    this.#part(stop);
    return price;
  }

  /** The same with a second stop behind `afterSecond`, which may be the first. */
  pricePair(stop: number, after: number, second: number, afterSecond: number): number {
    this.#join(after, stop, this.#state.next[after]!);
    this.#join(afterSecond, second, this.#state.next[afterSecond]!);
    const price = this.#priceNow(this.#state.run[after]!);
    this.#part(second);
    this.#part(stop);
    return price;
  }

  /** Makes the change that `pricePair` priced. */
  insertPair(stop: number, after: number, second: number, afterSecond: number): void {
    const state = this.#state;
    const vehicle = state.run[after]!;
    state.journal.keep(vehicle);
    const wasEmpty = state.size[vehicle] === 0;
    this.#join(after, stop, state.next[after]!);
    this.#join(afterSecond, second, state.next[afterSecond]!);
    state.run[stop] = vehicle;
    state.run[second] = vehicle;
    state.unlistAbsent(stop);
    state.unlistAbsent(second);
    if ((wasEmpty && !this.placeBreaks(vehicle)) || !this.refresh(vehicle)) {
      throw new Error(`insertion of stops ${stop} and ${second} breaks run ${vehicle}`);
    }
  }

  /** What a shipment's two stops cost as a run of their own. */
  pricePairAlone(stop: number, second: number, vehicle: number): number {
    const end = endNode(this.#instance, vehicle);
    this.#join(startNode(this.#instance, vehicle), stop, end);
    this.#join(stop, second, end);
    const price = this.placeBreaks(vehicle) && this.walk.walk(vehicle) ? this.walk.cost : Infinity;
    this.#clear(vehicle);
    return price;
  }

  #priceNow(vehicle: number): number {
    return this.walk.walk(vehicle) ? this.walk.cost - this.#state.runCost[vehicle]! : Infinity;
  }

  /**
   * What the run costs more with a stop as a trip of its own: behind the start or a return to the hub, or, where `after`
   * is the last stop or break before the end, behind all. `reload` is a return of the vehicle that is not in use.
   */
  priceTrip(stop: number, after: number, reload: number): number {
    const { next } = this.#state;
    const before = next[after]!;
    this.#joinTrip(stop, after, reload);
    const price = this.#priceNow(this.#state.run[after]!);
    this.#state.next[after] = before;
    this.#state.prev[before] = after;
    return price;
  }

  /** Makes the trip that `priceTrip` priced. */
  insertTrip(stop: number, after: number, reload: number): void {
    const state = this.#state;
    const vehicle = state.run[after]!;
    state.journal.keep(vehicle);
    this.#joinTrip(stop, after, reload);
    state.run[stop] = vehicle;
    if (state.prev[stop] === reload || state.next[stop] === reload) state.run[reload] = vehicle;
    state.unlistAbsent(stop);
    if (!this.refresh(vehicle)) throw new Error(`a trip for stop ${stop} breaks run ${vehicle}`);
  }

  /** Breaks between the hub and `after` stay before the stop. An empty way home becomes its trip where it may end there. */
  #joinTrip(stop: number, after: number, reload: number): void {
    const { hasPickup } = this.#instance;
    const before = this.#state.next[after]!;
    const vehicle = this.#state.run[after]!;
    const isBehindAll = this.#followsStop(after);
    const isWayHome = !isBehindAll && before === endNode(this.#instance, vehicle);
    if (isWayHome && (hasPickup[stop] === 0 || this.#endsAtHub(vehicle))) {
      this.#join(after, stop, before);
      return;
    }
    const [first, second] = isBehindAll ? [reload, stop] : [stop, reload];
    this.#join(after, first, second);
    this.#join(first, second, before);
  }

  /** Whether what was picked up may be brought to the run's end. */
  #endsAtHub(vehicle: number): boolean {
    const { place, problem } = this.#instance;
    const { isFreightFree, hub = 0 } = problem.vehicles[vehicle]!;
    return isFreightFree === true || place[endNode(this.#instance, vehicle)] === problem.hubs[hub]!.place;
  }

  /** A return to the hub that the vehicle has left; −1 for none. */
  spareReload(vehicle: number): number {
    const { firstReload } = this.#instance;
    for (let node = firstReload[vehicle]!; node < firstReload[vehicle + 1]!; node++) {
      if (this.#state.run[node]! < 0) return node;
    }
    return -1;
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
    for (
      let node = state.next[startNode(this.#instance, vehicle)]!;
      node !== endNode(this.#instance, vehicle);
      node = state.next[node]!
    ) {
      state.run[node] = vehicle;
    }
    state.unlistAbsent(stop);
    if (!isMade || !this.refresh(vehicle))
      throw new Error(`a run for stop ${stop} breaks vehicle ${vehicle}`);
  }

  #makeAlone(stop: number, vehicle: number): boolean {
    const { hasPickup, hasDelivery, place, problem } = this.#instance;
    const start = startNode(this.#instance, vehicle);
    const end = endNode(this.#instance, vehicle);
    const { isFreightFree, hub = 0 } = problem.vehicles[vehicle]!;
    const hubPlace = problem.hubs[hub]!.place;
    const isBound = isFreightFree !== true;
    // a first trip is never empty, so that what the hub gives cannot be fetched first
    if (isBound && hasDelivery[stop] === 1 && place[start] !== hubPlace) return false;
    this.#join(start, stop, end);
    if (isBound && hasPickup[stop] === 1 && place[end] !== hubPlace) {
      const reload = this.spareReload(vehicle);
      if (reload < 0) return false;
      this.#join(stop, reload, end);
    }
    return this.placeBreaks(vehicle) && this.walk.walk(vehicle);
  }

  /** Back to an empty run after a try. */
  #clear(vehicle: number): void {
    const { firstBreak, firstReload } = this.#instance;
    this.#state.run.fill(-1, firstBreak[vehicle], firstBreak[vehicle + 1]);
    this.#state.run.fill(-1, firstReload[vehicle], firstReload[vehicle + 1]);
    this.#state.next[startNode(this.#instance, vehicle)] = endNode(this.#instance, vehicle);
    this.#state.prev[endNode(this.#instance, vehicle)] = startNode(this.#instance, vehicle);
  }

  /**
   * Puts the breaks of a run, in their order, where they cost least. False where they have no places together; an empty
   * run has none.
   */
  placeBreaks(vehicle: number): boolean {
    const { firstBreak, kind } = this.#instance;
    const { next, run } = this.#state;
    const end = endNode(this.#instance, vehicle);
    for (let node = next[startNode(this.#instance, vehicle)]!; node !== end; node = next[node]!) {
      if (kind[node] === breakKind) this.#part(node);
    }
    run.fill(-1, firstBreak[vehicle], firstBreak[vehicle + 1]);
    if (next[startNode(this.#instance, vehicle)] === end) return true;
    return this.#placeFrom(vehicle, firstBreak[vehicle]!, startNode(this.#instance, vehicle));
  }

  /** Places a break and those after it behind a node: the cheapest place from which the others have one too. */
  #placeFrom(vehicle: number, rest: number, from: number): boolean {
    const { next, run } = this.#state;
    if (rest === this.#instance.firstBreak[vehicle + 1]!) return true;
    const places: { readonly node: number; readonly cost: number }[] = [];
    for (let node = from; node !== endNode(this.#instance, vehicle); node = next[node]!) {
      this.#join(node, rest, next[node]!);
      if (this.walk.walk(vehicle)) places.push({ node, cost: this.walk.cost });
      this.#part(rest);
    }
    places.sort((one, other) => one.cost - other.cost);
    for (const { node } of places) {
      this.#join(node, rest, next[node]!);
      run[rest] = vehicle;
      if (this.#placeFrom(vehicle, rest + 1, rest)) return true;
      this.#part(rest);
      run[rest] = -1;
    }
    return false;
  }

  /** As `PlanState.settle`: trips without stops are dropped, breaks find new places, and what cannot stay goes. */
  settle(vehicle: number): void {
    for (;;) {
      this.#dropEmptyTrips(vehicle);
      if (this.#hasAllBreaks(vehicle) && this.refresh(vehicle)) return;
      if (this.placeBreaks(vehicle) && this.refresh(vehicle)) return;
      this.#removeLast(vehicle);
    }
  }

  #hasAllBreaks(vehicle: number): boolean {
    const { firstBreak } = this.#instance;
    const { run, next } = this.#state;
    if (next[startNode(this.#instance, vehicle)] === endNode(this.#instance, vehicle)) return true;
    for (let rest = firstBreak[vehicle]!; rest < firstBreak[vehicle + 1]!; rest++)
      if (run[rest] !== vehicle) return false;
    return true;
  }

  #dropEmptyTrips(vehicle: number): void {
    const { kind } = this.#instance;
    const { next, prev } = this.#state;
    const start = startNode(this.#instance, vehicle);
    const end = endNode(this.#instance, vehicle);
    const needsHub = !this.#endsAtHub(vehicle);
    let stops = 0;
    for (let node = next[start]!; node !== end; node = next[node]!) if (kind[node] === stopKind) stops++;
    for (let node = next[start]!; node !== end;) {
      const after = next[node]!;
      const isLast = !this.#hasStopBehind(node);
      const isIdle =
        stops === 0 ||
        (kind[node] === reloadKind &&
          (!this.#followsStop(prev[node]!) || (isLast && !(needsHub && this.#bringsSome(node)))));
      if (isIdle) {
        this.#part(node);
        this.#state.run[node] = -1;
      }
      node = after;
    }
    this.#state.link(prev[end]!, end);
  }

  /** Whether a node is a stop, or breaks behind one. */
  #followsStop(node: number): boolean {
    const { kind } = this.#instance;
    let last = node;
    while (kind[last] === breakKind) last = this.#state.prev[last]!;
    return kind[last] === stopKind;
  }

  /** Whether the trip that ends with this return to the hub picks something up. */
  #bringsSome(reload: number): boolean {
    const { kind, hasPickup } = this.#instance;
    let node = this.#state.prev[reload]!;
    while (kind[node] === breakKind || (kind[node] === stopKind && hasPickup[node] === 0)) {
      node = this.#state.prev[node]!;
    }
    return kind[node] === stopKind;
  }

  #hasStopBehind(reload: number): boolean {
    const { kind } = this.#instance;
    let node = this.#state.next[reload]!;
    while (kind[node] === breakKind) node = this.#state.next[node]!;
    return kind[node] === stopKind;
  }

  #removeLast(vehicle: number): void {
    const { kind, isFixed } = this.#instance;
    const start = startNode(this.#instance, vehicle);
    let node = this.#state.prev[endNode(this.#instance, vehicle)]!;
    while (node !== start && (kind[node] !== stopKind || isFixed[node] === 1)) node = this.#state.prev[node]!;
    if (node === start) throw new Error(`run ${vehicle} cannot even be empty`);
    this.#state.removeWithPartner(node);
  }

  /** Without the leg, since nothing derived is to change by a try. */
  #join(before: number, node: number, after: number): void {
    const { next, prev } = this.#state;
    next[before] = node;
    prev[node] = before;
    next[node] = after;
    prev[after] = node;
  }

  #part(node: number): void {
    const { next, prev } = this.#state;
    next[prev[node]!] = next[node]!;
    prev[next[node]!] = prev[node]!;
  }
}
