import { describe, expect, it } from 'vitest';
import type { StandingDraft } from '#server/contract/standing.ts';
import type { RegionInfo, Regions } from '#server/region/port.ts';
import { makeReadContext } from '#server/services/request-context.ts';
import { makeStanding } from '#server/services/standing.ts';
import { sampleHub } from '../store/samples.ts';
import { tempStore } from '../store/temp-store.ts';

const hub = sampleHub();

/** Monday 2 March, in the hub's morning. */
async function world() {
  const { store } = tempStore();
  await store.hubs.add(hub, []);
  let last = 0;
  let at = '2026-03-02T01:00:00Z';
  const failures: string[] = [];
  const region = { name: hub.region, bounds: [hub.lon - 1, hub.lat - 1, hub.lon + 1, hub.lat + 1] } as const;
  const regions: Partial<Regions> = {
    // Requests look at the bounds only.
    get: (name) => (name === region.name ? (region as unknown as RegionInfo) : null),
    gazetteer: () => ({ search: () => [], close: () => undefined }),
  };
  const newId = () => `id-${++last}`;
  const standing = makeStanding({
    store,
    readContext: makeReadContext({ store, regions: regions as Regions, newId }),
    newId,
    now: () => at,
    onFailure: (_error, pickup) => void failures.push(pickup),
    onDayFailure: (_error, at) => void failures.push(at),
  });
  const onDayOf = async (of: string, date: string) =>
    (await store.requests.listByDay(of, date)).map(({ place, state }) => `${place} ${state}`);
  const onDay = (date: string) => onDayOf(hub.id, date);
  return { store, standing, failures, onDay, onDayOf, travelTo: (instant: string) => void (at = instant) };
}

const draft: StandingDraft = {
  kind: 'pickup',
  place: 'Tả Phìn',
  lat: hub.lat,
  lon: hub.lon,
  product: 'tea',
  kg: 120,
  crates: null,
  parcels: null,
  ready_from: '07:00',
  ready_until: null,
  largest_vehicle: 'light',
  cooperative: 'Sìn Hồ',
  weekdays: [3, 0],
  starts_on: '2026-03-02',
  ends_on: null,
};

describe('a pickup that comes again', () => {
  it('is made once for each of its days, however often the day is looked at', async () => {
    const { standing, onDay } = await world();
    expect((await standing.add(hub.id, draft)).next.slice(0, 3)).toEqual([
      '2026-03-02',
      '2026-03-05',
      '2026-03-09',
    ]);
    for (const date of ['2026-03-05', '2026-03-06', '2026-03-05']) await standing.makeDay(hub.id, date);
    expect(await onDay('2026-03-05')).toEqual(['Tả Phìn booked']);
    expect(await onDay('2026-03-06')).toEqual([]);
  });

  it('is not made anew after its request was cancelled', async () => {
    const { store, standing, onDay } = await world();
    await standing.add(hub.id, draft);
    await standing.makeDay(hub.id, '2026-03-05');
    const [made] = await store.requests.listByDay(hub.id, '2026-03-05');
    await store.requests.setState(hub.id, made?.id ?? '', 'cancelled');
    await standing.makeDay(hub.id, '2026-03-05');
    expect(await onDay('2026-03-05')).toEqual(['Tả Phìn cancelled']);
  });

  it('leaves out a day that is skipped before or after it was made, and takes it back', async () => {
    const { standing, onDay } = await world();
    const { id } = await standing.add(hub.id, draft);
    await standing.makeDay(hub.id, '2026-03-05');
    await standing.skip(hub.id, id, '2026-03-05');
    expect((await standing.skip(hub.id, id, '2026-03-09')).skips).toEqual(['2026-03-05', '2026-03-09']);
    await standing.makeDay(hub.id, '2026-03-09');
    expect([await onDay('2026-03-05'), await onDay('2026-03-09')]).toEqual([['Tả Phìn cancelled'], []]);
    for (const date of ['2026-03-05', '2026-03-09']) {
      await standing.unskip(hub.id, id, date);
      await standing.makeDay(hub.id, date);
      expect(await onDay(date)).toEqual(['Tả Phìn booked']);
    }
    await expect(standing.skip(hub.id, id, '2026-03-06')).rejects.toMatchObject({ code: 'NOT_A_DAY_OF_IT' });
  });

  it('brings back by taking a day back in only what leaving it out had cancelled', async () => {
    const { store, standing, onDay } = await world();
    const { id } = await standing.add(hub.id, draft);
    for (const date of ['2026-03-05', '2026-03-09']) await standing.makeDay(hub.id, date);
    const [made] = await store.requests.listByDay(hub.id, '2026-03-05');
    await store.requests.setState(hub.id, made?.id ?? '', 'cancelled');
    await standing.unskip(hub.id, id, '2026-03-05');
    await standing.skip(hub.id, id, '2026-03-09');
    await standing.end(hub.id, id, '2026-03-05');
    expect((await standing.unskip(hub.id, id, '2026-03-09')).skips).toEqual([]);
    expect([await onDay('2026-03-05'), await onDay('2026-03-09')]).toEqual([
      ['Tả Phìn cancelled'],
      ['Tả Phìn cancelled'],
    ]);
  });

  it('ends: what was made for later days is cancelled, what was fetched stays', async () => {
    const { store, standing, onDay } = await world();
    const { id } = await standing.add(hub.id, draft);
    for (const date of ['2026-03-05', '2026-03-09', '2026-03-12']) await standing.makeDay(hub.id, date);
    const [fetched] = await store.requests.listByDay(hub.id, '2026-03-12');
    await store.requests.setState(hub.id, fetched?.id ?? '', 'collected');
    expect((await standing.end(hub.id, id, '2026-03-05')).next).toEqual(['2026-03-02', '2026-03-05']);
    await standing.makeDay(hub.id, '2026-03-16');
    expect(await Promise.all(['2026-03-05', '2026-03-09', '2026-03-12', '2026-03-16'].map(onDay))).toEqual([
      ['Tả Phìn booked'],
      ['Tả Phìn cancelled'],
      ['Tả Phìn collected'],
      [],
    ]);
  });

  it('is made at the midnight of its hub without anybody looking, and never for days that are over', async () => {
    const { standing, onDay, travelTo } = await world();
    await standing.add(hub.id, { ...draft, starts_on: '2026-02-02' });
    await standing.makeDay(hub.id, '2026-02-26');
    await standing.makeDay(hub.id, '2026-06-01');
    expect([await onDay('2026-02-26'), await onDay('2026-06-01')]).toEqual([[], []]);
    await standing.makeBegunDays();
    // The hub is seven hours ahead: Wednesday evening in UTC is Thursday there.
    travelTo('2026-03-04T17:00:00Z');
    await standing.makeBegunDays();
    await standing.makeBegunDays();
    expect([await onDay('2026-03-02'), await onDay('2026-03-05')]).toEqual([
      ['Tả Phìn booked'],
      ['Tả Phìn booked'],
    ]);
  });

  it('that cannot be made any more does not keep the others from being made', async () => {
    const { store, standing, failures, onDay } = await world();
    await standing.add(hub.id, draft);
    await store.standing.add(hub.id, 'far', { ...draft, place: 'Far', lat: hub.lat + 5 });
    await standing.makeDay(hub.id, '2026-03-05');
    expect([await onDay('2026-03-05'), failures]).toEqual([['Tả Phìn booked'], ['far']]);
    await expect(standing.add(hub.id, { ...draft, lat: hub.lat + 5 })).rejects.toMatchObject({
      code: 'OUTSIDE_REGION',
    });
  });

  it('is made at midnight where the region of another hub is missing', async () => {
    const { store, standing, failures, onDay, onDayOf } = await world();
    const without = sampleHub({ id: 'hub-2', name: 'Sa Pa', region: 'lowland' });
    await store.hubs.add(without, []);
    const later = sampleHub({ id: 'hub-3', name: 'Bắc Hà' });
    await store.hubs.add(later, []);
    await standing.add(hub.id, draft);
    await store.standing.add(without.id, 'nowhere', draft);
    await standing.add(later.id, draft);
    await standing.makeBegunDays();
    expect([await onDay(draft.starts_on), await onDayOf(later.id, draft.starts_on)]).toEqual([
      ['Tả Phìn booked'],
      ['Tả Phìn booked'],
    ]);
    // It is tried anew until its region is there.
    await standing.makeBegunDays();
    expect(failures).toEqual([without.id, without.id]);
  });
});
