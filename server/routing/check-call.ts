import { RoutingError } from './port.ts';
import type { LonLat } from './port.ts';

/** Throws RoutingError ROUTING_BAD_REQUEST naming the points that are no place on Earth. */
export function checkPoints(points: readonly LonLat[]): void {
  const wrong = points.flatMap(([lon, lat], index) =>
    Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [] : [index],
  );
  if (wrong.length > 0) {
    throw new RoutingError('ROUTING_BAD_REQUEST', 'a point is no longitude and latitude in degrees', wrong);
  }
}

/** Throws RoutingError ROUTING_BAD_REQUEST where an index is none of a point. */
export function checkIndices(points: readonly LonLat[], ...lists: readonly (readonly number[])[]): void {
  for (const index of lists.flat()) {
    if (points[index] === undefined) {
      throw new RoutingError('ROUTING_BAD_REQUEST', `there is no point ${index}`, [index]);
    }
  }
}
