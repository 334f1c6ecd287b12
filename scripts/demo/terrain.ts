import {
  CellQueue,
  cellCount,
  cellsAround,
  centreOf,
  edgeDistance,
  extent,
  forNeighbours,
  grid,
  metresBetween,
  type XY,
} from './grid.ts';
import { makeNoise } from './random.ts';

/** Cells that drain through one before it is a stream, and a river. */
export const streamCells = 130;
export const riverCells = 900;

export interface Terrain {
  /** Metres above the sea, without closed hollows. */
  readonly height: Float64Array;
  /** The neighbour to which a cell drains, −1 at the edge. */
  readonly downstream: Int32Array;
  /** How many cells drain through it. */
  readonly catchment: Int32Array;
  /** Metres of water, 0 outside lakes. */
  readonly lakeDepth: Float64Array;
}

/** Ridges and valleys that drain to the edges, with a broad valley around the county seat. */
export function makeTerrain(seed: number, seat: XY): Terrain {
  const ground = makeGround(seed, seat);
  const height = fillHollows(ground, seed);
  const downstream = findDownstream(height);
  const catchment = sumCatchment(height, downstream);
  return { height, downstream, catchment, lakeDepth: findLakes(ground, height) };
}

function makeGround(seed: number, seat: XY): Float64Array {
  const warpX = makeNoise(seed + 1);
  const warpY = makeNoise(seed + 2);
  const octaves = [
    { metres: 26_000, share: 1 },
    { metres: 12_000, share: 0.55 },
    { metres: 5600, share: 0.26 },
    { metres: 2600, share: 0.1 },
  ].map((octave, i) => ({ ...octave, noise: makeNoise(seed + 10 + i) }));
  const ground = new Float64Array(cellCount);
  for (let cell = 0; cell < cellCount; cell++) {
    const { x, y } = centreOf(cell);
    const wx = x + 4200 * warpX(x / 14_000, y / 14_000);
    const wy = y + 4200 * warpY(x / 14_000, y / 14_000);
    let ridge = 0;
    for (const { metres, share, noise } of octaves) {
      const crest = 1 - Math.min(1, 1.7 * Math.abs(noise(wx / metres, wy / metres)));
      ridge += share * crest * crest;
    }
    const tilt = 0.55 * (y / extent.height) + 0.45 * (1 - x / extent.width);
    const open = Math.exp(-((metresBetween({ x, y }, seat) / 6500) ** 2));
    ground[cell] = -420 + 800 * tilt + 1080 * ridge * (1 - 0.8 * open);
  }
  return ground;
}

/**
 * Raises every hollow to its rim and a little higher upstream (priority flood, Barnes et al. 2014), unevenly, so
 * that rivers wind through what was filled.
 */
function fillHollows(ground: Float64Array, seed: number): Float64Array {
  const silt = makeNoise(seed + 30);
  const height = ground.slice();
  const isDone = new Uint8Array(cellCount);
  const queue = new CellQueue();
  for (let cell = 0; cell < cellCount; cell++) {
    if (edgeDistance(cell) > 0) continue;
    isDone[cell] = 1;
    queue.push(cell, height[cell] ?? 0);
  }
  while (queue.size > 0) {
    const { cell, key } = queue.pop();
    forNeighbours(cell, (neighbour) => {
      if (isDone[neighbour] === 1) return;
      isDone[neighbour] = 1;
      const { x, y } = centreOf(neighbour);
      const uneven = 9 * Math.abs(silt(x / 2300, y / 2300));
      height[neighbour] = Math.max(ground[neighbour] ?? 0, key + 0.05 + uneven);
      queue.push(neighbour, height[neighbour] ?? 0);
    });
  }
  return height;
}

function findDownstream(height: Float64Array): Int32Array {
  const downstream = new Int32Array(cellCount).fill(-1);
  for (let cell = 0; cell < cellCount; cell++) {
    if (edgeDistance(cell) === 0) continue;
    let steepest = 0;
    forNeighbours(cell, (neighbour, metres) => {
      const fall = ((height[cell] ?? 0) - (height[neighbour] ?? 0)) / metres;
      if (fall <= steepest) return;
      steepest = fall;
      downstream[cell] = neighbour;
    });
  }
  return downstream;
}

function sumCatchment(height: Float64Array, downstream: Int32Array): Int32Array {
  const fromTop = Array.from(height.keys()).sort((a, b) => (height[b] ?? 0) - (height[a] ?? 0));
  const catchment = new Int32Array(cellCount).fill(1);
  for (const cell of fromTop) {
    const next = downstream[cell] ?? -1;
    if (next >= 0) catchment[next] = (catchment[next] ?? 0) + (catchment[cell] ?? 0);
  }
  return catchment;
}

const lakes = { most: 5, minCells: 6, maxCells: 90, minDepth: 14, cellsFromEdge: 6 } as const;

/** The largest hollows keep their water. */
function findLakes(ground: Float64Array, height: Float64Array): Float64Array {
  const isSeen = new Uint8Array(cellCount);
  const depthOf = (cell: number) => (height[cell] ?? 0) - (ground[cell] ?? 0);
  const found: number[][] = [];
  for (let start = 0; start < cellCount; start++) {
    if (isSeen[start] === 1 || depthOf(start) < lakes.minDepth) continue;
    const lake = [start];
    isSeen[start] = 1;
    for (const cell of lake) {
      forNeighbours(cell, (neighbour) => {
        if (isSeen[neighbour] === 1 || depthOf(neighbour) < lakes.minDepth) return;
        isSeen[neighbour] = 1;
        lake.push(neighbour);
      });
    }
    const isInside = lake.every((cell) => edgeDistance(cell) > lakes.cellsFromEdge);
    if (isInside && lake.length >= lakes.minCells && lake.length <= lakes.maxCells) found.push(lake);
  }
  const water = new Float64Array(cellCount);
  const largest = found.sort((a, b) => b.length - a.length).slice(0, lakes.most);
  for (const lake of largest) for (const cell of lake) water[cell] = depthOf(cell);
  return water;
}

/** True where a cell or one within so many cells is a lake, or a watercourse of the given size. */
export function isNearWater(terrain: Terrain, cell: number, cells: number, minCatchment: number): boolean {
  return cellsAround(cell, cells).some(
    (near) => (terrain.lakeDepth[near] ?? 0) > 0 || (terrain.catchment[near] ?? 0) >= minCatchment,
  );
}

/** Height at a point between the cells. */
export function heightAt({ height }: Terrain, { x, y }: XY): number {
  const column = Math.max(0, Math.min(grid.columns - 2, Math.floor(x / grid.cell)));
  const row = Math.max(0, Math.min(grid.rows - 2, Math.floor(y / grid.cell)));
  const u = x / grid.cell - column;
  const v = y / grid.cell - row;
  const at = (dx: number, dy: number) => height[(row + dy) * grid.columns + column + dx] ?? 0;
  return (at(0, 0) * (1 - u) + at(1, 0) * u) * (1 - v) + (at(0, 1) * (1 - u) + at(1, 1) * u) * v;
}
