import { UserError } from '#server/domain/user-error.ts';
import type { LonLat, MatrixSource, Profile, RoutingEngine } from '#server/routing/port.ts';
import { refuse } from './refuse.ts';
import type { VroomPlaces } from './vroom-places.ts';
import type { ProfileTravel } from './vroom-travel.ts';

/** Routing for problems that bring coordinates in place of matrices. */
export interface VroomRouting {
  readonly engine: RoutingEngine;
  readonly matrices: Pick<MatrixSource, 'matrix'>;
  /** A place farther from any road is refused. */
  readonly snapLimitMetres: number;
  readonly signal?: AbortSignal;
}

/** VROOM's usual names of profiles, as our routing knows them. */
const profiles: Readonly<Record<string, Profile>> = {
  motorbike: 'motorbike',
  motorcycle: 'motorbike',
  motor_scooter: 'motorbike',
  light: 'light',
  car: 'light',
  auto: 'light',
  driving: 'light',
  'driving-car': 'light',
  heavy: 'heavy',
  truck: 'heavy',
  hgv: 'heavy',
  'driving-hgv': 'heavy',
};

/** @throws UserError PROBLEM_INVALID for a profile that our routing does not have */
export function routingProfile(profile: string): Profile {
  const known = Object.hasOwn(profiles, profile) ? profiles[profile] : undefined;
  return known ?? refuse(`profile ${profile}`, `routing has only ${Object.keys(profiles).join(', ')}`);
}

/** @throws UserError PROBLEM_INVALID where there is no routing or are no coordinates */
export function routedPoints(
  what: string,
  places: VroomPlaces,
  routing: VroomRouting | null,
): { readonly points: LonLat[]; readonly routing: VroomRouting } {
  if (!routing) {
    refuse(what, 'it is missing, and no region is given to work it out from the roads');
  }
  const points = places.locations.map((location, rank): LonLat => {
    if (location) return location;
    return refuse(what, `it is missing, and index ${places.indices[rank]} has no coordinates to work it out`);
  });
  return { points, routing };
}

/**
 * Seconds and metres by road between all places; `missing` is what the problem could have brought in their place.
 *
 * @throws UserError PROBLEM_INVALID, NO_ROAD_NEAR; RoutingError
 */
export async function routedTravel(
  name: string,
  missing: string,
  places: VroomPlaces,
  given: VroomRouting | null,
): Promise<ProfileTravel> {
  const { points, routing } = routedPoints(missing, places, given);
  const { engine, matrices, snapLimitMetres, signal } = routing;
  const call = { profile: routingProfile(name), ...(signal && { signal }) };
  const snaps = await engine.nearest(points, call);
  const far = snaps.findIndex((snap) => snap === null || snap.distanceMetres > snapLimitMetres);
  if (far >= 0) {
    throw new UserError(
      'NO_ROAD_NEAR',
      `No road for ${name} is within ${snapLimitMetres} m of [${points[far]!.join(', ')}].`,
    );
  }
  const { seconds, metres } = await matrices.matrix(points, call);
  return { seconds, metres, costs: null };
}
