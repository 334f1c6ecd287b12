/**
 * What the page keeps of a long day at the desk: its JavaScript heap after collecting garbage, its nodes and listeners, at
 * the start and after every hundred edits of the demo day, most by another dispatcher, some by keys in the page. As many
 * as an edit every six seconds makes in an hour, as fast as the server takes them.
 * usage: npm run bench -- desk-page [--edits 600] [--write-docs]
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { CDPSession, Page } from 'playwright-core';
import { launchChromium } from '../../tests/support/chromium.ts';
import { demoDataDir } from '../../tests/support/demo-data.ts';
import { DeskClient, eventually } from '../../tests/support/desk-client.ts';
import { enterDesk } from '../../tests/support/enter-desk.ts';
import { startHubward } from '../../tests/support/hubward-process.ts';
import { seededRandom } from '../../tests/support/seeded-random.ts';
import { markdownTable, writeDocsSection } from './docs-section.ts';
import { describeMachine, thisMachine } from './planner/results.ts';

const { values: options } = parseArgs({
  options: { edits: { type: 'string', default: '600' }, 'write-docs': { type: 'boolean', default: false } },
});
const edits = Number(options.edits);
/** Below what the server allows one person in a minute. */
const pauseMs = 280;
/** Each so many edits one is made in the page and taken back there. */
const ownEvery = 10;
const random = seededRandom(1);

interface Memory {
  readonly heapMb: number;
  readonly nodes: number;
  readonly listeners: number;
}

const data = await demoDataDir();
const hubward = await startHubward(data.dataDir);
const browser = await launchChromium();
try {
  await measure();
} finally {
  await browser.close();
  await hubward.stop();
  data.remove();
}

async function measure(): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  const page = await context.newPage();
  await enterDesk(page, hubward);
  const [session] = await context.cookies();
  const other = DeskClient.withCookie(hubward.url, `${session?.name}=${session?.value}`);
  const { hubs } = await other.call('getSession');
  const params = { hub: hubs[0]?.id ?? '' };
  const date = (await other.call('getHub', { params })).today;
  await other.call('startSolve', { params, body: { date, seconds: 5 } });
  await eventually(
    () => other.call('getPlan', { params, query: { date } }),
    ({ plan, solve }) => plan !== null && solve === null,
  );
  await page.waitForSelector('.chip');
  const client = await context.newCDPSession(page);
  const editAll = async (count: number) => {
    for (let edit = 1; edit <= count; edit++) {
      await (edit % ownEvery === 0 ? editInPage(page) : editAsOther(other, params, date));
      await sleep(pauseMs);
    }
    // What was answered last is drawn, and its paths have come.
    await sleep(3_000);
  };
  // The first edits load what comes late: paths, icons, code that has run for the first time.
  await editAll(50);
  const measured = [await memoryOf(client)];
  for (let done = 0; done < edits; done += 100) {
    await editAll(Math.min(100, edits - done));
    measured.push(await memoryOf(client));
  }
  const { runs } = (await other.call('getDesk', { params, query: { date } })).arrangement;
  report(measured, await page.locator('.chip').count(), runs.length);
}

/** Moves a stop to any place of any run, and asks for nothing where another was faster. */
async function editAsOther(other: DeskClient, params: { hub: string }, date: string): Promise<void> {
  const { arrangement, edit_version: version } = await other.call('getDesk', { params, query: { date } });
  const runs = arrangement.runs.filter(({ trips }) => trips.flat().length > 1);
  const any = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)]!; // none is empty
  const stop = any(any(any(runs).trips)).stop;
  const target = any(runs);
  const left = target.trips[0]!.filter((planned) => planned.stop !== stop).length;
  const to = { run: target.run, trip: 0, position: Math.floor(random() * (left + 1)) };
  const body = { date, edit_version: version, edit: { type: 'move', stops: [stop], to } };
  await other.tryCall('editPlan', { params, body });
}

/** Drags by keys to the best place, and undoes. */
async function editInPage(page: Page): Promise<void> {
  await page.locator('.chip').first().focus();
  for (const key of ['Space', '1', 'Space', 'Control+z']) await page.keyboard.press(key);
}

async function memoryOf(client: CDPSession): Promise<Memory> {
  // What the first collection frees of native objects, the second frees of theirs.
  await client.send('HeapProfiler.collectGarbage');
  await client.send('HeapProfiler.collectGarbage');
  const { usedSize } = await client.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners: listeners } = await client.send('Memory.getDOMCounters');
  return { heapMb: usedSize / 1e6, nodes, listeners };
}

function report(measured: readonly Memory[], stops: number, runs: number): void {
  const [first] = measured;
  const last = measured.at(-1);
  if (!first || !last) throw new Error('nothing was measured');
  const growth = ((last.heapMb - first.heapMb) / edits) * 100;
  const title = `${describeMachine(thisMachine())}; the demo day, ${stops} stops in ${runs} runs, ${edits} edits after 50 that are not counted; the heap grew by ${growth.toFixed(2)} MB per 100 edits.`;
  const table = markdownTable(
    ['edits:', 'JavaScript heap, MB:', 'nodes:', 'listeners:'],
    measured.map(({ heapMb, nodes, listeners }, index) => [
      String(Math.min(edits, index * 100)),
      heapMb.toFixed(1),
      String(nodes),
      String(listeners),
    ]),
  );
  console.log(`${title}\n\n${table}`);
  if (options['write-docs']) writeDocsSection('docs/benchmarks.md', 'desk-page', `${title}\n\n${table}`);
}
