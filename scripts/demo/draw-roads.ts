import type { OsmTags } from '#server/region/pbf-writer.ts';
import type { CountyLayout } from './county-layout.ts';
import { metresBetween, type XY } from './grid.ts';
import { SegmentIndex, smooth } from './lines.ts';
import type { RoadChain } from './network.ts';
import type { OsmMap } from './osm-map.ts';
import { Random } from './random.ts';
import { roadLine, type Watercourse } from './shapes.ts';

export interface DrawnRoads {
  /** All roads and streets. */
  readonly index: SegmentIndex;
  /** Streets and village roads along which houses stand. */
  readonly streets: readonly XY[][];
}

/** Puts the roads on the map: they share nodes where they meet, and cross rivers on bridges. */
export function drawRoads(map: OsmMap, layout: CountyLayout, rivers: readonly Watercourse[]): DrawnRoads {
  const random = new Random(layout.seed + 3);
  const water = new SegmentIndex();
  for (const { line } of rivers) water.add(line);
  const index = new SegmentIndex();
  const junctions = new Map<number, number>();
  const vertices: { at: XY; node: number }[] = [];
  const lines: XY[][] = [];
  for (const chain of layout.network.chains) {
    const line = roadLine(chain, layout.network.positions, layout.terrain, layout.bend);
    const refs = line.map((at, i) => {
      const cell = i === 0 ? chain.cells[0] : i === line.length - 1 ? chain.cells.at(-1) : undefined;
      const known = cell === undefined ? undefined : junctions.get(cell);
      const node = known ?? map.node(at);
      if (cell !== undefined) junctions.set(cell, node);
      if (known === undefined && chain.roadClass !== 'path') vertices.push({ at, node });
      return node;
    });
    const fromSeat = Math.max(...chain.cells.map((cell) => layout.network.metresToSeat.get(cell) ?? 0));
    addWays(map, line, refs, roadTags(chain, fromSeat > remoteMetres, random), water);
    index.add(line);
    if (chain.roadClass !== 'path') lines.push(line);
  }
  const streets = addStreets(map, layout, vertices, { index, water, random });
  return { index, streets: [...streets, ...villageParts(layout, lines)] };
}

/** A way per piece of road, the pieces over a river as bridges. */
function addWays(
  map: OsmMap,
  line: readonly XY[],
  refs: readonly number[],
  tags: OsmTags,
  water: SegmentIndex,
): void {
  let piece = [refs[0] ?? 0];
  let isBridge = false;
  const end = () => {
    if (piece.length > 1) map.way(piece, isBridge ? { ...tags, bridge: 'yes', layer: '1' } : tags);
  };
  for (const [i, a] of line.entries()) {
    const b = line[i + 1];
    const ref = refs[i + 1];
    if (b === undefined || ref === undefined) break;
    const crosses = water.isCrossed(a, b);
    if (crosses !== isBridge) {
      end();
      piece = [piece.at(-1) ?? 0];
      isBridge = crosses;
    }
    piece.push(ref);
  }
  end();
}

/** Metres from the seat beyond which roads are no longer kept up as those near it are. */
const remoteMetres = 36_000;

function roadTags({ roadClass, villages, limit }: RoadChain, isRemote: boolean, random: Random): OsmTags {
  switch (roadClass) {
    case 'primary':
      return { highway: 'primary', ref: 'QL 94S', name: 'Đường Măng Sương', surface: 'asphalt', lanes: '2' };
    case 'secondary':
      return { highway: 'secondary', ref: 'ĐT 967S', surface: isRemote ? 'compacted' : 'asphalt' };
    case 'tertiary':
      return {
        highway: 'tertiary',
        surface: isRemote ? 'unpaved' : random.pick(['concrete', 'asphalt', 'compacted']),
      };
    case 'unclassified': {
      const surface = villages >= 3 ? 'compacted' : random.pick(['gravel', 'unpaved', 'concrete']);
      return { highway: 'unclassified', surface: isRemote ? 'dirt' : surface };
    }
    case 'path':
      return { highway: 'path', surface: 'ground', sac_scale: 'hiking' };
    case 'track':
      return limit === 'motorbike'
        ? {
            highway: 'track',
            tracktype: 'grade4',
            surface: 'ground',
            motorcar: 'no',
            hgv: 'no',
            motorcycle: 'yes',
          }
        : { highway: 'track', tracktype: 'grade3', surface: 'gravel', maxweight: '3.5' };
  }
}

/** Short streets that leave the roads of the town and the villages. */
function addStreets(
  map: OsmMap,
  { seat, villages }: CountyLayout,
  vertices: readonly { at: XY; node: number }[],
  { index, water, random }: { index: SegmentIndex; water: SegmentIndex; random: Random },
): XY[][] {
  const streets: XY[][] = [];
  const places = [
    { at: seat.at, radius: 1100, count: 34, metres: 420 },
    ...villages.map(({ at, kind }) =>
      kind === 'village'
        ? { at, radius: 420, count: 7, metres: 240 }
        : { at, radius: 260, count: random.whole(1, 3), metres: 140 },
    ),
  ];
  for (const { at, radius, count, metres } of places) {
    const starts = vertices.filter((vertex) => metresBetween(vertex.at, at) < radius);
    for (let tries = count * 4, made = 0; tries > 0 && made < count && starts.length > 0; tries--) {
      const start = random.pick(starts);
      const line = smooth(wander(start.at, metres * random.between(0.5, 1), random), 1);
      const rest = line.slice(1);
      const isFree = rest.every((point, i) => {
        const before = line[i] ?? point;
        const isCrossed = index.isCrossed(before, point) || water.isCrossed(before, point);
        return !isCrossed && (i < 1 || !index.isWithin(point, 38));
      });
      if (!isFree) continue;
      const refs = rest.map((point) => map.node(point));
      map.way([start.node, ...refs], {
        highway: 'residential',
        surface: radius > 1000 ? 'asphalt' : 'concrete',
      });
      index.add(line);
      streets.push(line);
      for (const [i, point] of rest.entries()) starts.push({ at: point, node: refs[i] ?? start.node });
      made++;
    }
  }
  return streets;
}

function wander(start: XY, metres: number, random: Random): XY[] {
  let angle = random.between(0, 2 * Math.PI);
  let at = start;
  const line = [at];
  for (let gone = 0; gone < metres; gone += 60) {
    angle += random.between(-0.35, 0.35);
    at = { x: at.x + 60 * Math.cos(angle), y: at.y + 60 * Math.sin(angle) };
    line.push(at);
  }
  return line;
}

/** The parts of the roads that lie in a village. */
function villageParts({ seat, villages }: CountyLayout, lines: readonly XY[][]): XY[][] {
  const places = [{ at: seat.at, radius: 1000 }, ...villages.map(({ at }) => ({ at, radius: 280 }))];
  const parts: XY[][] = [];
  for (const line of lines) {
    for (const [i, a] of line.entries()) {
      const b = line[i + 1];
      if (b !== undefined && places.some(({ at, radius }) => metresBetween(a, at) < radius))
        parts.push([a, b]);
    }
  }
  return parts;
}
