/** What was weighed of a request, or of the part of it that came with one trip. */
interface Weighed {
  /** Null: of the request as a whole, as it was typed at the desk. */
  readonly vehicle: string | null;
  readonly trip: number | null;
  readonly kg: number;
  readonly crates: number | null;
  readonly parcels: number | null;
}

export interface StandingWeight {
  readonly kg: number;
  /** Null: not counted with all of it. */
  readonly crates: number | null;
  readonly parcels: number | null;
}

/**
 * Those of a request's entries that count: the last one where it is of the whole, else the last one of each trip.
 *
 * @param entries in the order in which they were weighed
 */
export function standingEntries<T extends Weighed>(entries: readonly T[]): T[] {
  const last = entries.at(-1);
  if (!last) return [];
  if (last.vehicle === null) return [last];
  const ofTrip = new Map<string, T>();
  for (const entry of entries) {
    if (entry.vehicle !== null) ofTrip.set(`${entry.trip} ${entry.vehicle}`, entry);
  }
  return [...ofTrip.values()];
}

/** What a request weighs by the entries that count; null where there are none. Grams are kept whole. */
export function standingWeight(entries: readonly Weighed[]): StandingWeight | null {
  const standing = standingEntries(entries);
  if (standing.length === 0) return null;
  const count = (pick: (entry: Weighed) => number | null) =>
    standing.reduce<number | null>((sum, entry) => {
      const own = pick(entry);
      return sum === null || own === null ? null : sum + own;
    }, 0);
  return {
    kg: standing.reduce((sum, entry) => sum + Math.round(entry.kg * 1000), 0) / 1000,
    crates: count(({ crates }) => crates),
    parcels: count(({ parcels }) => parcels),
  };
}

/** What becomes of a request by what was weighed of it at the hub. */
export function receivedState(
  entries: readonly (Weighed & { readonly is_short: boolean })[],
): 'collected' | 'partly_collected' | 'missed' | null {
  const weight = standingWeight(entries);
  if (weight === null) return null;
  if (weight.kg === 0) return 'missed';
  return standingEntries(entries).some((entry) => entry.is_short) ? 'partly_collected' : 'collected';
}
