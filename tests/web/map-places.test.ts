import { describe, expect, it } from 'vitest';
import type { PlanRun } from '#server/contract/plan.ts';
import type { DeskRun } from '#server/domain/edits/desk-plan.ts';
import { pathOfPlace, placeOnPath, placesBeside } from '#web/dispatch/dock/map-places.ts';

const planned = (stops: string) => [...stops].map((stop) => ({ stop, pin: null }));

/** Out to a, b, back to the hub, out to c and back: each leg of the first trip goes one degree east. */
const run: DeskRun = {
  run: 7,
  vehicle: 'V-1',
  driver: null,
  start: null,
  state: 'open',
  trips: [planned('ab'), planned('c')],
};
const legOf = (...coordinates: [number, number][]) => ({
  seconds: 1,
  metres: 1,
  geometry: { type: 'LineString' as const, coordinates },
});
const written = {
  trips: [
    { legs: [legOf([0, 0], [1, 0]), legOf([1, 0], [2, 0]), legOf([2, 0], [2, -1], [0, -1], [0, 0])] },
    { legs: [legOf([0, 0], [0, 5]), legOf()] },
  ],
} as unknown as PlanRun; // only its paths are read

const none = new Set<string>();

describe('a point beside a run’s line', () => {
  it.each([
    [[0.5, 0.1], { trip: 0, position: 0 }],
    [[1.5, -0.1], { trip: 0, position: 1 }],
    [[1, -1.2], { trip: 0, position: 2 }],
    [[0.2, 3], { trip: 1, position: 0 }],
  ] as const)('at %j is on the leg that passes nearest', (at, place) => {
    expect(placeOnPath(run, written, none, at)).toEqual({ run: 7, ...place });
  });

  it('is counted without the stops in the hand', () => {
    expect(placeOnPath(run, written, new Set(['a']), [1.5, 0])).toEqual({ run: 7, trip: 0, position: 0 });
    expect(placeOnPath(run, written, new Set(['a']), [1, -1.2])).toEqual({ run: 7, trip: 0, position: 1 });
  });

  it('is no place where no path is known yet', () => {
    const unknown = { trips: [{ legs: [legOf(), legOf(), legOf()] }, { legs: [legOf(), legOf()] }] };
    expect(placeOnPath(run, unknown as unknown as PlanRun, none, [0, 0])).toBeNull();
  });
});

it('a stop has a place before and one after it', () => {
  expect(placesBeside(run, 'b', none)).toEqual([
    { run: 7, trip: 0, position: 1 },
    { run: 7, trip: 0, position: 2 },
  ]);
  expect(placesBeside(run, 'b', new Set(['a']))).toEqual([
    { run: 7, trip: 0, position: 0 },
    { run: 7, trip: 0, position: 1 },
  ]);
  expect(placesBeside(run, 'x', none)).toEqual([]);
});

it('the path of a place leads from the stop that stays before it to the one that stays after it', () => {
  expect(pathOfPlace(run, written, none, { run: 7, trip: 0, position: 1 })).toEqual([
    [1, 0],
    [2, 0],
  ]);
  expect(pathOfPlace(run, written, new Set(['a']), { run: 7, trip: 0, position: 0 })).toEqual([
    [0, 0],
    [1, 0],
    [1, 0],
    [2, 0],
  ]);
});
