import { sumOfParts } from '../edits/loose-parts.ts';
import type { Load } from '../load.ts';

interface ToldTrips {
  readonly trips: readonly {
    readonly stops: readonly {
      readonly requests: readonly string[];
      readonly parts?: readonly { readonly request: string; readonly load: Load }[] | undefined;
    }[];
  }[];
}

/** How much of each request drivers were told to serve, by its id; null: all of it. */
export function toldLoads(runs: readonly ToldTrips[]): Map<string, Load | null> {
  const told = new Map<string, Load | null>();
  const stops = runs.flatMap(({ trips }) => trips.flatMap((trip) => trip.stops));
  for (const { requests, parts } of stops) {
    for (const request of requests) {
      const part = parts?.find((each) => each.request === request)?.load ?? null;
      const before = told.get(request);
      told.set(request, before && part ? sumOfParts([{ part: before }, { part }]) : part);
    }
  }
  return told;
}

/** Whether a rest is free to go elsewhere: no driver was told to serve more of the request than is left without it. */
export function isRestFree(told: Load | null | undefined, left: Load): boolean {
  if (told === undefined) return true;
  return (
    told !== null && told.kg <= left.kg + 1e-6 && told.crates <= left.crates && told.parcels <= left.parcels
  );
}
