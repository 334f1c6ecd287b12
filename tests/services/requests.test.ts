import { describe, expect, it } from 'vitest';
import type { Gazetteer, RegionInfo, Regions } from '#server/region/port.ts';
import { makeReadContext } from '#server/services/request-context.ts';
import { makeRequests } from '#server/services/requests.ts';
import { sampleHub, sampleRequest, today } from '../store/samples.ts';
import { tempStore } from '../store/temp-store.ts';

const hub = sampleHub();

async function worldAt(now = '2026-03-02T10:00:00Z') {
  const { store } = tempStore();
  const region = { name: hub.region, bounds: [hub.lon - 1, hub.lat - 1, hub.lon + 1, hub.lat + 1] } as const;
  const regions: Partial<Regions> = {
    get: () => region as unknown as RegionInfo, // lists look at the bounds only
    gazetteer: (): Gazetteer => ({ search: () => [], close: () => undefined }),
  };
  let last = 0;
  const desk = makeRequests({
    store,
    readContext: makeReadContext({ store, regions: regions as Regions, newId: () => `id-${++last}` }),
    makeStandingDay: async () => undefined,
    newId: () => `id-${++last}`,
    now: () => now,
    keepQuote: async () => undefined,
    onQuoteFailure: () => undefined,
  });
  await store.hubs.add(hub, []);
  return { store, desk };
}

const deskAt = async () => (await worldAt()).desk;

const list = (commit: boolean) => ({
  bytes: new TextEncoder().encode(
    `id,kg,lat,lon\nx1,10,${hub.lat},${hub.lon}\n\nx2,20,${hub.lat},${hub.lon}\n`,
  ),
  filename: 'list.csv',
  date: '2026-03-02',
  commit,
});

describe('an imported list', () => {
  it('is told in the preview which of its rows are booked already', async () => {
    const desk = await deskAt();
    expect((await desk.importList(hub.id, list(true))).committed).toBe(true);
    const { errors } = await desk.importList(hub.id, list(false));
    expect(errors.map(({ row, code }) => `${row} ${code}`)).toEqual([
      '2 REFERENCE_TAKEN',
      '4 REFERENCE_TAKEN',
    ]);
    await expect(desk.importList(hub.id, list(true))).rejects.toMatchObject({ code: 'LIST_HAS_ERRORS' });
  });

  it('may bring again what was cancelled', async () => {
    const desk = await deskAt();
    await desk.importList(hub.id, list(true));
    for (const { id } of await desk.list(hub.id, '2026-03-02')) await desk.cancel(hub.id, id);
    expect((await desk.importList(hub.id, list(true))).errors).toEqual([]);
  });
});

describe('what is not served', () => {
  const tomorrow = '2026-03-03';
  const standing = async (desk: Awaited<ReturnType<typeof deskAt>>, date: string) =>
    (await desk.list(hub.id, date)).filter(({ state }) => state !== 'cancelled');

  async function booked(now?: string) {
    const world = await worldAt(now);
    const requests = [
      sampleRequest({ id: 'r1', reference: 'n1' }),
      sampleRequest({ id: 'r2', reference: 'n2', state: 'planned' }),
      sampleRequest({ id: 'r3', reference: 'n3' }),
    ];
    await world.store.requests.addAll(hub.id, requests);
    return world;
  }

  it('is carried over to the next day once, at the same hours, marked with its first day', async () => {
    const { desk, store } = await booked();
    const both = await Promise.all([
      desk.carryOver(hub.id, today, null),
      desk.carryOver(hub.id, today, null),
    ]);
    expect(both.map(({ count }) => count).sort()).toEqual([0, 2]);
    expect(both[0].to).toBe(tomorrow);
    const carried = await desk.list(hub.id, tomorrow);
    expect(carried.map(({ reference, state }) => [reference, state])).toEqual([
      ['n1', 'booked'],
      ['n3', 'booked'],
    ]);
    expect(carried[0]).toMatchObject({
      ready_from: '2026-03-02T23:00:00Z',
      ready_until: '2026-03-03T03:30:00Z',
      harvested_at: '2026-03-01T23:00:00Z',
      carried: { first_date: today, to: null },
    });
    const left = await desk.list(hub.id, today);
    expect(left.map(({ state, carried: to }) => [state, to?.to])).toEqual([
      ['missed', tomorrow],
      ['planned', undefined],
      ['missed', tomorrow],
    ]);
    const days = (await store.events.listAfter(hub.id, 0, 100)).slice(-2).map(({ event }) => event.data);
    expect(days).toEqual([
      { date: today, count: 2 },
      { date: tomorrow, count: 2 },
    ]);
  });

  it('keeps its first day when it is carried over again, and goes to today from a day long past', async () => {
    const { desk } = await booked('2026-03-09T17:30:00Z');
    expect(await desk.carryOver(hub.id, today, ['r1'])).toEqual({ to: '2026-03-10', count: 1 });
    expect(await desk.carryOver(hub.id, '2026-03-10', null)).toEqual({ to: '2026-03-11', count: 1 });
    expect(await desk.list(hub.id, '2026-03-11')).toMatchObject([{ carried: { first_date: today } }]);
    expect((await desk.list(hub.id, today)).map(({ state }) => state)).toEqual([
      'missed',
      'planned',
      'booked',
    ]);
  });

  it('gets another reference where its own is taken, and is brought back as it was', async () => {
    const { desk, store } = await booked();
    await store.requests.addAll(hub.id, [sampleRequest({ id: 'other', reference: 'n1', date: tomorrow })]);
    const before = await desk.list(hub.id, today);
    await desk.carryOver(hub.id, today, null);
    const references = (await standing(desk, tomorrow)).map(({ reference }) => reference);
    expect(references).toEqual(['n1', 'n1-2', 'n3']);
    expect(await desk.bringBack(hub.id, ['r1', 'r2', 'r3', 'r1'])).toEqual({ count: 2, kept: 0 });
    expect(await desk.list(hub.id, today)).toEqual(before);
    expect((await standing(desk, tomorrow)).map(({ id }) => id)).toEqual(['other']);
    expect((await desk.carryOver(hub.id, today, null)).count).toBe(2);
    expect(await standing(desk, tomorrow)).toHaveLength(3);
  });

  it.each(['published', 'collected', 'partly_collected', 'missed'] as const)(
    'stays on the later day where its driver has it: %s',
    async (state) => {
      const { desk, store } = await booked();
      await desk.carryOver(hub.id, today, null);
      const [first, second] = await standing(desk, tomorrow);
      await store.requests.setState(hub.id, first!.id, state);
      const before = await desk.list(hub.id, today);
      expect(await desk.bringBack(hub.id, ['r1'])).toEqual({ count: 0, kept: 1 });
      expect(await desk.list(hub.id, today)).toEqual(before);
      // Of several, those that are free come back.
      expect(await desk.bringBack(hub.id, ['r1', 'r3'])).toEqual({ count: 1, kept: 1 });
      expect((await desk.list(hub.id, tomorrow)).map(({ id, state: now }) => [id, now])).toEqual([
        [first!.id, state],
        [second!.id, 'cancelled'],
      ]);
    },
  );

  it('comes back from the day it stands on only: what went on from there stays', async () => {
    const { desk } = await booked();
    await desk.carryOver(hub.id, today, ['r1']);
    await desk.carryOver(hub.id, tomorrow, null);
    expect(await desk.bringBack(hub.id, ['r1'])).toEqual({ count: 0, kept: 1 });
    const [copy] = await desk.list(hub.id, tomorrow);
    expect(await desk.bringBack(hub.id, [copy!.id])).toEqual({ count: 1, kept: 0 });
    expect(await desk.bringBack(hub.id, ['r1'])).toEqual({ count: 1, kept: 0 });
  });

  it('is never booked on two days at once', async () => {
    const { desk } = await booked();
    await desk.carryOver(hub.id, today, ['r1']);
    await expect(desk.cancel(hub.id, 'r1')).rejects.toMatchObject({ code: 'CARRIED_OVER' });
    const [copy] = await desk.list(hub.id, tomorrow);
    await desk.bringBack(hub.id, ['r1']);
    await expect(desk.restore(hub.id, copy!.id)).rejects.toMatchObject({ code: 'CARRIED_OVER' });
    await desk.carryOver(hub.id, today, ['r1']);
    await expect(desk.restore(hub.id, copy!.id)).rejects.toMatchObject({ code: 'CARRIED_OVER' });
  });
});
