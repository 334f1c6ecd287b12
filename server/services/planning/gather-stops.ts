import { distance } from '@turf/turf';
import type { Vehicle } from '#server/contract/fleet.ts';
import type { Request } from '#server/contract/request.ts';
import type { Matrix } from '#server/routing/port.ts';
import type { DayClock } from './day-clock.ts';
import { accessRank, type DayPlaces } from './places.ts';

/** A request, or a part of one. */
export interface DayRequest extends Request {
  /** Of a part: what it is a part of. Absent: this is all of it. */
  readonly whole?: Request;
}

/** Requests that one visit serves, and where. */
export interface GatheredStop {
  /** Row of the day's matrices: the place of its first request. */
  readonly place: number;
  /** At least one, in the order of the list. */
  readonly requests: readonly DayRequest[];
  /** Seconds; the part that all its requests' windows share. */
  readonly window: { readonly start: number; readonly end: number };
}

/** How far apart by road the places of one stop may be (docs/adr/0002). */
const stopRadiusMetres = 200;

/**
 * Merges requests into stops (docs/adr/0002): at one place or within 200 m by road both ways, with
 * overlapping windows and equal access, together no more than one vehicle that may come can carry.
 */
export function gatherStops(
  requests: readonly Request[],
  vehicles: readonly Vehicle[],
  places: DayPlaces,
  clock: DayClock,
): GatheredStop[] {
  const stops: OpenStop[] = [];
  for (const request of requests) {
    const place = places.placeOfRequest.get(request.id);
    if (place === undefined) continue;
    const window = {
      start: clock.secondsOf(request.ready_from),
      end: clock.secondsOf(request.ready_until),
    };
    const home = stops.find((stop) => admits(stop, request, place, window, vehicles, places));
    if (home) {
      home.requests.push(request);
      home.window = overlap(home.window, window);
    } else stops.push({ place, requests: [request], window });
  }
  return stops;
}

interface OpenStop {
  place: number;
  requests: Request[];
  window: { start: number; end: number };
}

function admits(
  stop: OpenStop,
  request: Request,
  place: number,
  window: OpenStop['window'],
  vehicles: readonly Vehicle[],
  places: DayPlaces,
): boolean {
  const [first] = stop.requests;
  if (!first || first.largest_vehicle !== request.largest_vehicle) return false;
  const shared = overlap(stop.window, window);
  if (shared.start > shared.end) return false;
  return isNear(stop.place, place, places, first) && fitsOneVehicle([...stop.requests, request], vehicles);
}

const overlap = (a: OpenStop['window'], b: OpenStop['window']) => ({
  start: Math.max(a.start, b.start),
  end: Math.min(a.end, b.end),
});

function isNear(a: number, b: number, places: DayPlaces, request: Request): boolean {
  if (a === b) return true;
  const from = places.points[a];
  const to = places.points[b];
  // A road is never shorter than the straight line, so far pairs need no look at the matrix.
  if (!from || !to || distance([...from], [...to], { units: 'meters' }) > stopRadiusMetres) return false;
  const allowed = [...places.matrices].filter(
    ([profile]) => accessRank(profile) <= accessRank(request.largest_vehicle),
  );
  const between = allowed.map(([, matrix]) => metresBetween(matrix, a, b)).filter((metres) => metres >= 0);
  return between.length > 0 && between.every((metres) => metres <= stopRadiusMetres);
}

/** The longer of there and back; −1 where the profile cannot go both ways. */
function metresBetween(matrix: Matrix, a: number, b: number): number {
  const there = matrix.metres[a * matrix.size + b] ?? -1;
  const back = matrix.metres[b * matrix.size + a] ?? -1;
  return there < 0 || back < 0 ? -1 : Math.max(there, back);
}

function fitsOneVehicle(requests: readonly Request[], vehicles: readonly Vehicle[]): boolean {
  const [first] = requests;
  if (!first) return true;
  const total = (kind: Request['kind'], dimension: 'kg' | 'crates' | 'parcels') =>
    requests.reduce((sum, request) => sum + (request.kind === kind ? request[dimension] : 0), 0);
  const fits = (dimension: 'kg' | 'crates' | 'parcels', capacity: number | null) =>
    capacity === null || Math.max(total('pickup', dimension), total('delivery', dimension)) <= capacity;
  return vehicles.some(
    (vehicle) =>
      accessRank(vehicle.profile) <= accessRank(first.largest_vehicle) &&
      fits('kg', vehicle.capacity_kg) &&
      fits('crates', vehicle.capacity_crates) &&
      fits('parcels', vehicle.capacity_parcels),
  );
}
