import type { DrivenLeg } from '#server/contract/drive-run.ts';
import type { Vehicle } from '#server/contract/fleet.ts';
import type { Hub } from '#server/contract/hub.ts';
import type { PlanRun } from '#server/contract/plan.ts';
import type { LonLat, PathLeg, RoutingEngine, RouteStep } from '#server/routing/port.ts';

/** Where a vehicle's first trip begins. */
export function startOf(vehicle: Vehicle | null, hub: Hub): LonLat {
  const { start_lat: lat = null, start_lon: lon = null } = vehicle ?? {};
  return lat === null || lon === null ? [hub.lon, hub.lat] : [lon, lat];
}

/** Turn by turn, leg by leg. */
export async function directionsOf(
  run: PlanRun,
  { hub, start }: { hub: Hub; start: LonLat },
  engine: RoutingEngine,
  textsOf: (steps: readonly RouteStep[], to: string) => string[],
): Promise<DrivenLeg[]> {
  const legs: DrivenLeg[] = [];
  const atHub: LonLat = [hub.lon, hub.lat];
  for (const [index, trip] of run.trips.entries()) {
    // As the plan's own paths begin and end, where these are known.
    const places = [
      index === 0 ? start : atHub,
      ...trip.stops.map(({ lon, lat }): LonLat => [lon, lat]),
      atHub,
    ];
    const points = places.map((place, at): LonLat => {
      const before = trip.legs[at - 1]?.geometry.coordinates.at(-1);
      return before ?? trip.legs[at]?.geometry.coordinates[0] ?? place;
    });
    const path = await routeAll(engine, points, run.profile);
    for (const [at, leg] of path.entries()) {
      const to = trip.stops[at]?.place ?? hub.name;
      const turns = turnsOf(leg.steps);
      const texts = textsOf(turns, to);
      legs.push({
        to,
        seconds: leg.seconds,
        metres: leg.metres,
        steps: turns.map((step, number) => ({
          text: texts[number] ?? '',
          metres: Math.round(step.distance),
          seconds: Math.round(step.duration),
          lon: step.maneuver.location[0],
          lat: step.maneuver.location[1],
        })),
      });
    }
  }
  return legs;
}

/** Without what asks nothing of the driver: its way is added to that of the turn before. */
function turnsOf(steps: readonly RouteStep[]): RouteStep[] {
  const turns: RouteStep[] = [];
  for (const step of steps) {
    const last = turns.at(-1);
    if (last === undefined || !isSaidAlready(step, last)) turns.push(step);
    else {
      const [distance, duration] = [last.distance + step.distance, last.duration + step.duration];
      turns[turns.length - 1] = { ...last, distance, duration };
    }
  }
  return turns;
}

/** The way out of a roundabout, where the way in has said which it is; straight on along a road without a name. */
function isSaidAlready({ name, ref, destinations, maneuver }: RouteStep, before: RouteStep): boolean {
  const { type, modifier } = maneuver;
  if (/^exit (rotary|roundabout)$/.test(type)) return /^(rotary|roundabout)$/.test(before.maneuver.type);
  return type === 'new name' && modifier === 'straight' && name === '' && !ref && !destinations;
}

/** The legs over the points; one that the vehicle cannot drive has no steps, and the others have theirs all the same. */
async function routeAll(
  engine: RoutingEngine,
  points: readonly LonLat[],
  profile: PlanRun['profile'],
): Promise<Pick<PathLeg, 'seconds' | 'metres' | 'steps'>[]> {
  const options = { profile, steps: true };
  try {
    return await engine.route(points, options);
  } catch (error) {
    if (!isOfOneLeg(error)) throw error;
  }
  const legs = [];
  for (const [at, point] of points.slice(1).entries()) {
    const alone = await engine.route([points[at]!, point], options).catch((error: unknown) => {
      if (isOfOneLeg(error)) return [{ seconds: 0, metres: 0, steps: [] }];
      throw error;
    });
    legs.push(...alone);
  }
  return legs;
}

/** There is no way between two places; the engine itself is well. */
const isOfOneLeg = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'NO_PATH' || error.code === 'NO_ROAD_NEAR');
