import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { quote, quoteDraft, type Quote } from '#server/contract/quote.ts';
import type { HubSettings } from '#server/contract/hub.ts';
import type { Gazetteer, RegionInfo, Regions } from '#server/region/port.ts';
import type { RoutingEngine } from '#server/routing/port.ts';
import { openQuotes } from '#server/services/quotes/open-quotes.ts';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { sampleHub, sampleRequest, today } from '../../store/samples.ts';
import { dayOfTwelve, deskWorld, fourTrucks, record } from '../desk/desk-world.ts';

const solver = makeSolverPool({ threads: 1 });
afterAll(() => solver.close());

const hub = sampleHub();
const draft = quoteDraft.parse({ lat: 22.37, lon: 103.26, kg: 40, largest_vehicle: 'light' });
/** 7:00 at the hub. */
const atSeven = '2026-03-02T00:00:00Z';

async function quoteWorld(
  settings: Partial<HubSettings> = {},
  engine: Partial<RoutingEngine> = {},
  now = atSeven,
  vehicles = fourTrucks(),
) {
  const world = await deskWorld(solver, { settings, engine, vehicles });
  const region = { name: hub.region, bounds: [hub.lon - 1, hub.lat - 1, hub.lon + 1, hub.lat + 1] } as const;
  const regions: Partial<Regions> = {
    get: () => region as unknown as RegionInfo, // only the bounds are looked at
    gazetteer: (): Gazetteer => ({ search: () => [], close: () => undefined }),
  };
  const clock = { now };
  const asked: number[] = [];
  const roads = {
    ...world.roads,
    matrices: {
      ...world.roads.matrices,
      around: (...args: Parameters<typeof world.roads.matrices.around>) => {
        asked.push(args[1].length);
        return world.roads.matrices.around(...args);
      },
    },
  };
  const tools = { now: roads };
  const { quotes, cheaper } = openQuotes({
    store: world.store,
    regions: regions as Regions,
    readDay: world.readDay,
    toolsOf: () => tools.now,
    snapLimitMetres: 1000,
    now: () => clock.now,
  });
  const get = async (change: Partial<typeof draft> = {}): Promise<Quote> =>
    quote.parse(await quotes.get('hub-1', { ...draft, ...change }));
  return { ...world, quotes, cheaper, get, asked, clock, tools };
}

const slotsOn = (found: Quote, date: string) => found.days.find((day) => day.date === date)?.slots ?? [];

describe('a quote', () => {
  it('is put into the plan of its day, and into that of the same weekday before where there is none', async () => {
    const { get } = await quoteWorld();
    const found = await get();
    expect(found).toMatchObject({ currency: 'VND', kg: 40, crates: 2, parcels: 8, is_on_road: true });
    expect(found.days.map(({ date }) => date)).toEqual([
      today,
      '2026-03-03',
      '2026-03-04',
      '2026-03-05',
      '2026-03-06',
      '2026-03-07',
      '2026-03-08',
    ]);
    // Those that have runs left at six, and it is seven: the fourth truck would come for it alone.
    expect(slotsOn(found, today).map((slot) => [slot.name, slot.basis, slot.with])).toEqual([
      ['morning', 'plan', null],
      ['afternoon', 'plan', null],
    ]);
    for (const slot of slotsOn(found, '2026-03-03')) {
      expect(slot).toMatchObject({ basis: 'alone', with: null, obstacle: null });
      expect(slot.price?.amount).toBe(slot.alone);
    }
    const nextWeek = await get({ date: '2026-03-09' });
    const [morning] = slotsOn(nextWeek, '2026-03-09');
    expect(morning).toMatchObject({ basis: 'season', ready_from: '2026-03-09T06:00:00+07:00' });
    const { amount, low, high, per_kg: perKg } = morning!.price!;
    expect(low).toBeLessThan(amount);
    expect(high).toBeGreaterThan(amount);
    expect(high).toBeLessThanOrEqual(morning!.alone!);
    expect(amount).toBeLessThan(morning!.alone!);
    expect(perKg).toBe(amount / 40);
    expect(morning!.with).toMatch(/^Bản /);
  });

  it('asks the roads once for a place, and not again for another load', async () => {
    const { get, asked } = await quoteWorld({}, {}, '2026-03-01T20:00:00Z');
    const [first] = slotsOn(await get({ date: today }), today);
    expect(first).toMatchObject({ basis: 'plan' });
    const before = asked.length;
    expect(before).toBeGreaterThan(0);
    const [other] = slotsOn(await get({ date: today, kg: 80 }), today);
    expect(asked).toHaveLength(before);
    expect(other!.price!.amount).toBeGreaterThan(first!.price!.amount);
  });

  it('follows the plan as it is changed', async () => {
    const { get, desk, on } = await quoteWorld({}, {}, '2026-03-01T20:00:00Z');
    const priceNow = async () => slotsOn(await get({ date: today }), today)[0]!;
    expect(await priceNow()).toMatchObject({ basis: 'plan', with: expect.stringMatching(/^Bản /) });
    const { arrangement, edit_version: version } = await desk.get(record);
    const stops = arrangement.runs.flatMap(({ trips }) => trips.flat().map(({ stop }) => stop));
    await desk.edit(on(version), { type: 'unassign', stops });
    const alone = await priceNow();
    expect(alone).toMatchObject({ basis: 'plan', with: null });
    expect(alone.price!.amount).toBe(alone.alone);
  });

  it('is laid out anew on roads that were imported anew', async () => {
    const { get, tools, roads } = await quoteWorld();
    let laidOut = 0;
    const matrix: typeof roads.matrices.matrix = (...args) => {
      laidOut++;
      return roads.matrices.matrix(...args);
    };
    tools.now = { ...tools.now, matrices: { ...tools.now.matrices, matrix } };
    const [before] = slotsOn(await get({ date: '2026-03-09' }), '2026-03-09');
    expect(before).toMatchObject({ basis: 'season' });
    expect(laidOut).toBe(1);
    await get({ date: '2026-03-09' });
    expect(laidOut).toBe(1);
    tools.now = { ...tools.now, engine: { ...roads.engine } };
    expect(slotsOn(await get({ date: '2026-03-09' }), '2026-03-09')[0]).toEqual(before);
    expect(laidOut).toBe(2);
  });

  it('is laid out before anybody asks, and anew where requests changed', async () => {
    const { get, quotes, tools, roads, store } = await quoteWorld({}, {}, '2026-03-01T20:00:00Z');
    let asked = 0;
    const matrix: typeof roads.matrices.matrix = (...args) => {
      asked++;
      return roads.matrices.matrix(...args);
    };
    tools.now = { ...tools.now, matrices: { ...tools.now.matrices, matrix } };
    await quotes.layOut(new AbortController().signal);
    const before = asked;
    expect(before).toBeGreaterThan(0);
    const found = await get();
    expect(found.days.flatMap(({ slots }) => slots).every(({ price }) => price)).toBe(true);
    await quotes.layOut(new AbortController().signal);
    expect(asked).toBe(before);
    const [first] = dayOfTwelve();
    await store.requests.addAll('hub-1', [{ ...first!, id: 'late', reference: 'late' }]);
    // What was laid out serves on, until it is laid out anew in the background.
    expect(await get()).toEqual(found);
    expect(asked).toBe(before);
    await quotes.layOut(new AbortController().signal);
    const anew = asked;
    await quotes.layOut(new AbortController().signal);
    expect(asked).toBe(anew);
    expect(await get()).toEqual(found);
  });

  it('is laid out for the other days where one fails, which is tried again after a while', async () => {
    const { quotes, tools, roads, clock } = await quoteWorld({}, {}, '2026-03-01T20:00:00Z');
    let asked = 0;
    const matrix: typeof roads.matrices.matrix = (...args) => {
      asked++;
      return asked === 1 ? Promise.reject(new Error('no answer')) : roads.matrices.matrix(...args);
    };
    tools.now = { ...tools.now, matrices: { ...tools.now.matrices, matrix } };
    const layOut = () => quotes.layOut(new AbortController().signal);
    await expect(layOut()).rejects.toMatchObject({ errors: [{ message: 'no answer' }] });
    // Today's plan comes from the desk, and the six days after it from here.
    expect(asked).toBe(6);
    await layOut();
    expect(asked).toBe(6);
    clock.now = '2026-03-01T20:05:00Z';
    await layOut();
    expect(asked).toBe(7);
    await layOut();
    expect(asked).toBe(7);
    tools.now = { ...tools.now, engine: { ...roads.engine } };
    await layOut();
    expect(asked).toBe(13);
  });

  it('is laid out anew for all days whose requests changed, where one of them fails', async () => {
    const { quotes, tools, roads, store } = await quoteWorld({}, {}, '2026-03-01T20:00:00Z');
    const layOut = () => quotes.layOut(new AbortController().signal);
    await layOut();
    const [first] = dayOfTwelve();
    for (const date of ['2026-03-03', '2026-03-04']) {
      await store.requests.addAll('hub-1', [{ ...first!, id: date, reference: date, date }]);
    }
    let asked = 0;
    const matrix: typeof roads.matrices.matrix = (...args) => {
      asked++;
      return asked === 1 ? Promise.reject(new Error('no answer')) : roads.matrices.matrix(...args);
    };
    tools.now = { ...tools.now, matrices: { ...tools.now.matrices, matrix } };
    await expect(layOut()).rejects.toMatchObject({ errors: [{ message: 'no answer' }] });
    expect(asked).toBe(2);
  });

  it('says where the plan is full, with what it would be if all were planned anew', async () => {
    const { get, desk, on } = await quoteWorld({}, {}, '2026-03-01T20:00:00Z');
    const { arrangement, edit_version: version } = await desk.get(record);
    const used = new Set(arrangement.runs.map(({ vehicle }) => vehicle));
    const edits = ['L-1', 'L-2', 'L-3', 'L-4']
      .filter((vehicle) => !used.has(vehicle))
      .map((vehicle) => ({ type: 'bar_vehicle' as const, vehicle }));
    await desk.edit(on(version), { type: 'several', edits });
    // 890 kg fit no truck that has been anywhere, and by five past six none can be back.
    const asked = { date: today, kg: 890, ready_from: '06:00', ready_until: '06:05' };
    const [slot] = slotsOn(await get(asked), today);
    expect(slot).toMatchObject({ obstacle: 'full', basis: 'alone', with: null });
    expect(slot!.price!.amount).toBe(slot!.alone);
  });

  it('is for the one slot that is named', async () => {
    const { get } = await quoteWorld();
    const found = await get({ date: '2026-03-03', ready_from: '08:00', ready_until: '10:30' });
    expect(found.days).toHaveLength(1);
    expect(found.days[0]!.slots).toMatchObject([
      { name: 'asked', ready_from: '2026-03-03T01:00:00Z', ready_until: '2026-03-03T03:30:00Z' },
    ]);
    await expect(get({ date: today, ready_from: '9', ready_until: '8' })).rejects.toMatchObject({
      code: 'TIME_UNCLEAR',
    });
  });

  it('begins with the first day whose list is open, and leaves out what of today is over', async () => {
    const { get, clock } = await quoteWorld({ cut_off: '16:00' });
    expect((await get()).days[0]!.date).toBe('2026-03-03');
    // 17:00 at the hub
    clock.now = '2026-03-02T10:00:00Z';
    expect((await get()).days[0]!.date).toBe('2026-03-04');
    expect(slotsOn(await get({ date: today }), today)).toMatchObject([
      { name: 'afternoon', ready_from: '2026-03-02T17:00:00+07:00' },
    ]);
  });

  it('says so where the hub is closed', async () => {
    const { get } = await quoteWorld({ receiving: [null, [], null, null, null, null, null] });
    const found = await get();
    expect(slotsOn(found, '2026-03-03').map(({ obstacle, price }) => [obstacle, price])).toEqual([
      ['closed', null],
      ['closed', null],
    ]);
    expect(slotsOn(await get({ kind: 'delivery' }), '2026-03-03')[0]!.price).not.toBeNull();
  });

  it('says so where no road leads, where no vehicle may come, and where it is elsewhere', async () => {
    const { get } = await quoteWorld();
    const tooNarrow = await get({ largest_vehicle: 'motorbike' });
    expect(tooNarrow.days[0]!.slots[0]).toMatchObject({ obstacle: 'no_vehicle', price: null, alone: null });
    await expect(get({ lat: 40 })).rejects.toMatchObject({ code: 'OUTSIDE_REGION' });
    const away = await quoteWorld(
      {},
      {
        nearest: async (points) =>
          points.map((location) => ({
            location,
            distanceMetres: location[0] === draft.lon ? 5000 : 0,
            roadName: '',
          })),
      },
    );
    expect(await away.get()).toMatchObject({ is_on_road: false, days: [] });
  });

  it('is kept with a request once, as it was when that was booked', async () => {
    const { quotes, store } = await quoteWorld();
    const request = sampleRequest({ id: randomUUID(), date: '2026-03-09', lat: draft.lat, lon: draft.lon });
    const booked = {
      ...request,
      ready_from: '2026-03-08T23:00:00Z',
      ready_until: '2026-03-09T05:00:00Z',
    };
    await store.requests.addAll('hub-1', [booked]);
    await quotes.keep('hub-1', booked);
    const kept = await quotes.getKept('hub-1', booked.id);
    expect(kept).toMatchObject({ request: booked.id, basis: 'season', binding_kg: null });
    await quotes.keep('hub-1', { ...booked, kg: 900 });
    expect(await quotes.listKept('hub-1', '2026-03-09')).toEqual([kept]);
    expect(await quotes.getKept('hub-2', booked.id)).toBeNull();
  });

  it('that is due is kept later, whoever booked it, and tried again where that fails', async () => {
    const { quotes, store, tools, roads, clock } = await quoteWorld();
    const request = (id: string, date: string) => ({
      ...sampleRequest({ id, reference: id, date, lat: draft.lat, lon: draft.lon }),
      ready_from: `${date}T00:00:00Z`,
      ready_until: `${date}T05:00:00Z`,
    });
    await store.requests.add('hub-1', request('by-desk', '2026-03-09'));
    await store.requests.addFromText('hub-1', [request('by-text', '2026-03-09')], 'mai 120 kg chè');
    const cooperative = await store.cooperatives.add('hub-1', {
      name: 'HTX',
      phone: '',
      locale: null,
      divides_by: null,
    });
    const caller = { key: 'k', hub: 'hub-1', cooperative };
    const call = { idempotencyKey: '1', bodyHash: '', request: request('by-program', '2026-03-09') };
    await store.programs.bookOnce(caller, call);
    await store.programs.bookOnce(caller, { ...call, request: request('again', '2026-03-09') });
    await store.requests.add('hub-1', request('cancelled', '2026-03-09'));
    await store.requests.setState('hub-1', 'cancelled', 'cancelled');
    const due = async () => (await store.quotes.listDue('hub-1')).map(({ id }) => id);
    const { signal } = new AbortController();
    let isDown = true;
    const nearest: typeof roads.engine.nearest = async (...args) => {
      if (isDown) throw new Error('no roads');
      return roads.engine.nearest(...args);
    };
    tools.now = { ...tools.now, engine: { ...roads.engine, nearest } };
    const before = await store.events.lastSeq('hub-1');
    await expect(quotes.keepDue(signal)).rejects.toThrow('some quotes');
    expect(await due()).toEqual(['by-desk', 'by-text', 'by-program', 'cancelled']);
    isDown = false;
    // The one that failed rests; the others do not wait for it.
    await quotes.keepDue(signal);
    expect(await due()).toEqual(['by-desk']);
    clock.now = '2026-03-02T00:06:00Z';
    await quotes.keepDue(signal);
    expect(await due()).toEqual([]);
    const kept = await quotes.listKept('hub-1', '2026-03-09');
    expect(kept.map(({ request: id }) => id).sort()).toEqual(['by-desk', 'by-program', 'by-text']);
    const told = await store.events.listAfter('hub-1', before, 10);
    expect(told.map(({ event }) => event)).toEqual(
      kept.map(() => ({ type: 'requests.changed', data: { date: '2026-03-09', count: 1 } })),
    );
  });

  it('binds where the hub says so, for the kg that it was made for', async () => {
    const { quotes, store, get } = await quoteWorld({}, {}, '2026-03-01T20:00:00Z');
    expect((await get()).is_binding).toBe(false);
    await store.rates.putShareRules('hub-1', {
      missed_stop: 'request',
      billed_by: 'fair',
      quotes_bind: true,
    });
    expect((await get()).is_binding).toBe(true);
    const [first] = dayOfTwelve();
    const booked = { ...first!, id: 'bound', reference: 'bound' };
    await store.requests.addAll('hub-1', [booked]);
    await quotes.keep('hub-1', booked);
    expect(await quotes.getKept('hub-1', booked.id)).toMatchObject({ binding_kg: booked.kg });
  });

  it('does not wait for what was only booked', async () => {
    const { get, store } = await quoteWorld({}, {}, '2026-03-01T20:00:00Z');
    const before = await get({ date: today });
    const [first] = dayOfTwelve();
    await store.requests.addAll('hub-1', [{ ...first!, id: 'late', reference: 'late' }]);
    expect(await get({ date: today })).toEqual(before);
  });
});

describe('a dear stop', () => {
  it('would be cheaper together with the pickup at its place on another day', async () => {
    const { cheaper, store } = await quoteWorld({}, {}, atSeven, fourTrucks({ capacity_kg: 3000 }));
    const tomorrow = '2026-03-03';
    const later = (instant: string) => new Date(Date.parse(instant) + 86_400_000).toISOString();
    const again = dayOfTwelve().map((request) => ({
      ...request,
      id: `x-${request.id}`,
      reference: `x-${request.id}`,
      date: tomorrow,
      ready_from: later(request.ready_from),
      ready_until: later(request.ready_until),
    }));
    await store.requests.addAll('hub-1', again);
    const { document } = (await store.plans.get('hub-1', today))!;
    const runs = document.runs.map((run) => ({
      ...run,
      trips: run.trips.map((trip) => ({
        ...trip,
        stops: trip.stops.map((stop) => ({ ...stop, requests: stop.requests.map((id) => `x-${id}`) })),
      })),
    }));
    await store.plans.save('hub-1', tomorrow, { ...document, date: tomorrow, runs }, null);
    for (const place of ['Bản 3', 'Bản 7']) {
      const { was, ways } = await cheaper('hub-1', { date: today, place });
      const joint = ways.find(({ kind }) => kind === 'joint_pickup');
      expect(joint).toMatchObject({ date: tomorrow, place });
      expect(joint!.amount).toBeLessThan(was);
      const amounts = ways.map(({ amount }) => amount);
      expect(amounts).toEqual(amounts.toSorted((a, b) => a - b));
    }
    await expect(cheaper('hub-1', { date: '2026-03-05', place: 'Bản 3' })).rejects.toMatchObject({
      code: 'PLAN_UNKNOWN',
    });
    expect(await cheaper('hub-1', { date: today, place: 'nowhere' })).toEqual({ was: 0, ways: [] });
  });
});
