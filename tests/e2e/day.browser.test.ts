import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { demoDataDir } from '../support/demo-data.ts';
import { enterDesk } from '../support/enter-desk.ts';
import { type HubwardProcess, startHubward } from '../support/hubward-process.ts';
import { expectNoAxeViolations, openPage } from '../web/support/open-page.ts';

/** The real server, the real engine and the real map; drawn in software, so slow on a busy machine. */
const patienceMs = 180_000;

describe.skipIf(chromiumPath() === null)('a day at the demo hub', { timeout: patienceMs }, () => {
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

  it('goes from the one-time link to runs on a map, asking no other host', async () => {
    const watched = await openPage(browser, { width: 1440, height: 900 });
    const { page } = watched;
    const hosts = new Set<string>();
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith('http')) hosts.add(url.host);
    });
    await enterDesk(page, hubward);
    await page.waitForSelector('.plan-button .primary');
    await page.click('.plan-button .primary');
    await page.waitForSelector('.solve-panel');
    await page.waitForSelector('.sparkline', { timeout: patienceMs });
    await page.click('.solve-actions button:first-child');
    await page.waitForSelector('.run-row', { timeout: patienceMs });
    await expect.poll(() => page.locator('.run-row').count(), { timeout: patienceMs }).toBeGreaterThan(1);
    // One place of the demo is far off any road, whatever the plan.
    await expect.poll(() => page.locator('.loose-row').count(), { timeout: patienceMs }).toBeGreaterThan(0);
    await expectNoAxeViolations(page);
    expect([...hosts]).toEqual([new URL(hubward.url).host]);

    await page.locator('.run-row').first().click();
    await page.getByRole('button', { name: 'Show directions' }).click();
    await page
      .getByText(/^(Head|Drive|Turn|Continue)/)
      .first()
      .waitFor();
    await watched.close();
  });
});
