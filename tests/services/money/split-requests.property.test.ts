import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Weighing } from '#server/contract/money.ts';
import type { DeskDay } from '#server/domain/desk/desk-day.ts';
import { scheduleDeskRun } from '#server/domain/desk/schedule-desk-run.ts';
import { placesOfStops } from '#server/domain/edits/desk-plan.ts';
import { type BillingBasis, billShares } from '#server/domain/shares/bill-shares.ts';
import { shareRun } from '#server/domain/shares/share-run.ts';
import { missedToHub } from '#server/services/money/missed-to-hub.ts';
import { weighedDay } from '#server/services/money/weighed-day.ts';
import { randomDay } from '../../support/desk-day.ts';

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
const bases: readonly BillingBasis[] = ['fair', 'kg', 'tonne_km'];

/** The day with its stops as parts of so few requests that most are fetched, or brought, by several runs. */
function splitUp(day: DeskDay, requestOf: readonly number[]): DeskDay {
  const stops = [...day.stops].map(([name, stop], index) => {
    const kind = stop.pickup.some((amount) => amount > 0) ? 'p' : 'd';
    const request = `${kind}${requestOf[index % requestOf.length]}`;
    return [name, { ...stop, parts: stop.parts.map((part) => ({ ...part, request })) }] as const;
  });
  return { ...day, stops: new Map(stops) };
}

test('requests that are split over runs at random bear and pay what the runs cost, to the last unit', () => {
  fc.assert(
    fc.property(
      fc.record({
        seed: fc.integer({ min: 1, max: 100_000 }),
        stops: fc.integer({ min: 4, max: 16 }),
        runs: fc.integer({ min: 2, max: 5 }),
        requestOf: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 16 }),
        weighed: fc.dictionary(
          fc.constantFrom('p0', 'p1', 'p2', 'd0', 'd3'),
          fc.record({
            grams: fc.integer({ min: 0, max: 2_000_000 }),
            crates: fc.option(fc.integer({ min: 0, max: 90 })),
            parcels: fc.option(fc.integer({ min: 0, max: 400 })),
          }),
        ),
        isMissedOfHub: fc.boolean(),
        basis: fc.constantFrom(...bases),
        basisOf: fc.dictionary(fc.constantFrom('A', 'B'), fc.constantFrom(...bases)),
        corrections: fc.array(fc.integer({ min: -50_000, max: 50_000 }), { maxLength: 8 }),
      }),
      ({ seed, stops, runs, requestOf, weighed, isMissedOfHub, basis, basisOf, corrections }) => {
        const made = randomDay(seed, stops, runs);
        const day = splitUp(made.day, requestOf);
        const known = new Set([...day.stops.values()].flatMap(({ parts }) => parts[0]!.request));
        const weighings = new Map(
          Object.entries(weighed)
            .filter(([request]) => known.has(request))
            .map(([request, { grams, ...counts }]): [string, Weighing] => [
              request,
              { request, kg: grams / 1000, ...counts },
            ]),
        );
        const asWeighed = weighedDay(day, weighings);
        // What is weighed is all of its parts, those in no run too.
        const all = [...asWeighed.stops.values()].flatMap(({ parts }) => parts);
        for (const [request, { kg, crates, parcels }] of weighings) {
          const loads = all
            .filter((part) => part.request === request)
            .map(({ pickup, delivery }) => pickup.map((amount, at) => amount + delivery[at]!));
          const total = (dimension: number) => sum(loads.map((load) => load[dimension]!));
          expect(Math.round(total(0) * 1000)).toBe(Math.round(kg * 1000));
          if (crates !== null) expect(total(1)).toBe(crates);
          if (parcels !== null) expect(total(2)).toBe(parcels);
        }
        const borne = made.plan.runs.map((run) => {
          const scheduled = scheduleDeskRun(run, asWeighed);
          const shared = shareRun(run, asWeighed, scheduled);
          const { shares, hub } = isMissedOfHub ? missedToHub(shared, weighings) : shared;
          expect(sum(shares.map(({ amount }) => amount)) + hub).toBe(scheduled.cost.total);
          return { shares, hub, cost: scheduled.cost.total };
        });
        const shares = borne.flatMap((run) => run.shares);
        const placed = placesOfStops(made.plan);
        const inRuns = [...asWeighed.stops].flatMap(([name, { parts }]) => (placed.has(name) ? parts : []));
        const lines = [...new Set(shares.map(({ request }) => request))].map((request, index) => {
          const own = shares.filter((share) => share.request === request);
          const carried = inRuns.filter((part) => part.request === request);
          expect(sum(own.map(({ grams }) => grams))).toBe(
            sum(carried.map(({ pickup, delivery }) => Math.round((pickup[0]! + delivery[0]!) * 1000))),
          );
          for (const { amount, parts } of own) {
            expect(parts.travel + parts.load + parts.handling + parts.cap).toBe(amount);
          }
          return {
            amounts: {
              fair: sum(own.map(({ amount }) => amount)),
              kg: sum(own.map(({ byKg }) => byKg)),
              tonne_km: sum(own.map(({ byTonneKm }) => byTonneKm)),
            },
            cooperative: ['A', 'B', null][index % 3]!,
            most: null,
          };
        });
        const cost = sum(borne.map((run) => run.cost));
        const hub = sum(borne.map((run) => run.hub));
        expect(sum(lines.map(({ amounts }) => amounts.fair)) + hub).toBe(cost);
        const bills = billShares(lines, basis, new Map(Object.entries(basisOf)));
        expect(sum(bills.map(({ amount }) => amount))).toBe(sum(lines.map(({ amounts }) => amounts[basis])));
        // Corrections are entries beside the shares: what is owed is both, and no share is another for them.
        const entries = bills.map(({ amount }, index) => [amount, corrections[index] ?? 0] as const);
        const owed = entries.map(([amount, correction]) => amount + correction);
        expect(sum(owed)).toBe(
          sum(bills.map(({ amount }) => amount)) + sum(corrections.slice(0, bills.length)),
        );
      },
    ),
    { numRuns: 200 },
  );
});
