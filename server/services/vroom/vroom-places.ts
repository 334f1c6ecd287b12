import type { ParsedProblem } from './parse-vroom.ts';
import { refuse } from './refuse.ts';

/** Where something is: a row of the given matrices, or coordinates. */
interface GivenPlace {
  readonly index: number | undefined;
  readonly location: readonly [number, number] | undefined;
}

/** Places of a problem by what names them; a place of the planner is a rank in `indices`, and the one after them is nowhere. */
export interface VroomPlaces {
  /** Rows of the given matrices, or, where places are given by coordinates, ranks among these. Ascending. */
  readonly indices: readonly number[];
  /** The first that names each, by rank, and its field. */
  readonly namedBy: readonly { readonly where: string; readonly field: 'location' | 'start' | 'end' }[];
  /** Coordinates by rank; null for places that have none. */
  readonly locations: readonly (readonly [number, number] | null)[];
  /** Whether places are rows of given matrices. */
  readonly areIndices: boolean;
  /** The place of a start or end that is left open: no way to it takes any time. */
  readonly nowhere: number;
  readonly hasNowhere: boolean;
  /** Rank of what is at this row or these coordinates, which are in the problem. */
  rankOf(place: GivenPlace): number;
}

/**
 * All places of a problem.
 *
 * @throws UserError PROBLEM_INVALID where a place is not given, or in two manners
 */
export function vroomPlaces(problem: ParsedProblem): VroomPlaces {
  const named = listPlaces(problem);
  const areIndices = problem.matrices.size > 0;
  for (const [where, place, field] of named) assertGiven(where, place, field, areIndices);
  const keyOf = ({ index, location }: GivenPlace) => (areIndices ? index! : (location ?? []).join(','));
  const known = new Map<
    number | string,
    { index: number; location: GivenPlace['location']; by: VroomPlaces['namedBy'][number] }
  >();
  for (const [where, place, field] of named) {
    const key = keyOf(place);
    const before = known.get(key);
    // With rows, coordinates are for showing alone, and need not be given each time.
    if (!before) {
      const by = { where, field };
      known.set(key, { index: place.index ?? known.size, location: place.location, by });
    } else if (!before.location && place.location) known.set(key, { ...before, location: place.location });
  }
  const sorted = [...known].toSorted(([, a], [, b]) => a.index - b.index);
  const rankByKey = new Map(sorted.map(([key], rank) => [key, rank]));
  const hasNowhere = problem.vehicles.some(
    (vehicle) => !hasPlace(vehicle.start, vehicle.start_index) || !hasPlace(vehicle.end, vehicle.end_index),
  );
  return {
    indices: sorted.map(([, { index }]) => index),
    namedBy: sorted.map(([, { by }]) => by),
    locations: sorted.map(([, { location }]) => location ?? null),
    areIndices,
    nowhere: sorted.length,
    hasNowhere,
    rankOf: (place) => rankByKey.get(keyOf(place))!, // listed above
  };
}

const hasPlace = (location: unknown, index: unknown) => location !== undefined || index !== undefined;

type NamedPlace = [where: string, place: GivenPlace, field: VroomPlaces['namedBy'][number]['field']];

function listPlaces(problem: ParsedProblem): NamedPlace[] {
  const list: NamedPlace[] = [];
  const add = (
    where: string,
    given: { location?: GivenPlace['location']; location_index?: number | undefined },
  ) => list.push([where, { location: given.location, index: given.location_index }, 'location']);
  for (const vehicle of problem.vehicles) {
    const where = `vehicle ${vehicle.id}`;
    const ends = [
      ['start', { location: vehicle.start, index: vehicle.start_index }],
      ['end', { location: vehicle.end, index: vehicle.end_index }],
    ] as const;
    const given = ends.filter(([, { location, index }]) => hasPlace(location, index));
    if (given.length === 0) refuse(where, 'it has neither start nor end');
    for (const [field, place] of given) list.push([where, place, field]);
  }
  for (const job of problem.jobs) add(`job ${job.id}`, job);
  for (const { pickup, delivery } of problem.shipments) {
    add(`pickup ${pickup.id}`, pickup);
    add(`delivery ${delivery.id}`, delivery);
  }
  for (const hub of problem.hubs ?? []) add(`hub ${hub.id}`, hub);
  return list;
}

function assertGiven(
  where: string,
  { index, location }: GivenPlace,
  field: string,
  areIndices: boolean,
): void {
  if (areIndices) {
    if (index === undefined) refuse(where, `${field}_index is missing, which problems with matrices need`);
    return;
  }
  if (index !== undefined) refuse(where, `there is ${field}_index but there are no matrices`);
  if (location === undefined) refuse(where, `${field} is missing`);
  const [lon, lat] = location;
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90) {
    refuse(where, `${field} is [${lon}, ${lat}], not [longitude, latitude] in degrees`);
  }
}
