import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planDocument, type PlanDocument } from '#server/contract/plan.ts';
import { openRegions } from '#server/region/open-regions.ts';
import { makeValhallaEngine } from '#server/routing/valhalla/valhalla-engine.ts';
import type { LonLat } from '#server/routing/port.ts';
import { readFleetList } from '#server/services/list-import/read-fleet.ts';
import { readRequestList } from '#server/services/list-import/read-requests.ts';
import { starterProducts } from '#server/services/starter-products.ts';
import { makePlacesDay } from '../../scripts/places-day.ts';
import { checkPlan } from '../support/check-plan.ts';
import { runHubward } from '../support/hubward-process.ts';
import { sharedFile } from '../support/shared-data.ts';

const andorra = sharedFile('data/andorra-2025.osm.pbf');
const places = sharedFile('data/andorra-2025.places.json');
const vietnam = sharedFile('data/vietnam-aluoi-namdong-2014-derived.osm.pbf');
const date = '2026-03-02';

let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'hubward-regions-'));
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

async function planHeadless(region: string, hub: string, seconds: number): Promise<PlanDocument> {
  const out = join(dataDir, `${region}.plan.json`);
  const lists = ['--requests', join(dataDir, 'requests.csv'), '--fleet', join(dataDir, 'fleet.csv')];
  const options = [`--hub=${hub}`, '--date', date, '--seconds', String(seconds), '--out', out];
  const { code, stderr } = await runHubward(dataDir, ['plan', '--region', region, ...lists, ...options]);
  expect(code, stderr).toBe(0);
  return planDocument.parse(JSON.parse(readFileSync(out, 'utf8')));
}

async function readLists(region: string) {
  const regions = openRegions(dataDir);
  const info = regions.get(region);
  if (!info) throw new Error(`${region} is not there`);
  let last = 0;
  const newId = () => String(++last);
  const requests = await readRequestList(readFileSync(join(dataDir, 'requests.csv')), 'requests.csv', {
    ...info,
    date,
    products: starterProducts(newId),
    gazetteer: regions.gazetteer(region),
    newId,
  });
  const fleet = await readFleetList(readFileSync(join(dataDir, 'fleet.csv')), 'fleet.csv', {
    currency: info.currency,
    newId,
  });
  regions.close();
  expect([...requests.preview.errors, ...fleet.preview.errors]).toEqual([]);
  return { requests: requests.requests, vehicles: fleet.vehicles };
}

function percentiles(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  return [0, 0.5, 0.9, 0.99, 1]
    .map((share) => `p${share * 100} ${sorted[Math.round(share * (sorted.length - 1))] ?? 0}`)
    .join(', ');
}

describe.skipIf(!andorra || !places)('a day of 150 requests at real places of Andorra', () => {
  let plan: PlanDocument;

  beforeAll(async () => {
    const imported = await runHubward(dataDir, ['region', 'import', andorra ?? '', '--name', 'andorra']);
    expect(imported.code, imported.stderr).toBe(0);
    console.log(imported.stderr.trim().split('\n').at(-1));
    const day = makePlacesDay(JSON.parse(readFileSync(places ?? '', 'utf8')), 150, 1);
    writeFileSync(join(dataDir, 'requests.csv'), day.requests);
    writeFileSync(join(dataDir, 'fleet.csv'), day.fleet);
    plan = await planHeadless('andorra', '42.5075,1.5218', 5);
  }, 300_000);

  it('has every request in one run or unassigned with a reason, and every figure recomputed the same', async () => {
    const { requests, vehicles } = await readLists('andorra');
    expect(checkPlan(plan, requests, vehicles)).toEqual([]);
    expect(plan.unassigned.length).toBeLessThan(30);
    console.log(plan.totals, plan.unassigned.map(({ request, code }) => `${request} ${code}`).join(', '));
  });

  it('gives each leg the time a fresh engine gives it', async () => {
    const engine = makeValhallaEngine({ regionFolder: join(dataDir, 'regions/andorra') });
    const seconds: number[] = [];
    const metres: number[] = [];
    try {
      for (const run of plan.runs) {
        for (const leg of run.trips.flatMap((trip) => trip.legs)) {
          const line = leg.geometry.coordinates;
          const ends = [line[0], line.at(-1)] as LonLat[]; // a leg's line has two points or more
          const [fresh] = await engine.route(ends, { profile: run.profile, steps: false });
          seconds.push(Math.abs((fresh?.seconds ?? Number.NaN) - leg.seconds));
          metres.push(Math.abs((fresh?.metres ?? Number.NaN) - leg.metres));
        }
      }
    } finally {
      await engine.close();
    }
    console.log(
      `${seconds.length} legs, difference in s: ${percentiles(seconds)}; in m: ${percentiles(metres)}`,
    );
    expect(seconds.filter((difference) => difference > 60).length).toBeLessThanOrEqual(seconds.length * 0.02);
  });

  it('reports each leg whose path differs from the table by over 5 % and 60 s', () => {
    const legs = plan.runs.flatMap((run) => run.trips.flatMap((trip) => trip.legs));
    const reported = legs.filter((leg) => leg.table_seconds !== undefined);
    for (const leg of reported) {
      const difference = Math.abs((leg.table_seconds ?? 0) - leg.seconds);
      expect(difference).toBeGreaterThan(60);
    }
    console.log(`${reported.length} of ${legs.length} legs differ from the table`);
    expect(reported.length).toBeLessThanOrEqual(legs.length * 0.05);
  });
});

describe.skipIf(!vietnam)('roads between A Lưới and Nam Đông, with settlements far off them', () => {
  it('refuses what is far off the road by name, and plans the rest', async () => {
    const imported = await runHubward(dataDir, ['region', 'import', vietnam ?? '', '--name', 'a-luoi']);
    expect(imported.code, imported.stderr).toBe(0);
    const regions = openRegions(dataDir);
    const gazetteer = regions.gazetteer('a-luoi');
    const [west, south, east, north] = regions.get('a-luoi')?.bounds ?? [0, 0, 0, 0];
    // Every settlement of the extract, asked for by the letters its name may begin with.
    const found = new Map(
      [...'abcdeghiklmnopqrstuvxy'].flatMap((letter) =>
        gazetteer.search(letter, { limit: 60 }).map((hit) => [hit.id, hit] as const),
      ),
    );
    regions.close();
    const hits = [...found.values()].filter(
      ({ lat, lon }) => lon >= west && lon <= east && lat >= south && lat <= north,
    );
    expect(hits.length).toBeGreaterThan(20);
    const engine = makeValhallaEngine({ regionFolder: join(dataDir, 'regions/a-luoi') });
    const snaps = await engine.nearest(
      hits.map(({ lon, lat }) => [lon, lat] as const),
      { profile: 'light' },
    );
    await engine.close();
    const metres = snaps.map((snap) => snap?.distanceMetres ?? Number.POSITIVE_INFINITY);
    const hub = hits[metres.indexOf(Math.min(...metres))];
    const rows = hits.map(
      ({ name, lat, lon }, index) => `v${index},"${name.replaceAll('"', '""')}",${lat},${lon},50`,
    );
    writeFileSync(join(dataDir, 'requests.csv'), ['id,place,lat,lon,kg', ...rows].join('\n'));
    writeFileSync(
      join(dataDir, 'fleet.csv'),
      'id,type,profile,capacity_kg,fixed_cost,cost_per_km,cost_per_hour,shift_start,shift_end,count\n' +
        'L,1.25 t,light,1250,250000,9000,40000,05:00,21:00,6\n',
    );
    const plan = await planHeadless('a-luoi', `${hub?.lat},${hub?.lon}`, 2);
    const { requests, vehicles } = await readLists('a-luoi');
    expect(checkPlan(plan, requests, vehicles)).toEqual([]);
    const off = plan.unassigned.filter(({ code }) => code === 'NOT_ON_ROAD');
    const far = hits.flatMap((_, index) => ((metres[index] ?? 0) > 1000 ? [`v${index}`] : []));
    expect(off.map(({ request }) => request).toSorted()).toEqual(far.toSorted());
    for (const { reason } of off) expect(reason).toMatch(/road/);
    console.log(
      `${hits.length} places, ${off.length} not on a road, ${plan.unassigned.length} unassigned in all`,
    );
  }, 120_000);
});
