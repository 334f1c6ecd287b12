/**
 * How long an edit takes from its POST to the event that another desk sees, over HTTP with a real database, at 20 desks
 * that each make one edit a second, on a made day of 1,000 stops in 60 runs. Roads are straight lines: what routing takes
 * comes after the event. usage: npm run bench -- desk-server [--seconds 30] [--write-docs]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { LoggedEvent } from '#server/contract/event.ts';
import type { SingleEdit } from '#server/domain/edits/edit.ts';
import { storeFile } from '#server/store/data-files.ts';
import { openStore } from '#server/store/open-store.ts';
import { type ServedApp, cookie, serveApp } from '../../tests/http/served.ts';
import { sampleHub, sampleRequest, sampleUser, sampleVehicle, today } from '../../tests/store/samples.ts';
import { seededRandom } from '../../tests/support/seeded-random.ts';
import { deskOnStore, planWith } from '../../tests/support/store-desk.ts';
import { markdownTable, writeDocsSection } from './docs-section.ts';
import { describeMachine, thisMachine } from './planner/results.ts';

const [desks, runs, stopsPerRun] = [20, 60, 16];
const hub = 'hub-1';

const { values: options } = parseArgs({
  options: { seconds: { type: 'string', default: '30' }, 'write-docs': { type: 'boolean', default: false } },
});
const dataDir = mkdtempSync(join(tmpdir(), 'hubward-bench-'));
const store = openStore({
  file: storeFile(dataDir),
  migrationsFolder: 'server/store/migrations',
  now: () => new Date().toISOString(),
});
const random = seededRandom(1);
const ids = await addDay();
const { service, settlePaths } = deskOnStore(store);
const many = { windowSeconds: 60, calls: 100_000 };
const app = await serveApp({
  services: {
    desk: service,
    events: {
      listAfter: store.events.listAfter,
      lastSeq: store.events.lastSeq,
      subscribe: (of, { wake }) => store.events.subscribe(of, wake),
    },
  },
  tuning: {
    checkAnswers: false,
    limits: { entry: many, read: many, write: many, phone: many },
  },
});
const stop = new AbortController();
const heard: Map<number, number>[] = [];
const secrets = await Promise.all(Array.from({ length: desks }, (_, index) => openDeskOf(app, index)));
await service.get({ hub, date: today, scenario: null });

const posted: number[] = [];
const seen: number[] = [];
/** A server that has just started is slow; it is not what is measured. */
const warmUntil = performance.now() + 5000;
const until = warmUntil + Number(options.seconds) * 1000;
await Promise.all(secrets.map((secret, index) => editEverySecond(secret, index)));
await sleep(500);
report();
stop.abort();
await app.close();
await settlePaths();
store.close();
rmSync(dataDir, { recursive: true, force: true });

function report(): void {
  const row = (what: string, times: number[]) => {
    const sorted = times.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(sorted.length * share)]!.toFixed(1);
    return [what, String(times.length), at(0.5), at(0.95), at(0.99)];
  };
  const title = `${describeMachine(thisMachine())}; ${desks} desks, one edit a second each, ${runs * stopsPerRun} stops in ${runs} runs; milliseconds.`;
  const table = markdownTable(
    ['from the POST', 'edits:', 'p50:', 'p95:', 'p99:'],
    [row('to its answer', posted), row('to the event at another desk', seen)],
  );
  console.log(`${title}\n\n${table}`);
  if (options['write-docs']) writeDocsSection('docs/benchmarks.md', 'desk-server', `${title}\n\n${table}`);
}

/** Each desk moves stops within runs of its own, on the version that it has heard of last. */
async function editEverySecond(secret: string, index: number): Promise<void> {
  await sleep((index * 1000) / desks);
  for (let next = performance.now(); next < until; next += 1000) {
    await sleep(Math.max(0, next - performance.now()));
    const run = 1 + index + desks * Math.floor(random() * (runs / desks));
    const edit: SingleEdit =
      random() < 0.5
        ? { type: 'reverse', run, trip: 0 }
        : {
            type: 'move',
            stops: [ids[(run - 1) * stopsPerRun + Math.floor(random() * stopsPerRun)]!],
            to: { run, trip: 0, position: Math.floor(random() * stopsPerRun) },
          };
    const version = Math.max(1, ...heard[index]!.keys());
    const start = performance.now();
    const answer = await fetch(`${app.url}/api/hubs/${hub}/desk/edits`, {
      method: 'POST',
      headers: { cookie: cookie(secret), origin: app.url, 'content-type': 'application/json' },
      body: JSON.stringify({ date: today, edit_version: version, edit }),
    });
    const done = (await answer.json()) as { edit_version: number; step: object | null };
    if (!answer.ok) throw new Error(JSON.stringify(done));
    if (done.step === null) continue;
    const answered = performance.now();
    const other = heard[(index + 1) % desks]!;
    while (!other.has(done.edit_version)) await sleep(1);
    if (start < warmUntil) continue;
    posted.push(answered - start);
    seen.push(other.get(done.edit_version)! - start);
  }
}

/** A desk with its event stream open; it notes when it heard of each version. */
async function openDeskOf({ auth, url }: ServedApp, index: number): Promise<string> {
  const secret = auth.enter(`desk-${index}`, [{ role: 'dispatcher', hub }]);
  const own = new Map<number, number>();
  heard[index] = own;
  const answer = await fetch(`${url}/api/hubs/${hub}/events`, {
    headers: { cookie: cookie(secret) },
    signal: stop.signal,
  });
  void (async () => {
    let rest = '';
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const line = block.split('\n').find((each) => each.startsWith('data: '));
        const event = line && (JSON.parse(line.slice(6)) as LoggedEvent).event;
        if (event && event.type === 'plan.edited') own.set(event.data.step.edit_version, performance.now());
      }
    }
  })().catch(() => undefined); // aborted at the end
  return secret;
}

/** Requests, vehicles, people and a plan with as many runs; returns the stops, run by run. */
async function addDay(): Promise<string[]> {
  await store.hubs.add(sampleHub(), []);
  for (let index = 0; index < desks; index++) {
    await store.people.add(sampleUser({ id: `desk-${index}`, email: `desk-${index}@example.org` }));
  }
  const requests = Array.from({ length: runs * stopsPerRun }, (_, index) =>
    sampleRequest({
      id: `r${String(index).padStart(4, '0')}`,
      lat: 22.36 + (random() - 0.5) / 2,
      lon: 103.25 + (random() - 0.5) / 2,
    }),
  );
  const vehicles = Array.from({ length: runs }, (_, index) =>
    sampleVehicle({ id: `v${index}`, name: `V-${index + 1}` }),
  );
  await store.requests.addAll(hub, requests);
  await store.fleet.replace(hub, vehicles);
  const ids = requests.map(({ id }) => id);
  const planned = vehicles.map(({ name: vehicle }, index) => ({
    vehicle,
    trips: [ids.slice(index * stopsPerRun, (index + 1) * stopsPerRun)],
  }));
  await store.plans.save(hub, today, planWith(planned), null);
  return ids;
}
