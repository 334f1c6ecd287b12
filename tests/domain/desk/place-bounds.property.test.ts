import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { vehicleOfDay, stopOfDay } from '#server/domain/desk/desk-day.ts';
import { PlaceBounds } from '#server/domain/desk/place-bounds.ts';
import { sequenceOf } from '#server/domain/desk/price-trips.ts';
import { QuickPricer, type QuickRun } from '#server/domain/desk/quick-run.ts';
import { unassignedStops } from '#server/domain/edits/desk-plan.ts';
import { randomDay, withRules } from '../../support/desk-day.ts';

interface Drawn {
  readonly seed: number;
  readonly stopCount: number;
  readonly movedCount: number;
  readonly hasRules: boolean;
  readonly start: number | null;
}

/** Few stops to a run: most keep their times. Many: most are late. */
const drawn: fc.Arbitrary<Drawn> = fc.record({
  seed: fc.nat(),
  stopCount: fc.integer({ min: 10, max: 40 }),
  movedCount: fc.integer({ min: 1, max: 3 }),
  hasRules: fc.boolean(),
  start: fc.option(fc.integer({ min: 4 * 3600, max: 10 * 3600 })),
});

const kinds = ['lateSeconds', 'shiftSeconds', 'overload', 'overLimits', 'shutStops'] as const;
const brokenMore = (before: QuickRun, now: QuickRun) =>
  kinds.filter((kind) => now[kind] > before[kind]).length;

function eachPlace(
  { seed, stopCount, movedCount, hasRules, start }: Drawn,
  look: (place: { bounds: PlaceBounds; before: QuickRun; exact: QuickRun }) => void,
): void {
  const { day: free, plan } = randomDay(seed, stopCount, 4);
  const day = hasRules ? withRules(free, seed) : free;
  const pricer = new QuickPricer(day);
  const bounds = new PlaceBounds(day);
  const moved = unassignedStops(plan)
    .slice(0, movedCount)
    .map((stop) => stopOfDay(day, stop));
  for (const { vehicle: name, trips } of plan.runs) {
    const vehicle = vehicleOfDay(day, name);
    const sequence = sequenceOf(trips, day);
    const before = pricer.price(sequence, start, vehicle);
    bounds.lay(sequence, start, vehicle);
    for (let step = 0; step <= sequence.length; step++) {
      bounds.set(moved, step, before);
      const exact = pricer.price(sequence.toSpliced(step, 0, ...moved), start, vehicle);
      look({ bounds, before, exact });
    }
  }
}

test('no place breaks or costs less than its bounds', () => {
  fc.assert(
    fc.property(drawn, (values) => {
      eachPlace(values, ({ bounds, before, exact }) => {
        expect(bounds.cost).toBeLessThanOrEqual(exact.cost);
        expect(bounds.broken).toBeLessThanOrEqual(brokenMore(before, exact));
      });
    }),
    { numRuns: 300 },
  );
});

test('the bounds of one stop are what it costs, but for rounding, where no rule says more', () => {
  fc.assert(
    fc.property(drawn, (values) => {
      eachPlace({ ...values, hasRules: false, movedCount: 1 }, ({ bounds, exact }) => {
        expect(bounds.cost).toBeGreaterThan(exact.cost - 7);
      });
    }),
    { numRuns: 100 },
  );
});
