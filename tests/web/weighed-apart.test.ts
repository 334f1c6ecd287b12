import { expect, it } from 'vitest';
import { weighedApart } from '#web/drive/phone/weighed-apart.ts';

it('leaves the rest of a weight to the product that was booked', () => {
  expect(weighedApart(80.5, 'Oranges', { Plums: '20,3', Tea: '' })).toEqual([
    { product: 'Oranges', kg: 60.2 },
    { product: 'Plums', kg: 20.3 },
  ]);
});

it('says nothing of products where all is the one that was booked', () => {
  expect(weighedApart(80, 'Oranges', { Plums: '', Tea: '0' })).toEqual([]);
});

it('has nothing of the one that was booked where all is of others', () => {
  expect(weighedApart(0.3, 'Oranges', { Plums: '0.1', Tea: '0.2' })).toEqual([
    { product: 'Plums', kg: 0.1 },
    { product: 'Tea', kg: 0.2 },
  ]);
});

it.each<Record<string, string>>([{ Plums: '81' }, { Plums: '40', Tea: '40.001' }, { Plums: 'many' }])(
  'takes no more than was weighed, and numbers alone: %o',
  (typed) => {
    expect(weighedApart(80, 'Oranges', typed)).toBeNull();
  },
);
