/** The most that one request, or a part of one, may load, inclusive: as booked, as a list brings it, as weighed. */
export const mostOfLoad = { kg: 1_000_000, crates: 100_000, parcels: 1_000_000 } as const;
