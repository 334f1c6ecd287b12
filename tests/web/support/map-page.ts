import type { Page } from 'playwright-core';
import { hub, makeRequests } from './mock-day.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

const metresPerDegree = 111_195;

/** Where a request of the mock day is drawn, by the map's scale: its first look is the whole day, in the middle. */
export async function pointOnMap(page: Page, request: string): Promise<Point> {
  const place = makeRequests().find(({ id }) => id === request)!; // of the mock day
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

/** Presses there and holds the mouse over another point. */
export async function dragOnMap(page: Page, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, from.y + 8, { steps: 2 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
}
