/** Load per dimension; integers ≥ 0. `UNLIMITED` as a capacity means no limit. */
export interface Load {
  readonly kg: number;
  readonly crates: number;
  readonly parcels: number;
}

export type LoadDimension = keyof Load;

/** A capacity without limit. */
export const UNLIMITED = 2 ** 31 - 1;

/** Every dimension, in the order in which they are reported. */
export const loadDimensions: readonly LoadDimension[] = ['kg', 'crates', 'parcels'];

export const noLoad: Load = { kg: 0, crates: 0, parcels: 0 };

/** Sum per dimension. */
export function addLoads(a: Load, b: Load): Load {
  return { kg: a.kg + b.kg, crates: a.crates + b.crates, parcels: a.parcels + b.parcels };
}

/** a − b per dimension. */
export function subtractLoads(a: Load, b: Load): Load {
  return { kg: a.kg - b.kg, crates: a.crates - b.crates, parcels: a.parcels - b.parcels };
}

/** The larger per dimension: a peak. */
export function peakOfLoads(a: Load, b: Load): Load {
  return {
    kg: Math.max(a.kg, b.kg),
    crates: Math.max(a.crates, b.crates),
    parcels: Math.max(a.parcels, b.parcels),
  };
}

/** Sum of many, no load where there are none. */
export function sumLoads(loads: Iterable<Load>): Load {
  let sum = noLoad;
  for (const load of loads) sum = addLoads(sum, load);
  return sum;
}

/** Whether the load is within the capacity in every dimension. */
export function fitsCapacity(load: Load, capacity: Load): boolean {
  return loadDimensions.every(
    (dimension) => capacity[dimension] >= UNLIMITED || load[dimension] <= capacity[dimension],
  );
}
