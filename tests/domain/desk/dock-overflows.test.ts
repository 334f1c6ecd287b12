import { expect, test } from 'vitest';
import { dockOverflows } from '#server/domain/desk/dock-overflows.ts';
import { makeMovePricer } from '#server/domain/desk/price-move.ts';
import { figuresOfPlan, scheduleDeskPlan } from '#server/domain/desk/plan-figures.ts';
import { applyEdit } from '#server/domain/edits/apply-edit.ts';
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

test('a move that makes a trip find no dock free says so before it is made', () => {
  const { day: free, plan } = randomDay(3, 8, 2);
  // One dock, and six hours to unload: two runs that come within them cannot both have it.
  const day = { ...free, docks: 1, turnaroundSeconds: 6 * 3600 };
  const [first, second] = plan.runs;
  const later = { ...second!, start: scheduleDeskPlan(plan, day).get(first!.run)!.schedule.end + 6 * 3600 };
  const apart = { ...plan, runs: [first!, later] };
  expect(dockOverflows(scheduleDeskPlan(apart, day), day)).toEqual([]);
  const stops = first!.trips.flat().map(({ stop }) => stop);
  const idle = [...day.vehicles.keys()].find((vehicle) => plan.runs.every((run) => run.vehicle !== vehicle))!;
  const prices = stops.map((stop) => makeMovePricer(apart, day).price([stop], { run: 3, vehicle: idle }));
  const told = prices.map(({ newViolations }) => newViolations.filter(({ kind }) => kind === 'dock'));
  const after = stops.map((stop) =>
    dockOverflows(
      scheduleDeskPlan(applyEdit(apart, { type: 'move', stops: [stop], to: { run: 3, vehicle: idle } }), day),
      day,
    ),
  );
  expect(told).toEqual(
    after.map((each) =>
      each.map(({ run, seconds }) => ({ kind: 'dock', amount: seconds, unit: 'seconds', stop: null, run })),
    ),
  );
  expect(told.flat().length).toBeGreaterThan(0);
});
