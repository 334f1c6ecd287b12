import { expect, test } from 'vitest';
import type { CostDay } from '#server/services/money/group-costs.ts';
import { villageCostsOf } from '#server/services/money/village-costs.ts';

type Line = CostDay['lines'][number];

const line = (request: string, place: string, fair: number, grams: number): Line => ({
  request,
  reference: request,
  kind: 'pickup',
  place,
  product: '',
  cooperative: null,
  runs: [1],
  booked_kg: grams / 1000,
  weighed_kg: null,
  weighed_by: null,
  at_hub: [],
  products: [],
  parcels: 1,
  carried: { grams, kg_km: 0 },
  parts: { travel: fair, load: 0, handling: 0, cap: 0 },
  fair,
  by_kg: fair,
  by_tonne_km: fair,
  alone: null,
  baseline: null,
  quote: null,
  billed: fair,
  billed_by: 'fair',
});

const day = (lines: Line[], points: Record<string, [lat: number, lon: number]>): CostDay => ({
  date: '2026-03-02',
  isSettled: false,
  runs: [],
  lines,
  dearest: [],
  pointOf: new Map(Object.entries(points).map(([id, [lat, lon]]) => [id, { lat, lon }])),
});

test('requests of a village are together where they are near, and namesakes are apart', () => {
  const found = villageCostsOf([
    day([line('a', 'Tả Phìn', 100, 1000), line('b', 'Tả Phìn', 500, 3000), line('c', 'Tả Phìn', 10, 1000)], {
      a: [22.4, 103.2],
      b: [22.404, 103.2],
      c: [22.9, 103.9],
    }),
    day([line('d', 'Tả Phìn', 200, 0)], { d: [22.401, 103.2] }),
  ]);
  // By weight: (22.4 + 3 · 22.404) ÷ 4.
  expect(found).toEqual([
    { place: 'Tả Phìn', cost: 800, grams: 4000, requests: 3, lat: expect.closeTo(22.403, 6), lon: 103.2 },
    { place: 'Tả Phìn', cost: 10, grams: 1000, requests: 1, lat: 22.9, lon: 103.9 },
  ]);
});

test('a village from which nothing came has no cost per kg, and is left out', () => {
  expect(villageCostsOf([day([line('a', 'Nậm Tăm', 100, 0)], { a: [22, 103] })])).toEqual([]);
});
