import { describe, expect, it } from 'vitest';
import { checkPlace, currencyAt, timezoneAt } from '#server/region/region-place.ts';

describe('the zone and currency of a place', () => {
  it.each([
    // The zone database draws Asia/Bangkok over northern Vietnam.
    ['Sìn Hồ', 22.36, 103.25, 'Asia/Ho_Chi_Minh', 'VND'],
    ['A Lưới', 16.27, 107.23, 'Asia/Ho_Chi_Minh', 'VND'],
    ['Xinping', 24.07, 101.99, 'Asia/Shanghai', 'CNY'],
    ['Magelang', -7.48, 110.22, 'Asia/Jakarta', 'IDR'],
    ['Andorra la Vella', 42.51, 1.52, 'Europe/Andorra', 'EUR'],
    ['Chiang Mai', 18.79, 98.98, 'Asia/Bangkok', 'THB'],
  ])('of %s are its country’s', (_name, lat, lon, timezone, currency) => {
    expect(timezoneAt(lat, lon)).toBe(timezone);
    expect(currencyAt(lat, lon)).toBe(currency);
  });

  it('are asked for where no country is', () => {
    expect(() => currencyAt(-50, -140)).toThrow(/--currency/);
  });

  it('are checked when given', () => {
    expect(() => checkPlace('Asia/Ho_Chi_Minh', 'VND')).not.toThrow();
    expect(() => checkPlace('Saigon', undefined)).toThrow('Saigon is no time zone.');
    expect(() => checkPlace(undefined, 'DONG')).toThrow('DONG is no currency.');
  });
});
