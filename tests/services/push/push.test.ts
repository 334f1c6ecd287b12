import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BookingDraft } from '#server/contract/booking.ts';
import type { Member } from '#server/contract/cooperative.ts';
import type { Locale } from '#server/contract/basics.ts';
import { makePush } from '#server/services/push/push.ts';
import { collected } from '../../domain/drive/made-run.ts';
import { bookedRun } from '../../support/booked-run.ts';
import { type BookingWorld, openBookingWorld } from '../../support/booking-world.ts';
import { openPushService } from '../../support/push-service.ts';

let world: BookingWorld;
beforeEach(async () => {
  world = await openBookingWorld();
});
afterEach(() => world.close());

async function phoneOf(member: Member, locale: Locale = 'en') {
  const { link } = await world.auth.members.invite(member.id);
  const { secret } = await world.auth.members.acceptInvite(link.split('/').at(-1)!, 'Android');
  const phone = (await world.auth.members.authenticate(secret))!;
  const service = await openPushService();
  const subscribe = () => world.services.push.subscribe(phone, { ...service.subscription, locale });
  await subscribe();
  return { ...service, subscribe, phone, secret };
}

let last = 0;
async function book(member: Member, change: Partial<BookingDraft> = {}): Promise<string> {
  last += 1;
  const id = `0f8a5a4e-8d1f-4c5e-9a51-${String(last).padStart(12, '0')}`;
  await world.services.booking.book(world.hub.id, member, {
    id,
    replaces: null,
    member: null,
    made_at: world.now(),
    kind: 'pickup',
    date: '2026-03-04',
    place: 'Tả Phìn',
    lat: null,
    lon: null,
    landmark: '',
    photo: null,
    product: 'Mận',
    kg: 100,
    crates: null,
    parcels: null,
    ready_from: '06:00',
    ready_until: '11:00',
    harvested_at: null,
    ...change,
  });
  return id;
}

const turn = () => world.services.push.turn();

describe('notices on a phone', () => {
  it('tell what becomes of her bookings, each once, and of nobody else’s', async () => {
    const mẩy = await world.addMember('Chảo Mẩy');
    const { words, taken } = await phoneOf(mẩy);
    const hers = await book(mẩy);
    await book(await world.addMember('Tẩn Phẩm'));
    await turn();
    expect(words()).toEqual([]);
    const tap = await bookedRun.publish(world, [hers]);
    await turn();
    expect(taken[0]?.headers).toMatchObject({
      'content-encoding': 'aes128gcm',
      ttl: '21600',
      urgency: 'high',
      authorization: expect.stringMatching(/^vapid t=[\w-]+\.[\w-]+\.[\w-]+, k=[\w-]{87}$/),
    });
    expect(taken[0]?.headers.authorization).toContain(`, k=${await world.services.push.key()}`);
    const which = 'Wed, Mar 4 · 100 kg · Mận · Tả Phìn';
    expect(words()).toEqual([`The truck comes 06:50–07:20\n${which}`]);
    await turn();
    expect(words()).toEqual([]);
    world.pass(Date.parse(bookedRun.instant('06:00')) - Date.parse(world.now()));
    await tap('06:00', { kind: 'left_hub', trip: 0 });
    await turn();
    expect(words()).toEqual([`The truck is on its way: 06:55–07:10\n${which}`]);
    await tap('07:05', collected(hers, 97.5));
    await turn();
    expect(words()).toEqual([`Collected: 97.5 kg\n${which}`]);
  });

  it('speak the phone’s language, with the product’s name in it', async () => {
    const products = await world.store.hubs.products(world.hub.id);
    const named = products.map((product) => ({ ...product, names: { 'zh-Hans': '李子' } }));
    await world.store.hubs.saveProducts(world.hub.id, named);
    const mẩy = await world.addMember('Chảo Mẩy');
    const { words } = await phoneOf(mẩy, 'zh-Hans');
    const hers = await book(mẩy);
    await world.services.booking.offer(world.hub.id, hers, {
      date: '2026-03-05',
      ready_from: '07:00',
      ready_until: '09:30',
    });
    await turn();
    expect(words()).toEqual(['集货站建议：3月5日周四 07:00–09:30\n3月4日周三 · 100公斤 · 李子 · Tả Phìn']);
  });

  it('tell an agent of what she tapped for others, and of many at once in one', async () => {
    const agent = await world.addMember('Giàng Sa', { role: 'agent' });
    const { words } = await phoneOf(agent);
    for (const name of ['A', 'B', 'C', 'D']) {
      const { id: member } = await world.addMember(name);
      await world.store.requests.setState(world.hub.id, await book(agent, { member }), 'missed');
    }
    await world.store.requests.setState(world.hub.id, await book(await world.addMember('E')), 'missed');
    await turn();
    expect(words()).toEqual(['There is news of 4 bookings']);
  });

  it('are tried again later and tell what is so by then; a browser that takes no more is left alone', async () => {
    world.refusals.isExpected = true;
    const mẩy = await world.addMember('Chảo Mẩy');
    const { words, answer, phone } = await phoneOf(mẩy);
    const hers = await book(mẩy);
    await bookedRun.publish(world, [hers]);
    answer.status = 503;
    await turn();
    answer.status = 201;
    await turn();
    expect(words()).toEqual([]);
    await world.store.requests.setState(world.hub.id, hers, 'missed');
    world.pass(10_000);
    await turn();
    expect(words()).toMatchObject([expect.stringContaining('Not collected')]);
    answer.status = 410;
    await world.store.requests.setState(world.hub.id, hers, 'cancelled');
    await turn();
    answer.status = 201;
    await world.store.requests.setState(world.hub.id, hers, 'missed');
    await turn();
    expect(words()).toEqual([]);
    expect(await world.store.push.listDue(world.now())).toEqual([]);
    expect(phone.member.id).toBe(mẩy.id);
  });

  it('reach the others where one cannot be sent, which is tried again later', async () => {
    world.refusals.isExpected = true;
    const [mẩy, pham] = [await world.addMember('Chảo Mẩy'), await world.addMember('Tẩn Phẩm')];
    const broken = await phoneOf(mẩy);
    const { subscription, phone } = broken;
    const keys = { ...subscription.keys, auth: 'AA' };
    const seq = await world.store.events.lastSeq(world.hub.id);
    await world.store.push.subscribe(phone.session, { ...subscription, keys, seq, told: {} });
    world.pass(1_000);
    const { words } = await phoneOf(pham);
    for (const member of [mẩy, pham])
      await world.store.requests.setState(world.hub.id, await book(member), 'missed');
    await turn();
    expect(words()).toMatchObject([expect.stringContaining('Not collected')]);
    expect(await world.store.push.listDue(world.now())).toEqual([]);
    world.pass(10_000);
    expect(await world.store.push.listDue(world.now())).toMatchObject([
      { session: phone.session, seq, tries: 1 },
    ]);
  });

  it('are no longer begun while the server closes', async () => {
    const mẩy = await world.addMember('Chảo Mẩy');
    const { words } = await phoneOf(mẩy);
    await world.store.requests.setState(world.hub.id, await book(mẩy), 'missed');
    await world.services.push.turn(AbortSignal.abort());
    expect(words()).toEqual([]);
    await turn();
    expect(words()).toHaveLength(1);
  });

  it('that were under way change nothing of a phone that subscribed anew meanwhile', async () => {
    const { subscription, phone } = await phoneOf(await world.addMember('Chảo Mẩy'));
    const { push } = world.store;
    const before = (await push.get(phone.session, world.now()))!;
    const endpoint = `${subscription.endpoint}-anew`;
    await push.subscribe(phone.session, { ...subscription, endpoint, seq: before.seq, told: { r1: 'told' } });
    await push.unsubscribe(before.session, before.endpoint);
    await push.noteTold(before, { seq: before.seq + 1, told: {}, tries: 1, dueAt: world.now() });
    expect(await push.get(phone.session, world.now())).toMatchObject({
      endpoint,
      seq: before.seq,
      told: { r1: 'told' },
      tries: 0,
    });
  });

  it('are forgotten once the page no longer shows the booking', async () => {
    const mẩy = await world.addMember('Chảo Mẩy');
    const { words, phone } = await phoneOf(mẩy);
    const told = async () => Object.keys((await world.store.push.get(phone.session, world.now()))!.told);
    const old = await book(mẩy);
    await world.store.requests.setState(world.hub.id, old, 'missed');
    await turn();
    expect(await told()).toEqual([old]);
    world.pass(31 * 24 * 3_600_000);
    const fresh = await book(mẩy, { date: '2026-04-04' });
    await world.store.requests.setState(world.hub.id, fresh, 'missed');
    await world.store.requests.setState(world.hub.id, old, 'cancelled');
    await turn();
    expect(words()).toHaveLength(2);
    expect(await told()).toEqual([fresh]);
  });

  it('end when the phone is unbound', async () => {
    const mẩy = await world.addMember('Chảo Mẩy');
    const { words, secret } = await phoneOf(mẩy);
    const hers = await book(mẩy);
    await world.auth.members.signOut(secret);
    await world.store.requests.setState(world.hub.id, hers, 'missed');
    await turn();
    expect(words()).toEqual([]);
  });

  it('are not sent to a phone that is unbound while others are told', async () => {
    const mẩy = await world.addMember('Chảo Mẩy');
    const { words, secret } = await phoneOf(mẩy);
    await world.store.requests.setState(world.hub.id, await book(mẩy), 'missed');
    const listDue = async (at: string) => {
      const due = await world.store.push.listDue(at);
      await world.auth.members.signOut(secret);
      return due;
    };
    const push = makePush({
      store: { ...world.store, push: { ...world.store.push, listDue } },
      now: world.now,
      publicUrl: 'https://hub.example.org',
      isPrivateAllowed: true,
      onRefused: () => undefined,
    });
    await push.turn();
    expect(words()).toEqual([]);
  });

  it('are not sent to a key that is none', async () => {
    const { subscription } = await openPushService();
    const member = await world.addMember('Chảo Mẩy');
    const phone = { session: 's', hub: world.hub.id, member };
    const keys = { ...subscription.keys, p256dh: 'A'.repeat(87) };
    await expect(world.services.push.subscribe(phone, { ...subscription, keys })).rejects.toMatchObject({
      code: 'PUSH_REFUSED',
    });
  });

  it('are sent to web addresses alone', async () => {
    const { subscription, phone } = await phoneOf(await world.addMember('Chảo Mẩy'));
    const endpoint = subscription.endpoint.replace('http:', 'ftp:');
    await expect(world.services.push.subscribe(phone, { ...subscription, endpoint })).rejects.toMatchObject({
      code: 'PUSH_REFUSED',
    });
  });

  it('are not sent to a private address', async () => {
    const mẩy = await world.addMember('Chảo Mẩy');
    const { taken, subscription, phone } = await phoneOf(mẩy);
    const failures: string[] = [];
    const push = makePush({
      store: world.store,
      now: world.now,
      publicUrl: 'https://hub.example.org',
      isPrivateAllowed: false,
      onRefused: (failure) => failures.push(failure),
    });
    await world.store.requests.setState(world.hub.id, await book(mẩy), 'missed');
    await push.turn();
    expect(failures).toEqual(['the address is not https']);
    const endpoint = subscription.endpoint.replace('http:', 'https:');
    await world.store.push.subscribe(phone.session, { ...subscription, endpoint, seq: 0, told: {} });
    await push.turn();
    expect(failures.slice(1)).toEqual(['127.0.0.1 is a private address']);
    expect(taken).toEqual([]);
    await expect(push.subscribe(phone, { ...subscription, endpoint })).rejects.toMatchObject({
      code: 'PUSH_REFUSED',
    });
  });
});
