/**
 * Bookings from phones over HTTP, as many a second as asked whether or not the last are answered, to a server of its own
 * with the demo county: how long each takes, and whether all that were taken are there, each once. One in twenty is sent
 * twice, as by a phone that heard no answer.
 * usage: npm run bench -- bookings [--rate 200] [--seconds 60] [--phones 400] [--write-docs]
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { makeAuth } from '#server/auth/auth.ts';
import type { BookingDraft, BookingStart } from '#server/contract/booking.ts';
import { storeFile } from '#server/store/data-files.ts';
import { openStore } from '#server/store/open-store.ts';
import { demoDataDir } from '../../tests/support/demo-data.ts';
import { DeskClient } from '../../tests/support/desk-client.ts';
import { startHubward } from '../../tests/support/hubward-process.ts';
import { seededRandom } from '../../tests/support/seeded-random.ts';
import { markdownTable, writeDocsSection } from './docs-section.ts';
import { describeMachine, thisMachine } from './planner/results.ts';

const { values: options } = parseArgs({
  options: {
    rate: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '60' },
    phones: { type: 'string', default: '400' },
    'write-docs': { type: 'boolean', default: false },
  },
});
const [rate, seconds, phones] = [Number(options.rate), Number(options.seconds), Number(options.phones)];
const sentTwice = 0.05;
/** A server that has just started is slow; these are not counted. */
const warmUp = 20;

interface Answer {
  readonly id: string;
  readonly status: number;
  /** Of the problem; null: it was taken. */
  readonly code: string | null;
  readonly ms: number;
}

const random = seededRandom(1);
const data = await demoDataDir();
const cookies = await bindPhones();
const hubward = await startHubward(data.dataDir);
const agent = new Agent({ keepAlive: true, maxSockets: 256 });
try {
  await measure();
} finally {
  agent.destroy();
  await hubward.stop();
  data.remove();
}

async function measure(): Promise<void> {
  const desk = await DeskClient.fromLink(hubward.url, hubward.link ?? '');
  const [hub] = (await desk.call('getSession')).hubs;
  if (!hub) throw new Error('the demo has no hub');
  const { days, places, products } = await readStart(desk, hub.id);
  const draw = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!; // of some
  const draftOf = (): BookingDraft => ({
    id: randomUUID(),
    replaces: null,
    member: null,
    made_at: new Date().toISOString(),
    kind: 'pickup',
    date: draw(days),
    ...draw(places),
    landmark: '',
    photo: null,
    product: draw(products),
    kg: 20 + Math.floor(random() * 180),
    crates: null,
    parcels: null,
    ready_from: '06:00',
    ready_until: '12:00',
    harvested_at: null,
  });
  const before = await countAll(desk, hub.id, days);
  const warm: Answer[] = [];
  for (let count = 0; count < warmUp; count++) warm.push(await post(draw(cookies), draftOf()));

  const answers: Promise<Answer[]>[] = [];
  const begin = performance.now();
  for (let count = 0; count < rate * seconds; count++) {
    const wait = begin + (count * 1000) / rate - performance.now();
    if (wait > 0) await sleep(wait);
    const [cookie, draft] = [draw(cookies), draftOf()];
    const times = random() < sentTwice ? 2 : 1;
    answers.push(Promise.all(Array.from({ length: times }, () => post(cookie, draft))));
  }
  const sentSeconds = (performance.now() - begin) / 1000;
  const all = (await Promise.all(answers)).flat();
  const took = (performance.now() - begin) / 1000;
  const taken = new Set([...warm, ...all].flatMap(({ id, status }) => (status === 200 ? [id] : [])));
  const there = await countAll(desk, hub.id, days);
  const found = [...there].filter(([id]) => taken.has(id));
  const report = {
    refused: all.filter(({ status }) => status !== 200).length,
    lost: taken.size - found.length,
    doubled: [...there.values()].filter((count) => count > 1).length,
    others: there.size - before.size - taken.size,
  };
  const ms = all.map((each) => each.ms).sort((a, b) => a - b);
  const at = (share: number) => ms[Math.min(ms.length - 1, Math.floor(share * ms.length))]!.toFixed(1); // of some
  const table = markdownTable(
    [
      'bookings',
      'sent a second:',
      'answered a second:',
      'p50, ms:',
      'p95, ms:',
      'p99, ms:',
      'refused:',
      'lost:',
      'doubled:',
    ],
    [
      [
        String(all.length),
        (all.length / sentSeconds).toFixed(0),
        (all.length / took).toFixed(0),
        at(0.5),
        at(0.95),
        at(0.99),
        String(report.refused),
        String(report.lost),
        String(report.doubled + report.others),
      ],
    ],
  );
  console.log(table);
  const codes = all.flatMap(({ code }) => code ?? []);
  for (const code of new Set(codes))
    console.log(`refused by ${code}: ${codes.filter((each) => each === code).length}`);
  if (options['write-docs']) {
    const title = `${describeMachine(thisMachine())}; ${phones} phones, ${seconds} s, from the same machine.`;
    writeDocsSection('docs/benchmarks.md', 'bookings', `${title}\n\n${table}`);
  }
}

/** Cookies of phones of new members, bound before the server starts: it would take no sixty links from one address. */
async function bindPhones(): Promise<string[]> {
  const now = () => new Date().toISOString();
  const store = openStore({
    file: storeFile(data.dataDir),
    migrationsFolder: 'server/store/migrations',
    now,
  });
  try {
    const auth = makeAuth({ ...store, now, randomBytes });
    const [hub] = await store.hubs.list();
    const [cooperative] = hub ? await store.cooperatives.list(hub.id) : [];
    if (!hub || !cooperative) throw new Error('the demo has no cooperative');
    const bound: string[] = [];
    for (let index = 0; index < phones; index++) {
      const { id } = await store.members.add(hub.id, randomUUID(), {
        cooperative: cooperative.id,
        name: `Chảo Mẩy ${index}`,
        phone: '',
        locale: 'vi',
        role: 'grower',
      });
      const { link } = await auth.members.invite(id);
      const { secret } = await auth.members.acceptInvite(link.split('/').at(-1) ?? '', 'Android');
      bound.push(`hubward_member=${secret}`);
    }
    return bound;
  } finally {
    store.close();
  }
}

/** Days that can be booked as long as this takes, and places and products as those of the demo's day. */
async function readStart(desk: DeskClient, hub: string) {
  const { days } = (await call<BookingStart>('GET', '/api/book', cookies[0]!)).body; // of some
  const { today } = await desk.call('getHub', { params: { hub } });
  const requests = (await desk.call('listRequests', { params: { hub }, query: { date: today } })).filter(
    ({ kind }) => kind === 'pickup',
  );
  return {
    // The first one's list may close at the hub's hour while bookings are under way, and those would be rightly refused.
    days: days.slice(1),
    places: requests.map(({ place, lat, lon }) => ({ place, lat, lon })),
    products: requests.map(({ product }) => product),
  };
}

/** How often each request is in the lists of the days. */
async function countAll(
  desk: DeskClient,
  hub: string,
  days: readonly string[],
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const date of days) {
    for (const { id } of await desk.call('listRequests', { params: { hub }, query: { date } }))
      counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

async function post(cookie: string, draft: BookingDraft): Promise<Answer> {
  const begin = performance.now();
  const { status, body } = await call<{ code?: string }>('POST', '/api/book/requests', cookie, draft);
  const code = status === 200 ? null : (body.code ?? `HTTP ${status}`);
  return { id: draft.id, status, code, ms: performance.now() - begin };
}

function call<T>(
  method: string,
  path: string,
  cookie: string,
  body?: object,
): Promise<{ status: number; body: T }> {
  return new Promise((resolve, reject) => {
    const headers = { cookie, origin: hubward.url, 'content-type': 'application/json' };
    const sent = request(`${hubward.url}${path}`, { method, agent, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => (text += chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: JSON.parse(text) as T })); // as the contract says
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body && JSON.stringify(body));
  });
}
