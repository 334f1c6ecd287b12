import type { Problem, ProblemStop, ProblemVehicle, Solution } from '../model/problem.ts';
import type { UnassignedFigures, UnassignedReason } from './unassigned-reason.ts';
import { loadDimensions, peakOfAmounts } from '#server/domain/load.ts';
import { mayEnter } from '../constraints/access.ts';
import { canCarryFreight } from '../constraints/freight.ts';
import { fitsAlone } from '../constraints/size.ts';
import { scheduleOfRun } from '../state/run-schedule.ts';

/** Vehicle indices that are still in question. */
type Candidates = readonly number[];

/**
 * Why each unassigned stop is in no run: rule by rule, the vehicles that could serve it alone become fewer, and
 * the rule that leaves none is the reason. Where some are left, they are all needed elsewhere: the search puts
 * a stop into any run or idle vehicle that can take it before it gives a solution out.
 */
export function explainUnassigned(problem: Problem, solution: Solution): UnassignedReason[] {
  return solution.unassigned.map((stop) => {
    const figures = explainStop(problem, stop);
    return { stop, ...figures, detail: describe(figures) };
  });
}

function explainStop(problem: Problem, index: number): UnassignedFigures {
  const stop = problem.stops[index]!; // solutions name stops of their problem
  const vehicleOf = (index: number) => problem.vehicles[index]!;
  const all: Candidates = problem.vehicles.map((_, index) => index);
  const entering = all.filter((index) => mayEnter(stop, vehicleOf(index)));
  if (entering.length === 0) {
    const smallestAccess = Math.min(...problem.vehicles.map((vehicle) => vehicle.access));
    return { code: 'NO_VEHICLE_MAY_ENTER', largestAccess: stop.largestAccess, smallestAccess };
  }
  const reaching = entering.filter((index) => hasWay(problem, stop, vehicleOf(index)));
  if (reaching.length === 0) return { code: 'UNREACHABLE' };
  const carrying = reaching.filter((index) => canCarryFreight(problem, stop, vehicleOf(index)));
  if (carrying.length === 0) return { code: 'NOT_ENOUGH_VEHICLES', ableVehicles: 0 };
  const fitting = carrying.filter((index) => fitsAlone(stop, vehicleOf(index)));
  if (fitting.length === 0) return explainSize(problem, stop, carrying);
  return explainTimes(problem, index, fitting);
}

function hasWay(problem: Problem, stop: ProblemStop, vehicle: ProblemVehicle): boolean {
  const { seconds, size } = problem.matrices[vehicle.matrix]!;
  const there = seconds[vehicle.startPlace * size + stop.place]!;
  return there >= 0 && seconds[stop.place * size + vehicle.endPlace]! >= 0;
}

/** The dimension in which the largest of the vehicles falls short by the largest factor. */
function explainSize(problem: Problem, stop: ProblemStop, carrying: Candidates): UnassignedFigures {
  const need = peakOfAmounts(stop.pickup, stop.delivery);
  const shortfalls = loadDimensions.map((dimension, index) => {
    const capacities = carrying.map((vehicle) => problem.vehicles[vehicle]!.capacity[index] ?? 0);
    const largestCapacity = Math.max(...capacities);
    return { code: 'TOO_LARGE' as const, dimension, amount: need[index] ?? 0, largestCapacity };
  });
  const factor = (shortfall: (typeof shortfalls)[number]) =>
    shortfall.amount / Math.max(1, shortfall.largestCapacity);
  return shortfalls.reduce((worst, shortfall) => (factor(shortfall) > factor(worst) ? shortfall : worst));
}

function explainTimes(problem: Problem, stop: number, fitting: Candidates): UnassignedFigures {
  const alone = fitting.map((vehicle) => {
    const { violations } = scheduleOfRun(problem, { vehicle, trips: [[stop]] });
    const lateSeconds = violations.find(({ kind }) => kind === 'time_window')?.amount ?? 0;
    const overSeconds = violations.find(({ kind }) => kind === 'shift')?.amount ?? 0;
    return { vehicle, lateSeconds, overSeconds };
  });
  const able = alone.filter(({ lateSeconds, overSeconds }) => lateSeconds === 0 && overSeconds === 0);
  if (able.length > 0) return { code: 'NOT_ENOUGH_VEHICLES', ableVehicles: able.length };
  const inTime = alone.filter(({ lateSeconds }) => lateSeconds === 0);
  if (inTime.length > 0) {
    const { vehicle, overSeconds } = inTime.reduce((a, b) => (b.overSeconds < a.overSeconds ? b : a));
    return { code: 'OUTSIDE_SHIFTS', vehicle, overSeconds };
  }
  const { vehicle, lateSeconds } = alone.reduce((a, b) => (b.lateSeconds < a.lateSeconds ? b : a));
  return { code: 'WINDOW_TOO_EARLY', vehicle, lateSeconds };
}

function describe(figures: UnassignedFigures): string {
  switch (figures.code) {
    case 'UNREACHABLE':
      return 'No road leads there and back for any vehicle that may enter.';
    case 'NO_VEHICLE_MAY_ENTER':
      return 'Every vehicle of the fleet is too large for the road.';
    case 'TOO_LARGE':
      return `It needs ${figures.amount} ${figures.dimension}; the largest vehicle that can get there takes ${figures.largestCapacity}.`;
    case 'OUTSIDE_SHIFTS':
      return `Even alone, the best vehicle would be back ${minutes(figures.overSeconds)} after the end of its shift.`;
    case 'WINDOW_TOO_EARLY':
      return `Even alone, the first vehicle would arrive ${minutes(figures.lateSeconds)} after the last time window.`;
    case 'NOT_ENOUGH_VEHICLES':
      return figures.ableVehicles === 0
        ? 'No vehicle that can get there passes the hub with its load.'
        : `All ${figures.ableVehicles} vehicles that could serve it are in use, without room or time for it.`;
  }
}

function minutes(seconds: number): string {
  return `${Math.ceil(seconds / 60)} min`;
}
