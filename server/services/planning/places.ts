import type { VehicleClass } from '#server/contract/basics.ts';
import type { Vehicle } from '#server/contract/fleet.ts';
import type { Hub } from '#server/contract/hub.ts';
import type { Request } from '#server/contract/request.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { LonLat, Matrix, MatrixSource, Profile, RoutingEngine, Snap } from '#server/routing/port.ts';

/** Vehicle classes from the smallest; an index is the planner's access rank. */
const vehicleClasses: readonly VehicleClass[] = ['motorbike', 'light', 'heavy'];

export const accessRank = (of: VehicleClass): number => vehicleClasses.indexOf(of);

/**
 * A class may stop where its own road ends, but not further from a place than this beyond where the best
 * road of the fleet ends: a heavy truck does not "reach" a farm by stopping where the track begins.
 */
const walkMetres = 200;

/** The day's places and the travel between them, by profile. Place 0 is the hub. */
export interface DayPlaces {
  readonly points: readonly LonLat[];
  readonly matrices: ReadonlyMap<Profile, Matrix>;
  /** Place of each request on a road, by request id. */
  readonly placeOfRequest: ReadonlyMap<string, number>;
  /** Start place of each vehicle, by vehicle id; absent where it is not on a road. */
  readonly startOfVehicle: ReadonlyMap<string, number>;
  /** Requests farther than the limit from any road their vehicles may use, with the metres (null: none found). */
  readonly offRoad: ReadonlyMap<string, number | null>;
}

export interface PlacesInput {
  readonly hub: Pick<Hub, 'lat' | 'lon'>;
  readonly requests: readonly Request[];
  readonly vehicles: readonly Vehicle[];
  /** Metres from a road beyond which a place is not on a road. */
  readonly snapLimitMetres: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (phase: 'snapping' | 'matrix', done: number) => void;
}

/**
 * Snaps every place for every profile of the fleet, leaves out what is not on a road, and gets the matrices.
 *
 * @throws UserError HUB_NOT_ON_ROAD; RoutingError from the engine.
 */
export async function gatherPlaces(
  input: PlacesInput,
  routing: { engine: RoutingEngine; matrices: Pick<MatrixSource, 'matrix'> },
): Promise<DayPlaces> {
  const profiles = [...new Set(input.vehicles.map((vehicle) => vehicle.profile))];
  const registry = new PlaceRegistry();
  const hubPlace = registry.add(input.hub.lon, input.hub.lat);
  const asked = input.requests.map((request) => registry.add(request.lon, request.lat));
  const starts = input.vehicles.map((vehicle) =>
    vehicle.start_lat === null || vehicle.start_lon === null
      ? hubPlace
      : registry.add(vehicle.start_lon, vehicle.start_lat),
  );
  const snaps = await snapAll(registry.points, profiles, routing.engine, input);
  const isOnRoad = (place: number, profile: Profile) => reaches(snaps, place, profile, input.snapLimitMetres);
  const hubProfiles = profiles.filter((profile) => isOnRoad(hubPlace, profile));
  if (hubProfiles.length === 0) {
    throw new UserError('HUB_NOT_ON_ROAD', 'The hub is farther than the limit from any road of the fleet.');
  }

  const offRoad = new Map<string, number | null>();
  const kept = new Set([hubPlace]);
  input.requests.forEach((request, index) => {
    const place = asked[index] ?? hubPlace;
    const allowed = profiles.filter((profile) => accessRank(profile) <= accessRank(request.largest_vehicle));
    if (allowed.length > 0 && !allowed.some((profile) => isOnRoad(place, profile))) {
      offRoad.set(request.id, nearestMetres(snaps, place, allowed));
    } else kept.add(place);
  });
  const startsOnRoad = starts.map((place, index) => {
    const profile = input.vehicles[index]?.profile;
    const isUsable = profile !== undefined && isOnRoad(place, profile);
    if (isUsable) kept.add(place);
    return isUsable ? place : null;
  });

  const order = [...kept].sort((a, b) => a - b);
  const newIndex = new Map(order.map((place, index) => [place, index]));
  const points = order.map((place) => registry.points[place] as LonLat); // order holds registry indices only
  const matrices = new Map<Profile, Matrix>();
  for (const [number, profile] of profiles.entries()) {
    const matrix = await routing.matrices.matrix(points, {
      profile,
      ...(input.signal && { signal: input.signal }),
      onProgress: (done) => input.onProgress?.('matrix', (number + done) / profiles.length),
    });
    const shut = order.flatMap((place, index) => (isOnRoad(place, profile) ? [] : [index]));
    matrices.set(profile, shut.length === 0 ? matrix : withoutPlaces(matrix, shut));
  }

  return {
    points,
    matrices,
    placeOfRequest: new Map(
      input.requests.flatMap((request, index) => {
        const place = newIndex.get(asked[index] ?? -1);
        return place === undefined || offRoad.has(request.id) ? [] : [[request.id, place] as const];
      }),
    ),
    startOfVehicle: new Map(
      input.vehicles.flatMap((vehicle, index) => {
        const place = newIndex.get(startsOnRoad[index] ?? -1);
        return place === undefined ? [] : [[vehicle.id, place] as const];
      }),
    ),
    offRoad,
  };
}

/**
 * Those of the profiles, which are those of the fleet, whose vehicles reach a point.
 *
 * @throws RoutingError from the engine.
 */
export async function profilesReaching(
  [lon, lat]: LonLat,
  profiles: readonly Profile[],
  engine: RoutingEngine,
  snapLimitMetres: number,
): Promise<Profile[]> {
  const snaps = await snapAll([[lon, lat]], profiles, engine, {});
  return profiles.filter((profile) => reaches(snaps, 0, profile, snapLimitMetres));
}

/** Of coordinates, to about a metre: places of one key are one place of the day. */
export const placeKey = ({ lon, lat }: { readonly lon: number; readonly lat: number }): string =>
  `${lon.toFixed(5)},${lat.toFixed(5)}`;

/** Each place once. */
class PlaceRegistry {
  readonly points: LonLat[] = [];
  readonly #byKey = new Map<string, number>();

  add(lon: number, lat: number): number {
    const key = placeKey({ lon, lat });
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    this.points.push([lon, lat]);
    this.#byKey.set(key, this.points.length - 1);
    return this.points.length - 1;
  }
}

type Snaps = ReadonlyMap<Profile, readonly (Snap | null)[]>;

async function snapAll(
  points: readonly LonLat[],
  profiles: readonly Profile[],
  engine: RoutingEngine,
  input: Pick<PlacesInput, 'signal' | 'onProgress'>,
): Promise<Snaps> {
  const snaps = new Map<Profile, (Snap | null)[]>();
  for (const [number, profile] of profiles.entries()) {
    input.onProgress?.('snapping', number / profiles.length);
    snaps.set(
      profile,
      await engine.nearest(points, { profile, ...(input.signal && { signal: input.signal }) }),
    );
  }
  input.onProgress?.('snapping', 1);
  return snaps;
}

function nearestMetres(snaps: Snaps, place: number, profiles: Iterable<Profile>): number | null {
  let nearest: number | null = null;
  for (const profile of profiles) {
    const metres = snaps.get(profile)?.[place]?.distanceMetres;
    if (metres !== undefined && (nearest === null || metres < nearest)) nearest = metres;
  }
  return nearest;
}

function reaches(snaps: Snaps, place: number, profile: Profile, limitMetres: number): boolean {
  const metres = snaps.get(profile)?.[place]?.distanceMetres;
  if (metres === undefined || metres > limitMetres) return false;
  return metres <= (nearestMetres(snaps, place, snaps.keys()) ?? 0) + walkMetres;
}

function withoutPlaces(matrix: Matrix, places: readonly number[]): Matrix {
  const seconds = matrix.seconds.slice();
  const metres = matrix.metres.slice();
  for (const place of places) {
    for (let other = 0; other < matrix.size; other++) {
      if (other === place) continue;
      for (const cell of [place * matrix.size + other, other * matrix.size + place]) {
        seconds[cell] = -1;
        metres[cell] = -1;
      }
    }
  }
  return { size: matrix.size, seconds, metres };
}
