import { describe, expect, it } from 'vitest';
import type { RunActual } from '#server/contract/money.ts';
import { type ActualForm, actualOf, formOf } from '#web/dispatch/money/actual-form.ts';

const place = { currency: 'VND', timezone: 'Asia/Ho_Chi_Minh', date: '2026-03-02' };

const noted = (times: Partial<RunActual> = {}): RunActual => ({
  vehicle: 'L-1',
  odometer_start_km: null,
  odometer_end_km: null,
  left_at: null,
  back_at: null,
  fuel_litres: null,
  fuel_paid: null,
  tolls_paid: null,
  ...times,
});

const timesOf = (
  form: Partial<ActualForm>,
  { typed = null, driven = null }: { typed?: RunActual | null; driven?: RunActual | null } = {},
) => {
  const { left_at, back_at } = actualOf(
    { ...formOf(typed, place), ...form },
    { vehicle: 'L-1', typed, driven },
    place,
  );
  return [left_at, back_at];
};

describe('the hours of a run are typed as on a clock', () => {
  it('on its own day', () => {
    expect(timesOf({ left: '06:10', back: '14:30' })).toEqual([
      '2026-03-01T23:10:00.000Z',
      '2026-03-02T07:30:00.000Z',
    ]);
  });

  it('back before it left: on the next day', () => {
    const driven = noted({ left_at: '2026-03-02T22:00:00+07:00' });
    const nextDay = '2026-03-02T17:30:00.000Z';
    expect(timesOf({ left: '22:00', back: '00:30' })).toEqual(['2026-03-02T15:00:00.000Z', nextDay]);
    // Left as its driver says.
    expect(timesOf({ back: '00:30' }, { driven })).toEqual([null, nextDay]);
  });

  it('and stay as they were noted where they are not changed', () => {
    const typed = noted({ left_at: '2026-03-03T00:10:20+07:00', back_at: '2026-03-03T04:00:00+07:00' });
    expect(formOf(typed, place)).toMatchObject({ left: '00:10', back: '04:00' });
    expect(timesOf({}, { typed })).toEqual([typed.left_at, typed.back_at]);
    expect(timesOf({ back: '05:00' }, { typed })).toEqual([typed.left_at, '2026-03-02T22:00:00.000Z']);
    expect(timesOf({ left: '23:50' }, { typed })).toEqual([
      '2026-03-02T16:50:00.000Z',
      '2026-03-02T21:00:00.000Z',
    ]);
  });
});
