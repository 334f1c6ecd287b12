import type { Problem, ProblemVehicle } from './problem.ts';

/** Vehicles that cannot be told apart: the search asks each type once, not each vehicle. */
export interface VehicleType {
  readonly vehicle: ProblemVehicle;
  /** Vehicle indices, ascending. */
  readonly members: readonly number[];
  readonly seconds: Int32Array;
  readonly metres: Int32Array;
  /** Cost in `costUnit`ths of a minor unit: of its use, per metre, per second driven and per second out. */
  readonly fixed: number;
  readonly perMetre: number;
  readonly perDrivingSecond: number;
  readonly perSecond: number;
  /** kg, crates, parcels; Infinity where unlimited. */
  readonly capacity: Float64Array;
}

/**
 * Cost inside the search is counted in 18,000ths of a minor unit: the least common multiple of 1000 m and
 * 3600 s, so that every delta is an exact integer.
 */
export const costUnit = 18_000;

/** Load dimensions in the flat load arrays: kg, crates, parcels. */
export const dimensions = 3;

/**
 * A problem laid out flat for the search; never changes. Nodes: 0 … stops − 1 are the stops, then two for each
 * vehicle, its start and its end (`startNode`, `endNode`).
 */
export interface Instance {
  readonly problem: Problem;
  readonly stops: number;
  readonly vehicles: number;
  readonly nodes: number;
  /** Per node: matrix row, and the offset of that row in a matrix. */
  readonly place: Int32Array;
  readonly rowOffset: Int32Array;
  /** Setup and service, per node. */
  readonly service: Int32Array;
  /** Windows of a node: `windowFrom/windowTo[windowOffset[node] … windowOffset[node + 1])`. */
  readonly windowOffset: Int32Array;
  readonly windowFrom: Int32Array;
  readonly windowTo: Int32Array;
  /** First start and last end of a node's windows. */
  readonly opens: Int32Array;
  readonly closes: Int32Array;
  /** 1 where a node has several windows. */
  readonly isMulti: Uint8Array;
  /** `node * dimensions + dimension`; 0 at starts and ends. */
  readonly pickup: Float64Array;
  readonly delivery: Float64Array;
  readonly hasDeliveries: boolean;
  readonly priority: Float64Array;
  readonly requests: Float64Array;
  readonly types: readonly VehicleType[];
  readonly typeOf: Int32Array;
  /** `type * stops + stop`: cost of a run of this stop alone; Infinity where the type may not or cannot serve it. */
  readonly soloCost: Float64Array;
  /** 1 where no type can serve the stop even alone. */
  readonly isHopeless: Uint8Array;
  /** `stop * insertionNeighbours + k`: stops that may stand next to it, nearest first; −1 ends a row. */
  readonly nextTo: Int32Array;
  readonly nextToWidth: number;
  /** The same by travel time alone, for choosing what to remove together. */
  readonly around: Int32Array;
  readonly aroundWidth: number;
}

export function startNode(instance: Instance, vehicle: number): number {
  return instance.stops + 2 * vehicle;
}

export function endNode(instance: Instance, vehicle: number): number {
  return instance.stops + 2 * vehicle + 1;
}
