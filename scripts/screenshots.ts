// Pictures of the product for the README and for looking at, in every language and on both sizes:
//   npx tsx scripts/screenshots.ts OUT_DIR [PLAN_SECONDS]
// Starts a Hubward of its own on an empty data directory; needs Chromium (CHROMIUM_PATH).
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../tests/support/chromium.ts';
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
  await publishAndChange(desk);
  for (const locale of locales) {
    for (const [size, viewport] of Object.entries(sizes)) {
      const context = await browser.newContext({ viewport, locale, storageState: signedIn });
      await context.addInitScript((name) => localStorage.setItem('hubward.locale', name), locale);
      await takePictures(context, dayUrl, size, locale);
      await context.close();
    }
  }
} finally {
  await browser.close();
  await hubward.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

async function planTheDay(page: Page, picture: string): Promise<string> {
  await page.goto(hubward.link ?? '');
  await page.fill('input[autocomplete="new-password"]', 'a long enough password');
  await page.click('button[type=submit]');
  await page.waitForURL('**/hubs/*/day/*');
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
  dayUrl: string,
  size: string,
  locale: string,
): Promise<void> {
  const page = await context.newPage();
  if (size !== 'phone') await takePublishPictures(page, dayUrl, `${size === 'desk' ? '' : '1024-'}${locale}`);
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
