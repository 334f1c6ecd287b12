import { describe, expect, it } from 'vitest';
import { dayClock } from '#server/services/planning/day-clock.ts';
import { hubDayOf, type HubRules } from '#server/services/planning/hub-day.ts';
import { aRequest } from './support.ts';

/** A Monday. */
const date = '2026-03-02';
const clock = dayClock(date, 'Asia/Ho_Chi_Minh');
const hour = 3600;

function rules(receiving: Partial<Record<number, HubRules['work']['receiving'][number]>>): HubRules {
  const week = Array.from({ length: 7 }, (_, day) => receiving[day] ?? null);
  const products: HubRules['products'] = [
    {
      id: 'p1',
      name: 'Chè',
      names: {},
      picture: 'crate',
      kg_per_crate: 10,
      kg_per_parcel: 1,
      freshness_hours: 10,
    },
    {
      id: 'p2',
      name: 'Oranges',
      names: {},
      picture: 'crate',
      kg_per_crate: 20,
      kg_per_parcel: 5,
      freshness_hours: null,
    },
  ];
  return { work: { receiving: week, docks: 2, unloading_minutes: 20 }, products };
}

const receivingOf = (given: Parameters<typeof rules>[0], lastSecond = 20 * hour) =>
  hubDayOf(rules(given), date, clock, lastSecond).receiving;

describe('a hub on a day', () => {
  it('receives in the windows of its weekday, sorted and joined', () => {
    const windows = [
      { start: '13:00', end: '17:00' },
      { start: '06:00', end: '10:00' },
      { start: '09:30', end: '11:00' },
    ];
    expect(receivingOf({ 0: windows, 1: [] })).toEqual([
      { start: 6 * hour, end: 11 * hour },
      { start: 13 * hour, end: 17 * hour },
    ]);
  });

  it('receives at any time where its weekday says nothing', () => {
    expect(receivingOf({ 1: [{ start: '06:00', end: '10:00' }] })).toBeUndefined();
  });

  it('receives nothing on a day it is closed', () => {
    const [window, ...more] = receivingOf({ 0: [] })!;
    expect(more).toEqual([]);
    expect(window!.end).toBeLessThan(0);
  });

  it('goes on with what began the day before, and with the next day where vehicles are out so long', () => {
    const night = [{ start: '20:00', end: '02:00' }];
    expect(receivingOf({ 0: [{ start: '08:00', end: '12:00' }], 6: night })).toEqual([
      { start: -4 * hour, end: 2 * hour },
      { start: 8 * hour, end: 12 * hour },
    ]);
    expect(receivingOf({ 0: [{ start: '08:00', end: '12:00' }], 1: night, 6: [] }, 26 * hour)).toEqual([
      { start: 8 * hour, end: 12 * hour },
      { start: 44 * hour, end: 50 * hour },
    ]);
  });

  it('wants what spoils at the hub so many hours after harvest, or after it is ready', () => {
    const { latestAtHub } = hubDayOf(rules({}), date, clock, 20 * hour);
    expect(latestAtHub(aRequest({ id: 'a', product: 'chè ' }))).toBe(16 * hour);
    const harvested = aRequest({ id: 'b', product: 'Chè', harvested_at: '2026-03-02T04:30:00+07:00' });
    expect(latestAtHub(harvested)).toBe(14.5 * hour);
    expect(latestAtHub(aRequest({ id: 'c', product: 'Oranges' }))).toBeNull();
    expect(latestAtHub(aRequest({ id: 'd', product: 'Chè', kind: 'delivery' }))).toBeNull();
  });
});
