import { describe, expect, it } from 'vitest';
import { applyEvents } from '#server/domain/drive/apply-events.ts';
import { expectTimes } from '#server/domain/drive/expect-times.ts';
import type { RunEvent } from '#server/domain/drive/run-event.ts';
import { collected, itemOf, madePhone, madeRun, missed, pickup, sevenOClock } from './made-run.ts';

const run = madeRun(1, [[pickup('a', 100)], [pickup('b', 100)], [pickup('c', 100)]], [[pickup('d', 100)]]);
const minutes = (ms: number) => Math.round((ms / 1_000 - sevenOClock) / 60);
const at = (minute: number) => ({ at: (sevenOClock + minute * 60) * 1_000 });

function expected(events: readonly RunEvent[], nowMinute: number) {
  const state = applyEvents({ latest: run, earlier: [], events });
  const times = expectTimes(run, state, (sevenOClock + nowMinute * 60) * 1_000);
  const stops = [...times.stops].map(([key, { arrival }]) => [key, minutes(arrival)]);
  return { stops: Object.fromEntries(stops) as Record<string, number>, back: times.back.map(minutes) };
}

describe('expected times', () => {
  it('are those of the plan before the run leaves', () => {
    // 60 driven, 10 there: 60, 130, 200, back at 270; then 330 and 400
    expect(expected([], -30)).toEqual({ stops: { a: 60, b: 130, c: 200, d: 330 }, back: [270, 400] });
  });

  it('are later by what it left late, and by what a stop took longer', () => {
    const tap = madePhone();
    const events = [tap({ kind: 'left_hub', trip: 0 }, at(20))];
    expect(expected(events, 25).stops).toEqual({ a: 80, b: 150, c: 220, d: 350 });
    events.push(tap({ kind: 'arrived', items: [itemOf('a')] }, at(85)));
    // ten minutes there from 85 on
    expect(expected(events, 90).stops).toMatchObject({ a: 85, b: 155 });
    // still there at 130
    expect(expected(events, 130).stops).toMatchObject({ b: 190 });
    events.push(tap(collected('a', 100), at(92)), tap({ kind: 'departed', items: [itemOf('a')] }, at(95)));
    expect(expected(events, 100).stops).toEqual({ b: 155, c: 225, d: 355 });
  });

  it('are never in the past', () => {
    const tap = madePhone();
    const events = [tap({ kind: 'left_hub', trip: 0 }, at(0))];
    expect(expected(events, 100).stops).toMatchObject({ a: 100, b: 170 });
  });

  it('lead along the stops between where one is skipped, and back to it', () => {
    const tap = madePhone();
    const events = [
      tap({ kind: 'left_hub', trip: 0 }, at(0)),
      tap({ kind: 'arrived', items: [itemOf('b')] }, at(125)),
      tap(collected('b', 100), at(130)),
      tap({ kind: 'departed', items: [itemOf('b')] }, at(135)),
    ];
    // back to a 60, 10 there, to c 120, 10 there, home 60
    expect(expected(events, 140)).toMatchObject({ stops: { a: 195, c: 325 }, back: [395, 525] });
  });

  it('do not take a stop that was left out from afar for one where the vehicle is', () => {
    const tap = madePhone();
    const events = [
      tap({ kind: 'left_hub', trip: 0 }, at(0)),
      tap(missed('a'), at(10)),
      tap(missed('c'), at(11)),
    ];
    // past a to b 120, ten minutes there, past c and home 120
    expect(expected(events, 12)).toMatchObject({ stops: { b: 120 }, back: [250, 380] });
  });

  it('say when a trip was back, and of the next when it leaves', () => {
    const tap = madePhone();
    const events = [tap({ kind: 'left_hub', trip: 0 }, at(0)), tap({ kind: 'at_hub', trip: 0 }, at(300))];
    expect(expected(events, 310)).toEqual({ stops: { d: 370 }, back: [300, 440] });
  });
});
