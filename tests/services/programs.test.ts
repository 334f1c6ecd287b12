import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { RegionInfo, Regions } from '#server/region/port.ts';
import { makePrograms } from '#server/services/programs.ts';
import { makeReadContext } from '#server/services/request-context.ts';
import { sampleHub } from '../store/samples.ts';
import { tempStore } from '../store/temp-store.ts';

const hub = sampleHub();

async function world() {
  const { store } = tempStore();
  await store.hubs.add(hub, []);
  const region = { name: hub.region, bounds: [hub.lon - 1, hub.lat - 1, hub.lon + 1, hub.lat + 1] } as const;
  const regions: Partial<Regions> = {
    get: () => region as unknown as RegionInfo, // requests look at the bounds only
    gazetteer: () => ({ search: () => [], close: () => undefined }),
  };
  let last = 0;
  const newId = () => `id-${++last}`;
  const quoted: string[] = [];
  const programs = makePrograms({
    store,
    readContext: makeReadContext({ store, regions: regions as Regions, newId }),
    newId,
    randomBytes,
    keepQuote: async (_hub, request) => {
      quoted.push(request.id);
    },
    onQuoteFailure: (error) => {
      throw error;
    },
  });
  const { id } = await store.cooperatives.add(hub.id, {
    name: 'Tả Phìn',
    phone: '',
    locale: 'vi',
    divides_by: null,
  });
  return { store, programs, cooperative: id, quoted };
}

const draft = {
  kind: 'pickup',
  date: '2026-03-03',
  place: 'Tả Phìn',
  lat: hub.lat,
  lon: hub.lon,
  product: 'tea',
  kg: 50,
  largest_vehicle: 'heavy',
  priority: 0,
} as const;

describe('a key of a cooperative', () => {
  it('is shown once, kept as a digest, and ends when it is revoked', async () => {
    const { store, programs, cooperative } = await world();
    const { api_key: made, key } = await programs.addKey(hub.id, { cooperative, name: 'Shop' }, null);
    expect(key).toMatch(/^hw_[\w-]{43}$/);
    expect(JSON.stringify(await programs.listKeys(hub.id))).not.toContain(key.slice(10));
    expect(await store.programs.findKey(key)).toBeNull();
    expect(await store.programs.findKey(createHash('sha256').update(key).digest('hex'))).not.toBeNull();
    expect(await programs.authenticate(key)).toMatchObject({
      hub: hub.id,
      cooperative: { name: 'Tả Phìn' },
    });
    expect(await programs.listKeys(hub.id)).toMatchObject([{ id: made.id, used_on: '2026-03-01' }]);
    expect(await programs.authenticate(`${key}x`)).toBeNull();
    await programs.revokeKey(hub.id, made.id);
    expect(await programs.authenticate(key)).toBeNull();
    await expect(programs.revokeKey('hub-2', made.id)).rejects.toMatchObject({ code: 'API_KEY_UNKNOWN' });
  });
});

describe('a booking by a program', () => {
  it('is one request however often it is sent under its key, and the cooperative’s own', async () => {
    const { store, programs, cooperative, quoted } = await world();
    const { key } = await programs.addKey(hub.id, { cooperative, name: 'Shop' }, null);
    const caller = (await programs.authenticate(key))!; // the key was made above
    const all = await Promise.all([1, 2, 3].map(() => programs.book(caller, 'order-1', draft)));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(await store.requests.listByDay(hub.id, '2026-03-03')).toMatchObject([
      { id: all[0]?.id, cooperative: 'Tả Phìn', kg: 50 },
    ]);
    expect(quoted).toEqual([all[0]?.id]);
    await expect(programs.book(caller, 'order-1', { ...draft, kg: 51 })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    expect((await programs.book(caller, 'order-2', draft)).id).not.toBe(all[0]?.id);
  });

  it('has a key of its own in each cooperative', async () => {
    const { store, programs, cooperative } = await world();
    const { id: other } = await store.cooperatives.add(hub.id, {
      name: 'Sa Pa',
      phone: '',
      locale: 'vi',
      divides_by: null,
    });
    const booked = [];
    for (const each of [cooperative, other]) {
      const { key } = await programs.addKey(hub.id, { cooperative: each, name: 'Shop' }, null);
      const caller = (await programs.authenticate(key))!; // the key was made above
      booked.push((await programs.book(caller, 'order-1', draft)).cooperative);
    }
    expect(booked).toEqual(['Tả Phìn', 'Sa Pa']);
  });
});
