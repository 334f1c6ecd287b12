import { describe, expect, it } from 'vitest';
import { orderEvents } from '#server/domain/drive/order-events.ts';
import { madePhone, sevenOClock } from './made-run.ts';

const minuteMs = 60_000;

describe('the order of events', () => {
  it('is that of the taps, each once, however they came', () => {
    const tap = madePhone();
    const [a, b, c] = [tap({ kind: 'accepted' }), tap({ kind: 'position' }), tap({ kind: 'position' })];
    const ids = (events: readonly (typeof a)[]) => orderEvents(events).map(({ id }) => id);
    expect(ids([c, a, b, a, c])).toEqual([a.id, b.id, c.id]);
  });

  it('puts a wrong clock right by what it was measured to be off, and keeps what the phone said', () => {
    // The phone is an hour slow.
    const tap = madePhone('slow', { clockOffsetMs: 60 * minuteMs });
    const [event] = orderEvents([tap({ kind: 'accepted' })]);
    expect(event).toMatchObject({ at: (sevenOClock + 300) * 1_000, time: (sevenOClock + 3_900) * 1_000 });
  });

  it('takes the measure of a later tap for those before the first one', () => {
    const tap = madePhone('slow', { clockOffsetMs: null });
    const before = tap({ kind: 'accepted' });
    const after = tap({ kind: 'position' }, { clock_offset_ms: 10 * minuteMs });
    expect(orderEvents([before, after]).map(({ time, at }) => time - at)).toEqual([
      10 * minuteMs,
      10 * minuteMs,
    ]);
    expect(orderEvents([before])[0]).toMatchObject({ time: before.at });
  });

  it('never lets a clock that jumps back change the order of the taps, and says that the time is doubtful', () => {
    const tap = madePhone();
    const first = tap({ kind: 'accepted' });
    const second = tap({ kind: 'position' }, { at: first.at - 60 * minuteMs });
    expect(
      orderEvents([second, first]).map(({ id, time, isTimeDoubtful }) => [id, time, isTimeDoubtful]),
    ).toEqual([
      [first.id, first.at, false],
      [second.id, first.at, true],
    ]);
  });

  it('merges two phones by their times', () => {
    const one = madePhone('one');
    const two = madePhone('two');
    const events = [
      one({ kind: 'accepted' }),
      two({ kind: 'accepted' }, { at: (sevenOClock + 400) * 1_000 }),
    ];
    events.push(one({ kind: 'position' }));
    expect(orderEvents(events.toReversed()).map(({ id }) => id)).toEqual(['one 1', 'two 1', 'one 2']);
  });
});
