import { describe, expect, it } from 'vitest';
import type { DeskPlan } from '#server/domain/edits/desk-plan.ts';
import { dropRows, keyOfPlace, placeAtPoint, placeByKey, placeNow } from '#web/dispatch/dock/drop-places.ts';

const planned = (stops: string) => [...stops].map((stop) => ({ stop, pin: null }));
const run = (number: number, trips: string[]) => ({
  run: number,
  vehicle: `V-${number}`,
  driver: null,
  start: null,
  state: 'open' as const,
  trips: trips.map(planned),
});
const plan: DeskPlan = {
  stops: [...'abcde'].map((stop) => ({ stop, requests: [{ request: stop, part: null }] })),
  runs: [run(1, ['ab', 'c']), run(2, ['d'])],
  barred: [],
};

/** Cells of 10 px beside each other: a b hub c; the hub ends the first trip. */
const cells = [
  { stop: 'a', trip: 0 },
  { stop: 'b', trip: 0 },
  { stop: null, trip: 0 },
  { stop: 'c', trip: 1 },
].map((cell, index) => ({ ...cell, rect: { left: index * 10, right: index * 10 + 10, top: 0, bottom: 10 } }));

describe('places on the board', () => {
  it.each([
    [2, { trip: 0, position: 0 }],
    [8, { trip: 0, position: 1 }],
    [22, { trip: 0, position: 2 }],
    [32, { trip: 1, position: 0 }],
    [38, { trip: 1, position: 1 }],
  ])('at %i px', (x, place) => {
    expect(placeAtPoint(1, cells, new Set(), x, 5)).toEqual({ run: 1, ...place });
  });

  it('are counted without the stops in the hand', () => {
    expect(placeAtPoint(1, cells, new Set(['a']), 22, 5)).toEqual({ run: 1, trip: 0, position: 1 });
    expect(placeNow(plan, ['b'])).toEqual({ run: 1, trip: 0, position: 1 });
    expect(placeNow(plan, ['e'])).toBe('out');
  });

  it('are reached one after the other by arrows, from no run to a new one', () => {
    const rows = dropRows(plan, new Set(['a']), { run: 3, vehicle: 'V-3' });
    const walk = (place: Parameters<typeof placeByKey>[1], key: Parameters<typeof placeByKey>[2]) =>
      keyOfPlace(placeByKey(rows, place, key));
    expect(rows.map((row) => row.map(keyOfPlace))).toEqual([
      ['out'],
      ['1 0 0', '1 0 1', '1 1 0', '1 1 1'],
      ['2 0 0', '2 0 1'],
      ['new V-3'],
    ]);
    expect(walk('out', 'ArrowDown')).toBe('1 0 0');
    expect(walk({ run: 1, trip: 1, position: 1 }, 'ArrowDown')).toBe('2 0 1');
    expect(walk({ run: 1, trip: 1, position: 1 }, 'ArrowRight')).toBe('1 1 1');
    expect(walk({ run: 2, trip: 0, position: 1 }, 'ArrowDown')).toBe('new V-3');
  });
});
