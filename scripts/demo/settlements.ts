import {
  CellQueue,
  cellAt,
  cellCount,
  centreOf,
  columnOf,
  edgeDistance,
  forNeighbours,
  grid,
  metresBetween,
  rowOf,
} from './grid.ts';
import type { Random } from './random.ts';
import { isNearWater, streamCells, type Terrain } from './terrain.ts';

export const villageCount = 60;
const cellsFromEdge = 14;
const minMetresApart = 7600;
/** Cells that are looked at as sites. */
const samples = 9000;

/** The flattest dry ground near the middle of the county's main valley. */
export function chooseSeat(terrain: Terrain, near: { column: number; row: number }): number {
  let best = cellAt(near.column, near.row);
  let least = Infinity;
  for (let row = near.row - 14; row <= near.row + 14; row++) {
    for (let column = near.column - 14; column <= near.column + 14; column++) {
      const cell = cellAt(column, row);
      const score = roughness(terrain, cell) + 3 * Math.hypot(column - near.column, row - near.row);
      if (score >= least || isNearWater(terrain, cell, 3, streamCells)) continue;
      best = cell;
      least = score;
    }
  }
  return best;
}

/** Villages on gentle, dry ground, well apart, by distance from the seat; one stands in the far corner. */
export function chooseVillages(terrain: Terrain, seat: number, random: Random): number[] {
  const candidates: { cell: number; score: number }[] = [];
  for (let i = 0; i < samples; i++) {
    const cell = random.whole(0, cellCount - 1);
    if (edgeDistance(cell) < cellsFromEdge) continue;
    const slope = roughness(terrain, cell);
    const isHigh = (terrain.height[cell] ?? 0) > 1300;
    candidates.push({ cell, score: slope + (isHigh ? 80 : 0) + 160 * random.next() });
  }
  candidates.sort((a, b) => a.score - b.score);
  const far = cellAt(grid.columns - cellsFromEdge - 8, grid.rows - cellsFromEdge - 8);
  const inCorner = candidates.filter(({ cell }) => cellsApart(cell, far) < 14);
  const chosen: number[] = [];
  for (const { cell } of [...inCorner.slice(0, 1), ...candidates]) {
    if (chosen.length === villageCount) break;
    const isApart = [seat, ...chosen].every(
      (other) => metresBetween(centreOf(cell), centreOf(other)) > minMetresApart,
    );
    if (isApart && !isNearWater(terrain, cell, 1, streamCells) && !isNearWater(terrain, cell, 3, Infinity))
      chosen.push(cell);
  }
  return chosen.sort((a, b) => cellsApart(a, seat) - cellsApart(b, seat));
}

/** Metres of height between a cell and its highest and lowest neighbours. */
function roughness({ height }: Terrain, cell: number): number {
  let low = height[cell] ?? 0;
  let high = low;
  forNeighbours(cell, (neighbour) => {
    low = Math.min(low, height[neighbour] ?? 0);
    high = Math.max(high, height[neighbour] ?? 0);
  });
  return high - low;
}

function cellsApart(a: number, b: number): number {
  return Math.hypot(columnOf(a) - columnOf(b), rowOf(a) - rowOf(b));
}

/** What it costs to build a road from a cell to its neighbour, or Infinity. */
export type BuildCost = (from: number, to: number, metres: number) => number;

/**
 * The cheapest way from a cell to one where `arrivalCost` is finite, or to the one that makes the sum least.
 * `leastToGo` never exceeds what remains from a cell (the A* estimate of Hart, Nilsson, Raphael 1968).
 */
export function findWay(
  start: number,
  costOf: BuildCost,
  arrivalCost: (cell: number) => number,
  leastToGo: (cell: number) => number,
): number[] | null {
  const cost = new Float64Array(cellCount).fill(Infinity);
  const before = new Int32Array(cellCount).fill(-1);
  const isDone = new Uint8Array(cellCount);
  const queue = new CellQueue();
  cost[start] = 0;
  queue.push(start, leastToGo(start));
  let end = -1;
  let least = Infinity;
  while (queue.size > 0) {
    const { cell, key } = queue.pop();
    if (isDone[cell] === 1) continue;
    if (key >= least) break;
    isDone[cell] = 1;
    const soFar = cost[cell] ?? 0;
    const total = soFar + arrivalCost(cell);
    if (total < least) {
      least = total;
      end = cell;
    }
    forNeighbours(cell, (neighbour, metres) => {
      if (isDone[neighbour] === 1) return;
      const next = soFar + costOf(cell, neighbour, metres);
      if (next >= (cost[neighbour] ?? 0)) return;
      cost[neighbour] = next;
      before[neighbour] = cell;
      queue.push(neighbour, next + leastToGo(neighbour));
    });
  }
  if (end < 0) return null;
  const way: number[] = [];
  for (let cell = end; cell >= 0; cell = before[cell] ?? -1) way.push(cell);
  return way.reverse();
}
