import axeSource from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';

export interface WatchedPage {
  readonly page: Page;
  /** Fails when the page logged an error or broke. */
  readonly close: () => Promise<void>;
  /** Errors that are part of what is tested: these do not count. */
  readonly expectErrors: (pattern: RegExp) => void;
}

export interface PageOptions {
  readonly width: number;
  readonly height: number;
  readonly locale?: string;
  /** The map is drawn in software, which takes most of a page's time; without it the page is as without WebGL. */
  readonly hasMap?: boolean;
}

/** Opens a page that keeps all its errors, under the server's real content security policy. */
export async function openPage(
  browser: Browser,
  { width, height, hasMap = true, ...options }: PageOptions & BrowserContextOptions,
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'en-US',
    reducedMotion: 'reduce',
    ...options,
  });
  await context.addInitScript(hideRandomIds);
  if (!hasMap) await context.addInitScript(hideWebGl);
  const page = await context.newPage();
  const problems: string[] = [];
  const expected: RegExp[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${message.text()} ${message.location().url}`.trim());
  });
  return {
    page,
    expectErrors: (pattern) => expected.push(pattern),
    close: async () => {
      await context.close();
      expect(problems.filter((each) => !expected.some((pattern) => pattern.test(each)))).toEqual([]);
    },
  };
}

/** In the page: a hub reached over plain http in its own network has no `randomUUID`. */
function hideRandomIds(): void {
  Reflect.deleteProperty(Crypto.prototype, 'randomUUID');
}

/** In the page. */
function hideWebGl(): void {
  const getContext = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (
    this: HTMLCanvasElement,
    kind: string,
    ...rest: unknown[]
  ) {
    return kind === 'webgl2' ? null : Reflect.apply(getContext, this, [kind, ...rest]);
  } as typeof getContext;
}

/** The open dialog on the smallest screen of a desk: axe-core finds nothing, and no side of it is out of sight. */
export async function expectSoundDialog(page: Page): Promise<void> {
  const [size, small] = [page.viewportSize(), { width: 1024, height: 768 }];
  await page.setViewportSize(small);
  const dialog = page.locator('dialog[open]');
  await dialog.waitFor();
  await expectNoAxeViolations(page);
  const box = await dialog.boundingBox();
  expect(box!.x).toBeGreaterThanOrEqual(0);
  expect(box!.x + box!.width).toBeLessThanOrEqual(small.width);
  expect(box!.y).toBeGreaterThanOrEqual(0);
  expect(box!.y + box!.height).toBeLessThanOrEqual(small.height);
  expect(await dialog.evaluate((each) => each.scrollWidth - each.clientWidth)).toBeLessThanOrEqual(0);
  if (size) await page.setViewportSize(size);
}

/** axe-core on the page as it is now. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  // Evaluated by the debugger, which the page's policy does not bind; it stays until the page is left.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource.source);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run();
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    );
  });
  expect(found).toEqual([]);
}
