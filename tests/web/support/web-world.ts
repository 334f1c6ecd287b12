import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { launchChromium } from '../../support/chromium.ts';
import { date, hub } from './mock-day.ts';
import { startMockServer, type MockServer } from './mock-server.ts';
import { openPage, type PageOptions, type WatchedPage } from './open-page.ts';

export const desk = { width: 1440, height: 900 };
export const tablet = { width: 1024, height: 768 };
export const phone = { width: 360, height: 740 };
/** The desk where the test is about something else than its map. */
export const mapless = { ...desk, hasMap: false };
/** The map is drawn in software: slow on a busy machine. */
export const patienceMs = 90_000;
/** On a busy machine it may take longer than a test waits by itself. */
export const soon = { timeout: 15_000 };

/** Built before any test runs. */
const webFolder = fileURLToPath(new URL('../../../dist/web', import.meta.url));

/** Pages of the web app against the mock server, a new one for each test of the suite that asks for it. */
export class WebWorld {
  #browser: Browser | undefined;
  #server: MockServer | undefined;
  #watched: WatchedPage[] = [];

  constructor() {
    beforeAll(async () => {
      this.#browser = await launchChromium();
    });
    afterAll(() => this.#browser?.close());
    beforeEach(async () => {
      this.#server = await startMockServer(webFolder);
    });
    afterEach(async () => {
      const open = this.#watched;
      this.#watched = [];
      try {
        for (const each of open) await each.close();
      } finally {
        await this.server.close();
      }
    });
  }

  get server(): MockServer {
    if (!this.#server) throw new Error('a server is there while a test runs');
    return this.#server;
  }

  /** Its errors fail the test, save those that are expected. */
  async open(path: string, options: PageOptions & BrowserContextOptions): Promise<Page> {
    if (!this.#browser) throw new Error('a browser is there while a test runs');
    const watched = await openPage(this.#browser, options);
    this.#watched.push(watched);
    await watched.page.goto(`${this.server.url}${path}`);
    return watched.page;
  }

  /** Of all pages of the test. */
  expectErrors(pattern: RegExp): void {
    for (const each of this.#watched) each.expectErrors(pattern);
  }

  /** Signs in as the dispatcher; the day of the mock server is what comes up. */
  async openDay(options: PageOptions & BrowserContextOptions): Promise<Page> {
    const page = await this.open('/sign-in', options);
    await page.fill('input[type=email]', 'may@example.org');
    await page.fill('input[type=password]', 'correct horse battery');
    await page.click('button[type=submit]');
    await page.waitForURL(`**/hubs/${hub.id}/day/${date}*`);
    await page.waitForSelector('.plan-button .primary');
    return page;
  }

  /** The day as it is once it has a plan, at its desk. */
  async openDesk(options: PageOptions & BrowserContextOptions): Promise<Page> {
    this.server.plan();
    const page = await this.openDay(options);
    await page.waitForSelector('.edit-bar');
    return page;
  }
}
