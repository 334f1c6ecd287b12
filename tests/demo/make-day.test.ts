import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importRegion } from '#server/region/import-region.ts';
import { openRegions } from '#server/region/open-regions.ts';
import type { RegionInfo, Regions } from '#server/region/port.ts';
import { makeValhallaEngine, type ValhallaEngine } from '#server/routing/valhalla/valhalla-engine.ts';
import type { LonLat, Profile } from '#server/routing/port.ts';
import { readFleetList } from '#server/services/list-import/read-fleet.ts';
import { readRequestList } from '#server/services/list-import/read-requests.ts';
import { starterProducts } from '#server/services/starter-products.ts';
import { makeDemoDay } from '../../scripts/demo/make-day.ts';
import { countyFile, type CountyFile } from './county-file.ts';

const date = '2026-03-02';
let county: CountyFile;
let region: RegionInfo;
let regions: Regions;
let engine: ValhallaEngine;
beforeAll(async () => {
  county = await countyFile();
  const dataDir = join(county.folder, 'data');
  region = await importRegion({ source: county.file, name: 'county', dataDir, onProgress: () => {} });
  regions = openRegions(dataDir);
  engine = makeValhallaEngine({ regionFolder: regions.folder('county'), processes: 1 });
});
afterAll(async () => {
  await engine.close();
  regions.close();
  county.remove();
});

/** Hours and kilometres from the hub to each village; −1 hours where there is no way. */
async function fromHub(profile: Profile): Promise<{ hours: number; kilometres: number }[]> {
  const { hub, villages } = county.county;
  const points: LonLat[] = [hub, ...villages].map(({ lon, lat }) => [lon, lat]);
  const table = await engine.table(
    points,
    [0],
    villages.map((_, i) => i + 1),
    { profile },
  );
  return villages.map((_, i) => {
    const seconds = table.seconds[i] ?? -1;
    return { hours: seconds < 0 ? -1 : seconds / 3600, kilometres: (table.metres[i] ?? 0) / 1000 };
  });
}

test('lies in Vietnam’s time and money', () => {
  expect(region).toMatchObject({ timezone: 'Asia/Ho_Chi_Minh', currency: 'VND' });
});

test('has its farthest village over 100 km and 6 hours from the hub', async () => {
  const ways = await fromHub('light');
  const farthest = ways.reduce((far, way) => (way.hours > far.hours ? way : far));
  expect(farthest.kilometres).toBeGreaterThan(100);
  expect(farthest.hours).toBeGreaterThan(6);
});

test('has villages that only small vehicles reach, and everything else open to all', async () => {
  const { villages } = county.county;
  const rank = { motorbike: 0, light: 1, heavy: 2 } as const;
  for (const profile of ['motorbike', 'light', 'heavy'] as const) {
    const { hub } = county.county;
    // An engine may put a place on another road near by: what counts is whether it stands on its own road.
    const nearest = await engine.nearest(
      villages.map(({ lon, lat }) => [lon, lat] as const),
      { profile },
    );
    const ways = await fromHub(profile);
    expect(hub.name).toBe('Măng Sương');
    for (const [i, { name, access }] of villages.entries()) {
      const isThere = (ways[i]?.hours ?? -1) >= 0 && (nearest[i]?.distanceMetres ?? Infinity) < 1000;
      expect(isThere, `${profile} to ${name} (${access})`).toBe(rank[profile] <= rank[access]);
    }
  }
  expect(villages.filter(({ access }) => access === 'motorbike').length).toBeGreaterThan(3);
  expect(villages.filter(({ access }) => access === 'light').length).toBeGreaterThan(3);
});

describe('the lists of a day', () => {
  const newId = () => {
    let last = 0;
    return () => String(++last);
  };
  const bytes = (text: string) => new TextEncoder().encode(text);

  test('are taken whole and without a warning', async () => {
    const { requestsCsv, fleetCsv } = makeDemoDay(date);
    const { preview, requests } = await readRequestList(bytes(requestsCsv), 'requests.csv', {
      date,
      timezone: region.timezone,
      currency: region.currency,
      bounds: region.bounds,
      products: starterProducts(newId()),
      gazetteer: regions.gazetteer('county'),
      newId: newId(),
    });
    expect(preview.errors).toEqual([]);
    expect(preview.warnings).toEqual([]);
    expect(requests).toHaveLength(120);
    expect(requests.filter(({ kind }) => kind === 'delivery').length).toBeGreaterThan(5);
    // A name means the place that the county's map has there.
    for (const { place, lat, lon } of requests) {
      const village = county.county.villages.find(({ name }) => name === place);
      if (village === undefined) continue;
      expect(Math.abs(village.lat - lat), place).toBeLessThan(0.001);
      expect(Math.abs(village.lon - lon), place).toBeLessThan(0.001);
    }
    const fleet = await readFleetList(bytes(fleetCsv), 'fleet.csv', {
      currency: region.currency,
      newId: newId(),
    });
    expect(fleet.preview.errors).toEqual([]);
    expect(fleet.preview.warnings).toEqual([]);
    expect(fleet.vehicles).toHaveLength(12);
  });

  test('are the same but for the date on every day', () => {
    const today = makeDemoDay(date);
    const other = makeDemoDay('2026-11-23');
    expect(makeDemoDay(date)).toEqual(today);
    expect(other.fleetCsv).toBe(today.fleetCsv);
    expect(other.requestsCsv.replaceAll('2026-11-23', date)).toBe(today.requestsCsv);
  });
});
