/**
 * Quotes against what was borne in the end, over a demo season (scripts/demo/make-season.ts): on some days a fifth of the
 * requests is held back, the others are planned, and those held back are quoted, as if each were the next to be booked.
 * Each quote is set beside its share in the day's plan with all of them. The season is copied, and stays as it is.
 * usage: npm run bench -- quotes-season --data DIR [--days 20] [--seconds 0.5] [--write-docs]
 */
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import type { Request } from '#server/contract/request.ts';
import { readConfig } from '#server/config/config.ts';
import { makeLogger } from '#server/config/logger.ts';
import { openPlanning } from '#server/context.ts';
import { openRegions } from '#server/region/open-regions.ts';
import { openDesk } from '#server/services/desk/desk.ts';
import { reckonDay } from '#server/services/money/reckon-day.ts';
import { Solves } from '#server/services/planning/solves.ts';
import { makePlans } from '#server/services/plans.ts';
import { openQuotes } from '#server/services/quotes/open-quotes.ts';
import { storeFile } from '#server/store/data-files.ts';
import { openStore } from '#server/store/open-store.ts';
import { seededRandom } from '../../tests/support/seeded-random.ts';
import { markdownTable, writeDocsSection } from './docs-section.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    days: { type: 'string', default: '20' },
    /** For which the others of a day are planned. */
    seconds: { type: 'string', default: '0.5' },
    'write-docs': { type: 'boolean', default: false },
  },
});
if (!options.data) throw new Error('usage: npm run bench -- quotes-season --data DIR');
const heldBack = 0.2;
/** The season before the first day that is looked at. */
const daysBefore = 28;

interface Compared {
  /** What the quote comes from; `again`: it is the share itself, of another solve of the same day. */
  readonly basis: 'plan' | 'season' | 'alone' | 'again';
  readonly amount: number;
  readonly low: number;
  readonly high: number;
  readonly share: number;
}

const dataDir = mkdtempSync(join(tmpdir(), 'hubward-bench-'));
cpSync(options.data, dataDir, { recursive: true });
const config = readConfig({ ...process.env, HUBWARD_DATA: dataDir });
const logger = makeLogger(config);
const now = () => new Date().toISOString();
const store = openStore({ file: storeFile(dataDir), migrationsFolder: 'server/store/migrations', now });
const regions = openRegions(dataDir);
const planning = openPlanning(config, regions, logger);
const random = seededRandom(1);
const onFailure = (error: unknown): never => {
  throw error;
};
const solves = new Solves({ store, newId: randomUUID, onFailure });
const shared = {
  store,
  solves,
  toolsOf: planning.toolsOf,
  snapLimitMetres: config.snapLimitMetres,
  newId: randomUUID,
  newSeed: () => Math.floor(random() * 2 ** 31),
  onFailure,
};
const { readDay, settlePaths } = openDesk(shared);
const plans = makePlans({ ...shared, directionTexts: () => [] });
const quotesFrom = (from: typeof store) =>
  openQuotes({ ...shared, store: from, regions, readDay, now }).quotes;
/** As if the day had no plan yet. */
const unplanned = {
  ...store,
  money: {
    ...store.money,
    listDays: async (hub: string, from: string, until: string) =>
      (await store.money.listDays(hub, from, until)).filter((day) => day !== until),
  },
};
const fromPlan = quotesFrom(store);
const fromSeason = quotesFrom(unplanned);
const compared: Compared[] = [];

const [hub] = await store.hubs.list();
if (!hub) throw new Error('the data directory has no hub');
const today = Temporal.Now.plainDateISO(hub.timezone);
const season = await store.money.listDays(
  hub.id,
  today.subtract({ days: 90 }).toString(),
  today.subtract({ days: 1 }).toString(),
);
const days = season.slice(daysBefore);
const every = Math.max(1, Math.floor(days.length / Number(options.days)));
// Not always the same weekday.
const looked = days.filter((_, index) => index % (every % 7 === 0 ? every + 1 : every) === 0);
for (const date of looked) await compareDay(date);
report();
await settlePaths();
await solves.close();
await planning.close();
regions.close();
store.close();
rmSync(dataDir, { recursive: true, force: true });

async function compareDay(date: string): Promise<void> {
  // As before it was driven: what has been collected is in no plan that is made now.
  for (const { id, state } of await store.requests.listByDay(hub!.id, date)) {
    if (state !== 'cancelled') await store.requests.setState(hub!.id, id, 'booked');
  }
  const before = new Map((await planned(date)).map(({ request, fair }) => [request, fair]));
  const shares = new Map((await planned(date)).map(({ request, fair }) => [request, fair]));
  const all = (await store.requests.listByDay(hub!.id, date)).filter(({ id }) => shares.has(id));
  const held = all.filter(() => random() < heldBack);
  const seasonal = await Promise.all(held.map((request) => quotedBy(fromSeason, request)));
  for (const { id } of held) await store.requests.setState(hub!.id, id, 'cancelled');
  await solved(date);
  for (const [index, request] of held.entries()) {
    const share = shares.get(request.id)!; // of those that have one
    const amount = before.get(request.id);
    if (amount) compared.push({ basis: 'again', amount, low: amount, high: amount, share });
    for (const found of [seasonal[index]!, await quotedBy(fromPlan, request)]) {
      if (!found.price) continue;
      const { amount, low, high } = found.price;
      compared.push({ basis: found.basis, amount, low, high, share });
      if (found.alone !== null) {
        compared.push({ basis: 'alone', amount: found.alone, low: found.alone, high: found.alone, share });
      }
    }
  }
  console.error(`${date}: ${held.length} of ${all.length} held back`);
}

/** The day's lines as they are planned with all requests: not as they were settled, which scales decide too. */
async function planned(date: string) {
  await solved(date);
  const { facts, plan } = await readDay(hub!.id, date);
  return reckonDay(plan, facts, {
    runs: [],
    weighings: [],
    baselines: [],
    weighIns: [],
    missedStop: 'request',
    driven: { runs: new Map(), loads: new Map(), taps: 0 },
  }).lines;
}

async function solved(date: string): Promise<void> {
  const { solve } = await plans.startSolve(hub!.id, date, Number(options.seconds), null);
  while ((await store.solves.running(hub!.id, date)) === solve) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function quotedBy(quotes: ReturnType<typeof quotesFrom>, request: Request) {
  const found = await quotes.get(hub!.id, {
    kind: request.kind,
    lat: request.lat,
    lon: request.lon,
    product: request.product,
    kg: request.kg,
    crates: request.crates,
    parcels: request.parcels,
    largest_vehicle: request.largest_vehicle,
    service_minutes: request.service_minutes,
    date: request.date,
    ready_from: request.ready_from,
    ready_until: request.ready_until,
  });
  return found.days[0]!.slots[0]!; // the one that was asked for
}

function report(): void {
  const rows = (['plan', 'season', 'alone', 'again'] as const).map((basis) => {
    const own = compared.filter((each) => each.basis === basis);
    const off = own.map(({ amount, share }) => Math.abs(amount - share) / share).sort((a, b) => a - b);
    const ratio = own.map(({ amount, share }) => share / amount).sort((a, b) => a - b);
    const at = (sorted: readonly number[], part: number) => sorted[Math.floor(sorted.length * part)] ?? NaN;
    const percent = (value: number) => `${(value * 100).toFixed(0)} %`;
    const inRange = own.filter(({ low, high, share }) => share >= low && share <= high).length / own.length;
    return [
      basis,
      String(own.length),
      percent(at(off, 0.5)),
      percent(at(off, 0.95)),
      at(ratio, 0.1).toFixed(2),
      at(ratio, 0.5).toFixed(2),
      at(ratio, 0.9).toFixed(2),
      basis === 'plan' || basis === 'season' ? percent(inRange) : '',
    ];
  });
  const table = markdownTable(
    [
      'quoted from',
      'quotes:',
      'off by, median:',
      'p95:',
      'share ÷ quote, p10:',
      'median:',
      'p90:',
      'share in the range:',
    ],
    rows,
  );
  const title = `${season.length} days of a demo season, ${looked.length} of them looked at; others of the day planned for ${options.seconds} s.`;
  console.log(`${title}\n\n${table}`);
  if (options['write-docs']) writeDocsSection('docs/quotes.md', 'season', `${title}\n\n${table}`);
}
