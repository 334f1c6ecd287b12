/** In a plane: pixels, or degrees with the longitudes shortened (`flattenAt`). */
export type Point = readonly [number, number];

/** How far a point is from a line of at least one point. */
export function distanceToLine(point: Point, line: readonly Point[]): number {
  const [first] = line;
  if (!first) throw new RangeError('a line has a point');
  return line
    .slice(1)
    .reduce(
      (least, to, index) => Math.min(least, distanceToSegment(point, line[index]!, to)),
      lengthOf(point, first),
    );
}

function distanceToSegment(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : ((point[0] - from[0]) * dx + (point[1] - from[1]) * dy) / squared;
  const share = Math.min(1, Math.max(0, along));
  return lengthOf(point, [from[0] + share * dx, from[1] + share * dy]);
}

const lengthOf = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** Writes `[lon, lat]` as a point of a plane that is true to scale near a latitude. */
export function flattenAt(lat: number): (position: GeoJSON.Position) => Point {
  const shrink = Math.cos((lat * Math.PI) / 180);
  return ([lon = 0, at = 0]) => [lon * shrink, at];
}
