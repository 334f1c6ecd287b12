import { expect, test } from 'vitest';
import { dockOverflows } from '#server/domain/desk/dock-overflows.ts';
import { figuresOfPlan, scheduleDeskPlan } from '#server/domain/desk/plan-figures.ts';
import { randomDay, withRules } from '../../support/desk-day.ts';

test('a trip with pickups that comes while all docks are held is told with its wait, as if counted second by second', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const { day: free, plan } = randomDay(seed, 40, 10);
    const day = { ...withRules(free, seed), turnaroundSeconds: 3600 };
    const schedules = scheduleDeskPlan(plan, day);
    const trips = [...schedules.values()].flatMap(({ schedule }) =>
      schedule.trips.filter(({ hasPickups }) => hasPickups),
    );
    const holding = trips.map(
      ({ arrival }) =>
        trips.filter((other) => other.arrival <= arrival && other.arrival + 3600 > arrival).length,
    );
    // Trips that arrive in the same second are all counted with each of them.
    const arrivals = new Set(trips.map(({ arrival }) => arrival));
    const over = dockOverflows(schedules, day);
    if (arrivals.size === trips.length) {
      expect(over.length).toBe(holding.filter((count) => count > day.docks!).length);
    }
    expect(over.every(({ seconds }) => seconds > 0 && seconds <= 3600)).toBe(true);
    const without = figuresOfPlan(plan, { ...day, docks: 1000 }, schedules);
    expect(figuresOfPlan(plan, day, schedules).violations).toBe(without.violations + over.length);
  }
});
