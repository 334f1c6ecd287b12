import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEvents } from '#server/domain/drive/apply-events.ts';
import { eventIdOf } from '#server/domain/drive/event-id.ts';
import type { RunDeed, RunEvent } from '#server/domain/drive/run-event.ts';
import { readText, writeTexts } from '#server/domain/drive/text-code.ts';
import { collected, delivery, itemOf, madeRun, missed, pickup, sevenOClock, weighed } from './made-run.ts';

const run = 'ca9236d0-49db-407d-addb-ad05ff9c5e58';
const phone = '0d9f1a52-7a0e-4d36-9a53-1f6c2e5b8a90';
const version = madeRun(
  3,
  [[pickup('a', 400)], [pickup('b', 300), delivery('c', 100)]],
  [[pickup('d', 200)]],
);
const names = ['oranges', 'Chè Shan tuyết', '沃柑', 'Sweet potatoes', 'Chè xanh'];
const known = [{ run, phones: [phone], versions: [version], products: names }];

const event = (order: number, deed: RunDeed, minute = order * 7): RunEvent => ({
  id: eventIdOf(phone, order),
  phone,
  order,
  at: (sevenOClock + minute * 60) * 1_000,
  clock_offset_ms: 4_000,
  position: null,
  revision: 3,
  deed,
});

const day: RunDeed[] = [
  { kind: 'accepted' },
  { kind: 'checked', odometer_km: 41_230, faults: ['brakes', 'other'], note: '' },
  { kind: 'left_hub', trip: 0 },
  { kind: 'arrived', items: [itemOf('a')] },
  { ...collected('a', 380.25), partly: 'no_room', tare_kg: 3.5 } as RunDeed,
  { kind: 'undone', event: eventIdOf(phone, 5) },
  { kind: 'departed', items: [itemOf('a')] },
  missed('b'),
  {
    kind: 'delivered',
    item: itemOf('c'),
    to: '',
    kg: 90,
    crates: 4,
    parcels: 18,
    note: '',
    photo: null,
    consent: null,
  },
  { kind: 'unplanned', pickup: '1f6c2e5b', place: '', grower: '', product: '', ...weighed(61.2) },
  {
    kind: 'back',
    odometer_km: 41_402,
    fuel_litres: 30.5,
    fuel_paid: 640_000,
    tolls_paid: null,
    waiting_minutes: 25,
    note: '',
  },
];
const events = day.map((deed, index) => event(index + 1, deed));

describe('taps as a text message', () => {
  it('are read again with the same ids, minutes and deeds', () => {
    const texts = writeTexts({ run, phone }, [version], events);
    expect(texts).toHaveLength(1);
    expect(texts[0]).toMatch(/^[a-z0-9 .]+$/);
    // Eleven taps in two messages.
    expect(texts[0]!.length).toBeLessThan(306);
    expect(readText(texts[0]!.toUpperCase(), known)).toEqual({ kind: 'read', run, events });
  });

  it('leave out what has no place in a text, and keep the orders of the rest', () => {
    const some = [events[0]!, event(2, { kind: 'position' }), event(3, { kind: 'left_hub', trip: 0 })];
    const [text] = writeTexts({ run, phone }, [version], some);
    expect(readText(text!, known)).toMatchObject({ events: [{ order: 1 }, { order: 3 }] });
  });

  it('are several texts where they are many, or of several revisions', () => {
    const many = Array.from({ length: 65 }, (_, index) => event(index + 1, { kind: 'seen' }));
    const other = { ...event(66, collected('d', 10)), revision: 4 };
    const versions = [version, { ...version, revision: 4 }];
    const texts = writeTexts({ run, phone }, versions, [...many, other]);
    expect(texts).toHaveLength(4);
    const read = texts.flatMap((text) => {
      const answer = readText(text, [{ ...known[0]!, versions }]);
      return answer.kind === 'read' ? answer.events : [];
    });
    expect(read).toEqual([...many, other]);
  });

  it('are refused where a letter is wrong, or the run is not known', () => {
    const [text] = writeTexts({ run, phone }, [version], events);
    fc.assert(
      fc.property(fc.nat(text!.length - 1), fc.constantFrom('0', 'z', '.'), (at, letter) => {
        fc.pre(text![at] !== letter);
        const wrong = text!.slice(0, at) + letter + text!.slice(at + 1);
        expect(readText(wrong, known).kind).not.toBe('read');
      }),
      { numRuns: 300 },
    );
    expect(readText(text!, [])).toEqual({ kind: 'unknown' });
    expect(readText('hello', known)).toEqual({ kind: 'damaged' });
    expect(readText(text!, [{ ...known[0]!, versions: [] }])).toEqual({ kind: 'unknown' });
  });

  it('tell how a weight is divided among products, and are read again to the gram', () => {
    const grams = fc.integer({ min: 0, max: 2_000_000 });
    const apart = fc
      .uniqueArray(fc.record({ product: fc.constantFrom(...names), grams }), { selector: (of) => of.product })
      .map((parts) => parts.map(({ product, grams }) => ({ product, kg: grams / 1_000 })));
    const divided = fc.record({
      kg: grams.map((of) => of / 1_000),
      products: apart,
      isPlanned: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(divided, { minLength: 1, maxLength: 40 }), (weights) => {
        const taps = weights.map(({ kg, products, isPlanned }, index): RunEvent => {
          const what = { ...weighed(kg), products };
          const unplanned = { pickup: `p${index}`, place: '', grower: '', product: '' };
          return event(
            index + 1,
            isPlanned
              ? { kind: 'collected', item: itemOf('b'), partly: null, ...what }
              : { kind: 'unplanned', ...unplanned, ...what },
          );
        });
        const texts = writeTexts({ run, phone }, [version], taps);
        const read = texts.flatMap((text) => {
          expect(text).toMatch(/^[a-z0-9 .]+$/);
          const answer = readText(text.toUpperCase(), known);
          return answer.kind === 'read' ? answer.events : [];
        });
        expect(read).toEqual(taps);
      }),
      { numRuns: 200 },
    );
  });

  it('stay short where a weight is divided, and say nothing of it that the desk cannot name in full', () => {
    const products = [
      { product: 'oranges', kg: 320.5 },
      { product: 'Chè Shan tuyết', kg: 59.75 },
    ];
    const tap = event(1, { ...collected('a', 380.25), products } as RunDeed);
    const [whole] = writeTexts({ run, phone }, [version], [event(1, collected('a', 380.25))]);
    const [text] = writeTexts({ run, phone }, [version], [tap]);
    expect(text!.length - whole!.length).toBeLessThanOrEqual(2 * 10);
    // What was booked on the run is known even where the hub has it no more.
    const less = [{ ...known[0]!, products: ['Chè Shan tuyết'] }];
    expect(readText(text!, less)).toEqual({ kind: 'read', run, events: [tap] });
    const none = readText(text!, [{ ...known[0]!, products: [] }]);
    expect(none).toEqual({ kind: 'read', run, events: [event(1, collected('a', 380.25))] });
  });

  it('of before divisions were told are read as they were', () => {
    const text = 'hub1 ca9236d0 0d9f1a52 3 4 hl5c7 1 0.0.c.0.85ei.0.0.0.0.0 7.1.u.1b80.3.c.2.0.1f6c2e5b slcc';
    const taps = [
      event(1, collected('a', 380.25)),
      event(2, {
        kind: 'unplanned',
        pickup: '1f6c2e5b',
        place: '',
        grower: '',
        product: '',
        ...weighed(61.2),
        crates: 3,
        parcels: 12,
        crates_back: 2,
      }),
    ];
    expect(readText(text, known)).toEqual({ kind: 'read', run, events: taps });
  });

  it('make the same state as the taps themselves', () => {
    const answer = readText(writeTexts({ run, phone }, [version], events)[0]!, known);
    const read = answer.kind === 'read' ? answer.events : [];
    const state = (of: readonly RunEvent[]) => applyEvents({ latest: version, earlier: [], events: of });
    expect(state(read)).toEqual(state(events));
  });
});
