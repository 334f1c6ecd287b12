import { expect, it } from 'vitest';
import { textsIn } from '#web/dispatch/live/texts-in.ts';

it('finds the texts of drivers in what was pasted', () => {
  expect(textsIn('')).toEqual([]);
  expect(textsIn('on my way')).toEqual([]);
  expect(textsIn('HUB1 a b c\nd\n\nhub1 e f g ')).toEqual(['HUB1 a b c\nd', 'hub1 e f g']);
  expect(textsIn('From +84 91: hub1 a b')).toEqual(['hub1 a b']);
});
