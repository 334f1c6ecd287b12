import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { chromiumPath } from '../support/chromium.ts';
import { date, hub } from './support/mock-day.ts';
import { expectNoAxeViolations, expectSoundDialog } from './support/open-page.ts';
import { desk, mapless, patienceMs, phone, soon, WebWorld } from './support/web-world.ts';

describe.skipIf(chromiumPath() === null)('the dispatch page in a browser', { timeout: patienceMs }, () => {
  const world = new WebWorld();

  async function planDay(page: Page): Promise<void> {
    await page.click('.plan-button .primary');
    await page.waitForSelector('.sparkline');
    await page.click('.solve-actions button:first-child');
    await page.waitForSelector('.run-row');
  }

  it('uses a one-time link only when a password is sent', async () => {
    const page = await world.open('/invite/abc', phone);
    await page.getByText('Lò Thị Mẩy', { exact: false }).waitFor();
    await expectNoAxeViolations(page);
    await page.fill('input[autocomplete="new-password"]', 'short');
    await page.click('button[type=submit]');
    await page.getByText('Too short', { exact: false }).waitFor();
    await page.fill('input[autocomplete="new-password"]', 'long enough now');
    await page.click('button[type=submit]');
    await page.waitForURL(`**/day/${date}*`);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(hub.name);
  });

  it('plans a day, shows the cost falling, and keeps the best when stopped', async () => {
    const page = await world.openDay(desk);
    await page.click('.plan-button .primary');
    await page.waitForSelector('.sparkline');
    await expectNoAxeViolations(page);
    await page.click('.solve-actions button:first-child');
    await page.waitForSelector('.run-row');
    expect(await page.locator('.run-row').count()).toBe(2);
    expect(await page.locator('.loose-row').innerText()).toContain('The place is too far from any road');
    await page.waitForSelector('.solve-panel', { state: 'detached' });
    await expectNoAxeViolations(page);
  });

  it('keeps the plan as it was when planning was interrupted, which it says until planned again, or is cancelled', async () => {
    world.server.interrupt();
    const page = await world.openDay(mapless);
    const notice = page.locator('.interrupted-notice');
    await notice.waitFor();
    await expectNoAxeViolations(page);
    // A double press, before it is known whether drivers have runs of the day: both begin, and what is the same is sent once.
    let answer: () => void = () => undefined;
    const isToAnswer = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route(/\/publication\?/, async (route) => {
      await isToAnswer;
      await route.continue();
    });
    const begun: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/solves')) begun.push(request.url());
    });
    await page.reload();
    await notice.getByRole('button', { name: 'Plan again' }).dblclick();
    answer();
    await page.waitForSelector('.sparkline');
    expect(begun).toHaveLength(1);
    expect(await notice.count()).toBe(0);
    await page.click('.solve-actions button:last-child');
    await page.getByText('Planning was cancelled', { exact: false }).waitFor();
    await expect.poll(() => page.locator('.run-row').count()).toBe(0);
  });

  it('opens a run, a stop and a request by keyboard, and Back undoes each', async () => {
    const page = await world.openDay(mapless);
    await planDay(page);
    await page.locator('.run-row').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.stop-row');
    expect(page.url()).toContain('run=29C-11');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Tả Phìn' }).waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Show directions' }).click();
    await page.getByText('Turn left').waitFor();
    await expectNoAxeViolations(page);
  });

  it('answers to its shortcuts', async () => {
    const page = await world.openDay(mapless);
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await expectNoAxeViolations(page);
    await expectSoundDialog(page);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('/');
    await page.waitForSelector('#request-search:focus');
    await page.keyboard.type('ta phin');
    await expect.poll(() => page.locator('.request-item').count()).toBe(1);
    await page.locator('.board-tabs button').first().focus();
    await page.keyboard.press(']');
    await page.waitForURL('**/day/2026-03-03*');
  });

  it('cancels a request and takes it back', async () => {
    const page = await world.openDay(mapless);
    await page.goto(`${world.server.url}/hubs/${hub.id}/day/${date}?tab=requests&request=r2`);
    await page.getByRole('button', { name: 'Cancel this request' }).click();
    await page.waitForSelector('.is-cancelled');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.waitForSelector('.is-cancelled', { state: 'detached' });
    await expect.poll(() => page.locator('.request-item').count()).toBe(6);
  });

  it('counts and weighs what stands, tells apart what does not, and carries over what it names', async () => {
    world.server.plan();
    world.server.setRequest('r1', { state: 'missed' });
    world.server.setRequest('r2', { state: 'missed', carried: { first_date: date, to: '2026-03-03' } });
    world.server.setRequest('r3', { state: 'cancelled' });
    const page = await world.openDay(mapless);
    const loose = page.locator('.loose');
    await loose.getByRole('button', { name: 'Carry 2 requests over' }).waitFor();
    expect(await loose.locator('.loose-head').innerText()).toBe('1 request in no run · 1 request missed');
    expect(await loose.locator('.loose-row strong').allInnerTexts()).toEqual(['Nậm Tăm', 'Tả Phìn']);
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: 'Requests 3', exact: true }).click();
    const shown = page.locator('.shown-line output');
    expect(await shown.innerText()).toBe('3 requests, 1,500 kg · 1 missed · 1 carried over · 1 cancelled');
    await page.getByRole('button', { name: 'Select their 2 stops' }).waitFor();
    await page.getByLabel('Show', { exact: true }).selectOption('cancelled');
    await page.getByRole('button', { name: 'Select their 3 stops' }).waitFor();
    await expect.poll(() => shown.innerText(), soon).toBe('1 missed · 1 carried over · 1 cancelled');
  });

  it('offers to carry over what was missed also where nothing is in no run', async () => {
    world.server.plan();
    world.server.setRequest('r1', { state: 'missed' });
    world.server.setRequest('r6', { state: 'cancelled' });
    const page = await world.openDay(mapless);
    const loose = page.getByRole('region', { name: '1 request missed', exact: true });
    const carry = loose.getByRole('button', { name: 'Carry 1 request over' });
    await expect.poll(() => carry.count(), soon).toBe(1);
  });

  it('adds a request at a place found while typing', async () => {
    const page = await world.openDay(mapless);
    await page.goto(`${world.server.url}/hubs/${hub.id}/day/${date}?tab=requests`);
    await page.getByRole('button', { name: 'Add a request' }).click();
    await page.getByRole('combobox', { name: 'Place' }).fill('làng');
    await page.getByRole('option', { name: 'Làng Mô' }).waitFor();
    await expectNoAxeViolations(page);
    await page.keyboard.press('Enter');
    await expectSoundDialog(page);
    await page.getByLabel('Weight in kg').fill('80');
    await page.getByRole('dialog').getByRole('button', { name: 'Add a request' }).click();
    await expect.poll(() => page.locator('.request-item').count()).toBe(7);
  });

  it('previews a list and imports it only without errors', async () => {
    const page = await world.openDay(mapless);
    await page.goto(`${world.server.url}/hubs/${hub.id}/day/${date}?tab=requests`);
    await page.getByRole('button', { name: 'Import a list' }).click();
    const choose = (text: string) =>
      page.setInputFiles('input[type=file]', {
        name: 'list.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(text),
      });
    await choose('nơi,cân nặng\nTả Phìn,heavy as a cow');
    await page.getByText('Row 2 · cân nặng “heavy as a cow” is no number. Correct the cell.').waitFor();
    // What is of the whole list names no row, and unknown headings are said in one line.
    await page.getByText('The file was read as windows-1258.').waitFor();
    expect(await page.getByText('Row 0').count()).toBe(0);
    expect(await page.getByText('ghi chú').allTextContents()).toEqual([
      'Left out, heading not known: ghi chú',
    ]);
    await expectNoAxeViolations(page);
    await expectSoundDialog(page);
    expect(await page.locator('.dialog-actions .primary').isDisabled()).toBe(true);
    await choose('nơi,cân nặng\nTả Phìn,120');
    await page.getByRole('button', { name: 'Import 2 rows' }).click();
    await page.getByText('Imported 2 requests').waitFor();
  });

  it('puts vehicles out of use, warns of a day without any, and adds a person with a link shown once', async () => {
    const page = await world.openDay(mapless);
    await page.goto(`${world.server.url}/hubs/${hub.id}/fleet`);
    await page.getByRole('switch', { name: 'Use M-1' }).click();
    await page.getByText('Not in use').waitFor();
    await expectNoAxeViolations(page);
    for (const name of ['29C-11', '29C-12']) await page.getByRole('switch', { name: `Use ${name}` }).click();
    await expect.poll(() => page.getByText('Not in use').count()).toBe(3);
    await page.goto(`${world.server.url}/hubs/${hub.id}/day/${date}`);
    await page.getByRole('link', { name: 'No vehicle is in use that day, of 3' }).waitFor();
    expect(await page.locator('.fleet-link .badge.look').innerText()).toBe('0/3');
    await expectNoAxeViolations(page);
    await page.goto(`${world.server.url}/admin`);
    await page.getByRole('button', { name: 'Add a person' }).click();
    await page.getByLabel('Name').fill('Giàng A Páo');
    await page.getByLabel('E-mail').fill('pao@example.org');
    await expectNoAxeViolations(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Add a person' }).click();
    expect(await page.getByRole('textbox', { name: 'One-time link' }).inputValue()).toContain('/invite/');
    await expectNoAxeViolations(page);
    await page.goto(`${world.server.url}/admin?tab=hubs`);
    await page.getByText('highland').waitFor();
    await expectNoAxeViolations(page);
  });

  it.each(['en-US', 'vi-VN', 'zh-CN', 'id-ID'])(
    'fits a phone in %s without sideways scrolling',
    async (locale) => {
      const page = await world.openDay({ ...phone, locale });
      await planDay(page);
      for (const index of [0, 1, 2]) {
        await page.locator('.phone-tabs button').nth(index).click();
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow).toBe(0);
        await expectNoAxeViolations(page);
      }
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('button, select, a.button')]
          .map((element) => element.getBoundingClientRect())
          .filter(({ width, height }) => width > 0 && height > 0 && (height < 47.5 || width < 47.5))
          .map(({ width, height }) => `${width}×${height}`),
      );
      expect(small).toEqual([]);
    },
  );

  it('keeps dark and language over a reload', async () => {
    const page = await world.openDay(mapless);
    await page.selectOption('#top-language', 'vi');
    await page.getByRole('button', { name: 'Chuyển sang tối' }).click();
    await page.reload();
    await page.getByRole('button', { name: 'Xếp chuyến' }).waitFor();
    expect(
      await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset['theme']]),
    ).toEqual(['vi', 'dark']);
    await expectNoAxeViolations(page);
  });
});
