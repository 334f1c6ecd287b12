import { describe, expect, it } from 'vitest';
import { applyEvents } from '#server/domain/drive/apply-events.ts';
import type { RunEvent } from '#server/domain/drive/run-event.ts';
import { drivenActual, drivenLoads } from '#server/domain/live/driven-actuals.ts';
import { liveRun } from '#server/domain/live/live-run.ts';
import { collected, itemOf, madePhone, madeRun, missed, pickup, sevenOClock } from '../drive/made-run.ts';

const run = madeRun(1, [[pickup('a', 400)], [pickup('b', 300), pickup('c', 100)], [pickup('d', 200)]]);

/** Minutes after seven, in ms. */
const at = (minutes: number): number => (sevenOClock + minutes * 60) * 1000;

const live = (
  events: readonly RunEvent[],
  minutes: number,
  heardMinutes: number | null = minutes,
  toldMinutes = -600,
) => {
  const state = applyEvents({ latest: run, earlier: [], events });
  const heardAt = heardMinutes === null ? null : at(heardMinutes);
  return liveRun(run, state, { heardAt, toldAt: at(toldMinutes), now: at(minutes) });
};

const kinds = ({ alerts }: ReturnType<typeof liveRun>) => alerts.map(({ kind }) => kind);

describe('a run as it goes', () => {
  it('is as planned before it starts, and nothing is to be looked at', () => {
    const before = live([], -60, null);
    expect(before).toMatchObject({ behindSeconds: 0, done: 0, stops: 3, alerts: [] });
    expect(before.backAt).toEqual([run.trips[0]!.end * 1000]);
  });

  it('is behind only by more than half an hour', () => {
    expect(kinds(live([], 30, 0))).toEqual([]);
    const late = live([], 31, 0);
    expect(late.alerts).toEqual([{ kind: 'behind', seconds: 31 * 60 }]);
    expect(late.backAt[0]! / 1000 - run.trips[0]!.end).toBe(31 * 60);
  });

  it('has what was taken beside what was booked', () => {
    const tap = madePhone();
    const events = [tap({ kind: 'left_hub', trip: 0 }), tap(collected('a', 380)), tap(missed('b'))];
    const now = live(events, 40);
    expect(now).toMatchObject({ done: 1, booked: { kg: 700 }, collected: { kg: 380 } });
    expect(now.next?.key).toBe('b');
  });

  it('has passed a stop that nothing was said of when a later one was visited, or when it is back', () => {
    const tap = madePhone();
    const out = [tap({ kind: 'left_hub', trip: 0 }), tap(collected('a', 400))];
    expect(kinds(live(out, 40))).toEqual([]);
    const later = [...out, tap({ kind: 'arrived', items: [itemOf('d')] })];
    expect(live(later, 60).alerts).toMatchObject([{ kind: 'skipped', stop: { key: 'b' } }]);
    expect(live(later, 60).next?.key).toBe('d');
    const back = tap({
      kind: 'back',
      odometer_km: null,
      fuel_litres: null,
      fuel_paid: null,
      tolls_paid: null,
      waiting_minutes: null,
      note: '',
    });
    expect(kinds(live([...out, back], 600))).toEqual(['skipped', 'skipped']);
    expect(live([...out, back], 600).behindSeconds).toBeNull();
  });

  it('is over capacity once what was weighed leaves no room, on the vehicle or at a stop to come', () => {
    const tap = madePhone();
    const { kg } = run.capacity;
    const tooMuch = [tap({ kind: 'left_hub', trip: 0 }), tap(collected('a', kg + 50))];
    expect(live(tooMuch, 40).alerts).toMatchObject([{ kind: 'over_capacity', stop: null, over: { kg: 50 } }]);
    const nearly = [tap({ kind: 'left_hub', trip: 0 }), tap(collected('a', kg - 350))];
    expect(live(nearly, 40).alerts).toMatchObject([
      { kind: 'over_capacity', stop: { key: 'b' }, over: { kg: 50 } },
    ]);
  });

  it('has given no word for two hours, counted from its start where it never has', () => {
    const tap = madePhone();
    const out = [tap({ kind: 'left_hub', trip: 0 })];
    expect(kinds(live(out, 125, 6))).not.toContain('no_word');
    expect(live(out, 127, 6).alerts).toEqual([{ kind: 'no_word', seconds: 121 * 60 }]);
    expect(kinds(live([], 120, null))).toEqual(['behind']);
    expect(kinds(live([], 121, null))).toEqual(['no_word']);
  });

  it('is behind, and not silent, where its driver was told of it after its start', () => {
    expect(kinds(live([], 190, null, 70))).toEqual(['behind']);
    expect(live([], 191, null, 70).alerts).toEqual([{ kind: 'no_word', seconds: 121 * 60 }]);
  });
});

describe('what a driver says', () => {
  const deed = { fuel_paid: 350_000, tolls_paid: null, waiting_minutes: null, note: '' };

  it('are the figures of his run, but for an odometer that ran backwards', () => {
    const tap = madePhone();
    const checked = (km: number) => tap({ kind: 'checked', odometer_km: km, faults: [], note: '' });
    const left = tap({ kind: 'left_hub', trip: 0 });
    const back = (km: number) => tap({ kind: 'back', odometer_km: km, fuel_litres: 14.5, ...deed });
    const of = (events: readonly RunEvent[]) =>
      drivenActual(applyEvents({ latest: run, earlier: [], events }));
    expect(of([])).toBeNull();
    const events = [checked(1000), left, back(1080.5)];
    expect(of(events)).toEqual({
      odometerStartKm: 1000,
      odometerEndKm: 1080.5,
      leftAt: events[1]!.at,
      backAt: events[2]!.at,
      fuelLitres: 14.5,
      fuelPaid: 350_000,
      tollsPaid: null,
    });
    expect(of([checked(1000), back(900)])).toMatchObject({ odometerStartKm: null, odometerEndKm: null });
  });

  it('are the loads of the requests that he closed; a part that is still to come counts as booked', () => {
    const tap = madePhone();
    const parts = madeRun(1, [[pickup('a', 400)], [{ ...pickup('a', 150), visit: 2 }, pickup('b', 90)]]);
    const state = applyEvents({ latest: parts, earlier: [], events: [tap(collected('a', 380.5))] });
    const loads = drivenLoads([state]);
    expect([...loads.keys()]).toEqual(['a']);
    expect(loads.get('a')?.kg).toBe(530.5);
    const missedAll = applyEvents({ latest: run, earlier: [], events: [tap(missed('b'))] });
    expect(drivenLoads([missedAll]).get('b')).toEqual({ kg: 0, crates: 0, parcels: 0 });
  });
});
