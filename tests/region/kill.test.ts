import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryFile } from '#server/entry-file.ts';
import type { ImportOrder } from '#server/region/import-protocol.ts';
import { importRegion } from '#server/region/import-region.ts';
import { openRegions } from '#server/region/open-regions.ts';
import { regionsFolder } from '#server/region/region-folder.ts';
import { mountainSpeeds } from '#server/region/speed-profile.ts';
import { valley, writeExtract } from '../support/extracts.ts';
import { seededRandom } from '../support/seeded-random.ts';

const folder = mkdtempSync(join(tmpdir(), 'hubward-kill-'));
const extract = join(folder, 'valley.osm.pbf');
const kills = 30;

function startImport(dataDir: string): ChildProcess {
  const { file, argv } = entryFile('region-import');
  const child = fork(file, argv, {
    detached: true,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const regions = regionsFolder(dataDir);
  const order: ImportOrder = {
    regionsFolder: regions,
    options: {
      source: extract,
      name: 'valley',
      bbox: null,
      timezone: null,
      currency: null,
      attribution: null,
      speeds: mountainSpeeds,
      gazetteerBefore: join(regions, 'valley', 'gazetteer.sqlite'),
    },
  };
  child.send(order);
  return child;
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

beforeAll(() => writeExtract(extract, valley));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('an import killed at random moments', () => {
  it(`leaves the region whole or absent, ${kills} times`, { timeout: 300_000 }, async () => {
    const random = seededRandom(20_260_302);
    const dataDir = join(folder, 'data');
    const first = performance.now();
    const whole = startImport(dataDir);
    await ended(whole);
    const importMs = performance.now() - first;
    let isThere = true;
    for (let kill = 0; kill < kills; kill++) {
      // Half of them with no region before.
      if (kill % 2 === 0) {
        // What a killed import had started may still write for a moment.
        rmSync(regionsFolder(dataDir), { recursive: true, force: true, maxRetries: 20 });
        isThere = false;
      }
      const child = startImport(dataDir);
      const exit = ended(child);
      await new Promise((resolve) => setTimeout(resolve, random() * importMs * 1.1));
      child.kill('SIGKILL');
      await exit;

      const regions = openRegions(dataDir);
      const info = regions.get('valley');
      if (isThere) expect(info).not.toBeNull();
      if (info) {
        isThere = true;
        expect(info.counts).toMatchObject({ roads: 6, places: 5 });
        expect(regions.gazetteer('valley').search('sin ho')[0]?.id).toBe('n1');
        expect(readdirSync(join(regions.folder('valley'), 'tiles')).length).toBeGreaterThan(0);
      }
      expect(regions.list().length).toBe(info ? 1 : 0);
      regions.close();
    }
    await importRegion({ source: extract, name: 'valley', dataDir });
    expect(readdirSync(regionsFolder(dataDir))).toEqual(['valley']);
  });

  it('clears away what a dead import left, and touches nothing else', () => {
    const dataDir = join(folder, 'stale');
    const regions = regionsFolder(dataDir);
    mkdirSync(join(regions, '.building-valley~x1', 'tiles'), { recursive: true });
    writeFileSync(join(regions, '.lock-valley'), '');
    writeFileSync(join(regions, 'readme.txt'), 'mine');
    openRegions(dataDir).close();
    expect(readdirSync(regions)).toEqual(['readme.txt']);
    expect(readFileSync(join(regions, 'readme.txt'), 'utf8')).toBe('mine');
  });
});
