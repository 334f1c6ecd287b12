import type { Problem, Solution, SolutionBreak, SolutionRun } from '../model/problem.ts';
import { firstRest, reloadEntry, type Sequences } from './snapshot.ts';
import { costOfSolutionRun, penaltyOfSolution, scheduleOfRun } from './run-schedule.ts';
import { anyStart } from './marks.ts';

/** The plan in the terms of the problem, priced by the schedule and cost that everybody uses. */
export function toSolution(problem: Problem, plan: Sequences): Solution {
  const runs: SolutionRun[] = [];
  for (let vehicle = 0; vehicle < problem.vehicles.length; vehicle++) {
    const entries = [...plan.stops.subarray(plan.offsets[vehicle], plan.offsets[vehicle + 1])];
    if (entries.length > 0) runs.push(readRun(vehicle, entries, plan.startsAt[vehicle]!));
  }
  const served = new Set(runs.flatMap((run) => run.trips.flat()));
  const unassigned = problem.stops.flatMap((_, stop) => (served.has(stop) ? [] : [stop]));
  const schedules = runs.map((run) => scheduleOfRun(problem, run));
  const cost = runs.reduce(
    (sum, run, index) => sum + costOfSolutionRun(problem, run, schedules[index]).total,
    0,
  );
  return { runs, unassigned, cost, penalty: penaltyOfSolution(problem, runs, unassigned, schedules) };
}

function readRun(vehicle: number, entries: readonly number[], startsAt: number): SolutionRun {
  const trips: number[][] = [[]];
  const breaks: SolutionBreak[] = [];
  for (const entry of entries) {
    const trip = trips.length - 1;
    if (entry >= 0) trips[trip]!.push(entry);
    else if (entry === reloadEntry) trips.push([]);
    else breaks.push({ index: firstRest - entry, trip, position: trips[trip]!.length });
  }
  return {
    vehicle,
    trips,
    ...(breaks.length > 0 && { breaks }),
    ...(startsAt !== anyStart && { startsAt }),
  };
}

/** The other way round; for going on from a solution. */
export function toSequences(problem: Problem, solution: Solution): Sequences {
  const perVehicle = problem.vehicles.map((_, vehicle) =>
    solution.runs.filter((run) => run.vehicle === vehicle).flatMap(writeRun),
  );
  const offsets = new Int32Array(problem.vehicles.length + 1);
  for (const [vehicle, entries] of perVehicle.entries())
    offsets[vehicle + 1] = offsets[vehicle]! + entries.length;
  const startsAt = new Int32Array(problem.vehicles.length).fill(anyStart);
  for (const run of solution.runs) startsAt[run.vehicle] = run.startsAt ?? anyStart;
  return { offsets, stops: Int32Array.from(perVehicle.flat()), startsAt };
}

function writeRun({ trips, breaks = [] }: SolutionRun): number[] {
  const entries: number[] = [];
  for (const [trip, stops] of trips.entries()) {
    if (trip > 0) entries.push(reloadEntry);
    for (let position = 0; position <= stops.length; position++) {
      for (const rest of breaks) {
        if (rest.trip === trip && rest.position === position) entries.push(firstRest - rest.index);
      }
      if (position < stops.length) entries.push(stops[position]!);
    }
  }
  return entries;
}
