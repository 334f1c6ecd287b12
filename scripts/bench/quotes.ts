/**
 * How long quotes take over HTTP with a real database: seven days ahead, each with a morning and an afternoon. The first
 * of the days has a plan of 500 or 2,000 requests, the others the same weekday of the weeks before, as large, of 1,500
 * places in all. Roads are straight lines behind the matrix cache, which knows the ways of the plans, as after planning:
 * what routing itself takes for a place that was never asked about is not in it.
 * usage: npm run bench -- quotes [--quotes 300] [--write-docs]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import { quote } from '#server/contract/quote.ts';
import type { Regions } from '#server/region/port.ts';
import { cachedMatrices, openMatrixCache } from '#server/routing/matrix-cache.ts';
import type { LonLat } from '#server/routing/port.ts';
import { openQuotes } from '#server/services/quotes/open-quotes.ts';
import { storeFile } from '#server/store/data-files.ts';
import { openStore } from '#server/store/open-store.ts';
import { cookie, serveApp } from '../../tests/http/served.ts';
import { sampleHub, sampleRequest, sampleVehicle } from '../../tests/store/samples.ts';
import { flatRoads } from '../../tests/support/flat-roads.ts';
import { seededRandom } from '../../tests/support/seeded-random.ts';
import { deskOnStore, planWith } from '../../tests/support/store-desk.ts';
import { markdownTable, writeDocsSection } from './docs-section.ts';
import { describeMachine, thisMachine } from './planner/results.ts';

const { values: options } = parseArgs({
  options: { quotes: { type: 'string', default: '300' }, 'write-docs': { type: 'boolean', default: false } },
});
const hub = sampleHub();
const bounds = [hub.lon - 1, hub.lat - 1, hub.lon + 1, hub.lat + 1] as const;
const firstDay = '2026-03-02';
const stopsPerRun = 20;
const placesInAll = 1500;

const rows: string[][] = [];
for (const requests of [500, 2000]) rows.push(...(await measure(requests, Number(options.quotes))));
const title = `${describeMachine(thisMachine())}; milliseconds from the call to the whole answer, one after another.`;
const table = markdownTable(
  ['requests a day', 'asked', 'quotes:', 'p50:', 'p95:', 'p99:', 'a second:', 'longest block:'],
  rows,
);
console.log(`${title}\n\n${table}`);
if (options['write-docs']) writeDocsSection('docs/benchmarks.md', 'quotes', `${title}\n\n${table}`);

async function measure(requests: number, count: number): Promise<string[][]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hubward-bench-'));
  const now = () => `${firstDay}T00:00:00Z`;
  const store = openStore({
    file: storeFile(dataDir),
    migrationsFolder: 'server/store/migrations',
    now: () => new Date().toISOString(),
  });
  const random = seededRandom(1);
  const somewhere = (): LonLat => [hub.lon + (random() - 0.5) / 2, hub.lat + (random() - 0.5) / 2];
  const known = Array.from({ length: placesInAll }, somewhere);
  const cache = openMatrixCache({ file: join(dataDir, 'matrix-cache.sqlite') });
  const { engine } = flatRoads(undefined as never, '2026-03-01T10:00:00Z', { table: tableOf }); // nothing is solved
  const roads = { engine, matrices: cachedMatrices(engine, cache) };
  await store.hubs.add(hub, []);
  await store.fleet.replace(
    hub.id,
    Array.from({ length: requests / stopsPerRun + 5 }, (_, index) =>
      sampleVehicle({ id: `v${index}`, name: `V-${index + 1}`, capacity_kg: 5000, capacity_crates: null }),
    ),
  );
  // Tomorrow, and of the six days behind it the same weekdays of last week.
  for (const offset of [1, ...[2, 3, 4, 5, 6, 7].map((ahead) => ahead - 7)]) await addDay(offset);
  const { readDay, settlePaths } = deskOnStore(store);
  const { quotes } = openQuotes({
    store,
    regions: {
      get: () => ({ bounds }),
      gazetteer: () => ({ search: () => [], close: () => undefined }),
    } as unknown as Regions, // no more is asked of them
    readDay,
    toolsOf: () => roads,
    snapLimitMetres: 1000,
    now,
  });
  const many = { windowSeconds: 60, calls: 1_000_000 };
  const limits = { entry: many, read: many, write: many, phone: many };
  const app = await serveApp({ services: { quotes }, tuning: { checkAnswers: false, limits } });
  const secret = app.auth.enter('desk', [{ role: 'dispatcher', hub: hub.id }]);
  const ask = async (query: string) => {
    const start = performance.now();
    const answer = await fetch(`${app.url}/api/hubs/${hub.id}/quote?${query}`, {
      headers: { cookie: cookie(secret) },
    });
    const found = quote.parse(await answer.json());
    const ms = performance.now() - start;
    if (!found.days.every(({ slots }) => slots.some(({ price }) => price)))
      throw new Error('a day has no price');
    return ms;
  };
  const place = () => {
    const [lon, lat] = somewhere();
    return `lat=${lat}&lon=${lon}`;
  };
  const load = () => `kg=${20 + Math.floor(random() * 300)}&largest_vehicle=light`;
  const blocks = monitorEventLoopDelay({ resolution: 5 });
  blocks.enable();
  await setTimeout(50); // What comes before its first look is not noted.
  const start = performance.now();
  await quotes.layOut(new AbortController().signal);
  const laidOut = [performance.now() - start];
  await setTimeout(50); // The block under way is noted once it is over.
  const longestLayingOut = blocks.max / 1e6;
  const first = await ask(`${place()}&${load()}`);
  const lines: string[][] = [
    [
      String(requests),
      'nothing: a week is laid out after the start',
      '1',
      ...fixed(laidOut),
      '',
      longestLayingOut.toFixed(0),
    ],
    [String(requests), 'a week, the first', '1', ...fixed([first])],
  ];
  const week = { weekNew: [] as number[], weekKnown: [] as number[], dayKnown: [] as number[] };
  blocks.reset();
  for (let index = 0; index < count; index++) {
    const at = place();
    week.weekNew.push(await ask(`${at}&${load()}`));
    week.weekKnown.push(await ask(`${at}&${load()}`));
    week.dayKnown.push(await ask(`${at}&${load()}&date=2026-03-03`));
  }
  for (const [what, times] of [
    ['a week, of a new place', week.weekNew],
    ['a week, of a known place', week.weekKnown],
    ['the planned day, of a known place', week.dayKnown],
  ] as const) {
    // The first third is not counted: the code is still warming up.
    const counted = times.slice(Math.floor(times.length / 3));
    const perSecond = (1000 * counted.length) / counted.reduce((sum, ms) => sum + ms, 0);
    const longest = (blocks.max / 1e6).toFixed(0);
    lines.push([
      String(requests),
      what,
      String(counted.length),
      ...fixed(counted),
      perSecond.toFixed(0),
      longest,
    ]);
  }
  await app.close();
  await settlePaths();
  cache.close();
  store.close();
  rmSync(dataDir, { recursive: true, force: true });
  return lines.map((line) => [...line, ...Array.from({ length: 8 - line.length }, () => '')]);

  async function addDay(offset: number): Promise<void> {
    const date = Temporal.PlainDate.from(firstDay).add({ days: offset }).toString();
    const before = Temporal.PlainDate.from(date).subtract({ days: 1 }).toString();
    const booked = Array.from({ length: requests }, (_, index) => {
      const [lon, lat] = known[Math.floor(random() * placesInAll)]!;
      return sampleRequest({
        lon,
        lat,
        id: `${date}-${index}`,
        date,
        kg: 40,
        ready_from: `${before}T23:00:00Z`,
        ready_until: `${date}T11:00:00Z`,
      });
    });
    await store.requests.addAll(hub.id, booked);
    const points = booked.map(({ lat, lon }): LonLat => [lon, lat]);
    for (const profile of ['light'] as const)
      await roads.matrices.matrix([[hub.lon, hub.lat], ...points], { profile });
    // Those in one direction of the hub, near ones first: a plan that could have been made.
    const byAngle = booked.toSorted(
      (a, b) => Math.atan2(a.lat - hub.lat, a.lon - hub.lon) - Math.atan2(b.lat - hub.lat, b.lon - hub.lon),
    );
    const runs = Array.from({ length: requests / stopsPerRun }, (_, index) => ({
      vehicle: `V-${index + 1}`,
      trips: [
        byAngle
          .slice(index * stopsPerRun, (index + 1) * stopsPerRun)
          .sort(
            (a, b) =>
              Math.hypot(a.lat - hub.lat, a.lon - hub.lon) - Math.hypot(b.lat - hub.lat, b.lon - hub.lon),
          )
          .map(({ id }) => id),
      ],
    }));
    await store.plans.save(hub.id, date, { ...planWith(runs), date }, null);
  }
}

/** As the crow flies at 36 km/h. */
async function tableOf(points: readonly LonLat[], from: readonly number[], to: readonly number[]) {
  const metresBetween = ([x, y]: LonLat, [u, v]: LonLat) => Math.round(Math.hypot(x - u, y - v) * 100_000);
  const metres = Int32Array.from(from.flatMap((a) => to.map((b) => metresBetween(points[a]!, points[b]!)))); // its indices
  return { metres, seconds: metres.map((value) => Math.floor(value / 10)) };
}

/** p50, p95, p99. */
function fixed(times: readonly number[]): string[] {
  const sorted = times.toSorted((a, b) => a - b);
  return [0.5, 0.95, 0.99].map((share) => sorted[Math.floor(sorted.length * share)]!.toFixed(1));
}
