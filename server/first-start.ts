import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeCounty } from '../scripts/demo/make-county.ts';
import { demoCooperatives, makeDemoDay } from '../scripts/demo/make-day.ts';
import type { Context } from './context.ts';
import { fictionalCredit } from './domain/map-credit.ts';
import { importRegion } from './region/import-region.ts';

const regionName = 'demo-county';

/**
 * Gives an empty data directory a fictional county with a hub, a fleet and today's requests. Each step looks
 * whether it is still to do, so that a first start that was killed is finished by the next; a data directory with
 * any other hub or region is left alone.
 */
export async function makeDemoOnFirstStart(context: Context, say: (what: string) => void): Promise<void> {
  const { services, regions, dataDir } = context;
  const hubs = await services.hubs.list();
  if (hubs.some((hub) => hub.region !== regionName)) return;
  if (regions.list().some((region) => region.name !== regionName)) return;

  const known = hubs[0];
  const place = regions.get(regionName) && known ? known : await makeRegion(dataDir, say);
  const hub = known ?? (await services.hubs.add({ ...place, region: regionName }));
  // The fleet comes last: once it is there, the demo is whole and is never touched again.
  if ((await services.fleet.list(hub.id)).length > 0) return;
  const { today } = await services.hubs.get(hub.id);
  const day = makeDemoDay(today);
  const bytesOf = (text: string) => new TextEncoder().encode(text);
  if ((await services.requests.list(hub.id, today)).length === 0) {
    const requests = { bytes: bytesOf(day.requestsCsv), filename: 'requests.csv', date: today, commit: true };
    await services.requests.importList(hub.id, requests);
  }
  // The list has made them by their names.
  for (const { id, name } of await services.cooperatives.list(hub.id)) {
    const phone = demoCooperatives.find((each) => each.name === name)?.phone ?? '';
    await services.cooperatives.update(hub.id, id, { name, phone, locale: 'vi', divides_by: null });
  }
  const fleet = { bytes: bytesOf(day.fleetCsv), filename: 'fleet.csv', date: today, commit: true };
  await services.fleet.importList(hub.id, fleet);
}

async function makeRegion(
  dataDir: string,
  say: (what: string) => void,
): Promise<{ name: string; lat: number; lon: number }> {
  say('Making a fictional highland county to try Hubward with …');
  const folder = mkdtempSync(join(dataDir, 'demo-'));
  try {
    const extract = join(folder, 'demo-county.osm.pbf');
    const { hub } = await makeCounty(extract);
    await importRegion({
      source: extract,
      name: regionName,
      dataDir,
      attribution: fictionalCredit,
    });
    return { name: hub.name, lat: hub.lat, lon: hub.lon };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
