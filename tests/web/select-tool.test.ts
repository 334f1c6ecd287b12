import { describe, expect, it } from 'vitest';
import { flattenAt, middleOf } from '#web/shared/map/geometry.ts';
import { isChosen } from '#web/shared/map/use-select-tool.ts';

describe('a line drawn around points', () => {
  /** Open to the right above (5, 5): the point there is outside. */
  const hook = {
    points: [
      [0, 0],
      [10, 0],
      [10, 4],
      [4, 4],
      [4, 10],
      [0, 10],
    ],
    reachPx: null,
  } as const;

  it.each([
    [[2, 2], true],
    [[8, 2], true],
    [[2, 8], true],
    [[7, 7], false],
    [[11, 2], false],
    [[-1, 5], false],
  ] as const)('has %j inside: %s', (point, expected) => {
    expect(isChosen(point, hook)).toBe(expected);
  });

  it('has nothing inside before it has three corners', () => {
    const line = {
      points: [
        [0, 0],
        [2, 2],
      ],
      reachPx: null,
    } as const;
    expect(isChosen([1, 1], line)).toBe(false);
  });
});

describe('a line drawn along a road', () => {
  /** Right to (10, 0), then down to (10, 10): it reaches 2 to both sides and around its ends. */
  const bend = {
    points: [
      [0, 0],
      [10, 0],
      [10, 10],
    ],
    reachPx: 2,
  } as const;

  it.each([
    [[5, 0], true],
    [[5, 2], true],
    [[5, -2.1], false],
    [[-1, 1], true],
    [[-2, 2], false],
    [[11, -1], true],
    [[12, 5], true],
    [[5, 5], false],
  ] as const)('passes %j within reach: %s', (point, expected) => {
    expect(isChosen(point, bend)).toBe(expected);
  });

  it('passes what its only point reaches', () => {
    const dot = { points: [[3, 3]], reachPx: 1 } as const;
    expect(isChosen([3, 4], dot)).toBe(true);
    expect(isChosen([3, 4.1], dot)).toBe(false);
  });
});

it('shortens longitudes by the cosine of the latitude', () => {
  const [x, y] = flattenAt(60)([103, 60]);
  expect(x).toBeCloseTo(51.5);
  expect(y).toBe(60);
});

it('finds the point half of the way along a line', () => {
  expect(
    middleOf([
      [0, 0],
      [0, 0],
      [4, 0],
      [4, 8],
    ]),
  ).toEqual([4, 2]);
  expect(middleOf([[3, 3]])).toEqual([3, 3]);
});
