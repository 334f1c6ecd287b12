import { metresBetween, type XY } from './grid.ts';

const between = (a: XY, b: XY, t: number): XY => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t });

/** Cuts corners (Chaikin 1974); the ends of an open line stay, a ring has its first point once only. */
export function smooth(line: readonly XY[], rounds: number, isRing = false): XY[] {
  let points = [...line];
  for (let round = 0; round < rounds && points.length > 2; round++) {
    const next: XY[] = [];
    const last = isRing ? points.length : points.length - 1;
    for (let i = 0; i < last; i++) {
      // Indices wrap within the list.
      const a = points[i] as XY;
      const b = points[(i + 1) % points.length] as XY;
      if (isRing || i > 0) next.push(between(a, b, 0.25));
      if (isRing || i < last - 1) next.push(between(a, b, 0.75));
    }
    // An open line has both ends.
    points = isRing ? next : [points[0] as XY, ...next, points.at(-1) as XY];
  }
  return points;
}

/** Points at most so many metres apart; all given points stay. */
export function densify(line: readonly XY[], metres: number): XY[] {
  const points: XY[] = [];
  for (const [i, a] of line.entries()) {
    const b = line[i + 1];
    points.push(a);
    if (b === undefined) continue;
    const parts = Math.ceil(metresBetween(a, b) / metres);
    for (let part = 1; part < parts; part++) points.push(between(a, b, part / parts));
  }
  return points;
}

/** Leaves out points that lie within so many metres of the line without them (Douglas and Peucker 1973). */
export function simplify(line: readonly XY[], metres: number): XY[] {
  if (line.length < 3) return [...line];
  const isKept = new Uint8Array(line.length);
  isKept[0] = 1;
  isKept[line.length - 1] = 1;
  const open: [number, number][] = [[0, line.length - 1]];
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    const [from, to] = span;
    let farthest = -1;
    let most = metres;
    for (let i = from + 1; i < to; i++) {
      // Indices within the list.
      const away = distanceToSegment(line[i] as XY, line[from] as XY, line[to] as XY);
      if (away <= most) continue;
      most = away;
      farthest = i;
    }
    if (farthest < 0) continue;
    isKept[farthest] = 1;
    open.push([from, farthest], [farthest, to]);
  }
  return line.filter((_, i) => isKept[i] === 1);
}

export function distanceToSegment(point: XY, a: XY, b: XY): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const square = dx * dx + dy * dy;
  const t = square === 0 ? 0 : ((point.x - a.x) * dx + (point.y - a.y) * dy) / square;
  return metresBetween(point, between(a, b, Math.max(0, Math.min(1, t))));
}

/** True where two segments cross between their ends. */
export function isCrossing(a: XY, b: XY, c: XY, d: XY): boolean {
  const side = (p: XY, q: XY, r: XY) => (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

export function lengthOf(line: readonly XY[]): number {
  let metres = 0;
  for (const [i, point] of line.entries()) {
    const next = line[i + 1];
    if (next !== undefined) metres += metresBetween(point, next);
  }
  return metres;
}

/** Segments by where they are, to ask what a new one would touch. */
export class SegmentIndex {
  readonly #cell = 500;
  readonly #segments = new Map<string, [XY, XY][]>();

  add(line: readonly XY[]): void {
    for (const [i, a] of line.entries()) {
      const b = line[i + 1];
      if (b === undefined) continue;
      for (const key of this.#keys(a, b, 0)) {
        const list = this.#segments.get(key);
        if (list) list.push([a, b]);
        else this.#segments.set(key, [[a, b]]);
      }
    }
  }

  isCrossed(a: XY, b: XY): boolean {
    return this.#near(a, b, 0).some(([c, d]) => isCrossing(a, b, c, d));
  }

  isWithin(point: XY, metres: number): boolean {
    return this.#near(point, point, metres).some(([a, b]) => distanceToSegment(point, a, b) < metres);
  }

  #near(a: XY, b: XY, metres: number): [XY, XY][] {
    return this.#keys(a, b, metres).flatMap((key) => this.#segments.get(key) ?? []);
  }

  #keys(a: XY, b: XY, metres: number): string[] {
    const keys: string[] = [];
    const low = (u: number, v: number) => Math.floor((Math.min(u, v) - metres) / this.#cell);
    const high = (u: number, v: number) => Math.floor((Math.max(u, v) + metres) / this.#cell);
    for (let column = low(a.x, b.x); column <= high(a.x, b.x); column++)
      for (let row = low(a.y, b.y); row <= high(a.y, b.y); row++) keys.push(`${column} ${row}`);
    return keys;
  }
}

/** Closed outlines of where a field of `columns × rows` values exceeds 0, counter-clockwise around what is inside. */
export function outlines(
  valueAt: (column: number, row: number) => number,
  columns: number,
  rows: number,
  cell: number,
): XY[][] {
  const values = new Float64Array(columns * rows).fill(-0.5);
  for (let r = 1; r < rows - 1; r++)
    for (let c = 1; c < columns - 1; c++) values[r * columns + c] = valueAt(c, r);
  const value = (c: number, r: number) => values[r * columns + c] ?? 0;
  /** Edge of the grid (h: to the right of a corner, v: above it) → the next edge along the outline. */
  const next = new Map<string, string>();
  const points = new Map<string, XY>();
  const edge = (c: number, r: number, isVertical: boolean): string => {
    const key = `${isVertical ? 'v' : 'h'}${c} ${r}`;
    if (!points.has(key)) {
      const a = value(c, r);
      const b = isVertical ? value(c, r + 1) : value(c + 1, r);
      const t = Math.max(0.05, Math.min(0.95, a / (a - b)));
      points.set(key, { x: (c + (isVertical ? 0 : t)) * cell, y: (r + (isVertical ? t : 0)) * cell });
    }
    return key;
  };
  for (let r = 0; r < rows - 1; r++) {
    for (let c = 0; c < columns - 1; c++) {
      const isOut = value(c, r) <= 0;
      if (
        isOut === value(c + 1, r) <= 0 &&
        isOut === value(c + 1, r + 1) <= 0 &&
        isOut === value(c, r + 1) <= 0
      )
        continue;
      const corners = [value(c, r), value(c + 1, r), value(c + 1, r + 1), value(c, r + 1)];
      const sides = [
        () => edge(c, r, false),
        () => edge(c + 1, r, true),
        () => edge(c, r + 1, false),
        () => edge(c, r, true),
      ];
      // Walking counter-clockwise round the square, an outline leaves where we go out and enters where we come in.
      for (let i = 0; i < 4; i++) {
        if (!((corners[i] ?? 0) > 0 && (corners[(i + 1) % 4] ?? 0) <= 0)) continue;
        let j = (i + 3) % 4;
        while (!((corners[j] ?? 0) <= 0 && (corners[(j + 1) % 4] ?? 0) > 0)) j = (j + 3) % 4;
        // Both indices are below 4.
        next.set((sides[i] as () => string)(), (sides[j] as () => string)());
      }
    }
  }
  return joinEdges(next, points);
}

function joinEdges(next: Map<string, string>, points: ReadonlyMap<string, XY>): XY[][] {
  const rings: XY[][] = [];
  for (const start of next.keys()) {
    const ring: XY[] = [];
    for (let key: string | undefined = start; key !== undefined && next.has(key);) {
      const following: string | undefined = next.get(key);
      next.delete(key);
      const point = points.get(key);
      if (point !== undefined) ring.push(point);
      key = following;
    }
    if (ring.length >= 4) rings.push(ring);
  }
  return rings;
}

/** Square metres, negative for a clockwise ring. */
export function signedArea(ring: readonly XY[]): number {
  let sum = 0;
  for (const [i, a] of ring.entries()) {
    const b = ring[(i + 1) % ring.length] ?? a;
    sum += a.x * b.y - b.x * a.y;
  }
  return sum / 2;
}

export function isInside(ring: readonly XY[], { x, y }: XY): boolean {
  let inside = false;
  for (const [i, a] of ring.entries()) {
    const b = ring[(i + 1) % ring.length] ?? a;
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}
