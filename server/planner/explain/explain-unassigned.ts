import type { Problem, Solution } from '../model/problem.ts';
import type { TrialRule, UnassignedFigures, UnassignedReason, VehicleTrial } from './unassigned-reason.ts';
import { loadDimensions, peakOfAmounts } from '#server/domain/load.ts';
import { describeReason } from './describe-reason.ts';
import { findFixes, type Fixes } from './find-fixes.ts';
import type { Judged } from './judge-placing.ts';
import { figuresOf, type PlanFigures } from './plan-figures.ts';
import { stopsTogether } from './relaxation.ts';
import { alikeVehicles, tryVehiclesAlone } from './try-vehicles.ts';

/** How many runs with a stop put into them are worked through for all stops together, and at most for one. */
const effortForAll = 10_000;
const mostEffort = 600;

/** Limits of whole runs. */
const limitRules: readonly TrialRule[] = [
  'mostTrips',
  'mostStops',
  'mostMetres',
  'mostDrivingSeconds',
  'mostSecondsOut',
];

/** Rules in the order in which they are looked at; the reason is the one at which the vehicle that gets furthest fails. */
const ruleOrder: readonly TrialRule[] = [
  ...([
    'access',
    'skills',
    'hub',
    'pin',
    'freight',
    'no_way',
    'locked',
    'capacity',
    'window',
    'shift',
  ] as const),
  ...(['receiving', 'latestAtHub', 'onBoard'] as const),
  ...limitRules,
  'never',
];

/**
 * Why each unassigned stop is in no run, and what would bring it into one. Every vehicle is tried: alone first, and where
 * it could serve the stop alone, in its run as it stands; where so many stops are left out that this would take seconds, only
 * in the runs that are nearest. `dimensionNames` are for the sentences only.
 */
export function explainUnassigned(
  problem: Problem,
  solution: Solution,
  dimensionNames: readonly string[] = loadDimensions,
): UnassignedReason[] {
  if (solution.unassigned.length === 0) return [];
  const plan = figuresOf(problem, solution);
  const alike = alikeVehicles(problem);
  const effort = Math.min(mostEffort, Math.ceil(effortForAll / solution.unassigned.length));
  const known = new Map<number, Omit<UnassignedReason, 'stop'>>();
  return solution.unassigned.map((stop) => {
    const together = stopsTogether(problem, stop);
    const [first = stop] = together;
    const reason = known.get(first) ?? explainStops(plan, alike, together, effort, dimensionNames);
    known.set(first, reason);
    return { stop, ...reason } as UnassignedReason; // the parts of one
  });
}

function explainStops(
  plan: PlanFigures,
  alike: readonly number[],
  stops: readonly number[],
  effort: number,
  dimensionNames: readonly string[],
) {
  const { fixes, best } = findFixes(plan, alike, stops, effort);
  const used = new Set(plan.solution.runs.map(({ vehicle }) => vehicle));
  const tried = tryVehiclesAlone(plan.problem, alike, stops).map((trial): VehicleTrial => {
    const judged = best.get(trial.vehicle);
    if (trial.rule !== 'room' || !used.has(trial.vehicle)) return trial;
    return { ...trial, rule: judged ? whatRunLacks(judged) : 'untried' };
  });
  const figures = figuresOfReason(plan.problem, stops, tried, fixes);
  return { ...figures, detail: describeReason(figures, dimensionNames), tried, fixes };
}

function whatRunLacks({ faults }: Judged): TrialRule {
  if (faults.length === 0) return 'room';
  if (faults.some(({ kind }) => kind === 'capacity')) return 'load';
  return faults.every(({ kind }) => limitRules.includes(kind)) ? 'limits' : 'time';
}

function figuresOfReason(
  problem: Problem,
  stops: readonly number[],
  tried: readonly VehicleTrial[],
  fixes: Fixes['fixes'],
): UnassignedFigures {
  const count = (rule: TrialRule) => tried.filter((trial) => trial.rule === rule).length;
  const able = tried.filter(({ rule }) => !ruleOrder.includes(rule));
  if (able.length === 0) return figuresOfRule(problem, stops, tried);
  const [fix] = fixes;
  if (fix?.kind !== 'insert') {
    return {
      code: 'NOT_ENOUGH_VEHICLES',
      ableVehicles: able.length,
      withoutLoad: count('load'),
      withoutTime: count('time') + count('room'),
      overLimits: count('limits'),
      untried: count('untried'),
    };
  }
  const prices = stops.map((stop) => problem.stops[stop]!.leaveOutCost);
  if (prices.every((price) => price === undefined)) return { code: 'NOT_YET_PLACED', vehicle: fix.vehicle };
  return {
    code: 'LEFT_OUT_FOR_PRICE',
    leaveOutCost: prices.reduce<number>((sum, price = 0) => sum + price, 0),
  };
}

/** No vehicle could serve the stops alone: the rule at which those that get furthest fail, and the one that fails by least. */
function figuresOfRule(
  problem: Problem,
  stops: readonly number[],
  tried: readonly VehicleTrial[],
): UnassignedFigures {
  const order = (trial: VehicleTrial) => ruleOrder.indexOf(trial.rule);
  const furthest = tried.reduce<VehicleTrial | null>(
    (a, b) => (a === null || order(b) > order(a) || (order(b) === order(a) && b.amount < a.amount) ? b : a),
    null,
  );
  if (furthest === null) return { code: 'NO_VEHICLES' };
  const { rule, vehicle, amount } = furthest;
  const those = tried.filter((trial) => trial.rule === rule).map((trial) => trial.vehicle);
  switch (rule) {
    case 'access':
      return {
        code: 'NO_VEHICLE_MAY_ENTER',
        largestAccess: Math.min(...stops.map((stop) => problem.stops[stop]!.largestAccess)),
        smallestAccess: Math.min(...problem.vehicles.map(({ access }) => access)),
      };
    case 'skills':
      return {
        code: 'SKILLS_MISSING',
        skills: [...new Set(stops.flatMap((stop) => problem.stops[stop]!.skills ?? []))],
      };
    case 'hub':
    case 'pin':
      return { code: 'PINNED_ELSEWHERE' };
    case 'freight':
      return { code: 'PASSES_NO_HUB' };
    case 'no_way':
      return { code: 'UNREACHABLE' };
    case 'locked':
      return { code: 'RUNS_LOCKED', lockedVehicles: those.length };
    case 'capacity':
      return sizeFigures(problem, stops, those);
    case 'window':
      return { code: 'WINDOW_TOO_EARLY', vehicle, lateSeconds: amount };
    case 'shift':
      return { code: 'OUTSIDE_SHIFTS', vehicle, overSeconds: amount };
    case 'receiving':
      return { code: 'RECEIVING_CLOSED', vehicle, lateSeconds: amount };
    case 'latestAtHub':
    case 'onBoard':
      return { code: 'NOT_FRESH', vehicle, overSeconds: amount };
    case 'never':
      return { code: 'NO_TIME_FOR_BREAK' };
    default:
      return { code: 'OVER_RUN_LIMIT', vehicle, rule, amount };
  }
}

/** The dimension in which the largest of the vehicles falls short by the largest factor. */
function sizeFigures(
  problem: Problem,
  stops: readonly number[],
  vehicles: readonly number[],
): UnassignedFigures {
  const shipment = problem.shipments?.find(({ from }) => from === stops[0]);
  const { pickup, delivery } = problem.stops[stops[0]!]!;
  const need = shipment?.amounts ?? peakOfAmounts(pickup, delivery);
  const shortfalls = need.map((amount, dimension) => {
    const capacities = vehicles.map((vehicle) => problem.vehicles[vehicle]!.capacity[dimension] ?? 0);
    return { code: 'TOO_LARGE' as const, dimension, amount, largestCapacity: Math.max(...capacities) };
  });
  const factor = (shortfall: (typeof shortfalls)[number]) =>
    shortfall.amount / Math.max(1, shortfall.largestCapacity);
  return shortfalls.reduce((worst, shortfall) => (factor(shortfall) > factor(worst) ? shortfall : worst));
}
