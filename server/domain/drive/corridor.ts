/** A tile of the world in Web Mercator: 2^z columns from the date line, 2^z rows from the north. */
export interface Tile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

type Position = readonly [lon: number, lat: number];
type Path = readonly Position[];

const deepestZoom = 14;
/** From the best to the least that is still of use: how deep, and how far to each side of the road. */
const corridors = [
  { deepest: deepestZoom, metres: 1_500 },
  { deepest: deepestZoom, metres: 500 },
  { deepest: 13, metres: 1_500 },
  { deepest: 13, metres: 500 },
  { deepest: 12, metres: 1_000 },
  { deepest: 11, metres: 1_000 },
] as const;
const equatorMetres = 40_075_017;

/**
 * The tiles that show a run on a phone: a corridor along its paths (a place is a path of one position), from the zoom
 * at which all of it is on the screen to the deepest there is. Fewer zooms and a narrower corridor where it would have
 * more than `limit` bytes. Coarse ones first, each once; `bytesOf` says what one has.
 */
export function corridorWithin(
  limit: number,
  paths: readonly Path[],
  bytesOf: (tile: Tile) => number,
): (Tile & { readonly bytes: number })[] {
  const coarsest = wholeZoom(paths);
  let least: (Tile & { readonly bytes: number })[] = [];
  for (const { deepest, metres } of corridors) {
    least = corridorTiles(paths, { coarsest, deepest, metres }).map((tile) => ({
      ...tile,
      bytes: bytesOf(tile),
    }));
    if (sumOf(least) <= limit) return least;
  }
  // What is too much even so ends at the finer tiles.
  let left = limit;
  return least.filter(({ bytes }) => (left -= bytes) >= 0);
}

/** The tiles within `metres` of the paths at each zoom; at the two coarsest, where all is looked at, a screen around them. */
export function corridorTiles(
  paths: readonly Path[],
  { coarsest, deepest, metres }: { coarsest: number; deepest: number; metres: number },
): Tile[] {
  const tiles: Tile[] = [];
  for (let z = coarsest; z <= deepest; z++) {
    const seen = new Set<number>();
    const count = 2 ** z;
    const cell = (at: number): number => Math.min(count - 1, Math.max(0, Math.floor(at * count)));
    for (const { x: atX, y: atY, reach } of pointsAlong(paths, metres)) {
      const wide = z <= coarsest + 1 ? Math.max(reach, 0.5 / count) : reach;
      for (let x = cell(atX - wide); x <= cell(atX + wide); x++) {
        for (let y = cell(atY - wide); y <= cell(atY + wide); y++) {
          if (seen.has(x * count + y)) continue;
          seen.add(x * count + y);
          tiles.push({ z, x, y });
        }
      }
    }
  }
  return tiles;
}

/** The deepest zoom at which all of the paths fit into half a tile: about the width of a phone's map. */
function wholeZoom(paths: readonly Path[]): number {
  const points = paths.flat().map(worldOf);
  const span = (of: readonly number[]): number =>
    of.reduce((a, b) => Math.max(a, b), 0) - of.reduce((a, b) => Math.min(a, b), 1);
  const widest = Math.max(span(points.map(({ x }) => x)), span(points.map(({ y }) => y)), 1e-9);
  return Math.min(11, Math.max(0, Math.floor(Math.log2(0.5 / widest))));
}

/** Points of the paths in shares of the world, none further than `metres` from the next, with `metres` as such a share. */
function* pointsAlong(paths: readonly Path[], metres: number) {
  for (const path of paths) {
    for (const [index, position] of path.entries()) {
      const to = worldOf(position);
      const from = worldOf(path[index - 1] ?? position);
      const reach = metres / (equatorMetres * Math.cos((position[1] * Math.PI) / 180));
      const steps = Math.ceil(Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y)) / reach) || 1;
      for (let step = 1; step <= steps; step++) {
        const share = step / steps;
        yield { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share, reach };
      }
    }
  }
}

function worldOf([lon, lat]: Position): { x: number; y: number } {
  const sin = Math.sin((lat * Math.PI) / 180);
  return { x: (lon + 180) / 360, y: 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI) };
}

const sumOf = (tiles: readonly { readonly bytes: number }[]): number =>
  tiles.reduce((sum, { bytes }) => sum + bytes, 0);
