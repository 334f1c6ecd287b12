import type { DayStop, DayVehicle, DeskDay, StopPart } from '../desk/desk-day.ts';
import { priceSequence } from '../desk/quick-run.ts';
import { fitsCapacity } from '../load.ts';

/**
 * What a request, or a part of one, would cost on a trip of its own: with the cheapest vehicle in use that may reach the
 * place and takes it whole. Minor units; null where there is none.
 */
export function alonePrice(stop: DayStop, part: StopPart, day: DeskDay): number | null {
  const { pickup, delivery, serviceSeconds } = part;
  const first = stop.windows[0]!; // at least one
  const last = stop.windows.at(-1)!;
  const alone = {
    ...stop,
    windows: [{ start: first.start, end: last.end }],
    pickup,
    delivery,
    serviceSeconds,
    parts: [part],
  };
  let best: number | null = null;
  for (const vehicle of alikeOnce(day)) {
    if (vehicle.access > stop.largestAccess || !fits(part, vehicle)) continue;
    const run = priceSequence([alone], null, vehicle, day);
    if (run && run.shutStops === 0 && (best === null || run.cost < best)) best = run.cost;
  }
  return best;
}

const fits = ({ pickup, delivery }: StopPart, { capacity }: DayVehicle): boolean =>
  fitsCapacity(pickup, capacity) && fitsCapacity(delivery, capacity);

const known = new WeakMap<DeskDay['vehicles'], readonly DayVehicle[]>();

/** Of vehicles in use that differ in nothing one. */
function alikeOnce({ vehicles }: DeskDay): readonly DayVehicle[] {
  const before = known.get(vehicles);
  if (before) return before;
  const inUse = [...vehicles.values()].filter(({ isAvailable }) => isAvailable);
  const once = [...new Map(inUse.map((vehicle) => [JSON.stringify(vehicle), vehicle])).values()];
  known.set(vehicles, once);
  return once;
}
