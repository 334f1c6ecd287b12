import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { demoDataDir } from '../support/demo-data.ts';
import { type HubwardProcess, startHubward } from '../support/hubward-process.ts';
import { expectNoAxeViolations, openPage, type WatchedPage } from '../web/support/open-page.ts';

/** The real server, the real engine and the real map; drawn in software, so slow on a busy machine. */
const patienceMs = 240_000;
const desk = { width: 1440, height: 900 };

/** What another page shows comes a moment later. */
const soon = { timeout: 30_000 };

describe.skipIf(chromiumPath() === null)('two dispatchers at the demo hub', { timeout: patienceMs }, () => {
  let browser: Browser;
  let data: Awaited<ReturnType<typeof demoDataDir>>;
  let hubward: HubwardProcess;
  const watched: WatchedPage[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
    data = await demoDataDir();
    hubward = await startHubward(data.dataDir);
  });
  afterAll(async () => {
    await browser?.close();
    await hubward?.stop();
    data?.remove();
  });

  async function open(): Promise<Page> {
    const opened = await openPage(browser, desk);
    watched.push(opened);
    return opened.page;
  }

  const stopsOf = (page: Page, run: number) =>
    page
      .locator(`[data-drop="${run}"] [data-stop]`)
      .evaluateAll((stops) => stops.map((each) => each.dataset['stop'] ?? ''));
  const costOf = (page: Page) => page.locator('.totals .facts dd').nth(2).innerText();

  it('move stops, see each other’s steps, take them back and plan the rest', async () => {
    const page = await open();
    await page.goto(hubward.link ?? '');
    await page.fill('input[autocomplete="new-password"]', 'a long enough password');
    await page.click('button[type=submit]');
    await page.waitForURL('**/hubs/*/day/*');
    await page.waitForSelector('.plan-button .primary');
    await page.click('.plan-button .primary');
    await page.waitForSelector('.chip', { timeout: patienceMs });
    const other = await open();
    await other.context().addCookies(await page.context().cookies());
    await other.goto(page.url());
    await other.waitForSelector('.chip');

    const before = await stopsOf(page, 5);
    const moved = before.slice(0, 2);
    const cost = await costOf(page);
    await page.locator(`.chip[data-stop="${moved[0]}"]`).click();
    await page.locator(`.chip[data-stop="${moved[1]}"]`).click({ modifiers: ['Control'] });
    await page.getByRole('heading', { name: '2 stops selected' }).waitFor();
    await page.locator(`.chip[data-stop="${moved[0]}"]`).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('1');
    await expect.poll(() => page.locator('.dock > output').innerText(), soon).toMatch(/[+−]₫[\d,]+/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Undo: Moved 2 stops' }).waitFor();
    const after = await stopsOf(page, 5);
    expect(after).not.toEqual(before);
    await expect.poll(() => stopsOf(other, 5), soon).toEqual(after);

    await other.getByRole('button', { name: 'Undo: Moved 2 stops' }).click();
    await expect.poll(() => stopsOf(page, 5), soon).toEqual(before);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await costOf(page)).toBe(cost);

    await page.getByRole('button', { name: 'Change run 5' }).click();
    await page.getByRole('menuitem', { name: 'Lock the run' }).click();
    await page.getByRole('button', { name: 'Plan the rest' }).click();
    await page.getByRole('button', { name: 'Look for a better plan' }).click();
    await page.locator('.proposal').waitFor({ timeout: patienceMs });
    expect(await stopsOf(page, 5)).toEqual(before);
    await expectNoAxeViolations(page);
    await page
      .locator('.proposal')
      .getByRole('button', { name: /Accept|Close/ })
      .click();
    await expect.poll(() => stopsOf(other, 5), soon).toEqual(before);
    for (const each of watched) await each.close();
  });
});
