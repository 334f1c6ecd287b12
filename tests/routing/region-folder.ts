import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PbfWriter } from '#server/region/pbf-writer.ts';
import type { LonLat } from '#server/routing/port.ts';

export interface RegionFolder {
  readonly folder: string;
  remove(): void;
}

export interface RegionMade {
  readonly correction?: { motorbike: number; light: number; heavy: number };
}

const built = '2026-03-01T10:00:00Z';

/** A region folder with the tiles of an extract as it is: no import, so that routing is tested by itself. */
export function makeRegionFolder(extract: string, { correction }: RegionMade = {}): RegionFolder {
  const folder = mkdtempSync(path.join(tmpdir(), 'hubward-routing-'));
  const tiles = path.join(folder, 'tiles');
  mkdirSync(tiles);
  const config = path.join(folder, 'build.json');
  writeFileSync(
    config,
    JSON.stringify({
      mjolnir: {
        tile_dir: tiles,
        concurrency: 1,
        id_table_size: 100_000,
        data_processing: { use_admin_db: false },
        logging: { type: '' },
      },
    }),
  );
  const packageFolder = path.dirname(createRequire(import.meta.url).resolve('@valhallajs/valhallajs'));
  const builder = path.join(packageFolder, process.platform, process.arch, 'valhalla_build_tiles');
  // It leaves notes in the working directory.
  execFileSync(builder, ['-c', config, extract], { stdio: 'ignore', cwd: folder });
  writeFileSync(path.join(folder, 'region.json'), JSON.stringify({ version: 1, name: 'test', built }));
  const factors = correction ?? { motorbike: 1, light: 1, heavy: 1 };
  writeFileSync(path.join(folder, 'speeds.json'), JSON.stringify({ version: 1, correction: factors }));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Metres of a degree of longitude on the valley's latitude, and of latitude. */
const perDegree = { lon: 111_320 * Math.cos((24 * Math.PI) / 180), lat: 110_750 };

const west = 101.5;
const south = 24;

/** A place in the valley by metres east and north of the road's western end. */
export function inValley(east: number, north: number): LonLat {
  return [west + east / perDegree.lon, south + north / perDegree.lat];
}

/**
 * One road of gravel, 130 km from west to east, at 16 km/h (8 h 7 min), with a side road of 1 km to the north every
 * 2 km. Besides:
 * - at 40 km a piece of road without any connection, 300 m south of the road;
 * - at 20 to 23 km a road of its own 5 km south of it;
 * - at 131 km, after the road's end, 2 km of track for motorbikes only.
 */
async function writeValley(file: string): Promise<void> {
  const nodes: LonLat[] = [];
  const ways: { refs: number[]; tags: Record<string, string> }[] = [];
  const node = (east: number, north: number): number => nodes.push(inValley(east, north));
  // Gravel makes a truck's cost half as much again as its time, and tables look as far as a cost.
  // Of 21 km/h the tile builder leaves 16 on gravel.
  const road = { highway: 'tertiary', surface: 'gravel', 'maxspeed:practical': '21' };

  const main: number[] = [];
  for (let east = 0; east <= 130_000; east += 500) main.push(node(east, 0));
  // Cut as in real data: a way of 130 km would be one edge of many tiles.
  for (let from = 0; from + 1 < main.length; from += 20) {
    ways.push({ refs: main.slice(from, from + 21), tags: { ...road, name: 'Valley road' } });
  }
  for (let at = 0; at < main.length; at += 4) {
    const junction = main[at];
    if (junction !== undefined) ways.push({ refs: [junction, node(at * 500, 1_000)], tags: road });
  }
  ways.push({ refs: [node(39_900, -300), node(40_100, -300)], tags: road });
  ways.push({ refs: [node(20_000, -5_000), node(21_500, -5_000), node(23_000, -5_000)], tags: road });
  const track = { highway: 'track', motor_vehicle: 'no', motorcycle: 'yes', 'maxspeed:practical': '12' };
  ways.push({ refs: [main.at(-1) ?? 0, node(131_000, 0), node(132_000, 0)], tags: track });

  const writer = new PbfWriter(file);
  for (const [index, [lon, lat]] of nodes.entries()) writer.node({ id: index + 1, lat, lon });
  for (const [index, way] of ways.entries()) writer.way({ id: index + 1, ...way });
  await writer.close();
}

/** A valley region in a folder of its own. */
export async function makeValley(made: RegionMade = {}): Promise<RegionFolder> {
  const folder = mkdtempSync(path.join(tmpdir(), 'hubward-valley-'));
  const extract = path.join(folder, 'valley.osm.pbf');
  await writeValley(extract);
  try {
    return makeRegionFolder(extract, made);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
