import type { Locator, Page } from 'playwright-core';

/** Stops of a run, or of those in none, as the board has them. */
export const stopsOf = (page: Page, run: number | 'out'): Promise<(string | undefined)[]> =>
  page
    .locator(`[data-drop="${run}"] [data-stop]`)
    .evaluateAll((stops) => stops.map((each) => each.dataset['stop']));

export const chip = (page: Page, stop: string): Locator => page.locator(`.chip[data-stop="${stop}"]`);

/** Takes one thing of the board by the mouse and holds it over the start of another. */
export async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const start = (await from.boundingBox())!;
  const end = (await to.boundingBox())!;
  await page.mouse.move(start.x + 8, start.y + 8);
  await page.mouse.down();
  await page.mouse.move(start.x + 20, start.y + 12, { steps: 2 });
  await page.mouse.move(end.x + 3, end.y + end.height / 2, { steps: 4 });
}
