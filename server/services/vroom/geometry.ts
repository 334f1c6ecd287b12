import type { LonLat } from '#server/routing/port.ts';
import type { Problem } from '#server/solver-pool/port.ts';
import type { ReadProblem } from './read-vroom-problem.ts';
import { nodesOfRun } from './run-nodes.ts';
import { routedPoints, type VroomRouting, routingProfile } from './routed-travel.ts';
import type { SolutionRun } from './vroom-tools.ts';
import { profileOf } from './vroom-travel.ts';

/**
 * A run's way on the map as VROOM writes it: an encoded polyline of five digits, '' for a run that stays where it is.
 *
 * @throws UserError PROBLEM_INVALID where there are no coordinates; RoutingError
 */
export async function routeGeometry(
  read: ReadProblem,
  problem: Problem,
  run: SolutionRun,
  given: VroomRouting | null,
): Promise<string> {
  const { points, routing } = routedPoints('options.g', read.places, given);
  const places = [
    problem.vehicles[run.vehicle]!.startPlace, // runs name vehicles of their problem
    ...nodesOfRun(problem, run).map(({ place }) => place),
  ].filter((place) => place !== read.places.nowhere);
  if (places.length < 2) return '';
  const profile = routingProfile(profileOf(read.parsed.vehicles[run.vehicle]!));
  const legs = await routing.engine.route(
    places.map((place) => points[place]!), // a place that is somewhere has its point
    { profile, steps: false, ...(routing.signal && { signal: routing.signal }) },
  );
  return encodePolyline(legs.flatMap(({ coordinates }) => coordinates));
}

/** Google's encoded polyline algorithm with five digits, latitude first; a point that repeats is left out. */
export function encodePolyline(points: readonly LonLat[]): string {
  let text = '';
  let [lastLat, lastLon] = [0, 0];
  for (const [index, point] of points.entries()) {
    const [lon, lat] = point.map((degrees) => Math.round(degrees * 1e5)) as [number, number]; // two of two
    if (index > 0 && lat === lastLat && lon === lastLon) continue;
    text += encodeNumber(lat - lastLat) + encodeNumber(lon - lastLon);
    [lastLat, lastLon] = [lat, lon];
  }
  return text;
}

/** Groups of five bits, the least first, all but the last marked. */
function encodeNumber(value: number): string {
  let rest = value < 0 ? ~(value << 1) : value << 1;
  let text = '';
  while (rest >= 32) {
    text += String.fromCharCode((32 | (rest & 31)) + 63);
    rest >>= 5;
  }
  return text + String.fromCharCode(rest + 63);
}
