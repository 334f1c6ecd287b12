import type { Problem, ProblemVehicle } from './problem.ts';

/** Vehicles that cannot be told apart: the search asks each type once, not each vehicle. */
export interface VehicleType {
  readonly vehicle: ProblemVehicle;
  /** Vehicle indices, ascending. */
  readonly members: readonly number[];
  /** The problem's matrix, and its cells. */
  readonly matrix: number;
  readonly seconds: Int32Array;
  readonly metres: Int32Array;
  /** Cost in `costUnit`ths of a minor unit: of its use, of a trip, per metre, and per second by kind. */
  readonly fixed: number;
  readonly perTrip: number;
  /** Of the first band, where there are bands. */
  readonly perMetre: number;
  /** The least that a metre can cost: of the cheapest band. */
  readonly leastPerMetre: number;
  readonly perDrivingSecond: number;
  readonly perServiceSecond: number;
  readonly perSecond: number;
  readonly perOverSecond: number;
  /** On top, for each metre between two stops (`Problem.prices.compactness`). */
  readonly perInnerMetre: number;
  /** Beyond the first; from each on, so much more (or less) per metre than before it. */
  readonly bands: readonly { readonly fromMetres: number; readonly perMetreMore: number }[];
  /** Latest end, overtime included. */
  readonly latestEnd: number;
  /** Per dimension; Infinity where unlimited. */
  readonly capacity: Float64Array;
  /** Whether its runs need the exact walk (`RunWalk`); the others are priced in constant time. */
  readonly isRich: boolean;
}

/**
 * Cost inside the search is counted in 18,000ths of a minor unit: the least common multiple of 1000 m and
 * 3600 s, so that every delta is an exact integer.
 */
export const costUnit = 18_000;

/** What a node is. */
export const stopKind = 0;
export const startKind = 1;
export const endKind = 2;
export const reloadKind = 3;
export const breakKind = 4;

/**
 * A problem laid out flat for the search; never changes. Nodes: 0 … stops − 1 are the stops, then two for each
 * vehicle, its start and its end (`startNode`, `endNode`), then each vehicle's returns to the hub and breaks.
 */
export interface Instance {
  readonly problem: Problem;
  readonly stops: number;
  readonly vehicles: number;
  readonly nodes: number;
  readonly kind: Uint8Array;
  /** Rows of a matrix. */
  readonly rows: number;
  /** Per node: matrix row. Breaks have none (0). */
  readonly place: Int32Array;
  /** Per node, without and with what is left out where the node before is at the same place. */
  readonly service: Int32Array;
  readonly setup: Int32Array;
  /** Windows of a node: `windowFrom/windowTo[windowOffset[node] … windowOffset[node + 1])`. */
  readonly windowOffset: Int32Array;
  readonly windowFrom: Int32Array;
  readonly windowTo: Int32Array;
  /** First start and last end of a node's windows. */
  readonly opens: Int32Array;
  readonly closes: Int32Array;
  /** 1 where a node has several windows. */
  readonly isMulti: Uint8Array;
  /** Whether any window or shift can ever be missed or time has a price; where not, no times are kept. */
  readonly isTimed: boolean;
  /** Load dimensions. */
  readonly dimensions: number;
  /** `node * dimensions + dimension`; 0 at all but stops. */
  readonly pickup: Float64Array;
  readonly delivery: Float64Array;
  /** Whether loads change in the course of a trip both ways, so that the order of stops matters to them. */
  readonly hasDeliveries: boolean;
  /** Per stop: 1 where it has any. */
  readonly hasPickup: Uint8Array;
  readonly hasDelivery: Uint8Array;
  /** Per stop: the other stop of its shipment, −1 where it has none; whether it is the second of the two. */
  readonly partner: Int32Array;
  readonly isShipmentEnd: Uint8Array;
  /** `stop * dimensions + d`: what its shipment adds to the load here; empty where there are no shipments. */
  readonly shipped: Float64Array;
  /** Per break, the most on board during it, `node − firstBreak[0]`; null for no limit. */
  readonly mostLoad: readonly (Float64Array | null)[];
  readonly hasShipments: boolean;
  /** Per stop; Infinity where there is no limit. */
  readonly latestAtHub: Float64Array;
  readonly mostOnBoard: Float64Array;
  readonly hasFreshness: boolean;
  /** What leaving a stop out counts: the aims in order. */
  readonly priority: Float64Array;
  readonly requests: Float64Array;
  /** 1 where a stop may be left out at a price, in `costUnit`ths; 0 where it counts as missed instead. */
  readonly isOptional: Uint8Array;
  readonly leaveOutCost: Float64Array;
  /** Per stop: the vehicle of the plan of record, −1 for none, and what another one costs. */
  readonly recordVehicle: Int32Array;
  readonly stayCost: number;
  /** 1 where a stop stands in a fixed beginning. */
  readonly isFixed: Uint8Array;
  readonly types: readonly VehicleType[];
  readonly typeOf: Int32Array;
  /** The same for the nodes that belong to a vehicle; −1 for stops. */
  readonly typeOfNode: Int32Array;
  /** Per vehicle: its returns to the hub are nodes `firstReload[v] … firstReload[v + 1])`, its breaks likewise. */
  readonly firstReload: Int32Array;
  readonly firstBreak: Int32Array;
  /** `type * stops + stop`: cost of a run of this stop alone; Infinity where the type may not or cannot serve it. */
  readonly soloCost: Float64Array;
  /** 1 where no type can serve the stop even alone. */
  readonly isHopeless: Uint8Array;
  /** `stop * nextToWidth + k`: stops that may stand next to it, nearest first; −1 ends a row. */
  readonly nextTo: Int32Array;
  readonly nextToWidth: number;
  /** The same by travel time alone, for choosing what to remove together. */
  readonly around: Int32Array;
  readonly aroundWidth: number;
  readonly hasRichTypes: boolean;
  readonly hasDocks: boolean;
  /** Whether any vehicle may go out more than once. */
  readonly hasTrips: boolean;
}

export function startNode(instance: Instance, vehicle: number): number {
  return instance.stops + 2 * vehicle;
}

export function endNode(instance: Instance, vehicle: number): number {
  return instance.stops + 2 * vehicle + 1;
}
