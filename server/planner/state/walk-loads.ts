import type { Instance } from '../model/instance.ts';
import type { PlanState } from './plan-state.ts';
import { breakKind, stopKind } from '../model/instance.ts';

/** The loads of a run as it is walked through, trip by trip; shipments and limits at breaks included. */
export class WalkLoads {
  /** How much of its load limit the fullest break of the run had on board, from 0 to 1. */
  fullestRest = 0;
  readonly #instance: Instance;
  readonly #state: PlanState;
  readonly #onBoard: Float64Array;
  #capacity: Float64Array;
  /** Per stop: the trip in which the first of a shipment's two stops was last met. */
  readonly #pickedInTrip: Int32Array;
  #trip = 0;
  #openShipments = 0;

  constructor(state: PlanState) {
    this.#instance = state.instance;
    this.#state = state;
    this.#onBoard = new Float64Array(state.instance.dimensions);
    this.#capacity = this.#onBoard;
    this.#pickedInTrip = new Int32Array(state.instance.hasShipments ? state.instance.stops : 0);
  }

  /** Before the first trip of a run. */
  open(capacity: Float64Array): void {
    this.#capacity = capacity;
    this.#openShipments = 0;
    this.fullestRest = 0;
  }

  /** Loads the deliveries of the trip that begins with a node. False where they are too much, or a shipment is open. */
  begin(first: number): boolean {
    if (this.#openShipments !== 0) return false;
    const { dimensions, delivery, kind, hasDeliveries } = this.#instance;
    this.#trip++;
    this.#onBoard.fill(0);
    if (!hasDeliveries) return true;
    for (
      let node = first;
      kind[node] === stopKind || kind[node] === breakKind;
      node = this.#state.next[node]!
    ) {
      for (let d = 0; d < dimensions; d++) this.#onBoard[d]! += delivery[node * dimensions + d]!;
    }
    for (let d = 0; d < dimensions; d++) if (this.#onBoard[d]! > this.#capacity[d]!) return false;
    return true;
  }

  /** Hands over and takes on at a stop. False where that is too much, or a shipment's second stop comes first. */
  serve(stop: number): boolean {
    const { dimensions, pickup, delivery, partner, isShipmentEnd, hasShipments } = this.#instance;
    if (
      hasShipments &&
      partner[stop]! >= 0 &&
      !this.#passShipment(stop, partner[stop]!, isShipmentEnd[stop] === 1)
    ) {
      return false;
    }
    for (let d = 0; d < dimensions; d++) {
      const at = stop * dimensions + d;
      const load = this.#onBoard[d]! + pickup[at]! - delivery[at]!;
      this.#onBoard[d] = load;
      if (load > this.#capacity[d]!) return false;
    }
    return true;
  }

  #passShipment(stop: number, partner: number, isEnd: boolean): boolean {
    const { dimensions, shipped } = this.#instance;
    if (isEnd && this.#pickedInTrip[partner] !== this.#trip) return false;
    this.#pickedInTrip[stop] = this.#trip;
    this.#openShipments += isEnd ? -1 : 1;
    for (let d = 0; d < dimensions; d++) this.#onBoard[d]! += shipped[stop * dimensions + d]!;
    return true;
  }

  /** Whether the load is small enough for a break (a node). */
  mayRest(node: number): boolean {
    const { mostLoad, dimensions } = this.#instance;
    const most = mostLoad[node - this.#instance.firstBreak[0]!];
    if (!most) return true;
    for (let d = 0; d < dimensions; d++) {
      if (this.#onBoard[d]! > most[d]!) return false;
      if (this.#onBoard[d]! > this.fullestRest * most[d]!) this.fullestRest = this.#onBoard[d]! / most[d]!;
    }
    return true;
  }

  /** Whether every shipment begun has come to its end. */
  get isComplete(): boolean {
    return this.#openShipments === 0;
  }
}
