import type { Page } from 'playwright-core';
import { settleMs, type Shown, type Take } from './wide-views.ts';

/** From the link to the price of each day, and what is booked then. */
export async function takeBooking(page: Page, url: string, place: string, take: Take): Promise<void> {
  const main = page.locator('footer button.main');
  await page.goto(url);
  await page.locator('button.main').click();
  await main.click();
  await page.locator('main input').first().fill(place);
  // It may have another name in the page's language.
  await page.locator('main [aria-live] button').first().click();
  await take('book-where');
  await main.click();
  await page.locator('input[inputmode=decimal], input[inputmode=numeric]').first().fill('120');
  await take('book-what');
  await main.click();
  await page.waitForTimeout(settleMs);
  await take('book');
  await main.click();
  await page.waitForTimeout(2000);
  await take('booked');
}

/** The desk on a phone, and what the day has come to. */
export async function takePhoneDesk(page: Page, { day }: Shown, take: Take): Promise<void> {
  for (const tab of ['map', 'requests', 'runs', 'live']) {
    await page.goto(`${day}?tab=${tab}`);
    await page.waitForTimeout(settleMs);
    await take(`phone-${tab}`);
  }
}

export async function takePhoneMoney(page: Page, { day }: Shown, take: Take): Promise<void> {
  await page.goto(`${day}/money`);
  await page.waitForSelector('main h2', { timeout: 60_000 });
  await page.waitForTimeout(500);
  await take('phone-money');
  await page.locator('a[href*="receipt"]').first().click();
  await page.waitForSelector('.receipt-line');
  await take('phone-receipt');
}
