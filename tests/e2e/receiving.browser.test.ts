import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReceivingDay } from '#server/contract/receiving.ts';
import type { Publication } from '#server/contract/publication.ts';
import type { RunDeed } from '#server/domain/drive/run-event.ts';
import { collected } from '../domain/drive/made-run.ts';
import { type DeskCall, driverPhone } from '../support/driver-phone.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { demoDataDir } from '../support/demo-data.ts';
import { enterDesk, planDay } from '../support/enter-desk.ts';
import { type HubwardProcess, startHubward } from '../support/hubward-process.ts';
import { updatingProxy, versionMark } from '../support/updating-proxy.ts';
import {
  expectNoAxeViolations,
  expectSoundDialog,
  openPage,
  type WatchedPage,
} from '../web/support/open-page.ts';

/** The real server and engine, slow on a busy machine. */
const patienceMs = 240_000;
const poll = { timeout: 60_000 };

describe.skipIf(chromiumPath() === null)('what comes to the hub', { timeout: patienceMs }, () => {
  let browser: Browser;
  let data: Awaited<ReturnType<typeof demoDataDir>>;
  let hubward: HubwardProcess;
  /** What the tablet calls. */
  let proxy: Awaited<ReturnType<typeof updatingProxy>>;
  let watched: WatchedPage;
  let day: string;

  beforeAll(async () => {
    browser = await launchChromium();
    data = await demoDataDir();
    hubward = await startHubward(data.dataDir);
    proxy = await updatingProxy(
      () => hubward.url,
      (path) => path === '/' || path.startsWith('/hubs/'),
    );
    watched = await openPage(browser, { width: 1024, height: 768 });
    const { page } = watched;
    page.setDefaultTimeout(60_000);
    await enterDesk(page, hubward);
    day = page.url().replace(/\?.*/, '');
    await planDay(page, patienceMs);
  }, patienceMs);
  afterAll(async () => {
    await browser?.close();
    proxy?.close();
    await hubward?.stop();
    data?.remove();
  });

  const receivingOf = async (page: Page): Promise<ReceivingDay> => {
    const [, hub, date] = /hubs\/([^/]+)\/day\/([^/]+)/.exec(day)!;
    const address = `${new URL(day).origin}/api/hubs/${hub}/receiving?date=${date}`;
    return (await page.request.get(address)).json() as Promise<ReceivingDay>;
  };
  /** With a session of its own, at what comes to the hub. */
  const signedInTablet = async (): Promise<WatchedPage> => {
    const tablet = await openPage(browser, { width: 1024, height: 768 });
    tablet.expectErrors(/ERR_|Failed to load resource/);
    await tablet.page.goto(`${day.replace(hubward.url, proxy.url)}/receiving`);
    await signIn(tablet.page);
    return tablet;
  };
  const signIn = async (page: Page, shown = '.arrival-card'): Promise<void> => {
    await page.getByLabel('E-mail').fill('admin@hubward.local');
    await page.getByLabel('Password').fill('a long enough password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator(shown).first().waitFor();
  };
  /** Of which addresses service workers answer. */
  const workersOn = (page: Page) =>
    page.evaluate(async () =>
      (await navigator.serviceWorker.getRegistrations()).flatMap(({ active, scope }) =>
        active?.state === 'activated' ? [scope] : [],
      ),
    );
  /** The versions of the page that its device keeps. */
  const versionsOn = (page: Page) =>
    page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('receiving-shell')));
  /** How many days its device keeps. */
  const daysOn = (page: Page) =>
    page.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const opening = indexedDB.open('hubward-receiving');
          opening.addEventListener('error', () => reject(opening.error ?? new Error('not opened')));
          opening.addEventListener('success', () => {
            const counting = opening.result.transaction('days').objectStore('days').count();
            counting.addEventListener('success', () => {
              opening.result.close();
              resolve(counting.result);
            });
          });
        }),
    );
  const entriesOf = async (page: Page) =>
    (await receivingOf(page)).requests.flatMap(({ weigh_ins: entries }) => entries);

  it('is weighed in with the keyboard alone, one after the other', async () => {
    const { page } = watched;
    await page.goto(`${day}/receiving`);
    await page.locator('.arrival-card').first().waitFor();
    expect((await page.getByRole('link', { name: 'To the desk' }).innerText()).trim()).toBe('To the desk');
    // A trip with more than one to weigh in.
    for (const card of await page.locator('.arrival-card').all()) {
      await card.focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => card.getAttribute('class')).toContain('is-chosen');
      if ((await page.locator('.weigh-line').count()) > 1) break;
    }
    await page.getByRole('button', { name: 'Weigh all at once' }).click();
    await expectSoundDialog(page);
    // A slip of the keys is not saved before it is said to be right.
    await page.keyboard.type('999999');
    await page.keyboard.press('Enter');
    const isRight = page.getByLabel(/^999,999 kg is right, though [\d,.]+ kg was booked$/);
    expect(await isRight.isChecked()).toBe(false);
    await expectNoAxeViolations(page);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await entriesOf(page)).toEqual([]);
    await page.locator('.weigh-line').first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await expectSoundDialog(page);
    await page.keyboard.type('101.5');
    await page.keyboard.press('Enter');
    // On to the next one, with the scale's field in hand.
    await expect.poll(() => page.getByLabel('Weight (kg)').inputValue(), poll).toBe('');
    await page.keyboard.type('88');
    await page.getByLabel('Grade 2').check();
    await page.getByLabel('Some of it did not come').check();
    await page.getByLabel('Reason').selectOption('quality');
    await page.getByLabel('Note').fill('wet from the rain');
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    await expect
      .poll(async () => (await entriesOf(page)).map(({ kg }) => kg).sort(), poll)
      .toEqual([101.5, 88]);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expectNoAxeViolations(page);
  });

  it('is kept on the device while the server is away, and sent once', async () => {
    const { page, expectErrors } = watched;
    expectErrors(/ERR_FAILED|Failed to load resource/);
    const calls = '**/api/hubs/*/receiving';
    await page.route(calls, (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await page.getByLabel('Empty crates that came back').fill('12');
    await page.locator('.crates-back button').click();
    await page.getByText('1 entry is kept on this device').waitFor();
    await page.reload();
    await page.getByText('1 entry is kept on this device').waitFor();
    await expect.poll(() => page.getByLabel('Empty crates that came back').inputValue(), poll).toBe('12');
    await page.unroute(calls);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await page.getByText('kept on this device').waitFor({ state: 'detached' });
    const counted = (await receivingOf(page)).arrivals.filter(({ crates_back: crates }) => crates !== null);
    expect(counted.map(({ crates_back: crates }) => crates)).toEqual([12]);
  });

  it('is not sent in the name of who did not weigh it, save by who says so', async () => {
    const { page } = watched;
    const entered = async () =>
      (await receivingOf(page)).arrivals.filter(({ crates_back: crates }) => crates === 13);
    await page.evaluate(
      ([hub]) => {
        const crates = document.querySelector<HTMLInputElement>('#crates-back')!; // of the trip that is open
        const trip = new URLSearchParams(location.search).get('trip')!.split('·'); // so it was opened
        const [vehicle, number] = [trip.slice(0, -1).join('·'), Number(trip.at(-1))];
        const act = {
          vehicle,
          trip: number,
          lines: [],
          is_together: false,
          crates_back: Number(crates.value) + 1,
        };
        const weighIn = {
          ...act,
          id: 'of-another',
          date: location.pathname.split('/').at(-1),
          weighed_at: new Date().toISOString(),
          weighed_by: 'somebody-else',
        };
        localStorage.setItem(
          `hubward.weigh-ins.${hub}`,
          JSON.stringify([{ weighIn, by: 'Lò Mai', problem: null }]),
        );
      },
      [/hubs\/([^/]+)/.exec(day)![1]],
    );
    await page.reload();
    await page.getByText('1 entry of Lò Mai waits on this device until Lò Mai signs in here.').waitFor();
    await expectNoAxeViolations(page);
    expect(await entered()).toEqual([]);
    await page.getByRole('button', { name: 'Send in my name' }).click();
    await page.getByText('1 entry of Lò Mai').waitFor({ state: 'detached' });
    await expect.poll(async () => (await entered()).length, poll).toBe(1);
  });

  it('is weighed without signal, in a tab that is loaded anew, killed and opened again, and sent once', async () => {
    const tablet = await signedInTablet();
    let { page } = tablet;
    const context = page.context();
    const address = page.url();
    await expect.poll(() => workersOn(page), poll).toEqual([address.slice(0, address.lastIndexOf('/') + 1)]);
    const unweighed = page.getByText(/^0 of [1-9]\d* weighed$/);
    await page.locator('.arrival-card').filter({ has: unweighed }).last().click();
    await page.locator('.weigh-line').first().waitFor();
    await expect.poll(() => daysOn(page), poll).toBe(1);
    await context.setOffline(true);
    await page.reload();
    await page.getByText(/^As of \d\d:\d\d, no connection$/).waitFor();
    await page.locator('.weigh-line').first().click();
    await page.getByLabel('Weight (kg)').fill('77.5');
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('waits to be sent').waitFor();
    await expectNoAxeViolations(page);

    const inside = page.url();
    await page.close();
    page = await context.newPage();
    await page.goto(inside);
    await page.getByText('1 entry is kept on this device').waitFor();
    await page.locator('.weigh-line', { hasText: '77.5 kg' }).getByText('waits to be sent').waitFor();
    expect((await entriesOf(watched.page)).filter(({ kg }) => kg === 77.5)).toEqual([]);

    await context.setOffline(false);
    await page.getByText('waits to be sent').waitFor({ state: 'detached' });
    await page.getByText(/no connection/).waitFor({ state: 'detached' });
    expect((await entriesOf(watched.page)).filter(({ kg }) => kg === 77.5)).toHaveLength(1);

    // An update is there with the next opening, and takes the place of what was kept for the time without signal.
    const mark = page.locator(`meta[name="${versionMark}"]`);
    const [before] = await versionsOn(page);
    expect(await mark.count()).toBe(0);
    proxy.update();
    await page.reload();
    await page.locator('.arrival-card').first().waitFor();
    expect(await mark.count()).toBe(1);
    await expect.poll(() => versionsOn(page), poll).toEqual([`${before}-updated`]);
    await context.setOffline(true);
    await page.reload();
    await page.getByText(/no connection/).waitFor();
    expect(await mark.count()).toBe(1);
    await context.setOffline(false);
    await page.getByText(/no connection/).waitFor({ state: 'detached' });

    // Who signs out leaves nothing behind.
    expect(await daysOn(page)).toBe(1);
    await page.getByRole('button', { name: 'Account' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in');
    await expect.poll(() => daysOn(page), poll).toBe(0);
    await context.setOffline(true);
    await page.goto(address);
    await page.getByText('The server does not answer').waitFor();
    expect(await page.locator('.arrival-card').count()).toBe(0);
    await context.setOffline(false);
    await page.goto(address);
    await signIn(page);
    await expect.poll(() => daysOn(page), poll).toBe(1);
    // Nor does who was signed out elsewhere, to whom signs in on the same page.
    await context.clearCookies();
    await page.getByRole('link', { name: 'Next day' }).click();
    await page.waitForURL('**/sign-in*');
    await expect.poll(() => daysOn(page), poll).toBe(0);
    const asked = page.waitForRequest(/\/api\/hubs\/[^/]+$/);
    await signIn(page, '.empty');
    await asked;
    await tablet.close();
  });

  it('shows on the receipt', async () => {
    const { page } = watched;
    const { requests } = await receivingOf(page);
    const short = requests.find(({ weigh_ins: entries }) =>
      entries.some(({ is_short: isShort }) => isShort),
    )!;
    expect(short.state).toBe('partly_collected');
    await page.goto(`${day}/receipt?request=${short.request}`);
    await page.getByText('weighed 88 kg').waitFor();
    await page
      .getByText(/hub’s scale 88 kg · Grade 2 · not all of it came · Part of it was not accepted · wet/)
      .waitFor();
  });

  it('is followed at the desk while it is on its way, and what its driver says is held against the scale', async () => {
    const { page } = watched;
    const [, hub, date] = /hubs\/([^/]+)\/day\/([^/]+)/.exec(day)!;
    const origin = new URL(day).origin;
    const desk: DeskCall = async (method, path, body) => {
      const options = { method, headers: { origin }, ...(body !== undefined && { data: body }) };
      const answer = await page.request.fetch(origin + path, options);
      expect([path, answer.ok()]).toEqual([path, true]);
      return answer.json();
    };
    const base = `/api/hubs/${hub}`;
    const { plan } = await desk<{ plan: { edit_version: number } }>('GET', `${base}/plan?date=${date}`);
    const order = { date, edit_version: plan.edit_version };
    const { runs } = await desk<Publication>('POST', `${base}/publication`, order);
    // The last stop of a run of several, all else passed by; nothing would come on board where something is handed over.
    const endsInPickup = ({ frozen: { run, requests } }: (typeof runs)[number]) => {
      const name = run.trips[0]!.stops.at(-1)!.requests[0];
      return requests.find(({ id }) => id === name)?.kind === 'pickup';
    };
    const number = runs.find(
      (each) => each.frozen.run.trips[0]!.stops.length > 2 && endsInPickup(each),
    )!.number;
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${day}?tab=live`);
    await page.getByText('no answer yet').first().waitFor();
    const { run, tap, textOf } = await driverPhone(desk, { origin, hub: hub!, date: date!, number });
    const { vehicle, capacity, trips } = run.frozen.run;
    const stops = trips[0]!.stops;
    const [passed, last] = [stops[0]!, stops.at(-1)!];
    const request = last.requests[0]!;
    const products = [
      { product: 'Oranges', kg: capacity.kg },
      { product: 'Sweet potatoes', kg: 50 },
    ];
    const apart = { ...collected(request, capacity.kg + 50), products } as RunDeed;
    await tap([
      { deed: { kind: 'left_hub', trip: 0 }, at: Date.now() - 60_000 },
      { deed: apart, at: Date.now(), position: last },
    ]);
    await page.getByRole('button', { name: `${vehicle} is over its capacity by` }).waitFor();
    await page
      .getByRole('button', { name: `${vehicle} went past ${passed.place}, and nothing was said of it` })
      .first()
      .click();
    await page.locator('.live-stops tr', { hasText: last.place }).last().waitFor();
    await expectNoAxeViolations(page);

    await page.getByRole('button', { name: 'Enter a driver’s text message' }).click();
    await page.getByLabel('The message, as it came').fill('hub1 some letters are missing');
    await page.getByText('A text is not whole').waitFor();
    await expectSoundDialog(page);
    const text = textOf({ kind: 'departed', items: [{ request, visit: 1 }] }, Date.now());
    await page.getByLabel('The message, as it came').fill(`He writes: ${text}`);
    await page.getByRole('button', { name: 'Enter', exact: true }).click();
    await page.getByText('1 tap was entered.').waitFor();

    // The rest of it goes to others: one step, which is published anew.
    await page.getByRole('button', { name: 'Hand over the rest' }).click();
    await expectSoundDialog(page);
    await page.getByRole('button', { name: 'Hand over', exact: true }).first().click();
    await page.getByRole('dialog', { name: 'Publish to the drivers' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await expect
      .poll(
        async () =>
          (await desk<{ plan: { edit_version: number } }>('GET', `${base}/plan?date=${date}`)).plan
            .edit_version,
        poll,
      )
      .toBe(plan.edit_version + 2);

    await page.setViewportSize({ width: 1024, height: 768 });
    await page.goto(`${day}/receiving?trip=${encodeURIComponent(`${vehicle}·1`)}`);
    const both = /: Oranges .* kg \+ Sweet potatoes 50 kg/;
    await page.locator('.weigh-line', { hasText: 'driver weighed' }).filter({ hasText: both }).click();
    await page.getByRole('dialog').getByText(both).waitFor();
    await page.getByLabel('Weight (kg)').fill('40');
    await page.getByText('against the driver’s scale. Say why.').waitFor();
    const save = page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true });
    await save.click();
    // Not without a reason.
    await page.getByRole('dialog').waitFor();
    await page.getByLabel('Reason').selectOption('scale');
    await save.click();
    await page.getByText('The scales differ').waitFor();
    await page.goto(`${day}/receipt?request=${request}`);
    await page.getByText(/hub’s scale 40 kg, driver’s scale .* · The scales differ/).waitFor();
    await page.getByText('The driver weighed apart: Oranges').waitFor();
    await watched.close();
  });
});
