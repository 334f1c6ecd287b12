import type { Problem, ProblemVehicle, SolutionRun } from '../model/problem.ts';
import type { RunTotals } from './check-limits.ts';
import type { Point } from './read-run.ts';

/** A run's cost, minor units. */
export function priceRun(vehicle: ProblemVehicle, totals: RunTotals): number {
  const bands = vehicle.kmBands ?? [{ fromMetres: 0, costPerKm: vehicle.costPerKm }];
  // What a band adds to the price of the one below holds for all metres above its beginning.
  const metres = totals.trips.flatMap((trip) =>
    bands.map((band, index): Product => {
      const below = bands[index - 1]?.costPerKm ?? 0;
      return [band.costPerKm - below, Math.max(0, trip.metres - band.fromMetres)];
    }),
  );
  const hours: Product[] = [
    [vehicle.costPerHour, totals.secondsOut],
    [vehicle.costPerDrivingHour ?? 0, totals.drivingSeconds],
    [vehicle.costPerServiceHour ?? 0, totals.serviceSeconds],
    [vehicle.overtime?.costPerHour ?? 0, totals.overtimeSeconds],
  ];
  const trips = totals.trips.filter(({ stops }) => stops > 0).length;
  const fixed = vehicle.fixedCost + trips * (vehicle.costPerTrip ?? 0);
  return fixed + roundedShare(metres, 1000) + roundedShare(hours, 3600);
}

/** What a run adds to the penalty, minor units. */
export function priceShape(
  problem: Problem,
  run: SolutionRun,
  points: readonly Point[],
  secondsOut: number,
): number {
  const { balance, compactness, stub, stay } = problem.prices ?? {};
  const stops = run.trips.flat();
  let price = 0;
  if (balance && secondsOut > balance.aroundSeconds) {
    price += roundedShare([[balance.costPerHour, secondsOut - balance.aroundSeconds]], 3600);
  }
  if (compactness) {
    const inner = points.filter(({ stop }, index) => stop >= 0 && (points[index - 1]?.stop ?? -1) >= 0);
    const metres = inner.reduce((sum, { legMetres }) => sum + legMetres, 0);
    price += roundedShare([[compactness.costPerKm, metres]], 1000);
  }
  if (stub && stops.length < stub.leastStops) price += stub.cost;
  for (const stop of stay ? stops : []) {
    const { recordVehicle } = problem.stops[stop]!; // known to exist
    if (recordVehicle !== undefined && recordVehicle !== run.vehicle) price += stay!.cost;
  }
  return price;
}

type Product = readonly [rate: number, count: number];

/** Sum of products over a unit, half up, in whole numbers of any size. */
function roundedShare(products: readonly Product[], unit: number): number {
  const sum = products.reduce((total, [rate, count]) => total + BigInt(rate) * BigInt(count), 0n);
  return Number((2n * sum + BigInt(unit)) / (2n * BigInt(unit)));
}
