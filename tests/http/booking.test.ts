import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Booking, BookingDraft, BookingStart, TextLine } from '#server/contract/booking.ts';
import type { Member } from '#server/contract/cooperative.ts';
import { collected, itemOf, missed } from '../domain/drive/made-run.ts';
import { bookedRun } from '../support/booked-run.ts';
import { type BookingWorld, openBookingWorld } from '../support/booking-world.ts';
import { settleRequest } from '../support/settle-request.ts';

let world: BookingWorld;
beforeEach(async () => {
  world = await openBookingWorld();
});
afterEach(() => world.close());

const hourMs = 3_600_000;

/** A phone with the cookies it was given. */
function phone() {
  let cookie = '';
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(world.url + path, {
      method,
      headers: {
        origin: world.url,
        'user-agent': 'Mozilla/5.0 (Linux; Android 12) Chrome/120 Zalo',
        ...(cookie !== '' && { cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const set = response.headers.get('set-cookie');
    if (set) cookie = set.split(';')[0]!;
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text), set };
  };
  return {
    get: (path: string) => call('GET', path),
    post: (path: string, body?: unknown) => call('POST', path, body),
    remove: (path: string) => call('DELETE', path),
    cookie: () => cookie,
    upload: async (path: string, bytes: Buffer) => {
      const headers = { origin: world.url, cookie, 'content-type': 'image/jpeg' };
      const answer = await fetch(world.url + path, { method: 'POST', headers, body: new Uint8Array(bytes) });
      const text = await answer.text();
      return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
    },
    start: async () => (await call('GET', '/api/book')).body as BookingStart,
    book: (draft: BookingDraft) => call('POST', '/api/book/requests', draft),
  };
}

async function boundPhone(member: Member) {
  const { link } = await world.auth.members.invite(member.id);
  const bound = phone();
  expect((await bound.post(`/api/book/links/${link.split('/').at(-1)}`)).status).toBe(204);
  return bound;
}

const draft = (change: Partial<BookingDraft> = {}): BookingDraft => ({
  id: randomUUID(),
  replaces: null,
  member: null,
  made_at: world.now(),
  kind: 'pickup',
  date: '2026-03-04',
  place: 'Tả Phìn',
  lat: null,
  lon: null,
  landmark: 'sau trường học',
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

describe('a link', () => {
  it('binds a phone by a tap, once; looking at it changes nothing', async () => {
    const { id } = await world.addMember('Chảo Mẩy');
    const { link } = await world.auth.members.invite(id);
    const path = `/api/book/links/${link.split('/').at(-1)}`;
    const preview = phone();
    for (let times = 0; times < 2; times++) {
      expect((await preview.get(path)).body).toMatchObject({ name: 'Chảo Mẩy', hub: world.hub.name });
    }
    const hers = phone();
    const tapped = await hers.post(path);
    expect(tapped.set).toContain('HttpOnly');
    expect(tapped.set).toContain('Path=/api/book');
    expect((await hers.start()).member).toMatchObject({ id, name: 'Chảo Mẩy' });
    expect((await phone().post(path)).body).toMatchObject({ code: 'LINK_UNKNOWN' });
    const [listed] = await world.services.cooperatives.listMembers(world.hub.id);
    expect(listed).toMatchObject({ sessions: [{ device: 'Zalo, Android' }], link_until: null });
    await world.services.cooperatives.revoke(world.hub.id, id, listed!.sessions[0]!.id);
    expect((await hers.get('/api/book')).status).toBe(401);
  });

  it('ends after a week, when a newer one is made, and when it is tried too often', async () => {
    const { id } = await world.addMember('Chảo Mẩy');
    const pathOf = ({ link }: { link: string }) => `/api/book/links/${link.split('/').at(-1)}`;
    const first = pathOf(await world.auth.members.invite(id));
    const second = pathOf(await world.auth.members.invite(id));
    expect((await phone().get(first)).body).toMatchObject({ code: 'LINK_UNKNOWN' });
    world.pass(7 * 24 * hourMs);
    expect((await phone().post(second)).body).toMatchObject({ code: 'LINK_EXPIRED' });
    const third = pathOf(await world.auth.members.invite(id));
    for (let times = 0; times < 30; times++) expect((await phone().get(third)).status).toBe(200);
    expect((await phone().get(third)).body).toMatchObject({ code: 'TOO_MANY_TRIES' });
  });

  it('for another browser of the same phone holds for minutes', async () => {
    const hers = await boundPhone(await world.addMember('Chảo Mẩy'));
    const { link } = (await hers.post('/api/book/link')).body;
    const path = `/api/book/links/${link.split('/').at(-1)}`;
    const chrome = phone();
    expect((await chrome.post(path)).status).toBe(204);
    expect((await chrome.start()).member.name).toBe('Chảo Mẩy');
    const late = (await hers.post('/api/book/link')).body.link;
    world.pass(hourMs);
    expect((await phone().post(`/api/book/links/${late.split('/').at(-1)}`)).status).toBe(410);
  });
});

describe('a booking', () => {
  it('stands where its quote cannot be made, which is due from then on', async () => {
    const hers = await boundPhone(await world.addMember('Chảo Mẩy'));
    const [sent, other] = [draft(), draft()];
    world.quoting.isDown = true;
    expect((await hers.book(sent)).body).toMatchObject({ id: sent.id, quote: null });
    world.quoting.isDown = false;
    expect((await hers.book(other)).body).toMatchObject({ id: other.id, quote: { amount: 64_000 } });
    const due = await world.store.quotes.listDue(world.hub.id);
    expect(due.map(({ id }) => id)).toEqual([sent.id]);
  });

  it('is one however often it is sent, and is the desk’s request at once', async () => {
    const hers = await boundPhone(await world.addMember('Chảo Mẩy'));
    const sent = draft({ made_at: '2026-03-02T00:10:00Z' });
    const answers = await Promise.all([hers.book(sent), hers.book(sent), hers.book(sent)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const [request, ...others] = await world.store.requests.listByDay(world.hub.id, '2026-03-04');
    expect(others).toEqual([]);
    expect(request).toMatchObject({ id: sent.id, place: 'Tả Phìn', kg: 100, cooperative: 'HTX Tả Phìn' });
    expect(await world.services.booking.listOfDay(world.hub.id, '2026-03-04')).toMatchObject([
      { member: { name: 'Chảo Mẩy' }, by: null, made_at: '2026-03-02T00:10:00Z', doubts: [] },
    ]);
    const { bookings, places } = await hers.start();
    expect(bookings).toMatchObject([
      { id: sent.id, state: 'booked', is_open: true, quote: { amount: 64_000 } },
    ]);
    expect(places).toMatchObject([{ name: 'Tả Phìn', landmark: 'sau trường học' }]);
  });

  it('is made once where it is sent again before it is there, and its quote with it', async () => {
    const member = await world.addMember('Chảo Mẩy');
    const sent = draft();
    const { asked } = world.quoting;
    const book = () => world.services.booking.book(world.hub.id, member, sent);
    const [first, ...others] = await Promise.all([book(), book(), book()]);
    expect(others).toEqual([first, first]);
    expect(world.quoting.asked).toBe(asked + 1);
  });

  it('gives way to one that takes its place', async () => {
    const hers = await boundPhone(await world.addMember('Chảo Mẩy'));
    const first = draft();
    await hers.book(first);
    const second = draft({ replaces: first.id, date: '2026-03-05', kg: 150 });
    expect((await hers.book(second)).status).toBe(200);
    expect((await hers.book(second)).status).toBe(200);
    expect((await hers.start()).bookings).toMatchObject([{ id: second.id, kg: 150 }]);
    expect(await world.store.requests.listByDay(world.hub.id, '2026-03-04')).toMatchObject([
      { id: first.id, state: 'cancelled' },
    ]);
    expect(await world.store.requests.listByDay(world.hub.id, '2026-03-05')).toMatchObject([
      { id: second.id, reference: second.id, state: 'booked' },
    ]);
  });

  it('gives way no longer once its driver was told, however late that is seen', async () => {
    const mẩy = await world.addMember('Chảo Mẩy');
    const first = draft();
    await world.services.booking.book(world.hub.id, mẩy, first);
    const request = (await world.store.requests.get(world.hub.id, first.id))!;
    await world.store.requests.setState(world.hub.id, first.id, 'published');
    const other = { ...request, id: randomUUID() };
    await expect(
      world.store.bookings.add(world.hub.id, {
        request: other,
        member: mẩy.id,
        by: mẩy.id,
        landmark: '',
        photo: null,
        madeAt: world.now(),
        doubts: [],
        replaces: first.id,
        quote: null,
      }),
    ).rejects.toMatchObject({ code: 'BOOKING_CLOSED' });
    expect(await world.store.requests.get(world.hub.id, first.id)).toMatchObject({ state: 'published' });
    expect(await world.store.requests.get(world.hub.id, other.id)).toBeNull();
  });

  it('can be changed and cancelled until the cut-off, and made late only where the tap was in time', async () => {
    const hers = await boundPhone(await world.addMember('Chảo Mẩy'));
    const first = draft({ date: '2026-03-03' });
    await hers.book(first);
    const made = world.now();
    // 17:10 at the hub: the list of 3 March closed at 17:00.
    world.pass(9 * hourMs + 600_000);
    expect((await hers.start()).days[0]).toBe('2026-03-04');
    expect((await hers.start()).bookings[0]).toMatchObject({ is_open: false });
    const late = await hers.post(`/api/book/requests/${first.id}/cancel`);
    expect(late.body).toMatchObject({
      code: 'BOOKING_CLOSED',
      detail: expect.stringContaining('0231 123 456'),
    });
    expect((await hers.book(draft({ date: '2026-03-03' }))).body).toMatchObject({ code: 'BOOKING_CLOSED' });
    const waited = draft({ date: '2026-03-03', product: 'Chè', made_at: made });
    expect((await hers.book(waited)).status).toBe(200);
    const doubtful = await world.services.booking.listOfDay(world.hub.id, '2026-03-03');
    expect(doubtful.find(({ request }) => request === waited.id)?.doubts).toEqual([{ code: 'late' }]);
    await world.services.booking.settle(world.hub.id, waited.id, null);
    const settled = await world.services.booking.listOfDay(world.hub.id, '2026-03-03');
    expect(settled.find(({ request }) => request === waited.id)?.settled_at).toBe(world.now());
  });

  it('cancelled twice is cancelled', async () => {
    const hers = await boundPhone(await world.addMember('Chảo Mẩy'));
    const first = draft();
    await hers.book(first);
    for (let times = 0; times < 2; times++) {
      const { status, body } = await hers.post(`/api/book/requests/${first.id}/cancel`);
      expect([status, body.state]).toEqual([200, 'cancelled']);
    }
  });

  it('is in doubt far from a road, at twice the usual weight, and like one there is', async () => {
    const hers = await boundPhone(await world.addMember('Chảo Mẩy'));
    for (const date of ['2026-03-04', '2026-03-05', '2026-03-06']) await hers.book(draft({ date }));
    const far = draft({
      date: '2026-03-07',
      place: 'đỉnh núi',
      lat: world.hub.lat + 0.6,
      lon: world.hub.lon,
    });
    const heavy = draft({ date: '2026-03-08', kg: 201 });
    const again = draft({ date: '2026-03-04', kg: 95 });
    for (const each of [far, heavy, again]) expect((await hers.book(each)).status).toBe(200);
    const doubtsOf = async ({ id, date }: BookingDraft) =>
      (await world.services.booking.listOfDay(world.hub.id, date)).find(({ request }) => request === id)
        ?.doubts;
    expect(await doubtsOf(far)).toEqual([{ code: 'off_road', metres: 4200 }]);
    expect(await doubtsOf(heavy)).toEqual([{ code: 'twice_usual', usual_kg: 100 }]);
    expect(await doubtsOf(again)).toMatchObject([{ code: 'duplicate' }]);
  });

  it('takes a plus code, and refuses what is nowhere', async () => {
    const hers = await boundPhone(await world.addMember('Chảo Mẩy'));
    expect((await hers.book(draft({ place: 'Tả Phìnn' }))).body).toMatchObject({ code: 'PLACE_UNKNOWN' });
    expect((await hers.book(draft({ place: '', lat: 10, lon: 10 }))).body).toMatchObject({
      code: 'OUTSIDE_REGION',
    });
    expect((await hers.book(draft({ ready_from: '12:00' }))).body).toMatchObject({ code: 'WINDOW_EMPTY' });
    expect((await hers.start()).bookings).toEqual([]);
  });

  it('moves to the day that the desk proposed, even after the cut-off', async () => {
    const hers = await boundPhone(await world.addMember('Chảo Mẩy'));
    const [first, other] = [draft(), draft({ product: 'Chè' })];
    for (const each of [first, other]) {
      await hers.book(each);
      const offer = { date: '2026-03-03', ready_from: '07:00', ready_until: '09:00' };
      await world.services.booking.offer(world.hub.id, each.id, offer);
    }
    world.pass(10 * hourMs);
    const taken = draft({
      replaces: first.id,
      date: '2026-03-03',
      ready_from: '07:00',
      ready_until: '09:00',
    });
    expect((await hers.book(taken)).body).toMatchObject({ date: '2026-03-03', state: 'booked' });
    const { body } = await hers.post(`/api/book/requests/${other.id}/decline`);
    expect(body).toMatchObject({ date: '2026-03-04', offer: { answer: 'declined' } });
  });

  it('is not moved once it was fetched, whatever was proposed before', async () => {
    const hers = await boundPhone(await world.addMember('Chảo Mẩy'));
    const first = draft();
    await hers.book(first);
    const at = { date: '2026-03-05', ready_from: '07:00', ready_until: '09:00' };
    await world.services.booking.offer(world.hub.id, first.id, at);
    expect((await hers.start()).bookings).toMatchObject([{ offer: { date: at.date } }]);
    await world.store.requests.setState(world.hub.id, first.id, 'collected');
    expect((await hers.start()).bookings).toMatchObject([{ state: 'collected', offer: null }]);
    const { body } = await hers.book(draft({ ...at, replaces: first.id }));
    expect(body).toMatchObject({ code: 'BOOKING_CLOSED' });
    expect(await world.store.requests.get(world.hub.id, first.id)).toMatchObject({ state: 'collected' });
  });
});

describe('the truck', () => {
  const { instant } = bookedRun;
  const planFor = (ids: readonly string[]) => bookedRun.planFor(world, ids);
  const publish = (ids: readonly string[]) => bookedRun.publish(world, ids);
  const passTo = (time: string) => world.pass(Date.parse(instant(time)) - Date.parse(world.now()));

  it('has a time that is marked as not fixed while it is only planned', async () => {
    const hers = await boundPhone(await world.addMember('Chảo Mẩy'));
    const sent = draft();
    await hers.book(sent);
    expect((await hers.start()).bookings[0]).toMatchObject({ state: 'booked', arrival: null });
    await planFor([sent.id]);
    expect((await hers.start()).bookings[0]).toMatchObject({
      state: 'planned',
      arrival: { status: 'planned', from: instant('06:50'), until: instant('07:20'), phone: '' },
    });
  });

  it('follows what its driver taps: told, on its way and later than planned, there, and what he weighed', async () => {
    const hers = await boundPhone(await world.addMember('Chảo Mẩy'));
    const [first, second] = [draft(), draft({ product: 'Chè' })];
    for (const each of [first, second]) await hers.book(each);
    const tap = await publish([first.id, second.id]);
    const seen = async ({ id }: BookingDraft) => (await hers.start()).bookings.find((each) => each.id === id);
    const told = { status: 'told', from: instant('06:50'), until: instant('07:20'), phone: '0987 111 222' };
    expect(await seen(first)).toMatchObject({ state: 'published', arrival: told });

    // He leaves half an hour late, and is expected so much later at each stop.
    passTo('06:30');
    await tap('06:30', { kind: 'left_hub', trip: 0 });
    expect((await seen(first))?.arrival).toMatchObject({
      status: 'on_the_way',
      from: instant('07:25'),
      until: instant('07:40'),
    });
    expect((await seen(second))?.arrival).toMatchObject({ status: 'on_the_way', from: instant('08:25') });

    passTo('07:28');
    await tap('07:28', { kind: 'arrived', items: [itemOf(first.id)] });
    expect((await seen(first))?.arrival).toMatchObject({ status: 'here', from: instant('07:28') });
    passTo('07:40');
    await tap('07:40', collected(first.id, 97.5));
    expect(await seen(first)).toMatchObject({ state: 'collected', arrival: null, collected_kg: 97.5 });
    await tap('08:40', missed(second.id));
    expect(await seen(second)).toMatchObject({ state: 'missed', arrival: null, collected_kg: null });
  });
});

describe('the stream of a phone', () => {
  it('tells that her bookings have changed, and of nobody else’s', async () => {
    const mẩy = await world.addMember('Chảo Mẩy');
    const hers = await boundPhone(mẩy);
    const others = await boundPhone(await world.addMember('Tẩn Phẩm'));
    const watch = await world.services.booking.watch(world.hub.id, mẩy, (await hers.start()).seen);
    const told = () => watch.listAfter(world.hub.id, 0, 200);
    await others.book(draft());
    expect(await told()).toEqual([]);
    const own = draft({ product: 'Chè' });
    await hers.book(own);
    expect(await told()).toMatchObject([{ event: { type: 'bookings.changed', data: {} } }]);
    expect(await told()).toEqual([]);
    await world.store.requests.setState(world.hub.id, own.id, 'cancelled');
    expect(await told()).toHaveLength(1);
  });

  it('is for bound phones, and says no more than that', async () => {
    expect((await fetch(`${world.url}/api/book/events`)).status).toBe(401);
    const hers = await boundPhone(await world.addMember('Chảo Mẩy'));
    const stop = new AbortController();
    const answer = await fetch(`${world.url}/api/book/events`, {
      headers: { cookie: hers.cookie() },
      signal: stop.signal,
    });
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    await hers.book(draft());
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('bookings.changed')) text += (await reader.read()).value ?? '';
    expect(text).not.toContain('Tả Phìn');
    expect(text).not.toContain('requests.changed');
    stop.abort();
  });
});

describe('a photo of the place', () => {
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);

  it('comes before its booking, is seen at the desk, kept with the place and goes with her', async () => {
    const mẩy = await world.addMember('Chảo Mẩy');
    const hers = await boundPhone(mẩy);
    const photo = randomUUID();
    expect((await hers.upload(`/api/book/photos/${photo}`, jpeg)).status).toBe(204);
    expect((await hers.upload(`/api/book/photos/${photo}`, jpeg)).status).toBe(204);
    const sent = draft({ photo });
    await hers.book(sent);
    const [atDesk] = await world.services.booking.listOfDay(world.hub.id, sent.date);
    expect(atDesk).toMatchObject({ has_photo: true });
    expect((await world.services.booking.getPhoto(world.hub.id, sent.id)).bytes).toEqual(jpeg);
    // Booked there again without one, the place still has it.
    await hers.book(draft({ product: 'Chè', landmark: '' }));
    expect((await hers.start()).places).toMatchObject([{ photo, landmark: 'sau trường học' }]);
    expect(JSON.stringify((await hers.get('/api/book/data')).body)).toContain(jpeg.toString('base64'));
    await hers.remove('/api/book/data');
    await expect(world.services.booking.getPhoto(world.hub.id, sent.id)).rejects.toMatchObject({
      code: 'PICTURE_UNKNOWN',
    });
  });

  it('is of her own cooperative, is a picture, and holds no booking up', async () => {
    const hers = await boundPhone(await world.addMember('Chảo Mẩy'));
    const theirs = await boundPhone(await world.addMember('Người Lạ', { cooperative: world.theirs.id }));
    const photo = randomUUID();
    await hers.upload(`/api/book/photos/${photo}`, jpeg);
    const stolen = draft({ photo });
    expect((await theirs.book(stolen)).body).toMatchObject({ state: 'booked', photo: null });
    expect((await hers.upload(`/api/book/photos/${randomUUID()}`, Buffer.from('<svg>'))).body).toMatchObject({
      code: 'PICTURE_UNREADABLE',
    });
    const large = Buffer.concat([jpeg, Buffer.alloc(600_000)]);
    expect((await hers.upload(`/api/book/photos/${randomUUID()}`, large)).status).toBe(413);
    expect((await hers.book(draft({ photo: randomUUID() }))).body).toMatchObject({ photo: null });
  });

  it('that an agent took goes with the member whose place it shows', async () => {
    const [mẩy, pham] = [await world.addMember('Chảo Mẩy'), await world.addMember('Tẩn Phẩm')];
    const agent = await world.addMember('Giàng Sa', { role: 'agent' });
    const tapped = await boundPhone(agent);
    const [hers, shared] = [randomUUID(), randomUUID()];
    for (const id of [hers, shared]) await tapped.upload(`/api/book/photos/${id}`, jpeg);
    const sent = draft({ member: mẩy.id, photo: hers });
    await tapped.book(sent);
    await tapped.book(draft({ member: mẩy.id, photo: shared, product: 'Chè' }));
    await tapped.book(draft({ member: pham.id, photo: shared }));
    await world.store.members.remove(world.hub.id, mẩy.id);
    expect((await world.store.bookings.listPhotos(agent.id)).map(({ id }) => id)).toEqual([shared]);
    await expect(world.services.booking.getPhoto(world.hub.id, sent.id)).rejects.toMatchObject({
      code: 'PICTURE_UNKNOWN',
    });
  });

  it('goes with the name of an old booking, unless her place still has it', async () => {
    const mẩy = await world.addMember('Chảo Mẩy');
    const hers = await boundPhone(mẩy);
    const [before, present] = [randomUUID(), randomUUID()];
    for (const photo of [before, present]) {
      await hers.upload(`/api/book/photos/${photo}`, jpeg);
      await hers.book(draft({ photo, ...(photo === present && { product: 'Chè' }) }));
    }
    await world.services.booking.saveSettings(world.hub.id, { keep_days: 7 });
    world.pass(20 * 24 * hourMs);
    expect(await world.services.booking.forgetOld()).toBe(2);
    expect((await world.store.bookings.listPhotos(mẩy.id)).map(({ id }) => id)).toEqual([present]);
  });

  it('that no booking has named goes after a week', async () => {
    const mẩy = await world.addMember('Chảo Mẩy');
    const hers = await boundPhone(mẩy);
    const [named, unnamed, fresh] = [randomUUID(), randomUUID(), randomUUID()];
    for (const id of [named, unnamed]) await hers.upload(`/api/book/photos/${id}`, jpeg);
    await hers.book(draft({ photo: named }));
    world.pass(8 * 24 * hourMs);
    await hers.upload(`/api/book/photos/${fresh}`, jpeg);
    const kept = (await world.store.bookings.listPhotos(mẩy.id)).map(({ id }) => id);
    expect(kept.sort()).toEqual([named, fresh].sort());
  });
});

describe('who sees what', () => {
  const idsOf = ({ bookings }: BookingStart) => bookings.map(({ id }: Booking) => id).sort();

  it('is her own for a grower, and the cooperative’s for its leader and agents', async () => {
    const [mẩy, pham] = [await world.addMember('Chảo Mẩy'), await world.addMember('Tẩn Phẩm')];
    const leader = await boundPhone(await world.addMember('Lý Sử', { role: 'leader' }));
    const stranger = await boundPhone(
      await world.addMember('Vàng Dế', { role: 'leader', cooperative: world.theirs.id }),
    );
    const [hers, other] = [await boundPhone(mẩy), await boundPhone(pham)];
    const [a, b] = [draft(), draft({ kg: 50 })];
    await hers.book(a);
    await other.book(b);
    expect(idsOf(await hers.start())).toEqual([a.id]);
    expect((await hers.start()).members).toEqual([]);
    expect(idsOf(await leader.start())).toEqual([a.id, b.id].sort());
    expect(idsOf(await stranger.start())).toEqual([]);
    for (const nosy of [other, stranger]) {
      const guesses = [
        await nosy.post(`/api/book/requests/${a.id}/cancel`),
        await nosy.post(`/api/book/requests/${a.id}/decline`),
        await nosy.book(draft({ replaces: a.id })),
        await nosy.book({ ...a, kg: 1 }),
      ];
      expect(guesses.map(({ body }) => body.code)).toEqual(Array(4).fill('REQUEST_UNKNOWN'));
      const unreal = await nosy.post(`/api/book/requests/${randomUUID()}/cancel`);
      expect({ ...unreal.body, detail: '', ids: [], instance: '' }).toEqual({
        ...guesses[0]!.body,
        detail: '',
        ids: [],
        instance: '',
      });
    }
    expect(await world.store.requests.get(world.hub.id, a.id)).toMatchObject({ state: 'booked', kg: 100 });
  });

  it('lets an agent book for members of her cooperative alone', async () => {
    const grower = await world.addMember('Chảo Mẩy');
    const outside = await world.addMember('Vàng Dế', { cooperative: world.theirs.id });
    const agent = await boundPhone(await world.addMember('Lý Sử', { role: 'agent' }));
    expect((await agent.start()).members.map(({ name }) => name)).toEqual(['Chảo Mẩy']);
    expect((await agent.book(draft({ member: grower.id }))).body.member).toMatchObject({ name: 'Chảo Mẩy' });
    expect((await agent.book(draft({ member: outside.id }))).body.code).toBe('MEMBER_UNKNOWN');
    const hers = await boundPhone(grower);
    expect((await hers.book(draft({ member: outside.id }))).body.code).toBe('MEMBER_UNKNOWN');
    expect((await hers.start()).bookings).toHaveLength(1);
    expect(await world.services.booking.listOfDay(world.hub.id, '2026-03-04')).toMatchObject([
      { member: { name: 'Chảo Mẩy' }, by: { name: 'Lý Sử' } },
    ]);
  });

  it('lets an agent read a list for many, and a grower not', async () => {
    const names = ['Chảo Mẩy', 'Tẩn Phẩm', 'Lò Sa', 'Giàng Sa'];
    for (const name of names) await world.addMember(name);
    await world.addMember('Vàng Dế', { cooperative: world.theirs.id });
    const agent = await boundPhone(await world.addMember('Lý Sử', { role: 'agent' }));
    const text = [
      'mai, mận, bản Tả Phìn, sáng:',
      '1. Chảo Mẩy 2 tạ',
      '2. Phẩm: 50kg chè Tả Ngảo',
      '3. sa 30kg',
      '4. Vàng Dế 40kg',
      'cảm ơn nhiều nhé',
      '',
    ].join('\n');
    const { status, body } = await agent.post('/api/book/read-lines', { text });
    expect(status).toBe(200);
    const read = body as TextLine[];
    expect(read.map(({ members }) => members.map(({ name }) => name).sort())).toEqual([
      ['Chảo Mẩy'],
      ['Tẩn Phẩm'],
      ['Giàng Sa', 'Lò Sa'],
      // Of another cooperative: nobody.
      [],
      [],
    ]);
    const said = { date: '2026-03-03', from: '06:00', until: '11:00', doubts: [] };
    expect(read[0]?.drafts).toMatchObject([{ ...said, kg: 200, product: 'Mận', place: { name: 'Tả Phìn' } }]);
    expect(read[1]?.drafts).toMatchObject([{ ...said, kg: 50, product: 'Chè', place: { name: 'Tả Ngảo' } }]);
    expect(read[2]?.drafts).toMatchObject([{ ...said, kg: 30, product: 'Mận' }]);
    expect(read[4]?.drafts).toEqual([]);
    expect(await world.store.requests.listByDay(world.hub.id, '2026-03-03')).toEqual([]);
    const grower = await boundPhone(await world.addMember('Má Mỷ'));
    expect((await grower.post('/api/book/read-lines', { text })).body.code).toBe('NOT_ALLOWED');
  });

  it('lets a leader add and invite growers of her cooperative, and nobody else', async () => {
    const leader = await boundPhone(await world.addMember('Lý Sử', { role: 'leader' }));
    const added = await leader.post('/api/book/members', { name: 'Tẩn Phẩm', phone: '', locale: 'vi' });
    expect(added.body).toMatchObject({ role: 'grower', cooperative: world.ours.id });
    const { body } = await leader.post(`/api/book/members/${added.body.id}/link`);
    expect((await phone().get(`/api/book/links/${body.link.split('/').at(-1)}`)).body.name).toBe('Tẩn Phẩm');
    const outside = await world.addMember('Vàng Dế', { cooperative: world.theirs.id });
    expect((await leader.post(`/api/book/members/${outside.id}/link`)).status).toBe(404);
    const grower = await boundPhone(await world.addMember('Chảo Mẩy'));
    expect((await grower.post(`/api/book/members/${added.body.id}/link`)).status).toBe(403);
  });
});

describe('a person’s data', () => {
  it('can be read and deleted; the request stays without a name', async () => {
    const hers = await boundPhone(await world.addMember('Chảo Mẩy'));
    const sent = draft();
    await hers.book(sent);
    const { body } = await hers.get('/api/book/data');
    expect(body).toMatchObject({
      member: { name: 'Chảo Mẩy', sessions: [{ device: 'Zalo, Android' }] },
      places: [{ landmark: 'sau trường học' }],
      bookings: [{ request: { id: sent.id }, landmark: 'sau trường học' }],
    });
    expect((await hers.remove('/api/book/data')).status).toBe(204);
    expect((await hers.get('/api/book')).status).toBe(401);
    expect(await world.services.booking.listOfDay(world.hub.id, '2026-03-04')).toMatchObject([
      { request: sent.id, member: null, by: null, landmark: '' },
    ]);
    expect(JSON.stringify(await world.services.cooperatives.listMembers(world.hub.id))).not.toContain('Mẩy');
  });

  it('is kept no longer than the hub says', async () => {
    const hers = await boundPhone(await world.addMember('Chảo Mẩy'));
    await hers.book(draft());
    await world.services.booking.saveSettings(world.hub.id, { keep_days: 30 });
    expect(await world.services.booking.forgetOld()).toBe(0);
    world.pass(33 * 24 * hourMs);
    expect(await world.services.booking.forgetOld()).toBe(1);
    expect(await world.services.booking.listOfDay(world.hub.id, '2026-03-04')).toMatchObject([
      { member: null },
    ]);
  });
});

describe('the receipt of a booking', () => {
  it('is hers once its day is settled, with others’ stops to about a kilometre only', async () => {
    const grower = await boundPhone(await world.addMember('Chảo Mẩy'));
    const neighbour = await boundPhone(await world.addMember('Tẩn Phẩm'));
    const leader = await boundPhone(await world.addMember('Giàng Sa', { role: 'leader' }));
    const { body: booked } = await grower.book(draft());
    const address = `/api/book/requests/${booked.id}/receipt`;
    expect(await grower.get(address)).toMatchObject({ status: 409, body: { code: 'DAY_NOT_SETTLED' } });
    await settleRequest(
      world.store,
      world.hub.id,
      (await world.store.requests.get(world.hub.id, booked.id))!,
    );
    const { body: receipt } = await grower.get(address);
    expect(receipt).toMatchObject({
      products: [{ kg: 60 }, { product: 'pears', kg: 36 }],
      billed: 60_000,
      billed_by: 'fair',
      is_divided: false,
      corrections: [{ amount: -5_000, note: 'the scale was wrong' }],
      paid: 20_000,
      alone: 200_000,
      quote: { amount: 64_000, most: null },
    });
    expect(receipt.ways).toEqual([
      [
        { lat: 22.36, lon: 103.25, kind: 'hub' },
        { lat: 22.41, lon: 103.31, kind: 'own' },
        { lat: 22.46, lon: 103.36, kind: 'stop' },
        { lat: 22.36, lon: 103.25, kind: 'hub' },
      ],
    ]);
    expect((await leader.get(address)).body).toEqual(receipt);
    expect(await neighbour.get(address)).toMatchObject({ status: 404, body: { code: 'REQUEST_UNKNOWN' } });
  });
});
