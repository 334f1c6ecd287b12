import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { drivenEvent, drivenRun, type RunEventWire } from '#server/contract/drive.ts';
import { applyEvents } from '#server/domain/drive/apply-events.ts';
import type { RunDeed } from '#server/domain/drive/run-event.ts';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { collected, itemOf, missed } from '../../domain/drive/made-run.ts';
import { sampleDriver, sampleHub, sampleRegion, sampleRequest, today } from '../../store/samples.ts';
import { deskWorld, record } from '../desk/desk-world.ts';

const solver = makeSolverPool({ threads: 1 });
afterAll(() => solver.close());

const key = 'k'.repeat(43);
const origin = 'https://hub.example.org';

/** A published plan of twelve requests, and the drivers of its runs. */
async function world(of: Parameters<typeof deskWorld>[1] = {}) {
  const made = await deskWorld(solver, of);
  const { desk, publishing, drive, store, on } = made;
  const { edit_version: version } = await desk.get(record);
  const { runs } = await publishing.publish(on(version), null);
  const run = runs[0]!;
  const linkOf = async (number = run.number) => {
    const [link] = await drive.addLinks('hub-1', { date: today, runs: [number], origin, by: 'user-1' });
    return { ...link!, token: link!.url.split('#')[1]! };
  };
  const bind = async (phone = randomUUID(), itsKey = key, token?: string) => {
    const bound = await drive.bind(token ?? (await linkOf()).token, { phone, key: itsKey, label: 'Android' });
    return { ...bound, id: phone };
  };
  const stateOf = async (request: string) =>
    (await store.requests.listByDay('hub-1', today)).find(({ id }) => id === request)?.state;
  const eventsAt = () => store.events.listAfter('hub-1', 0, 10_000);
  const requests = run.frozen.run.trips.flatMap(({ stops }) => stops.flatMap((stop) => stop.requests));
  return { ...made, version, run, runs, linkOf, bind, stateOf, eventsAt, requests };
}

/** What a phone sends. */
function madeTaps(phone: string) {
  let order = 0;
  return (deed: RunDeed, change: Partial<RunEventWire> = {}): RunEventWire => ({
    id: randomUUID(),
    phone,
    order: ++order,
    at: `2026-03-02T0${order}:00:00.000Z`,
    clock_offset_ms: 0,
    position: null,
    revision: 1,
    deed: deed as RunEventWire['deed'],
    ...change,
  });
}

describe('a driver’s link', () => {
  it('says which run it is for and lets one phone in; a second waits for the desk', async () => {
    const { drive, run, linkOf, bind } = await world();
    const link = await linkOf();
    expect(link.url).toMatch(/^https:\/\/hub\.example\.org\/drive\/#[\w-]+$/);
    expect(await drive.getLink(link.token)).toMatchObject({ number: run.number, date: today, hub: 'Sìn Hồ' });
    const first = await bind(randomUUID(), key, link.token);
    expect(first).toMatchObject({ run: run.id, phone: 'bound' });
    expect(await bind(first.id, key, link.token)).toMatchObject({ phone: 'bound' });
    const second = await bind(randomUUID(), 'x'.repeat(43), link.token);
    expect(second.phone).toBe('waiting');
    const calling = { run: run.id, key: 'x'.repeat(43) };
    await expect(drive.getRun(calling)).rejects.toMatchObject({ code: 'PHONE_WAITING' });
    await drive.decidePhone('hub-1', second.id, 'let_in', 'user-1');
    expect(await drive.getRun(calling)).toMatchObject({ phone: 'bound', number: run.number });
    await expect(drive.getRun({ run: run.id, key })).rejects.toMatchObject({ code: 'PHONE_UNKNOWN' });
    const [listed] = await drive.list('hub-1', today);
    expect(listed?.phones.map(({ state }) => state)).toEqual(['replaced', 'bound']);
  });

  it.each(['lets another in', 'ends the links'])(
    'admits nothing of a phone that the desk never let in, also once it %s',
    async (what) => {
      const { drive, run, linkOf, bind, requests, stateOf } = await world();
      const { token } = await linkOf();
      const [had, other, never] = ['a', 'b', 'c'].map((letter) => letter.repeat(43)) as [
        string,
        string,
        string,
      ];
      const first = await bind(randomUUID(), had, token);
      const second = await bind(randomUUID(), other, token);
      const third = await bind(randomUUID(), never, token);
      expect(third.phone).toBe('waiting');
      if (what === 'lets another in') await drive.decidePhone('hub-1', second.id, 'let_in', 'user-1');
      else await drive.revoke('hub-1', run.id);
      const calling = { run: run.id, key: never };
      const refused = { code: 'PHONE_REFUSED' };
      const [request] = requests;
      const sync = drive.sync(calling, [madeTaps(third.id)(missed(request!))], 1);
      await expect(sync).rejects.toMatchObject(refused);
      const picture = drive.addPicture(calling, 'p1', new Uint8Array([0xff, 0xd8, 0xff, 0xe0]));
      await expect(picture).rejects.toMatchObject(refused);
      await expect(drive.getRun(calling)).rejects.toMatchObject(refused);
      expect(await stateOf(request!)).toBe('published');
      const [listed] = await drive.list('hub-1', today);
      const states = listed?.phones.map(({ state }) => state);
      expect(states).toEqual(['replaced', what === 'lets another in' ? 'bound' : 'refused', 'refused']);
      // One that had the run hands in what it noted.
      const taps = [madeTaps(first.id)(collected(request!, 190))];
      expect(await drive.sync({ run: run.id, key: had }, taps, 1)).toMatchObject({ phone: 'replaced' });
      expect(await stateOf(request!)).toBe('collected');
    },
  );

  it('brings along whom to call and how to find her, as long as she is known', async () => {
    const { drive, desk, publishing, on, version, run, requests, bind, store } = await world();
    const cooperative = (await store.cooperatives.list('hub-1'))[0]!;
    await store.cooperatives.update('hub-1', cooperative.id, { ...cooperative, phone: '0214 3871' });
    const draft = { cooperative: cooperative.id, name: 'Chảo Mẩy', phone: '0987 654', locale: 'vi' as const };
    const member = await store.members.add('hub-1', 'm1', { ...draft, role: 'grower' });
    await bind();
    const calling = { run: run.id, key };
    const byCooperative = (request: string) => ({
      request,
      name: cooperative.name,
      phone: '0214 3871',
      landmark: '',
      photo: null,
    });
    expect((await drive.getRun(calling)).latest.contacts).toEqual(
      expect.arrayContaining(requests.map(byCooperative)),
    );

    const words = { landmark: 'cạnh trường học', photo: null, doubts: [], replaces: null, quote: null };
    const by = { member: member.id, by: member.id, madeAt: '2026-03-01T09:00:00Z' };
    await store.bookings.add('hub-1', { request: sampleRequest({ id: 'late', kg: 20 }), ...words, ...by });
    const to = { run: run.number, trip: 0, position: 0 };
    await desk.edit(on(version), { type: 'move', stops: ['late'], to });
    await publishing.publish(on(version + 1), null);
    const { latest } = await drive.sync(calling, [], 1);
    const hers = { request: 'late', name: 'Chảo Mẩy', phone: '0987 654', landmark: 'cạnh trường học' };
    expect(latest?.contacts).toContainEqual({ ...hers, photo: null });
    await store.members.remove('hub-1', member.id);
    expect((await drive.getRun(calling)).latest.contacts).toContainEqual(byCooperative('late'));
  });

  it('brings along how the places of its own run look, and of no other', async () => {
    const { drive, desk, publishing, on, version, runs, bind, linkOf, store } = await world();
    const jpeg = Buffer.from([0xff, 0xd8, 0xff, 1]);
    const photos = {
      his: randomUUID(),
      others: randomUUID(),
      unplanned: randomUUID(),
      elsewhere: randomUUID(),
    };
    await store.hubs.add(sampleHub({ id: 'hub-2', name: 'Sa Pa' }), []);
    const book = async (hub: string, id: keyof typeof photos) => {
      const contact = { name: `HTX ${id}`, phone: '', locale: 'vi' as const };
      const { id: cooperative } = await store.cooperatives.add(hub, { ...contact, divides_by: null });
      const member = await store.members.add(hub, id, { ...contact, cooperative, role: 'grower' });
      await store.bookings.addPhoto(member.id, { id: photos[id], type: 'image/jpeg', bytes: jpeg });
      const words = { landmark: '', photo: photos[id], doubts: [], replaces: null, quote: null };
      const by = { member: member.id, by: member.id, madeAt: '2026-03-01T09:00:00Z' };
      await store.bookings.add(hub, { request: sampleRequest({ id, kg: 20 }), ...words, ...by });
    };
    for (const id of ['his', 'others', 'unplanned'] as const) await book('hub-1', id);
    await book('hub-2', 'elsewhere');
    const toRun = (run: number) => ({ run, trip: 0, position: 0 });
    await desk.edit(on(version), { type: 'move', stops: ['his'], to: toRun(runs[0]!.number) });
    await desk.edit(on(version + 1), { type: 'move', stops: ['others'], to: toRun(runs[1]!.number) });
    await publishing.publish(on(version + 2), null);
    await bind();
    const calling = { run: runs[0]!.id, key };
    const { contacts } = (await drive.getRun(calling)).latest;
    expect(contacts.flatMap(({ photo }) => photo ?? [])).toEqual([photos.his]);
    expect(await drive.placePhoto(calling, photos.his)).toMatchObject({ type: 'image/jpeg', bytes: jpeg });
    // Answered with 404.
    const unknown = { code: 'PICTURE_UNKNOWN' };
    for (const photo of [photos.others, photos.unplanned, photos.elsewhere, 'made-up']) {
      await expect(drive.placePhoto(calling, photo)).rejects.toMatchObject(unknown);
    }
    const strange = { run: runs[1]!.id, key };
    await expect(drive.placePhoto(strange, photos.others)).rejects.toMatchObject({ code: 'PHONE_UNKNOWN' });
    const second = await bind(randomUUID(), 'x'.repeat(43), (await linkOf()).token);
    const waiting = { run: second.run, key: 'x'.repeat(43) };
    await expect(drive.placePhoto(waiting, photos.his)).rejects.toMatchObject({ code: 'PHONE_WAITING' });
    await store.members.remove('hub-1', 'his');
    await expect(drive.placePhoto(calling, photos.his)).rejects.toMatchObject(unknown);
  });

  it('is of no use with another key, another run, after its end, or once the desk has ended it', async () => {
    const { drive, run, runs, linkOf, bind, setNow } = await world();
    const link = await linkOf();
    const phone = await bind(randomUUID(), key, link.token);
    await expect(bind(phone.id, 'y'.repeat(43), link.token)).rejects.toMatchObject({ code: 'PHONE_UNKNOWN' });
    for (const calling of [
      { run: run.id, key: null },
      { run: run.id, key: 'y'.repeat(43) },
      { run: runs[1]!.id, key },
    ]) {
      await expect(drive.getRun(calling)).rejects.toMatchObject({ code: 'PHONE_UNKNOWN' });
    }
    await expect(drive.getLink('made-up')).rejects.toMatchObject({ code: 'LINK_UNKNOWN' });
    await drive.revoke('hub-1', run.id);
    await expect(drive.getLink(link.token)).rejects.toMatchObject({ code: 'LINK_UNKNOWN' });
    await expect(drive.getRun({ run: run.id, key })).rejects.toMatchObject({ code: 'PHONE_UNKNOWN' });
    await expect(drive.revoke('hub-2', run.id)).rejects.toMatchObject({ code: 'RUN_UNKNOWN' });
    const other = await linkOf(runs[1]!.number);
    setNow('2026-03-04T09:00:00Z');
    await expect(drive.getLink(other.token)).rejects.toMatchObject({ code: 'LINK_EXPIRED' });
  });

  it('ends when the run passes to another driver; what the first has noted still comes in', async () => {
    const drivers = [sampleDriver({ name: 'Giàng A Lử', usual_vehicle: 'v1' })];
    const { drive, desk, publishing, on, version, linkOf, runs } = await world({ drivers });
    const his = runs.find(({ frozen }) => frozen.driver === 'Giàng A Lử')!;
    const link = await linkOf(his.number);
    const phone = await drive.bind(link.token, { phone: randomUUID(), key, label: '' });
    await desk.edit(on(version), { type: 'change_driver', run: his.number, driver: 'Vàng A Dế' });
    await publishing.publish(on(version + 1), null);
    await expect(drive.getLink(link.token)).rejects.toMatchObject({ code: 'LINK_UNKNOWN' });
    const listed = (await drive.list('hub-1', today)).find(({ run }) => run === his.id);
    const tap = madeTaps(listed!.phones[0]!.id);
    const request = his.frozen.requests[0]!.id;
    const synced = await drive.sync({ run: phone.run, key }, [tap(collected(request, 80))], 1);
    expect(synced).toMatchObject({ phone: 'replaced', latest: null });
    const after = (await drive.list('hub-1', today)).find(({ run }) => run === his.id);
    expect(after?.events).toHaveLength(1);
  });

  it('is not made for a run that is not published', async () => {
    const { drive } = await world();
    const asked = drive.addLinks('hub-1', { date: today, runs: [99], origin, by: null });
    await expect(asked).rejects.toMatchObject({ code: 'RUN_UNKNOWN', ids: ['99'] });
  });
});

describe('what a driver taps', () => {
  it('counts once however often it is sent, with its time, and requests follow', async () => {
    const { drive, bind, run, stateOf, eventsAt, requests, store } = await world();
    const phone = await bind();
    const calling = { run: run.id, key };
    const tap = madeTaps(phone.id);
    const [a, b, c] = requests as [string, string, string];
    const took = tap(collected(a, 190));
    const partly = tap({ ...collected(b, 50), partly: 'no_room' } as RunDeed);
    const events = [tap({ kind: 'accepted' }), took, partly, tap(missed(c))];
    const now = await drive.sync(calling, events, 1);
    expect(now).toMatchObject({ phone: 'bound', latest: null, others: 0 });
    await drive.sync(calling, events.toReversed(), 1);
    expect([await stateOf(a), await stateOf(b), await stateOf(c)]).toEqual([
      'collected',
      'partly_collected',
      'missed',
    ]);
    const stored = await store.drive.get(run.id);
    expect(stored?.events).toEqual(events);
    const told = (await eventsAt()).filter(({ event }) => event.type === 'run.events');
    expect(told.map(({ event }) => event.data)).toEqual([
      { date: today, run: run.id, number: run.number, count: 4 },
    ]);
    await drive.sync(calling, [tap({ kind: 'undone', event: took.id })], 1);
    expect(await stateOf(a)).toBe('published');
  });

  it('follows the taking back also where it came before the tap', async () => {
    const { drive, bind, run, stateOf, requests } = await world();
    const tap = madeTaps((await bind()).id);
    const took = tap(collected(requests[0]!, 190));
    const undone = tap({ kind: 'undone', event: took.id });
    await drive.sync({ run: run.id, key }, [undone], 1);
    await drive.sync({ run: run.id, key }, [took], 1);
    expect(await stateOf(requests[0]!)).toBe('published');
  });

  it('is of the phone that sends it alone', async () => {
    const { drive, bind, run } = await world();
    await bind();
    const strange = madeTaps(randomUUID())({ kind: 'accepted' });
    await expect(drive.sync({ run: run.id, key }, [strange], 1)).rejects.toMatchObject({
      code: 'PHONE_UNKNOWN',
    });
  });

  it('changes no request of another hub, and no tap of another run', async () => {
    const { drive, bind, linkOf, run, runs, requests, stateOf, store } = await world();
    await store.hubs.add(sampleHub({ id: 'hub-2', name: 'Tủa Chùa' }), []);
    await store.requests.addAll('hub-2', [sampleRequest({ id: 'x1', state: 'booked' })]);
    const phone = await bind();
    const calling = { run: run.id, key };
    await drive.sync(calling, [madeTaps(phone.id)(collected('x1', 80))], 1);
    expect(await store.requests.listByDay('hub-2', today)).toMatchObject([{ id: 'x1', state: 'booked' }]);
    const entered = { ...madeTaps(phone.id)(collected(requests[0]!, 190)), order: 2 };
    await drive.enterEvents('hub-1', run.id, [entered], 'user-1');
    const otherKey = 'o'.repeat(43);
    const other = await bind(randomUUID(), otherKey, (await linkOf(runs[1]!.number)).token);
    const same = { ...madeTaps(other.id)({ kind: 'accepted' }), id: entered.id };
    await drive.sync({ run: runs[1]!.id, key: otherKey }, [same], 1);
    const listed = (await drive.list('hub-1', today)).find(({ run: id }) => id === run.id);
    expect(listed?.events.map(({ id }) => id)).toContain(entered.id);
    expect(await stateOf(requests[0]!)).toBe('collected');
  });

  it('stands when the desk publishes the run without the stop, and the phone is told of the revision', async () => {
    const { drive, desk, publishing, on, version, bind, run, stateOf, requests } = await world();
    const tap = madeTaps((await bind()).id);
    const calling = { run: run.id, key };
    await drive.sync(calling, [tap(collected(requests[0]!, 190))], 1);
    await desk.edit(on(version), { type: 'unassign', stops: [requests[0]!] });
    await publishing.publish(on(version + 1), null);
    expect(await stateOf(requests[0]!)).toBe('collected');
    const synced = await drive.sync(calling, [tap({ kind: 'arrived', items: [itemOf(requests[1]!)] })], 1);
    expect(synced.latest?.revision).toBe(2);
    const wire = await drive.getRun(calling);
    expect(wire.earlier.map(({ revision }) => revision)).toEqual([1]);
    const state = applyEvents({
      latest: drivenRun(wire.latest.revision, wire.latest.frozen),
      earlier: wire.earlier.map(({ revision, frozen }) => drivenRun(revision, frozen)),
      events: wire.events.map(drivenEvent),
    });
    expect(state.stops[0]).toMatchObject({ isTakenOut: true, items: [{ outcome: { taken: { kg: 190 } } }] });
    expect(state.stops[1]?.status).toBe('here');
  });

  it('may be entered at the desk, and is the same when the phone sends it later', async () => {
    const { drive, bind, run, requests, stateOf } = await world();
    const phone = await bind();
    const took = madeTaps(phone.id)(collected(requests[0]!, 190));
    expect(await drive.enterEvents('hub-1', run.id, [took], 'user-1')).toEqual({ added: 1 });
    await drive.sync({ run: run.id, key }, [took], 1);
    const [listed] = await drive.list('hub-1', today);
    expect(listed?.events).toHaveLength(1);
    expect(await stateOf(requests[0]!)).toBe('collected');
    await expect(drive.enterEvents('hub-2', run.id, [took], null)).rejects.toMatchObject({
      code: 'RUN_UNKNOWN',
    });
  });
});

describe('what a phone takes along and brings back', () => {
  it('has directions, tiles and pictures of its run', async () => {
    const { drive, bind, run, setNow } = await world();
    await bind();
    const calling = { run: run.id, key };
    const { revision, legs } = await drive.directions(calling, 'vi');
    expect(revision).toBe(1);
    expect(legs).toHaveLength(run.frozen.run.trips.reduce((sum, trip) => sum + trip.legs.length, 0));
    expect(await drive.tile(calling, 10, 1, 1)).toEqual(Buffer.from('tile'));
    const map = await drive.map(calling);
    expect(map).toMatchObject({ revision: 1, attribution: sampleRegion.attribution });
    const [stop] = run.frozen.run.trips[0]!.stops;
    // Where the first stop is at zoom 14, as the tile servers of the world count.
    const x = Math.floor(((stop!.lon + 180) / 360) * 2 ** 14);
    expect(map.tiles.filter((tile) => tile.z === 14 && tile.x === x)).not.toEqual([]);
    expect(new Set(map.tiles.map(({ bytes }) => bytes))).toEqual(new Set([4]));
    const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0]);
    await drive.addPicture(calling, 'p1', jpeg);
    await drive.addPicture(calling, 'p1', jpeg);
    expect(await drive.getPicture('hub-1', run.id, 'p1')).toEqual({
      type: 'image/jpeg',
      bytes: Buffer.from(jpeg),
    });
    await expect(drive.addPicture(calling, 'p2', new Uint8Array([1, 2]))).rejects.toMatchObject({
      code: 'PICTURE_UNREADABLE',
    });
    await expect(drive.getPicture('hub-2', run.id, 'p1')).rejects.toMatchObject({ code: 'PICTURE_UNKNOWN' });
    setNow('2026-03-17T00:00:00Z');
    await expect(drive.addPicture(calling, 'p3', jpeg)).rejects.toMatchObject({ code: 'LINK_EXPIRED' });
  });
});
