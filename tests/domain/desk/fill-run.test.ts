import { expect, test } from 'vitest';
import { vehicleOfDay } from '#server/domain/desk/desk-day.ts';
import { fillRun } from '#server/domain/desk/fill-run.ts';
import { scheduleDeskRun } from '#server/domain/desk/schedule-desk-run.ts';
import { randomDay } from '../../support/desk-day.ts';

test('puts in what fits without breaking a rule, and nothing more would fit', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const { day } = randomDay(seed, 30, 4);
    const all = [...day.stops.keys()];
    const filled = fillRun(all, 'V-3', day)!;
    const runOf = (stops: readonly string[]) => ({
      run: 1,
      vehicle: 'V-3',
      driver: null,
      start: null,
      state: 'open' as const,
      trips: [stops.map((stop) => ({ stop, pin: null }))],
    });
    const { cost, violations } = scheduleDeskRun(runOf(filled.stops), day);
    expect({ cost: cost.total, violations }).toEqual({ cost: filled.cost, violations: [] });
    for (const stop of all.filter((each) => !filled.stops.includes(each))) {
      for (let position = 0; position <= filled.stops.length; position++) {
        const more = scheduleDeskRun(runOf(filled.stops.toSpliced(position, 0, stop)), day);
        expect(more.violations).not.toEqual([]);
      }
    }
  }
});

test('is nothing where the vehicle can serve none', () => {
  const { day } = randomDay(1, 5, 2);
  const vehicle = { ...vehicleOfDay(day, 'V-1'), capacity: [1, 1, 1] };
  const small = { ...day, vehicles: new Map([['V-1', vehicle]]) };
  expect(fillRun([...day.stops.keys()], 'V-1', small)).toBeNull();
});
