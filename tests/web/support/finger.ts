import type { Page } from 'playwright-core';
import type { Point } from './map-page.ts';

/** One finger, through the browser's own input. */
export async function fingerOn(page: Page) {
  const client = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Point[]) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints });
  return {
    down: (at: Point) => send('touchStart', [at]),
    move: async (from: Point, to: Point) => {
      for (const share of [0.25, 0.5, 0.75, 1]) {
        await send('touchMove', [
          { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share },
        ]);
      }
    },
    up: () => send('touchEnd', []),
  };
}
