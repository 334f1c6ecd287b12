import { expect, it } from 'vitest';
import { productName } from '#server/domain/product-name.ts';

const products = [
  { name: 'Oranges', names: { vi: 'Cam' } },
  { name: 'Plums', names: {} },
  // As a phone kept it before there were names.
  { name: 'Pears' },
];

it.each([
  ['Oranges', 'vi', 'Cam'],
  // It has no name of its own there.
  ['Oranges', 'id', 'Oranges'],
  ['Plums', 'vi', 'Plums'],
  ['Pears', 'vi', 'Pears'],
  // The hub has it no longer.
  ['Lychees', 'vi', 'Lychees'],
])('calls %s in %s %s', (name, locale, called) => {
  expect(productName(products, name, locale)).toBe(called);
});
