import type { Instance, VehicleType } from '../model/instance.ts';
import type { PlanState } from './plan-state.ts';
import { breakKind, costUnit, endNode, startNode, stopKind } from '../model/instance.ts';
import { isAtHub } from '../constraints/at-hub.ts';
import { RunClock } from './run-clock.ts';
import { TimePieces } from './time-pieces.ts';
import { WalkLoads } from './walk-loads.ts';

/**
 * The exact look at a run with everything in it that the model knows (docs/adr/0012): whether every rule holds, and what
 * the run costs. It follows the links and changes nothing, so that a stop can be linked in for a try. Slower than the
 * prices in constant time, which therefore come first.
 */
export class RunWalk {
  /** Found by `walk`, where it says true. `cost` in `costUnit`ths, prices of the plan's shape included. */
  cost = 0;
  size = 0;
  metres = 0;
  drivingSeconds = 0;
  serviceSeconds = 0;
  secondsOut = 0;
  departure = 0;
  readonly #instance: Instance;
  readonly #state: PlanState;
  readonly #pieces: TimePieces;
  readonly #loads: WalkLoads;
  readonly #clock: RunClock;
  #priceOfMetres = 0;
  #innerMetres = 0;
  #tripMetres = 0;
  #tripStops = 0;
  #trips = 0;
  #moved = 0;
  #hasPickups = false;
  #isFromHub = false;
  #latestAtHub = Infinity;
  #hasLimitsOnBoard = false;

  constructor(state: PlanState) {
    this.#instance = state.instance;
    this.#state = state;
    this.#pieces = new TimePieces(state.instance);
    this.#loads = new WalkLoads(state);
    this.#clock = new RunClock(state);
  }

  /** `WalkLoads.fullestRest` of the run last walked through. */
  get fullestRest(): number {
    return this.#loads.fullestRest;
  }

  /** Walks through the stops of a run as if they were another vehicle's, by default its own. */
  walk(vehicle: number, as = vehicle): boolean {
    const { kind } = this.#instance;
    const { next } = this.#state;
    const type = this.#instance.types[this.#instance.typeOf[as]!]!;
    const pieces = this.#pieces;
    const end = endNode(this.#instance, vehicle);
    this.#reset();
    let from = startNode(this.#instance, as);
    let node = next[startNode(this.#instance, vehicle)]!;
    this.#loads.open(type.capacity);
    if (!this.#beginTrip(type, from, node)) return false;
    pieces.open(
      Math.max(this.#instance.opens[from]!, this.#state.startsAt[as]!),
      this.#instance.closes[from]!,
    );
    for (;;) {
      let to = node;
      while (kind[to] === breakKind) to = next[to]!;
      const place = to === end ? endNode(this.#instance, as) : to;
      if (!this.#drive(type, from, place)) return false;
      for (; node !== to; node = next[node]!) {
        if (!this.#loads.mayRest(node)) return false;
        pieces.rest(node);
      }
      if (kind[to] === stopKind) {
        if (!this.#serve(to, from, as)) return false;
      } else {
        if (!this.#endTrip(type, place, to === end)) return false;
        if (to !== end && !this.#beginTrip(type, to, next[to]!)) return false;
      }
      if (pieces.isImpossible) return false;
      if (to === end) return this.#finish(vehicle, as, type);
      from = to;
      node = next[to]!;
    }
  }

  #reset(): void {
    this.size = 0;
    this.metres = 0;
    this.drivingSeconds = 0;
    this.serviceSeconds = 0;
    this.cost = 0;
    this.#trips = 0;
    this.#priceOfMetres = 0;
    this.#innerMetres = 0;
    this.#moved = 0;
    this.#hasLimitsOnBoard = false;
  }

  /** From the start or the hub (`head`), with the stops from `first` on. */
  #beginTrip(type: VehicleType, head: number, first: number): boolean {
    this.#tripMetres = 0;
    this.#tripStops = 0;
    this.#hasPickups = false;
    this.#latestAtHub = Infinity;
    this.#isFromHub = isAtHub(this.#instance, type.vehicle, head);
    return this.#loads.begin(first);
  }

  #drive(type: VehicleType, from: number, to: number): boolean {
    const { place, rows, kind } = this.#instance;
    const cell = place[from]! * rows + place[to]!;
    const seconds = type.seconds[cell]!;
    if (seconds < 0) return false;
    const metres = type.metres[cell]!;
    this.drivingSeconds += seconds;
    this.metres += metres;
    this.#tripMetres += metres;
    if (kind[from] === stopKind && kind[to] === stopKind) this.#innerMetres += metres;
    this.#pieces.leave(seconds);
    return true;
  }

  #serve(stop: number, from: number, vehicle: number): boolean {
    const instance = this.#instance;
    const { place, service, setup, latestAtHub, mostOnBoard, recordVehicle } = instance;
    const seconds = service[stop]! + (place[from] === place[stop] ? 0 : setup[stop]!);
    this.size++;
    this.#tripStops++;
    this.serviceSeconds += seconds;
    this.#pieces.visit(stop, seconds);
    if (recordVehicle[stop]! >= 0 && recordVehicle[stop] !== vehicle) this.#moved++;
    if (instance.hasFreshness) {
      if (latestAtHub[stop]! < this.#latestAtHub) this.#latestAtHub = latestAtHub[stop]!;
      if (mostOnBoard[stop]! < Infinity) this.#hasLimitsOnBoard = true;
    }
    this.#hasPickups ||= instance.hasPickup[stop] === 1;
    if (instance.hasDelivery[stop] === 1 && !this.#isFromHub) return false;
    return this.#loads.serve(stop);
  }

  #endTrip(type: VehicleType, node: number, isEnd: boolean): boolean {
    if (this.#hasPickups && !isAtHub(this.#instance, type.vehicle, node)) return false;
    const { problem, place, service } = this.#instance;
    const hub = type.vehicle.hub ?? 0;
    if (this.#tripStops > 0) this.#trips++;
    if (this.#trips > (type.vehicle.mostTrips ?? 1)) return false;
    if (this.#tripStops > 0) this.cost += type.perTrip;
    this.#priceOfMetres += priceOfMetres(type, this.#tripMetres);
    const receiving = this.#clock.receiving[hub];
    const seconds = isEnd ? 0 : service[node]!;
    if (receiving && this.#hasPickups && place[node] === problem.hubs[hub]!.place) {
      this.#pieces.unload(receiving.from, receiving.to, seconds, this.#latestAtHub);
    } else {
      if (this.#latestAtHub < Infinity) this.#pieces.arriveBy(this.#latestAtHub);
      this.#pieces.stay(seconds);
    }
    return true;
  }

  #finish(vehicle: number, as: number, type: VehicleType): boolean {
    if (!this.#loads.isComplete || !this.#pieces.choose(type.latestEnd)) return false;
    const { departure, end } = this.#pieces;
    const { mostStops, mostMetres, mostDrivingSeconds, mostSecondsOut, shift } = type.vehicle;
    this.departure = departure;
    this.secondsOut = end - departure;
    if (mostStops !== undefined && this.size > mostStops) return false;
    if (mostMetres !== undefined && this.metres > mostMetres) return false;
    if (mostDrivingSeconds !== undefined && this.drivingSeconds > mostDrivingSeconds) return false;
    if (mostSecondsOut !== undefined && this.secondsOut > mostSecondsOut) return false;
    if (this.#hasLimitsOnBoard && !this.#clock.keepsFresh(vehicle, as, departure)) return false;
    this.cost +=
      type.fixed +
      this.#priceOfMetres +
      type.perInnerMetre * this.#innerMetres +
      type.perDrivingSecond * this.drivingSeconds +
      type.perServiceSecond * this.serviceSeconds +
      type.perSecond * this.secondsOut +
      type.perOverSecond * Math.max(0, end - shift.end) +
      this.#instance.stayCost * this.#moved;
    const { balance, stub } = this.#instance.problem.prices ?? {};
    if (balance) {
      this.cost +=
        balance.costPerHour * (costUnit / 3600) * Math.max(0, this.secondsOut - balance.aroundSeconds);
    }
    if (stub && this.size < stub.leastStops) this.cost += stub.cost * costUnit;
    return true;
  }

  /** After `walk` of a vehicle's own run: writes when its trips are at the hub. */
  noteArrivals(vehicle: number): void {
    this.#clock.noteArrivals(vehicle, this.departure);
  }
}

/** Of one trip, in bands. */
function priceOfMetres(type: VehicleType, metres: number): number {
  let price = type.perMetre * metres;
  for (const { fromMetres, perMetreMore } of type.bands) {
    if (metres > fromMetres) price += perMetreMore * (metres - fromMetres);
  }
  return price;
}
