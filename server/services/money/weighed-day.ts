import type { Weighing } from '#server/contract/money.ts';
import type { DayStop, DeskDay, StopPart } from '#server/domain/desk/desk-day.ts';
import type { Amounts } from '#server/domain/load.ts';
import { splitWhole } from '#server/domain/rates/split-whole.ts';

/** The day with what was weighed in place of what was booked; a request in parts is weighed as one. */
export function weighedDay(day: DeskDay, weighings: ReadonlyMap<string, Weighing>): DeskDay {
  if (weighings.size === 0) return day;
  const all = [...day.stops.values()].flatMap(({ parts }) => parts);
  const weighed = new Map<StopPart, StopPart>();
  for (const [request, weighing] of weighings) {
    const parts = all.filter((part) => part.request === request);
    const side = parts.some(({ pickup }) => pickup.some((amount) => amount > 0)) ? 'pickup' : 'delivery';
    const booked = parts.map((part) => part[side]);
    const grams = splitWhole(
      Math.round(weighing.kg * 1000),
      booked.map(([kg]) => kg ?? 0),
    );
    const bookedKg = booked.reduce((sum, [kg]) => sum + (kg ?? 0), 0);
    const counted = (dimension: 1 | 2, count: number | null) => {
      const ofParts = booked.map((amounts) => amounts[dimension] ?? 0);
      const before = ofParts.reduce((sum, each) => sum + each, 0);
      const inProportion = bookedKg > 0 ? Math.ceil((before * weighing.kg) / bookedKg - 1e-9) : 0;
      return splitWhole(count ?? inProportion, ofParts);
    };
    const crates = counted(1, weighing.crates);
    const parcels = counted(2, weighing.parcels);
    for (const [index, part] of parts.entries()) {
      const amounts: Amounts = [grams[index]! / 1000, crates[index]!, parcels[index]!];
      weighed.set(part, { ...part, [side]: amounts });
    }
  }
  const stops = new Map([...day.stops].map(([name, stop]) => [name, weighedStop(stop, weighed)]));
  return { ...day, stops };
}

function weighedStop(stop: DayStop, weighed: ReadonlyMap<StopPart, StopPart>): DayStop {
  if (!stop.parts.some((part) => weighed.has(part))) return stop;
  const parts = stop.parts.map((part) => weighed.get(part) ?? part);
  const sum = (side: 'pickup' | 'delivery') =>
    stop[side].map((_, dimension) => {
      const total = parts.reduce((all, part) => all + (part[side][dimension] ?? 0), 0);
      return Math.round(total * 1000) / 1000;
    });
  return { ...stop, parts, pickup: sum('pickup'), delivery: sum('delivery') };
}
