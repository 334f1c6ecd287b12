import { expect, test } from 'vitest';
import { earliestInWindows } from '#server/domain/time-window.ts';

test('finds the first moment inside a window, both ends included', () => {
  const windows = [
    { start: 10, end: 20 },
    { start: 30, end: 40 },
  ];
  expect([0, 20, 21, 40].map((seconds) => earliestInWindows(windows, seconds))).toEqual([10, 20, 30, 40]);
  expect(earliestInWindows(windows, 41)).toBeNull();
});
