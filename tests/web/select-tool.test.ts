import { describe, expect, it } from 'vitest';
import { isInside } from '#web/shared/map/use-select-tool.ts';

describe('a line drawn around points', () => {
  /** Open to the right above (5, 5): the point there is outside. */
  const hook = [
    [0, 0],
    [10, 0],
    [10, 4],
    [4, 4],
    [4, 10],
    [0, 10],
  ] as const;

  it.each([
    [[2, 2], true],
    [[8, 2], true],
    [[2, 8], true],
    [[7, 7], false],
    [[11, 2], false],
    [[-1, 5], false],
  ] as const)('has %j inside: %s', (point, expected) => {
    expect(isInside(point, hook)).toBe(expected);
  });

  it('has nothing inside before it has three corners', () => {
    expect(
      isInside(
        [1, 1],
        [
          [0, 0],
          [2, 2],
        ],
      ),
    ).toBe(false);
  });
});
