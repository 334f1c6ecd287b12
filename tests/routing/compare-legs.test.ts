import { describe, expect, it } from 'vitest';
import { isDiffering } from '#server/routing/compare-legs.ts';

describe('isDiffering', () => {
  it.each([
    ['60 s of a short leg', 100, 160, false],
    ['61 s of a short leg', 100, 161, true],
    ['5 % of a long leg', 10_000, 10_500, false],
    ['501 s of a long leg', 10_000, 10_501, true],
    ['61 s that are under 5 %', 2_000, 2_061, false],
    ['a faster path', 10_000, 9_000, true],
    ['no difference', 1_000, 1_000, false],
    ['a path where the table knew none', -1, 10, true],
  ])('judges %s', (_what, table, path, differs) => {
    expect(isDiffering(table, path)).toBe(differs);
  });
});
