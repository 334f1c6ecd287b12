import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { hub, makeRequests } from './mock-day.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

const metresPerDegree = 111_195;

/** Where a request of the mock day, or its hub, is drawn, by the map's scale: its first look is the whole day, in the middle. */
export async function pointOnMap(page: Page, request: string): Promise<Point> {
  const place = [hub, ...makeRequests()].find(({ id }) => id === request)!; // of the mock day
  const lats = [hub, ...makeRequests()].map(({ lat }) => lat);
  const lons = [hub, ...makeRequests()].map(({ lon }) => lon);
  const middle = (all: readonly number[]) => (Math.min(...all) + Math.max(...all)) / 2;
  const scale = page.locator('.maplibregl-ctrl-scale');
  const metres = Number(/[\d.]+/.exec(await scale.innerText())?.[0]) * 1_000;
  const map = (await page.locator('.map-canvas').boundingBox())!;
  const perMetre = (await scale.evaluate(({ clientWidth }) => clientWidth)) / metres;
  const shrink = Math.cos((middle(lats) * Math.PI) / 180);
  return {
    x: map.x + map.width / 2 + (place.lon - middle(lons)) * metresPerDegree * shrink * perMetre,
    y: map.y + map.height / 2 - (place.lat - middle(lats)) * metresPerDegree * perMetre,
  };
}

/** Whether something under a point of the map answers to a press: the pointer says so. */
export async function isPressable(page: Page, { x, y }: Point): Promise<boolean> {
  await page.mouse.move(x + 30, y);
  await page.mouse.move(x, y);
  const cursor = await page.locator('.maplibregl-canvas').evaluate(({ style }) => style.cursor);
  return cursor === 'pointer';
}

/** Waits until a request is felt under the pointer: all of the day is drawn then. */
export async function mapIsDrawn(page: Page, request: string): Promise<void> {
  await page.waitForSelector('.map-tool');
  await expect
    .poll(async () => isPressable(page, await pointOnMap(page, request)), { timeout: 30_000 })
    .toBe(true);
}

/** Presses there and holds the mouse over another point. */
export async function dragOnMap(page: Page, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, from.y + 8, { steps: 2 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
}
