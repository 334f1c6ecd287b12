import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCounty } from './make-county.ts';
import { makeDemoDay } from './make-day.ts';

/**
 * `npx tsx scripts/demo/write-demo.ts [FOLDER] [DATE]`: the demo's lists, and in FOLDER other than data/demo its
 * map too.
 */
const [folder = 'data/demo', date = '2026-03-02'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const { requestsCsv, fleetCsv } = makeDemoDay(date);
writeFileSync(join(folder, 'requests.csv'), requestsCsv);
writeFileSync(join(folder, 'fleet.csv'), fleetCsv);
if (folder !== 'data/demo') {
  const file = join(folder, 'demo-county.osm.pbf');
  const { hub, villages } = await makeCounty(file);
  console.log(
    `${file}: hub ${hub.name} at ${hub.lat.toFixed(5)},${hub.lon.toFixed(5)}, ${villages.length} villages`,
  );
}
