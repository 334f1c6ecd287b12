import type { DeskDay } from './desk-day.ts';
import { priceTrips } from './price-trips.ts';
import { QuickPricer } from './quick-run.ts';

/** A run of one trip that breaks no rule. */
export interface FilledRun {
  /** In their order. */
  readonly stops: readonly string[];
  /** Minor units. */
  readonly cost: number;
}

/** Of more stops than these, those that cost least alone are tried: their number goes into the work squared. */
const mostTried = 200;

/**
 * What one more vehicle would serve of these stops, alone: stop after stop is put where it adds least, as long as no rule
 * is broken. Null where it can serve none.
 */
export function fillRun(stops: readonly string[], vehicle: string, day: DeskDay): FilledRun | null {
  const pricer = new QuickPricer(day);
  let best: FilledRun | null = null;
  for (let left = cheapestAlone(stops, vehicle, pricer); left.length > 0;) {
    const next = cheapestInsertion(best?.stops ?? [], left, vehicle, pricer);
    if (next === null) break;
    best = { stops: next.stops, cost: next.cost };
    left = left.filter((stop) => stop !== next.added);
  }
  return best;
}

function cheapestAlone(stops: readonly string[], vehicle: string, pricer: QuickPricer): string[] {
  return stops
    .flatMap((stop) => {
      const cost = costWithin([stop], vehicle, pricer);
      return cost === null ? [] : [{ stop, cost }];
    })
    .sort((a, b) => a.cost - b.cost)
    .slice(0, mostTried)
    .map(({ stop }) => stop);
}

/** Null where a rule is broken. */
function costWithin(stops: readonly string[], vehicle: string, pricer: QuickPricer): number | null {
  const trip = stops.map((stop) => ({ stop, pin: null }));
  const { cost, lateSeconds, shiftSeconds, overload, overLimits, shutStops } = priceTrips(
    { vehicle, start: null },
    [trip],
    pricer,
  );
  return lateSeconds + shiftSeconds + overload + overLimits + shutStops > 0 ? null : cost;
}

function cheapestInsertion(
  among: readonly string[],
  left: readonly string[],
  vehicle: string,
  pricer: QuickPricer,
): (FilledRun & { readonly added: string }) | null {
  let best: { readonly added: string; readonly position: number; readonly cost: number } | null = null;
  for (const added of left) {
    for (let position = 0; position <= among.length; position++) {
      const cost = costWithin(among.toSpliced(position, 0, added), vehicle, pricer);
      if (cost !== null && (best === null || cost < best.cost)) best = { added, position, cost };
    }
  }
  return best && { stops: among.toSpliced(best.position, 0, best.added), cost: best.cost, added: best.added };
}
