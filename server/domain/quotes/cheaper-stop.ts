import { alikeOnce } from '../shares/alone-price.ts';
import { type DeskDay, legBetween, stopOfDay, vehicleOfDay } from '../desk/desk-day.ts';
import { scheduleDeskRun } from '../desk/schedule-desk-run.ts';
import type { DeskPlan, DeskRun } from '../edits/desk-plan.ts';
import { shareRun } from '../shares/share-run.ts';
import { mergedStop } from './join-stop.ts';

/** A change that lowers what a stop's requests bear. */
interface CheaperWay {
  /** What they would bear; minor units. */
  readonly amount: number;
}

export interface OtherVehicle extends CheaperWay {
  readonly vehicle: string;
}

export interface CollectionPoint extends CheaperWay {
  /** The stop that it would be brought to. */
  readonly stop: string;
  /** By road, one way. */
  readonly metres: number;
}

/** As far by road as growers may be asked to bring what they have. */
const mostMetresToBring = 5_000;

/**
 * What the requests of a stop bear of a run.
 *
 * @param known the day in which the stop is as it was, where it is another
 */
export function shareOfStop(run: DeskRun, day: DeskDay, stop: string, known: DeskDay = day): number {
  const own = new Set(stopOfDay(known, stop).parts.map(({ request }) => request));
  const { shares } = shareRun(run, day, scheduleDeskRun(run, day));
  return shares.reduce((sum, share) => sum + (own.has(share.request) ? share.amount : 0), 0);
}

/** The same run with a vehicle that has none and costs its requests least, where it breaks no more rules; null: none. */
export function cheapestVehicle(
  plan: DeskPlan,
  run: DeskRun,
  day: DeskDay,
  stop: string,
): OtherVehicle | null {
  const used = new Set([...plan.runs.map(({ vehicle }) => vehicle), ...plan.barred]);
  const free = new Map([...day.vehicles].filter(([name]) => !used.has(name)));
  return cheapest(
    alikeOnce(free).map((vehicle) => ({ vehicle, run: { ...run, vehicle }, day })),
    run,
    day,
    stop,
  );
}

/** The stop of the same run, near by road, that it could be brought to and be one visit with; null: none is cheaper. */
export function cheapestCollection(run: DeskRun, day: DeskDay, stop: string): CollectionPoint | null {
  const own = stopOfDay(day, stop);
  const table = day.tables[vehicleOfDay(day, run.vehicle).table]!; // a day has its vehicles' tables
  const others = run.trips.flat().flatMap((other) => {
    const there = stopOfDay(day, other.stop);
    const way = other.stop === stop ? null : legBetween(table, own.place, there.place);
    const isNear = way !== null && way.metres > 0 && way.metres <= mostMetresToBring;
    return isNear ? [{ stop: other.stop, there, metres: way.metres }] : [];
  });
  const trips = run.trips
    .map((trip) => trip.filter((each) => each.stop !== stop))
    .filter((trip) => trip.length > 0);
  return cheapest(
    others.map(({ stop: to, there, metres }) => ({
      stop: to,
      metres,
      run: { ...run, trips },
      day: { ...day, stops: new Map([...day.stops, [to, mergedStop(there, own)]]) },
    })),
    run,
    day,
    stop,
  );
}

interface Change {
  readonly run: DeskRun;
  readonly day: DeskDay;
}

/** The change by which the stop's requests bear least, without what it was made on; null where none is cheaper. */
function cheapest<C extends Change>(
  changes: readonly C[],
  run: DeskRun,
  day: DeskDay,
  stop: string,
): (Omit<C, 'run' | 'day'> & CheaperWay) | null {
  const before = scheduleDeskRun(run, day).violations.length;
  let best: (Omit<C, 'run' | 'day'> & CheaperWay) | null = null;
  let least = shareOfStop(run, day, stop);
  for (const { run: changed, day: on, ...change } of changes) {
    if (scheduleDeskRun(changed, on).violations.length > before) continue;
    const amount = shareOfStop(changed, on, stop, day);
    if (amount >= least) continue;
    least = amount;
    best = { ...change, amount };
  }
  return best;
}
