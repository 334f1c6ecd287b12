import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FleetVehicle } from '#server/contract/fleet.ts';
import type { HubSettings, Product } from '#server/contract/hub.ts';
import type { PlanDocument } from '#server/contract/plan.ts';
import type { Request } from '#server/contract/request.ts';
import { checkPlan } from '../support/check-plan.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { demoDataDir } from '../support/demo-data.ts';
import { enterDesk } from '../support/enter-desk.ts';
import { type HubwardProcess, startHubward } from '../support/hubward-process.ts';
import { expectNoAxeViolations, openPage } from '../web/support/open-page.ts';

/** The real server and the real engine; slow on a busy machine. */
const patienceMs = 180_000;

describe.skipIf(chromiumPath() === null)('the settings of the demo hub', { timeout: patienceMs }, () => {
  let browser: Browser;
  let data: Awaited<ReturnType<typeof demoDataDir>>;
  let hubward: HubwardProcess;

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

  it('are what the next plan keeps to', async () => {
    const watched = await openPage(browser, { width: 1440, height: 900 });
    const { page } = watched;
    await enterDesk(page, hubward);
    const [, hub, date] = /hubs\/([^/]+)\/day\/([\d-]+)/.exec(page.url())!;
    const ask = <T>(path: string) =>
      page.evaluate(async (url) => (await fetch(url)).json() as Promise<T>, `/api/hubs/${hub}/${path}`);
    await page.goto(`${hubward.url}/hubs/${hub}/fleet?tab=types`);

    await addType(page);
    await page.getByRole('link', { name: 'Fleet' }).click();
    for (const name of ['N-1', 'N-2']) await addVehicle(page, name);
    await page.getByRole('link', { name: 'Drivers' }).click();
    await addDriver(page, 'Lò Văn Páo', 'N-1', true);
    await addDriver(page, 'Giàng Thị Mỷ', 'N-2', false);
    await page.getByRole('link', { name: 'Hub', exact: true }).click();
    await pressHubAway(page);
    await openHubFromNineToFive(page);

    await page.goto(`${hubward.url}/hubs/${hub}/day/${date}`);
    await page.click('.plan-button .primary');
    await page.waitForSelector('.sparkline', { timeout: patienceMs });
    await page.waitForSelector('.run-row', { timeout: patienceMs });
    await page.getByText('No driver').first().waitFor();
    await expectNoAxeViolations(page);

    const { plan } = await ask<{ plan: { document: PlanDocument } }>(`plan?date=${date}`);
    const vehicles = await ask<FleetVehicle[]>('vehicles');
    const hubSettings = await ask<HubSettings>('settings');
    const { products } = await ask<{ products: Product[] }>('');
    expect(hubSettings).toMatchObject({ docks: 2, unloading_minutes: 15 });
    const asked = await ask<Request[]>(`requests?date=${date}`);
    // Mỷ's hours are her vehicle's shift on the day.
    const onDay = vehicles.map((vehicle) =>
      vehicle.name === 'N-2' ? { ...vehicle, shift_start: '06:00', shift_end: '18:00' } : vehicle,
    );
    expect(checkPlan(plan.document, asked, onDay, { settings: hubSettings, products })).toEqual([]);
    const used = plan.document.runs.map(({ vehicle }) => vehicle);
    expect(used).toContain('N-2');
    expect(used).not.toContain('N-1');
    const run = plan.document.runs.find(({ vehicle }) => vehicle === 'N-2')!;
    expect(run.trips.length).toBeGreaterThan(1);
    await watched.close();
  });
});

async function addType(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add vehicle type' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Small and cheap');
  await dialog.getByLabel('kg', { exact: true }).fill('600');
  for (const label of ['Per day', 'Per km', 'Per hour']) await dialog.getByLabel(label).fill('100');
  await dialog.getByLabel('from').fill('05:00');
  await dialog.getByLabel('until').fill('20:00');
  await dialog.getByLabel('Trips at most').fill('3');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Small and cheap').waitFor();
}

async function addVehicle(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add vehicle' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name or plate').fill(name);
  await dialog.getByLabel('Type').selectOption({ label: 'Small and cheap' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('switch', { name: `Use ${name}` }).waitFor();
}

/** Off today, or at work on every day of the week. */
async function addDriver(page: Page, name: string, vehicle: string, isOff: boolean): Promise<void> {
  await page.getByRole('button', { name: 'Add driver' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Usual vehicle').selectOption({ label: `${vehicle} · Small and cheap` });
  await dialog.getByRole('checkbox', { name: 'Sunday' }).check();
  if (isOff) await dialog.locator('.calendar-day[aria-current]').click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: `Edit ${name}` }).waitFor();
}

/** A press on the map puts the hub there, until that is taken back. */
async function pressHubAway(page: Page): Promise<void> {
  const latitude = page.getByLabel('Latitude');
  const before = await latitude.inputValue();
  expect(before).toMatch(/^\d+\.\d{1,5}$/);
  const press = async () => {
    await page.locator('.hub-map canvas').click({ position: { x: 60, y: 60 } });
    return latitude.inputValue();
  };
  // It takes presses once it is drawn.
  await expect.poll(press, { timeout: 30_000 }).not.toBe(before);
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: 'Discard' }).click();
  expect(await latitude.inputValue()).toBe(before);
}

async function openHubFromNineToFive(page: Page): Promise<void> {
  await page.getByLabel('Monday: Receiving hours').selectOption('hours');
  await page.getByLabel('Monday, hours 1: from').fill('09:00');
  await page.getByLabel('Monday, hours 1: until').fill('17:00');
  await page.getByRole('button', { name: 'All days as Monday' }).click();
  await page.getByLabel('Vehicles unloaded at once').fill('2');
  await page.getByLabel('Unloading, minutes').fill('15');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved. The next plan follows it.').waitFor();
}
