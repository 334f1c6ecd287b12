import type { Problem, Solution, SolutionRun } from '../model/problem.ts';
import type { Report, SolutionCheck, Violation } from './violation.ts';
import { checkDocks, type DockUse } from './check-docks.ts';
import { checkRun } from './check-run.ts';
import { checkShipments } from './check-shipments.ts';
import { checkFixed } from './check-vehicle.ts';

/**
 * Recomputes a solution from the problem and the order of its stops, and reports every rule it breaks. Shares no
 * code with the search nor with domain/schedule and domain/cost, so that an error in either shows.
 */
export function checkSolution(problem: Problem, solution: Solution): SolutionCheck {
  const violations: Violation[] = [];
  const timesServed = problem.stops.map(() => 0);
  const runOf = new Map<number, SolutionRun>();
  const dockUses: DockUse[] = [];
  let cost = 0;
  let penalty = 0;
  for (const given of solution.runs) {
    const report = reportFor(given.vehicle, violations);
    if (!problem.vehicles[given.vehicle]) {
      report('vehicle_unknown', null, 1, `There is no vehicle ${given.vehicle}.`);
      continue;
    }
    const run = { ...given, trips: given.trips.map((trip) => knownStops(problem, trip, report)) };
    if (runOf.has(run.vehicle)) report('vehicle_twice', null, 1, `Vehicle ${run.vehicle} has two runs.`);
    runOf.set(run.vehicle, run);
    for (const stop of run.trips.flat()) timesServed[stop]! += 1; // knownStops has seen that it exists
    if (isEmpty(run)) {
      const text = `A trip of vehicle ${run.vehicle} is empty, and neither the way to the hub nor the way home.`;
      report('run_empty', null, 1, text);
      continue;
    }
    const checked = checkRun(problem, run, report);
    cost += checked.cost;
    penalty += checked.penalty;
    dockUses.push(...checked.dockUses);
  }
  for (const vehicle of problem.vehicles.keys()) {
    checkFixed(problem, vehicle, runOf.get(vehicle) ?? null, reportFor(vehicle, violations));
  }
  knownStops(problem, solution.unassigned, reportFor(null, violations));
  violations.push(...checkService(solution, timesServed));
  violations.push(...checkShipments(problem, solution), ...checkDocks(problem, dockUses));
  const left = problem.stops.filter((_, stop) => timesServed[stop] === 0);
  penalty += left.reduce((sum, { leaveOutCost = 0 }) => sum + leaveOutCost, 0);
  violations.push(...checkFigure('cost', cost, solution.cost));
  violations.push(...checkFigure('penalty', penalty, solution.penalty));
  const missed = left.filter(({ leaveOutCost }) => leaveOutCost === undefined);
  return {
    violations,
    cost,
    penalty,
    missedPriority: missed.reduce((sum, { priority }) => sum + priority, 0),
    missedRequests: missed.reduce((sum, { requestCount }) => sum + requestCount, 0),
  };
}

function reportFor(vehicle: number | null, violations: Violation[]): Report {
  return (kind, stop, amount, text) => violations.push({ kind, vehicle, stop, amount, text });
}

function knownStops(problem: Problem, stops: readonly number[], report: Report): number[] {
  return stops.filter((stop) => {
    if (problem.stops[stop]) return true;
    report('stop_unknown', stop, 1, `There is no stop ${stop}.`);
    return false;
  });
}

/** Only the first and the last of several trips may be without stops, and not all of them. */
function isEmpty({ trips }: SolutionRun): boolean {
  return trips.every((trip) => trip.length === 0) || trips.slice(1, -1).some((trip) => trip.length === 0);
}

/** Every stop is in exactly one run, or said to be unassigned. */
function checkService(solution: Solution, timesServed: readonly number[]): Violation[] {
  const said = new Set(solution.unassigned);
  const none = { vehicle: null, amount: 1 };
  return timesServed.flatMap((times, stop): Violation[] => {
    const isSaid = said.has(stop);
    if (times > 1) return [{ ...none, kind: 'stop_twice', stop, text: `Stop ${stop} is served twice.` }];
    if (times === 1 && isSaid) {
      return [
        { ...none, kind: 'stop_twice', stop, text: `Stop ${stop} is served and said to be unassigned.` },
      ];
    }
    if (times === 0 && !isSaid) {
      return [
        { ...none, kind: 'stop_missing', stop, text: `Stop ${stop} is neither served nor unassigned.` },
      ];
    }
    return [];
  });
}

function checkFigure(kind: 'cost' | 'penalty', recomputed: number, given: number): Violation[] {
  if (given === recomputed) return [];
  const text = `The ${kind} is ${recomputed}, not ${given}.`;
  return [{ kind, vehicle: null, stop: null, amount: Math.abs(given - recomputed), text }];
}
