import type { Problem, SolutionRun } from '../model/problem.ts';
import type { Placing } from './placings.ts';
import type { PlanFigures } from './plan-figures.ts';
import { hasDocks } from './plan-figures.ts';
import { relaxProblem, type Relaxation } from './relaxation.ts';
import { costOfSolutionRun, scheduleOfRun } from '../state/run-schedule.ts';

/** What a relaxation says but for its price and the run. */
export type Change = Omit<Relaxation, 'costChange' | 'run' | 'trip' | 'position'>;

/**
 * A relaxation with its exact price; null where the run with the stops in it still breaks a rule, or another does.
 * `served` are the stops that are put into the run.
 */
export function priceRelaxation(
  plan: PlanFigures,
  placing: Placing,
  served: readonly number[],
  change: Change,
): Relaxation | null {
  const problem = relaxProblem(plan.problem, change, served);
  const { run, trip, position } = placing;
  let costChange = 0;
  for (const affected of [run, ...othersAffected(plan, run, change)]) {
    const cost = costUnbroken(plan, problem, affected);
    if (cost === null) return null;
    costChange += cost - (plan.costs.get(affected.vehicle) ?? 0);
  }
  return { ...change, trip, position, costChange, run };
}

/** Longer receiving hours can change any run of the hub; everything else changes one run. */
function othersAffected(plan: PlanFigures, run: SolutionRun, change: Change): SolutionRun[] {
  if (change.kind !== 'receiving') return [];
  const hubOf = (vehicle: number) => plan.problem.vehicles[vehicle]!.hub ?? 0;
  return plan.solution.runs.filter(
    ({ vehicle }) => vehicle !== run.vehicle && hubOf(vehicle) === hubOf(run.vehicle),
  );
}

function costUnbroken(plan: PlanFigures, problem: Problem, run: SolutionRun): number | null {
  const schedule = scheduleOfRun(problem, run);
  const trips = run.trips.filter((stops) => stops.length > 0).length;
  if (schedule.violations.length > 0 || trips > (problem.vehicles[run.vehicle]!.mostTrips ?? 1)) return null;
  if (!hasDocks(plan, problem, run, schedule)) return null;
  return costOfSolutionRun(problem, run, schedule).total;
}
