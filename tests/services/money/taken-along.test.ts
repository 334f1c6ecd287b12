import { expect, it } from 'vitest';
import type { DayStop, DeskDay } from '#server/domain/desk/desk-day.ts';
import { applyEvents } from '#server/domain/drive/apply-events.ts';
import type { DeskPlan, DeskRun } from '#server/domain/edits/desk-plan.ts';
import { withTakenAlong } from '#server/services/money/taken-along.ts';
import { itemOf, madePhone, madeRun, pickup, weighed } from '../../domain/drive/made-run.ts';

it('puts a pickup behind the part of a request that was fetched on its own trip, not on a later one', () => {
  // Of `a` one part is fetched on each trip; the pickup was come by on the first, between `a` and `b`.
  const driven = madeRun(1, [[pickup('a', 400)], [pickup('b', 300)]], [[{ ...pickup('a', 200), visit: 2 }]]);
  const tap = madePhone();
  const events = [
    tap({ kind: 'left_hub', trip: 0 }),
    tap({ kind: 'arrived', items: [itemOf('a')] }),
    tap({ kind: 'unplanned', pickup: 'p', place: 'X', grower: '', product: '', ...weighed(50) }),
    tap({ kind: 'arrived', items: [itemOf('b')] }),
    tap({ kind: 'left_hub', trip: 1 }),
    tap({ kind: 'arrived', items: [itemOf('a', 2)] }),
  ];
  const state = applyEvents({ latest: driven, earlier: [], events });
  const part = { kg: 1, crates: 0, parcels: 0 };
  const planned = (stop: string) => ({ stop, pin: null });
  const run: DeskRun = {
    run: 1,
    vehicle: 'L-1',
    driver: null,
    start: null,
    state: 'open',
    trips: [[planned('a1'), planned('b')], [planned('a2')]],
  };
  const requestAt = { a1: 'a', a2: 'a', b: 'b', p: 'id-p' };
  const plan: DeskPlan = {
    stops: Object.entries(requestAt).map(([stop, request]) => ({ stop, requests: [{ request, part }] })),
    runs: [run],
    barred: [],
  };
  const stops = new Map(
    Object.entries(requestAt).map(([stop, request]) => [
      stop,
      { place: 1, isCancelled: false, parts: [{ request }] } as unknown as DayStop, // all that is looked at
    ]),
  );
  const known = { id: 'id', number: 1, vehicle: 'L-1', run: driven, state, actual: null };
  const day = { runs: new Map([[1, known]]), loads: new Map(), taps: events.length };
  const { trips } = withTakenAlong(run, plan, { stops } as unknown as DeskDay, day);
  expect(trips.map((trip) => trip.map(({ stop }) => stop))).toEqual([['a1', 'p', 'b'], ['a2']]);
});
