import { describe, expect, it } from 'vitest';
import type { ReceivingDay, WeighIn } from '#server/contract/receiving.ts';
import { expectedKg, isUnexplained, weighedLines } from '#web/dispatch/receiving/weighed-line.ts';
import { withPending } from '#web/dispatch/receiving/with-pending.ts';

const booked = { kg: 100, crates: 5, parcels: 20 };
const line = { kg: 0, crates: null, parcels: null, grade: null, is_short: false, reason: null, note: '' };

const entry = (id: string, kg: number, more: Partial<WeighIn> = {}): WeighIn => ({
  ...line,
  request: 'r1',
  id,
  kg,
  vehicle: 'L-1',
  trip: 1,
  is_together: false,
  weighed_at: '2026-03-02T05:00:00Z',
  by: 'Mai',
  ...more,
});

const dayWith = (entries: WeighIn[], fieldKg: number | null = null): ReceivingDay => ({
  date: '2026-03-02',
  is_settled: false,
  arrivals: [
    {
      run: 1,
      vehicle: 'L-1',
      trip: 1,
      driver: null,
      phone: null,
      is_published: true,
      planned_at: '2026-03-02T04:00:00Z',
      expected_at: null,
      arrived_at: null,
      crates_back: null,
      lines: [
        {
          request: 'r1',
          booked,
          field: fieldKg === null ? null : { kg: fieldKg, crates: null, parcels: null, products: [] },
        },
      ],
    },
  ],
  requests: [
    {
      request: 'r1',
      reference: 'r1',
      place: 'Tả Phìn',
      product: 'tea',
      cooperative: null,
      state: 'published',
      weigh_ins: entries,
    },
  ],
});

const pending = (id: string, kg: number | null, cratesBack: number | null = null) => ({
  by: 'Tú',
  weighIn: {
    id,
    date: '2026-03-02',
    vehicle: 'L-1',
    trip: 1,
    weighed_at: '2026-03-02T06:00:00Z',
    weighed_by: 'u2',
    lines: kg === null ? [] : [{ ...line, request: 'r1', kg }],
    is_together: false,
    crates_back: cratesBack,
  },
});

const first = (day: ReceivingDay) => weighedLines(day, day.arrivals[0]!)[0]!;

describe('what a tablet holds', () => {
  it('is seen as if the server had it, once, with the name of who weighed', () => {
    const day = withPending(dayWith([entry('a', 90)]), [pending('b', 80), pending('c', null, 12)]);
    expect(day.arrivals[0]!.crates_back).toBe(12);
    expect(first(day).entries.map(({ kg, by }) => [kg, by])).toEqual([
      [90, 'Mai'],
      [80, 'Tú'],
    ]);
    const sent = withPending(dayWith([entry('a', 90), entry('b', 80)]), [pending('b', 80)]);
    expect(first(sent).entries.map(({ kg }) => kg)).toEqual([90, 80]);
  });

  it('is of its own day', () => {
    const day = dayWith([]);
    const { by, weighIn } = pending('b', 80);
    expect(withPending(day, [{ by, weighIn: { ...weighIn, date: '2026-03-03' } }])).toBe(day);
  });
});

describe('a request on a trip', () => {
  it('is expected as its driver weighed it, or as it was booked', () => {
    expect([expectedKg(first(dayWith([]))), expectedKg(first(dayWith([], 96)))]).toEqual([100, 96]);
    expect(first(dayWith([]))).toMatchObject({ last: null, difference: null });
  });

  it('has a difference to explain until a reason is given', () => {
    const open = first(dayWith([entry('a', 90)], 96));
    expect([open.difference, isUnexplained(open)]).toEqual([-6, true]);
    const settled = first(dayWith([entry('a', 90), entry('b', 90, { reason: 'dried' })], 96));
    expect([settled.difference, isUnexplained(settled)]).toEqual([-6, false]);
  });

  it('does not show what came with another trip, but what was typed for the whole', () => {
    const day = dayWith([entry('a', 50, { trip: 2 }), entry('b', 120, { vehicle: null, trip: null })]);
    expect(first(day).last).toMatchObject({ id: 'b', kg: 120 });
    expect(first(day).entries).toHaveLength(1);
  });
});
