import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Request } from '#server/contract/request.ts';
import { isOpen } from '#server/services/booking/show-bookings.ts';
import { makeCarryOver } from '#server/services/carry-over.ts';
import { Solves } from '#server/services/planning/solves.ts';
import { makePlans } from '#server/services/plans.ts';
import { makePublishing } from '#server/services/publish/publishing.ts';
import type { SolverPool } from '#server/solver-pool/port.ts';
import { morning, sampleHub, sampleProducts, sampleRequest, sampleVehicle, today } from '../store/samples.ts';
import { tempStore } from '../store/temp-store.ts';
import { flatRoads } from '../support/flat-roads.ts';
import { deskOnStore, planWith } from '../support/store-desk.ts';

const tomorrow = '2026-03-03';
const readyTomorrow = {
  date: tomorrow,
  ready_from: '2026-03-02T23:00:00Z',
  ready_until: '2026-03-03T03:30:00Z',
};

/** All stops in one trip of the first vehicle, in their order. */
const inOneTrip: SolverPool = {
  prepare: () => undefined,
  close: async () => undefined,
  solve: ({ stops }) => ({
    result: Promise.resolve({
      runs: [{ vehicle: 0, trips: [stops.map((_, index) => index)] }],
      unassigned: [],
      cost: 1,
      penalty: 0,
      iterations: 1,
      seconds: 0,
    }),
    finishEarly: () => undefined,
    cancel: () => undefined,
  }),
};

/** A hub with one truck and a member, Mai, who books; days are planned and published by the real services. */
async function openWorld() {
  const { store } = tempStore();
  await store.hubs.add(sampleHub(), sampleProducts);
  await store.fleet.replace('hub-1', [sampleVehicle()]);
  const cooperative = { name: 'HTX', phone: '', locale: 'vi', divides_by: null } as const;
  const { id } = await store.cooperatives.add('hub-1', cooperative);
  const mai = { name: 'Mai', phone: '', locale: 'vi', role: 'grower', cooperative: id } as const;
  await store.members.add('hub-1', 'mai', mai);
  const failures: unknown[] = [];
  const onFailure = (error: unknown) => failures.push(error);
  const solves = new Solves({ store, newId: randomUUID, onFailure });
  const roads = { ...flatRoads(inOneTrip, '2026-03-01T10:00:00Z'), checkSolution: () => [] };
  const plans = makePlans({
    store,
    solves,
    toolsOf: () => roads,
    directionTexts: () => [],
    snapLimitMetres: 1000,
    newSeed: () => 1,
  });
  const { readDay, settlePaths } = deskOnStore(store);
  const publishing = makePublishing({ store, readDay, settlePaths });
  /** Books as her phone does: what no list names is called by its id. */
  const book = async (change: Partial<Request> = {}, replaces: string | null = null) => {
    const request = sampleRequest({ id: randomUUID(), cooperative: 'HTX', ...change });
    await store.bookings.add('hub-1', {
      request,
      member: 'mai',
      by: 'mai',
      landmark: '',
      photo: null,
      madeAt: morning,
      doubts: [],
      replaces,
      quote: null,
    });
    return request.id;
  };
  const plan = async (date: string) => {
    await plans.startSolve('hub-1', date, 1, null);
    while ((await store.solves.running('hub-1', date)) !== null)
      await new Promise((done) => setTimeout(done, 5));
    expect(failures).toEqual([]);
  };
  /** What the driver is told to fetch where, all runs published. */
  const tell = async (date: string) => {
    const { editVersion } = await readDay('hub-1', date);
    const order = { hub: 'hub-1', date, scenario: null, editVersion, by: null, id: null };
    const { runs } = await publishing.publish(order, null);
    return runs.flatMap(({ frozen }) =>
      frozen.run.trips.flatMap(({ stops }) => stops.flatMap(({ place, requests }) => [[place, ...requests]])),
    );
  };
  /** The seconds from the hub to each request. */
  const readTables = async (date: string) => {
    const { requests, places, tables } = (await readDay('hub-1', date)).facts;
    return [...requests.values()].map(({ id, place }) => [
      place,
      tables[0]!.seconds[places.placeOfRequest.get(id)!],
    ]);
  };
  const stateOf = async (request: string) => (await store.requests.get('hub-1', request))!.state;
  const carry = makeCarryOver({ store, newId: randomUUID, now: () => morning });
  const on = (date: string) => store.requests.listByDay('hub-1', date);
  return { store, book, plan, tell, readTables, stateOf, carry, on };
}

it('plans and tells a booking that was changed, not the one that it was before', async () => {
  const { book, plan, tell, stateOf } = await openWorld();
  const before = await book({ place: 'Old', lat: 22.41 });
  const after = await book({ place: 'New', lat: 22.46 }, before);
  await plan(today);
  expect([await stateOf(before), await stateOf(after)]).toEqual(['cancelled', 'planned']);
  expect(await tell(today)).toEqual([['New', after]]);
  expect([await stateOf(before), await stateOf(after)]).toEqual(['cancelled', 'published']);
});

it('leaves a stop that was planned to the booking it was planned for, once that is changed', async () => {
  const { book, plan, tell, stateOf } = await openWorld();
  const before = await book({ place: 'Old', lat: 22.41 });
  await plan(today);
  const after = await book({ place: 'New', lat: 22.46 }, before);
  expect(await tell(today)).toEqual([['Old', before]]);
  expect([await stateOf(before), await stateOf(after)]).toEqual(['cancelled', 'booked']);
});

it('stands once, whichever of it is booked again', async () => {
  const { store, book, stateOf } = await openWorld();
  const again = (id: string) => store.requests.setState('hub-1', id, 'booked');
  const first = await book();
  const second = await book({}, first);
  await expect(again(first)).rejects.toMatchObject({ code: 'REFERENCE_TAKEN', ids: [first] });
  const third = await book(readyTomorrow, second);
  for (const id of [first, second]) await expect(again(id)).rejects.toMatchObject({ code: 'CARRIED_OVER' });
  await store.requests.setState('hub-1', third, 'cancelled');
  await again(first);
  await expect(again(second)).rejects.toMatchObject({ code: 'REFERENCE_TAKEN' });
  await expect(again(third)).rejects.toMatchObject({ code: 'CARRIED_OVER' });
  const states = [await stateOf(first), await stateOf(second), await stateOf(third)];
  expect(states).toEqual(['booked', 'cancelled', 'cancelled']);
});

it('plans and tells what was carried over on the day that it stands, by no list’s id', async () => {
  const { store, carry, on, plan, tell, stateOf } = await openWorld();
  const missed = randomUUID();
  await store.requests.add('hub-1', sampleRequest({ id: missed }));
  await carry.carryOver('hub-1', today, null);
  const [copy] = await on(tomorrow);
  await plan(tomorrow);
  expect([await stateOf(missed), await stateOf(copy!.id)]).toEqual(['missed', 'planned']);
  expect(await tell(tomorrow)).toEqual([[copy!.place, copy!.id]]);
});

it('plans and tells what a list books again under the id of a cancelled request', async () => {
  const { store, plan, tell, stateOf } = await openWorld();
  const before = randomUUID();
  await store.requests.add('hub-1', sampleRequest({ id: before, place: 'Old', lat: 22.41 }));
  await store.requests.setState('hub-1', before, 'cancelled');
  const again = sampleRequest({ id: randomUUID(), reference: before, place: 'New', lat: 22.46 });
  await store.requests.addAll('hub-1', [again]);
  await plan(today);
  expect([await stateOf(before), await stateOf(again.id)]).toEqual(['cancelled', 'planned']);
  expect(await tell(today)).toEqual([['New', again.id]]);
});

it('plans what a list books on another day under the id of a request', async () => {
  const { store, plan, tell, stateOf } = await openWorld();
  const first = randomUUID();
  const again = sampleRequest({ id: randomUUID(), reference: first, ...readyTomorrow });
  await store.requests.addAll('hub-1', [sampleRequest({ id: first }), again]);
  await plan(tomorrow);
  expect([await stateOf(first), await stateOf(again.id)]).toEqual(['booked', 'planned']);
  expect(await tell(tomorrow)).toEqual([[again.place, again.id]]);
});

it('reckons with the roads to where a list has moved a request, not with the path to where it was', async () => {
  const { store, plan, readTables } = await openWorld();
  const listed = { reference: 'n1', lon: 103.25 };
  await store.requests.addAll('hub-1', [sampleRequest({ ...listed, id: 'a', place: 'Old', lat: 22.41 })]);
  await plan(today);
  await store.requests.setState('hub-1', 'a', 'cancelled');
  await store.requests.addAll('hub-1', [sampleRequest({ ...listed, id: 'b', place: 'New', lat: 22.46 })]);
  // 36 km/h over 0.05 and 0.1 degrees of 100 km.
  expect(await readTables(today)).toEqual([
    ['Old', 500],
    ['New', 1000],
  ]);
});

/** Of 120.5 kg 40 stand on the next day, the rest is planned. */
async function partlyCarried() {
  const world = await openWorld();
  const first = await world.book({ kg: 120.5, crates: 7, parcels: 25 });
  const load = { kg: 80.5, crates: 5, parcels: 16 };
  const left = { kg: 40, crates: 2, parcels: 9 };
  const [run] = planWith([{ vehicle: 'L-1', trips: [[first]] }]).runs;
  const [trip] = run!.trips;
  const stops = trip!.stops.map((stop) => ({ ...stop, parts: [{ request: first, load }] }));
  const unassigned = [{ request: first, code: 'NOT_ENOUGH_VEHICLES' as const, reason: '', left }];
  const inPart = { ...planWith([]), runs: [{ ...run!, trips: [{ ...trip!, stops }] }], unassigned };
  await world.store.plans.save('hub-1', today, inPart, null);
  expect(await world.carry.carryOver('hub-1', today, null)).toMatchObject({ count: 1 });
  const [rest] = await world.on(tomorrow);
  expect(rest).toMatchObject({ kg: 40, state: 'booked' });
  return { ...world, first, rest: rest! };
}

it('may not change what is left of a booking while the rest of it stands on another day', async () => {
  const { book, first, on, store } = await partlyCarried();
  const before = [...(await on(today)), ...(await on(tomorrow))];
  await expect(book({ kg: 120.5 }, first)).rejects.toMatchObject({ code: 'CARRIED_OVER', ids: [first] });
  expect([...(await on(today)), ...(await on(tomorrow))]).toEqual(before);
  const hub = sampleHub();
  const at = { hub, settings: (await store.hubs.settings(hub.id))!, now: morning };
  expect(before.map((request) => isOpen(request, at))).toEqual([false, true]);
});

it('has the rest of a booking back where its day is, though that was changed', async () => {
  const { book, carry, first, on, rest, stateOf, store } = await partlyCarried();
  const changed = await book({ ...readyTomorrow, kg: 50 }, rest.id);
  expect(await on(today)).toMatchObject([{ kg: 80.5, carried: { to: tomorrow, rest: { kg: 40 } } }]);
  await expect(store.requests.setState('hub-1', rest.id, 'booked')).rejects.toMatchObject({
    code: 'CARRIED_OVER',
  });
  expect(await carry.bringBack('hub-1', [first])).toEqual({ count: 1, kept: 0 });
  expect(await on(today)).toMatchObject([{ kg: 120.5, crates: 7, parcels: 25, state: 'planned' }]);
  expect([await stateOf(rest.id), await stateOf(changed)]).toEqual(['cancelled', 'cancelled']);
});

it('is not carried over again where what was carried is changed', async () => {
  const { book, carry, on, stateOf, store } = await openWorld();
  const missed = await book();
  await carry.carryOver('hub-1', today, null);
  const [copy] = await on(tomorrow);
  expect(copy!.reference).toBe(copy!.id);
  const changed = await book({ ...readyTomorrow, kg: 50 }, copy!.id);
  expect(await on(today)).toMatchObject([{ state: 'missed', carried: { to: tomorrow } }]);
  expect((await on(tomorrow))[1]).toMatchObject({ id: changed, carried: { first_date: today } });
  expect(await carry.carryOver('hub-1', today, null)).toMatchObject({ count: 0 });
  await expect(store.requests.setState('hub-1', copy!.id, 'booked')).rejects.toMatchObject({
    code: 'CARRIED_OVER',
  });
  expect(await carry.bringBack('hub-1', [missed])).toEqual({ count: 1, kept: 0 });
  expect([await stateOf(missed), await stateOf(changed)]).toEqual(['booked', 'cancelled']);
});
