import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isDiffering } from '#server/routing/compare-legs.ts';
import { directionTexts } from '#server/routing/directions.ts';
import type { LonLat, Profile } from '#server/routing/port.ts';
import { makeValhallaEngine } from '#server/routing/valhalla/valhalla-engine.ts';
import type { ValhallaEngine } from '#server/routing/valhalla/valhalla-engine.ts';
import { sharedFile } from '../../support/shared-data.ts';
import { makeRegionFolder } from '../region-folder.ts';
import type { RegionFolder } from '../region-folder.ts';

const extract = sharedFile('data/andorra-2025.osm.pbf');
const placesFile = sharedFile('data/andorra-2025.places.json');
const profiles: readonly Profile[] = ['motorbike', 'light', 'heavy'];

describe.skipIf(!extract || !placesFile)('the embedded engine on Andorra', () => {
  let region: RegionFolder;
  let engine: ValhallaEngine;
  let points: LonLat[];

  beforeAll(() => {
    region = makeRegionFolder(extract!);
    engine = makeValhallaEngine({ regionFolder: region.folder, processes: 2 });
    const places = JSON.parse(readFileSync(placesFile!, 'utf8')) as { lon: number; lat: number }[];
    points = places.filter((_, index) => index % 13 === 0).map(({ lon, lat }): LonLat => [lon, lat]);
  });
  afterAll(async () => {
    await engine.close();
    region.remove();
  });

  it.each(profiles)('plans by tables that say what the paths say (%s)', async (profile) => {
    const all = [...points.keys()];
    const table = await engine.table(points, all, all, { profile });
    let compared = 0;
    for (const from of all) {
      const to = (from * 7 + 11) % all.length;
      const seconds = table.seconds[from * all.length + to] ?? -1;
      if (from === to || seconds < 0) continue;
      const [leg] = await engine.route([points[from]!, points[to]!], { profile, steps: false });
      expect(isDiffering(seconds, leg?.seconds ?? -1), `${from} to ${to}`).toBe(false);
      // Not only within what is tolerated: the engine cuts seconds off, and that is all.
      expect(Math.abs(seconds - (leg?.seconds ?? -1))).toBeLessThanOrEqual(2);
      expect(Math.abs((table.metres[from * all.length + to] ?? -1) - (leg?.metres ?? -1))).toBeLessThan(100);
      compared++;
    }
    expect(compared).toBeGreaterThan(30);
  });

  it.each(profiles)('gives columns the times of the whole table (%s)', async (profile) => {
    const all = [...points.keys()];
    const whole = await engine.table(points, all, all, { profile });
    const columns = [3, 17, 40];
    const part = await engine.table(points, all, columns, { profile });
    for (const row of all) {
      for (const [at, column] of columns.entries()) {
        expect(part.seconds[row * 3 + at]).toBe(whole.seconds[row * all.length + column]);
      }
    }
  });

  it.each(['en', 'vi', 'zh-Hans', 'id'])(
    'has a sentence for every step of its paths (%s)',
    async (locale) => {
      const legs = await engine.route(points.slice(0, 25), { profile: 'light', steps: true });
      const steps = legs.flatMap((leg) => leg.steps);
      const texts = directionTexts(steps, locale, 'Tả Phìn');
      expect(texts).toHaveLength(steps.length);
      expect(steps.length).toBeGreaterThan(100);
      for (const text of texts) {
        expect(text.length).toBeGreaterThan(0);
        expect(text).not.toMatch(/undefined|[{}]/);
      }
    },
  );
});
