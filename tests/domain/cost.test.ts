import { expect, test } from 'vitest';
import { costOfRun } from '#server/domain/cost.ts';

test('rounds each part half up and adds the rounded parts', () => {
  // 15 per km over 1500 m = 22.5 → 23; 45 per h over 1000 s = 12.5 → 13; 100 + 23 + 13 = 136
  const cost = costOfRun({ fixedCost: 100, costPerKm: 15, costPerHour: 45 }, { metres: 1500, seconds: 1000 });
  expect(cost).toEqual({ fixed: 100, distance: 23, time: 13, other: 0, total: 136 });
});

test('stays exact for money in small units', () => {
  // 12,345,679 per km over 98,765 m = 1,219,320,986.4…; 50,000,001 per h over 86,399 s = 1,199,986,135.1…
  const cost = costOfRun(
    { fixedCost: 0, costPerKm: 12_345_679, costPerHour: 50_000_001 },
    { metres: 98_765, seconds: 86_399 },
  );
  expect(cost.distance).toBe(Number((12_345_679n * 98_765n + 500n) / 1000n));
  expect(cost.time).toBe(Number((50_000_001n * 86_399n + 1800n) / 3600n));
});

test('adds a rate for driving alone where there is one', () => {
  // (10 × 3600 + 20 × 1800) / 3600 = 20
  const terms = { fixedCost: 0, costPerKm: 0, costPerHour: 10, costPerDrivingHour: 20 };
  expect(costOfRun(terms, { metres: 0, seconds: 3600, drivingSeconds: 1800 }).time).toBe(20);
});
