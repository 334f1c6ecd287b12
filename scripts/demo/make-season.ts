/**
 * A season at the demo county up to yesterday: each day's requests booked before it as people do, planned by the planner,
 * its actuals drawn around the plan, and settled the morning after; by rate cards and fuel prices of its own. In a data directory of its own (HUBWARD_DATA) that no server has open; days that are settled already
 * are left alone, so that one that was stopped goes on.
 * usage: HUBWARD_DATA=DIR npx tsx scripts/demo/make-season.ts [--days 90] [--seconds 0.5]
 */
import { parseArgs } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import { readConfig } from '#server/config/config.ts';
import { makeLogger } from '#server/config/logger.ts';
import { openContext } from '#server/context.ts';
import { makeDemoOnFirstStart } from '#server/first-start.ts';
import type { Services } from '#server/services/port.ts';
import { describeVillages, layOutCounty } from './county-layout.ts';
import { drawActuals } from './draw-actuals.ts';
import { drawBookings } from './draw-bookings.ts';
import { makeDemoDay } from './make-day.ts';
import { Random } from './random.ts';
import { writeSeasonRates } from './season-rates.ts';

/** About 8,000 in 90 days. */
const [leastRequests, mostRequests] = [66, 112];
const villagesWithBaseline = 30;
/** After the day begins. */
const [hoursToPlan, hoursToSettle] = [-1, 31];

const { values: options } = parseArgs({
  options: {
    days: { type: 'string', default: '90' },
    /** For which each day is planned. */
    seconds: { type: 'string', default: '0.5' },
  },
});
const days = Number(options.days);
const config = readConfig(process.env);
/** UTC instant; null: that of the machine. */
let past: string | null = null;
const context = await openContext(config, makeLogger(config), () => past ?? new Date().toISOString());
try {
  await makeDemoOnFirstStart(context, (what) => console.error(what));
  await makeSeason(context.services);
} finally {
  await context.close();
}

async function makeSeason(services: Services): Promise<void> {
  const [hub] = await services.hubs.list();
  if (!hub) throw new Error('the data directory has no hub');
  const { today } = await services.hubs.get(hub.id);
  const firstDay = Temporal.PlainDate.from(today).subtract({ days }).toString();
  const villages = describeVillages(layOutCounty()).map(({ name }) => name);
  await writeSeasonRates(services, hub.id, firstDay, villages.slice(0, villagesWithBaseline));
  const odometers = new Map<string, number>();
  let booked = 0;
  for (let ago = days; ago > 0; ago--) {
    const date = Temporal.PlainDate.from(today).subtract({ days: ago }).toString();
    const random = new Random(ago);
    const begins = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: hub.timezone });
    const goTo = (hours: number): void => {
      past = begins.add({ hours }).toInstant().toString();
    };
    const requests = await bookDay(services, hub.id, date, random, goTo);
    booked += requests;
    goTo(hoursToPlan);
    await planDay(services, hub.id, date);
    goTo(hoursToSettle);
    await settleDay(services, hub.id, date, odometers, random);
    console.error(`${date}: ${requests} requests`);
  }
  console.error(`${days} days, ${booked} requests`);
}

/** How many requests the day has. */
async function bookDay(
  services: Services,
  hub: string,
  date: string,
  random: Random,
  goTo: (hours: number) => void,
): Promise<number> {
  const count = random.whole(leastRequests, mostRequests);
  const { requestsCsv } = makeDemoDay(date, { seed: random.whole(1, 2 ** 31), requests: count });
  const known = await services.requests.list(hub, date);
  if (known.length > 0) return known.length;
  for (const { hoursBefore, requestsCsv: csv } of drawBookings(requestsCsv, random)) {
    goTo(-hoursBefore);
    const bytes = new TextEncoder().encode(csv);
    await services.requests.importList(hub, { bytes, filename: 'requests.csv', date, commit: true });
  }
  return count;
}

async function planDay(services: Services, hub: string, date: string): Promise<void> {
  const { plan } = await services.plans.get(hub, date);
  if (plan !== null) return;
  const { solve } = await services.plans.startSolve(hub, date, Number(options.seconds), null);
  await ended(services, hub, solve);
}

async function settleDay(
  services: Services,
  hub: string,
  date: string,
  odometers: Map<string, number>,
  random: Random,
): Promise<void> {
  const { plan } = await services.plans.get(hub, date);
  if (plan === null) throw new Error(`${date} could not be planned`);
  const money = await services.money.get(hub, date);
  if (money.settled) return;
  const actuals = drawActuals(money, plan.document, odometers, random);
  const { edit_version: editVersion } = await services.money.noteActuals(hub, date, actuals, null);
  await services.money.settle(hub, date, { basis: 'fair', editVersion }, null);
}

async function ended(services: Services, hub: string, solve: string): Promise<void> {
  let after = 0;
  await new Promise<void>((resolve, reject) => {
    const look = async () => {
      const events = await services.events.listAfter(hub, after, 1000);
      after = events.at(-1)?.seq ?? after;
      if (!events.some(({ event }) => event.type === 'solve.ended' && event.data.solve === solve)) return;
      stop();
      resolve();
    };
    const stop = services.events.subscribe(hub, {
      wake: () => void look().catch(reject),
      progress: () => {},
    });
    look().catch(reject);
  });
}
