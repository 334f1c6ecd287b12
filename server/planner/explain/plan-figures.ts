import type { Problem, Solution, SolutionRun } from '../model/problem.ts';
import type { RunSchedule } from '#server/domain/run.ts';
import { isNothing } from '#server/domain/load.ts';
import { costOfSolutionRun, scheduleOfRun } from '../state/run-schedule.ts';

/** A trip that is unloaded at a hub. */
interface DockUse {
  readonly vehicle: number;
  readonly arrival: number;
}

/** What a plan costs and when it is where, run by run. */
export interface PlanFigures {
  readonly problem: Problem;
  readonly solution: Solution;
  /** Minor units, by vehicle index; only vehicles with a run. */
  readonly costs: ReadonlyMap<number, number>;
  /** By hub; empty where it has docks for all. */
  readonly dockUses: readonly (readonly DockUse[])[];
}

export function figuresOf(problem: Problem, solution: Solution): PlanFigures {
  const schedules = solution.runs.map((run) => scheduleOfRun(problem, run));
  return {
    problem,
    solution,
    costs: new Map(
      solution.runs.map((run, index) => [
        run.vehicle,
        costOfSolutionRun(problem, run, schedules[index]!).total,
      ]),
    ),
    dockUses: problem.hubs.map(({ docks }, hub) =>
      docks === undefined
        ? []
        : solution.runs.flatMap((run, index) => dockUsesOf(problem, run, schedules[index]!, hub)),
    ),
  };
}

/** Whether every trip finds a dock free when a run is as given, and the others as they are. */
export function hasDocks(
  plan: PlanFigures,
  problem: Problem,
  run: SolutionRun,
  schedule: RunSchedule,
): boolean {
  const hub = problem.vehicles[run.vehicle]!.hub ?? 0;
  const { docks, dockSeconds = 0 } = problem.hubs[hub]!;
  if (docks === undefined) return true;
  const others = plan.dockUses[hub]!.filter(({ vehicle }) => vehicle !== run.vehicle);
  const arrivals = [...others, ...dockUsesOf(problem, run, schedule, hub)].map(({ arrival }) => arrival);
  arrivals.sort((a, b) => a - b);
  // With so many docks, a trip waits for none where the one that many before it has left.
  return arrivals.every((arrival, index) => {
    const before = arrivals[index - docks];
    return before === undefined || before + dockSeconds <= arrival;
  });
}

function dockUsesOf(problem: Problem, run: SolutionRun, schedule: RunSchedule, hub: number): DockUse[] {
  const vehicle = problem.vehicles[run.vehicle]!;
  if ((vehicle.hub ?? 0) !== hub) return [];
  return run.trips.flatMap((stops, trip) => {
    const isAtHub = trip < run.trips.length - 1 || vehicle.endPlace === problem.hubs[hub]!.place;
    const hasPickups = stops.some((stop) => !isNothing(problem.stops[stop]!.pickup));
    const arrival = schedule.trips[trip]!.arrival; // one per trip of the run
    return isAtHub && hasPickups ? [{ vehicle: run.vehicle, arrival }] : [];
  });
}
