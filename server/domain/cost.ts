/** What a vehicle costs; minor units, whole, from 0 to 2^33. */
export interface CostTerms {
  /** Paid when it is used. */
  readonly fixedCost: number;
  /** Paid for each trip with stops; absent: 0. */
  readonly costPerTrip?: number;
  /** Per 1000 m; not read where there are bands. */
  readonly costPerKm: number;
  /** Per 1000 m of a trip above `fromMetres`, up to the next band; the first from 0, ascending. */
  readonly kmBands?: readonly { readonly fromMetres: number; readonly costPerKm: number }[];
  /** Per 3600 s out of the hub: driving, waiting, service, breaks and unloading alike. */
  readonly costPerHour: number;
  /** Per 3600 s of driving, on top of `costPerHour`; absent: 0. */
  readonly costPerDrivingHour?: number;
  /** Per 3600 s of setup and service, on top of `costPerHour`; absent: 0. */
  readonly costPerServiceHour?: number;
  /** Per 3600 s after the end of the shift, on top of the rest; absent: 0. */
  readonly overtime?: { readonly costPerHour: number };
}

/** What a run's cost depends on; a `RunSchedule` has it all. Whole, from 0 to 2^31. */
export interface RunFigures {
  readonly trips: readonly { readonly metres: number; readonly stops: number }[];
  readonly secondsOut: number;
  readonly drivingSeconds: number;
  /** Setup included. */
  readonly serviceSeconds: number;
  readonly overtimeSeconds: number;
}

/** Minor units, integers; `total` is the sum of the others. */
export interface RunCost {
  /** Of the vehicle's use and of its trips. */
  readonly fixed: number;
  readonly distance: number;
  /** Overtime included. */
  readonly time: number;
  /** Tolls, minimum charges and the like; none yet. */
  readonly other: number;
  readonly total: number;
}

/** So many at this rate per `unit` of them. */
interface Priced {
  readonly rate: number;
  readonly count: number;
}

/**
 * The additive cost of one run. Each part is one exact sum, rounded to a whole minor unit, half up, so that the parts
 * shown add up to the total shown.
 */
export function costOfRun(terms: CostTerms, run: RunFigures): RunCost {
  const trips = run.trips.filter(({ stops }) => stops > 0).length;
  const fixed = terms.fixedCost + (terms.costPerTrip ?? 0) * trips;
  const distance = sumHalfUp(
    run.trips.flatMap(({ metres }) => metresByBand(terms, metres)),
    1000,
  );
  const time = sumHalfUp(
    [
      { rate: terms.costPerHour, count: run.secondsOut },
      { rate: terms.costPerDrivingHour ?? 0, count: run.drivingSeconds },
      { rate: terms.costPerServiceHour ?? 0, count: run.serviceSeconds },
      { rate: terms.overtime?.costPerHour ?? 0, count: run.overtimeSeconds },
    ],
    3600,
  );
  return { fixed, distance, time, other: 0, total: fixed + distance + time };
}

/** A price per 3600 s for so many seconds, half up. Minor units; bounds as in `CostTerms` and `RunFigures`. */
export function priceOfSeconds(costPerHour: number, seconds: number): number {
  return sumHalfUp([{ rate: costPerHour, count: seconds }], 3600);
}

/** A price per 1000 m for so many metres, half up. Minor units; bounds as in `CostTerms` and `RunFigures`. */
export function priceOfMetres(costPerKm: number, metres: number): number {
  return sumHalfUp([{ rate: costPerKm, count: metres }], 1000);
}

/** The metres of one trip at the price of the band that each lies in: marginal, like tax brackets. */
function metresByBand({ kmBands, costPerKm }: CostTerms, metres: number): Priced[] {
  if (!kmBands) return [{ rate: costPerKm, count: metres }];
  return kmBands.map((band, index) => {
    const to = kmBands[index + 1]?.fromMetres ?? Infinity;
    return { rate: band.costPerKm, count: Math.max(0, Math.min(metres, to) - band.fromMetres) };
  });
}

/**
 * Σ rate × count ÷ unit, half up, and exact though the products may pass 2^53: only whole units are multiplied in
 * full, and the sum of the rests, below 2^33 × 3600 each, is what is divided.
 */
function sumHalfUp(parts: readonly Priced[], unit: number): number {
  let whole = 0;
  let rest = 0;
  for (const { rate, count } of parts) {
    const left = count % unit;
    whole += rate * ((count - left) / unit);
    rest += rate * left;
  }
  const doubled = 2 * rest + unit;
  return whole + (doubled - (doubled % (2 * unit))) / (2 * unit);
}
