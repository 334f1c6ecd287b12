import type { MoneyLine, MoneyRun } from '#server/contract/money.ts';
import type { Request } from '#server/contract/request.ts';
import type { Store } from '#server/store/port.ts';
import { planWith } from './store-desk.ts';

/**
 * Settles the day of a request that was alone on a run with another: it owes 60,000, of which 10,000 for the way, and is
 * let off 5,000 and has paid 20,000. Its driver weighed 36 kg of its 96 apart, as pears.
 */
export async function settleRequest(store: Store, hub: string, request: Request): Promise<void> {
  const { id, date, reference, place, cooperative, kg } = request;
  await store.plans.save(hub, date, { ...planWith([{ vehicle: 'L-1', trips: [[id]] }]), date }, null);
  const { editVersion } = (await store.plans.get(hub, date))!; // just saved
  const names = { request: id, reference, place, cooperative };
  const line: MoneyLine = {
    ...names,
    kind: 'pickup',
    product: request.product,
    runs: [1],
    booked_kg: kg,
    weighed_kg: 96,
    weighed_by: 'desk',
    at_hub: [],
    products: [
      { product: request.product, kg: 60 },
      { product: 'pears', kg: 36 },
    ],
    parcels: 20,
    carried: { grams: 96_000, kg_km: 960 },
    parts: { travel: 10_000, load: 40_000, handling: 10_000, cap: 0 },
    fair: 60_000,
    by_kg: 60_000,
    by_tonne_km: 60_000,
    alone: 200_000,
    baseline: null,
    quote: { amount: 64_000, most: null },
    billed: 60_000,
    billed_by: 'fair',
  };
  const run: MoneyRun = {
    run: 1,
    vehicle: 'L-1',
    type: '1.25 t',
    planned: { metres: 20_000, seconds: 3600, cost: 60_000 },
    actual: null,
    typed: null,
    driven: null,
    cost: 60_000,
    causes: null,
    hub: 0,
    carried: null,
    way: [
      { lat: 22.36, lon: 103.25, requests: [] },
      { lat: 22.41234, lon: 103.31234, requests: [id] },
      { lat: 22.45678, lon: 103.35678, requests: ['another'] },
      { lat: 22.36, lon: 103.25, requests: [] },
    ],
  };
  const known = { runs: [], weighings: [] };
  const share = { ...names, id: `share-${id}`, kind: 'share' as const, amount: 60_000, note: '' };
  await store.money.settle(
    hub,
    date,
    { basis: 'fair', editVersion, runs: [run], lines: [line], known, taps: 0 },
    [share],
    null,
  );
  const more = { ...names, note: 'the scale was wrong' };
  await store.money.addEntry(
    hub,
    date,
    { ...more, id: `correction-${id}`, kind: 'correction', amount: -5_000 },
    null,
  );
  await store.money.addEntry(
    hub,
    date,
    { ...more, id: `payment-${id}`, kind: 'payment', amount: 20_000, note: '' },
    null,
  );
}
