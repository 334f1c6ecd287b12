import type { LonLat, Profile, RoutingEngine, Snap } from './port.ts';

/** Where a place meets the road; `not-on-road` where that is farther than the limit, or nowhere. */
export type PlaceSnap = Snap | 'not-on-road';

export interface SnapOptions {
  /** Most metres, inclusive, between a place and its road. Default 1,000. */
  readonly limitMetres?: number;
  readonly signal?: AbortSignal;
}

/**
 * Which places each profile can be planned to, in the order of the points. An engine says Ok to a point at the
 * other end of the Earth, so only the distance tells. That no road leads there is found later, in the matrix.
 */
export async function snapPlaces<P extends Profile>(
  engine: Pick<RoutingEngine, 'nearest'>,
  points: readonly LonLat[],
  profiles: readonly P[],
  { limitMetres = 1_000, signal }: SnapOptions = {},
): Promise<Record<P, PlaceSnap[]>> {
  const found = await Promise.all(
    profiles.map(async (profile) => {
      const snaps = await engine.nearest(points, { profile, ...(signal && { signal }) });
      const judged = snaps.map((snap): PlaceSnap =>
        snap && snap.distanceMetres <= limitMetres ? snap : 'not-on-road',
      );
      return [profile, judged] as const;
    }),
  );
  // One entry per profile asked for.
  return Object.fromEntries(found) as Record<P, PlaceSnap[]>;
}
