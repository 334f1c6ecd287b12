/**
 * Times matrices of 300 and 600 places for each vehicle profile: from the engine, again from the cache, and with one
 * new place. npx tsx scripts/bench/matrix.ts [region folder]; without one, ../shared/data/andorra-2025.osm.pbf is
 * imported first.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { importRegion } from '#server/region/import-region.ts';
import { cachedMatrices, openMatrixCache } from '#server/routing/matrix-cache.ts';
import type { LonLat, Profile, RoutingEngine } from '#server/routing/port.ts';
import { makeValhallaEngine } from '#server/routing/valhalla/valhalla-engine.ts';

const shared = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const placesFile = path.join(shared, 'andorra-2025.places.json');
const profiles: readonly Profile[] = ['motorbike', 'light', 'heavy'];

if (!existsSync(placesFile)) {
  console.error('../shared/data/andorra-2025.places.json is not there: nothing to measure with');
  process.exit(1);
}
const places = (JSON.parse(readFileSync(placesFile, 'utf8')) as { lon: number; lat: number }[]).map(
  ({ lon, lat }): LonLat => [lon, lat],
);
const scratch = mkdtempSync(path.join(tmpdir(), 'hubward-bench-'));
try {
  const regionFolder = process.argv[2] ?? (await importedRegion());
  console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`);
  console.log('profile    places  engine s  cache s  one new s  calls  no way %');
  for (const size of [300, 600]) {
    for (const profile of profiles) await measure(regionFolder, size, profile);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function importedRegion(): Promise<string> {
  const source = path.join(shared, 'andorra-2025.osm.pbf');
  await importRegion({ source, name: 'andorra', dataDir: scratch });
  return path.join(scratch, 'regions', 'andorra');
}

async function measure(regionFolder: string, size: number, profile: Profile): Promise<void> {
  const file = path.join(scratch, `${profile}-${size}.db`);
  const engine = makeValhallaEngine({ regionFolder });
  const counted = counting(engine);
  const cache = openMatrixCache({ file });
  try {
    const source = cachedMatrices(counted.engine, cache);
    // The processes start with the first call; that is not the matrix's time.
    await engine.nearest(places.slice(0, 1), { profile });
    const points = places.slice(0, size);
    const [matrix, fresh] = await timed(() => source.matrix(points, { profile }));
    const [, cached] = await timed(() => source.matrix(points, { profile }));
    const calls = counted.calls();
    const [, oneNew] = await timed(() => source.matrix([...points, places[size]!], { profile }));
    const without = (100 * matrix.seconds.filter((seconds) => seconds < 0).length) / matrix.seconds.length;
    console.log(
      [
        profile.padEnd(10),
        String(size).padStart(6),
        fresh.toFixed(2).padStart(9),
        cached.toFixed(3).padStart(8),
        oneNew.toFixed(2).padStart(10),
        String(calls).padStart(6),
        without.toFixed(1).padStart(9),
        ` ${(statSync(file).size / 1e6).toFixed(1)} MB`,
      ].join(' '),
    );
  } finally {
    cache.close();
    await engine.close();
  }
}

function counting(engine: RoutingEngine): { engine: RoutingEngine; calls: () => number } {
  let calls = 0;
  const counted: RoutingEngine = {
    ...engine,
    table: (...call) => {
      calls++;
      return engine.table(...call);
    },
  };
  return { engine: counted, calls: () => calls };
}

async function timed<T>(work: () => Promise<T>): Promise<[result: T, seconds: number]> {
  const start = performance.now();
  const result = await work();
  return [result, (performance.now() - start) / 1_000];
}
