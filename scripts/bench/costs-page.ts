/**
 * How long the page of costs takes in a browser on a settled season (scripts/demo/make-season.ts): from the address to the
 * last figure with a server that has just started, then with one that has read the season, then each grouping and some
 * filters, from the choice to its figures. The season is copied, and stays as it is.
 * usage: npm run bench -- costs-page --data DIR [--write-docs]
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { costGrouping } from '#server/contract/costs.ts';
import { launchChromium } from '../../tests/support/chromium.ts';
import { enterDesk } from '../../tests/support/enter-desk.ts';
import { startHubward } from '../../tests/support/hubward-process.ts';
import { markdownTable, writeDocsSection } from './docs-section.ts';
import { describeMachine, thisMachine } from './planner/results.ts';

const { values: options } = parseArgs({
  options: { data: { type: 'string' }, 'write-docs': { type: 'boolean', default: false } },
});
if (!options.data) throw new Error('usage: npm run bench -- costs-page --data DIR');
const rounds = 3;
const filterLabels = ['Village', 'Vehicle', 'Product', 'Cooperative'];
const mostOfEach = 5;

const dataDir = mkdtempSync(join(tmpdir(), 'hubward-bench-'));
cpSync(options.data, dataDir, { recursive: true });
const hubward = await startHubward(dataDir);
const browser = await launchChromium();
try {
  await measure();
} finally {
  await browser.close();
  await hubward.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  const page = await context.newPage();
  await enterDesk(page, hubward);
  const [, hub, today = ''] = /(.*)\/day\/([^/?]+)/.exec(page.url()) ?? [];
  const from = new Date(Date.parse(today) - 90 * 86_400_000).toISOString().slice(0, 10);
  const address = `${hub}/costs?from=${from}&until=${today}`;
  const rows = [['the page, by a server that has just started', ...figures([await opened(page, address)])]];
  const again: number[] = [];
  for (let round = 0; round < rounds; round++) again.push(await opened(page, address));
  rows.push(['the page, again', ...figures(again)]);
  const grouped: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const by of costGrouping.options) grouped.push(await chosen(page, 'Group by', by));
  }
  rows.push(['another grouping', ...figures(grouped)]);
  await chosen(page, 'Group by', 'week');
  const filtered: number[] = [];
  for (const label of filterLabels) {
    const values = await page
      .getByLabel(label, { exact: true })
      .locator('option')
      .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
    // Everything comes first; it is chosen again after the others.
    const [all = '', ...named] = values;
    const some = named.filter((_, index) => index % Math.ceil(named.length / mostOfEach) === 0);
    for (const value of [...some, all]) filtered.push(await chosen(page, label, value));
  }
  rows.push(['one village, vehicle, product or cooperative', ...figures(filtered)]);
  const title = `${describeMachine(thisMachine())}; 90 days; milliseconds until all figures are in the page.`;
  const table = markdownTable(['shown', 'times:', 'median:', 'longest:'], rows);
  console.log(`${title}\n\n${table}`);
  if (options['write-docs']) writeDocsSection('docs/benchmarks.md', 'costs-page', `${title}\n\n${table}`);
}

async function opened(page: Page, address: string): Promise<number> {
  const start = performance.now();
  await page.goto(address);
  await page.locator('.cost-chart li').first().waitFor();
  return performance.now() - start;
}

/** Measured in the page: from the choice until what was shown before is gone and the next is painted. */
async function chosen(page: Page, label: string, value: string): Promise<number> {
  const select = await page.getByLabel(label, { exact: true }).elementHandle();
  if (!select) throw new Error(`the page has no ${label}`);
  return page.evaluate(
    async ([element, next]) => {
      const field = element as HTMLSelectElement;
      if (field.value === next) return 0;
      const start = performance.now();
      // As React hears of it.
      Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value')!.set!.call(field, next);
      field.dispatchEvent(new Event('change', { bubbles: true }));
      do await new Promise((resolve) => requestAnimationFrame(resolve));
      while (document.querySelector('.page-cost-report .loading') || !document.querySelector('.cost-chart'));
      return performance.now() - start;
    },
    [select, value] as const,
  );
}

function figures(times: readonly number[]): string[] {
  const sorted = times.filter((ms) => ms > 0).toSorted((a, b) => a - b);
  return [String(sorted.length), sorted[sorted.length >> 1]!.toFixed(0), sorted.at(-1)!.toFixed(0)];
}
