/**
 * The driver's page and its server. First: bytes over the network and seconds from the tap on the link until a demo run
 * works without signal, at 400 kbit/s, 300 ms round trip and a CPU four times slower. Then: phones that come back in the
 * evening and send 40 taps each within one minute, over HTTP with a real database (loopback; phones and server are one
 * process). usage: npm run bench -- drive [--phones 300] [--write-docs]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { RunEventWire } from '#server/contract/drive.ts';
import { eventIdOf } from '#server/domain/drive/event-id.ts';
import { makeDrive } from '#server/services/drive/drive.ts';
import { freezeRun } from '#server/services/publish/freeze-run.ts';
import { storeFile } from '#server/store/data-files.ts';
import { openStore } from '#server/store/open-store.ts';
import { newId, newKey } from '#web/shared/phone/ids.ts';
import { serveApp } from '../../tests/http/served.ts';
import { sampleHub, sampleRequest, sampleVehicle, today } from '../../tests/store/samples.ts';
import { launchChromium } from '../../tests/support/chromium.ts';
import { demoDataDir } from '../../tests/support/demo-data.ts';
import { DeskClient, eventually } from '../../tests/support/desk-client.ts';
import { startHubward } from '../../tests/support/hubward-process.ts';
import { planWith } from '../../tests/support/store-desk.ts';
import { markdownTable, writeDocsSection } from './docs-section.ts';
import { describeMachine, thisMachine } from './planner/results.ts';

const { values: options } = parseArgs({
  options: { phones: { type: 'string', default: '300' }, 'write-docs': { type: 'boolean', default: false } },
});
const phones = Number(options.phones);
const [tapsOfPhone, tapsOfCall, stopsOfRun, hub] = [40, 20, 13, 'hub-1'];
/** All of them come within it. */
const spreadMs = 60_000;

const page = await measurePage();
const sync = await measureSync();
const title = `${describeMachine(thisMachine())}; the page at 400 kbit/s, 300 ms and a CPU 4 × slower; ${phones} phones with ${tapsOfPhone} taps each, ${tapsOfCall} a call, within ${spreadMs / 1000} s.`;
const table = markdownTable(['what', 'measured:'], [...page, ...sync]);
console.log(`${title}\n\n${table}`);
if (options['write-docs']) writeDocsSection('docs/benchmarks.md', 'drive', `${title}\n\n${table}`);

/** The longest run of the demo day, opened by a phone that was never there. */
async function measurePage(): Promise<string[][]> {
  const data = await demoDataDir();
  const hubward = await startHubward(data.dataDir);
  const browser = await launchChromium();
  try {
    const url = await linkOfDemoRun(await DeskClient.fromLink(hubward.url, hubward.link ?? ''));
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-US' });
    const tab = await context.newPage();
    const cdp = await context.newCDPSession(tab);
    let bytes = 0;
    cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await cdp.send('Network.enable');
    const speed = (400 * 1000) / 8;
    const limits = { offline: false, latency: 300, downloadThroughput: speed, uploadThroughput: speed };
    await cdp.send('Network.emulateNetworkConditions', limits);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    const opened = performance.now();
    await tab.goto(url);
    await tab.locator('.main-action button').waitFor({ timeout: 120_000 });
    const shown = performance.now();
    await tab.locator('.main-action button').click();
    await tab.getByText('Will you drive this run?').waitFor({ timeout: 120_000 });
    const ready = performance.now();
    await eventually(
      () => tab.evaluate(() => navigator.serviceWorker.controller !== null),
      (isThere) => isThere,
    );
    const offline = performance.now();
    const seconds = (from: number, to: number) => `${((to - from) / 1000).toFixed(1)} s`;
    return [
      ['from the link to the run’s name', seconds(opened, shown)],
      ['from the tap to the run', seconds(shown, ready)],
      ['from the link to working without signal', seconds(opened, offline)],
      ['bytes over the network, the run and its directions included', `${Math.round(bytes / 1000)} kB`],
    ];
  } finally {
    await browser.close();
    await hubward.stop();
    data.remove();
  }
}

async function linkOfDemoRun(desk: DeskClient): Promise<string> {
  const params = { hub: (await desk.call('getSession')).hubs[0]?.id ?? '' };
  const { today: date } = await desk.call('getHub', { params });
  await desk.call('startSolve', { params, body: { date, seconds: 5 } });
  const { plan } = await eventually(
    () => desk.call('getPlan', { params, query: { date } }),
    (answer) => answer.plan !== null && answer.solve === null,
  );
  const body = { date, edit_version: plan!.edit_version, runs: null };
  const { runs } = await desk.call('publishPlan', { params, body });
  const stopsOf = (run: (typeof runs)[number]) =>
    run.frozen.run.trips.reduce((sum, { stops }) => sum + stops.length, 0);
  const [longest] = runs.toSorted((a, b) => stopsOf(b) - stopsOf(a));
  const [link] = await desk.call('addRunLinks', { params, body: { date, runs: [longest!.number] } });
  return link!.url;
}

/** As many runs as phones; every phone sends its whole day. */
async function measureSync(): Promise<string[][]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hubward-bench-'));
  // The evening of the sample day.
  const now = () => `${today}T18:00:00Z`;
  const store = openStore({ file: storeFile(dataDir), migrationsFolder: 'server/store/migrations', now });
  const requests = Array.from({ length: phones * stopsOfRun }, (_, index) =>
    sampleRequest({ id: `r${String(index).padStart(5, '0')}` }),
  );
  const vehicles = Array.from({ length: phones }, (_, index) =>
    sampleVehicle({ id: `v${index}`, name: `V-${index + 1}` }),
  );
  await store.hubs.add(sampleHub(), []);
  await store.requests.addAll(hub, requests);
  await store.fleet.replace(hub, vehicles);
  const ids = requests.map(({ id }) => id);
  const planned = vehicles.map(({ name: vehicle }, index) => ({
    vehicle,
    trips: [ids.slice(index * stopsOfRun, (index + 1) * stopsOfRun)],
  }));
  const document = planWith(planned);
  await store.plans.save(hub, today, document, null);
  const requestOf = (id: string) => requests[ids.indexOf(id)]!;
  const runs = document.runs.map((run, index) => ({
    number: index + 1,
    frozen: freezeRun({ ...run, violations: [] }, { driver: `Driver ${index}`, phone: null }, requestOf),
  }));
  await store.publications.commit(
    hub,
    today,
    { editVersion: 1, revision: 0 },
    { kind: 'published', runs, by: null },
  );
  const drive = makeDrive({
    store,
    regions: { get: () => null, tile: () => null },
    toolsOf: () => {
      throw new Error('nothing is routed here');
    },
    directionTexts: () => [],
    now,
    newSecret: newKey,
  });
  const many = { windowSeconds: 60, calls: 1_000_000 };
  const limits = { entry: many, read: many, write: many, phone: many };
  const app = await serveApp({ services: { drive }, tuning: { checkAnswers: false, limits } });
  const published = (await store.publications.get(hub, today))!.runs;
  const bound = await Promise.all(
    published.map(async ({ id: run }, index) => {
      const [id, key] = [newId(), newKey()];
      const phone = { id, keyHash: await digest(key), label: '' };
      await store.drive.bindPhone(run, phone);
      return { run, phone: id, key, requests: planned[index]!.trips[0]! };
    }),
  );
  const times: number[] = [];
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 200);
  await Promise.all(
    bound.map(async ({ run, phone, key, requests: of }, index) => {
      await sleep((index * spreadMs) / phones);
      const taps = dayOfTaps(phone, of);
      for (let from = 0; from < taps.length; from += tapsOfCall) {
        const start = performance.now();
        const answer = await fetch(`${app.url}/api/drive/runs/${run}/events`, {
          method: 'POST',
          headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', origin: app.url },
          body: JSON.stringify({ events: taps.slice(from, from + tapsOfCall), revision: 1 }),
        });
        if (!answer.ok) throw new Error(await answer.text());
        await answer.arrayBuffer();
        times.push(performance.now() - start);
      }
    }),
  );
  clearInterval(watch);
  const kept = (await store.drive.listByDay(hub, today)).reduce((sum, { events }) => sum + events.length, 0);
  await app.close();
  store.close();
  rmSync(dataDir, { recursive: true, force: true });
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => `${sorted[Math.floor(sorted.length * share)]!.toFixed(0)} ms`;
  return [
    ['a call with 20 taps, p50', at(0.5)],
    ['a call with 20 taps, p99', at(0.99)],
    ['taps sent and kept', `${phones * tapsOfPhone} and ${kept}`],
    ['most memory, phones included', `${Math.round(most / 1e6)} MB`],
  ];
}

/** Leaves, and at each stop arrives, weighs and goes on. */
function dayOfTaps(phone: string, requests: readonly string[]): RunEventWire[] {
  const load = { kg: 120, crates: 6, parcels: 24, tare_kg: 0, crates_back: 0, products: [] };
  const proof = { note: '', photo: null, consent: null };
  const deeds: RunEventWire['deed'][] = [
    { kind: 'left_hub', trip: 0 },
    ...requests.flatMap((request): RunEventWire['deed'][] => {
      const item = { request, visit: 1 };
      return [
        { kind: 'arrived', items: [item] },
        { kind: 'collected', item, partly: null, ...load, ...proof },
        { kind: 'departed', items: [item] },
      ];
    }),
  ];
  return deeds.slice(0, tapsOfPhone).map((deed, index) => ({
    id: eventIdOf(phone, index + 1),
    phone,
    order: index + 1,
    at: new Date(Date.parse(`${today}T05:00:00Z`) + index * 300_000).toISOString(),
    clock_offset_ms: 0,
    position: null,
    revision: 1,
    deed,
  }));
}

async function digest(key: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key));
  return Buffer.from(bytes).toString('hex');
}
