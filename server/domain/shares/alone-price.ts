import type { DayStop, DayVehicle, DeskDay, StopPart } from '../desk/desk-day.ts';
import { priceSequence } from '../desk/quick-run.ts';
import { fitsCapacity } from '../load.ts';

/** What is known of a day's vehicles: plans change, and these do not. */
interface Known {
  /** In use, one of those that differ in nothing. */
  readonly vehicles: readonly DayVehicle[];
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

function alikeOnce(vehicles: DeskDay['vehicles']): DayVehicle[] {
  const inUse = [...vehicles.values()].filter(({ isAvailable }) => isAvailable);
  return [...new Map(inUse.map((vehicle) => [JSON.stringify(vehicle), vehicle])).values()];
}

function cheapest(
  stop: DayStop,
  part: StopPart,
  vehicles: readonly DayVehicle[],
  day: DeskDay,
): number | null {
  const { pickup, delivery, serviceSeconds } = part;
  const first = stop.windows[0]!; // at least one
  const last = stop.windows.at(-1)!;
  const windows = [{ start: first.start, end: last.end }];
  const alone = { ...stop, windows, pickup, delivery, serviceSeconds };
  let best: number | null = null;
  for (const vehicle of vehicles) {
    const { access, capacity } = vehicle;
    const isTaken = fitsCapacity(pickup, capacity) && fitsCapacity(delivery, capacity);
    if (access > stop.largestAccess || !isTaken) continue;
    const run = priceSequence([alone], null, vehicle, day);
    if (run && run.shutStops === 0 && (best === null || run.cost < best)) best = run.cost;
  }
  return best;
}
