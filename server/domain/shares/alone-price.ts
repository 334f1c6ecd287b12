import type { DayStop, DeskDay, StopPart } from '../desk/desk-day.ts';
import { scheduleDeskRun } from '../desk/schedule-desk-run.ts';
import { fitsCapacity } from '../load.ts';

/** What is known of a day's vehicles: plans change, and these do not. */
interface Known {
  /** Names of those in use, one of those that differ in nothing. */
  readonly vehicles: readonly string[];
  readonly prices: WeakMap<StopPart, { readonly price: number | null }>;
}

const knownOfDays = new WeakMap<DeskDay['vehicles'], Known>();

/**
 * What a request, or a part of one, would cost on a trip of its own: with the cheapest vehicle in use that may reach the
 * place and takes it whole. Minor units; null where there is none.
 *
 * @param part of the stop
 */
export function alonePrice(stop: DayStop, part: StopPart, day: DeskDay): number | null {
  const known = knownOfDays.get(day.vehicles) ?? {
    vehicles: alikeOnce(day.vehicles),
    prices: new WeakMap(),
  };
  knownOfDays.set(day.vehicles, known);
  const before = known.prices.get(part);
  if (before) return before.price;
  const price = cheapest(stop, part, known.vehicles, day);
  known.prices.set(part, { price });
  return price;
}

/** Names of the vehicles in use, of those that differ in nothing the last. */
export function alikeOnce(vehicles: DeskDay['vehicles']): string[] {
  const inUse = [...vehicles].filter(([, { isAvailable }]) => isAvailable);
  return [...new Map(inUse.map(([name, vehicle]) => [JSON.stringify(vehicle), name])).values()];
}

function cheapest(stop: DayStop, part: StopPart, vehicles: readonly string[], day: DeskDay): number | null {
  const { request, pickup, delivery, serviceSeconds } = part;
  const alone = new Map([[request, { ...stop, pickup, delivery, serviceSeconds, parts: [part] }]]);
  const trips = [[{ stop: request, pin: null }]];
  let best: number | null = null;
  for (const vehicle of vehicles) {
    const { access, capacity } = day.vehicles.get(vehicle)!; // of the day
    const isTaken = fitsCapacity(pickup, capacity) && fitsCapacity(delivery, capacity);
    if (access > stop.largestAccess || !isTaken) continue;
    const run = { run: 1, vehicle, driver: null, start: null, state: 'open' as const, trips };
    const { cost, violations } = scheduleDeskRun(run, { ...day, stops: alone });
    const isReached = violations.every(({ kind }) => kind !== 'unreachable');
    if (isReached && (best === null || cost.total < best)) best = cost.total;
  }
  return best;
}
