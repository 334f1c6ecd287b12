import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { chromiumPath } from '../support/chromium.ts';
import { hub } from './support/mock-day.ts';
import { expectNoAxeViolations, expectSoundDialog } from './support/open-page.ts';
import { desk, patienceMs, phone, WebWorld } from './support/web-world.ts';

describe.skipIf(chromiumPath() === null)('the settings of a hub', { timeout: patienceMs }, () => {
  const world = new WebWorld();

  async function open(tab: string, size = desk, locale = 'en-US'): Promise<Page> {
    const page = await world.openDay({ ...size, locale, hasMap: false });
    world.expectErrors(/401|409/);
    await page.goto(`${world.server.url}/hubs/${hub.id}/fleet?tab=${tab}`);
    return page;
  }

  it('adds a type and a vehicle of it, and takes a vehicle back that was taken out', async () => {
    const page = await open('types');
    await page.getByRole('button', { name: 'Add vehicle type' }).click();
    const dialog = page.getByRole('dialog');
    await expectNoAxeViolations(page);
    await expectSoundDialog(page);
    await dialog.getByLabel('Name').fill('1.25 t');
    await dialog.getByLabel('kg', { exact: true }).fill('2500');
    await dialog.getByLabel('Per day').fill('350000');
    await dialog.getByLabel('Per km').fill('11000');
    await dialog.getByLabel('Per hour').fill('50000');
    await dialog.getByLabel('Trips at most').fill('3');
    await dialog.getByLabel('Every run has a break').check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('This name is taken.').waitFor();
    await dialog.getByLabel('Name').fill('2.5 t');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('up to 3 trips').waitFor();

    await page.getByRole('link', { name: 'Fleet' }).click();
    await page.getByRole('button', { name: 'Add vehicle' }).click();
    await dialog.getByLabel('Name or plate').fill('29C-77');
    await dialog.getByLabel('Type').selectOption({ label: '2.5 t' });
    await expectNoAxeViolations(page);
    await expectSoundDialog(page);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('29C-77').waitFor();
    await page.getByRole('button', { name: 'Take out of the fleet: 29C-77' }).click();
    await page.getByText('29C-77 was taken out of the fleet.').waitFor();
    await expect.poll(() => page.getByRole('switch', { name: 'Use 29C-77' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('switch', { name: 'Use 29C-77' }).waitFor();
    await expectNoAxeViolations(page);
  });

  it('says which vehicle has no driver today, until another may drive it', async () => {
    const page = await open('vehicles');
    const vehicle = page.locator('.vehicle', { hasText: 'M-1' });
    await vehicle.getByText('No driver').waitFor();
    await page.getByRole('link', { name: 'Drivers' }).click();
    await page.getByRole('button', { name: 'Edit Lò Thị Mẩy' }).click();
    await page.getByRole('checkbox', { name: 'Monday' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Fleet' }).click();
    await vehicle.getByText('Lò Thị Mẩy').waitFor();
    await expect.poll(() => vehicle.getByText('No driver').count()).toBe(0);
  });

  it('takes days off by keyboard alone', async () => {
    const page = await open('drivers');
    await page.getByRole('button', { name: 'Edit Giàng A Páo' }).press('Enter');
    // Monday the 2nd is today; two days on is Wednesday, and a month on is the 4th of April.
    await page.locator('.calendar-day[tabindex="0"]').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    const wednesday = page.getByRole('button', { name: 'Wed, Mar 4, 2026: off' });
    await wednesday.waitFor();
    expect(await wednesday.getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('PageDown');
    await page.getByText('April 2026').waitFor();
    await page.getByRole('button', { name: 'Sat, Apr 4, 2026: 06:00–16:00' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Apr 4');
    await page.keyboard.press('PageUp');
    await expectNoAxeViolations(page);
    await expectSoundDialog(page);
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const off = page.locator('tr', { hasText: 'Giàng A Páo' }).locator('td.is-off');
    await expect.poll(() => off.count()).toBe(2);
  });

  it('keeps what is not saved until the reader lets it go', async () => {
    const page = await open('hub');
    await page.getByLabel('Tuesday: Receiving hours').selectOption('hours');
    await page.getByRole('button', { name: 'Tuesday: more hours' }).click();
    await page.getByRole('link', { name: 'Products' }).click();
    await page.getByText('There are changes that are not saved.').waitFor();
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: 'Keep editing' }).click();
    expect(await page.getByLabel('Tuesday: Receiving hours').inputValue()).toBe('hours');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved. The next plan follows it.').waitFor();
    await page.getByRole('link', { name: 'Products' }).click();
    await page.getByRole('button', { name: 'Remove tea' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await page.getByLabel('Product', { exact: true }).inputValue()).toBe('tea');
    await expectNoAxeViolations(page);
  });

  it.each(['en-US', 'vi-VN', 'zh-CN', 'id-ID'])('fits a phone in %s', async (locale) => {
    const page = await open('vehicles', phone, locale);
    for (const tab of ['vehicles', 'types', 'drivers', 'hub', 'products']) {
      await page.goto(`${world.server.url}/hubs/${hub.id}/fleet?tab=${tab}`);
      await page.locator('main section, main form').first().waitFor();
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, tab).toBe(0);
      await expectNoAxeViolations(page);
    }
  });
});
