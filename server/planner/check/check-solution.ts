import type { Problem, ProblemStop, ProblemVehicle, Solution } from '../model/problem.ts';
import type { SolutionCheck, Violation } from './violation.ts';
import { leastTimeOut } from './least-time-out.ts';

type Report = (violation: Omit<Violation, 'vehicle'> & { vehicle?: number }) => void;

/**
 * Recomputes a solution from the problem and the order of its stops, and reports every rule it breaks. Shares no
 * code with the search nor with domain/schedule, so that an error in either shows.
 */
export function checkSolution(problem: Problem, solution: Solution): SolutionCheck {
  const violations: Violation[] = [];
  const timesServed = problem.stops.map(() => 0);
  const usedVehicles = new Set<number>();
  let cost = 0;
  for (const { vehicle: index, trips } of solution.runs) {
    const report: Report = (violation) => violations.push({ vehicle: index, ...violation });
    const vehicle = problem.vehicles[index];
    if (!vehicle) {
      report({ kind: 'vehicle_unknown', stop: null, amount: 1, text: `There is no vehicle ${index}.` });
      continue;
    }
    if (usedVehicles.has(index)) {
      report({ kind: 'vehicle_twice', stop: null, amount: 1, text: `Vehicle ${index} has two runs.` });
    }
    usedVehicles.add(index);
    const stops = knownStops(problem, trips.flat(), report);
    for (const stop of stops) timesServed[stop]! += 1; // knownStops has seen that it exists
    if (trips.length !== 1 || stops.length === 0) {
      report({
        kind: 'run_empty',
        stop: null,
        amount: 1,
        text: `Vehicle ${index} has ${trips.length} trips.`,
      });
      continue;
    }
    cost += checkRun(problem, vehicle, stops, report);
  }
  violations.push(...checkService(solution, timesServed));
  if (solution.cost !== cost) {
    const text = `The cost is ${cost}, not ${solution.cost}.`;
    violations.push({
      kind: 'cost',
      vehicle: null,
      stop: null,
      amount: Math.abs(solution.cost - cost),
      text,
    });
  }
  const unassigned = problem.stops.filter((_, stop) => timesServed[stop] === 0);
  return {
    violations,
    cost,
    unassignedRequests: unassigned.reduce((sum, stop) => sum + stop.requestCount, 0),
  };
}

function knownStops(problem: Problem, stops: readonly number[], report: Report): number[] {
  return stops.filter((stop) => {
    if (problem.stops[stop]) return true;
    report({ kind: 'stop_unknown', stop, amount: 1, text: `There is no stop ${stop}.` });
    return false;
  });
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

/** The run's cost in minor units. */
function checkRun(
  problem: Problem,
  vehicle: ProblemVehicle,
  sequence: readonly number[],
  report: Report,
): number {
  const stops = sequence.map((stop) => problem.stops[stop]!); // known to exist
  for (const [index, stop] of stops.entries()) checkStop(problem, vehicle, stop, sequence[index]!, report);
  checkLoads(vehicle, stops, sequence, report);
  const matrix = problem.matrices[vehicle.matrix]!;
  let metres = 0;
  let driving = 0;
  const legs: number[] = [];
  let at = vehicle.startPlace;
  for (const place of [...stops.map((stop) => stop.place), vehicle.endPlace]) {
    const cell = at * matrix.size + place;
    const seconds = matrix.seconds[cell]!;
    if (seconds < 0) {
      const text = `There is no way from place ${at} to place ${place}.`;
      report({ kind: 'unreachable', stop: null, amount: 1, text });
    }
    legs.push(Math.max(0, seconds));
    driving += seconds;
    metres += matrix.metres[cell]!;
    at = place;
  }
  const times = leastTimeOut(stops, legs, vehicle.shift);
  for (const late of times.late) {
    const text = `Stop ${sequence[late.index]} is reached ${late.seconds} s after its last window.`;
    report({ kind: 'time_window', stop: sequence[late.index]!, amount: late.seconds, text });
  }
  if (times.overSeconds > 0) {
    const text = `The run ends ${times.overSeconds} s after the shift.`;
    report({ kind: 'shift', stop: null, amount: times.overSeconds, text });
  }
  return (
    vehicle.fixedCost +
    roundedShare([[vehicle.costPerKm, metres]], 1000) +
    roundedShare(
      [
        [vehicle.costPerHour, times.secondsOut],
        [vehicle.costPerDrivingHour ?? 0, driving],
      ],
      3600,
    )
  );
}

function checkStop(
  problem: Problem,
  vehicle: ProblemVehicle,
  stop: ProblemStop,
  index: number,
  report: Report,
): void {
  if (vehicle.access > stop.largestAccess) {
    const text = `Access rank ${vehicle.access} may not come to stop ${index}.`;
    report({ kind: 'access', stop: index, amount: vehicle.access - stop.largestAccess, text });
  }
  const { pickup, delivery } = stop;
  const picksUp = pickup.kg + pickup.crates + pickup.parcels > 0;
  const delivers = delivery.kg + delivery.crates + delivery.parcels > 0;
  if (picksUp && vehicle.endPlace !== problem.hubPlace) {
    report({
      kind: 'freight',
      stop: index,
      amount: 1,
      text: `What stop ${index} gives never gets to the hub.`,
    });
  }
  if (delivers && vehicle.startPlace !== problem.hubPlace) {
    report({ kind: 'freight', stop: index, amount: 1, text: `What stop ${index} gets was never loaded.` });
  }
}

function checkLoads(
  vehicle: ProblemVehicle,
  stops: readonly ProblemStop[],
  sequence: readonly number[],
  report: Report,
): void {
  for (const dimension of ['kg', 'crates', 'parcels'] as const) {
    const limit = vehicle.capacity[dimension];
    if (limit === 2 ** 31 - 1) continue;
    // Position k: after k stops, with the deliveries of the others still on board.
    for (let k = 0; k <= stops.length; k++) {
      const done = stops.slice(0, k).reduce((sum, stop) => sum + stop.pickup[dimension], 0);
      const toDo = stops.slice(k).reduce((sum, stop) => sum + stop.delivery[dimension], 0);
      if (done + toDo <= limit) continue;
      const stop = k === 0 ? null : sequence[k - 1]!;
      const amount = done + toDo - limit;
      report({ kind: 'capacity', stop, amount, text: `${amount} ${dimension} too much after ${k} stops.` });
      break;
    }
  }
}

/** Sum of products over a unit, half up, in whole numbers of any size. */
function roundedShare(products: readonly (readonly [number, number])[], unit: number): number {
  const sum = products.reduce((total, [rate, count]) => total + BigInt(rate) * BigInt(count), 0n);
  return Number((2n * sum + BigInt(unit)) / (2n * BigInt(unit)));
}
