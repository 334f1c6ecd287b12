import { expect, it } from 'vitest';
import { isUnlikelyWeight } from '#server/domain/receiving/is-unlikely-weight.ts';

it.each([
  // A point that was left out, or set too far to the left.
  [144, 1440, true],
  [378, 37.8, true],
  // Eight times as much, and as little: 100 is an eighth of 800.
  [100, 800, true],
  [100, 799, false],
  [800, 100, true],
  [800, 101, false],
  // Little is soon many times as much: 99 kg more are no slip, 100 are.
  [10, 109, false],
  [10, 110, true],
  // Nothing came.
  [144, 0, false],
])('%d kg booked and %d kg weighed: %s', (booked, kg, isUnlikely) => {
  expect(isUnlikelyWeight(booked, kg)).toBe(isUnlikely);
});
