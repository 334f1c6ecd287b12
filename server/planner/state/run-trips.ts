import type { Instance } from '../model/instance.ts';
import type { PlanState } from './plan-state.ts';
import { isAtHub } from '../constraints/at-hub.ts';
import {
  breakKind,
  endKind,
  endNode,
  reloadKind,
  startKind,
  startNode,
  stopKind,
} from '../model/instance.ts';
import { joinLinks, partLinks } from './trial-links.ts';

/** The returns to the hub that divide a run into trips: where they are linked in and out. */
export class RunTrips {
  readonly #state: PlanState;
  readonly #instance: Instance;

  constructor(state: PlanState) {
    this.#state = state;
    this.#instance = state.instance;
  }

  /** A return to the hub that the vehicle has left; −1 for none. */
  spare(vehicle: number): number {
    const { firstReload } = this.#instance;
    for (let node = firstReload[vehicle]!; node < firstReload[vehicle + 1]!; node++) {
      if (this.#state.run[node]! < 0) return node;
    }
    return -1;
  }

  /** Whether a trip may be put behind this node: a start, a return to the hub, or the last node before the end. */
  mayBegin(node: number): boolean {
    const { kind } = this.#instance;
    if (kind[node] === startKind || kind[node] === reloadKind) return true;
    return kind[this.#state.next[node]!] === endKind;
  }

  /**
   * Links stops in as a trip of their own: one, or `first` and `last` of a shipment. Breaks between the hub and `after`
   * stay before them. An empty way to the hub becomes their trip, and an empty way home where it may end there. What is
   * delivered by a vehicle that starts elsewhere makes its first trip begin at the hub.
   */
  join(first: number, last: number, after: number, reload: number): void {
    const state = this.#state;
    const { kind, hasPickup, hasDelivery } = this.#instance;
    const before = state.next[after]!;
    const vehicle = state.run[after]!;
    const isBehindAll = this.#followsStop(after);
    const isStart = kind[after] === startKind;
    const isWayOut = isStart && kind[this.#skipBreaks(before)] === reloadKind;
    const isWayHome = !isBehindAll && before === endNode(this.#instance, vehicle);
    joinLinks(state, after, first, before);
    if (last !== first) joinLinks(state, first, last, before);
    if (isBehindAll || (isStart && hasDelivery[first] === 1 && !this.startsAtHub(vehicle))) {
      joinLinks(state, after, reload, first);
    } else if (!isWayOut && (!isWayHome || (hasPickup[last] === 1 && !this.endsAtHub(vehicle)))) {
      joinLinks(state, last, reload, before);
    }
  }

  /** Whether what was picked up may be brought to the run's end. */
  endsAtHub(vehicle: number): boolean {
    const { problem } = this.#instance;
    return isAtHub(this.#instance, problem.vehicles[vehicle]!, endNode(this.#instance, vehicle));
  }

  /** Whether what is delivered may come from the run's start. */
  startsAtHub(vehicle: number): boolean {
    const { problem } = this.#instance;
    return isAtHub(this.#instance, problem.vehicles[vehicle]!, startNode(this.#instance, vehicle));
  }

  /** Takes out returns to the hub that no trip needs, and from a run without stops everything. */
  dropEmpty(vehicle: number): void {
    const { kind } = this.#instance;
    const { next, prev } = this.#state;
    const start = startNode(this.#instance, vehicle);
    const end = endNode(this.#instance, vehicle);
    const startsAtHub = this.startsAtHub(vehicle);
    const endsAtHub = this.endsAtHub(vehicle);
    let stops = 0;
    for (let node = next[start]!; node !== end; node = next[node]!) if (kind[node] === stopKind) stops++;
    for (let node = next[start]!; node !== end;) {
      const after = next[node]!;
      const isNeeded =
        kind[node] !== reloadKind ||
        (this.#followsStop(prev[node]!)
          ? this.#hasStopBehind(node) || (!endsAtHub && this.#bringsSome(node))
          : !startsAtHub && this.#isFirst(node) && this.#takesSome(node));
      if (stops === 0 || !isNeeded) {
        partLinks(this.#state, node);
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
    return this.#instance.kind[this.#skipBreaks(this.#state.next[reload]!)] === stopKind;
  }

  /** Whether there is nothing but breaks between the start and a node. */
  #isFirst(node: number): boolean {
    const { kind } = this.#instance;
    let before = this.#state.prev[node]!;
    while (kind[before] === breakKind) before = this.#state.prev[before]!;
    return kind[before] === startKind;
  }

  /** Whether the trip that begins with this return to the hub delivers something. */
  #takesSome(reload: number): boolean {
    const { kind, hasDelivery } = this.#instance;
    let node = this.#state.next[reload]!;
    while (kind[node] === breakKind || (kind[node] === stopKind && hasDelivery[node] === 0)) {
      node = this.#state.next[node]!;
    }
    return kind[node] === stopKind;
  }

  /** The node, or the first behind it that is no break. */
  #skipBreaks(node: number): number {
    let following = node;
    while (this.#instance.kind[following] === breakKind) following = this.#state.next[following]!;
    return following;
  }
}
