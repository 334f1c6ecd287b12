// Pictures of the product for the README and for looking at, in every language and on both sizes:
//   npx tsx scripts/screenshots.ts OUT_DIR [PLAN_SECONDS]
// Starts a Hubward of its own on an empty data directory; needs Chromium (CHROMIUM_PATH).
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../tests/support/chromium.ts';
import { enterDesk } from '../tests/support/enter-desk.ts';
import { takeDriverDay } from './driver-day-pictures.ts';
import { startHubward } from '../tests/support/hubward-process.ts';

const locales = ['en', 'vi', 'zh-Hans', 'id'];
const sizes = {
  desk: { width: 1440, height: 900 },
  laptop: { width: 1024, height: 768 },
  phone: { width: 360, height: 740 },
};
/** The map fades in and is drawn in software. */
const settleMs = 7000;

const [out, seconds = '10'] = process.argv.slice(2);
if (!out) throw new Error('usage: screenshots.ts OUT_DIR [PLAN_SECONDS]');
mkdirSync(out, { recursive: true });

const dataDir = mkdtempSync(join(tmpdir(), 'hubward-pictures-'));
const hubward = await startHubward(dataDir);
const browser = await launchChromium();
try {
  const first = await browser.newContext({ viewport: sizes.desk });
  const desk = await first.newPage();
  const dayUrl = await planTheDay(desk, join(out, 'planning-en.png'));
  const signedIn = await first.storageState();
  await setRates(desk, dayUrl);
  const kept = await keepScenario(desk);
  await publishAndChange(desk);
  const links = await makeLinks(desk, dayUrl);
  for (const [index, locale] of locales.entries()) {
    await takeBookingPictures(await links.toBook(locale), links.place, locale);
    await takeDriverDay(browser, await links.toDrive(index), locale, out);
    for (const [size, viewport] of Object.entries(sizes)) {
      const context = await browser.newContext({ viewport, locale, storageState: signedIn });
      await context.addInitScript((name) => localStorage.setItem('hubward.locale', name), locale);
      await takePictures(context, { dayUrl, kept }, size, locale);
      await context.close();
    }
  }
} finally {
  await browser.close();
  await hubward.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

async function planTheDay(page: Page, picture: string): Promise<string> {
  await enterDesk(page, hubward);
  await page.selectOption('.plan-button select', seconds);
  await page.click('.plan-button .primary');
  await page.waitForSelector('.sparkline', { timeout: 120_000 });
  await page.waitForTimeout(2000);
  await page.screenshot({ path: picture });
  await page.waitForSelector('.run-row', { timeout: 120_000 });
  return page.url();
}

async function takePictures(
  context: BrowserContext,
  { dayUrl, kept }: { readonly dayUrl: string; readonly kept: string },
  size: string,
  locale: string,
): Promise<void> {
  const page = await context.newPage();
  if (size !== 'phone') await takePublishPictures(page, dayUrl, `${size === 'desk' ? '' : '1024-'}${locale}`);
  if (size !== 'laptop') await takeHubPictures(page, dayUrl, size, locale);
  if (size === 'desk') {
    await page.goto(`${dayUrl.replace(/\?.*/, '')}?tab=map&with=${kept}`);
    await page.waitForTimeout(settleMs);
    await page.screenshot({ path: join(out ?? '', `compare-${locale}.png`) });
  }
  if (size === 'laptop') return;
  const views =
    size === 'desk' ? { desk: 'tab=runs' } : { map: 'tab=map', requests: 'tab=requests', runs: 'tab=runs' };
  for (const [view, query] of Object.entries(views)) {
    const url = new URL(dayUrl);
    url.search = query;
    await page.goto(url.href);
    await page.waitForTimeout(settleMs);
    const name = size === 'desk' ? `desk-${locale}` : `phone-${view}-${locale}`;
    await page.screenshot({ path: join(out ?? '', `${name}.png`) });
    if (size === 'desk') await takeDockPictures(page, locale);
  }
}

/** A stop in the hand over another run, and the runs along the hours. */
async function takeDockPictures(page: Page, locale: string): Promise<void> {
  const row = page.locator('.chips[data-drop="5"] .chip');
  await row.nth(1).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowUp');
  await page.screenshot({ path: join(out ?? '', `drag-${locale}.png`) });
  await page.keyboard.press('Escape');
  await row.nth(1).click();
  await page.locator('.dock-views button').nth(1).click();
  await page.waitForTimeout(settleMs);
  await page.screenshot({ path: join(out ?? '', `timeline-${locale}.png`) });
}

/** Publishes the day, and moves a stop into another run afterwards. */
async function publishAndChange(page: Page): Promise<void> {
  await page.locator('.publish-button').click({ timeout: 120_000 });
  await page.locator('dialog[open] .primary').click();
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
  await page.locator('.chips[data-drop="5"] .chip').first().focus();
  for (const key of ['Space', 'ArrowUp', 'Space', 'Escape']) await page.keyboard.press(key);
  await page.waitForSelector('.publish-mark.look');
}

/** A rate card for one type, and the price of fuel. */
async function setRates(page: Page, dayUrl: string): Promise<void> {
  const hub = dayUrl.replace(/\/day\/.*/, '');
  await page.goto(`${hub}/rates`);
  await page.getByLabel('Per litre (VND)').fill('21000');
  await page.getByRole('button', { name: 'Set the price' }).click();
  await page.getByRole('button', { name: 'Add a card for 1.25 t' }).click();
  const card = page.getByRole('dialog');
  await card.getByRole('button', { name: 'Add a band' }).click();
  await card.getByLabel('From km').nth(1).fill('50');
  await card.getByLabel('Per km (VND)').nth(1).fill('4000');
  await card.getByLabel('Handling per parcel (VND)').fill('500');
  await card.getByRole('button', { name: 'Save' }).click();
  await card.waitFor({ state: 'detached' });
  await page.goto(`${dayUrl.replace(/\?.*/, '')}?tab=runs`);
  await page.waitForSelector('.chip', { timeout: 60_000 });
}

/** A copy of the plan, from which the plan of record then differs by a stop: its id. */
async function keepScenario(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Scenarios' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('As planned');
  await dialog.getByRole('button', { name: 'Keep a copy' }).click();
  await page.waitForURL(/scenario=/);
  const { searchParams } = new URL(page.url());
  await page.getByRole('button', { name: 'Back to the plan' }).click();
  return searchParams.get('scenario') ?? '';
}

/** The hub's other pages: settings, rates, the money of the day and a receipt. */
async function takeHubPictures(page: Page, dayUrl: string, size: string, locale: string): Promise<void> {
  const day = dayUrl.replace(/\?.*/, '');
  const hub = day.replace(/\/day\/.*/, '');
  const pages =
    size === 'desk'
      ? { settings: `${hub}/fleet?tab=types`, rates: `${hub}/rates`, money: `${day}/money` }
      : { money: `${day}/money` };
  const prefix = size === 'desk' ? '' : 'phone-';
  for (const [name, url] of Object.entries(pages)) {
    await page.goto(url);
    await page.waitForSelector('main h2, main .vehicle', { timeout: 60_000 });
    await page.waitForTimeout(500);
    await page.screenshot({ path: join(out ?? '', `${prefix}${name}-${locale}.png`) });
  }
  await page.locator('a[href*="receipt"]').first().click();
  await page.waitForSelector('.receipt-line');
  await page.screenshot({ path: join(out ?? '', `${prefix}receipt-${locale}.png`) });
}

/** Links for phones: of a grower who reads a language, and of the longest runs, one for each phone. */
async function makeLinks(page: Page, dayUrl: string) {
  const { pathname, origin } = new URL(dayUrl);
  const [hub = '', date = ''] = pathname.match(/[^/]+(?=\/day)|[^/]+$/g) ?? [];
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await page.request.fetch(`${origin}/api/hubs/${hub}/${path}`, {
      method,
      headers: { origin },
      ...(body !== undefined && { data: body }),
    });
    if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`);
    return answer.json();
  };
  const cooperatives = await call('GET', 'cooperatives');
  for (const { id, ...draft } of cooperatives) {
    await call('PATCH', `cooperatives/${id}`, { ...draft, phone: '0260 387 1234' });
  }
  const [cooperative] = cooperatives;
  const { runs } = await call('GET', `publication?date=${date}`);
  const lengthOf = ({ frozen }: { frozen: { requests: unknown[] } }) => frozen.requests.length;
  const longest: { number: number; frozen: { run: { trips: { stops: { place: string }[] }[] } } }[] = runs
    .filter(({ frozen }: { frozen: { run: { trips: unknown[] } } }) => frozen.run.trips.length === 1)
    .toSorted(
      (a: Parameters<typeof lengthOf>[0], b: Parameters<typeof lengthOf>[0]) => lengthOf(b) - lengthOf(a),
    );
  return {
    /** Known to the gazetteer. */
    place: longest[0]!.frozen.run.trips[0]!.stops[0]!.place,
    toBook: async (locale: string): Promise<string> => {
      const draft = { cooperative: cooperative.id, name: 'Mẩy', phone: '', locale, role: 'grower' };
      const { id } = await call('POST', 'members', draft);
      return (await call('POST', `members/${id}/link`)).link;
    },
    toDrive: async (index: number): Promise<string> => {
      const [link] = await call('POST', 'run-links', { date, runs: [longest[index]!.number] });
      return link.url;
    },
  };
}

/** From the link to the price of each day, and what is booked then. */
async function takeBookingPictures(url: string, place: string, locale: string): Promise<void> {
  const context = await browser.newContext({ viewport: sizes.phone, locale, hasTouch: true });
  const page = await context.newPage();
  const main = page.locator('footer button.main');
  await page.goto(url);
  await page.locator('button.main').click();
  await main.click();
  await page.locator('main input').first().fill(place);
  await page.locator('main').getByRole('button', { name: place }).first().click();
  await page.screenshot({ path: join(out ?? '', `book-where-${locale}.png`) });
  await main.click();
  await page.locator('input[inputmode=decimal], input[inputmode=numeric]').first().fill('120');
  await page.screenshot({ path: join(out ?? '', `book-what-${locale}.png`) });
  await main.click();
  await page.waitForTimeout(settleMs);
  await page.screenshot({ path: join(out ?? '', `book-${locale}.png`) });
  await main.click();
  await page.waitForTimeout(2000);
  await page.screenshot({ path: join(out ?? '', `booked-${locale}.png`) });
  await context.close();
}

/** What changed since it was published, the menu of files, and a run on paper. */
async function takePublishPictures(page: Page, dayUrl: string, name: string): Promise<void> {
  const { origin, pathname } = new URL(dayUrl);
  await page.goto(`${origin}${pathname}?tab=runs`);
  await page.waitForSelector('.publish-mark.look', { timeout: 60_000 });
  await page.waitForTimeout(settleMs);
  await page.keyboard.press('u');
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(out ?? '', `publish-${name}.png`) });
  await page.keyboard.press('Escape');
  await page.locator('.edit-bar .menu > button').click();
  await page.screenshot({ path: join(out ?? '', `export-${name}.png`) });
  await page.goto(`${origin}${pathname}/sheets?run=4`);
  await page.waitForSelector('.sheet');
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(out ?? '', `sheet-${name}.png`) });
}
