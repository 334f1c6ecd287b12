import type { VroomOutRoute, VroomViolation } from '#server/contract/vroom.ts';
import { addAmounts, type Amounts, sumAmounts } from '#server/domain/load.ts';
import type { Problem } from '#server/solver-pool/port.ts';
import type { ReadProblem } from './read-vroom-problem.ts';
import type { PartedProblem } from './vroom-tools.ts';
import { type ScheduledRun, writeSteps } from './write-steps.ts';

/** What a run breaks: by event (−1 its start, their number its end), and as a whole. */
export interface RunFaults {
  readonly byEvent: ReadonlyMap<number, readonly VroomViolation[]>;
  readonly ofRun: readonly VroomViolation[];
}

/** A run as VROOM's route. `cost` is what `costOfRun` says. */
export function writeRoute(
  read: ReadProblem,
  parted: PartedProblem,
  scheduled: ScheduledRun,
  cost: number,
  faults: RunFaults,
): VroomOutRoute {
  const { run, schedule } = scheduled;
  const { problem } = parted;
  const { id, description } = read.parsed.vehicles[run.vehicle]!; // solutions name vehicles and stops of their problem
  const stops = run.trips.flat();
  const steps = writeSteps(read, parted, scheduled).map(({ step, event }) => ({
    ...step,
    violations: [...(faults.byEvent.get(event) ?? [])],
  }));
  const total = (field: 'setup' | 'service' | 'waiting_time') =>
    steps.reduce((seconds, step) => seconds + step[field], 0);
  const priority = stops.reduce((sum, stop) => sum + problem.stops[stop]!.priority, 0);
  const distance = steps.at(-1)?.distance;
  return {
    vehicle: id,
    cost,
    ...(description !== undefined && { description }),
    ...(read.dimensions > 0 && carriedAmounts(problem, stops, read.dimensions)),
    setup: total('setup'),
    service: total('service'),
    duration: schedule.drivingSeconds,
    waiting_time: total('waiting_time'),
    priority: Math.round(priority / parted.requestScale),
    ...(distance !== undefined && { distance }),
    steps,
    violations: mergeViolations([...faults.byEvent.values(), faults.ofRun].flat()),
  };
}

/** Everything that is taken in and handed out on the way, shipments included. `amount` is VROOM's older name. */
function carriedAmounts(problem: Problem, stops: readonly number[], dimensions: number) {
  const shipped = new Map<number, { of: 'pickup' | 'delivery'; amounts: Amounts }>();
  for (const { from, to, amounts } of problem.shipments ?? []) {
    shipped.set(from, { of: 'pickup', amounts }).set(to, { of: 'delivery', amounts });
  }
  const sum = (of: 'pickup' | 'delivery') => [
    ...sumAmounts(
      stops.map((stop) => {
        const end = shipped.get(stop);
        const own = problem.stops[stop]![of];
        return end?.of === of ? addAmounts(own, end.amounts) : own;
      }),
      dimensions,
    ),
  ];
  const delivery = sum('delivery');
  return { delivery, amount: delivery, pickup: sum('pickup') };
}

/** Each cause once, its seconds added up. */
export function mergeViolations(all: readonly VroomViolation[]): VroomViolation[] {
  const byCause = new Map<string, VroomViolation>();
  for (const { cause, duration } of all) {
    const sum = (byCause.get(cause)?.duration ?? 0) + (duration ?? 0);
    byCause.set(cause, duration === undefined ? { cause } : { cause, duration: sum });
  }
  return [...byCause.values()];
}
