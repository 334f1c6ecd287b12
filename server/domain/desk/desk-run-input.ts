import type { DeskRun } from '../edits/desk-plan.ts';
import { isNothing } from '../load.ts';
import type { RunEvent, RunInput } from '../run.ts';
import { legBetween, stopOfDay, type DayVehicle, type DeskDay } from './desk-day.ts';

/** A run as the schedule reads it. */
export interface DeskRunInput {
  /** Without its break. */
  readonly input: RunInput;
  /** The stop of each event; null for the hub. */
  readonly stops: readonly (string | null)[];
  /** Stops that no road leads to from what is before them, and (null) the end. */
  readonly unreachable: readonly (string | null)[];
}

/** A leg that no road leads along counts as nothing. @throws RangeError where the day does not know a stop */
export function inputOfRun(run: DeskRun, vehicle: DayVehicle, day: DeskDay): DeskRunInput {
  const table = day.tables[vehicle.table];
  if (!table) throw new RangeError(`the day has no table ${vehicle.table}`);
  const events: RunEvent[] = [];
  const stops: (string | null)[] = [];
  const unreachable: (string | null)[] = [];
  const receiving = day.receiving && { receiving: day.receiving };
  let at = vehicle.startPlace;
  const legTo = (place: number, stop: string | null) => {
    const leg = legBetween(table, at, place);
    at = place;
    if (leg) return { legSeconds: leg.seconds, legMetres: leg.metres };
    unreachable.push(stop);
    return { legSeconds: 0, legMetres: 0 };
  };
  for (const [index, trip] of run.trips.entries()) {
    if (index > 0) {
      const { turnaroundSeconds } = day;
      events.push({ kind: 'hub', ...legTo(day.hubPlace, null), ...receiving, turnaroundSeconds });
      stops.push(null);
    }
    for (const { stop } of trip) {
      const { place, latestAtHub, ...needs } = stopOfDay(day, stop);
      const isSamePlace = place === at;
      const leg = legTo(place, stop);
      const { windows, setupSeconds, serviceSeconds, pickup, delivery } = needs;
      events.push({
        kind: 'visit',
        ...leg,
        isSamePlace,
        windows,
        setupSeconds,
        serviceSeconds,
        pickup,
        delivery,
        // What is not picked up cannot come too late.
        ...(latestAtHub !== undefined && !isNothing(pickup) && { latestAtHub }),
      });
      stops.push(stop);
    }
  }
  const input: RunInput = {
    events,
    end: { kind: 'end', ...legTo(vehicle.endPlace, null), ...receiving },
    shift: vehicle.shift,
    ...(run.start !== null && { leavesAt: run.start }),
    capacity: vehicle.capacity,
    ...(vehicle.limits && { limits: vehicle.limits }),
  };
  return { input, stops, unreachable };
}
