import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CostReport } from '#server/contract/costs.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { demoDataDir } from '../support/demo-data.ts';
import { enterDesk, planDay } from '../support/enter-desk.ts';
import { type HubwardProcess, startHubward } from '../support/hubward-process.ts';
import { expectNoAxeViolations, openPage, type WatchedPage } from '../web/support/open-page.ts';

/** The real server and engine, slow on a busy machine. */
const patienceMs = 240_000;

describe.skipIf(chromiumPath() === null)('costs over time', { timeout: patienceMs }, () => {
  let browser: Browser;
  let data: Awaited<ReturnType<typeof demoDataDir>>;
  let hubward: HubwardProcess;
  let watched: WatchedPage;
  let page: Page;
  let hub: string;

  beforeAll(async () => {
    browser = await launchChromium();
    data = await demoDataDir();
    hubward = await startHubward(data.dataDir);
    watched = await openPage(browser, { width: 1440, height: 900 });
    ({ page } = watched);
    await enterDesk(page, hubward);
    hub = page.url().replace(/\/day\/.*/, '');
  }, patienceMs);
  afterAll(async () => {
    await browser?.close();
    await hubward?.stop();
    data?.remove();
  });

  const costsBy = async (by: string): Promise<CostReport> => {
    const search = new URL(page.url()).searchParams;
    const span = `from=${search.get('from')}&until=${search.get('until')}`;
    const answer = await page.request.get(`${hub.replace('/hubs/', '/api/hubs/')}/costs?${span}&by=${by}`);
    return answer.json() as Promise<CostReport>;
  };
  const bars = () => page.locator('.cost-chart li');

  it('say what to do before any day is planned', async () => {
    await page.getByRole('button', { name: /^Account/ }).click();
    await page.getByRole('link', { name: 'Costs over time' }).click();
    await page.getByText('These days have no runs').waitFor();
    await expect.poll(() => bars().count()).toBe(0);
    await expectNoAxeViolations(page);
  });

  it('are shown by day and by village, with a target, and downloaded as they are shown', async () => {
    await page.goto(hub);
    await planDay(page, patienceMs);
    await page.goto(`${hub}/costs`);
    await page.getByRole('button', { name: '7 days' }).focus();
    await page.keyboard.press('Enter');
    await bars().first().waitFor();
    await expect.poll(() => bars().count()).toBe(1);
    expect(new URL(page.url()).searchParams.get('from')).not.toBeNull();
    await expectNoAxeViolations(page);

    await page.getByLabel('Group by').selectOption('village');
    const report = await costsBy('village');
    await page.getByRole('columnheader', { name: 'Village' }).first().waitFor();
    const named = report.groups.filter(({ parcels }) => parcels > 0);
    await expect.poll(() => bars().count()).toBe(named.length);
    const perParcel = named.map(({ cost, parcels }) => cost / parcels);
    const target = Math.round(perParcel.toSorted((a, b) => a - b)[Math.floor(named.length / 2)]!);
    await page.getByLabel(/^Target per parcel/).fill(String(target));
    const over = perParcel.filter((amount) => amount > target).length;
    await page.getByText(`${over} of ${named.length} are above the target`).waitFor();
    // Not by the line alone: each that is above says so.
    await expect.poll(() => page.locator('.cost-over').count()).toBe(over);
    await expectNoAxeViolations(page);
    await page.reload();
    await page.getByText(`${over} of ${named.length} are above the target`).waitFor();

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Table (CSV)' }).first().click(),
    ]);
    const { data: rows } = Papa.parse<Record<string, string>>(
      readFileSync(await download.path(), 'utf8').replace('\uFEFF', ''),
      { header: true },
    );
    expect(rows.at(-1)?.['Cost']).toBe(String(report.total.cost));
    expect(rows.slice(0, report.groups.length).map((row) => Number(row['Cost']))).toEqual(
      report.groups.map(({ cost }) => cost),
    );

    const { name } = named[0]!;
    await page.getByLabel('Village', { exact: true }).selectOption({ label: name! });
    const ofVillage = await costsBy(`product&village=${encodeURIComponent(name!)}`);
    const { name: product, cost } = ofVillage.groups[0]!;
    await page.getByLabel('Product', { exact: true }).selectOption({ label: product ?? 'None' });
    await page.getByLabel('Group by').selectOption('season');
    const { searchParams } = new URL(page.url());
    expect([searchParams.get('village'), searchParams.get('product')]).toEqual([name, product ?? '']);
    await page.getByRole('columnheader', { name: 'Season' }).waitFor();
    const figure = new Intl.NumberFormat('en').format(cost);
    await page
      .getByRole('row', { name: /^Season from/ })
      .getByText(`₫${figure}`, { exact: true })
      .waitFor();
    await expect.poll(() => bars().count()).toBe(1);
    await expectNoAxeViolations(page);
  });

  it('are compared with other prices, mapped by village, and told how they would be less', async () => {
    await page.goto(`${hub}/costs`);
    await page.getByRole('heading', { name: 'What if …' }).click();
    const form = page.locator('.what-if-form');
    await form.getByLabel('Rates of').selectOption({ index: 1 });
    await form.getByLabel('Change in %').fill('20');
    await form.getByRole('button', { name: 'Compute' }).click();
    await page.getByText('1 day computed.').waitFor({ timeout: patienceMs });
    const compared = page.getByRole('region', { name: 'Compared' });
    const runs = await compared.getByRole('row', { name: /^Runs/ }).getByRole('cell').allInnerTexts();
    expect(runs[0]).toBe(runs[1]);
    await expectNoAxeViolations(page);

    await page.getByRole('heading', { name: 'Cost per kg by village' }).click();
    await page.locator('.village-map canvas').waitFor({ timeout: patienceMs });
    const api = hub.replace('/hubs/', '/api/hubs/');
    const { today } = (await (await page.request.get(api)).json()) as { today: string };
    const answer = await page.request.get(`${api}/costs/villages?from=${today}&until=${today}`);
    const villages = (await answer.json()) as { place: string }[];
    const rows = page.locator('.villages tbody tr');
    expect(await rows.count()).toBe(villages.length);
    expect(await rows.first().innerText()).toContain(villages[0]!.place);
    expect(await page.locator('.village-legend li').count()).toBeLessThanOrEqual(5);

    await page.getByRole('button', { name: 'What would have made them cheaper?' }).click();
    const ways = page.locator('td.cheaper');
    await expect
      .poll(async () => (await ways.allInnerTexts()).every((text) => /less|Nothing cheaper/.test(text)), {
        timeout: patienceMs,
      })
      .toBe(true);
    await expectNoAxeViolations(page);

    await page.getByRole('link', { name: 'Ledger', exact: true }).click();
    await page.getByRole('heading', { name: 'Nothing is written down of these days' }).waitFor();
    await expectNoAxeViolations(page);
  });

  it('are told before a request is booked, and kept with it', async () => {
    const api = hub.replace('/hubs/', '/api/hubs/');
    const { today: date } = (await (await page.request.get(api)).json()) as { today: string };
    await page.goto(`${hub}/day/${date}?tab=requests`);
    const booked = await page.request.get(`${api}/requests?date=${date}`);
    const [first] = (await booked.json()) as { lat: number; lon: number }[];
    await page.getByRole('button', { name: 'Add a request' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Place' }).fill(`${first!.lat}, ${first!.lon}`);
    await dialog.getByLabel('Weight in kg').fill('40');
    await dialog.locator('.quote-slots').getByText('per kg').waitFor({ timeout: patienceMs });
    await expectNoAxeViolations(page);
    await dialog.getByRole('button', { name: 'Add a request' }).click();
    await dialog.waitFor({ state: 'detached', timeout: patienceMs });
    const kept = await page.request.get(`${api}/quotes?date=${date}`);
    const [quoted] = (await kept.json()) as { amount: number; low: number; high: number }[];
    expect(quoted!.low).toBeLessThanOrEqual(quoted!.amount);
    expect(quoted!.high).toBeGreaterThanOrEqual(quoted!.amount);
  });

  it('fit a phone in four languages, and a sheet of paper without their buttons', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    const words = {
      en: ['The dearest stops', 'Product', 'Oranges'],
      vi: ['Các điểm đắt nhất', 'Sản phẩm', 'Cam'],
      'zh-Hans': ['成本最高的站点', '产品', '橙子'],
      id: ['Titik termahal', 'Produk', 'Jeruk'],
    } as const;
    for (const [language, [word, productWord, oranges]] of Object.entries(words)) {
      await page.evaluate((name) => localStorage.setItem('hubward.locale', name), language);
      await page.goto(`${hub}/costs`);
      await page.getByRole('heading', { name: word }).waitFor();
      const products = page.getByLabel(productWord, { exact: true }).locator('option');
      await expect.poll(() => products.allTextContents()).toContain(oranges);
      await expectNoAxeViolations(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    }
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.cost-chooser').isVisible()).toBe(false);
    expect(await page.locator('.cost-chart').isVisible()).toBe(true);
    await watched.close();
  });
});
