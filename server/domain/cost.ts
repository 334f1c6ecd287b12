/** What a vehicle costs; minor units, integers ≥ 0. */
export interface CostTerms {
  /** Paid when it is used. */
  readonly fixedCost: number;
  /** Per 1000 m. */
  readonly costPerKm: number;
  /** Per 3600 s out of the hub: driving, waiting and service alike. */
  readonly costPerHour: number;
  /** Per 3600 s of driving, on top of `costPerHour`; absent: 0. */
  readonly costPerDrivingHour?: number;
}

/** Minor units, integers; `total` is the sum of the others. */
export interface RunCost {
  readonly fixed: number;
  readonly distance: number;
  readonly time: number;
  /** Tolls, minimum charges and the like; none yet. */
  readonly other: number;
  readonly total: number;
}

/**
 * The additive cost of one run. Each part is rounded to a whole minor unit, half up, so that the parts shown
 * add up to the total shown. `seconds` is the time out of the hub; `drivingSeconds` is needed only where
 * driving has a rate of its own.
 */
export function costOfRun(
  terms: CostTerms,
  run: { readonly metres: number; readonly seconds: number; readonly drivingSeconds?: number },
): RunCost {
  const fixed = terms.fixedCost;
  const distance = divideHalfUp(terms.costPerKm * run.metres, 1000);
  const drivingCost = (terms.costPerDrivingHour ?? 0) * (run.drivingSeconds ?? 0);
  const time = divideHalfUp(terms.costPerHour * run.seconds + drivingCost, 3600);
  return { fixed, distance, time, other: 0, total: fixed + distance + time };
}

/** Exact for integers: no quotient is rounded before it is floored. */
function divideHalfUp(amount: number, unit: number): number {
  const doubled = 2 * amount + unit;
  return (doubled - (doubled % (2 * unit))) / (2 * unit);
}
