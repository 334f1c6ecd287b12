import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planDocument } from '#server/contract/plan.ts';
import { openRegions } from '#server/region/open-regions.ts';
import { openStore } from '#server/store/open-store.ts';
import { makeDemoDay } from '../../scripts/demo/make-day.ts';
import { demoDataDir } from '../support/demo-data.ts';
import { runHubward } from '../support/hubward-process.ts';

const date = '2026-03-02';
let data: Awaited<ReturnType<typeof demoDataDir>>;
let hub: string;
const file = (name: string) => join(data.dataDir, name);

beforeAll(async () => {
  data = await demoDataDir();
  const day = makeDemoDay(date);
  writeFileSync(file('requests.csv'), day.requestsCsv);
  writeFileSync(file('fleet.csv'), day.fleetCsv);
  const regions = openRegions(data.dataDir);
  const [west, south, east, north] = regions.get('demo-county')?.bounds ?? [0, 0, 0, 0];
  regions.close();
  hub = `${(south + north) / 2},${(west + east) / 2}`;
});
afterAll(() => data.remove());

const plan = (change: Record<string, string> = {}) => {
  const options = {
    region: 'demo-county',
    hub,
    requests: file('requests.csv'),
    fleet: file('fleet.csv'),
    date,
    seconds: '1',
    out: file('plan.json'),
    ...change,
  };
  return runHubward(data.dataDir, [
    'plan',
    ...Object.entries(options).map(([name, value]) => `--${name}=${value}`),
  ]);
};

/** Each test starts the program once or more, which takes long on a busy machine. */
const patient = { timeout: 120_000 };

describe('hubward plan', patient, () => {
  it('names every bad row and writes no plan', async () => {
    writeFileSync(file('bad.csv'), 'id,place,kg\na,No Such Village Anywhere,10\nb,,-5\n');
    const { code, stderr } = await plan({ requests: file('bad.csv'), out: file('bad.json') });
    expect(code).toBe(1);
    expect(stderr).toMatch(/LIST_HAS_ERRORS/);
    expect(stderr).toMatch(/row 2, place: PLACE_UNKNOWN/);
    expect(stderr).toMatch(/row 3/);
    expect(stderr).toMatch(/What to do:/);
    expect(existsSync(file('bad.json'))).toBe(false);
  });

  it('says how to import a region that is not there', async () => {
    const { code, stderr } = await plan({ region: 'nowhere' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/REGION_UNKNOWN[\s\S]*region import/);
  });

  it('refuses a hub that is no point, a day that is no day and a file that is not there', async () => {
    expect((await plan({ hub: '22,' })).stderr).toMatch(/latitude,longitude/);
    expect((await plan({ date: '2026-02-30' })).stderr).toMatch(/YYYY-MM-DD/);
    expect((await plan({ receiving: '6-11' })).stderr).toMatch(/06:00-11:00/);
    expect((await plan({ fleet: file('none.csv') })).stderr).toMatch(/FILE_UNREADABLE/);
  });

  it('says that it was stopped, and writes nothing', async () => {
    const args = [
      'plan',
      '--region=demo-county',
      `--hub=${await demoHub()}`,
      `--date=${date}`,
      '--seconds=60',
    ];
    const files = [
      `--requests=${file('requests.csv')}`,
      `--fleet=${file('fleet.csv')}`,
      `--out=${file('stopped.json')}`,
    ];
    const { code, stderr } = await runHubward(data.dataDir, [...args, ...files], undefined, {
      onError: (said, child) => void (said.endsWith('planning\n') && child.kill('SIGINT')),
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/INTERRUPTED/);
    expect(stderr).not.toMatch(/AbortError|ThreadDied/);
    expect(existsSync(file('stopped.json'))).toBe(false);
  });

  it('refuses a hub far from any road', async () => {
    const { code, stderr } = await plan({ hub: '-7.5,110.2' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/HUB_NOT_ON_ROAD/);
  });

  it('leaves nothing behind where the plan cannot be written', async () => {
    const before = readdirSync(data.dataDir);
    const { code, stderr } = await plan({ hub: await demoHub(), out: file('no/such/folder/plan.json') });
    expect(code).toBe(1);
    expect(stderr).toMatch(/FILE_UNWRITABLE/);
    expect(readdirSync(data.dataDir).filter((name) => !before.includes(name))).toEqual([]);
  });

  it('writes a plan of the published form, the same lists giving all requests a place in it', async () => {
    const { code, stderr } = await plan({
      hub: await demoHub(),
      receiving: '04:00-04:30,10:00-23:59',
      docks: '4',
      unloading: '25',
    });
    expect(code, stderr).toBe(0);
    const document = planDocument.parse(JSON.parse(readFileSync(file('plan.json'), 'utf8')));
    const asked = readFileSync(file('requests.csv'), 'utf8').trim().split('\n').length - 1;
    const planned = document.runs.flatMap((run) =>
      run.trips.flatMap((trip) => trip.stops.flatMap((s) => s.requests)),
    );
    // a request in pieces stands in several runs, and may be left in part
    const placed = new Set([...planned, ...document.unassigned.map((left) => left.request)]);
    expect(placed.size).toBe(asked);
    expect(document.currency).toBe('VND');
    // Nobody is back before half past four: unloading begins at ten or later, and takes 25 minutes before the next trip.
    const laden = document.runs.flatMap(({ trips }) =>
      trips.flatMap(({ stops, end }, index) =>
        stops.at(-1)!.load_after.kg > 0 ? [{ end, next: trips[index + 1]?.start }] : [],
      ),
    );
    expect(laden.length).toBeGreaterThan(0);
    for (const { end, next } of laden) {
      expect(end.slice(11, 16) >= '10:00').toBe(true);
      if (next) expect(Date.parse(next) - Date.parse(end)).toBeGreaterThanOrEqual(25 * 60_000);
    }
  });
});

/** The demo's hub, as its server has it. */
async function demoHub(): Promise<string> {
  const store = openStore({
    file: join(data.dataDir, 'hubward.sqlite'),
    now: () => new Date().toISOString(),
  });
  const [first] = await store.hubs.list();
  store.close();
  return `${first?.lat},${first?.lon}`;
}
