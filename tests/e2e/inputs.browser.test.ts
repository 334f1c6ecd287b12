import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Request } from '#server/contract/request.ts';
import type { StandingPickup } from '#server/contract/standing.ts';
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

/** The real server; slow on a busy machine. */
const patienceMs = 180_000;
const soon = { timeout: 30_000 };

describe.skipIf(chromiumPath() === null)('more ways in at the demo hub', { timeout: patienceMs }, () => {
  let browser: Browser;
  let data: Awaited<ReturnType<typeof demoDataDir>>;
  let hubward: HubwardProcess;
  let watched: WatchedPage;
  let page: Page;
  let hub = '';
  let date = '';

  beforeAll(async () => {
    browser = await launchChromium();
    data = await demoDataDir();
    hubward = await startHubward(data.dataDir);
    watched = await openPage(browser, { width: 1440, height: 900 });
    page = watched.page;
    await enterDesk(page, hubward);
    [, hub = '', date = ''] = /hubs\/([^/]+)\/day\/([\d-]+)/.exec(page.url()) ?? [];
  }, patienceMs);
  afterAll(async () => {
    await watched?.close();
    await browser?.close();
    await hubward?.stop();
    data?.remove();
  });

  const ask = <T>(path: string) =>
    page.evaluate(async (url) => (await fetch(url)).json() as Promise<T>, `/api/hubs/${hub}/${path}`);
  const openRequests = async (): Promise<void> => {
    await page.goto(`${hubward.url}/hubs/${hub}/day/${date}?tab=requests`);
    await page.getByRole('button', { name: 'Paste a message' }).waitFor(soon);
  };
  /** A village that the map has once. */
  const village = 'Măng Chơ Mây';

  it('books what a message says, once what is not sure was looked at, and keeps the message', async () => {
    await openRequests();
    await page.getByRole('button', { name: 'Paste a message' }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByLabel('Message')
      .fill(`Chào em, sáng mai chị có khoảng 2 tạ cam và 3 sọt chè ở ${village} nhé 🙏`);
    await dialog.getByRole('button', { name: 'Read the message' }).click();
    const [oranges, tea] = [1, 2].map((number) => dialog.getByRole('group', { name: `Booking ${number}` }));
    await oranges?.waitFor(soon);
    expect(await oranges?.getByLabel('Weight in kg').inputValue()).toBe('200');
    expect(await oranges?.getByLabel('Ready from').inputValue()).toBe('06:00');
    expect(await tea?.getByLabel('Crates').inputValue()).toBe('3');
    await dialog.getByText('One thing is not sure', { exact: false }).waitFor();
    await dialog.getByText('About so much, or a range', { exact: false }).waitFor();
    await expectNoAxeViolations(page);
    await oranges?.getByLabel('Weight in kg').fill('210');
    await expect.poll(() => dialog.getByText('not sure', { exact: false }).count(), soon).toBe(0);
    const day = (await oranges?.getByLabel('Day').inputValue()) ?? '';
    await dialog.getByRole('button', { name: 'Book 2 requests' }).dblclick();
    await dialog.waitFor({ state: 'detached', ...soon });

    const booked = (await ask<Request[]>(`requests?date=${day}`)).filter(({ place }) => place === village);
    const mine = booked.filter(
      ({ kg, product }) => (kg === 210 && product === 'Oranges') || product === 'Tea leaf',
    );
    expect(mine).toHaveLength(2);
    const { text } = await ask<{ text: string }>(`requests/${mine[0]?.id}/text`);
    expect(text).toContain('khoảng 2 tạ cam');
    await page.goto(`${hubward.url}/hubs/${hub}/day/${day}?tab=requests&request=${mine[0]?.id}`);
    await page.getByText('The message it was booked from').waitFor(soon);
  });

  it('says that a message books nothing', async () => {
    await openRequests();
    await page.getByRole('button', { name: 'Paste a message' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Message').fill('Cảm ơn em nhiều nha');
    await dialog.getByRole('button', { name: 'Read the message' }).click();
    await dialog.getByText('Nothing is booked in this message', { exact: false }).waitFor(soon);
    expect(await dialog.getByRole('button', { name: /^Book / }).count()).toBe(0);
    await page.keyboard.press('Escape');
  });

  it('makes a pickup of every week, leaves a day out and takes it back', async () => {
    await openRequests();
    await page.getByRole('button', { name: 'Every week' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Add a pickup of every week' }).click();
    await dialog.getByRole('combobox', { name: 'Place' }).fill(village);
    await dialog.getByRole('option', { name: village }).first().click(soon);
    for (const name of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])
      await dialog.getByLabel(name).check();
    await dialog.getByLabel('Weight in kg').fill('77');
    await expectNoAxeViolations(page);
    await expectSoundDialog(page);
    await dialog.getByRole('button', { name: 'Add a pickup of every week' }).click();
    const days = dialog.getByRole('group', { name: 'Next days' }).getByRole('button');
    await days.first().waitFor(soon);
    await expectNoAxeViolations(page);

    // Not today: a test may run over the hub's midnight.
    const [pickup] = await ask<StandingPickup[]>('standing-pickups');
    const made = async () =>
      (await ask<Request[]>(`requests?date=${pickup?.next[1]}`)).filter(({ kg }) => kg === 77);
    expect(await made()).toMatchObject([{ place: village, state: 'booked' }]);
    await days.nth(1).click();
    await expect.poll(async () => (await made()).map(({ state }) => state), soon).toEqual(['cancelled']);
    await expect.poll(() => days.nth(1).getAttribute('aria-pressed'), soon).toBe('false');
    await days.nth(1).click();
    await expect.poll(async () => (await made()).map(({ state }) => state), soon).toEqual(['booked']);
    await dialog.getByRole('button', { name: 'End it after today' }).click();
    await dialog.getByText(/^(until|ended)/).waitFor(soon);
    await page.keyboard.press('Escape');
  });

  it('makes a key that books over the API, once under each name, and ends it', async () => {
    await page.goto(`${hubward.url}/hubs/${hub}/fleet?tab=programs`);
    // How to call it is a press away.
    const description = await page.getByRole('link', { name: /\/api\/openapi\.json$/ }).innerText(soon);
    expect(((await (await fetch(description)).json()) as { openapi: string }).openapi).toBe('3.1.0');
    await page.getByLabel('What it is for').fill('Web shop');
    await page.getByRole('button', { name: 'Make a key' }).click();
    const key = await page.locator('code.secret').first().innerText(soon);
    await expectNoAxeViolations(page);
    const book = (kg: number) =>
      fetch(`${hubward.url}/api/requests`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'idempotency-key': 'order-1',
          'content-type': 'application/json',
        },
        body: JSON.stringify({ date, place: village, kg }),
      });
    const [first, again, other] = [await book(33), await book(33), await book(34)];
    expect([first.status, again.status, other.status]).toEqual([201, 201, 422]);
    const [one, two] = [(await first.json()) as Request, (await again.json()) as Request];
    expect([two.id, one.cooperative]).toEqual([one.id, expect.any(String)]);
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await page.locator('code.secret').waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain(key);
    await page.getByRole('button', { name: 'End the key Web shop' }).click();
    await page.getByText('ended', { exact: true }).waitFor(soon);
    expect((await book(33)).status).toBe(401);
  });
});
