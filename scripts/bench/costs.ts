/**
 * How long the costs of a season take over HTTP: the first answer of a server that has just started, then every grouping
 * of several spans, and what the server keeps of it in memory. On a settled season (scripts/demo/make-season.ts).
 * usage: npm run bench -- costs --data DIR [--write-docs]
 */
import { parseArgs } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import { type CostReport, costGrouping, costReport } from '#server/contract/costs.ts';
import { storeFile } from '#server/store/data-files.ts';
import { openStore } from '#server/store/open-store.ts';
import { makeCosts } from '#server/services/money/costs.ts';
import { cookie, serveApp } from '../../tests/http/served.ts';
import { markdownTable, writeDocsSection } from './docs-section.ts';
import { describeMachine, thisMachine } from './planner/results.ts';

const { values: options } = parseArgs({
  options: { data: { type: 'string' }, 'write-docs': { type: 'boolean', default: false } },
});
if (!options.data) throw new Error('usage: npm run bench -- costs --data DIR');
const rounds = 5;
const store = openStore({
  file: storeFile(options.data),
  migrationsFolder: 'server/store/migrations',
  now: () => new Date().toISOString(),
});
const [hub] = await store.hubs.list();
if (!hub) throw new Error('the data directory has no hub');
const settledOnly = () => Promise.reject(new Error('a day of the season is not settled'));
const app = await serveApp({
  services: { costs: makeCosts({ store, readMoney: settledOnly, cheaper: settledOnly }) },
  tuning: { checkAnswers: false },
});
const secret = app.auth.enter('manager', [{ role: 'manager', hub: hub.id }]);
const today = Temporal.Now.plainDateISO(hub.timezone);
const until = today.subtract({ days: 1 }).toString();
const spanOf = (days: number) => `from=${today.subtract({ days }).toString()}&until=${until}`;
/** The server's code and its connection are warm; no day is read. */
await ask(`from=${today.toString()}&until=${today.toString()}`, 'day').catch(() => null);

const heapBefore = usedHeap();
const first = await ask(spanOf(90), 'day');
const heapMb = (usedHeap() - heapBefore) / 2 ** 20;
const rows: string[][] = [['90 days by day, first', '1', first.ms.toFixed(0), first.ms.toFixed(0)]];
for (const days of [90, 30, 7]) {
  const times: number[] = [];
  for (const by of costGrouping.options) {
    for (let round = 0; round < rounds; round++) times.push((await ask(spanOf(days), by)).ms);
  }
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)]!.toFixed(0);
  rows.push([
    `${days} days by each grouping, then`,
    String(times.length),
    at(0.5),
    sorted.at(-1)!.toFixed(0),
  ]);
}
const { days, total } = first.report;
const title = `${describeMachine(thisMachine())}; ${days} settled days, ${total.of_runs?.runs ?? 0} runs, ${await bookedOf(days)} requests; milliseconds to the whole answer. The server's heap grew by ${heapMb.toFixed(1)} MB.`;
const table = markdownTable(['answer', 'times:', 'median:', 'longest:'], rows);
console.log(`${title}\n\n${table}`);
if (options['write-docs']) writeDocsSection('docs/benchmarks.md', 'costs', `${title}\n\n${table}`);
await app.close();
store.close();

async function ask(span: string, by: string): Promise<{ ms: number; report: CostReport }> {
  const start = performance.now();
  const answer = await fetch(`${app.url}/api/hubs/${hub!.id}/costs?${span}&by=${by}`, {
    headers: { cookie: cookie(secret) },
  });
  const body: unknown = await answer.json();
  const ms = performance.now() - start;
  if (!answer.ok) throw new Error(JSON.stringify(body));
  return { ms, report: costReport.parse(body) };
}

async function bookedOf(count: number): Promise<number> {
  let booked = 0;
  for (let ago = count; ago > 0; ago--) {
    booked += (await store.requests.listByDay(hub!.id, today.subtract({ days: ago }).toString())).length;
  }
  return booked;
}

function usedHeap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
