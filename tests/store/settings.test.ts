import { expect, it } from 'vitest';
import type { DriverDraft, VehicleTypeDraft } from '#server/contract/fleet.ts';
import type { Store } from '#server/store/port.ts';
import { morning, sampleHub, sampleProducts, sampleVehicle } from './samples.ts';
import { tempStore } from './temp-store.ts';

const truck: VehicleTypeDraft = {
  name: '2.5 t',
  profile: 'light',
  capacity_kg: 2500,
  capacity_crates: null,
  capacity_parcels: null,
  fixed_cost: 350_000,
  cost_per_km: 11_000,
  cost_per_hour: 50_000,
  shift_start: '05:30',
  shift_end: '19:00',
  most_trips: 3,
  break: { minutes: 30, from: '11:00', until: '13:00' },
};
const driver: DriverDraft = {
  name: 'Giàng A Páo',
  phone: '0912 345 678',
  languages: ['Hmoob', 'Tiếng Việt'],
  classes: ['light', 'motorbike'],
  usual_vehicle: null,
  week: [null, { start: '06:00', end: '16:00' }, null, null, null, null, null],
  days: [],
};

async function storeWithHubs() {
  let now = morning;
  const { store } = tempStore({ now: () => now });
  await store.hubs.add(sampleHub(), sampleProducts);
  await store.hubs.add(sampleHub({ id: 'hub-2', name: 'Sa Pa' }), []);
  return {
    store,
    later: () => {
      now = '2026-03-02T01:00:00Z';
    },
  };
}

const eventsOf = async (store: Store) =>
  (await store.events.listAfter('hub-1', 0, 100)).map(({ event }) => event.type);

it('keeps vehicle types by name, and lets go of those that no vehicle has', async () => {
  const { store } = await storeWithHubs();
  const added = await store.vehicleTypes.add('hub-1', truck);
  expect(added).toEqual({ ...truck, id: added.id, vehicles: 0 });
  await expect(store.vehicleTypes.add('hub-1', truck)).rejects.toMatchObject({ code: 'NAME_TAKEN' });
  await store.vehicleTypes.add('hub-2', truck);
  await store.fleet.add('hub-1', 'v1', { ...vehicle(added.id), name: 'T-1' });
  await expect(store.vehicleTypes.retire('hub-1', added.id)).rejects.toMatchObject({
    code: 'VEHICLE_TYPE_IN_USE',
  });
  await store.fleet.retire('hub-1', 'v1');
  await store.vehicleTypes.retire('hub-1', added.id);
  expect(await store.vehicleTypes.list('hub-1')).toEqual([]);
  await expect(store.fleet.add('hub-1', 'v2', vehicle(added.id))).rejects.toMatchObject({
    code: 'VEHICLE_TYPE_UNKNOWN',
  });
  expect(await store.vehicleTypes.restore('hub-1', added.id)).toEqual(added);
  await expect(store.vehicleTypes.update('hub-2', added.id, truck)).rejects.toMatchObject({
    code: 'VEHICLE_TYPE_UNKNOWN',
  });
});

const vehicle = (type: string) => ({
  name: 'T-9',
  type_id: type,
  own: {},
  start: null,
  is_available: true,
});

it('gives a vehicle the terms of its type, save its own, and knows when they last changed', async () => {
  const { store, later } = await storeWithHubs();
  const { id: type } = await store.vehicleTypes.add('hub-1', truck);
  const start = { lat: 22.4, lon: 103.2 };
  const added = await store.fleet.add('hub-1', 'v1', {
    ...vehicle(type),
    own: { most_trips: 1, capacity_kg: 2000 },
    start,
  });
  expect(added).toMatchObject({ type: '2.5 t', capacity_kg: 2000, most_trips: 1, cost_per_km: 11_000 });
  expect(added).toMatchObject({ start_lat: 22.4, start_lon: 103.2, changed_at: morning });
  later();
  const out = await store.fleet.update('hub-1', 'v1', { is_available: false });
  expect(out).toMatchObject({ is_available: false, changed_at: morning });
  await store.vehicleTypes.update('hub-1', type, { ...truck, cost_per_km: 12_000 });
  const [now] = await store.fleet.list('hub-1');
  expect(now).toMatchObject({ cost_per_km: 12_000, capacity_kg: 2000, changed_at: '2026-03-02T01:00:00Z' });
  expect(now!.break).toEqual(truck.break);
});

it('takes no vehicle back whose type has gone, where another has the name of its type by now', async () => {
  const { store } = await storeWithHubs();
  const before = await store.vehicleTypes.add('hub-1', truck);
  const vehicle = { name: 'L-1', type_id: before.id, own: {}, start: null, is_available: true };
  await store.fleet.add('hub-1', 'v1', vehicle);
  await store.fleet.retire('hub-1', 'v1');
  await store.vehicleTypes.retire('hub-1', before.id);
  const namesake = await store.vehicleTypes.add('hub-1', truck);
  await expect(store.fleet.restore('hub-1', 'v1')).rejects.toMatchObject({
    code: 'NAME_TAKEN',
    ids: [namesake.id],
  });
  expect(await store.vehicleTypes.list('hub-1')).toEqual([namesake]);
  expect(await store.fleet.list('hub-1')).toEqual([]);
});

it('retires vehicles and takes them back with their id', async () => {
  const { store } = await storeWithHubs();
  await store.fleet.replace('hub-1', [sampleVehicle(), sampleVehicle({ id: 'v2', name: 'L-2' })]);
  await store.fleet.retire('hub-1', 'v1');
  expect((await store.fleet.list('hub-1')).map(({ id }) => id)).toEqual(['v2']);
  await expect(store.fleet.retire('hub-1', 'v1')).rejects.toMatchObject({ code: 'VEHICLE_UNKNOWN' });
  expect(await store.fleet.restore('hub-1', 'v1')).toMatchObject({ id: 'v1', name: 'L-1' });
  await store.fleet.retire('hub-1', 'v1');
  const [left] = await store.fleet.list('hub-1');
  const again = await store.fleet.add('hub-1', 'v9', { ...vehicle(left!.type_id), name: 'L-1' });
  expect(again.id).toBe('v1');
  await expect(store.fleet.update('hub-1', 'v2', { name: 'L-1' })).rejects.toMatchObject({
    code: 'NAME_TAKEN',
  });
});

it('keeps what a list does not say of a type when the list comes again', async () => {
  const { store } = await storeWithHubs();
  await store.fleet.replace('hub-1', [sampleVehicle()]);
  const [type] = await store.vehicleTypes.list('hub-1');
  const { id, vehicles: _, ...draft } = type!;
  await store.vehicleTypes.update('hub-1', id, { ...draft, most_trips: 4 });
  await store.fleet.replace('hub-1', [sampleVehicle({ cost_per_km: 8000 })]);
  expect(await store.vehicleTypes.list('hub-1')).toMatchObject([
    { id, most_trips: 4, cost_per_km: 8000, vehicles: 1 },
  ]);
});

it('keeps drivers with their weeks, and knows those whose names were only written at the desk', async () => {
  const { store } = await storeWithHubs();
  await store.fleet.replace('hub-1', [sampleVehicle()]);
  const added = await store.drivers.add('hub-1', 'd1', { ...driver, usual_vehicle: 'v1' });
  expect(added).toEqual({ ...driver, usual_vehicle: 'v1', id: 'd1' });
  await expect(store.drivers.add('hub-1', 'd2', driver)).rejects.toMatchObject({ code: 'NAME_TAKEN' });
  await expect(
    store.drivers.add('hub-1', 'd2', { ...driver, name: 'B', usual_vehicle: 'v9' }),
  ).rejects.toMatchObject({ code: 'VEHICLE_UNKNOWN' });
  const days = [
    { date: '2026-03-09', hours: null },
    { date: '2026-03-03', hours: { start: '08:00', end: '10:00' } },
  ];
  expect((await store.drivers.update('hub-1', 'd1', { ...driver, days })).days).toEqual(days.toReversed());
  await store.drivers.setRetired('hub-1', 'd1', true);
  expect(await store.drivers.list('hub-1')).toEqual([]);
  expect((await store.drivers.add('hub-1', 'd7', driver)).id).toBe('d1');
  await expect(store.drivers.setRetired('hub-2', 'd1', true)).rejects.toMatchObject({
    code: 'DRIVER_UNKNOWN',
  });
});

it('saves the settings and the products of a hub, each whole, and tells of it', async () => {
  const { store } = await storeWithHubs();
  const before = (await store.hubs.settings('hub-1'))!;
  expect(before).toMatchObject({ name: 'Sìn Hồ', docks: null, unloading_minutes: 0, cut_off: null });
  const week = [[{ start: '06:00', end: '11:00' }], [], null, null, null, null, null];
  const settings = { ...before, name: 'Sìn Hồ mới', receiving: week, docks: 2, unloading_minutes: 15 };
  await store.hubs.saveSettings('hub-1', settings);
  expect(await store.hubs.settings('hub-1')).toEqual(settings);
  expect((await store.hubs.get('hub-1'))?.name).toBe('Sìn Hồ mới');
  await expect(store.hubs.saveSettings('hub-1', { ...settings, name: 'sa pa' })).rejects.toMatchObject({
    code: 'NAME_TAKEN',
  });
  const [plums] = sampleProducts;
  const products = [
    { ...plums!, freshness_hours: 24 },
    { ...plums!, id: 'new', name: 'Đào' },
  ];
  await store.hubs.saveProducts('hub-1', products);
  expect(await store.hubs.products('hub-1')).toEqual(products);
  await expect(
    store.hubs.saveProducts('hub-1', [plums!, { ...plums!, id: 'x', name: ' mận' }]),
  ).rejects.toMatchObject({ code: 'NAME_TAKEN' });
  expect(await store.hubs.products('hub-1')).toEqual(products);
  expect(await eventsOf(store)).toEqual(['hub.changed', 'hub.changed']);
});
