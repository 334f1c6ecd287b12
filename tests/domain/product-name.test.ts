import { expect, it } from 'vitest';
import { productName } from '#server/domain/product-name.ts';

const products = [
  { name: 'Oranges', names: { vi: 'Cam' } },
  { name: 'Plums', names: {} },
];

it.each([
  ['Oranges', 'vi', 'Cam'],
  // It has no name of its own there.
  ['Oranges', 'id', 'Oranges'],
  ['Plums', 'vi', 'Plums'],
  // The hub has it no longer.
  ['Lychees', 'vi', 'Lychees'],
])('calls %s in %s %s', (name, locale, called) => {
  expect(productName(products, name, locale)).toBe(called);
});
