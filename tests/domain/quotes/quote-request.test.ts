import { expect, test } from 'vitest';
import { findPlaces } from '#server/domain/desk/best-places.ts';
import { QuickPlan } from '#server/domain/desk/quick-plan.ts';
import { type DayStop, type DeskDay, stopOfDay } from '#server/domain/desk/desk-day.ts';
import { makeMovePricer } from '#server/domain/desk/price-move.ts';
import { scheduleDeskRun } from '#server/domain/desk/schedule-desk-run.ts';
import { applyEdit } from '#server/domain/edits/apply-edit.ts';
import { type DeskPlan, unassignedStops } from '#server/domain/edits/desk-plan.ts';
import { UNLIMITED } from '#server/domain/load.ts';
import { makeQuoteBook, type PlaceTravel, type QuoteBook } from '#server/domain/quotes/quote-book.ts';
import { quoteRequest } from '#server/domain/quotes/quote-request.ts';
import { alonePrice } from '#server/domain/shares/alone-price.ts';
import { shareRun } from '#server/domain/shares/share-run.ts';
import { randomDay } from '../../support/desk-day.ts';

/** Ways of a row of the day's tables, as routing would tell them of a new place. */
function travelOf(place: number, day: DeskDay, { places }: QuoteBook): PlaceTravel {
  return day.tables.map(({ size, seconds, metres }) => ({
    secondsTo: places.map((other) => seconds[place * size + other]!),
    metresTo: places.map((other) => metres[place * size + other]!),
    secondsFrom: places.map((other) => seconds[other * size + place]!),
    metresFrom: places.map((other) => metres[other * size + place]!),
  }));
}

/** The way the desk would do it: the best place in the whole plan, the edit made, the run shared. */
function shareAtDesk(plan: DeskPlan, day: DeskDay, stop: string): { amount: number; cost: number } | null {
  const [to] = findPlaces(new QuickPlan(plan, day), [stop], 1);
  if (!to) return null;
  const { newViolations, costChange } = makeMovePricer(plan, day).price([stop], to);
  if (newViolations.length > 0) return null;
  const after = applyEdit(plan, { type: 'move', stops: [stop], to });
  const run = after.runs.find((each) => each.run === to.run)!;
  const { shares } = shareRun(run, day, scheduleDeskRun(run, day));
  return { amount: shares.find((share) => share.stop === stop)!.amount, cost: costChange };
}

test('a quote is the share at the best place of the whole plan', () => {
  let compared = 0;
  for (let seed = 1; seed <= 12; seed++) {
    const { plan, day } = randomDay(seed, 60, 6);
    const book = makeQuoteBook(plan, day);
    for (const name of unassignedStops(plan)) {
      const stop = stopOfDay(day, name);
      const { share, alone } = quoteRequest(book, stop, travelOf(stop.place, day, book));
      expect(alone).toBe(alonePrice(stop, stop.parts[0]!, day));
      const atDesk = shareAtDesk(plan, day, name);
      if (!atDesk) continue;
      expect(share?.amount).toBe(atDesk.amount);
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(20);
});

test('quotes of one book do not depend on those before', () => {
  const { plan, day } = randomDay(3, 40, 4);
  const book = makeQuoteBook(plan, day);
  const quoteOf = (name: string) => {
    const stop = stopOfDay(day, name);
    return quoteRequest(book, stop, travelOf(stop.place, day, book));
  };
  const names = unassignedStops(plan);
  const first = names.map(quoteOf);
  expect(names.toReversed().map(quoteOf).toReversed()).toEqual(first);
});

const stopAt = (place: number, kg: number, change: Partial<DayStop> = {}): DayStop => {
  const pickup = [kg, 0, 0];
  const delivery = [0, 0, 0];
  return {
    place,
    windows: [{ start: 0, end: 86_400 }],
    setupSeconds: 0,
    serviceSeconds: 0,
    pickup,
    delivery,
    parts: [{ request: `r${place}`, pickup, delivery, serviceSeconds: 0 }],
    largestAccess: 2,
    isCancelled: false,
    ...change,
  };
};

/** Hub 0, A at km 10 and a new place B at km `at`, all on one road; a truck for 100 a km has A. */
function oneRoad(at: number, capacity = 1000): { day: DeskDay; plan: DeskPlan } {
  const kms = [0, 10, at];
  const metres = Int32Array.from(kms.flatMap((a) => kms.map((b) => Math.abs(a - b) * 1000)));
  return {
    day: {
      tables: [{ size: 3, seconds: metres.map((each) => each / 10), metres }],
      hubPlace: 0,
      turnaroundSeconds: 0,
      toldRuns: [],
      stops: new Map([['A', stopAt(1, 500)]]),
      vehicles: new Map([
        [
          'L-1',
          {
            table: 0,
            access: 1,
            capacity: [capacity, UNLIMITED, UNLIMITED],
            fixedCost: 0,
            costPerKm: 100,
            costPerHour: 0,
            shift: { start: 0, end: 86_400 },
            startPlace: 0,
            endPlace: 0,
            isAvailable: true,
          },
        ],
      ]),
    },
    plan: {
      stops: [{ stop: 'A', requests: [{ request: 'r1', part: null }] }],
      runs: [
        {
          run: 1,
          vehicle: 'L-1',
          driver: null,
          start: null,
          state: 'open',
          trips: [[{ stop: 'A', pin: null }]],
        },
      ],
      barred: [],
    },
  };
}

function quoteAt(at: number, stop: DayStop, capacity?: number, notBefore?: number) {
  const { day, plan } = oneRoad(at, capacity);
  const book = makeQuoteBook(plan, day);
  return quoteRequest(book, stop, travelOf(2, day, book), notBefore);
}

test('what lies on the way pays for its half of the way, not for a trip', () => {
  // Of the 20 km to A and back, hub–B–A–hub: B at km 5 is needed by both for 10 km, so that each bears 5 km of those.
  expect(quoteAt(5, stopAt(2, 100))).toEqual({ share: { amount: 500, neighbour: 'A' }, alone: 1000 });
});

test('what is within 200 m of a stop by road is one visit with it, shared by kg', () => {
  // 500 + 500 kg on one visit: half of 20 km.
  expect(quoteAt(10.1, stopAt(2, 500)).share).toEqual({ amount: 1000, neighbour: 'A' });
});

test('what does not fit beside goes on a trip of its own', () => {
  // 500 kg of A and 600 kg do not fit 1000 kg; a second trip to km 5 is 10 km.
  expect(quoteAt(5, stopAt(2, 600)).share).toEqual({ amount: 1000, neighbour: null });
});

test('what is larger than any vehicle is priced as its pieces', () => {
  // Two pieces of 750 kg, each a trip of 10 km.
  expect(quoteAt(5, stopAt(2, 1500))).toEqual({ share: { amount: 2000, neighbour: null }, alone: 2000 });
});

test('there is no price where no vehicle may come', () => {
  expect(quoteAt(5, stopAt(2, 100, { largestAccess: 0 }))).toEqual({ share: null, alone: null });
});

test('there is no share where nobody can come in time', () => {
  const stop = stopAt(2, 100, { windows: [{ start: 0, end: 10 }] });
  expect(quoteAt(5, stop)).toEqual({ share: null, alone: 1000 });
});

test('a run that has left takes nothing more', () => {
  // The only vehicle is out.
  expect(quoteAt(5, stopAt(2, 100), 1000, 3600)).toEqual({ share: null, alone: 1000 });
});

test('a locked run is left as it is', () => {
  const { day, plan } = oneRoad(5);
  const book = makeQuoteBook({ ...plan, runs: plan.runs.map((run) => ({ ...run, state: 'locked' })) }, day);
  expect(book.runs).toEqual([]);
});
