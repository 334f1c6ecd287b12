import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

const phone = { width: 360, height: 740 };
const columns = 6;
/** Of the phone's width. */
const sheetScale = 0.7;

/** A driver's day from its link to its end, each step as a picture of its own, and all of them on one sheet. */
export async function takeDriverDay(
  browser: Browser,
  url: string,
  locale: string,
  out: string,
): Promise<void> {
  mkdirSync(out, { recursive: true });
  const context = await browser.newContext({ viewport: phone, locale, hasTouch: true });
  const page = await context.newPage();
  const pictures: Buffer[] = [];
  const take = async (step: string): Promise<void> => {
    await page.waitForTimeout(700);
    pictures.push(await page.screenshot({ path: join(out, `drive-${step}-${locale}.png`) }));
  };
  const main = page.locator('.main-action button').locator('visible=true');
  const act = async (): Promise<void> => {
    const before = await main.innerText();
    await main.click();
    // The next step may have a main action with the same words.
    await page
      .waitForFunction(
        (words) => document.querySelector('.main-action button')?.textContent !== words,
        before,
        { timeout: 5000 },
      )
      .catch(() => undefined);
  };
  const aside = () => page.locator('.run-head button').click();
  await page.goto(url);
  for (const step of ['link', 'offer', 'check', 'start']) {
    await main.waitFor();
    await take(step);
    await act();
  }
  await page.locator('.directions').waitFor();
  await take('way');
  await act();
  await take('here');
  await act();
  await weigh(page, '96', '3.5');
  await take('weigh');
  await act();
  await take('weighed');
  await finishStop(page, act);
  await page.locator('.drive-page > .button.quiet').click();
  await take('leave-out');
  await page.locator('.drive-page > .button.quiet').click();
  await context.setOffline(true);
  // So much more than was booked that later stops find no room.
  const isFull = () => page.locator('.banners .wrong').isVisible();
  const isOnTheWay = () => page.locator('.hand-over').isVisible();
  for (let stops = 0; (stops === 0 || !(await isFull())) && (await isOnTheWay()); stops++) {
    await act();
    await act();
    await weigh(page, '1300', '');
    await act();
    await finishStop(page, act);
  }
  await take('no-room');
  await aside();
  await take('overview');
  await page.locator('.drive-note a').first().scrollIntoViewIfNeeded();
  await take('text');
  await page.locator('.drive-page > .button.big').locator('visible=true').last().click();
  await take('unplanned');
  await aside();
  await context.setOffline(false);
  while ((await page.locator('.drive-page > .button.quiet').count()) > 0) {
    await page.locator('.drive-page > .button.quiet').click();
    await page.locator('.choice input').first().check();
    await act();
  }
  await take('way-back');
  await act();
  await page.locator('#odometer').fill('41402');
  await take('back');
  await act();
  await take('done');
  // On a page of its own: those of the hub take no style from elsewhere.
  await takeSheet(await context.newPage(), pictures, join(out, `drive-day-${locale}.png`));
  await context.close();
}

async function weigh(page: Page, kg: string, tare: string): Promise<void> {
  if (!(await page.locator('#kg').isVisible())) return;
  await page.locator('#kg').fill(kg);
  await page.locator('#tare').fill(tare);
}

/** What else is to be handled at a stop, until the driver is on his way. */
async function finishStop(page: Page, act: () => Promise<void>, kg = '20'): Promise<void> {
  const isAtStop = () => page.locator('.what, #kg, #to').first().isVisible();
  while ((await isAtStop()) && !(await page.locator('.hand-over').isVisible())) {
    await act();
    await weigh(page, kg, '');
  }
}

async function takeSheet(page: Page, pictures: readonly Buffer[], path: string): Promise<void> {
  const images = pictures
    .map((each) => `<img src="data:image/png;base64,${each.toString('base64')}">`)
    .join('');
  await page.setViewportSize({ width: Math.round(columns * (phone.width * sheetScale + 8)), height: 1000 });
  await page.setContent(
    `<style>body{margin:0;display:grid;grid-template-columns:repeat(${columns},minmax(0,1fr));gap:8px;background:#888}img{width:100%}</style>${images}`,
  );
  await page.screenshot({ path, fullPage: true });
}
