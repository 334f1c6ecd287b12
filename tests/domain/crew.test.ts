import { describe, expect, it } from 'vitest';
import { crewsOn, hoursOn, weekdayOf, type CrewDriver } from '#server/domain/crew.ts';

const day = { start: '06:00', end: '14:00' };
const workdays = [day, day, day, day, day, null, null];
/** A Monday. */
const monday = '2026-03-02';
const saturday = '2026-03-07';

const aDriver = (change: Partial<CrewDriver> & { name: string }): CrewDriver => ({
  classes: ['light'],
  usual_vehicle: null,
  week: workdays,
  days: [],
  ...change,
});
const trucks = [
  { id: 'v1', profile: 'light' },
  { id: 'v2', profile: 'light' },
  { id: 'h1', profile: 'heavy' },
];
const drivers = (...all: CrewDriver[]) => all;

describe('weekdayOf', () => {
  it('counts from Monday, over leap years and centuries', () => {
    for (let at = Date.UTC(1999, 0, 1); at < Date.UTC(2101, 0, 1); at += 86_400_000) {
      const date = new Date(at);
      expect(weekdayOf(date.toISOString().slice(0, 10))).toBe((date.getUTCDay() + 6) % 7);
    }
  });
});

describe('hoursOn', () => {
  it('has the day before the week', () => {
    const days = [
      { date: monday, hours: null },
      { date: saturday, hours: { start: '08:00', end: '10:00' } },
    ];
    expect(hoursOn({ week: workdays, days }, monday)).toBeNull();
    expect(hoursOn({ week: workdays, days }, saturday)).toEqual({ start: '08:00', end: '10:00' });
    expect(hoursOn({ week: workdays, days }, '2026-03-03')).toEqual(day);
  });
});

describe('crewsOn', () => {
  it('needs nobody where there are no drivers', () => {
    const crews = crewsOn(trucks, [], monday);
    expect([...crews.values()].every((crew) => !crew.isWithoutDriver && crew.driver === null)).toBe(true);
  });

  it('gives everybody his usual vehicle, and leaves one whose driver is off without one', () => {
    const pao = aDriver({ name: 'Páo', usual_vehicle: 'v1' });
    expect(crewsOn(trucks, drivers(pao), monday).get('v1')).toEqual({
      driver: 'Páo',
      hours: day,
      isWithoutDriver: false,
    });
    const off = crewsOn(trucks, drivers(pao), saturday);
    expect(off.get('v1')).toEqual({ driver: null, hours: null, isWithoutDriver: true });
    expect(off.get('v2')?.isWithoutDriver).toBe(false);
  });

  it('has a free driver take first what would stand still, of a class he may drive', () => {
    const may = aDriver({ name: 'Mẩy', usual_vehicle: 'v2', week: [null, ...workdays.slice(1)] });
    const dua = aDriver({ name: 'Dua' });
    const crews = crewsOn(trucks, drivers(may, dua), monday);
    expect(crews.get('v2')?.driver).toBe('Dua');
    expect(crews.get('v1')).toMatchObject({ driver: null, isWithoutDriver: false });
    expect(crews.get('h1')?.driver).toBeNull();
  });

  it('has the second driver of one vehicle free for another', () => {
    const first = aDriver({ name: 'A', usual_vehicle: 'v1' });
    const second = aDriver({ name: 'B', usual_vehicle: 'v1' });
    const crews = crewsOn(trucks, drivers(first, second), monday);
    expect([crews.get('v1')?.driver, crews.get('v2')?.driver]).toEqual(['A', 'B']);
  });
});
