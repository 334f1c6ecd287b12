import type { RateTermsOf } from '../rates/rate-terms-of.ts';
import type { DayProblem } from './build-problem.ts';
import type { FoundPlan } from './search-plan.ts';

/** A run that somebody relies on: its driver has it, or the desk has locked it. */
export interface KeptRun {
  /** The vehicle's name. */
  readonly vehicle: string;
  /** Ids of its requests. */
  readonly requests: ReadonlySet<string>;
}

/**
 * The plan with runs exchanged between vehicles of one kind, so that those of which somebody relies on a run get as much
 * of it as there is: to the search it is all the same which of them goes where. The best pair first; a vehicle that
 * somebody relies on goes out before one that stood still.
 */
export function keepVehicles(
  { day, solution }: FoundPlan,
  kept: readonly KeptRun[],
  rateTermsOf: RateTermsOf,
): FoundPlan {
  if (kept.length === 0) return { day, solution };
  const requestsOf = new Map(kept.map(({ vehicle, requests }) => [vehicle, requests]));
  const kinds = day.vehicles.map((_, index) => kindOf(day, index, rateTermsOf));
  const pairs = solution.runs.flatMap((run, at) => {
    const served = run.trips.flat().flatMap((stop) => day.stops[stop]?.requests ?? []);
    return kinds.flatMap((kind, vehicle) => {
      if (kind !== kinds[run.vehicle]) return [];
      const before = requestsOf.get(day.vehicles[vehicle]!.name); // one for each kind
      const shared = served.filter(({ id }) => before?.has(id)).length;
      return [{ at, vehicle, shared, isKept: before !== undefined, isOwn: run.vehicle === vehicle }];
    });
  });
  pairs.sort(
    (a, b) => b.shared - a.shared || Number(b.isKept) - Number(a.isKept) || Number(b.isOwn) - Number(a.isOwn),
  );
  const vehicleOf = new Map<number, number>();
  const taken = new Set<number>();
  for (const { at, vehicle } of pairs) {
    if (vehicleOf.has(at) || taken.has(vehicle)) continue;
    vehicleOf.set(at, vehicle);
    taken.add(vehicle);
  }
  // Every run has a pair with its own vehicle, and no kind more runs than vehicles.
  const runs = solution.runs.map((run, at) => ({ ...run, vehicle: vehicleOf.get(at)! }));
  return { day, solution: { ...solution, runs } };
}

/** The same for vehicles between which neither the search nor the bill makes a difference. */
function kindOf({ problem, vehicles }: DayProblem, index: number, rateTermsOf: RateTermsOf): string {
  const vehicle = vehicles[index]!; // one of them
  return JSON.stringify([vehicle.type, problem.vehicles[index], rateTermsOf(vehicle)]);
}
