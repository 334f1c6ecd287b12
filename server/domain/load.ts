/** Load by name, as it is on the wire; numbers ≥ 0. */
export interface Load {
  readonly kg: number;
  readonly crates: number;
  readonly parcels: number;
}

export type LoadDimension = keyof Load;

/** Load per dimension in an agreed order; numbers ≥ 0. All that are used together have one length. */
export type Amounts = readonly number[];

/** A capacity without limit. */
export const UNLIMITED = 2 ** 31 - 1;

/** The order of named loads as amounts, and that in which they are reported. */
export const loadDimensions: readonly LoadDimension[] = ['kg', 'crates', 'parcels'];

/** Nothing at all. */
export const noLoad: Load = { kg: 0, crates: 0, parcels: 0 };

/** Sum of named loads; kg to the gram. */
export function sumLoads(loads: readonly Load[]): Load {
  const sum = (dimension: LoadDimension) => loads.reduce((total, load) => total + load[dimension], 0);
  return { kg: Math.round(sum('kg') * 1_000) / 1_000, crates: sum('crates'), parcels: sum('parcels') };
}

/** A named load as amounts. */
export function amountsOf(load: Load): Amounts {
  return [load.kg, load.crates, load.parcels];
}

/** The other way round. */
export function loadOfAmounts(amounts: Amounts): Load {
  return { kg: amounts[0] ?? 0, crates: amounts[1] ?? 0, parcels: amounts[2] ?? 0 };
}

/** Sum per dimension. */
export function addAmounts(a: Amounts, b: Amounts): Amounts {
  return a.map((amount, dimension) => amount + (b[dimension] ?? 0));
}

/** a − b per dimension. */
export function subtractAmounts(a: Amounts, b: Amounts): Amounts {
  return a.map((amount, dimension) => amount - (b[dimension] ?? 0));
}

/** The larger per dimension: a peak. */
export function peakOfAmounts(a: Amounts, b: Amounts): Amounts {
  return a.map((amount, dimension) => Math.max(amount, b[dimension] ?? 0));
}

/** Sum of many of so many dimensions; zeros where there are none. */
export function sumAmounts(all: readonly Amounts[], dimensions: number): Amounts {
  return all.reduce(
    addAmounts,
    Array.from({ length: dimensions }, () => 0),
  );
}

/** Whether the amounts are within the capacity in every dimension. */
export function fitsCapacity(amounts: Amounts, capacity: Amounts): boolean {
  return amounts.every((amount, dimension) => {
    const limit = capacity[dimension] ?? 0;
    return limit >= UNLIMITED || amount <= limit;
  });
}

/** Whether there is nothing at all. */
export function isNothing(amounts: Amounts): boolean {
  return amounts.every((amount) => amount === 0);
}
