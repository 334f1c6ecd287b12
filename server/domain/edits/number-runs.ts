/** A run that keeps its number when its day is planned anew, for as long as its vehicle has one. */
export interface KeptNumber {
  readonly number: number;
  readonly vehicle: string;
}

/**
 * The numbers of new runs, one for each of their vehicles, in that order. A number means one vehicle: who has one keeps
 * it, the first of `kept` before others that claim the same. The rest count up from 1, past every number that is kept,
 * whether its vehicle goes out or not.
 */
export function numberRuns(vehicles: readonly string[], kept: readonly KeptNumber[]): number[] {
  const numberOf = new Map<string, number>();
  const taken = new Set<number>();
  for (const { number, vehicle } of kept) {
    if (taken.has(number) || numberOf.has(vehicle) || !vehicles.includes(vehicle)) continue;
    numberOf.set(vehicle, number);
    taken.add(number);
  }
  const held = new Set(kept.map(({ number }) => number));
  let next = 0;
  const nextFree = (): number => {
    do next++;
    while (held.has(next));
    return next;
  };
  return vehicles.map((vehicle) => numberOf.get(vehicle) ?? nextFree());
}
