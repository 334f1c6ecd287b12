import { describe, expect, it } from 'vitest';
import { corridorTiles, corridorWithin, type Tile } from '#server/domain/drive/corridor.ts';

const name = ({ z, x, y }: Tile): string => `${z}/${x}/${y}`;
// At zoom 14 a tile at 22.3° N is 2.26 km wide: 40 075 km · cos 22.3° ÷ 2^14.
const north = { from: [103.25, 22.3], to: [103.25, 22.5] } as const;

describe('the tiles along a run', () => {
  it('has the tile of a place, and its neighbour when the place lies near its edge', () => {
    // Tile 12883 of zoom 14 begins at 12883 ÷ 16384 · 360° − 180° = 103.0737°.
    const at = (lon: number, metres: number) =>
      corridorTiles([[[lon, 22.3]]], { coarsest: 12, deepest: 14, metres }).filter(({ z }) => z === 14);
    expect(new Set(at(103.08, 100).map(({ x }) => x))).toEqual(new Set([12883]));
    expect(new Set(at(103.0738, 100).map(({ x }) => x))).toEqual(new Set([12882, 12883]));
  });

  it('leaves no gap on a long straight road and has each tile once', () => {
    const tiles = corridorTiles([[north.from, north.to]], { coarsest: 12, deepest: 14, metres: 200 });
    const rows = tiles.filter(({ z }) => z === 14).map(({ y }) => y);
    const [first, last] = [Math.min(...rows), Math.max(...rows)];
    // 0.2° are 22.2 km, ten rows of 2.26 km.
    expect(last - first).toBeGreaterThanOrEqual(9);
    expect(new Set(rows).size).toBe(last - first + 1);
    expect(new Set(tiles.map(name)).size).toBe(tiles.length);
  });

  it('goes from the zoom that shows all of it to the deepest, coarse ones first', () => {
    const tiles = corridorWithin(1e9, [[north.from, north.to]], () => 1_000);
    const zooms = tiles.map(({ z }) => z);
    // 0.2° and 1 ÷ cos 22.4°: 0.0006 of the world; half a tile of zoom 9 is 0.00098, of zoom 10 0.00049.
    expect([zooms[0], zooms.at(-1)]).toEqual([9, 14]);
    expect(zooms).toEqual(zooms.toSorted((a, b) => a - b));
  });

  it('is narrower, then has fewer zooms, where it would be too much', () => {
    const all = corridorWithin(1e9, [[north.from, north.to]], () => 10_000);
    const under = (limit: number) => corridorWithin(limit, [[north.from, north.to]], () => 10_000);
    const deepest = (tiles: readonly Tile[]) => Math.max(...tiles.map(({ z }) => z));
    const narrow = under(all.length * 10_000 - 1);
    expect(narrow.length).toBeLessThan(all.length);
    expect(deepest(narrow)).toBe(14);
    const fewer = under(narrow.length * 10_000 - 1);
    expect(deepest(fewer)).toBeLessThan(14);
  });

  it('never has more than the limit', () => {
    for (const limit of [0, 25_000, 100_000, 5_000_000]) {
      const tiles = corridorWithin(limit, [[north.from, north.to]], ({ z }) => z * 1_000);
      expect(tiles.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(limit);
    }
  });
});
