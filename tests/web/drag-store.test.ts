import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DragStore, type Held } from '#web/dispatch/dock/drag-store.ts';

const page = new EventTarget();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  vi.stubGlobal('document', { querySelector: () => null });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const finger = { button: 0, pointerType: 'touch', pointerId: 1, clientX: 0, clientY: 0 };
const tell = (type: string, change: Partial<typeof finger>): void => {
  page.dispatchEvent(Object.assign(new Event(type), { ...finger, ...change }));
};

describe('stops in the hand', () => {
  const place = { run: 2, trip: 0, position: 1 };

  function lifted() {
    const dropped: Held[] = [];
    const store = new DragStore();
    store.serve({
      stopsWith: (stop) => [stop],
      placeUnder: () => place,
      drop: (held) => void dropped.push(held),
    });
    store.press(finger, 'r2');
    vi.advanceTimersByTime(500);
    tell('pointermove', { clientY: 100 });
    return { store, dropped };
  }

  it('are put down where the finger lets go, whatever becomes of another finger', () => {
    const { dropped } = lifted();
    tell('pointerdown', { pointerId: 2 });
    tell('pointercancel', { pointerId: 2 });
    tell('pointerup', { clientY: 100 });
    expect(dropped).toMatchObject([{ stops: ['r2'], place }]);
  });

  it('stay where they are once the browser takes the finger for itself', () => {
    const { store, dropped } = lifted();
    tell('pointercancel', {});
    expect(store.held()).toBeNull();
    tell('pointerup', { clientY: 100 });
    expect(dropped).toEqual([]);
  });
});
