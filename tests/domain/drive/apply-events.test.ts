import { describe, expect, it } from 'vitest';
import { applyEvents } from '#server/domain/drive/apply-events.ts';
import { deskChanges } from '#server/domain/drive/desk-changes.ts';
import type { RunState } from '#server/domain/drive/run-state.ts';
import {
  collected,
  delivery,
  itemOf,
  madePhone,
  madeRun,
  missed,
  pickup,
  sevenOClock,
  weighed,
} from './made-run.ts';

const run = madeRun(1, [[pickup('a', 400)], [pickup('b', 300), pickup('c', 100)], [pickup('d', 200)]]);

const statusOf = ({ stops }: RunState) => stops.map(({ key, status }) => `${key} ${status}`);

describe('what came of a run', () => {
  it('is nothing before the first tap', () => {
    const state = applyEvents({ latest: run, earlier: [], events: [] });
    expect(state).toMatchObject({ stage: 'before', answer: null, lastTime: null, aboard: { kg: 0 } });
    expect(statusOf(state)).toEqual(['a ahead', 'b ahead', 'd ahead']);
  });

  it('follows the driver from stop to stop, and a stop is done when each of its requests is', () => {
    const tap = madePhone();
    const events = [
      tap({ kind: 'accepted' }),
      tap({ kind: 'left_hub', trip: 0 }),
      tap({ kind: 'arrived', items: [itemOf('a')] }),
      tap(collected('a', 380)),
      tap({ kind: 'departed', items: [itemOf('a')] }),
      tap({ kind: 'arrived', items: [itemOf('b'), itemOf('c')] }),
      tap(collected('b', 310)),
      tap({ kind: 'departed', items: [itemOf('b'), itemOf('c')] }),
    ];
    const state = applyEvents({ latest: run, earlier: [], events });
    expect(statusOf(state)).toEqual(['a done', 'b ahead', 'd ahead']);
    expect(state.aboard.kg).toBe(690);
    expect(state.stops[0]).toMatchObject({
      arrived: (sevenOClock + 900) * 1_000,
      departed: (sevenOClock + 1_500) * 1_000,
    });
    const after = applyEvents({ latest: run, earlier: [], events: [...events, tap(missed('c'))] });
    expect(statusOf(after)).toEqual(['a done', 'b done', 'd ahead']);
  });

  it('takes a tap back, and takes the taking back back', () => {
    const tap = madePhone();
    const first = tap(collected('a', 380));
    const undo = tap({ kind: 'undone', event: first.id });
    const undoUndo = tap({ kind: 'undone', event: undo.id });
    const kg = (...events: Parameters<typeof applyEvents>[0]['events'][number][]) =>
      applyEvents({ latest: run, earlier: [], events }).aboard.kg;
    expect(kg(first)).toBe(380);
    expect(kg(first, undo)).toBe(0);
    expect(kg(undo, first)).toBe(0);
    expect(kg(undoUndo, undo, first)).toBe(380);
  });

  it('takes what the same phone says later for a correction, and keeps both where two phones differ', () => {
    const tap = madePhone('one');
    const other = madePhone('two');
    const first = tap(collected('a', 380));
    const corrected = tap(collected('a', 390));
    const same = applyEvents({ latest: run, earlier: [], events: [first, corrected] });
    expect(same.stops[0]?.items[0]).toMatchObject({ outcome: { taken: { kg: 390 } }, rivals: [] });
    const late = other(collected('a', 100), { at: corrected.at + 1 });
    const both = applyEvents({ latest: run, earlier: [], events: [late, first, corrected] });
    expect(both.stops[0]?.items[0]).toMatchObject({
      outcome: { taken: { kg: 100 } },
      rivals: [{ taken: { kg: 390 }, phone: 'one' }],
    });
  });

  it('keeps a stop that the desk took out where the driver was there, and drops one where he was not', () => {
    const tap = madePhone();
    const events = [tap(collected('a', 380)), tap({ kind: 'arrived', items: [itemOf('d')] })];
    const latest = madeRun(2, [[pickup('b', 300), pickup('c', 100)]]);
    const state = applyEvents({ latest, earlier: [run], events });
    expect(statusOf(state)).toEqual(['a done', 'd here', 'b ahead']);
    expect(state.stops.map(({ isTakenOut }) => isTakenOut)).toEqual([true, true, false]);
    expect(state.aboard.kg).toBe(380);
    const left = [...events, tap({ kind: 'departed', items: [itemOf('d')] })];
    expect(statusOf(applyEvents({ latest, earlier: [run], events: left }))).toEqual(['a done', 'b ahead']);
  });

  it('tells the amount that the driver saw beside the one that the desk has booked since', () => {
    const tap = madePhone();
    const latest = madeRun(2, [[pickup('a', 500)]]);
    const [stop] = applyEvents({ latest, earlier: [run], events: [tap(collected('a', 400))] }).stops;
    expect(stop?.items[0]).toMatchObject({ booked: { kg: 500 }, bookedThen: { kg: 400 } });
    expect(deskChanges(run, latest)).toMatchObject({ removed: ['place of a', 'place of b', 'place of d'] });
    expect(deskChanges(run, { ...run, revision: 2 })).toBeNull();
  });

  it('loses no weight of a stop whose requests were seen in different revisions', () => {
    const tap = madePhone();
    const second = madeRun(2, [[pickup('c', 100)]]);
    const events = [tap(collected('b', 300)), tap(collected('c', 90), { revision: 2 })];
    const state = applyEvents({ latest: madeRun(3, [[pickup('d', 200)]]), earlier: [run, second], events });
    expect(state.aboard.kg).toBe(390);
    expect(state.stops.flatMap(({ items }) => items.map(({ request }) => request))).toEqual(['b', 'c', 'd']);
  });

  it('says which stops ahead no longer find room', () => {
    const tap = madePhone();
    const heavy = applyEvents({ latest: run, earlier: [], events: [tap(collected('a', 550))] });
    // 550 + 300 + 100 = 950; 200 more are 150 too many
    expect(heavy.stops.map(({ lacks }) => lacks?.kg ?? null)).toEqual([null, null, 150]);
    const more = tap({
      kind: 'unplanned',
      pickup: 'u',
      place: 'Roadside',
      grower: '',
      product: '',
      ...weighed(300),
    });
    const full = applyEvents({ latest: run, earlier: [], events: [tap(collected('a', 550)), more] });
    expect(full.aboard.kg).toBe(850);
    expect(full.stops.map(({ lacks }) => lacks?.kg ?? null)).toEqual([null, 250, 200]);
  });

  it('has what nobody planned at its stop once the desk has put it into the run, and counts it once', () => {
    const tap = madePhone();
    const words = { place: 'Roadside', grower: '', product: '' };
    const events = [
      tap(collected('a', 400)),
      tap({ kind: 'unplanned', pickup: 'u', ...words, ...weighed(50) }),
    ];
    const before = applyEvents({ latest: run, earlier: [], events });
    expect(before.unplanned.map(({ kg }) => kg)).toEqual([50]);
    const put = madeRun(2, [[pickup('run-u', 50)], [pickup('a', 400)]]);
    const after = applyEvents({ latest: put, earlier: [run], events });
    expect(statusOf(after)).toEqual(['run-u done', 'a done']);
    expect([after.unplanned, after.aboard.kg]).toEqual([[], before.aboard.kg]);
  });

  it('carries what nobody took back to the hub, and begins the next trip with what goes out on it', () => {
    const two = madeRun(
      1,
      [[delivery('p', 60)], [delivery('q', 40), pickup('a', 500)]],
      [[delivery('r', 30)]],
    );
    const tap = madePhone();
    const given = tap({
      kind: 'delivered',
      item: itemOf('p'),
      to: 'An',
      kg: 50,
      crates: 0,
      parcels: 10,
      note: '',
      photo: null,
      consent: null,
    });
    const events = [tap({ kind: 'left_hub', trip: 0 }), given, tap(missed('q')), tap(collected('a', 500))];
    const out = applyEvents({ latest: two, earlier: [], events });
    expect(out.aboard.kg).toBe(10 + 40 + 500);
    const home = [...events, tap({ kind: 'at_hub', trip: 0 })];
    expect(applyEvents({ latest: two, earlier: [], events: home })).toMatchObject({
      stage: 'at_hub',
      aboard: { kg: 0 },
    });
    const again = applyEvents({
      latest: two,
      earlier: [],
      events: [...home, tap({ kind: 'left_hub', trip: 1 })],
    });
    expect(again).toMatchObject({ stage: 'out', trip: 1, aboard: { kg: 30 } });
  });

  it('keeps what was done of a run that was withdrawn', () => {
    const tap = madePhone();
    const state = applyEvents({ latest: madeRun(2), earlier: [run], events: [tap(collected('a', 380))] });
    expect(statusOf(state)).toEqual(['a done']);
  });
});
