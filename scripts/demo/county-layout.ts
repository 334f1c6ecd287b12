import {
  cellAt,
  cellCount,
  cellsAround,
  centreOf,
  columnOf,
  edgeDistance,
  rowOf,
  toLonLat,
  type XY,
} from './grid.ts';
import { countyName, makePeakNames, makeVillageNames } from './names.ts';
import { makeNetwork, type Access, type Network } from './network.ts';
import { Random } from './random.ts';
import { chooseSeat, chooseVillages } from './settlements.ts';
import { makeBend, type Bend } from './shapes.ts';
import { makeTerrain, type Terrain } from './terrain.ts';

const seed = 20_260_302;
const seatNear = { column: 100, row: 84 } as const;

export interface LaidPlace {
  readonly cell: number;
  readonly name: string;
  readonly at: XY;
}

export interface LaidVillage extends LaidPlace {
  readonly kind: 'village' | 'hamlet';
  readonly population: number;
  /** The largest vehicle that its road lets pass. */
  readonly access: Access;
  /** Along the roads to the seat, curves and hairpins not counted. */
  readonly metresToSeat: number;
}

export interface LaidPeak extends LaidPlace {
  readonly elevation: number;
}

/** Where everything in the fictional county is. */
export interface CountyLayout {
  readonly seed: number;
  readonly terrain: Terrain;
  readonly network: Network;
  readonly bend: Bend;
  readonly seat: LaidPlace;
  readonly villages: readonly LaidVillage[];
  readonly peaks: readonly LaidPeak[];
  /** A farm two kilometres and more from any road. */
  readonly farm: LaidPlace;
}

let laidOut: CountyLayout | null = null;

/** The county; laid out once a process, always the same. */
export function layOutCounty(): CountyLayout {
  laidOut ??= makeLayout();
  return laidOut;
}

function makeLayout(): CountyLayout {
  const random = new Random(seed);
  const terrain = makeTerrain(seed, centreOf(cellAt(seatNear.column, seatNear.row)));
  const seatCell = chooseSeat(terrain, seatNear);
  const villageCells = chooseVillages(terrain, seatCell, random);
  const peakCells = choosePeaks(terrain);
  const network = makeNetwork(terrain, seatCell, villageCells, peakCells.slice(0, 14), random);
  const bend = makeBend(seed + 500);
  const placed = (cell: number, name: string): LaidPlace => ({
    cell,
    name,
    at: bend(network.positions.get(cell) ?? centreOf(cell)),
  });
  const names = makeVillageNames(villageCells.length, random);
  const villages = villageCells.map((cell, i): LaidVillage => {
    const isLarge = i % 5 === 0;
    return {
      ...placed(cell, names[i] ?? ''),
      kind: isLarge ? 'village' : 'hamlet',
      population: isLarge ? random.whole(900, 3200) : random.whole(120, 800),
      access: network.access.get(cell) ?? 'heavy',
      metresToSeat: network.metresToSeat.get(cell) ?? 0,
    };
  });
  const peakNames = makePeakNames(peakCells.length, random);
  const peaks = peakCells.map((cell, i) => ({
    cell,
    name: peakNames[i] ?? '',
    at: bend(centreOf(cell)),
    elevation: Math.round(terrain.height[cell] ?? 0),
  }));
  const seat = placed(seatCell, countyName.vi);
  const farm = {
    cell: 0,
    name: 'Trại Mây Trắng',
    at: bend(centreOf(findRemoteCell(terrain, network, seatCell))),
  };
  return { seed, terrain, network, bend, seat, villages, peaks, farm };
}

/** The highest ground within 2.4 km, highest first. */
function choosePeaks({ height }: Terrain): number[] {
  const peaks: number[] = [];
  for (let cell = 0; cell < cellCount; cell++) {
    if (edgeDistance(cell) < 8 || (height[cell] ?? 0) < 1000) continue;
    const isHighest = (radius: number) =>
      cellsAround(cell, radius).every((near) => (height[near] ?? 0) <= (height[cell] ?? 0));
    // Most cells are below a neighbour: the wide look is for the few that are not.
    if (isHighest(1) && isHighest(6)) peaks.push(cell);
  }
  return peaks.sort((a, b) => (height[b] ?? 0) - (height[a] ?? 0)).slice(0, 34);
}

/** Dry ground at least 2.4 km from any road, some 12 km from the seat. */
function findRemoteCell(terrain: Terrain, network: Network, seat: number): number {
  const isNearRoad = new Uint8Array(cellCount);
  for (const cell of network.positions.keys()) for (const near of cellsAround(cell, 6)) isNearRoad[near] = 1;
  let best = -1;
  let least = Infinity;
  for (let cell = 0; cell < cellCount; cell++) {
    if (isNearRoad[cell] === 1 || edgeDistance(cell) < 12 || (terrain.lakeDepth[cell] ?? 0) > 0) continue;
    const away = Math.hypot(columnOf(cell) - columnOf(seat), rowOf(cell) - rowOf(seat));
    if (away >= least || away < 30) continue;
    least = away;
    best = cell;
  }
  return best;
}

/** What the demo's day needs to know of a place. */
export interface CountyVillage {
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
  readonly access: Access;
  readonly metresToHub: number;
}

export function describeVillages({ villages }: CountyLayout): CountyVillage[] {
  return villages.map(({ name, at, access, metresToSeat }) => ({
    name,
    ...toLonLat(at),
    access,
    metresToHub: metresToSeat,
  }));
}
