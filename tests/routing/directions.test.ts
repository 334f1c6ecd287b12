import { afterEach, describe, expect, it, vi } from 'vitest';
import languages from 'osrm-text-instructions/languages';
import { directionLanguageOf, directionLanguages } from '#server/domain/direction-languages.ts';
import { directionTexts } from '#server/routing/directions.ts';
import type { RouteStep } from '#server/routing/port.ts';

function step(
  maneuver: Partial<RouteStep['maneuver']> & { type: string },
  more: Partial<RouteStep> = {},
): RouteStep {
  return {
    name: 'Đường Trần Phú',
    mode: 'driving',
    duration: 10,
    distance: 100,
    maneuver: { location: [103.4, 22.3], ...maneuver },
    ...more,
  };
}

afterEach(() => vi.restoreAllMocks());

describe('directionTexts', () => {
  const steps = [
    step({ type: 'depart', bearing_after: 0 }),
    step({ type: 'turn', modifier: 'left' }),
    step({ type: 'arrive' }),
  ];

  it('speaks English, Vietnamese, Chinese and Indonesian', () => {
    expect(directionTexts(steps, 'en', 'Tả Phìn')[1]).toBe('Turn left onto Đường Trần Phú');
    expect(directionTexts(steps, 'vi', 'Tả Phìn')[1]).toContain('Đường Trần Phú');
    expect(directionTexts(steps, 'zh-Hans', 'Tả Phìn')[1]).toContain('左转');
    expect(directionTexts(steps, 'id', 'Tả Phìn')[1]).toMatch(/kiri/i);
    // Without a name Indonesian and Chinese ended in a number that was not there.
    expect(
      ['en', 'vi', 'zh-Hans', 'id'].map((locale) => directionTexts(steps, locale, 'Tả Phìn').at(-1)),
    ).toEqual([
      'You have arrived at Tả Phìn',
      'Đến Tả Phìn',
      '您已到达Tả Phìn',
      'Anda telah tiba di Tả Phìn',
    ]);
  });

  it('speaks all languages of the library, in whatever region, and English for any other', () => {
    expect(directionLanguages).toEqual(languages.supportedCodes);
    expect(directionTexts(steps, 'vi-VN', 'Tả Phìn')).toEqual(directionTexts(steps, 'vi', 'Tả Phìn'));
    expect(directionTexts(steps, 'fr', 'Tả Phìn')[1]).toBe('Tourner à gauche sur Đường Trần Phú');
    expect(directionTexts(steps, 'hmn', 'Tả Phìn')).toEqual(directionTexts(steps, 'en', 'Tả Phìn'));
    expect(['zh-CN', 'pt', 'PT-pt', 'in', 'nb-NO', 'my-MM', 'hmn'].map(directionLanguageOf)).toEqual([
      'zh-Hans',
      'pt-BR',
      'pt-PT',
      'id',
      'no',
      'my',
      null,
    ]);
    expect(['constructor', 'toString', '__proto__', ''].map(directionLanguageOf)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('has a sentence for what an engine may send and the library does not know', () => {
    const printed = vi.spyOn(console, 'log');
    const odd = [
      step({ type: 'teleport', modifier: 'left' }),
      step({ type: 'continue' }),
      step({ type: 'turn', modifier: '' }),
      step({ type: 'fork', modifier: 'straight' }),
      step({ type: 'use lane', modifier: 'straight' }),
      step({ type: 'use lane', modifier: 'straight' }, { intersections: [{}] }),
      step(
        { type: 'use lane', modifier: 'right' },
        { intersections: [{ lanes: [{ valid: true }, { valid: false }] }] },
      ),
      step(
        { type: 'off ramp', modifier: 'slight right' },
        { driving_side: 'right', destinations: 'A1: Huế' },
      ),
      step({ type: 'roundabout', modifier: 'right', exit: 12 }),
      step({ type: 'notification', modifier: 'straight' }, { mode: 'ferry' }),
      step({ type: 'depart', bearing_after: 361 }),
      step({ type: 'depart', modifier: 'left' }, { name: '', ref: 'QL4D' }),
    ];
    for (const locale of directionLanguages) {
      const texts = directionTexts(odd, locale, 'Tả Phìn');
      expect(texts).toHaveLength(odd.length);
      for (const text of texts) {
        expect(text.length).toBeGreaterThan(0);
        expect(text).not.toMatch(/undefined|[{}]/);
      }
    }
    expect(printed).not.toHaveBeenCalled();
    expect(directionTexts(odd, 'en', 'Tả Phìn')[0]).toBe('Turn left onto Đường Trần Phú');
  });

  it.each([
    [
      'vi',
      'Rẽ chếch sang phải vào Phố Mới',
      'Đi vào vòng xuyến rồi ra ở lối thứ 2 vào QL4D',
      'Rẽ trái để đi tiếp trên QL4D',
    ],
    ['zh-Hans', '向右前方行驶，驶入Phố Mới', '进入环岛，从第二出口驶出，驶入QL4D', '左转，继续沿QL4D行驶'],
    [
      'id',
      'Serong kanan ke Phố Mới',
      'Masuk bundaran dan ambil jalan keluar ke-2 menuju QL4D',
      'Belok kiri, tetap di QL4D',
    ],
  ])('says it as drivers do (%s)', (locale, slight, roundabout, staying) => {
    const said = [
      step({ type: 'turn', modifier: 'slight right' }, { name: 'Phố Mới' }),
      step({ type: 'roundabout', modifier: 'right', exit: 2 }, { name: 'QL4D' }),
      step({ type: 'continue', modifier: 'left' }, { name: 'QL4D' }),
      // Drivers know a roundabout when they see one, and seldom its name.
      step(
        { type: 'rotary', modifier: 'right', exit: 2 },
        { name: 'QL4D', rotary_name: 'Quảng trường Sa Pa' },
      ),
    ];
    expect(directionTexts(said, locale, 'Tả Phìn')).toEqual([slight, roundabout, staying, roundabout]);
  });

  it.each(['vi', 'zh-Hans', 'id'])(
    'has no word of English, and none of the words that were mended (%s)',
    (locale) => {
      const kinds = [
        'turn',
        'continue',
        'new name',
        'end of road',
        'fork',
        'merge',
        'on ramp',
        'exit roundabout',
      ];
      const ways = [
        'left',
        'right',
        'sharp left',
        'sharp right',
        'slight left',
        'slight right',
        'straight',
        'uturn',
      ];
      const all = kinds.flatMap((type) =>
        ways.flatMap((modifier) => ['', 'QL4D'].map((name) => step({ type, modifier }, { name }))),
      );
      for (const text of directionTexts(all, locale, 'Tả Phìn')) {
        expect(text).not.toMatch(/Make|Turn|Continue|Lakukan|Quẹo|bùng binh|undefined|[{}]/);
      }
    },
  );

  it('says a road’s number once where its name has it', () => {
    const named = step({ type: 'turn', modifier: 'left' }, { name: 'CG-2 - Avinguda', ref: 'CG-2' });
    expect(directionTexts([named], 'en', 'Canillo')).toEqual(['Turn left onto CG-2 - Avinguda']);
  });
});
