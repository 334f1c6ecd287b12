/** A ring or line as indices into the table of nodes; a ring ends with its first index. */
export type IndexLine = readonly number[];

/**
 * Joins the ways of a multipolygon's outline at their common ends into closed rings. What does not close (members
 * that are missing from the extract) is left out.
 */
export function joinRings(ways: readonly IndexLine[]): number[][] {
  const rings: number[][] = [];
  const open = new Set(ways.filter((way) => way.length >= 2));
  const byEnd = new Map<number, Set<IndexLine>>();
  for (const way of open) {
    for (const end of [way[0] ?? 0, way.at(-1) ?? 0]) {
      const set = byEnd.get(end);
      if (set) set.add(way);
      else byEnd.set(end, new Set([way]));
    }
  }
  for (const first of open) {
    open.delete(first);
    const ring = [...first];
    while (ring[0] !== ring.at(-1)) {
      const end = ring.at(-1) ?? 0;
      const next = [...(byEnd.get(end) ?? [])].find((way) => open.has(way));
      if (!next) break;
      open.delete(next);
      const forward = next[0] === end ? next : next.toReversed();
      for (let i = 1; i < forward.length; i++) ring.push(forward[i] ?? 0);
    }
    if (ring.length >= 4 && ring[0] === ring.at(-1)) rings.push(ring);
  }
  return rings;
}

/** A closed ring of points, flat: x, y, x, y, … */
export type PointRing = readonly number[];

/** Puts each inner ring into the first outer ring that has its first point inside. */
export function groupRings(outers: readonly PointRing[], inners: readonly PointRing[]): PointRing[][] {
  const polygons = outers.map((outer) => [outer]);
  for (const inner of inners) {
    const home = polygons.find(([outer]) => outer && contains(outer, inner[0] ?? 0, inner[1] ?? 0));
    home?.push(inner);
  }
  return polygons;
}

/** Is the point in the ring? Even-odd rule; a point on the edge may fall on either side. */
export function contains(ring: PointRing, x: number, y: number): boolean {
  let isInside = false;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const xi = ring[i] ?? 0;
    const yi = ring[i + 1] ?? 0;
    const xj = ring[j] ?? 0;
    const yj = ring[j + 1] ?? 0;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) isInside = !isInside;
  }
  return isInside;
}
