import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import type { Browser, Download, Page } from 'playwright-core';
import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BookingAtDesk } from '#server/contract/booking.ts';
import type { Publication } from '#server/contract/publication.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { demoDataDir } from '../support/demo-data.ts';
import { enterDesk } from '../support/enter-desk.ts';
import { type HubwardProcess, startHubward } from '../support/hubward-process.ts';
import {
  expectNoAxeViolations,
  expectSoundDialog,
  openPage,
  type WatchedPage,
} from '../web/support/open-page.ts';

/** The real server, the real engine and the real map; drawn in software, so slow on a busy machine. */
const patienceMs = 300_000;
const desk = { width: 1440, height: 900 };
const soon = { timeout: 30_000 };

describe.skipIf(chromiumPath() === null)(
  'a day that is handed to its drivers',
  { timeout: patienceMs },
  () => {
    let browser: Browser;
    let data: Awaited<ReturnType<typeof demoDataDir>>;
    let hubward: HubwardProcess;
    let watched: WatchedPage;
    let page: Page;
    let dayPath: string;
    let donor: number;

    beforeAll(async () => {
      browser = await launchChromium();
      data = await demoDataDir();
      hubward = await startHubward(data.dataDir);
      watched = await openPage(browser, desk);
      ({ page } = watched);
      await enterDesk(page, hubward);
      await page.click('.plan-button .primary');
      await page.waitForSelector('.chip', { timeout: patienceMs });
      dayPath = new URL(page.url()).pathname;
      donor = await findDonor();
    }, patienceMs);
    afterAll(async () => {
      await browser?.close();
      await hubward?.stop();
      data?.remove();
    });

    const dialog = () => page.locator('dialog[open]');
    const chips = (run: number) => page.locator(`.chips[data-drop="${run}"] .chip`);
    const marks = (words: string) => page.locator('.dock .publish-mark', { hasText: words }).count();

    /** The last run with a stop to spare and a run above it: it and that one change when the stop moves up. */
    async function findDonor(): Promise<number> {
      const rows = await page
        .locator('.chips[data-drop]')
        .evaluateAll((all) =>
          all
            .map((row) => ({ run: Number(row.dataset['drop']), stops: row.querySelectorAll('.chip').length }))
            .filter(({ run }) => run > 0),
        );
      return rows.slice(1).findLast(({ stops }) => stops > 1)!.run;
    }

    /** The first stop of that run goes into the run above it. */
    async function moveStopByKeys(): Promise<void> {
      await chips(donor).first().focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Space');
      await page.getByRole('button', { name: /^Undo: Moved/ }).waitFor();
      await page.keyboard.press('Escape');
    }

    it('is published whole by one double click, and what changes afterwards is marked and published again', async () => {
      await page.locator('.publish-button').click();
      await page.getByText('Nothing is published yet').waitFor();
      await expectNoAxeViolations(page);
      await expectSoundDialog(page);
      await page.getByRole('button', { name: /^Publish \d+ runs$/ }).dblclick();
      await dialog().waitFor({ state: 'detached' });
      const runs = await page.locator('.dock .board-row .row-name[data-run]').count();
      await expect.poll(() => marks('published'), soon).toBe(runs);

      await moveStopByKeys();
      await expect.poll(() => marks('changed since published'), soon).toBe(2);
      await page.keyboard.press('u');
      await expect.poll(() => dialog().innerText(), soon).toMatch(/1 stop (added|taken out): /);
      expect(await dialog().getByRole('checkbox', { checked: true }).count()).toBe(2);
      await page.keyboard.press('Escape');

      await page.keyboard.press('p');
      await page.getByText('Drivers keep what they have until you publish again.').waitFor();
      expect(await dialog().innerText()).toMatch(/Drivers have runs 1 \(.+\), .+ of revision 1\./);
      await expectSoundDialog(page);
      await page.getByRole('button', { name: 'Cancel', exact: true }).click();
      await dialog().waitFor({ state: 'detached' });

      await page.getByRole('button', { name: /^Undo: Moved/ }).click();
      await expect.poll(() => marks('changed since published'), soon).toBe(0);
      await moveStopByKeys();
      await expect.poll(() => marks('changed since published'), soon).toBe(2);
      await page.keyboard.press('u');
      await page.getByRole('button', { name: 'Publish 2 runs' }).focus();
      await page.keyboard.press('Enter');
      await page.getByText('Published 2 runs as revision 2.').waitFor();
      await expect.poll(() => marks('changed since published'), soon).toBe(0);
      await page.getByRole('button', { name: 'History' }).click();
      await expect
        .poll(() => dialog().locator('li').first().innerText(), soon)
        .toMatch(/Published runs \d+, \d+ \(revision 2\)/);
      expect(await dialog().locator('.history-what').allInnerTexts()).toHaveLength(5);
      await page.keyboard.press('Escape');
      await page.locator('.dock .row-name[data-run]').first().click();
      await page.getByRole('button', { name: 'Driver’s link' }).click();
      await dialog().getByRole('img').waitFor();
      await expectSoundDialog(page);
      await page.keyboard.press('Escape');
    });

    it('stands as it was published after the server was killed, and a run can be withdrawn', async () => {
      const before = await page.evaluate(published, dayPath);
      watched.expectErrors(/Failed to load resource|ERR_/);
      await hubward.kill();
      hubward = await startHubward(data.dataDir);
      await page.goto(hubward.url + dayPath);
      await page.waitForSelector('.dock .publish-mark', soon);
      expect(await page.evaluate(published, dayPath)).toBe(before);

      await page.keyboard.press('u');
      await dialog().getByRole('checkbox').first().focus();
      await page.keyboard.press('Space');
      await dialog().getByRole('button', { name: 'Withdraw 1 run' }).click();
      await page.getByText('Withdrew 1 run.').waitFor();
      await page.keyboard.press('u');
      await expect.poll(() => dialog().innerText(), soon).toContain('not published');
      await page.getByRole('button', { name: 'Publish 1 run' }).click();
      await dialog().waitFor({ state: 'detached' });
    });

    it('is printed as sheets, each run on pages of its own, in another language too', async () => {
      const [told] = (JSON.parse(await page.evaluate(published, dayPath)) as Publication).runs;
      const booked: BookingAtDesk = {
        request: told!.frozen.requests[0]!.id,
        member: { id: 'm1', name: 'Lò Thị Mẩy', phone: '0912 000 222' },
        by: null,
        landmark: 'Behind the school, blue gate',
        has_photo: false,
        made_at: '2026-03-01T10:00:00Z',
        arrived_at: '2026-03-01T10:00:00Z',
        doubts: [],
        settled_at: null,
        offer: null,
      };
      await page.route('**/api/hubs/*/bookings?*', (route) => route.fulfill({ json: [booked] }));
      await page.keyboard.press('s');
      await page.waitForSelector('.sheet');
      const ofTold = page.getByRole('article', { name: `Run sheet of run ${told!.number}`, exact: true });
      expect(await ofTold.getByText('Behind the school, blue gate').count()).toBe(1);
      expect(await ofTold.getByText('Lò Thị Mẩy · 0912 000 222').count()).toBe(1);
      await expectNoAxeViolations(page);
      const runs = await page.locator('.sheet').count();
      expect(runs).toBeGreaterThan(1);
      await page.evaluate(() => {
        globalThis.print = () => document.body.classList.add('was-printed');
      });
      await page.getByRole('button', { name: 'Print', exact: true }).press('Enter');
      await page.waitForSelector('body.was-printed');
      const first = await page.locator('.sheet').first().innerText();
      expect(first).toContain('Published revision');
      expect(first).toContain('Leaves the hub');
      await page.emulateMedia({ media: 'print' });
      await expect.poll(() => page.locator('.sheets-tools').isVisible(), soon).toBe(false);
      const all = await pagesOf(page);
      await page.emulateMedia({ media: 'screen' });
      await page.getByLabel('Which runs').selectOption(String(donor));
      expect(all).toBeGreaterThanOrEqual(runs);
      await expect.poll(() => page.locator('.sheet').count(), soon).toBe(1);
      await page.getByLabel('Language of the sheets').selectOption('vi');
      await expect.poll(() => page.locator('.sheet').innerText(), soon).toContain('Rời trạm');
      const what = (await page.locator('.sheet-what').allInnerTexts()).join('\n');
      expect(what).toMatch(/^(Cam|Khoai lang|Chè búp tươi|Rau)$/m);
      expect(what).not.toMatch(/Oranges|Sweet potatoes|Tea leaf|Vegetables/);
      await expect.poll(() => page.getByRole('button', { name: 'Print' }).count(), soon).toBe(1);
      await page.emulateMedia({ media: 'print' });
      expect(await pagesOf(page)).toBeLessThanOrEqual(all - runs + 1);
      await page.emulateMedia({ media: 'screen' });
      await page.getByRole('link', { name: 'Back to the desk' }).click();
      await page.waitForSelector('.chip');
    });

    it('is exported as the plan stands, and opens again', async () => {
      const workbook = await readWorkbook(await readFile(await download(page, 'Workbook (XLSX)')));
      const [runs, stops] = workbook.map((sheet) => sheet.data.slice(1));
      expect(runs).toHaveLength(await page.locator('.dock .row-name[data-run]').count());
      const csv = await readFile(await download(page, 'Stops (CSV)'), 'utf8');
      const { data: rows } = Papa.parse<Record<string, string>>(csv.replace(/^\uFEFF/, ''), { header: true });
      expect(rows.map((row) => row['Request'])).toEqual(stops!.map((row) => row[11]));
      const places = await chips(donor).locator('span:not([class])').allInnerTexts();
      const ofRun = rows.filter((row) => row['Run'] === String(donor));
      expect([...new Map(ofRun.map((row) => [row['Stop'], row['Place']])).values()]).toEqual(places);
    });

    it('leaves what is not served to the next day, which can be planned today', async () => {
      const carry = page.getByRole('button', { name: /^Carry \d+ requests? over$/ });
      const count = Number(/\d+/.exec(await carry.innerText())?.[0]);
      await carry.dblclick();
      await page.getByText(/^Carried/).waitFor();
      await expect.poll(() => carry.count(), soon).toBe(0);
      await page.keyboard.press(']');
      await page.getByRole('button', { name: `Requests ${count}` }).click();
      await page.locator('.request-item').first().getByRole('button').click();
      await page.getByText(/Carried over, first booked for/).waitFor();
      await expectNoAxeViolations(page);
      await addRequest(page);
      await page.locator('.plan-button .primary').click();
      await page.waitForSelector('.dock .row-name[data-run]', { timeout: patienceMs });
      await expect.poll(() => page.locator('.publish-button').innerText(), soon).toBe('Publish');

      await page.keyboard.press('[');
      await page.getByRole('button', { name: /^Requests \d+/ }).click();
      await page.getByLabel('Show', { exact: true }).selectOption('cancelled');
      await page.locator('.request-item', { hasText: 'carried over' }).first().getByRole('button').click();
      await page.getByRole('button', { name: 'Bring back to this day' }).click();
      await page.getByText('1 request is on its day again.').waitFor();
    });

    it('asks for what nobody came for on a day that is past, and takes it to today', async () => {
      const here = await page.evaluate(bookYesterday, dayPath);
      await page.keyboard.press('[');
      await page.getByText('1 request of this day was not served.').waitFor();
      await expectNoAxeViolations(page);
      await page.getByRole('button', { name: 'Carry 1 request over' }).focus();
      await page.keyboard.press('Enter');
      await page.getByText(/^Carried 1 request over to/).waitFor();
      await expect.poll(() => page.locator('.past-notice').count(), soon).toBe(0);
      await page.getByRole('button', { name: 'Undo', exact: true }).click();
      await page.getByText('1 request of this day was not served.').waitFor();
      await page.getByRole('button', { name: 'Carry 1 request over' }).click();
      await expect.poll(() => page.locator('.past-notice').count(), soon).toBe(0);
      await page.keyboard.press(']');
      await page
        .locator('.request-item', { hasText: here })
        .getByText(/^from /)
        .waitFor();
      await watched.close();
    });
  },
);

/** In the page: what is published, as it came. */
async function published(path: string): Promise<string> {
  const [, , hub, , date] = path.split('/');
  const answer = await fetch(`/api/hubs/${hub}/publication?date=${date}`);
  return answer.text();
}

/** In the page: books something on the day before, at the hub; answers with its place. */
async function bookYesterday(path: string): Promise<string> {
  const [, , id, , date] = path.split('/');
  const { hub } = (await (await fetch(`/api/hubs/${id}`)).json()) as { hub: { lat: number; lon: number } };
  const yesterday = new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  const body = { date: yesterday, place: 'Forgotten farm', lat: hub.lat, lon: hub.lon, kg: 12 };
  const answer = await fetch(`/api/hubs/${id}/requests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return ((await answer.json()) as { place: string }).place;
}

async function pagesOf(page: Page): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

async function download(page: Page, name: string): Promise<string> {
  await page.locator('.edit-bar').getByRole('button', { name: 'Export' }).click();
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name }).click();
  const file: Download = await coming;
  return file.path();
}

/** At a place that is found by its name. */
async function addRequest(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add a request' }).click();
  const form = page.locator('dialog[open]');
  await form.getByRole('combobox').first().fill('Kon');
  await form.locator('.place-hits [role=option]').first().click();
  await form.locator('input[type=number]').first().fill('80');
  await form.locator('button[type=submit]').click();
  await form.waitFor({ state: 'detached' });
}
