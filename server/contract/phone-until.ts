const days = 15;

/** Until when a phone may send what it has of a run, from the run's day (YYYY-MM-DD) on; ms since 1970, not included. */
export const phoneUntil = (date: string): number => Date.parse(`${date}T00:00:00Z`) + days * 86_400_000;
