import type { Problem, Solution, SolutionRun } from '../model/problem.ts';
import type { PlanSequences } from './snapshot.ts';
import { costOfRun } from '#server/domain/cost.ts';
import { scheduleTrip } from '#server/domain/schedule.ts';

/** The plan in the terms of the problem, priced by the schedule and cost that everybody uses. */
export function toSolution(problem: Problem, plan: Pick<PlanSequences, 'offsets' | 'stops'>): Solution {
  const runs: SolutionRun[] = [];
  const isServed = new Uint8Array(problem.stops.length);
  let cost = 0;
  for (let vehicle = 0; vehicle < problem.vehicles.length; vehicle++) {
    const stops = [...plan.stops.subarray(plan.offsets[vehicle], plan.offsets[vehicle + 1])];
    if (stops.length === 0) continue;
    for (const stop of stops) isServed[stop] = 1;
    runs.push({ vehicle, trips: [stops] });
    cost += priceRun(problem, vehicle, stops);
  }
  const unassigned = problem.stops.flatMap((_, stop) => (isServed[stop] === 0 ? [stop] : []));
  return { runs, unassigned, cost };
}

/** The other way round; for going on from a solution. */
export function toSequences(problem: Problem, solution: Solution): Pick<PlanSequences, 'offsets' | 'stops'> {
  const perVehicle = problem.vehicles.map((_, vehicle) =>
    solution.runs.filter((run) => run.vehicle === vehicle).flatMap((run) => run.trips.flat()),
  );
  const offsets = new Int32Array(problem.vehicles.length + 1);
  for (const [vehicle, stops] of perVehicle.entries())
    offsets[vehicle + 1] = offsets[vehicle]! + stops.length;
  return { offsets, stops: Int32Array.from(perVehicle.flat()) };
}

function priceRun(problem: Problem, index: number, stops: readonly number[]): number {
  const vehicle = problem.vehicles[index]!;
  const matrix = problem.matrices[vehicle.matrix]!;
  const places = [vehicle.startPlace, ...stops.map((stop) => problem.stops[stop]!.place), vehicle.endPlace];
  const cells = places.slice(1).map((place, leg) => places[leg]! * matrix.size + place);
  const trip = scheduleTrip({
    visits: stops.map((stop) => problem.stops[stop]!),
    legSeconds: cells.map((cell) => matrix.seconds[cell]!),
    legMetres: cells.map((cell) => matrix.metres[cell]!),
    shift: vehicle.shift,
    capacity: vehicle.capacity,
  });
  const { metres, drivingSeconds, start, end } = trip;
  return costOfRun(vehicle, { metres, seconds: end - start, drivingSeconds }).total;
}
