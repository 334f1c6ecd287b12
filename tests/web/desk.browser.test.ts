import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { chromiumPath } from '../support/chromium.ts';
import { chip, drag, stopsOf } from './support/board-page.ts';
import { expectNoAxeViolations, expectSoundDialog } from './support/open-page.ts';
import { desk, mapless, patienceMs, phone, soon, tablet, WebWorld } from './support/web-world.ts';

describe.skipIf(chromiumPath() === null)('the desk in a browser', { timeout: patienceMs }, () => {
  const world = new WebWorld();

  it('prices a stop while it is dragged, moves it where it is dropped, and takes it back', async () => {
    const page = await world.openDesk(mapless);
    await expect.poll(() => stopsOf(page, 1), soon).toEqual(['r1', 'r2', 'r3']);
    await drag(page, chip(page, 'r2'), chip(page, 'r5'));
    const panel = page.locator('.drag-panel');
    await expect.poll(() => panel.innerText(), soon).toMatch(/Run 2, place 2\s+[+−]₫[\d,]+\s+[+−][\d.]+ km/);
    await expect.poll(() => panel.locator('.best-places li').count(), soon).toBe(3);
    await expectNoAxeViolations(page);
    await page.mouse.up();
    await expect.poll(() => stopsOf(page, 2), soon).toEqual(['r4', 'r2', 'r5']);
    await expect.poll(() => stopsOf(page, 1), soon).toEqual(['r1', 'r3']);
    const undo = page.getByRole('button', { name: 'Undo: Moved Phăng Sô Lin to run 2' });
    await undo.waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText('Undone: Moved 1 stop to run 2').waitFor();
    await expect.poll(() => stopsOf(page, 1), soon).toEqual(['r1', 'r2', 'r3']);
    await page.keyboard.press('Control+Shift+Z');
    await expect.poll(() => stopsOf(page, 2), soon).toEqual(['r4', 'r2', 'r5']);
    await page.getByRole('button', { name: 'History' }).click();
    await expect.poll(() => page.locator('.history > li').count(), soon).toBe(3);
    await expectNoAxeViolations(page);
    await expectSoundDialog(page);
  });

  it('moves several stops by keyboard alone, says each place, and gives up on Escape', async () => {
    const page = await world.openDesk(mapless);
    await chip(page, 'r1').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Control+Enter');
    await page.locator('.dock-head').getByText('2 stops selected').waitFor();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    const said = page.locator('.dock > output');
    await expect.poll(() => said.innerText(), soon).toMatch(/^Run 2, place 1: [+−]₫/);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => said.innerText(), soon).toMatch(/^Run 2, place 2: /);
    await page.keyboard.press('Escape');
    await expect.poll(() => stopsOf(page, 1), soon).toEqual(['r1', 'r2', 'r3']);
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await expect.poll(() => stopsOf(page, 2), soon).toEqual(['r4', 'r1', 'r2', 'r5']);
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-stop')))
      .toBe('r1');
    await page.keyboard.press('Delete');
    await expect.poll(() => stopsOf(page, 'out'), soon).toEqual(['r1', 'r2']);
    // The sixth is too far from any road to be a stop, and is in no run either.
    for (const part of ['.loose-stops .row-head', '.loose-head'])
      await expect.poll(() => page.locator(part).first().innerText(), soon).toContain('3 requests in no run');
  });

  it('has what is too far from any road among what is in no run, to be looked at and not moved', async () => {
    const page = await world.openDesk(mapless);
    const far = page.locator('[data-drop="out"] [data-request="r6"]');
    await expect.poll(() => far.innerText(), soon).toContain('Nậm Tăm');
    await chip(page, 'r1').focus();
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => far.evaluate((each) => each === document.activeElement), soon).toBe(true);
    await page.keyboard.press('Space');
    await page.getByRole('heading', { name: 'Nậm Tăm' }).waitFor();
    await expect.poll(() => far.getAttribute('aria-pressed'), soon).toBe('true');
    await drag(page, far, chip(page, 'r4'));
    expect(await page.locator('.drag-panel').count()).toBe(0);
    await page.mouse.up();
    await expectNoAxeViolations(page);
  });

  it('brings what is selected on the board into view in the lists, and closes it on Escape', async () => {
    const page = await world.openDesk({ ...mapless, height: 600 });
    const inView = (of: Locator) =>
      of.evaluate((each) => {
        const { left, top, bottom } = each.getBoundingClientRect();
        const isShown = (y: number) => each.contains(document.elementFromPoint(left + 20, y));
        return isShown(top + 4) && isShown(bottom - 4);
      });
    await chip(page, 'r5').click();
    const row = page.locator('.stop-row', { hasText: 'Pu Sam Cáp' });
    await expect.poll(() => inView(row), soon).toBe(true);
    await page.getByRole('button', { name: /^Requests/ }).click();
    await expect.poll(() => inView(page.locator('.request-item [aria-pressed="true"]')), soon).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'The whole day' }).waitFor();
    expect(page.url()).not.toContain('stop=');
  });

  it('selects several in the lists by Shift and Ctrl, which the board and the lists show as one selection', async () => {
    const page = await world.openDesk(mapless);
    const chosen = () => chosenOn(page);
    const row = (index: number) => page.locator('.request-item button').nth(index);
    await page.getByRole('button', { name: /^Requests/ }).click();
    await row(0).click();
    await expect.poll(chosen, soon).toEqual(['r1']);
    await row(2).click({ modifiers: ['Shift'] });
    await expect.poll(chosen, soon).toEqual(['r1', 'r2', 'r3']);
    await row(1).focus();
    await page.keyboard.press('Control+Enter');
    await expect.poll(chosen, soon).toEqual(['r1', 'r3']);
    await row(4).focus();
    await page.keyboard.press('Shift+Enter');
    await expect.poll(chosen, soon).toEqual(['r1', 'r3', 'r4', 'r5']);
    await expect.poll(() => page.locator('.request-item [aria-pressed="true"]').count(), soon).toBe(4);
    await page.getByRole('heading', { name: '4 stops selected' }).waitFor();

    await page.getByRole('button', { name: /^Runs/ }).click();
    await page.locator('.run-row').first().click();
    await page.locator('.stop-row').first().click();
    await page
      .locator('.stop-row')
      .last()
      .click({ modifiers: ['Shift'] });
    await expect.poll(chosen, soon).toEqual(['r1', 'r2', 'r3']);
    await page
      .locator('.stop-row')
      .nth(1)
      .click({ modifiers: ['ControlOrMeta'] });
    await expect.poll(chosen, soon).toEqual(['r1', 'r3']);
    await expect.poll(() => page.locator('.stop-row[aria-pressed="true"]').count(), soon).toBe(2);
  });

  it('puts runs of the list into a group by Shift and Ctrl, beside single stops', async () => {
    const page = await world.openDesk(mapless);
    const chosen = () => chosenOn(page);
    const [first, second] = [page.locator('.run-row').first(), page.locator('.run-row').last()];
    await chip(page, 'r1').click();
    await second.click({ modifiers: ['ControlOrMeta'] });
    await expect.poll(chosen, soon).toEqual(['r1', 'r4', 'r5']);
    await page.getByRole('heading', { name: '3 stops selected' }).waitFor();
    await first.focus();
    await page.keyboard.press('Shift+Enter');
    await expect.poll(chosen, soon).toEqual(['r1', 'r2', 'r3', 'r4', 'r5']);
    await expect.poll(() => page.locator('.run-row[aria-pressed="true"]').count(), soon).toBe(2);
    await expectNoAxeViolations(page);
    await page.keyboard.press('Control+Enter');
    await expect.poll(chosen, soon).toEqual(['r4', 'r5']);
    // A press closes what is open, and the next selects the run alone.
    await second.click();
    await expect.poll(chosen, soon).toEqual([]);
    await second.click();
    await page.waitForURL('**run=29C-12*');
    await first.click({ modifiers: ['Shift'] });
    await expect.poll(chosen, soon).toEqual(['r1', 'r2', 'r3', 'r4', 'r5']);
  });

  it('does from the menu what is not done by dragging, each with its price', async () => {
    const page = await world.openDesk(mapless);
    const choose = (name: string) => page.getByRole('menuitem', { name }).click();
    await chip(page, 'r2').click({ button: 'right' });
    await expectNoAxeViolations(page);
    await choose('Return to the hub before it');
    await page.locator('[data-drop="1"] .chip-hub').waitFor();
    await chip(page, 'r2').click({ button: 'right' });
    await choose('Pin to this run');
    await page.locator('.chip[data-stop="r2"] svg').waitFor();
    await page.getByRole('button', { name: 'Change run 1, 29C-11' }).click();
    await choose('Lock the run');
    await page.locator('[data-run="1"]').getByText('locked').waitFor();
    await page.getByRole('button', { name: 'Change run 1, 29C-11' }).click();
    await choose('Change the vehicle');
    await expectNoAxeViolations(page);
    await expectSoundDialog(page);
    await page.getByRole('button', { name: 'M-1' }).click();
    await page.locator('[data-head="run M-1"]').waitFor();
    await page.getByRole('button', { name: 'Change run 2, 29C-12' }).click();
    await choose('Change the start');
    await page.getByLabel('Leaves at').fill('07:15');
    await expectSoundDialog(page);
    await page.getByRole('button', { name: 'Set the start' }).click();
    await page.getByRole('button', { name: 'Change run 2, 29C-12' }).click();
    await choose('Change the driver');
    await page.getByRole('textbox', { name: 'Driver' }).fill('Giàng A Páo');
    await expectSoundDialog(page);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('[data-run="2"]').getByText('Giàng A Páo').waitFor();
    await page.getByRole('button', { name: 'Change run 2, 29C-12' }).click();
    await choose('Do not use 29C-12 today');
    await page.locator('[data-run="2"]').getByText('problem').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Use 29C-12 again' }).click();
    await page.getByText('Not used today').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Change run 2, 29C-12' }).click();
    await choose('Merge into another run');
    await expectSoundDialog(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Run 1' }).click();
    await expect.poll(() => stopsOf(page, 1), soon).toEqual(['r1', 'r2', 'r3', 'r4', 'r5']);
  });

  it('shows the runs along the hours, where stops are dragged as well', async () => {
    const page = await world.openDesk(mapless);
    await page.getByRole('button', { name: 'Timeline' }).click();
    await page.waitForURL('**view=timeline*');
    await page.getByText('time window of a selected stop').waitFor();
    await chip(page, 'r2').click();
    await page.locator('.dock-rows .track-window').waitFor();
    await expect.poll(() => page.locator('[data-drop="1"] .track-drive').count(), soon).toBe(4);
    await expectNoAxeViolations(page);
    await drag(page, chip(page, 'r2'), chip(page, 'r5'));
    await page.mouse.up();
    await expect.poll(() => stopsOf(page, 2), soon).toEqual(['r4', 'r2', 'r5']);
  });

  it('says why a stop is in no run, and mends it with one press', async () => {
    const page = await world.openDesk(mapless);
    for (const stop of ['r1', 'r2']) {
      await chip(page, stop).focus();
      await page.keyboard.press('Delete');
    }
    await page.getByText('It was taken out of its run at the desk').first().waitFor();
    await page.getByRole('button', { name: 'One more three-wheeler would serve 2 stops' }).waitFor();
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: 'Put into 29C-12 as it is' }).first().click();
    await expect.poll(() => stopsOf(page, 2), soon).toHaveLength(3);
    await page.getByRole('button', { name: 'Put into 29C-12 as it is' }).click();
    await expect.poll(() => stopsOf(page, 2), soon).toHaveLength(4);
    await chip(page, 'r1').click();
    await page.getByText('What this stop costs').waitFor();
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: 'Move it there' }).click();
    await expect.poll(() => stopsOf(page, 2), soon).toHaveLength(3);
  });

  it('offers to plan the rest again where that was interrupted, beside the plan that it was of', async () => {
    world.server.interrupt({ scenario: null });
    const page = await world.openDesk(mapless);
    const notice = page.locator('.interrupted-notice');
    await notice.getByText('Planning the rest was interrupted.').waitFor();
    expect(await notice.getByRole('button', { name: 'Plan again' }).count()).toBe(0);
    await expectNoAxeViolations(page);
    await notice.getByRole('button', { name: 'Plan the rest' }).click();
    await page.getByRole('button', { name: 'Look for a better plan' }).click();
    await page.locator('.proposal').waitFor();

    world.server.interrupt({ scenario: 'another' });
    await page.reload();
    await page.waitForSelector('.edit-bar');
    expect(await notice.count()).toBe(0);
  });

  it('shows what planning the rest would change, and changes it only when accepted', async () => {
    const page = await world.openDesk(mapless);
    const plan = async () => {
      await page.getByRole('button', { name: 'Plan the rest' }).click();
      await page.getByRole('button', { name: 'Look for a better plan' }).click();
      await page.locator('.proposal').waitFor();
    };
    await page.getByRole('button', { name: 'Plan the rest' }).click();
    await expectNoAxeViolations(page);
    await expectSoundDialog(page);
    await page.keyboard.press('Escape');
    await plan();
    await expect.poll(() => stopsOf(page, 2), soon).toEqual(['r1', 'r4', 'r5']);
    await page.locator('.is-moved[data-stop="r1"]').getByText('from run 1').waitFor();
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: 'Show the plan as it is' }).click();
    await expect.poll(() => stopsOf(page, 2), soon).toEqual(['r4', 'r5']);
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.locator('.proposal').waitFor({ state: 'detached' });
    await plan();
    expect(await page.getByText('these figures may differ').count()).toBe(0);
    world.server.send({ type: 'rates.changed', data: {} });
    await page.getByText('these figures may differ').waitFor();
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: 'Accept' }).dblclick();
    await page.getByRole('button', { name: 'Undo: Changed 2 runs' }).waitFor();
    await expect.poll(() => stopsOf(page, 2), soon).toEqual(['r1', 'r4', 'r5']);
    expect(await page.getByText('Somebody else has changed').count()).toBe(0);
  });

  it('has room for a long name in the head of a row that breaks rules', async () => {
    const name = 'Nguyễn Thị Thanh Hương Giang';
    const page = await world.openDesk({ ...tablet, hasMap: false });
    await page.route('**/api/hubs/*/desk?*', async (route) => {
      const answer = await route.fetch();
      const wire = (await answer.json()) as { vehicles: object[] };
      const vehicles = wire.vehicles.map((vehicle) => ({ ...vehicle, driver: name, is_available: false }));
      await route.fulfill({ json: { ...wire, vehicles } });
    });
    await page.reload();
    const head = page.locator('.row-name').filter({ hasText: name }).first();
    await head.locator('.row-broken').waitFor();
    const driver = await head.locator('.row-driver').boundingBox();
    expect(driver!.height).toBeLessThan(48);
    const vehicle = await head.locator('.grow').evaluate((each) => {
      const text = document.createRange();
      text.selectNodeContents(each);
      return text.getBoundingClientRect().right;
    });
    const mark = await head.locator('.row-broken').boundingBox();
    expect(vehicle).toBeLessThanOrEqual(mark!.x);
  });

  it('leaves the list of requests room on a small screen, below its tools', async () => {
    const page = await world.openDesk({ ...tablet, hasMap: false });
    await page.getByRole('button', { name: /^Requests/ }).click();
    const list = page.locator('.board .board-scroll');
    await expect.poll(async () => (await list.boundingBox())?.height, soon).toBeGreaterThan(150);
    const search = page.getByLabel('Search place or product');
    expect(await search.evaluate(placeholderRoom)).toBeGreaterThan(0);
    await page.locator('.request-item button').last().focus();
    await page.keyboard.press('Enter');
    await page.locator('.request-item [aria-pressed="true"]').waitFor();
    await page.getByRole('button', { name: 'Paste a message' }).click();
    await page.getByRole('dialog').waitFor();
    await expectSoundDialog(page);
  });

  it('keeps a copy, changes it, compares it with the plan and adopts it', async () => {
    const page = await world.openDesk(mapless);
    await page.getByRole('button', { name: 'Scenarios' }).click();
    await page.getByLabel('Name of the copy').fill('Without M-1');
    await page.getByRole('button', { name: 'Keep a copy' }).click();
    await page.getByText('Scenario: Without M-1').waitFor();
    await expect.poll(() => stopsOf(page, 1), soon).toEqual(['r1', 'r2', 'r3']);
    await chip(page, 'r3').focus();
    await page.keyboard.press('Delete');
    await expect.poll(() => stopsOf(page, 1), soon).toEqual(['r1', 'r2']);
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: 'Back to the plan' }).click();
    await expect.poll(() => stopsOf(page, 1), soon).toEqual(['r1', 'r2', 'r3']);
    await page.getByRole('button', { name: 'Scenarios' }).click();
    const unserved = page.getByRole('dialog').getByRole('row', { name: 'Unserved' });
    await expect.poll(() => unserved.innerText(), soon).toMatch(/0\s+1\s+\+1/);
    await expectNoAxeViolations(page);
    await expectSoundDialog(page);
    await page.getByRole('button', { name: 'Open Without M-1' }).click();
    await page.getByRole('button', { name: 'Adopt' }).click();
    await page.getByRole('button', { name: 'Undo: Adopted a scenario' }).waitFor();
    await expect.poll(() => stopsOf(page, 1), soon).toEqual(['r1', 'r2']);
    await page.getByRole('button', { name: 'Scenarios' }).click();
    await page.getByRole('button', { name: 'Throw Without M-1 away' }).click();
    await page.getByText('No copy is kept yet').waitFor();
  });

  it('selects stops by drawing around them on the map, and moves them together', async () => {
    const page = await world.openDesk(desk);
    const map = (await page.locator('.map-canvas').boundingBox())!;
    await page.waitForSelector('.map-tool');
    // Beside the controls in the corners.
    const corner = { x: map.x + map.width - 14, y: map.y + map.height - 50 };
    const far = { x: map.x + 4, y: map.y + 4 };
    await expect
      .poll(
        async () => {
          await page.keyboard.down('Shift');
          await page.mouse.move(corner.x, corner.y);
          await page.mouse.down();
          await page.mouse.move(far.x, far.y, { steps: 4 });
          await page.mouse.up();
          await page.keyboard.up('Shift');
          return page.locator('.chip[aria-pressed="true"]').count();
        },
        { timeout: 20_000 },
      )
      .toBe(5);
    await page.getByRole('heading', { name: '5 stops selected' }).waitFor();
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: 'Draw around stops' }).click();
    await page.mouse.move(corner.x, corner.y);
    await page.mouse.down();
    for (const [x, y] of [
      [far.x, corner.y],
      [far.x, far.y],
      [corner.x, far.y],
      [corner.x, corner.y],
    ] as const) {
      await page.mouse.move(x, y, { steps: 3 });
    }
    await page.mouse.up();
    await expect.poll(() => page.locator('.chip[aria-pressed="true"]').count(), soon).toBe(5);
    await drag(page, chip(page, 'r1'), page.locator('[data-drop="out"]'));
    await expect.poll(() => page.locator('.drag-panel').innerText(), soon).toContain('5 stops');
    await page.mouse.up();
    await expect.poll(async () => (await stopsOf(page, 'out')).length, soon).toBe(5);
  });

  it('keeps the filters of the requests in the address, and selects the stops they find', async () => {
    const page = await world.openDesk(mapless);
    await page.getByRole('button', { name: /^Requests/ }).click();
    await page.getByRole('button', { name: 'More filters' }).click();
    await page.getByLabel('Product', { exact: true }).selectOption('oranges');
    await page.waitForURL('**product=oranges*');
    await expect.poll(() => page.locator('.request-item').count(), soon).toBe(3);
    await page.getByLabel('Ready at').fill('12:00');
    await expect.poll(() => page.locator('.request-item').count(), soon).toBe(0);
    await page.getByLabel('Ready at').fill('08:00');
    await page.reload();
    await page.waitForSelector('.chip');
    await expect.poll(() => page.locator('.request-item').count(), soon).toBe(3);
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: 'Select their 2 stops' }).click();
    await expect.poll(() => page.locator('.chip[aria-pressed="true"]').count(), soon).toBe(2);
  });

  it('shows at once what another dispatcher does, and whose step an undo takes back', async () => {
    const page = await world.openDesk(mapless);
    world.server.desk.editAs('Giàng A Páo', { type: 'reverse', run: 2, trip: null });
    await expect.poll(() => stopsOf(page, 2), soon).toEqual(['r5', 'r4']);
    await page.getByRole('button', { name: 'Undo what Giàng A Páo did: Reversed run 2' }).click();
    await expect.poll(() => stopsOf(page, 2), soon).toEqual(['r4', 'r5']);
  });

  it('says who was faster where both changed the same run', async () => {
    const page = await world.openDesk(mapless);
    const faster = { type: 'reverse', run: 1, trip: null } as const;
    await page.route(
      (url) => url.pathname.endsWith('/desk/edits') && url.search === '',
      (route) => {
        world.server.desk.editAs('Giàng A Páo', faster);
        return route.continue();
      },
      { times: 1 },
    );
    await chip(page, 'r1').focus();
    await page.keyboard.press('Delete');
    await page.getByText('Meanwhile Giàng A Páo: Reversed run 1').waitFor();
    await expect.poll(() => stopsOf(page, 1), soon).toEqual(['r3', 'r2', 'r1']);
    world.expectErrors(/409/);
  });

  it('keeps what cannot be saved and saves it when the server is back', async () => {
    const page = await world.openDesk(mapless);
    world.server.desk.isDown = true;
    await chip(page, 'r1').focus();
    await page.keyboard.press('Delete');
    await page.getByText('1 change not saved yet').waitFor();
    await expect.poll(() => stopsOf(page, 1), soon).toEqual(['r2', 'r3']);
    world.server.desk.isDown = false;
    await page.getByText('1 change not saved yet').waitFor({ state: 'detached' });
    await page.reload();
    await page.waitForSelector('.chip');
    await expect.poll(() => stopsOf(page, 1), soon).toEqual(['r2', 'r3']);
    world.expectErrors(/503/);
  });

  it('says at once that the network is gone, and what others did meanwhile once it is back', async () => {
    const page = await world.openDesk(desk);
    const lost = page.getByText('Connection lost, trying again');
    await page.context().setOffline(true);
    await lost.waitFor({ timeout: 2_000 });
    await expectNoAxeViolations(page);
    world.server.desk.editAs('Giàng A Páo', { type: 'reverse', run: 1, trip: null });
    await page.context().setOffline(false);
    await lost.waitFor({ state: 'detached' });
    await expect.poll(() => stopsOf(page, 1), soon).toEqual(['r3', 'r2', 'r1']);
    // The map says by name what it could not load, its worker too where that is still under way.
    world.expectErrors(/ERR_INTERNET_DISCONNECTED|Worker failed to load|^\w{1,3}( \S+\/assets\/map-\S+)?$/);
  });

  it('finds out that its event stream is dead as soon as a change gets no answer', async () => {
    const page = await world.openDesk(mapless);
    const lost = page.getByText('Connection lost, trying again');
    const streams = '**/api/hubs/*/events*';
    await page.route(streams, (route) => route.abort());
    world.server.desk.isDown = true;
    expect(await lost.count()).toBe(0);
    await chip(page, 'r1').focus();
    await page.keyboard.press('Delete');
    await lost.waitFor({ timeout: 5_000 });
    await page.unroute(streams);
    world.server.desk.isDown = false;
    await lost.waitFor({ state: 'detached' });
    await expect.poll(() => stopsOf(page, 1), soon).toEqual(['r2', 'r3']);
    world.expectErrors(/503|ERR_FAILED/);
  });

  it.each(['en-US', 'vi-VN', 'zh-CN', 'id-ID'])('can be read and undone on a phone in %s', async (locale) => {
    const page = await world.openDesk({ ...phone, locale, hasMap: false });
    await page.locator('.phone-tabs button').nth(2).click();
    world.server.desk.editAs('Giàng A Páo', { type: 'reverse', run: 1, trip: null });
    const undo = page.locator('.edit-bar button').first();
    await expect.poll(() => undo.getAttribute('aria-label'), soon).toContain('Giàng A Páo');
    await expectNoAxeViolations(page);
    await undo.click();
    await expect.poll(() => page.locator('.edit-bar button').nth(1).isEnabled(), soon).toBe(true);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
  });
});

/** The stops that the board shows as selected. */
async function chosenOn(page: Page): Promise<(string | undefined)[]> {
  const chips = page.locator('.chip[aria-pressed="true"]');
  return (await chips.evaluateAll((all) => all.map(({ dataset }) => dataset['stop']))).toSorted();
}

/** In the page: how many px of a field its placeholder leaves; less than 0 where it is cut off. */
function placeholderRoom(field: Element): number {
  const { placeholder, clientWidth } = field as HTMLInputElement;
  const { font, paddingLeft, paddingRight } = getComputedStyle(field);
  const canvas = document.createElement('canvas').getContext('2d')!;
  canvas.font = font;
  const room = clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  return room - canvas.measureText(placeholder).width;
}
