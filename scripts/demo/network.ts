import {
  cellAt,
  cellCount,
  cellsAround,
  centreOf,
  columnOf,
  edgeDistance,
  grid,
  metresBetween,
  rowOf,
  type XY,
} from './grid.ts';
import type { Random } from './random.ts';
import { findWay, type BuildCost } from './settlements.ts';
import { riverCells, streamCells, type Terrain } from './terrain.ts';

export type RoadClass = 'primary' | 'secondary' | 'tertiary' | 'unclassified' | 'track' | 'path';

/** Largest vehicle that gets to a village. */
export type Access = 'motorbike' | 'light' | 'heavy';

export interface RoadChain {
  readonly cells: readonly number[];
  readonly roadClass: RoadClass;
  /** How many villages depend on it. */
  readonly villages: number;
  /** On the way to a village that only small vehicles reach, the largest that may pass. */
  readonly limit: Access;
}

export interface Network {
  readonly chains: readonly RoadChain[];
  /** Smoothed positions of the cells that roads use. */
  readonly positions: ReadonlyMap<number, XY>;
  readonly access: ReadonlyMap<number, Access>;
  /** Metres by road to the seat along the cells; switchbacks and curves come on top. */
  readonly metresToSeat: ReadonlyMap<number, number>;
}

interface Edge {
  roadClass: RoadClass;
  villages: number;
  limit: Access;
}

const edgeKey = (a: number, b: number): number => Math.min(a, b) * cellCount + Math.max(a, b);

/** What a metre on a road that is there counts against one still to be built. */
const onwardShare = 0.4;

/** A track's length at the end of a village's road, in cells. */
const trackCells = 14;

/**
 * A main road through the seat from west to east, then each village joined where road still to be built and the
 * way on to the seat cost least, a few links over the passes, field tracks, and paths to summits.
 */
export function makeNetwork(
  terrain: Terrain,
  seat: number,
  villages: readonly number[],
  peaks: readonly number[],
  random: Random,
): Network {
  const edges = new Map<number, Edge>();
  const toSeat = new Map<number, number>([[seat, -1]]);
  const metresToSeat = new Map<number, number>([[seat, 0]]);
  const cost = buildCost(terrain, edges);
  const add = (way: readonly number[], edge: Edge, isTree: boolean): void => {
    // From the network outwards, so that each cell knows its way back.
    const outwards = way.toReversed();
    for (const [i, cell] of outwards.entries()) {
      const next = outwards[i + 1];
      if (next === undefined) continue;
      if (!edges.has(edgeKey(cell, next))) edges.set(edgeKey(cell, next), { ...edge });
      if (!isTree || toSeat.has(next)) continue;
      toSeat.set(next, cell);
      metresToSeat.set(next, (metresToSeat.get(cell) ?? 0) + metresBetween(centreOf(cell), centreOf(next)));
    }
  };
  const join = (cell: number, edge: Edge): void => {
    const way = findWay(
      cell,
      cost,
      (at) => (toSeat.has(at) ? onwardShare * (metresToSeat.get(at) ?? 0) : Infinity),
      (at) => onwardShare * metresBetween(centreOf(at), centreOf(seat)),
    );
    if (way !== null) add(way, edge, true);
  };
  const main: Edge = { roadClass: 'primary', villages: 99, limit: 'heavy' };
  for (const end of edgeCells(terrain)) join(end, main);
  for (const village of villages) join(village, { roadClass: 'unclassified', villages: 0, limit: 'heavy' });
  countVillages(villages, toSeat, edges);
  const access = limitAccess(villages, toSeat, edges, random);
  for (const way of passLinks(villages, metresToSeat, cost))
    add(way, { roadClass: 'track', villages: 0, limit: 'light' }, false);
  addFieldTracks(villages, terrain, cost, random, (way) =>
    add(way, { roadClass: 'track', villages: 0, limit: random.isTrue(0.5) ? 'motorbike' : 'light' }, false),
  );
  for (const peak of peaks) {
    const way = findWay(
      peak,
      pathCost(terrain),
      (at) => (toSeat.has(at) ? 0 : Infinity),
      () => 0,
    );
    if (way !== null && way.length < 25)
      add(way, { roadClass: 'path', villages: 0, limit: 'motorbike' }, false);
  }
  const { chains, neighbours } = cutChains(edges, new Set([seat, ...villages]));
  return { chains, positions: relax(neighbours), access, metresToSeat };
}

function findWayTo(from: number, to: number, cost: BuildCost): number[] | null {
  return findWay(
    from,
    cost,
    (at) => (at === to ? 0 : Infinity),
    (at) => 0.5 * metresBetween(centreOf(at), centreOf(to)),
  );
}

/** Where the main road enters and leaves: low ground at the western and eastern edges. */
function edgeCells({ height }: Terrain): number[] {
  const lowest = (column: number, fromRow: number, toRow: number): number => {
    let best = cellAt(column, fromRow);
    for (let row = fromRow; row <= toRow; row++)
      if ((height[cellAt(column, row)] ?? 0) < (height[best] ?? 0)) best = cellAt(column, row);
    return best;
  };
  return [lowest(1, 40, 120), lowest(grid.columns - 2, 30, 110)];
}

function buildCost({ height, catchment, lakeDepth }: Terrain, edges: ReadonlyMap<number, Edge>): BuildCost {
  const isShore = new Uint8Array(cellCount);
  for (const [cell, depth] of lakeDepth.entries())
    if (depth > 0) for (const near of cellsAround(cell, 1.5)) isShore[near] = 1;
  return (from, to, metres) => {
    if (isShore[to] === 1) return Infinity;
    if (isDiagonalCrossing(from, to, edges)) return Infinity;
    const grade = Math.abs((height[to] ?? 0) - (height[from] ?? 0)) / metres;
    let cost = metres * (1 + (grade / 0.075) ** 2 + (height[to] ?? 0) / 4000);
    const water = catchment[to] ?? 0;
    if (water >= streamCells) cost += water >= riverCells ? 2600 : 900;
    if (edgeDistance(to) < 4) cost *= 3;
    return edges.has(edgeKey(from, to)) ? cost * 0.5 : cost;
  };
}

function pathCost({ height, lakeDepth }: Terrain): BuildCost {
  return (from, to, metres) =>
    (lakeDepth[to] ?? 0) > 0
      ? Infinity
      : metres * (1 + (Math.abs((height[to] ?? 0) - (height[from] ?? 0)) / metres / 0.3) ** 2);
}

/** Two diagonals of one square would cross without a junction. */
function isDiagonalCrossing(from: number, to: number, edges: ReadonlyMap<number, Edge>): boolean {
  const dc = columnOf(to) - columnOf(from);
  const dr = rowOf(to) - rowOf(from);
  return dc !== 0 && dr !== 0 && edges.has(edgeKey(from + dc, from + dr * grid.columns));
}

function countVillages(
  villages: readonly number[],
  toSeat: ReadonlyMap<number, number>,
  edges: ReadonlyMap<number, Edge>,
): void {
  for (const village of villages) {
    for (const edge of edgesToSeat(village, toSeat, edges)) edge.villages++;
  }
  for (const edge of edges.values()) {
    if (edge.roadClass === 'primary') continue;
    if (edge.villages >= 12) edge.roadClass = 'secondary';
    else if (edge.villages >= 5) edge.roadClass = 'tertiary';
  }
}

function edgesToSeat(
  village: number,
  toSeat: ReadonlyMap<number, number>,
  edges: ReadonlyMap<number, Edge>,
): Edge[] {
  const found: Edge[] = [];
  for (let cell = village; cell >= 0;) {
    const next = toSeat.get(cell) ?? -1;
    const edge = next < 0 ? undefined : edges.get(edgeKey(cell, next));
    if (edge !== undefined) found.push(edge);
    cell = next;
  }
  return found;
}

/** Some villages at the end of a road have a track there that only small vehicles pass. */
function limitAccess(
  villages: readonly number[],
  toSeat: ReadonlyMap<number, number>,
  edges: ReadonlyMap<number, Edge>,
  random: Random,
): Map<number, Access> {
  const access = new Map<number, Access>();
  for (const village of villages) {
    const last = edgesToSeat(village, toSeat, edges).slice(0, trackCells);
    const own = last.filter(({ villages: count, roadClass }) => count === 1 && roadClass === 'unclassified');
    const draw = random.next();
    const limit = own.length < 4 || draw < 0.5 ? 'heavy' : draw < 0.78 ? 'light' : 'motorbike';
    access.set(village, limit);
    if (limit === 'heavy') continue;
    for (const edge of own) {
      edge.roadClass = 'track';
      edge.limit = limit;
    }
  }
  return access;
}

/** Villages that are near but far apart by road. */
function passLinks(
  villages: readonly number[],
  metresToSeat: ReadonlyMap<number, number>,
  cost: BuildCost,
): number[][] {
  const pairs: { a: number; b: number; gain: number }[] = [];
  for (const [i, a] of villages.entries()) {
    for (const b of villages.slice(i + 1)) {
      const straight = metresBetween(centreOf(a), centreOf(b));
      const around = (metresToSeat.get(a) ?? 0) + (metresToSeat.get(b) ?? 0);
      if (straight < 11_000) pairs.push({ a, b, gain: around / straight });
    }
  }
  return pairs
    .sort((one, two) => two.gain - one.gain)
    .slice(0, 7)
    .map(({ a, b }) => findWayTo(a, b, cost))
    .filter((way) => way !== null);
}

function addFieldTracks(
  villages: readonly number[],
  terrain: Terrain,
  cost: BuildCost,
  random: Random,
  add: (way: number[]) => void,
): void {
  for (const village of villages) {
    for (let i = random.whole(1, 2); i > 0; i--) {
      const angle = random.between(0, 2 * Math.PI);
      const cells = random.between(3, 6);
      const field = cellAt(
        columnOf(village) + Math.round(Math.cos(angle) * cells),
        rowOf(village) + Math.round(Math.sin(angle) * cells),
      );
      if ((terrain.lakeDepth[field] ?? 0) > 0 || (terrain.catchment[field] ?? 0) >= streamCells) continue;
      const way = findWayTo(field, village, cost);
      if (way !== null && way.length < 12) add(way);
    }
  }
}

/** Cuts the network where roads meet, where villages are and where the kind of road changes. */
function cutChains(
  edges: ReadonlyMap<number, Edge>,
  places: ReadonlySet<number>,
): { chains: RoadChain[]; neighbours: Map<number, number[]> } {
  const neighbours = new Map<number, number[]>();
  const ends = [...edges.keys()].map((key) => [Math.floor(key / cellCount), key % cellCount] as const);
  for (const [a, b] of ends) {
    neighbours.set(a, [...(neighbours.get(a) ?? []), b]);
    neighbours.set(b, [...(neighbours.get(b) ?? []), a]);
  }
  const kindOf = (a: number, b: number): string => {
    const edge = edges.get(edgeKey(a, b));
    return `${edge?.roadClass} ${edge?.limit}`;
  };
  const isNode = (cell: number): boolean => {
    const [a, b, ...more] = neighbours.get(cell) ?? [];
    if (places.has(cell) || a === undefined || b === undefined || more.length > 0) return true;
    return kindOf(a, cell) !== kindOf(cell, b);
  };
  const done = new Set<number>();
  const chains: RoadChain[] = [];
  for (const [start, around] of neighbours) {
    if (!isNode(start)) continue;
    for (const first of around) {
      if (done.has(edgeKey(start, first))) continue;
      const cells = [start, first];
      done.add(edgeKey(start, first));
      for (let cell = first, before = start; !isNode(cell);) {
        const next = (neighbours.get(cell) ?? []).find((other) => other !== before);
        if (next === undefined) break;
        done.add(edgeKey(cell, next));
        cells.push(next);
        before = cell;
        cell = next;
      }
      const edge = edges.get(edgeKey(start, first));
      if (edge !== undefined) chains.push({ cells, ...edge });
    }
  }
  return { chains, neighbours };
}

/** Moves each cell towards the middle of its neighbours, so that nothing shows the grid. */
function relax(neighbours: ReadonlyMap<number, readonly number[]>): Map<number, XY> {
  let positions = new Map([...neighbours.keys()].map((cell) => [cell, centreOf(cell)]));
  for (let round = 0; round < 3; round++) {
    const next = new Map<number, XY>();
    for (const [cell, around] of neighbours) {
      const own = positions.get(cell) ?? centreOf(cell);
      const others = around.map((other) => positions.get(other) ?? centreOf(other));
      const sum = others.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
      const isEnd = others.length < 2;
      next.set(cell, {
        x: isEnd ? own.x : 0.5 * own.x + (0.5 * sum.x) / others.length,
        y: isEnd ? own.y : 0.5 * own.y + (0.5 * sum.y) / others.length,
      });
    }
    positions = next;
  }
  return positions;
}
