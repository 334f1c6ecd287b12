import type { Problem, ProblemStop, ProblemVehicle, Solution, SolutionRun } from '../model/problem.ts';
import { penaltyOfSolution } from '../state/run-schedule.ts';

/** A limit of a whole run, by its name in `ProblemVehicle`. */
export type LimitKind = 'mostTrips' | 'mostStops' | 'mostMetres' | 'mostDrivingSeconds' | 'mostSecondsOut';

/**
 * The rule that gives way.
 *
 * - `insert`: none; there is room.
 * - `shift`: the run's vehicle ends its shift later.
 * - `window`: the last time window of `stops` ends later.
 * - `capacity`: the vehicle takes more of `dimension`.
 * - `latestAtHub`, `onBoard`: the freshness limit of `stops` is later, or longer.
 * - `receiving`: the vehicle's hub unloads until later.
 * - a `LimitKind`: that limit of the run is higher.
 * - `vehicle`: there is one more vehicle like `likeVehicle`.
 * - `swap`: `stops`, which count for no more, are left out instead.
 * - `access`, `skills`, `hub`, `pin`, `locked`: this vehicle may come although that rule keeps it away.
 */
export type RelaxationKind =
  | 'insert'
  | 'shift'
  | 'window'
  | 'capacity'
  | 'latestAtHub'
  | 'onBoard'
  | 'receiving'
  | LimitKind
  | 'vehicle'
  | 'swap'
  | 'access'
  | 'skills'
  | 'hub'
  | 'pin'
  | 'locked';

/** One change that would let a stop be served, and what the plan would then cost. */
export interface Relaxation {
  readonly kind: RelaxationKind;
  /** Whose run takes it; a new vehicle has the index behind the last. */
  readonly vehicle: number;
  /** Where in `run` it stands; of a shipment, where it is taken on board. */
  readonly trip: number;
  readonly position: number;
  /** By how much, in `unit`; > 0 but for `insert`, 0. Of several stops, the largest. */
  readonly amount: number;
  readonly unit: 'seconds' | 'metres' | 'load' | 'stops' | 'trips' | 'vehicles' | 'ranks' | 'rules';
  /** Index of the load dimension; null where it is about none. */
  readonly dimension: number | null;
  /** Stops whose own rule is relaxed, or that are left out. */
  readonly stops: readonly number[];
  /** Of `vehicle`: the one it is like. */
  readonly likeVehicle: number | null;
  /** What the plan's cost becomes more, minor units; below 0 where it falls. */
  readonly costChange: number;
  /** The run with the stop in it. */
  readonly run: SolutionRun;
}

/** What of a relaxation changes the problem. */
export type ProblemChange = Pick<
  Relaxation,
  'kind' | 'vehicle' | 'amount' | 'dimension' | 'stops' | 'likeVehicle'
>;

/** The problem with one rule relaxed; `served` are the stops that shall be served (both ends of a shipment). */
export function relaxProblem(problem: Problem, change: ProblemChange, served: readonly number[]): Problem {
  const { kind, vehicle, amount, dimension, likeVehicle } = change;
  switch (kind) {
    case 'insert':
    case 'swap':
      return problem;
    case 'vehicle': {
      const { fixedStart: _, isLocked: __, ...like } = problem.vehicles[likeVehicle!]!; // named by this kind
      return { ...problem, vehicles: [...problem.vehicles, like] };
    }
    case 'receiving': {
      const hub = problem.vehicles[vehicle]!.hub ?? 0;
      const longer = (each: Problem['hubs'][number]) => ({
        ...each,
        receiving: endLater(each.receiving ?? [], amount),
      });
      return { ...problem, hubs: problem.hubs.map((each, index) => (index === hub ? longer(each) : each)) };
    }
    case 'window':
    case 'latestAtHub':
    case 'onBoard':
      return changeStops(problem, change.stops, (stop) => relaxStop(stop, kind, amount));
    case 'access':
    case 'hub':
    case 'pin':
      return changeStops(problem, served, (stop) => admit(stop, kind, problem, vehicle));
    case 'skills': {
      const skills = served.flatMap((stop) => problem.stops[stop]!.skills ?? []);
      return changeVehicle(problem, vehicle, (of) => ({
        ...of,
        skills: [...new Set([...(of.skills ?? []), ...skills])],
      }));
    }
    default:
      return changeVehicle(problem, vehicle, (of) => relaxVehicle(of, kind, amount, dimension));
  }
}

function relaxStop(
  stop: ProblemStop,
  kind: 'window' | 'latestAtHub' | 'onBoard',
  amount: number,
): ProblemStop {
  if (kind === 'window') return { ...stop, windows: endLater(stop.windows, amount) };
  if (kind === 'latestAtHub') return { ...stop, latestAtHub: (stop.latestAtHub ?? 0) + amount };
  return { ...stop, mostSecondsOnBoard: (stop.mostSecondsOnBoard ?? 0) + amount };
}

function admit(
  stop: ProblemStop,
  kind: 'access' | 'hub' | 'pin',
  problem: Problem,
  vehicle: number,
): ProblemStop {
  const { access, hub = 0 } = problem.vehicles[vehicle]!;
  if (kind === 'access') return { ...stop, largestAccess: Math.max(stop.largestAccess, access) };
  if (kind === 'hub') return stop.hub === undefined ? stop : { ...stop, hub };
  return stop.onlyVehicles ? { ...stop, onlyVehicles: [...stop.onlyVehicles, vehicle] } : stop;
}

function relaxVehicle(
  vehicle: ProblemVehicle,
  kind: 'shift' | 'capacity' | 'locked' | LimitKind,
  amount: number,
  dimension: number | null,
): ProblemVehicle {
  const { shift, capacity } = vehicle;
  if (kind === 'shift') return { ...vehicle, shift: { start: shift.start, end: shift.end + amount } };
  if (kind === 'locked') return { ...vehicle, isLocked: false };
  if (kind === 'mostTrips') return { ...vehicle, mostTrips: (vehicle.mostTrips ?? 1) + amount };
  if (kind !== 'capacity') return { ...vehicle, [kind]: (vehicle[kind] ?? 0) + amount };
  return {
    ...vehicle,
    capacity: capacity.map((limit, index) => (index === dimension ? limit + amount : limit)),
  };
}

function endLater(windows: ProblemStop['windows'], seconds: number): ProblemStop['windows'] {
  return windows.map((window, index) =>
    index === windows.length - 1 ? { start: window.start, end: window.end + seconds } : window,
  );
}

function changeStops(
  problem: Problem,
  which: readonly number[],
  change: (stop: ProblemStop) => ProblemStop,
): Problem {
  const stops = [...problem.stops];
  for (const stop of which) stops[stop] = change(stops[stop]!);
  return { ...problem, stops };
}

function changeVehicle(
  problem: Problem,
  which: number,
  change: (vehicle: ProblemVehicle) => ProblemVehicle,
): Problem {
  const vehicles = [...problem.vehicles];
  vehicles[which] = change(vehicles[which]!);
  return { ...problem, vehicles };
}

/** Stops that are in a run only together: both ends of a shipment in their order, or the stop alone. */
export function stopsTogether(problem: Problem, stop: number): readonly number[] {
  const shipment = problem.shipments?.find(({ from, to }) => from === stop || to === stop);
  return shipment ? [shipment.from, shipment.to] : [stop];
}

/** Problem and solution after a relaxation that was found for a stop of theirs: it breaks no rule. */
export function applyRelaxation(
  problem: Problem,
  solution: Solution,
  stop: number,
  relaxation: Relaxation,
): { readonly problem: Problem; readonly solution: Solution } {
  const served = stopsTogether(problem, stop);
  const relaxed = relaxProblem(problem, relaxation, served);
  const { run, kind, stops, costChange } = relaxation;
  const runs = [...solution.runs.filter(({ vehicle }) => vehicle !== run.vehicle), run];
  runs.sort((a, b) => a.vehicle - b.vehicle);
  const left = solution.unassigned.filter((each) => !served.includes(each));
  const unassigned = [...left, ...(kind === 'swap' ? stops : [])].sort((a, b) => a - b);
  return {
    problem: relaxed,
    solution: {
      runs,
      unassigned,
      cost: solution.cost + costChange,
      penalty: penaltyOfSolution(relaxed, runs, unassigned),
    },
  };
}
