import { expect, it } from 'vitest';
import type { Store } from '#server/store/port.ts';
import { sampleHub, sampleProducts, sampleRequest, sampleVehicle, today } from './samples.ts';
import { tempStore } from './temp-store.ts';

async function storeWithHubs() {
  const { store } = tempStore();
  await store.hubs.add(sampleHub(), sampleProducts);
  await store.hubs.add(sampleHub({ id: 'hub-2', name: 'Tủa Chùa' }), sampleProducts);
  return store;
}

const eventsOf = async (store: Store, hub: string) =>
  (await store.events.listAfter(hub, 0, 1000)).map(({ event }) => event);

it('keeps hubs with their products', async () => {
  const store = await storeWithHubs();
  expect(await store.hubs.list()).toEqual([sampleHub(), sampleHub({ id: 'hub-2', name: 'Tủa Chùa' })]);
  expect(await store.hubs.get('hub-1')).toEqual(sampleHub());
  expect(await store.hubs.get('hub-9')).toBeNull();
  expect(await store.hubs.products('hub-2')).toEqual(sampleProducts);
});

it('refuses a second hub of the same name, however written', async () => {
  const store = await storeWithHubs();
  const again = sampleHub({ id: 'hub-3', name: ' sìn hồ'.normalize('NFD') });
  await expect(store.hubs.add(again, [])).rejects.toMatchObject({ code: 'NAME_TAKEN', ids: ['hub-1'] });
});

it('gives requests back as they were, in the order of the list, with instants in UTC', async () => {
  const store = await storeWithHubs();
  const list = [
    sampleRequest({ id: 'z', harvested_at: '2026-03-01T22:30:00.250Z' }),
    sampleRequest({ id: 'a', cooperative: null, place: 'Tả Phìn' }),
    sampleRequest({ id: 'm', ready_from: '2026-03-02T06:00:00+07:00' }),
  ];
  await store.requests.addAll('hub-1', list);
  await store.requests.addAll('hub-1', [sampleRequest({ id: 'tomorrow', date: '2026-03-03' })]);
  expect(await store.requests.listByDay('hub-1', today)).toEqual([
    list[0],
    list[1],
    { ...list[2], ready_from: '2026-03-01T23:00:00Z' },
  ]);
  expect(await store.requests.get('hub-1', 'a')).toEqual(list[1]);
  expect(await store.requests.get('hub-2', 'a')).toBeNull();
  expect(await store.requests.listByDay('hub-2', today)).toEqual([]);
});

it('appends one event per list and wakes those who listen at that hub', async () => {
  const store = await storeWithHubs();
  let wakes = 0;
  const stop = store.events.subscribe('hub-1', () => wakes++);
  await store.requests.addAll('hub-1', [sampleRequest(), sampleRequest({ id: 'r2' })]);
  await store.requests.addAll('hub-2', [sampleRequest({ id: 'r3' })]);
  await store.requests.addAll('hub-1', []);
  expect(await eventsOf(store, 'hub-1')).toEqual([
    { type: 'requests.changed', data: { date: today, count: 2 } },
  ]);
  expect(wakes).toBe(1);
  stop();
  await store.requests.setState('hub-1', 'r1', 'cancelled');
  expect(wakes).toBe(1);
});

it('takes no request of a list when one has a reference in use', async () => {
  const store = await storeWithHubs();
  await store.requests.addAll('hub-1', [sampleRequest()]);
  const list = [sampleRequest({ id: 'r2' }), sampleRequest({ id: 'x', reference: 'r1' })];
  await expect(store.requests.addAll('hub-1', list)).rejects.toMatchObject({
    code: 'REFERENCE_TAKEN',
    ids: ['r1'],
  });
  await expect(
    store.requests.addAll('hub-1', [sampleRequest({ id: 'p' }), sampleRequest({ id: 'q', reference: 'p' })]),
  ).rejects.toMatchObject({ code: 'REFERENCE_TAKEN', ids: ['p'] });
  await expect(store.requests.addAll('hub-2', [sampleRequest()])).rejects.toMatchObject({
    code: 'REFERENCE_TAKEN',
  });
  expect(await store.requests.listByDay('hub-1', today)).toHaveLength(1);
  expect(await eventsOf(store, 'hub-1')).toHaveLength(1);
});

it('takes a list of many thousand rows', async () => {
  const store = await storeWithHubs();
  const list = Array.from({ length: 34_000 }, (_, row) => sampleRequest({ id: `r${row}` }));
  await store.requests.addAll('hub-1', list);
  const stored = await store.requests.listByDay('hub-1', today);
  expect(stored.map(({ id }) => id).join()).toBe(list.map(({ id }) => id).join());
});

it('frees the reference of a cancelled request, and refuses to restore it once taken', async () => {
  const store = await storeWithHubs();
  await store.requests.addAll('hub-1', [sampleRequest()]);
  expect(await store.requests.setState('hub-1', 'r1', 'cancelled')).toEqual(
    sampleRequest({ state: 'cancelled' }),
  );
  await store.requests.addAll('hub-1', [sampleRequest({ id: 'new', reference: 'r1' })]);
  await expect(store.requests.setState('hub-1', 'r1', 'booked')).rejects.toMatchObject({
    code: 'REFERENCE_TAKEN',
  });
  await expect(store.requests.setState('hub-2', 'r1', 'booked')).rejects.toMatchObject({
    code: 'REQUEST_UNKNOWN',
  });
});

it('refuses requests of a hub there is not', async () => {
  const store = await storeWithHubs();
  await expect(store.requests.addAll('hub-9', [sampleRequest()])).rejects.toMatchObject({
    code: 'HUB_UNKNOWN',
  });
});

it('replaces the fleet whole; vehicles of the same name keep their id', async () => {
  const store = await storeWithHubs();
  const first = [sampleVehicle(), sampleVehicle({ id: 'v2', name: 'L-2' })];
  await store.fleet.replace('hub-1', first);
  expect(await store.fleet.list('hub-1')).toMatchObject(first);

  const dearer = { type: '1.25 t', cost_per_km: 9000 };
  await store.fleet.replace('hub-1', [
    sampleVehicle({ id: 'v3', name: 'H-1', type: '5 t', profile: 'heavy', capacity_crates: null }),
    sampleVehicle({ id: 'v4', name: 'L-1', ...dearer, start_lat: 22.4, start_lon: 103.2 }),
  ]);
  expect(await store.fleet.list('hub-1')).toMatchObject([
    sampleVehicle({ id: 'v3', name: 'H-1', type: '5 t', profile: 'heavy', capacity_crates: null }),
    sampleVehicle({ id: 'v1', name: 'L-1', ...dearer, start_lat: 22.4, start_lon: 103.2 }),
  ]);
  expect(await store.fleet.list('hub-2')).toEqual([]);
  expect(await eventsOf(store, 'hub-1')).toEqual([
    { type: 'fleet.changed', data: { count: 2 } },
    { type: 'fleet.changed', data: { count: 2 } },
  ]);
});

it('keeps the terms of vehicles of one type name apart where they differ', async () => {
  const store = await storeWithHubs();
  const fleet = [sampleVehicle(), sampleVehicle({ id: 'v2', name: 'L-2', capacity_kg: 1000 })];
  await store.fleet.replace('hub-1', fleet);
  expect(await store.fleet.list('hub-1')).toMatchObject(fleet);
  // The type is as the first; the second has its load of its own.
  expect(await store.vehicleTypes.list('hub-1')).toMatchObject([{ capacity_kg: 1250, vehicles: 2 }]);
  expect((await store.fleet.list('hub-1')).map(({ own }) => own)).toEqual([{}, { capacity_kg: 1000 }]);
});

it('knows the classes of a fleet by the terms its vehicles have, their own before their type’s', async () => {
  const store = await storeWithHubs();
  await store.fleet.replace('hub-1', [
    sampleVehicle(),
    sampleVehicle({ id: 'v2', name: 'L-2', profile: 'heavy' }),
    sampleVehicle({ id: 'v3', name: 'M-1', type: 'bike', profile: 'motorbike', is_available: false }),
  ]);
  const listed = async () => new Set((await store.fleet.list('hub-1')).map(({ profile }) => profile));
  expect((await store.fleet.list('hub-1'))[1]).toMatchObject({ own: { profile: 'heavy' } });
  expect(await store.fleet.classes('hub-1')).toEqual(new Set(['light', 'heavy', 'motorbike']));
  expect(await store.fleet.classes('hub-1')).toEqual(await listed());
  await store.fleet.retire('hub-1', 'v3');
  expect(await store.fleet.classes('hub-1')).toEqual(new Set(['light', 'heavy']));
  expect(await store.fleet.classes('hub-2')).toEqual(new Set());
});

it('refuses a fleet with a name twice and keeps the one before', async () => {
  const store = await storeWithHubs();
  await store.fleet.replace('hub-1', [sampleVehicle()]);
  await expect(
    store.fleet.replace('hub-1', [sampleVehicle({ name: 'X' }), sampleVehicle({ id: 'v2', name: 'X' })]),
  ).rejects.toMatchObject({ code: 'NAME_TAKEN', ids: ['X'] });
  expect(await store.fleet.list('hub-1')).toMatchObject([sampleVehicle()]);
});

it('puts a vehicle out of use and tells of it once', async () => {
  const store = await storeWithHubs();
  await store.fleet.replace('hub-1', [sampleVehicle()]);
  expect(await store.fleet.update('hub-1', 'v1', { is_available: false })).toMatchObject(
    sampleVehicle({ is_available: false }),
  );
  await store.fleet.update('hub-1', 'v1', { is_available: false });
  expect(await eventsOf(store, 'hub-1')).toHaveLength(2);
  await expect(store.fleet.update('hub-2', 'v1', { is_available: false })).rejects.toMatchObject({
    code: 'VEHICLE_UNKNOWN',
  });
});
