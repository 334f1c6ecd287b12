import type { Problem, ProblemVehicle, SolutionRun } from '../model/problem.ts';
import { costOfRun, priceOfMetres, priceOfSeconds, type RunCost } from '#server/domain/cost.ts';
import type { RunEvent, RunInput, RunSchedule, RunVisit } from '#server/domain/run.ts';
import { scheduleRun } from '#server/domain/schedule.ts';

/**
 * A run of a solution as the sequence of events that domain/schedule walks through. A way that is not there counts as
 * 0 s and 0 m. Vehicle and stops must exist.
 */
export function inputOfRun(problem: Problem, run: SolutionRun): RunInput {
  const vehicle = problem.vehicles[run.vehicle]!;
  const hub = problem.hubs[vehicle.hub ?? 0]!; // a problem with vehicles has their hubs
  const shipmentEnds = shipmentEndsOf(problem);
  const events: RunEvent[] = [];
  let at = vehicle.startPlace;
  for (const [trip, stops] of run.trips.entries()) {
    if (trip > 0) {
      const { turnaroundSeconds = 0 } = vehicle;
      const { receiving } = hub;
      events.push({
        kind: 'hub',
        ...legBetween(problem, vehicle, at, hub.place),
        ...(receiving && { receiving }),
        turnaroundSeconds,
      });
      at = hub.place;
    }
    for (const [position, stop] of stops.entries()) {
      const { place, ...visit } = problem.stops[stop]!;
      const shipmentEnd = shipmentEnds.get(stop);
      events.push(...breaksAt(vehicle, run, trip, position), {
        kind: 'visit',
        ...legBetween(problem, vehicle, at, place),
        ...visit,
        isSamePlace: at === place,
        ...(shipmentEnd && { shipmentEnd }),
      });
      at = place;
    }
    events.push(...breaksAt(vehicle, run, trip, stops.length));
  }
  const { endPlace, shift, overtime, capacity } = vehicle;
  const awaits = endPlace === hub.place && hub.receiving;
  return {
    events,
    end: {
      kind: 'end',
      ...legBetween(problem, vehicle, at, endPlace),
      ...(awaits && { receiving: awaits }),
    },
    shift,
    ...(run.startsAt !== undefined && { startsAt: run.startsAt }),
    ...(overtime && { overtime }),
    capacity,
    limits: vehicle,
  };
}

/** Times, loads and broken rules of a run of a solution; access, skills, pins, freight and docks are not looked at. */
export function scheduleOfRun(problem: Problem, run: SolutionRun): RunSchedule {
  return scheduleRun(inputOfRun(problem, run));
}

/** What a run of a solution costs; minor units. `schedule` is given where it is known already. */
export function costOfSolutionRun(
  problem: Problem,
  run: SolutionRun,
  schedule: RunSchedule = scheduleOfRun(problem, run),
): RunCost {
  return costOfRun(problem.vehicles[run.vehicle]!, schedule);
}

/**
 * What is minimised besides the cost of runs, minor units: `leaveOutCost` of what is left out, and the prices of the
 * plan's shape, each rounded half up per run. `unassigned` names each stop once. `schedules`, one per run, are given
 * where they are known already.
 */
export function penaltyOfSolution(
  problem: Problem,
  runs: readonly SolutionRun[],
  unassigned: readonly number[],
  schedules?: readonly RunSchedule[],
): number {
  const leftOut = unassigned.reduce((sum, stop) => sum + (problem.stops[stop]!.leaveOutCost ?? 0), 0);
  if (!problem.prices) return leftOut;
  return runs.reduce((sum, run, index) => sum + penaltyOfRun(problem, run, schedules?.[index]), leftOut);
}

function penaltyOfRun(problem: Problem, run: SolutionRun, known?: RunSchedule): number {
  const { balance, compactness, stub, stay } = problem.prices!; // the caller has seen that there are some
  const stops = run.trips.flat();
  let penalty = 0;
  if (balance) {
    const { secondsOut } = known ?? scheduleOfRun(problem, run);
    penalty += priceOfSeconds(balance.costPerHour, Math.max(0, secondsOut - balance.aroundSeconds));
  }
  if (compactness) penalty += priceOfMetres(compactness.costPerKm, metresBetweenStops(problem, run));
  if (stub && stops.length < stub.leastStops) penalty += stub.cost;
  if (stay) {
    const moved = stops.filter((stop) => (problem.stops[stop]!.recordVehicle ?? run.vehicle) !== run.vehicle);
    penalty += moved.length * stay.cost;
  }
  return penalty;
}

function metresBetweenStops(problem: Problem, run: SolutionRun): number {
  const vehicle = problem.vehicles[run.vehicle]!;
  let metres = 0;
  for (const stops of run.trips) {
    for (const [index, stop] of stops.slice(1).entries()) {
      const from = problem.stops[stops[index]!]!.place;
      metres += legBetween(problem, vehicle, from, problem.stops[stop]!.place).legMetres;
    }
  }
  return metres;
}

function legBetween(problem: Problem, vehicle: ProblemVehicle, from: number, to: number) {
  const { size, seconds, metres } = problem.matrices[vehicle.matrix]!;
  const cell = from * size + to;
  if (seconds[cell]! < 0) return { legSeconds: 0, legMetres: 0 };
  return { legSeconds: seconds[cell]!, legMetres: metres[cell]! };
}

function breaksAt(vehicle: ProblemVehicle, run: SolutionRun, trip: number, position: number): RunEvent[] {
  if (!run.breaks) return [];
  return run.breaks
    .filter((each) => each.trip === trip && each.position === position)
    .map(({ index }) => ({ kind: 'break', ...vehicle.breaks![index]! })); // a solution names its vehicle's breaks
}

function shipmentEndsOf(problem: Problem): Map<number, NonNullable<RunVisit['shipmentEnd']>> {
  const ends = new Map<number, NonNullable<RunVisit['shipmentEnd']>>();
  for (const [shipment, { from, to, amounts }] of (problem.shipments ?? []).entries()) {
    ends.set(from, { shipment, isFrom: true, amounts });
    ends.set(to, { shipment, isFrom: false, amounts });
  }
  return ends;
}
