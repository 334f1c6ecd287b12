/**
 * The booking page on a thin signal and a slow phone: bytes as they come over the wire, and how long until it can be used,
 * on a first visit (nothing is kept) and on a return (its service worker has it). 400 kbit/s, 300 ms a round trip, the
 * processor 4 times slower.
 * usage: npm run bench -- book-page [--rounds 3] [--write-docs]
 */
import { parseArgs } from 'node:util';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { launchChromium } from '../../tests/support/chromium.ts';
import { demoDataDir } from '../../tests/support/demo-data.ts';
import { DeskClient } from '../../tests/support/desk-client.ts';
import { startHubward } from '../../tests/support/hubward-process.ts';
import { markdownTable, writeDocsSection } from './docs-section.ts';
import { describeMachine, thisMachine } from './planner/results.ts';

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, 'write-docs': { type: 'boolean', default: false } },
});
const rounds = Number(options.rounds);
const network = {
  offline: false,
  latency: 300,
  downloadThroughput: 400_000 / 8,
  uploadThroughput: 400_000 / 8,
};
const cpuRate = 4;
const limits = { scriptBytes: 100_000, firstMs: 5000, returnMs: 1000 };

interface Visit {
  readonly ms: number;
  readonly bytes: number;
  readonly scriptBytes: number;
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
  const linkOf = await openDesk();
  const first: Visit[] = [];
  const again: Visit[] = [];
  for (let round = 0; round < rounds; round++) {
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      locale: 'vi-VN',
    });
    await bind(context, await linkOf());
    first.push(await visit(context, false));
    again.push(await visit(context, true));
    await context.close();
  }
  const middle = (visits: readonly Visit[], of: keyof Visit) =>
    visits.map((each) => each[of]).sort((a, b) => a - b)[Math.floor(visits.length / 2)]!; // one at least
  const row = (name: string, visits: readonly Visit[], limit: number) => [
    name,
    (middle(visits, 'ms') / 1000).toFixed(2),
    (limit / 1000).toFixed(1),
    (middle(visits, 'bytes') / 1000).toFixed(1),
    (middle(visits, 'scriptBytes') / 1000).toFixed(1),
  ];
  const table = markdownTable(
    ['visit', 's to usable:', 's allowed:', 'kB in all:', 'kB of JavaScript:'],
    [row('first', first, limits.firstMs), row('return', again, limits.returnMs)],
  );
  console.log(table);
  const isKept =
    middle(first, 'scriptBytes') <= limits.scriptBytes &&
    middle(first, 'ms') <= limits.firstMs &&
    middle(again, 'ms') <= limits.returnMs;
  console.log(isKept ? 'within its limits' : 'beyond its limits');
  if (options['write-docs'])
    writeDocsSection(
      'docs/benchmarks.md',
      'book-page',
      `${describeMachine(thisMachine())}; the middle of ${rounds} visits each.\n\n${table}`,
    );
}

/** Makes links for new members. */
async function openDesk(): Promise<() => Promise<string>> {
  const desk = await DeskClient.fromLink(hubward.url, hubward.link ?? '');
  const { hubs } = await desk.call('getSession');
  const hub = hubs[0]?.id ?? '';
  const [cooperative] = await desk.call('listCooperatives', { params: { hub } });
  const body = {
    cooperative: cooperative?.id ?? '',
    name: 'Chảo Mẩy',
    phone: '',
    locale: 'vi',
    role: 'grower',
  } as const;
  return async () => {
    const { id } = await desk.call('addMember', { params: { hub }, body });
    return (await desk.call('inviteMember', { params: { hub, member: id } })).link;
  };
}

/** Without opening the page, so that nothing of it is kept. */
async function bind(context: BrowserContext, link: string): Promise<void> {
  const answer = await context.request.post(link.replace('/book/i/', '/api/book/links/'), {
    headers: { origin: hubward.url },
  });
  if (!answer.ok()) throw new Error(`the link was not taken: ${answer.status()}`);
}

async function visit(context: BrowserContext, isReturn: boolean): Promise<Visit> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const heard = await throttle(session);
  const begin = performance.now();
  await page.goto(`${hubward.url}/book/`, { waitUntil: 'commit' });
  await page.locator('footer button.main').waitFor();
  const ms = performance.now() - begin;
  if (!isReturn) await keepOffline(page);
  await page.close();
  return { ms, ...heard() };
}

async function throttle(session: CDPSession): Promise<() => Omit<Visit, 'ms'>> {
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', network);
  await session.send('Emulation.setCPUThrottlingRate', { rate: cpuRate });
  const kinds = new Map<string, string>();
  let bytes = 0;
  let scriptBytes = 0;
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (!response.fromServiceWorker) kinds.set(requestId, type);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (!kinds.has(requestId)) return;
    bytes += encodedDataLength;
    if (kinds.get(requestId) === 'Script') scriptBytes += encodedDataLength;
  });
  return () => ({ bytes, scriptBytes });
}

async function keepOffline(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}
