import type { DeskRun } from '../edits/desk-plan.ts';
import { stopOfDay, vehicleOfDay, type DayStop, type DeskDay } from './desk-day.ts';
import { priceSequence, type QuickRun } from './quick-run.ts';
import { scheduleDeskRun } from './schedule-desk-run.ts';

/** Of a run that begins when it is best, or at `start`; by the whole schedule where the quick walk does not do. */
export function priceTrips(
  { vehicle: name, start }: Pick<DeskRun, 'vehicle' | 'start'>,
  trips: DeskRun['trips'],
  day: DeskDay,
): QuickRun {
  const vehicle = vehicleOfDay(day, name);
  const sequence = flatTrips(trips.map((trip) => trip.map(({ stop }) => stopOfDay(day, stop))));
  return (
    priceSequence(sequence, start, vehicle, day) ??
    quickOf(scheduleDeskRun({ run: 0, vehicle: name, driver: null, start, state: 'open', trips }, day))
  );
}

function flatTrips(trips: readonly (readonly DayStop[])[]): (DayStop | null)[] {
  const sequence: (DayStop | null)[] = [];
  for (const trip of trips) {
    if (sequence.length > 0 && trip.length > 0) sequence.push(null);
    sequence.push(...trip);
  }
  return sequence;
}

/** The same figures from a whole schedule. */
function quickOf({ schedule, cost, violations }: ReturnType<typeof scheduleDeskRun>): QuickRun {
  const sum = (...kinds: string[]) =>
    violations.reduce((total, { kind, amount }) => total + (kinds.includes(kind) ? amount : 0), 0);
  return {
    cost: cost.total,
    metres: schedule.metres,
    end: schedule.end,
    lateSeconds: sum('time_window', 'receiving', 'latest_at_hub', 'break_window'),
    shiftSeconds: sum('shift'),
    overload: sum('capacity'),
    overLimits: sum('most_trips', 'most_stops', 'most_metres', 'most_seconds_out'),
    shutStops: sum('access', 'unreachable'),
  };
}
