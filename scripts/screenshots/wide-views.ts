import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';

/** The map fades in and is drawn in software. */
export const settleMs = 7000;
const shortMs = 700;

/** Where pages are, and what is there to be shown. */
export interface Shown {
  /** Address of the day, without a query. */
  readonly day: string;
  /** Id of a copy of the plan. */
  readonly kept: string;
}

/** What is taken of a page, again and again as it changes. */
export type Take = (view: string) => Promise<void>;

export const hubOf = (day: string): string => day.replace(/\/day\/.*/, '');

/** The desk: its lists, the board, the timeline, what opens over them, and two plans compared. */
export async function takeDesk(page: Page, { day, kept }: Shown, locale: string, take: Take): Promise<void> {
  const say = wordsOf(locale);
  const button = (key: string) => page.getByRole('button', { name: say(key), exact: true }).first();
  const over = async (view: string, open: () => Promise<void>) => {
    await open();
    await page.waitForTimeout(shortMs);
    await take(view);
    await page.keyboard.press('Escape');
  };
  await page.goto(`${day}?tab=runs`);
  await page.waitForSelector('.publish-mark.look', { timeout: 60_000 });
  await page.waitForTimeout(settleMs);
  await take('desk');
  await over('publish', () => page.keyboard.press('u'));
  await over('history', () => button('desk.history').click());
  await over('scenarios', () => button('scenario.title').click());
  await over('plan-rest', () => button('rest.open').click());
  await over('help', () => page.keyboard.press('?'));
  await button('export.menu').click();
  await take('export');
  await button('export.menu').click();

  const stop = (await donor(page)).locator('.chip').nth(1);
  await stop.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowUp');
  await take('drag');
  await page.keyboard.press('Escape');
  await stop.click();
  await page.locator('.dock-views button').nth(1).click();
  await page.waitForTimeout(settleMs);
  await take('timeline');
  await page.locator('.dock-views button').nth(0).click();

  await page.locator('.board-tabs button').nth(2).click();
  await page.waitForTimeout(shortMs);
  await take('live');
  await page.locator('.board-tabs button').nth(0).click();
  await page.waitForTimeout(shortMs);
  await take('requests');
  await over('import', () => button('requests.import').click());
  await over('standing', () => button('standing.open').click());

  await button('rest.open').click();
  // All runs, whatever is selected.
  await page.locator('dialog[open] input[type=radio]').first().check();
  await page.locator('dialog[open] button[type=submit]').click();
  await page.locator('.proposal').waitFor({ timeout: 120_000 });
  await page.waitForTimeout(shortMs);
  await take('proposal');
  await page.locator('.proposal .solve-actions button').last().click();
  await page.goto(`${day}?tab=map&with=${kept}`);
  await page.waitForTimeout(settleMs);
  await take('compare');
}

/** The hub's other pages, and the administrator's. */
export async function takePages(page: Page, { day }: Shown, take: Take): Promise<void> {
  const { origin } = new URL(day);
  const hub = hubOf(day);
  const pages = {
    sheet: `${day}/sheets?source=now`,
    receiving: day.replace('/day/', '/receiving/'),
    rates: `${hub}/rates`,
    vehicles: `${hub}/fleet?tab=vehicles`,
    settings: `${hub}/fleet?tab=types`,
    drivers: `${hub}/fleet?tab=drivers`,
    hub: `${hub}/fleet?tab=hub`,
    products: `${hub}/fleet?tab=products`,
    cooperatives: `${hub}/fleet?tab=cooperatives`,
    programs: `${hub}/fleet?tab=programs`,
    people: `${origin}/admin?tab=people`,
    hubs: `${origin}/admin?tab=hubs`,
  };
  for (const [view, url] of Object.entries(pages)) await takePage(page, url, () => take(view));
}

/** What a settled day has come to: its money, a receipt, the ledger and the costs. */
export async function takeMoney(page: Page, { day }: Shown, take: Take): Promise<void> {
  const date = day.slice(-10);
  await takePage(page, `${day}/money`, () => take('money'));
  await page.locator('a[href*="receipt"]').first().click();
  await page.waitForSelector('.receipt-line');
  await take('receipt');
  await takePage(page, `${hubOf(day)}/ledger`, () => take('ledger'));
  await takePage(page, `${hubOf(day)}/costs?until=${date}`, async () => {
    await page.waitForTimeout(settleMs);
    await take('costs');
  });
}

/** Once what it shows has come. */
async function takePage(page: Page, url: string, take: () => Promise<void>): Promise<void> {
  await page.goto(url);
  await page.waitForSelector('main', { timeout: 60_000 });
  await page.waitForFunction(() => !document.querySelector('main .loading, main.loading'), null, {
    timeout: 60_000,
  });
  await page.waitForTimeout(shortMs);
  await take();
}

/** The last row of the board with a stop to spare, below another. */
export async function donor(page: Page): Promise<Locator> {
  const rows = page.locator('.chips[data-drop]');
  const stops = await rows.evaluateAll((all) =>
    all.map((row) => (Number(row.dataset['drop']) > 0 ? row.querySelectorAll('.chip').length : 0)),
  );
  const first = stops.findIndex((count) => count > 0);
  const at = stops.findLastIndex((count, index) => count > 2 && index > first);
  if (at < 0) throw new Error('no run has a stop to spare');
  return rows.nth(at);
}

/** Texts of the page in a language, by their keys; of those that take no values. */
function wordsOf(locale: string): (key: string) => string {
  const texts = JSON.parse(readFileSync(`web/shared/i18n/messages/${locale}.json`, 'utf8')) as Record<
    string,
    string
  >;
  return (key) => {
    const text = texts[key];
    if (text === undefined) throw new Error(`${locale} has no text ${key}`);
    return text;
  };
}
