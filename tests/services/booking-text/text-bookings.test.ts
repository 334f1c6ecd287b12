import { describe, expect, it } from 'vitest';
import type { RegionInfo, Regions } from '#server/region/port.ts';
import { makeTextBookings } from '#server/services/booking-text/text-bookings.ts';
import { makeReadContext } from '#server/services/request-context.ts';
import { sampleHub, sampleProducts } from '../../store/samples.ts';
import { tempStore } from '../../store/temp-store.ts';
import { smallGazetteer } from '../list-import/small-gazetteer.ts';

const hub = sampleHub();
const near = (lat: number) => [lat, hub.lon] as const;

async function world() {
  const { store } = tempStore();
  await store.hubs.add(hub, sampleProducts);
  const gazetteer = smallGazetteer([
    ['Tả Ngảo', ...near(22.3)],
    ['Tả Phìn', ...near(22.4), 'village', 'Sìn Hồ'],
    ['Tả Phìn', ...near(22.6), 'village', 'Sa Pa'],
    ['Phăng Sô Lin', ...near(22.5), 'peak'],
    ['Dào San', ...near(22.7)],
  ]);
  const region = { name: hub.region, bounds: [hub.lon - 1, hub.lat - 1, hub.lon + 1, hub.lat + 1] } as const;
  const regions: Partial<Regions> = {
    get: () => region as unknown as RegionInfo, // requests look at the bounds only
    gazetteer: () => gazetteer,
  };
  let last = 0;
  const texts = makeTextBookings({
    store,
    readContext: makeReadContext({ store, regions: regions as Regions, newId: () => `id-${++last}` }),
    now: () => '2026-03-01T23:30:00Z',
    keepQuote: async () => undefined,
    onQuoteFailure: (error) => {
      throw error;
    },
  });
  return { store, texts };
}

describe('a message at the desk', () => {
  it('is read against the hub’s products, its gazetteer and its own day', async () => {
    const { texts } = await world();
    // Monday morning at the hub, Sunday night in UTC.
    expect(await texts.read(hub.id, 'mai 2 tạ mận, bản ta ngao, sáng')).toEqual([
      {
        kind: 'pickup',
        product: 'Mận',
        kg: 200,
        kg_derived: false,
        crates: null,
        parcels: null,
        place: expect.objectContaining({ name: 'Tả Ngảo', lat: 22.3 }),
        choices: [],
        date: '2026-03-03',
        from: '06:00',
        until: '11:00',
        doubts: [],
      },
    ]);
  });

  it('shows which places a name may be, and takes a larger place for the answer', async () => {
    const { texts } = await world();
    const [open] = await texts.read(hub.id, 'mai 50 kg chè ở Tả Phìn');
    expect(open).toMatchObject({ place: null, doubts: ['place_unclear'] });
    expect(open?.choices.map(({ near: larger }) => larger)).toEqual(['Sìn Hồ', 'Sa Pa']);
    const [told] = await texts.read(hub.id, 'mai 50 kg chè ở Tả Phìn, Sa Pa');
    expect(told).toMatchObject({ place: { lat: 22.6 }, choices: [], doubts: [] });
  });

  it('works kg out from crates by the product, and says so', async () => {
    const { texts } = await world();
    // 12.5 kg of tea a crate
    expect((await texts.read(hub.id, 'mai 8 sọt chè Tả Ngảo'))[0]).toMatchObject({
      crates: 8,
      kg: 100,
      kg_derived: true,
    });
  });

  it('takes a peak for no place to load at, and does not know a product that the hub has not got', async () => {
    const { texts } = await world();
    expect((await texts.read(hub.id, 'mai 2 tạ cam ở Phăng Sô Lin'))[0]).toMatchObject({
      product: null,
      place: null,
      doubts: ['place_missing', 'product_unclear'],
    });
  });

  it('is kept with every request that it became, all of them or none', async () => {
    const { store, texts } = await world();
    const text = 'mai 2 tạ mận và 50 kg chè, Tả Ngảo';
    const draft = {
      kind: 'pickup',
      date: '2026-03-03',
      place: 'Tả Ngảo',
      largest_vehicle: 'heavy',
      priority: 0,
    } as const;
    const [plums, tea] = await texts.book(hub.id, text, [
      { ...draft, product: 'Mận', kg: 200 },
      { ...draft, product: 'Chè', kg: 50 },
    ]);
    expect([await texts.textOf(hub.id, plums?.id ?? ''), await texts.textOf(hub.id, tea?.id ?? '')]).toEqual([
      text,
      text,
    ]);
    const unknown = [
      { ...draft, product: 'Mận', kg: 1 },
      { ...draft, place: 'Tả Phìn', product: 'Mận', kg: 1 },
    ];
    await expect(texts.book(hub.id, text, unknown)).rejects.toMatchObject({ code: 'PLACE_AMBIGUOUS' });
    expect(await store.requests.listByDay(hub.id, '2026-03-03')).toHaveLength(2);
    await expect(texts.textOf(hub.id, 'made-up')).rejects.toMatchObject({ code: 'REQUEST_UNKNOWN' });
  });
});
