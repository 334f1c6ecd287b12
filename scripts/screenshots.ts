// Pictures of the product for the README and for looking at: every view in every language, at both sizes of the desk and
// on a phone.
//   npx tsx scripts/screenshots.ts OUT_DIR [PLAN_SECONDS]
// Starts a Hubward of its own on an empty data directory; needs Chromium (CHROMIUM_PATH).
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium } from '../tests/support/chromium.ts';
import { enterDesk } from '../tests/support/enter-desk.ts';
import { startHubward } from '../tests/support/hubward-process.ts';
import { takeDriverDay } from './screenshots/driver-day.ts';
import { takeBooking, takePhoneDesk, takePhoneMoney } from './screenshots/phone-views.ts';
import * as prepare from './screenshots/prepare-day.ts';
import { type Shown, type Take, takeDesk, takeMoney, takePages } from './screenshots/wide-views.ts';

const locales = ['en', 'vi', 'zh-Hans', 'id'];
/** Pictures of the first have the view and the language in their names alone. */
const wideSizes = { '': { width: 1440, height: 900 }, '1024-': { width: 1024, height: 768 } };
const phone = { width: 360, height: 740 };

const [out, seconds = '10'] = process.argv.slice(2);
if (!out) throw new Error('usage: screenshots.ts OUT_DIR [PLAN_SECONDS]');
mkdirSync(out, { recursive: true });

const dataDir = mkdtempSync(join(tmpdir(), 'hubward-pictures-'));
const hubward = await startHubward(dataDir);
const browser = await launchChromium();
try {
  const first = await browser.newContext({ viewport: wideSizes[''] });
  const desk = await first.newPage();
  await enterDesk(desk, hubward);
  const day = desk.url().replace(/\?.*/, '');
  await prepare.addDrivers(desk, day);
  await prepare.planTheDay(desk, seconds, () => takerOf(desk, '', 'en')('planning'));
  const signedIn = await first.storageState();
  await prepare.setRates(desk, day);
  const shown: Shown = { day, kept: await prepare.keepScenario(desk) };
  await prepare.publishAndChange(desk);
  await prepare.addProgram(desk, day);
  const links = await prepare.makeLinks(desk, day);
  // What comes from phones is then seen at the desk.
  for (const [index, locale] of locales.entries()) {
    const onPhone = { viewport: phone, hasTouch: true };
    await inPage(locale, onPhone, async (page, take) =>
      takeBooking(page, await links.toBook(locale), links.place, take),
    );
    await takeDriverDay(browser, await links.toDrive(index), locale, out);
  }
  await everywhere(
    signedIn,
    async (page, take, locale) => {
      await takeDesk(page, shown, locale, take);
      await takePages(page, shown, take);
    },
    (page, take) => takePhoneDesk(page, shown, take),
  );
  await prepare.settleDay(desk, day);
  await everywhere(
    signedIn,
    (page, take) => takeMoney(page, shown, take),
    (page, take) => takePhoneMoney(page, shown, take),
  );
  for (const locale of locales) {
    await inPage(locale, { viewport: wideSizes[''] }, async (page, take) => {
      await page.goto(`${hubward.url}/sign-in`);
      await page.waitForSelector('form');
      await take('sign-in');
    });
  }
} finally {
  await browser.close();
  await hubward.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

type Session = NonNullable<BrowserContextOptions['storageState']>;

/** In every language: at both sizes of the desk, and on a phone. */
async function everywhere(
  storageState: Session,
  takeWide: (page: Page, take: Take, locale: string) => Promise<void>,
  takePhone: (page: Page, take: Take) => Promise<void>,
): Promise<void> {
  for (const locale of locales) {
    for (const [size, viewport] of Object.entries(wideSizes)) {
      await inPage(locale, { viewport, storageState }, (page, take) => takeWide(page, take, locale), size);
    }
    await inPage(locale, { viewport: phone, storageState }, takePhone);
  }
}

/** A page of its own; `size`: how pictures of its size are marked. */
async function inPage(
  locale: string,
  options: BrowserContextOptions,
  look: (page: Page, take: Take) => Promise<void>,
  size = '',
): Promise<void> {
  const context = await browser.newContext({ ...options, locale });
  await context.addInitScript((name) => localStorage.setItem('hubward.locale', name), locale);
  const page = await context.newPage();
  await look(page, takerOf(page, size, locale));
  await context.close();
}

function takerOf(page: Page, size: string, locale: string): Take {
  return async (view) => {
    await page.screenshot({ path: join(out ?? '', `${view}-${size}${locale}.png`) });
  };
}
