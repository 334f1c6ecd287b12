import { amountsOf } from '#server/domain/load.ts';
import type { RunEvent, RunInput, RunSchedule, RunVisit } from '#server/domain/run.ts';
import { scheduleRun } from '#server/domain/schedule.ts';
import { scheduleWithBreak } from '#server/domain/schedule-with-break.ts';
import type { Vehicle } from '#server/contract/fleet.ts';
import type { PathLeg } from '#server/routing/port.ts';
import {
  breakOf,
  capacityOf,
  latestAtHubOf,
  loadOf,
  runLimitsOf,
  serviceSecondsOf,
  shiftOf,
} from './build-problem.ts';
import type { DayClock } from './day-clock.ts';
import type { GatheredStop } from './gather-stops.ts';
import type { HubDay } from './hub-day.ts';

/** A run as solved, with the path its driver will see. */
export interface RoutedRun {
  readonly vehicle: Vehicle;
  /** Each with a stop or more. */
  readonly trips: readonly (readonly GatheredStop[])[];
  /** Through all trips, the hub between two of them. */
  readonly path: readonly PathLeg[];
  /** The table's seconds of each leg that differs from the path by more than the limits; null elsewhere. */
  readonly differing: readonly (number | null)[];
  /** Seconds; it leaves then or later, to find a dock free. Absent: from the start of its shift. */
  readonly startsAt?: number;
}

export interface ScheduledRouted {
  /** Without the break, whose place is found. */
  readonly input: RunInput;
  readonly schedule: RunSchedule;
  /** The stop of each event; null where it is none. */
  readonly stops: readonly (GatheredStop | null)[];
  /** When it must leave to find a dock free; null where it leaves when it is best. */
  readonly leavesAt: number | null;
}

/** A run's schedule by the legs of its path. */
export function scheduleRouted(run: RoutedRun, clock: DayClock, hub: HubDay): ScheduledRouted {
  const { vehicle, startsAt } = run;
  const { input, stops } = inputOf(run, clock, hub);
  const rest = breakOf(vehicle, clock);
  const schedule = (from: RunInput) =>
    rest
      ? scheduleWithBreak(from, { kind: 'break', ...rest })
      : { schedule: scheduleRun(from), breakAt: null };
  const best = schedule(input);
  const isEarly = startsAt !== undefined && best.schedule.start < startsAt;
  const kept = isEarly ? schedule({ ...input, startsAt }) : best;
  return {
    input,
    schedule: kept.schedule,
    stops: kept.breakAt === null ? stops : stops.toSpliced(kept.breakAt, 0, null),
    leavesAt: isEarly ? kept.schedule.start : null,
  };
}

function inputOf({ vehicle, trips, path }: RoutedRun, clock: DayClock, hub: HubDay) {
  const receiving = hub.receiving && { receiving: hub.receiving };
  const events: RunEvent[] = [];
  const stops: (GatheredStop | null)[] = [];
  for (const [index, trip] of trips.entries()) {
    if (index > 0) {
      const turnaroundSeconds = hub.unloadingSeconds;
      events.push({ kind: 'hub', ...legOf(path[events.length]), ...receiving, turnaroundSeconds });
      stops.push(null);
    }
    for (const stop of trip) {
      events.push(visitOf(stop, path[events.length], hub));
      stops.push(stop);
    }
  }
  const input: RunInput = {
    events,
    end: { kind: 'end', ...legOf(path[events.length]), ...receiving },
    shift: shiftOf(vehicle, clock),
    capacity: amountsOf(capacityOf(vehicle)),
    limits: runLimitsOf(vehicle),
  };
  return { input, stops };
}

function visitOf(stop: GatheredStop, leg: PathLeg | undefined, hub: HubDay): RunVisit {
  const latestAtHub = latestAtHubOf(stop.requests, hub);
  return {
    kind: 'visit',
    ...legOf(leg),
    isSamePlace: false,
    windows: [stop.window],
    setupSeconds: 0,
    serviceSeconds: serviceSecondsOf(stop.requests),
    pickup: amountsOf(loadOf(stop.requests, 'pickup')),
    delivery: amountsOf(loadOf(stop.requests, 'delivery')),
    ...(latestAtHub !== null && { latestAtHub }),
  };
}

function legOf(leg: PathLeg | undefined) {
  if (!leg) throw new Error('a path has one leg more than its run has stops');
  return { legSeconds: leg.seconds, legMetres: leg.metres };
}
