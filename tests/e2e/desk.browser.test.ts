import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { demoDataDir } from '../support/demo-data.ts';
import { type HubwardProcess, startHubward } from '../support/hubward-process.ts';
import { chip, drag, stopsOf } from '../web/support/board-page.ts';
import { expectNoAxeViolations, openPage, type WatchedPage } from '../web/support/open-page.ts';

/** The real server, the real engine and the real map; drawn in software, so slow on a busy machine. */
const patienceMs = 240_000;
const size = { width: 1440, height: 900 };
const count = 9;
/** What a place is said to cost: where no road leads there, that. */
const price = String.raw`([+−]₫[\d,]+|no change|no road leads there)`;

/** What another page shows comes a moment later. */
const soon = { timeout: 30_000 };

describe.skipIf(chromiumPath() === null)('two dispatchers at the demo hub', { timeout: patienceMs }, () => {
  let browser: Browser;
  let data: Awaited<ReturnType<typeof demoDataDir>>;
  let hubward: HubwardProcess;
  let watched: WatchedPage[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    data = await demoDataDir();
    hubward = await startHubward(data.dataDir);
  });
  afterEach(async () => {
    const open = watched;
    watched = [];
    try {
      for (const each of open) await each.close();
    } finally {
      await hubward.stop();
      data.remove();
    }
  });

  async function open(): Promise<Page> {
    const opened = await openPage(browser, size);
    watched.push(opened);
    return opened.page;
  }

  /** By keys, from the one-time link to the day. */
  async function enter(page: Page): Promise<void> {
    await page.goto(hubward.link ?? '');
    await page.locator('input[autocomplete="new-password"]').focus();
    await page.keyboard.type('a long enough password');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/hubs/*/day/*');
    await page.waitForSelector('.plan-button .primary');
  }

  /** The same day in another browser. */
  async function openBeside(page: Page): Promise<Page> {
    const other = await open();
    await other.context().addCookies(await page.context().cookies());
    await other.goto(page.url());
    await other.waitForSelector('.chip');
    return other;
  }

  const boardOf = (page: Page) =>
    page
      .locator('[data-drop]')
      .evaluateAll((rows) =>
        rows.map((row) =>
          [...row.querySelectorAll<HTMLElement>('[data-stop]')].map(({ dataset }) => dataset['stop']),
        ),
      );
  const selectedStops = (page: Page) =>
    page
      .locator('.chip[aria-pressed="true"]')
      .evaluateAll((chips) => chips.map(({ dataset }) => dataset['stop'] ?? ''));
  const runOf = (page: Page, stop: string) =>
    chip(page, stop).evaluate((each) => each.closest<HTMLElement>('[data-drop]')?.dataset['drop'] ?? '');
  const figuresOf = (page: Page) => page.locator('.key-figures').innerText();
  const proposedOf = async (page: Page) => {
    await page.locator('.proposal').waitFor({ timeout: patienceMs });
    return page.locator('.proposal').getByRole('button', { name: /Accept|Close/ });
  };

  it('work by mouse: plan, lasso nine stops, drag them, read the price, drop, undo, pin, plan the rest, publish and print', async () => {
    const page = await open();
    await enter(page);
    await page.click('.plan-button .primary');
    await page.waitForSelector('.chip', { timeout: patienceMs });
    const other = await openBeside(page);
    const before = await boardOf(page);

    const figures = await figuresOf(page);
    await page.getByRole('button', { name: 'Draw around stops' }).click();
    await lassoAbout(page, count);
    // Where stops lie so close that no line has just nine in it, some are left out again.
    for (const stop of (await selectedStops(page)).slice(count)) {
      await chip(page, stop).click({ modifiers: ['ControlOrMeta'] });
    }
    await expect.poll(async () => (await selectedStops(page)).length, soon).toBe(count);
    const lassoed = await selectedStops(page);
    const source = await runOf(page, lassoed[0]!);
    const target = page.locator(`[data-drop]:not([data-drop="out"]):not([data-drop="${source}"])`).first();
    const targetRun = Number(await target.getAttribute('data-drop'));
    await chip(page, lassoed[0]!).scrollIntoViewIfNeeded();
    await drag(page, chip(page, lassoed[0]!), target.locator('.chip').first());
    const panel = page.locator('.drag-panel');
    await expect
      .poll(() => panel.innerText(), soon)
      .toMatch(
        new RegExp(`${count} stops\\s+Run ${targetRun}, place 1\\s+${price}\\s+([+−][\\d.,]+ k?m\\s+)?back`),
      );
    // Three, or fewer where roads lead to fewer runs with all of them.
    await expect.poll(() => panel.locator('.best-places li').count(), soon).toBeGreaterThan(0);
    expect(await panel.locator('.best-places li').count()).toBeLessThanOrEqual(3);
    await page.mouse.up();
    await page.getByRole('button', { name: `Undo: Moved ${count} stops to run ${targetRun}` }).waitFor();
    const moved = async () => (await stopsOf(page, targetRun)).slice(0, count).toSorted();
    await expect.poll(moved, soon).toEqual(lassoed.toSorted());
    await expect.poll(() => boardOf(other), soon).toEqual(await boardOf(page));

    await other.getByRole('button', { name: `Undo: Moved ${count} stops` }).click();
    await expect.poll(() => boardOf(page), soon).toEqual(before);
    await expect.poll(() => figuresOf(page), soon).toBe(figures);

    await chip(page, lassoed[0]!).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Pin to this run' }).click();
    // What lies in the lasso and in no run has none to be pinned to.
    const runs = await Promise.all(lassoed.map((stop) => runOf(page, stop)));
    const pinned = lassoed.filter((_, index) => runs[index] !== 'out');
    const runsOfPinned = () => Promise.all(pinned.map((stop) => runOf(page, stop)));
    await page.getByRole('button', { name: `Undo: Pinned ${pinned.length} stops` }).waitFor();
    const pinnedTo = await runsOfPinned();
    await page.getByRole('button', { name: 'Plan the rest' }).click();
    await page.getByLabel('All runs that are not locked').click();
    await page.getByRole('button', { name: 'Look for a better plan' }).click();
    const accept = await proposedOf(page);
    await expectNoAxeViolations(page);
    await accept.click();
    expect(await runsOfPinned()).toEqual(pinnedTo);
    await expect.poll(() => boardOf(other), soon).toEqual(await boardOf(page));

    const published = await page.locator('.dock .row-name[data-run]').count();
    await page.locator('.publish-button').click();
    await page.getByRole('button', { name: `Publish ${published} runs` }).click();
    await expect.poll(() => toldRuns(page), soon).toBe(published);
    await expect.poll(() => toldRuns(other), soon).toBe(published);
    await page.getByRole('button', { name: 'Run sheets' }).click();
    await expect.poll(() => page.locator('.sheet').count(), soon).toBe(published);
    await catchPrinting(page);
    await page.getByRole('button', { name: 'Print', exact: true }).click();
    await page.waitForSelector('body.was-printed');
    await expectNoAxeViolations(page);
  });

  it('work by keys alone: plan, select nine stops, move them, hear the price, undo, pin, plan the rest, publish and print', async () => {
    const page = await open();
    await enter(page);
    await page.keyboard.press('p');
    await page.waitForSelector('.chip', { timeout: patienceMs });
    const other = await openBeside(page);
    const before = await boardOf(page);
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };

    await tabTo(page, '[data-head], .chip');
    await press('ArrowRight', 'Enter');
    const first = await page.evaluate(() => document.activeElement?.getAttribute('data-stop') ?? '');
    // Along the rows, as far as it takes.
    while ((await selectedStops(page)).length < count) {
      const at = await page.evaluate(() => document.activeElement?.getAttribute('data-stop'));
      await press('ArrowRight');
      const next = await page.evaluate(() => document.activeElement?.getAttribute('data-stop'));
      if (next === at)
        await press('ArrowDown', ...Array.from({ length: 30 }, () => 'ArrowLeft'), 'ArrowRight');
      const here = (await selectedStops(page)).length;
      await press('Shift+Enter');
      await expect.poll(async () => (await selectedStops(page)).length, soon).toBeGreaterThan(here);
    }
    const selected = await selectedStops(page);
    expect(selected).toHaveLength(count);
    const source = await runOf(page, first);

    await press('Space', 'ArrowDown');
    const said = page.locator('.dock > output');
    await expect.poll(() => said.innerText(), soon).toMatch(new RegExp(`^Run \\d+, place \\d+: ${price}, `));
    await press('Escape');
    await expect.poll(() => boardOf(page), soon).toEqual(before);
    // The best place is none of those where they stand, and a road leads there.
    await press('Space', '1');
    await expect.poll(() => said.innerText(), soon).toMatch(/[+−]₫[\d,]+|no change/);
    await press('Space');
    await page.getByRole('button', { name: 'Undo: Moved 9 stops' }).waitFor();
    await expect.poll(() => boardOf(other), soon).toEqual(await boardOf(page));
    await press('Control+z');
    await expect.poll(() => boardOf(page), soon).toEqual(before);
    await expect.poll(() => boardOf(other), soon).toEqual(before);

    await tabTo(page, `.chip[data-stop="${selected[0]}"]`);
    await press('Shift+F10');
    const menu = page.locator('.edit-menu');
    await menu.waitFor();
    while (!(await menu.locator(':focus').innerText()).startsWith('Pin to this run'))
      await press('ArrowDown');
    await press('Enter');
    await page.getByRole('button', { name: 'Undo: Pinned 9 stops' }).waitFor();
    await tabTo(page, 'button:has-text("Plan the rest")');
    await press('Enter');
    await tabTo(page, 'dialog input[type=radio]');
    await press('ArrowDown', 'ArrowUp');
    await tabTo(page, 'dialog button:has-text("Look for a better plan")');
    await press('Enter');
    await proposedOf(page);
    await tabTo(page, '.proposal button:has-text("Accept"), .proposal button:has-text("Close")');
    await press('Enter');
    await page.locator('.proposal').waitFor({ state: 'detached' });
    await expect.poll(() => runOf(page, first), soon).toBe(source);
    await expect.poll(() => boardOf(other), soon).toEqual(await boardOf(page));

    const runs = await page.locator('.dock .row-name[data-run]').count();
    await press('u');
    await tabTo(page, `dialog button:has-text("Publish ${runs} runs")`);
    await press('Enter');
    await expect.poll(() => toldRuns(page), soon).toBe(runs);
    await expect.poll(() => toldRuns(other), soon).toBe(runs);
    await press('s');
    await expect.poll(() => page.locator('.sheet').count(), soon).toBe(runs);
    await catchPrinting(page);
    await tabTo(page, 'button:text-is("Print")');
    await press('Enter');
    await page.waitForSelector('body.was-printed');
  });
});

/** Runs that are marked on the board as their drivers have them. */
const toldRuns = (page: Page) => page.locator('.dock .publish-mark:not(.look)').count();

/** There is no printer: what would be printed is marked. */
async function catchPrinting(page: Page): Promise<void> {
  await page.evaluate(() => {
    globalThis.print = () => document.body.classList.add('was-printed');
  });
}

/** Draws rectangles from the upper left, lower and lower, until one of some widths has as many stops in it, or a few more. */
async function lassoAbout(page: Page, wanted: number): Promise<void> {
  const map = (await page.locator('.map-canvas').boundingBox())!;
  const from = { x: map.x + 4, y: map.y + 70 };
  const lowest = map.y + map.height - 40;
  const found = async (right: number, bottom: number): Promise<number> => {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    for (const [x, y] of [
      [right, from.y],
      [right, bottom],
      [from.x, bottom],
      [from.x, from.y + 1],
    ] as const) {
      await page.mouse.move(x, y, { steps: 2 });
    }
    await page.mouse.up();
    return settledCount(page);
  };
  // Nothing is selected before the map is drawn.
  await expect.poll(() => found(map.x + map.width - 80, lowest), { timeout: 90_000 }).toBeGreaterThan(wanted);
  for (const share of [0.85, 0.7, 0.6, 0.5, 0.4]) {
    let [least, most] = [from.y, lowest];
    for (let tries = 0; tries < 8; tries++) {
      const bottom = (least + most) / 2;
      const stops = await found(map.x + map.width * share, bottom);
      if (stops === wanted || (tries > 4 && stops > wanted && stops <= wanted + 6)) return;
      if (stops < wanted) least = bottom;
      else most = bottom;
    }
  }
  throw new Error(`no lasso has about ${wanted} stops in it`);
}

/** How many stops are selected, once the board has followed. */
async function settledCount(page: Page): Promise<number> {
  const selected = page.locator('.chip[aria-pressed="true"]');
  let last = -1;
  for (let same = 0; same < 3;) {
    await page.waitForTimeout(200);
    const now = await selected.count();
    same = now === last ? same + 1 : 0;
    last = now;
  }
  return last;
}

/** Presses Tab until what is wanted has the focus; fails where no Tab leads to it. */
async function tabTo(page: Page, selector: string): Promise<void> {
  const wanted = page.locator(selector).locator('visible=true');
  for (let tries = 0; tries < 250; tries++) {
    const isThere = await wanted.evaluateAll((all) => all.some((each) => each === document.activeElement));
    if (isThere) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no Tab leads to ${selector}`);
}
