import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drivenEvent, drivenRun, type RunEventWire } from '#server/contract/drive.ts';
import type { DeskDrivenRun, DrivenRunWire } from '#server/contract/drive-run.ts';
import { applyEvents } from '#server/domain/drive/apply-events.ts';
import type { RunState } from '#server/domain/drive/run-state.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { demoDataDir } from '../support/demo-data.ts';
import { DeskClient } from '../support/desk-client.ts';
import { type HubwardProcess, startHubward } from '../support/hubward-process.ts';
import { updatingProxy, versionMark } from '../support/updating-proxy.ts';
import { expectNoAxeViolations } from '../web/support/open-page.ts';

const patienceMs = 300_000;
const soon = { timeout: 60_000 };
const stopCount = 14;

/** A run of one trip and fourteen stops, published: other runs give it what it lacks. */
async function makeLongRun(desk: DeskClient) {
  const [hub] = (await desk.call('getSession')).hubs;
  const params = { hub: hub!.id };
  const { today } = await desk.call('getHub', { params });
  const onDay = { params, query: { date: today } };
  await desk.call('startSolve', { params, body: { date: today, seconds: 1 } });
  while ((await desk.call('getPlan', onDay)).plan === null)
    await new Promise((done) => setTimeout(done, 200));
  let { arrangement, edit_version: version } = await desk.call('getDesk', onDay);
  const edit = async (change: unknown): Promise<void> => {
    await desk.call('editPlan', { params, body: { date: today, edit_version: version, edit: change } });
    ({ arrangement, edit_version: version } = await desk.call('getDesk', onDay));
  };
  const stopsOf = (run: number) =>
    arrangement.runs
      .find((each) => each.run === run)
      ?.trips.flat()
      .map(({ stop }) => stop) ?? [];
  const { run } = arrangement.runs
    .filter(({ trips }) => trips.length === 1 && trips[0]!.length <= stopCount)
    .toSorted((a, b) => b.trips[0]!.length - a.trips[0]!.length)[0]!;
  const others = arrangement.runs.filter((each) => each.run !== run).flatMap((each) => stopsOf(each.run));
  const missing = stopCount - stopsOf(run).length;
  if (missing > 0) {
    const to = { run, trip: 0, position: stopsOf(run).length };
    await edit({ type: 'move', stops: others.slice(0, missing), to });
  }
  const publish = () =>
    desk.call('publishPlan', { params, body: { date: today, edit_version: version, runs: null } });
  const published = (await publish()).runs.find(({ number }) => number === run)!;
  const addLink = async () => {
    const [link] = await desk.call('addRunLinks', { params, body: { date: today, runs: [run] } });
    return link!.url;
  };
  const driven = async () => (await desk.call('listDrivenRuns', onDay)).find((each) => each.number === run)!;
  return {
    hub: hub!.id,
    today,
    run,
    id: published.id,
    requests: published.frozen.requests.map(({ id }) => id),
    places: published.frozen.run.trips.flatMap(({ stops }) => stops.map(({ place }) => place)),
    params,
    stops: () => stopsOf(run),
    edit,
    publish,
    addLink,
    driven,
  };
}

/** As if a member had booked all of the run from her phone, with a photo of her place. */
async function bookWithPhoto(
  desk: DeskClient,
  { params, requests }: Awaited<ReturnType<typeof makeLongRun>>,
  dataDir: string,
) {
  const of = { phone: '0912 000 222', locale: 'vi' };
  const htx = { ...of, name: 'HTX Sa Mù', divides_by: null };
  const { id: cooperative } = await desk.call('addCooperative', { params, body: htx });
  const grower = { ...of, cooperative, name: 'Lò Thị Mẩy', role: 'grower' };
  const { id: member } = await desk.call('addMember', { params, body: grower });
  const [photo, at] = [randomUUID(), new Date().toISOString()];
  const db = new Sqlite(join(dataDir, 'hubward.sqlite'));
  db.prepare('insert into member_photos values (?, ?, ?, ?, ?)').run(photo, member, 'image/png', pixel, at);
  const insert = db.prepare(
    `insert into bookings (request_id, member_id, by_id, landmark, photo_id, made_at, arrived_at, doubts)
     values (?, ?, ?, 'Behind the school', ?, ?, ?, '[]')`,
  );
  for (const request of requests) insert.run(request, member, member, photo, at, at);
  db.close();
}

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const isKnown = /ERR_|Failed to load resource/;

describe.skipIf(chromiumPath() === null)('a driver’s day on a phone', { timeout: patienceMs }, () => {
  let browser: Browser;
  let data: Awaited<ReturnType<typeof demoDataDir>>;
  let hubward: HubwardProcess;
  /** What the phone calls. */
  let proxy: Awaited<ReturnType<typeof updatingProxy>>;
  let desk: DeskClient;
  let day: Awaited<ReturnType<typeof makeLongRun>>;
  let phone: BrowserContext;
  let page: Page;
  const problems: string[] = [];
  /** When each tap was made, by the clock of the test. */
  const taps: { from: number; to: number }[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
    data = await demoDataDir();
    hubward = await startHubward(data.dataDir);
    proxy = await updatingProxy(
      () => hubward.url,
      (path) => ['/drive/', '/drive/worker.js'].includes(path),
    );
    desk = await DeskClient.fromLink(hubward.url, hubward.link ?? '');
    day = await makeLongRun(desk);
    await bookWithPhoto(desk, day, data.dataDir);
    phone = await browser.newContext({
      viewport: { width: 360, height: 740 },
      locale: 'en-US',
      hasTouch: true,
      reducedMotion: 'reduce',
    });
  }, patienceMs);
  afterAll(async () => {
    await browser?.close();
    proxy?.close();
    await hubward?.stop();
    data?.remove();
  });

  const main = () => page.locator('.main-action button');
  const open = async (url: string): Promise<void> => {
    page = await phone.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !isKnown.test(message.text())) problems.push(message.text());
    });
    await page.goto(url);
  };
  /** The tab is gone as when the phone throws it away, and is opened again. */
  const kill = async (): Promise<void> => {
    await page.close();
    await open(`${proxy.url}/drive/`);
    await main().waitFor(soon);
  };
  /** Taps the main button; `isTap`: it makes an event. */
  const act = async (isTap: boolean): Promise<void> => {
    const before = await main().innerText();
    const from = Date.now();
    await main().click();
    await expect.poll(() => main().innerText(), soon).not.toBe(before);
    if (isTap) taps.push({ from, to: Date.now() });
  };
  /** A new version of the page is on the phone, and waits until the page is closed. */
  const takeUpdate = async (): Promise<void> => {
    proxy.update();
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    const isWaiting = () =>
      page.evaluate(
        async () => ((await navigator.serviceWorker.getRegistration())?.waiting ?? null) !== null,
      );
    await expect.poll(isWaiting, soon).toBe(true);
    expect(await isOfUpdate()).toBe(false);
  };
  const isOfUpdate = async () => (await page.locator(`meta[name="${versionMark}"]`).count()) > 0;
  /** He will not go to the next stop, and says why from where he is. */
  const leaveOut = async (): Promise<void> => {
    const requests = await page.locator('.what').first().locator('> li').count();
    await page.getByRole('button', { name: 'Not going there' }).click();
    await page.getByLabel('The road is closed').check();
    const from = Date.now();
    await main().click();
    await expect.poll(() => main().innerText(), soon).toBe('I am here');
    const to = Date.now();
    taps.push(...Array.from({ length: requests }, () => ({ from, to })));
  };
  /** It is drawn, and larger after a tap. */
  const seePhoto = async (): Promise<void> => {
    const photo = page.getByRole('button', { name: 'Photo of the place' });
    await photo.waitFor(soon);
    const widthOf = () => photo.locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth);
    await expect.poll(widthOf, soon).toBe(1);
    await photo.click();
    expect(await photo.getAttribute('aria-expanded')).toBe('true');
  };
  const openMap = () => page.getByRole('button', { name: 'Map', exact: true }).click();
  /** The hub's products are called as in the language of the page. */
  const seeProductNames = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Whole run and more' }).click();
    await page.getByLabel('Language', { exact: true }).selectOption('vi');
    await page.getByRole('button', { name: 'Lấy thêm ngoài kế hoạch' }).click();
    await expect
      .poll(() => page.getByLabel('Hàng gì').locator('option').allInnerTexts(), soon)
      .toContain('Khoai lang');
    await page.locator('.run-head').getByRole('button').click();
    await page.locator('.run-head').getByRole('button').click();
    await page.locator('#language').selectOption('en');
    await page.locator('.run-head').getByRole('button').click();
    await main().waitFor(soon);
  };
  /** One kg of what is weighed is of another product; once. */
  let isApart = false;
  const weighApart = async (): Promise<void> => {
    isApart = true;
    await page.getByText('Several products').click();
    await page.locator('.apart input').first().fill('100000');
    await page.getByText('Together more than was weighed').waitFor();
    expect(await main().isDisabled()).toBe(true);
    await page.locator('.apart input').first().fill('1');
    await expectNoAxeViolations(page);
  };
  /** All of the map is drawn, and none of it is missing on the phone. */
  const closeDrawnMap = async (): Promise<void> => {
    await page.locator('.run-map[aria-busy="false"]').waitFor(soon);
    expect(await page.getByText('This part of the map is not on the phone').count()).toBe(0);
    await page.locator('.run-head').getByRole('button').click();
    await main().waitFor(soon);
  };
  /** From "I am here" to "Drive on": each request is handled. */
  const workStop = async (number: number): Promise<void> => {
    expect(await main().innerText()).toBe('I am here');
    await act(true);
    await handleAll(number);
  };
  const handleAll = async (number: number): Promise<void> => {
    for (;;) {
      if ((await main().innerText()) === 'Drive on') break;
      await act(false);
      const isPickup = await page.locator('#kg').isVisible();
      await page.locator(isPickup ? '#kg' : '#to').fill(isPickup ? String(10 + number) : 'Mai');
      if (isPickup && !isApart) await weighApart();
      if (isPickup) await expect.poll(() => main().innerText()).toBe(`Save ${10 + number} kg`);
      await act(true);
    }
    await act(true);
  };

  it('begins with a link that binds the phone, and a second phone asks the desk', async () => {
    const url = (await day.addLink()).replace(hubward.url, proxy.url);
    await open(url);
    await main().waitFor(soon);
    await expectNoAxeViolations(page);
    expect(await main().innerText()).toBe('Open on this phone');
    await act(false);
    expect(await page.locator('.drive').innerText()).toContain(`${stopCount} stops`);
    await expectNoAxeViolations(page);
    const other = await browser.newPage();
    await other.goto(url);
    await other.locator('.main-action button').click(soon);
    await other.getByText('Another phone has this run.').waitFor(soon);
    const waiting = (await day.driven()).phones.find(({ state }) => state === 'waiting')!;
    const params = { ...day.params, phone: waiting.id };
    await desk.call('decidePhone', { params, body: { decision: 'refuse' } });
    await other.getByText('The desk did not let this phone in.').waitFor(soon);
    await other.close();
  });

  it('is worked from stop 1 to 14 without signal from 2 to 12, three dead tabs, a dead server, two changes and an update', async () => {
    // Nothing more is needed from the network than what came with the link.
    await expect
      .poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null), soon)
      .toBe(true);
    await act(true);
    await page.locator('#odometer').fill('41230');
    await act(true);
    await act(true);
    await page.getByText('The way ·').waitFor(soon);
    await expectNoAxeViolations(page);
    await seeProductNames();
    await openMap();
    await page.getByRole('button', { name: /^Fetch the map, [\d.]+ [kM]B$/ }).click(soon);
    await closeDrawnMap();
    await workStop(1);
    await expect.poll(async () => (await day.driven()).events.length, soon).toBe(taps.length);
    await takeUpdate();

    await phone.setOffline(true);
    for (let number = 2; number <= 4; number++) await workStop(number);
    await kill();
    expect(await page.locator('.run-head').innerText()).toMatch(/\d+ to send/);
    await seePhoto();
    // Of what the driver does not hear: a stop he has done, and one that is still ahead.
    const [done, ahead] = [day.stops()[3]!, day.stops()[12]!];
    await day.edit({ type: 'unassign', stops: [done, ahead] });
    await day.publish();
    await hubward.kill();
    await openMap();
    await closeDrawnMap();
    await act(true);
    await act(false);
    await page.locator((await page.locator('#kg').isVisible()) ? '#kg' : '#to').fill('77');
    await kill();
    await act(false);
    // As it was typed when the tab died.
    expect(await page.locator((await page.locator('#kg').isVisible()) ? '#kg' : '#to').inputValue()).toBe(
      '77',
    );
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await handleAll(5);
    for (let number = 6; number <= 8; number++) await workStop(number);
    await leaveOut();
    hubward = await startHubward(data.dataDir, { PORT: new URL(hubward.url).port });
    await kill();
    expect(await isOfUpdate()).toBe(true);
    for (let number = 10; number <= 12; number++) await workStop(number);
    expect(await page.locator('.place').innerText()).toBe(day.places[12]);
    await phone.setOffline(false);
    await page.getByText('The desk changed the run').waitFor(soon);
    expect(await page.locator('.place').innerText()).toBe(day.places[13]);
    const from = Date.now();
    await page.getByRole('button', { name: 'I have seen it' }).click();
    await page.getByText('The desk changed the run').waitFor({ state: 'detached' });
    taps.push({ from, to: Date.now() });
    await workStop(14);
    await act(true);
    await page.locator('#odometer').fill('41402,5');
    const last = Date.now();
    await main().click();
    await page.getByText('Everything has reached the hub.').waitFor(soon);
    taps.push({ from: last, to: Date.now() });
    await expectNoAxeViolations(page);
  });

  it('is the same on both sides at the end, each tap once and at its time', async () => {
    const atHub = await day.driven();
    expect(atHub.events).toHaveLength(taps.length);
    const inOrder = atHub.events.toSorted((a, b) => a.order - b.order);
    expect(inOrder.map(({ order }) => order)).toEqual(taps.map((_, index) => index + 1));
    for (const [index, { from, to }] of taps.entries()) {
      const at = Date.parse(inOrder[index]!.at);
      expect([index, at >= from && at <= to]).toEqual([index, true]);
    }
    const onPhone = await page.evaluate(keptOnPhone, day.id);
    expect(onPhone.isAllSent).toBe(true);
    const hubState = stateOf(atHub, atHub.events);
    expect(stateOf(onPhone.wire, onPhone.events)).toEqual(hubState);
    const takenOut = hubState.stops.filter(({ isTakenOut }) => isTakenOut);
    expect(takenOut).toHaveLength(1);
    expect(takenOut[0]?.items.every(({ outcome }) => outcome !== null)).toBe(true);
    expect(hubState.stops.map(({ status }) => status)).toEqual(Array(stopCount - 1).fill('done'));
    const leftOut = hubState.stops.filter(({ arrived }) => arrived === null);
    expect(leftOut).toHaveLength(1);
    expect(leftOut[0]?.items.every(({ outcome }) => outcome?.kind === 'missed')).toBe(true);
    expect(hubState).toMatchObject({ stage: 'back', back: { odometer_km: 41402.5 } });
    const apart = inOrder.flatMap(({ deed }) =>
      deed.kind === 'collected' && deed.products.length > 0 ? [deed] : [],
    );
    expect(apart.map(({ products }) => products.map(({ kg }) => kg))).toEqual([[apart[0]!.kg - 1, 1]]);
    const requests = await desk.call('listRequests', { params: day.params, query: { date: day.today } });
    const items = new Map(hubState.stops.flatMap((stop) => stop.items.map((item) => [item.request, item])));
    // What is fetched in parts is not all there while other runs have theirs before them.
    const whole = requests.filter(({ id, kg }) => items.get(id)?.booked.kg === kg);
    const expected = whole.map(({ id }) =>
      items.get(id)?.outcome?.kind === 'missed' ? 'missed' : 'collected',
    );
    expect(whole.map(({ state }) => state)).toEqual(expected);
    expect(problems).toEqual([]);
  });

  it('goes from the phone, with its taps, photos and map, once the hub has closed it', async () => {
    expect(await page.evaluate(countKept)).toMatchObject({ runs: 1, tries: 1, events: taps.length });
    await page.clock.setFixedTime(Date.now() + 17 * 86_400_000);
    await page.reload();
    await page.getByText('No run is on this phone').waitFor(soon);
    const nothing = { runs: 0, tries: 0, events: 0, pictures: 0, tiles: 0, photos: 0 };
    expect(await page.evaluate(countKept)).toEqual(nothing);
  });
});

/** In the page: how much the phone has of all runs. */
async function countKept() {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('hubward-drive');
    opening.addEventListener('success', () => resolve(opening.result));
    opening.addEventListener('error', () => reject(new Error('not opened')));
  });
  const count = (store: string) =>
    new Promise<number>((resolve) => {
      const counting = db.transaction(store).objectStore(store).count();
      counting.addEventListener('success', () => resolve(counting.result));
    });
  const countCached = async (name: string) => (await (await caches.open(name)).keys()).length;
  return {
    runs: await count('runs'),
    tries: await count('tries'),
    events: await count('events'),
    pictures: await count('pictures'),
    tiles: await countCached('drive-tiles'),
    photos: await countCached('drive-photos'),
  };
}

function stateOf(
  { latest, earlier }: Pick<DeskDrivenRun, 'latest' | 'earlier'>,
  events: readonly RunEventWire[],
): RunState {
  return applyEvents({
    latest: drivenRun(latest.revision, latest.frozen),
    earlier: earlier.map(({ revision, frozen }) => drivenRun(revision, frozen)),
    events: events.map(drivenEvent),
  });
}

/** In the page: what the phone has of a run. */
async function keptOnPhone(run: string) {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('hubward-drive');
    opening.addEventListener('success', () => resolve(opening.result));
    opening.addEventListener('error', () => reject(new Error('not opened')));
  });
  const all = (store: string) =>
    new Promise<{ run: string }[]>((resolve) => {
      const reading = db.transaction(store).objectStore(store).getAll();
      reading.addEventListener('success', () => resolve(reading.result));
    });
  const runs = (await all('runs')) as unknown as { run: string; wire: DrivenRunWire }[];
  const events = (await all('events')) as unknown as { event: RunEventWire; isSent: boolean }[];
  return {
    wire: runs.find((each) => each.run === run)!.wire,
    events: events.map(({ event }) => event),
    isAllSent: events.every(({ isSent }) => isSent),
  };
}
