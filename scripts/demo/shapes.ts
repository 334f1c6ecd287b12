import { centreOf, extent, grid, metresBetween, type XY } from './grid.ts';
import { densify, outlines, simplify, smooth } from './lines.ts';
import type { Network, RoadChain } from './network.ts';
import { makeNoise } from './random.ts';
import { heightAt, riverCells, streamCells, type Terrain } from './terrain.ts';

/** A gentle bending of the whole map, so that nothing is straight; what met before still meets. */
export type Bend = (point: XY) => XY;

export function makeBend(seed: number): Bend {
  const waves = [
    { metres: 3300, by: 340 },
    { metres: 1100, by: 110 },
    { metres: 620, by: 72 },
    { metres: 330, by: 28 },
  ].map((wave, i) => ({ ...wave, x: makeNoise(seed + 2 * i), y: makeNoise(seed + 2 * i + 1) }));
  return ({ x, y }) => {
    let bentX = x;
    let bentY = y;
    for (const wave of waves) {
      bentX += wave.by * wave.x(x / wave.metres, y / wave.metres);
      bentY += wave.by * wave.y(x / wave.metres, y / wave.metres);
    }
    return { x: bentX, y: bentY };
  };
}

/** The line of a road: curves between its junctions, hairpins where it is too steep. */
export function roadLine(
  { cells, roadClass }: RoadChain,
  positions: Network['positions'],
  terrain: Terrain,
  bend: Bend,
): XY[] {
  const line = smooth(
    cells.map((cell) => positions.get(cell) ?? centreOf(cell)),
    3,
  );
  const wound = roadClass === 'path' ? densify(line, 70) : addHairpins(densify(line, 24), terrain);
  return simplify(wound.map(bend), 2.5);
}

/** Grade from which a road is laid in hairpins, and how wide and long these are. */
const hairpins = {
  fromGrade: 0.07,
  fullGrade: 0.15,
  widthMetres: 120,
  lengthMetres: 250,
  fadeMetres: 300,
} as const;

function addHairpins(line: readonly XY[], terrain: Terrain): XY[] {
  const along = [0];
  for (const [i, point] of line.entries()) {
    const next = line[i + 1];
    if (next !== undefined) along.push((along[i] ?? 0) + metresBetween(point, next));
  }
  const total = along.at(-1) ?? 0;
  const reach = 6;
  const width = line.map((_, i) => {
    const from = Math.max(0, i - reach);
    const to = Math.min(line.length - 1, i + reach);
    // Both indices are within the line.
    const rise = Math.abs(heightAt(terrain, line[to] as XY) - heightAt(terrain, line[from] as XY));
    const grade = rise / Math.max(1, (along[to] ?? 0) - (along[from] ?? 0));
    const share = (grade - hairpins.fromGrade) / (hairpins.fullGrade - hairpins.fromGrade);
    return Math.max(0, Math.min(1, share));
  });
  return line.map((point, i) => {
    const s = along[i] ?? 0;
    const fade = Math.min(1, Math.min(s, total - s) / hairpins.fadeMetres);
    const wide = hairpins.widthMetres * fade * fade * meanAround(width, i, 8);
    const before = line[Math.max(0, i - 4)] ?? point;
    const after = line[Math.min(line.length - 1, i + 4)] ?? point;
    const length = Math.max(1, metresBetween(before, after));
    const aside = wide * Math.sin((2 * Math.PI * s) / hairpins.lengthMetres);
    return {
      x: point.x - (aside * (after.y - before.y)) / length,
      y: point.y + (aside * (after.x - before.x)) / length,
    };
  });
}

function meanAround(values: readonly number[], at: number, reach: number): number {
  const near = values.slice(Math.max(0, at - reach), at + reach + 1);
  return near.reduce((sum, value) => sum + value, 0) / Math.max(1, near.length);
}

export interface Watercourse {
  readonly line: readonly XY[];
  readonly kind: 'river' | 'stream';
  /** Cells at its two ends: watercourses that share one meet there. */
  readonly from: number;
  readonly to: number;
}

/** Streams and rivers between their confluences. */
export function watercourses(terrain: Terrain, bend: Bend): Watercourse[] {
  const { catchment, downstream } = terrain;
  const isWater = (cell: number) => (catchment[cell] ?? 0) >= streamCells;
  const inflows = new Map<number, number>();
  for (const [cell, next] of downstream.entries())
    if (isWater(cell) && next >= 0) inflows.set(next, (inflows.get(next) ?? 0) + 1);
  const kindOf = (cell: number) => ((catchment[cell] ?? 0) >= riverCells ? 'river' : 'stream');
  const found: Watercourse[] = [];
  for (const start of downstream.keys()) {
    if (!isWater(start) || (inflows.get(start) === 1 && !isFirstRiver(start))) continue;
    const cells = [start];
    for (let cell = downstream[start] ?? -1; cell >= 0; cell = downstream[cell] ?? -1) {
      cells.push(cell);
      if (inflows.get(cell) !== 1 || isFirstRiver(cell)) break;
    }
    if (cells.length < 2) continue;
    const line = smooth(relaxed(cells), 3);
    found.push({
      line: simplify(densify(line, 50).map(bend), 4),
      kind: kindOf(start),
      from: start,
      to: cells.at(-1) ?? start,
    });
  }
  return found;

  /** Where a stream has grown to a river a new line begins. */
  function isFirstRiver(cell: number): boolean {
    if (kindOf(cell) !== 'river') return false;
    return [...neighboursUp(cell)].every((up) => kindOf(up) === 'stream');
  }

  function* neighboursUp(cell: number): Generator<number> {
    for (const dx of [-1, 0, 1]) {
      for (const dy of [-1, 0, 1]) {
        const up = cell + dx + dy * grid.columns;
        if (downstream[up] === cell && isWater(up)) yield up;
      }
    }
  }
}

function relaxed(cells: readonly number[]): XY[] {
  let points = cells.map(centreOf);
  for (let round = 0; round < 2; round++) {
    points = points.map((point, i) => {
      const before = points[i - 1];
      const after = points[i + 1];
      if (before === undefined || after === undefined) return point;
      return {
        x: 0.5 * point.x + 0.25 * (before.x + after.x),
        y: 0.5 * point.y + 0.25 * (before.y + after.y),
      };
    });
  }
  return points;
}

/** Shores of the lakes. */
export function lakeShores(terrain: Terrain, bend: Bend): XY[][] {
  const depth = (column: number, row: number) => {
    const water = terrain.lakeDepth[row * grid.columns + column] ?? 0;
    return water > 0 ? Math.min(6, water) : -3;
  };
  const rings = outlines(depth, grid.columns, grid.rows, grid.cell);
  return rings.map((ring) => simplify(densify(smooth(ring, 2, true), 80).map(bend), 8));
}

/** Outlines of the woods: on the slopes and heights, away from the villages and the water. */
export function woodOutlines(
  terrain: Terrain,
  places: readonly { readonly at: XY; readonly radius: number }[],
  seed: number,
  bend: Bend,
): XY[][] {
  const coarse = 2;
  const broad = makeNoise(seed);
  const fine = makeNoise(seed + 1);
  const columns = Math.ceil(grid.columns / coarse);
  const rows = Math.ceil(grid.rows / coarse);
  const value = (column: number, row: number) => {
    const at = { x: column * coarse * grid.cell, y: row * coarse * grid.cell };
    let clearing = 0;
    for (const { at: place, radius } of places) {
      const away = metresBetween(at, place) / radius;
      if (away < 2.5) clearing = Math.max(clearing, 2 * Math.exp(-away * away));
    }
    const lake = terrain.lakeDepth[row * coarse * grid.columns + column * coarse] ?? 0;
    const high = Math.min(0.5, (heightAt(terrain, at) - 800) / 1400);
    return (
      0.9 * broad(at.x / 9000, at.y / 9000) +
      0.7 * fine(at.x / 2700, at.y / 2700) +
      high -
      clearing -
      (lake > 0 ? 2 : 0)
    );
  };
  const rings = outlines(value, columns, rows, coarse * grid.cell);
  return rings.map((ring) => simplify(densify(smooth(ring, 2, true), 200).map(bend), 22));
}

/** The county's border, a little inside the map's edge. */
export function countyBorder(seed: number, bend: Bend): XY[] {
  const noise = makeNoise(seed);
  const ring: XY[] = [];
  const power = (value: number) => Math.sign(value) * Math.abs(value) ** 0.42;
  for (let i = 0; i < 360; i++) {
    const t = (i * Math.PI) / 180;
    const wave = 1 + 0.05 * noise(3 * Math.cos(t) + 7, 3 * Math.sin(t) + 7);
    ring.push({
      x: extent.width * (0.5 + 0.478 * wave * power(Math.cos(t))),
      y: extent.height * (0.5 + 0.478 * wave * power(Math.sin(t))),
    });
  }
  return densify(ring, 500).map(bend);
}

/** A blob around a point, as fields lie in the hills. */
export function blob(at: XY, radius: number, noise: (x: number, y: number) => number): XY[] {
  const ring: XY[] = [];
  for (let i = 0; i < 14; i++) {
    const t = (i * 2 * Math.PI) / 14;
    const r = radius * (1 + 0.9 * noise(at.x / 500 + Math.cos(t), at.y / 500 + Math.sin(t)));
    ring.push({ x: at.x + r * Math.cos(t), y: at.y + 0.8 * r * Math.sin(t) });
  }
  return smooth(ring, 1, true);
}
