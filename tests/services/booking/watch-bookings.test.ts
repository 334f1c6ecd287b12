import { expect, it } from 'vitest';
import { nameOfShown, watchBookings } from '#server/services/booking/watch-bookings.ts';
import { sampleHub, sampleProducts, sampleRequest } from '../../store/samples.ts';
import { tempStore } from '../../store/temp-store.ts';

const hub = 'hub-1';

it('looks again only where a day that is shown may have changed, or a request came', async () => {
  const { store } = tempStore();
  await store.hubs.add(sampleHub(), sampleProducts);
  let [looks, kg] = [0, 100];
  const read = async () => {
    looks += 1;
    return { days: [], products: [], bookings: [{ date: '2026-03-04', kg }] };
  };
  const watch = await watchBookings(store.events, hub, read, null);
  const after = async (change: () => Promise<unknown>) => {
    looks = 0;
    await change();
    return { told: (await watch.listAfter(hub, 0, 200)).length, looks };
  };
  const weighed = (date: string) => () =>
    store.money.putActuals(hub, date, { runs: [], weighings: [] }, null);
  const unseen = { told: 0, looks: 0 };
  expect(await after(weighed('2026-03-05'))).toEqual(unseen);
  expect(await after(() => store.fleet.replace(hub, []))).toEqual(unseen);
  expect(await after(weighed('2026-03-04'))).toEqual({ told: 0, looks: 1 });
  kg = 90;
  expect(await after(weighed('2026-03-04'))).toEqual({ told: 1, looks: 1 });
  const request = sampleRequest({ date: '2026-03-06' });
  expect(await after(() => store.requests.addAll(hub, [request]))).toEqual({ told: 0, looks: 1 });
  const settings = (await store.hubs.settings(hub))!;
  expect(await after(() => store.hubs.saveSettings(hub, settings))).toEqual({ told: 1, looks: 1 });
});

it('tells at once where what a phone has read is no longer so, and nothing where it still is', async () => {
  const { store } = tempStore();
  await store.hubs.add(sampleHub(), sampleProducts);
  const shown = { days: ['2026-03-04'], products: [], bookings: [] };
  const toldAfter = async (known: string | null) => {
    const { listAfter } = await watchBookings(store.events, hub, async () => shown, known);
    return [(await listAfter(hub, 0, 200)).length, (await listAfter(hub, 0, 200)).length];
  };
  expect(await toldAfter(nameOfShown(shown))).toEqual([0, 0]);
  expect(await toldAfter(nameOfShown({ ...shown, days: ['2026-03-05'] }))).toEqual([1, 0]);
  expect(await toldAfter(null)).toEqual([0, 0]);
});
