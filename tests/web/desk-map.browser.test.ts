import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { chromiumPath } from '../support/chromium.ts';
import { stopsOf } from './support/board-page.ts';
import { hub } from './support/mock-day.ts';
import { dragOnMap, isPressable, mapIsDrawn, pointOnMap } from './support/map-page.ts';
import { expectNoAxeViolations } from './support/open-page.ts';
import { desk, patienceMs, phone, soon, tablet, WebWorld } from './support/web-world.ts';

describe.skipIf(chromiumPath() === null)('the desk’s map in a browser', { timeout: patienceMs }, () => {
  const world = new WebWorld();

  async function openMap(size: typeof desk): Promise<Page> {
    const page = await world.openDesk(size);
    await mapIsDrawn(page, 'r6');
    return page;
  }
  const selected = (page: Page) =>
    page
      .locator('.chip[aria-pressed="true"]')
      .evaluateAll((chips) => chips.map((each) => each.dataset['stop']));

  it('prices a stop that is dragged to another and to a run’s line, and moves it where it is dropped', async () => {
    const page = await openMap(desk);
    const [r2, r3, r4, r5] = await Promise.all(['r2', 'r3', 'r4', 'r5'].map((id) => pointOnMap(page, id)));
    await dragOnMap(page, r2!, r4!);
    const panel = page.locator('.drag-panel');
    await expect
      .poll(() => panel.innerText(), soon)
      .toMatch(/Run 2, place [12]\s+[+−]₫[\d,]+\s+[+−][\d.]+ k?m\s+back/);
    await expect.poll(() => panel.locator('.best-places li').count(), soon).toBe(3);
    await expectNoAxeViolations(page);
    await page.mouse.move(20, 300);
    await expect.poll(() => panel.innerText(), soon).toContain('No place for a stop here');
    // In the middle of the leg between two stops of run 2.
    await page.mouse.move((r4!.x + r5!.x) / 2, (r4!.y + r5!.y) / 2, { steps: 3 });
    await expect.poll(() => panel.innerText(), soon).toContain('Run 2, place 2');
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await page.mouse.up();
    await expect.poll(() => stopsOf(page, 1), soon).toEqual(['r1', 'r2', 'r3']);

    await dragOnMap(page, r3!, { x: (r4!.x + r5!.x) / 2, y: (r4!.y + r5!.y) / 2 });
    await expect.poll(() => panel.innerText(), soon).toContain('Run 2, place 2');
    await page.mouse.up();
    await expect.poll(() => stopsOf(page, 2), soon).toEqual(['r4', 'r3', 'r5']);
    await page.keyboard.press('Control+z');
    await expect.poll(() => stopsOf(page, 2), soon).toEqual(['r4', 'r5']);
  });

  it('takes along all that is selected, with the board closed too', async () => {
    const page = await openMap(desk);
    await page.locator('.chip[data-stop="r1"]').click();
    await page.locator('.chip[data-stop="r2"]').click({ modifiers: ['Control'] });
    await page.getByRole('button', { name: 'Hide board' }).click();
    await mapIsDrawn(page, 'r2');
    const [r2, r5] = await Promise.all(['r2', 'r5'].map((id) => pointOnMap(page, id)));
    await dragOnMap(page, r2!, r5!);
    const panel = page.locator('.drag-panel');
    await expect.poll(() => panel.innerText(), soon).toMatch(/2 stops\s+Run 2, place [23]/);
    await page.mouse.up();
    await page.getByRole('button', { name: 'Undo: Moved 2 stops to run 2' }).waitFor();
  });

  it('selects the stops along a line that is drawn, and adds to them with Shift', async () => {
    const page = await openMap(tablet);
    await page.getByRole('button', { name: 'Draw along a road' }).click();
    await page.getByLabel('Distance from the line').selectOption('1000');
    await expectNoAxeViolations(page);
    const draw = async (from: string, to: string) => {
      const [start, end] = await Promise.all([pointOnMap(page, from), pointOnMap(page, to)]);
      await page.mouse.move(start.x, start.y);
      await page.mouse.down();
      await page.mouse.move(end.x, end.y, { steps: 5 });
      await page.mouse.up();
    };
    await draw('r1', 'r2');
    await expect.poll(() => selected(page), soon).toEqual(['r1', 'r2']);
    await page.keyboard.down('Shift');
    await draw('r4', 'r5');
    await page.keyboard.up('Shift');
    await expect.poll(() => selected(page), soon).toEqual(['r1', 'r2', 'r4', 'r5']);
    await draw('r4', 'r5');
    await expect.poll(() => selected(page), soon).toEqual(['r4', 'r5']);
  });

  it.each([
    ['a desk', desk],
    ['a phone', phone],
  ])('shows on %s what differs between two scenarios, and leaves with Escape', async (_, size) => {
    const page = await world.openDesk(size);
    const onBoard = async () => {
      if (size === phone) await page.getByRole('button', { name: 'Board' }).click();
    };
    await onBoard();
    await page.getByRole('button', { name: 'Scenarios' }).click();
    await page.getByLabel('Name of the copy').fill('Without Làng Mô');
    await page.getByRole('button', { name: 'Keep a copy' }).click();
    await page.getByText('Scenario: Without Làng Mô').waitFor();
    await page.locator('.chip[data-stop="r3"]').focus();
    await page.keyboard.press('Delete');
    await page.locator('.chip[data-stop="r2"]').focus();
    for (const key of ['Space', 'ArrowDown', 'Space']) await page.keyboard.press(key);
    await page.getByRole('button', { name: 'Undo: Moved Phăng Sô Lin to run 2' }).waitFor();
    await page.getByRole('button', { name: 'Scenarios' }).click();
    await page.getByRole('button', { name: 'Show both on the map' }).click();
    const bar = page.getByRole('region', { name: 'Without Làng Mô compared with Plan of the day' });
    await bar.getByText('2 stops change their run').click();
    await expect.poll(() => bar.innerText(), soon).toMatch(/Unserved \+1\s+−₫[\d,]+/);
    expect(await bar.locator('.comparison-moved li').allInnerTexts()).toEqual([
      expect.stringMatching(/Phăng Sô Lin\s+run 1 → 2/),
      expect.stringMatching(/Làng Mô\s+run 1 → –/),
    ]);
    await expectNoAxeViolations(page);
    await page.reload();
    await bar.getByText('2 stops change their run').waitFor();
    if (size === desk) {
      // The lines of the plan on the desk can be pressed and dragged onto as ever.
      await mapIsDrawn(page, 'r4');
      const [start, r1, r4] = await Promise.all([hub.id, 'r1', 'r4'].map((id) => pointOnMap(page, id)));
      const onLine = { x: (start!.x + r1!.x) / 2, y: (start!.y + r1!.y) / 2 };
      await dragOnMap(page, r4!, onLine);
      await expect.poll(() => page.locator('.drag-panel').innerText(), soon).toMatch(/Run 1, place \d/);
      await page.keyboard.press('Escape');
      await page.mouse.up();
      await page.mouse.click(onLine.x, onLine.y);
      await page.waitForURL('**run=*');
    }
    await page.keyboard.press('Escape');
    await bar.waitFor({ state: 'detached' });
    await page.getByText('Scenario: Without Làng Mô').waitFor();
    expect(page.url()).not.toContain('with=');
  });

  it('shows the whole day while its room changes, until it is moved, and again when asked', async () => {
    const page = await openMap(desk);
    const r6 = await pointOnMap(page, 'r6');
    const press = (name: string) => page.getByRole('button', { name }).click();
    // The whole day has less room, and lies elsewhere.
    await page.setViewportSize({ width: 1440, height: 750 });
    await expect.poll(async () => (await pointOnMap(page, 'r6')).y, soon).not.toBe(r6.y);
    await mapIsDrawn(page, 'r6');
    await page.setViewportSize(desk);
    await expect.poll(() => isPressable(page, r6), soon).toBe(true);
    await press('Zoom in');
    await expect.poll(() => isPressable(page, r6), soon).toBe(false);
    await press('Hide board');
    await press('Show board');
    expect(await isPressable(page, r6)).toBe(false);
    await press('Show the whole day');
    await expect.poll(() => isPressable(page, r6), soon).toBe(true);
  });

  it('stops drawing on Escape, and keeps what was drawn around', async () => {
    const page = await openMap(desk);
    const tool = page.getByRole('button', { name: 'Draw along a road' });
    await tool.click();
    const [r1, r2] = await Promise.all(['r1', 'r2'].map((id) => pointOnMap(page, id)));
    await dragOnMap(page, r1!, r2!);
    await page.mouse.up();
    await expect.poll(() => selected(page), soon).toEqual(['r1', 'r2']);
    await page.keyboard.press('Escape');
    await expect.poll(() => tool.getAttribute('aria-pressed'), soon).toBe('false');
    expect(await selected(page)).toEqual(['r1', 'r2']);
    await page.keyboard.press('Escape');
    await expect.poll(() => selected(page), soon).toEqual([]);
  });

  it('draws the map when the network is back, where it went while the worker was on its way', async () => {
    const page = await world.openDesk(desk);
    const worker = /maplibre-gl-worker/;
    await page.route(worker, (route) => route.abort());
    await page.reload();
    await page.waitForSelector('.edit-bar');
    await page.context().setOffline(true);
    await page.getByText('No network. The map comes once it is back.').waitFor();
    await expectNoAxeViolations(page);
    await page.unroute(worker);
    await page.context().setOffline(false);
    await mapIsDrawn(page, 'r6');
    expect(await page.locator('.map-waiting').count()).toBe(0);
    world.expectErrors(/ERR_FAILED|ERR_INTERNET_DISCONNECTED/);
  });
});
