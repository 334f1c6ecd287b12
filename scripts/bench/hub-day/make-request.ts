import type { ProblemStop, TimeWindow } from '#server/planner/model/problem.ts';
import type { Random } from '../../demo/random.ts';

export type RequestKind = 'pickup' | 'fresh pickup' | 'delivery';

export interface RequestPlace {
  readonly place: number;
  readonly largestAccess: number;
  /** By light truck; −1 where it cannot get there. */
  readonly secondsFromHub: number;
  /** A load that is given; null for a usual one. */
  readonly largeKg: number | null;
}

const hour = 3_600;
const allDay: TimeWindow = { start: 5 * hour, end: 20 * hour };
/** From harvest to the hub. */
const freshSeconds = 10 * hour;
const deliveryShare = 0.3;
const freshShare = 0.35;
const kgPerCrate = 20;
const kgPerParcel = 5;

/** One request: produce for the hub, or parcels from it. Loads are in kg, crates and parcels. */
export function makeRequest(random: Random, at: RequestPlace): { kind: RequestKind; stop: ProblemStop } {
  const isDelivery = at.largeKg === null && random.isTrue(deliveryShare);
  const isFresh = !isDelivery && random.isTrue(freshShare);
  const load = isDelivery
    ? parcelLoad(random.whole(1, 30))
    : produceLoad(at.largeKg ?? usualKg(random, at.largestAccess));
  const nothing = load.map(() => 0);
  const windows = makeWindows(random, at.secondsFromHub);
  const units = isDelivery ? load[2]! : load[1]!; // parcels or crates: loads have three dimensions
  return {
    kind: isDelivery ? 'delivery' : isFresh ? 'fresh pickup' : 'pickup',
    stop: {
      place: at.place,
      pickup: isDelivery ? nothing : load,
      delivery: isDelivery ? load : nothing,
      setupSeconds: 240,
      serviceSeconds: 60 + 12 * units,
      windows,
      largestAccess: at.largestAccess,
      priority: 0,
      requestCount: 1,
      ...(isFresh && freshness(random, at.secondsFromHub)),
    },
  };
}

/** Small loads are common, large ones rare; what lies at a motorbike's path comes in small loads. */
function usualKg(random: Random, largestAccess: number): number {
  const share = random.next() ** 3;
  return largestAccess === 0 ? Math.round(20 + 180 * share) : Math.round(30 + 560 * share);
}

function produceLoad(kg: number): number[] {
  return [kg, Math.ceil(kg / kgPerCrate), Math.ceil(kg / kgPerParcel)];
}

function parcelLoad(parcels: number): number[] {
  return [parcels * 3, 0, parcels];
}

/** Any time of the day, the morning, two hours, or early and late; any time where a truck would not be there in time. */
function makeWindows(random: Random, secondsFromHub: number): TimeWindow[] {
  const kind = random.next();
  const from = random.whole(6, 15) * hour;
  const windows =
    kind < 0.25
      ? [{ start: 6 * hour, end: 11 * hour }]
      : kind < 0.4
        ? [{ start: from, end: from + 2 * hour }]
        : kind < 0.45
          ? [
              { start: 6 * hour, end: 8 * hour },
              { start: 14 * hour, end: 17 * hour },
            ]
          : [allDay];
  return windows.at(-1)!.end < 5 * hour + secondsFromHub ? [allDay] : windows; // at least one
}

/** Ten hours, counted from loading or, where it was harvested at a known time, from then. */
function freshness(
  random: Random,
  secondsFromHub: number,
): Pick<ProblemStop, 'latestAtHub' | 'mostSecondsOnBoard'> {
  if (random.isTrue(0.5)) return { mostSecondsOnBoard: freshSeconds };
  // Harvested in the morning; far away it is harvested for the truck that comes at noon.
  const harvested = random.whole(6, 9) * hour + Math.max(0, Math.floor(secondsFromHub / hour) - 3) * hour;
  return { latestAtHub: harvested + freshSeconds };
}
