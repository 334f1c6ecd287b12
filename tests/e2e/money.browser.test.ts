import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DayMoney } from '#server/contract/money.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { demoDataDir } from '../support/demo-data.ts';
import { enterDesk, planDay } from '../support/enter-desk.ts';
import { type HubwardProcess, startHubward } from '../support/hubward-process.ts';
import {
  expectNoAxeViolations,
  expectSoundDialog,
  openPage,
  type WatchedPage,
} from '../web/support/open-page.ts';

/** The real server and engine, slow on a busy machine. */
const patienceMs = 240_000;

describe.skipIf(chromiumPath() === null)('the money of a day', { timeout: patienceMs }, () => {
  let browser: Browser;
  let data: Awaited<ReturnType<typeof demoDataDir>>;
  let hubward: HubwardProcess;
  let watched: WatchedPage;

  beforeAll(async () => {
    browser = await launchChromium();
    data = await demoDataDir();
    hubward = await startHubward(data.dataDir);
    watched = await openPage(browser, { width: 1440, height: 900, hasMap: false });
  });
  afterAll(async () => {
    await browser?.close();
    await hubward?.stop();
    data?.remove();
  });

  const moneyOf = async (page: Page): Promise<DayMoney> => {
    const [, hub, date] = /hubs\/([^/]+)\/day\/([^/]+)/.exec(page.url())!;
    const answer = await page.request.get(`${new URL(page.url()).origin}/api/hubs/${hub}/money?date=${date}`);
    return answer.json() as Promise<DayMoney>;
  };

  it('is priced by a card, noted, settled, corrected, paid and exported', async () => {
    const { page } = watched;
    await enterDesk(page, hubward);
    const day = page.url();
    const hub = day.replace(/\/day\/.*/, '');

    await page.goto(`${hub}/rates`);
    await page.getByLabel('Per litre (VND)').fill('21000');
    await page.getByRole('button', { name: 'Set the price' }).click();
    await page.getByRole('cell', { name: '₫21,000' }).waitFor();
    await page.getByRole('button', { name: 'Add a card for 1.25 t' }).click();
    await page.getByRole('button', { name: 'Add a band' }).click();
    await page.getByLabel('From km').nth(1).fill('50');
    await page.getByLabel('Per km (VND)').nth(1).fill('4000');
    await page.getByLabel('Handling per parcel (VND)').fill('500');
    const card = page.getByRole('dialog');
    await card.getByLabel('Fuel', { exact: true }).selectOption('diesel');
    await card.getByLabel('Litres per 100 km, empty').fill('11.5');
    await card.getByLabel('Litres per 100 km, full').fill('16');
    await expectNoAxeViolations(page);
    await expectSoundDialog(page);
    await card.getByRole('button', { name: 'Save' }).click();
    await page.getByText('11.5 to 16 l per 100 km').waitFor();
    await page.getByRole('button', { name: 'Remove the card' }).click();
    await expectSoundDialog(page);
    await page.keyboard.press('Escape');
    await expectNoAxeViolations(page);

    await page.goto(day);
    await planDay(page, patienceMs);
    await page.goto(`${day}/money`);
    // Of whatever vehicle the plan has sent out.
    const note = page.getByRole('button', { name: /^Note figures / }).first();
    const vehicle = (await note.innerText()).replace('Note figures', '').trim();
    await note.click();
    await page.getByLabel('Odometer at the start (km)').fill('1000');
    await page.getByLabel('Odometer at the end (km)').fill('1400');
    await page.getByLabel('Paid for tolls (VND)').fill('20000');
    await page.getByLabel('Left', { exact: true }).fill('22:00');
    await page.getByLabel('Back', { exact: true }).fill('00:30');
    await page.getByText(/^Counts as \w+, /).waitFor();
    await expectSoundDialog(page);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const noted = await moneyOf(page);
    const run = noted.runs.find((each) => each.vehicle === vehicle)!;
    const { km, hours, load, price } = run.causes!;
    expect(km + hours + load + price).toBe(run.cost - run.planned.cost);
    expect(price).toBe(20_000);

    await page.getByRole('button', { name: 'Enter weights' }).first().click();
    await page.locator('input.weight').first().fill('12.5');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('cell', { name: '12.5 kg' }).first().waitFor();
    await expectNoAxeViolations(page);

    // A slip of the keys is named before it is written down for good.
    const weighSecond = async (kg: string) => {
      await page.getByRole('button', { name: 'Enter weights' }).first().click();
      const second = page.locator('input.weight').nth(1);
      const before = await second.getAttribute('placeholder');
      await second.fill(kg);
      await page.getByRole('button', { name: 'Save' }).click();
      await page.locator('input.weight').first().waitFor({ state: 'detached' });
      return before!;
    };
    const booked = await weighSecond('99999');
    await page.getByRole('button', { name: 'Settle the day' }).click();
    const named = page.getByText('Far from what was booked, so look at these weights again');
    const slip = await named.innerText();
    await page.keyboard.press('Escape');
    await weighSecond(booked);
    await page.getByRole('button', { name: 'Settle the day' }).click();
    await expectSoundDialog(page);
    expect(await named.allInnerTexts()).not.toContain(slip);
    await page.getByRole('dialog').getByRole('button', { name: 'Settle the day' }).click();
    await page.getByText('Settled ').waitFor();
    await page.getByRole('button', { name: 'Correction' }).first().click();
    await page.getByLabel('Amount (VND)').fill('-1500');
    await page.getByLabel('Reason').fill('the scale was wrong');
    await expectSoundDialog(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Correction' }).click();
    await page.getByText('corrected −₫1,500').waitFor();
    await page.getByRole('button', { name: 'Payment' }).first().click();
    await expectSoundDialog(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Payment' }).click();
    await page.getByRole('cell', { name: 'paid', exact: true }).waitFor();
    await expectNoAxeViolations(page);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Ledger (CSV)' }).click(),
    ]);
    const { data: rows } = Papa.parse<Record<string, string>>(
      readFileSync(await download.path(), 'utf8').replace('\uFEFF', ''),
      { header: true, skipEmptyLines: true },
    );
    const { entries, runs, lines } = await moneyOf(page);
    expect(rows.map((row) => [row['id'], row['kind'], Number(row['amount'])])).toEqual(
      entries.map(({ id, kind, amount }) => [id, kind, amount]),
    );
    const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
    expect(sum(lines.map(({ fair }) => fair)) + sum(runs.map((each) => each.hub))).toBe(
      sum(runs.map(({ cost }) => cost)),
    );
  });

  it('is a receipt on a phone, in four languages', async () => {
    const { page } = watched;
    await page.setViewportSize({ width: 360, height: 740 });
    await page.locator('tbody').getByRole('link', { name: 'Receipt' }).first().click();
    const words = { en: 'To pay', vi: 'Cần trả', 'zh-Hans': '应付', id: 'Harus dibayar' };
    for (const [language, word] of Object.entries(words)) {
      await page.locator('#receipt-language').selectOption(language);
      await page.getByText(word, { exact: true }).waitFor();
      await expectNoAxeViolations(page);
      // Nothing is wider than the phone, and one grower's receipt is on its one screen.
      const size = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.querySelector('.receipt')!.getBoundingClientRect().height,
      ]);
      expect(size[0]).toBe(360);
      expect(size[1]).toBeLessThan(740);
    }
    await watched.close();
  });
});
