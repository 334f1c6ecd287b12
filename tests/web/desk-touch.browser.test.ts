import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { chromiumPath } from '../support/chromium.ts';
import { chip, stopsOf } from './support/board-page.ts';
import { fingerOn } from './support/finger.ts';
import { isPressable, mapIsDrawn, pointOnMap, type Point } from './support/map-page.ts';
import { expectNoAxeViolations } from './support/open-page.ts';
import { patienceMs, phone, soon, tablet, WebWorld } from './support/web-world.ts';

async function middleOf(page: Page, stop: string): Promise<Point> {
  const { x, y, width, height } = (await chip(page, stop).boundingBox())!;
  return { x: x + width / 2, y: y + height / 2 };
}

describe.skipIf(chromiumPath() === null)('the board under a finger', { timeout: patienceMs }, () => {
  const world = new WebWorld();

  async function openBoard(size: typeof tablet): Promise<Page> {
    const page = await world.openDesk({ ...size, hasTouch: true, hasMap: false });
    if (size.width < 768) await page.getByRole('button', { name: 'Board' }).click();
    await chip(page, 'r5').waitFor();
    return page;
  }

  it.each([
    ['a tablet', tablet, 'Board'],
    ['a tablet', tablet, 'Timeline'],
    ['a phone', phone, 'Board'],
    ['a phone', phone, 'Timeline'],
  ] as const)('on %s moves a stop that it rested on: %j, %s', async (_, size, view) => {
    const page = await openBoard(size);
    await page.locator('.dock-views').getByRole('button', { name: view }).tap();
    await page
      .locator(view === 'Timeline' ? '.dock-rows .track' : '.dock-rows .chips')
      .last()
      .waitFor();
    const finger = await fingerOn(page);
    const from = await middleOf(page, 'r2');
    const right = (await chip(page, 'r5').boundingBox())!;
    const to = { x: right.x + right.width - 2, y: right.y + right.height / 2 };
    await finger.down(from);
    await page.locator('.drag-panel').waitFor();
    await finger.move(from, to);
    await expect.poll(() => page.locator('.drag-price').innerText(), soon).toMatch(/Run 2, place \d\s+[+−]₫/);
    await expectNoAxeViolations(page);
    await finger.up();
    await expect.poll(() => stopsOf(page, 1), soon).toEqual(['r1', 'r3']);
    expect((await stopsOf(page, 2)).toSorted()).toEqual(['r2', 'r4', 'r5']);
  });

  it.each([
    ['a tablet', tablet],
    ['a phone', { ...phone, height: 480 }],
  ])('on %s scrolls the rows when it moves at once', async (_, size) => {
    const page = await openBoard(size);
    // So low that not all of the rows are seen.
    await page.evaluate(() => localStorage.setItem('hubward.dock-px', '150'));
    await page.reload();
    const rows = page.locator('.dock-rows');
    const finger = await fingerOn(page);
    const from = await middleOf(page, 'r1');
    await finger.down(from);
    await finger.move(from, { x: from.x, y: from.y - 120 });
    await finger.up();
    await expect.poll(() => rows.evaluate(({ scrollTop }) => scrollTop), soon).toBeGreaterThan(20);
    expect(await page.locator('.drag-panel').count()).toBe(0);
    await expect.poll(() => stopsOf(page, 1), soon).toEqual(['r1', 'r2', 'r3']);
  });

  it('opens the menu of a stop when it lets go without moving, and selects it with a tap', async () => {
    const page = await openBoard(tablet);
    const finger = await fingerOn(page);
    await finger.down(await middleOf(page, 'r2'));
    await page.locator('.drag-panel').waitFor();
    await finger.up();
    await page.getByRole('menuitem', { name: 'Pin to this run' }).tap();
    await page.locator('.chip[data-stop="r2"] svg').waitFor();
    await chip(page, 'r3').tap();
    await page.waitForURL('**stop=r3*');
    await expect.poll(() => stopsOf(page, 1), soon).toEqual(['r1', 'r2', 'r3']);
  });

  it.each([
    ['a tablet', tablet],
    ['a phone', phone],
  ])('on %s moves a stop of the map that it rested on, and the map stays where it is', async (_, size) => {
    const page = await world.openDesk({ ...size, hasTouch: true });
    if (size === phone) await page.getByRole('button', { name: 'Map' }).tap();
    await mapIsDrawn(page, 'r2');
    const [r1, r2, r4] = await Promise.all(['r1', 'r2', 'r4'].map((id) => pointOnMap(page, id)));
    const finger = await fingerOn(page);
    const panel = page.locator('.drag-panel');
    await finger.down(r2!);
    await panel.waitFor();
    await finger.move(r2!, r4!);
    // The panel names the best places too, wherever the finger is.
    await expect
      .poll(() => panel.locator('.drag-price').innerText(), soon)
      .toMatch(/Run 2, place [12]\s+[+−]₫/);
    await expect.poll(() => page.locator('.drag-ghost').innerText(), soon).toMatch(/[+−]₫/);
    await expectNoAxeViolations(page);
    await finger.up();
    await panel.waitFor({ state: 'detached' });
    await expect.poll(() => isPressable(page, r1!), soon).toBe(true);
    if (size === phone) await page.getByRole('button', { name: 'Board' }).tap();
    await expect.poll(() => stopsOf(page, 1), soon).toEqual(['r1', 'r3']);
    expect((await stopsOf(page, 2)).toSorted()).toEqual(['r2', 'r4', 'r5']);
  });

  it('moves the map with a finger that does not rest', async () => {
    const page = await world.openDesk({ ...tablet, hasTouch: true });
    await mapIsDrawn(page, 'r2');
    const r2 = await pointOnMap(page, 'r2');
    const finger = await fingerOn(page);
    await finger.down(r2);
    await finger.move(r2, { x: r2.x + 80, y: r2.y });
    await finger.up();
    expect(await page.locator('.drag-panel').count()).toBe(0);
    await expect.poll(() => isPressable(page, { x: r2.x + 80, y: r2.y }), soon).toBe(true);
    await expect.poll(() => stopsOf(page, 1), soon).toEqual(['r1', 'r2', 'r3']);
  });
});
