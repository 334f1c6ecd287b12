import { describe, expect, it } from 'vitest';
import { createFormatters } from '#web/shared/i18n/format.ts';

const plain = (text: string): string => text.replaceAll(/\u00A0|\u202F/g, ' ');

describe('formatters', () => {
  it('writes money from minor units in the currency’s own digits', () => {
    const dong = createFormatters('vi', 'Asia/Ho_Chi_Minh', 'VND');
    expect(plain(dong.money(125_000))).toBe('125.000 ₫');
    const euro = createFormatters('en', 'Europe/Andorra', 'EUR');
    expect(euro.money(12_550)).toBe('€125.50');
    // 12,345.67 € has no use for cents.
    expect(euro.money(1_234_567)).toBe('€12,346');
    expect(euro.moneyExact(1_234_567)).toBe('€12,345.67');
  });

  it('shows times and days of the hub’s zone, wherever the browser is', () => {
    const f = createFormatters('en', 'Asia/Ho_Chi_Minh', 'VND');
    // 23:30 UTC is 06:30 the next day in Vietnam.
    expect(f.time('2026-03-01T23:30:00Z')).toBe('06:30');
    expect(f.dayOf('2026-03-01T23:30:00Z')).toBe('2026-03-02');
    expect(f.day('2026-03-02')).toBe('Mon, Mar 2, 2026');
    expect(plain(f.moment('2026-03-02T11:05:00Z'))).toBe('Mar 2, 2026, 18:05');
  });

  it('writes changes with their sign, and says in words where nothing is left to write', () => {
    const f = createFormatters('en', 'UTC', 'VND');
    expect([80_000, -80_000, 0].map((each) => f.change(each, f.money))).toEqual([
      '+₫80,000',
      '−₫80,000',
      'no change',
    ]);
    expect([-3, -6, 1_250].map((each) => f.change(each, f.distance))).toEqual([
      'no change',
      '−10 m',
      '+1.3 km',
    ]);
    expect([-3, -6, 1_250].map(f.wayChange)).toEqual([null, '−10 m', '+1.3 km']);
    expect(createFormatters('zh-Hans', 'UTC', 'CNY').change(0, f.money)).toBe('不变');
  });

  it('writes durations and distances with units of the language', () => {
    const en = createFormatters('en', 'UTC', 'EUR');
    expect([59, 60, 3_600, 3_660, 28_800].map(en.duration)).toEqual([
      '59 sec',
      '1 min',
      '1 hr',
      '1 hr 1 min',
      '8 hr',
    ]);
    expect([843, 1_250, 130_400].map(en.distance)).toEqual(['840 m', '1.3 km', '130 km']);
    expect([-4, -15_200].map(en.distance)).toEqual(['0 m', '-15.2 km']);
    const zh = createFormatters('zh-Hans', 'UTC', 'CNY');
    expect(zh.duration(3_660)).toBe('1小时1分钟');
    expect(zh.kg(1_250.5)).toBe('1,250.5公斤');
    expect(createFormatters('id', 'UTC', 'IDR').kg(1_250.5)).toBe('1.250,5 kg');
  });
});
