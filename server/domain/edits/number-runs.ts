/** A number that means one vehicle, for as long as that has a run: drivers know it, or its run is locked. */
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

/**
 * The number of a run that is opened at the desk. A vehicle gets the one that its driver knows (`told`) again where no
 * run has it; any other comes past all that the plan or a driver has.
 */
export function newRunNumber(
  { runs }: { readonly runs: readonly { readonly run: number }[] },
  vehicle: string,
  told: readonly KeptNumber[],
): number {
  const inPlan = new Set(runs.map(({ run }) => run));
  const own = told.find((each) => each.vehicle === vehicle && !inPlan.has(each.number));
  return own?.number ?? Math.max(0, ...inPlan, ...told.map(({ number }) => number)) + 1;
}
