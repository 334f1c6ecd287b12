import type { Problem } from '#server/solver-pool/port.ts';
import type { GivenMatrices, SquareMatrix } from './parse-matrices.ts';
import type { ParsedProblem } from './parse-vroom.ts';
import { refuse } from './refuse.ts';
import { routedTravel, type VroomRouting } from './routed-travel.ts';
import type { VroomPlaces } from './vroom-places.ts';

/** Travel between the places of a problem, as the planner wants it and as it is reported. */
export interface VroomTravel {
  readonly matrices: Problem['matrices'];
  /** By vehicle: which of `matrices`. */
  readonly matrixOf: readonly number[];
  /** By vehicle: metres between places; null where distances are known for no vehicle. */
  readonly metresOf: readonly Int32Array[] | null;
}

/** Travel of one profile between the places by rank; −1 where there is no way. */
export interface ProfileTravel {
  readonly seconds: Int32Array;
  readonly metres: Int32Array | null;
  /** Of a matrix of costs, which stands in the planner's metres, at 1000 a km. */
  readonly costs: Int32Array | null;
}

/** A leg of more than 17 years fits in no run. */
const mostSeconds = 2 ** 29;
const mostMetres = 2 ** 30;

/**
 * Matrices as given, and through routing where they are not. Distances are got too where something of the problem needs
 * them or `wantsMetres` says so.
 *
 * @throws UserError PROBLEM_INVALID, NO_ROAD_NEAR; RoutingError
 */
export async function gatherTravel(
  problem: ParsedProblem,
  places: VroomPlaces,
  routing: VroomRouting | null,
  wantsMetres: boolean,
): Promise<VroomTravel> {
  const profiles = new Map<string, ProfileTravel>();
  for (const vehicle of problem.vehicles) {
    const profile = profileOf(vehicle);
    if (profiles.has(profile)) continue;
    profiles.set(profile, await travelOf(profile, problem, places, routing, wantsMetres));
  }
  const all = problem.vehicles.map((vehicle) => profiles.get(profileOf(vehicle))!); // set above
  const hasDistances = all.some(({ metres }) => metres !== null);
  const without = all.findIndex(({ metres }) => metres === null);
  if (hasDistances && without >= 0) {
    refuse(
      `matrices.${profileOf(problem.vehicles[without]!)}`,
      'distances is missing, which other profiles have',
    );
  }
  const laidOut = new Map<string, number>();
  const matrices: Problem['matrices'][number][] = [];
  const matrixOf = problem.vehicles.map((vehicle, index) => {
    const key = `${vehicle.speed_factor ?? 1} ${profileOf(vehicle)}`;
    const known = laidOut.get(key);
    if (known !== undefined) return known;
    laidOut.set(key, matrices.length);
    return matrices.push(layOut(all[index]!, vehicle.speed_factor ?? 1, places)) - 1;
  });
  return {
    matrices,
    matrixOf,
    metresOf: hasDistances ? all.map(({ metres }) => withNowhere(metres!, places)) : null,
  };
}

export function profileOf({ profile = 'car' }: { readonly profile?: string | undefined }): string {
  return profile;
}

async function travelOf(
  profile: string,
  problem: ParsedProblem,
  places: VroomPlaces,
  routing: VroomRouting | null,
  wantsMetres: boolean,
): Promise<ProfileTravel> {
  const given = problem.matrices.get(profile);
  if (given?.costs && !given.durations) refuse(`matrices.${profile}`, 'durations is missing');
  const isComplete =
    given?.durations && (given.distances || !(wantsMetres || needsMetres(profile, problem, given)));
  const missing = given?.durations ? `matrices.${profile}.distances` : `matrices.${profile}`;
  const routed = isComplete ? null : await routedTravel(profile, missing, places, routing);
  const crop = (name: keyof GivenMatrices, read: ReadCell) => {
    const matrix = given?.[name];
    return matrix ? cropped(`matrices.${profile}.${name}`, matrix, places, read) : null;
  };
  const seconds = crop('durations', (cell) => (cell <= mostSeconds ? cell : -1)) ?? routed!.seconds; // routed where not complete
  const onWay: ReadCell = (cell, at) => {
    if (seconds[at]! < 0) return -1; // one for each pair
    return cell <= mostMetres ? cell : null;
  };
  return {
    seconds,
    metres: crop('distances', onWay) ?? routed?.metres ?? null,
    costs: crop('costs', onWay),
  };
}

/** Whether something of the problem is about distances of this profile. */
function needsMetres(profile: string, problem: ParsedProblem, given: GivenMatrices): boolean {
  return problem.vehicles.some((vehicle) => {
    if (profileOf(vehicle) !== profile) return false;
    const { per_km = 0, km_bands } = vehicle.costs ?? {};
    const isPriced = given.costs === undefined && (per_km > 0 || km_bands !== undefined);
    return isPriced || vehicle.max_distance !== undefined || problem.prices?.compactness !== undefined;
  });
}

/** A cell as it is kept, of what is given and its index among those in use; null where that is above `mostMetres`. */
type ReadCell = (cell: number, at: number) => number | null;

/** The rows and columns that are in use. */
function cropped(
  name: string,
  { size, cells }: SquareMatrix,
  { indices, namedBy }: VroomPlaces,
  read: ReadCell,
): Int32Array {
  const last = indices.at(-1) ?? 0;
  if (last >= size) {
    const { where, field } = namedBy.at(-1)!; // of the last index
    refuse(where, `${field}_index is ${last}, and ${name} has ${size} rows`);
  }
  const count = indices.length;
  const crop = new Int32Array(count * count);
  for (const [from, row] of indices.entries()) {
    for (const [to, column] of indices.entries()) {
      const at = from * count + to;
      const cell = cells[row * size + column]!;
      const kept = read(cell, at);
      if (kept === null) refuse(`${name}[${row}][${column}]`, `${cell} is above ${mostMetres}`);
      crop[at] = kept;
    }
  }
  return crop;
}

/** VROOM's precision: hundredths of the inverse of the factor. */
function layOut(
  travel: ProfileTravel,
  speedFactor: number,
  places: VroomPlaces,
): Problem['matrices'][number] {
  const hundredths = Math.round(100 / speedFactor);
  const seconds = travel.seconds.map((cell) => {
    const scaled = cell < 0 ? -1 : Math.floor((cell * hundredths + 50) / 100);
    return scaled > mostSeconds ? -1 : scaled;
  });
  const metres = travel.costs ?? travel.metres ?? new Int32Array(seconds.length);
  const size = places.indices.length + (places.hasNowhere ? 1 : 0);
  return { size, seconds: withNowhere(seconds, places), metres: withNowhere(metres, places) };
}

/** A row and a column of zeros at the end, where some start or end is left open. */
function withNowhere(cells: Int32Array, { indices, hasNowhere }: VroomPlaces): Int32Array {
  if (!hasNowhere) return cells;
  const count = indices.length;
  const grown = new Int32Array((count + 1) ** 2);
  for (let from = 0; from < count; from++) {
    grown.set(cells.subarray(from * count, (from + 1) * count), from * (count + 1));
  }
  return grown;
}
