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

/** The point half of the way along a line of at least one point. */
export function middleOf(line: readonly Point[]): Point {
  const [first] = line;
  if (!first) throw new RangeError('a line has a point');
  const lengths = line.slice(1).map((to, index) => lengthOf(line[index]!, to));
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2;
  for (const [index, length] of lengths.entries()) {
    const [from, to] = [line[index]!, line[index + 1]!]; // the ends of each length
    const share = length === 0 ? 0 : left / length;
    if (left <= length) return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
    left -= length;
  }
  return line.at(-1) ?? first;
}

/** Writes `[lon, lat]` as a point of a plane that is true to scale near a latitude. */
export function flattenAt(lat: number): (position: GeoJSON.Position) => Point {
  const shrink = Math.cos((lat * Math.PI) / 180);
  return ([lon = 0, at = 0]) => [lon * shrink, at];
}
