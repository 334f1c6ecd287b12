import type { Page } from 'playwright-core';
import type { HubwardProcess } from './hubward-process.ts';

/** Signs the first administrator in by the one-time link, as he does; the page is then today's desk. */
export async function enterDesk(page: Page, { link }: HubwardProcess): Promise<void> {
  await page.goto(link ?? '');
  await page.fill('input[autocomplete="new-password"]', 'a long enough password');
  await page.click('button[type=submit]');
  await page.waitForURL('**/hubs/*/day/*');
}

/** Plans the day that the page shows; there are stops then. */
export async function planDay(page: Page, patienceMs: number): Promise<void> {
  await page.locator('.plan-button .primary').click({ timeout: patienceMs });
  await page.waitForSelector('.chip', { timeout: patienceMs });
}
