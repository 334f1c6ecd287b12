import { stopOfDay, type DayStop, type DayVehicle, type DeskDay } from './desk-day.ts';
import { priceSequence } from './quick-run.ts';

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
 * is broken. Null where it can serve none. Stops with several windows are left out.
 */
export function fillRun(stops: readonly string[], vehicle: DayVehicle, day: DeskDay): FilledRun | null {
  let best: FilledRun | null = null;
  for (let left = cheapestAlone(stops, vehicle, day); left.length > 0;) {
    const next = cheapestInsertion(best?.stops ?? [], left, vehicle, day);
    if (next === null) break;
    best = { stops: next.stops, cost: next.cost };
    left = left.filter((stop) => stop !== next.added);
  }
  return best;
}

function cheapestAlone(stops: readonly string[], vehicle: DayVehicle, day: DeskDay): string[] {
  return stops
    .flatMap((stop) => {
      const cost = costWithin([stopOfDay(day, stop)], vehicle, day);
      return cost === null ? [] : [{ stop, cost }];
    })
    .sort((a, b) => a.cost - b.cost)
    .slice(0, mostTried)
    .map(({ stop }) => stop);
}

/** Null where a rule is broken. */
function costWithin(sequence: readonly DayStop[], vehicle: DayVehicle, day: DeskDay): number | null {
  const priced = priceSequence(sequence, null, vehicle, day);
  if (!priced) return null;
  const { cost, lateSeconds, shiftSeconds, overload, shutStops } = priced;
  return lateSeconds + shiftSeconds + overload + shutStops > 0 ? null : cost;
}

function cheapestInsertion(
  among: readonly string[],
  left: readonly string[],
  vehicle: DayVehicle,
  day: DeskDay,
): (FilledRun & { readonly added: string }) | null {
  const sequence = among.map((stop) => stopOfDay(day, stop));
  let best: { readonly added: string; readonly position: number; readonly cost: number } | null = null;
  for (const added of left) {
    for (let position = 0; position <= sequence.length; position++) {
      const cost = costWithin(sequence.toSpliced(position, 0, stopOfDay(day, added)), vehicle, day);
      if (cost !== null && (best === null || cost < best.cost)) best = { added, position, cost };
    }
  }
  return best && { stops: among.toSpliced(best.position, 0, best.added), cost: best.cost, added: best.added };
}
