import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunActual } from '#server/contract/money.ts';
import type { RunDeed } from '#server/domain/drive/run-event.ts';
import { writeReceipt } from '#server/services/booking/write-receipt.ts';
import { mergeActual } from '#server/services/money/merge-actual.ts';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { collected, missed } from '../../domain/drive/made-run.ts';
import { today } from '../../store/samples.ts';
import { drivenWorld } from '../receiving/driven-world.ts';

const solver = makeSolverPool({ threads: 1 });
afterAll(() => solver.close());

const unknown: RunActual = {
  vehicle: 'L-1',
  odometer_start_km: null,
  odometer_end_km: null,
  left_at: null,
  back_at: null,
  fuel_litres: null,
  fuel_paid: null,
  tolls_paid: null,
};
const back = {
  kind: 'back',
  odometer_km: 1090,
  fuel_litres: 14.5,
  fuel_paid: 320_000,
  tolls_paid: 15_000,
  waiting_minutes: null,
  note: '',
} as const;
const checked = { kind: 'checked', odometer_km: 1000, faults: [], note: '' } as const;

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

describe('what a driver says', () => {
  it('is what came of his run, at once, and is marked as his', async () => {
    const { tap, money, run, requests } = await drivenWorld(solver);
    await tap(
      checked,
      { kind: 'left_hub', trip: 0 },
      collected(requests[0]!, 150.5),
      missed(requests[1]!),
      back,
    );
    const { runs, lines } = await money.get('hub-1', today);
    const own = runs.find((each) => each.run === run.number)!;
    const figures = {
      odometer_start_km: 1000,
      odometer_end_km: 1090,
      fuel_paid: 320_000,
      tolls_paid: 15_000,
    };
    expect(own).toMatchObject({ typed: null, driven: figures, actual: figures });
    expect(sum(Object.values(own.causes!))).toBe(own.cost - own.planned.cost);
    const weights = new Map(lines.map((line) => [line.request, [line.weighed_kg, line.weighed_by]]));
    expect(weights.get(requests[0]!)).toEqual([150.5, 'driver']);
    expect(weights.get(requests[1]!)).toEqual([0, 'driver']);
    expect(weights.get(requests[2]!)).toEqual([null, null]);
    // All that the day cost is borne by somebody.
    expect(sum(lines.map(({ fair }) => fair)) + sum(runs.map(({ hub }) => hub))).toBe(
      sum(runs.map(({ cost }) => cost)),
    );
  });

  it('gives way to what was typed, figure by figure, and to the scale at the hub', async () => {
    const { tap, money, receiving, run, requests } = await drivenWorld(solver);
    const { vehicle } = run.frozen.run;
    const typed = { ...unknown, vehicle, tolls_paid: 0 };
    await money.noteActuals('hub-1', today, { runs: [typed], weighings: [] }, 'user-1');
    const line = { request: requests[0]!, kg: 148, crates: null, parcels: null, grade: null };
    const more = { is_short: false, reason: 'dried', note: '' } as const;
    const act = { id: randomUUID(), date: today, vehicle, trip: 1, is_together: false, crates_back: null };
    const weighed = {
      ...act,
      weighed_at: '2026-03-02T05:00:00Z',
      weighed_by: null,
      lines: [{ ...line, ...more }],
    };
    await receiving.weighIn('hub-1', weighed, 'user-1');
    // His word comes late, from the valley.
    await tap(checked, collected(requests[0]!, 155), back);
    const { runs, lines } = await money.get('hub-1', today);
    expect(runs.find((each) => each.run === run.number)).toMatchObject({
      typed: { tolls_paid: 0, odometer_end_km: null },
      actual: { tolls_paid: 0, odometer_end_km: 1090, fuel_paid: 320_000 },
    });
    expect(lines.find(({ request }) => request === requests[0])).toMatchObject({
      weighed_kg: 148,
      weighed_by: 'hub',
      at_hub: [{ kg: 148, field_kg: 155, reason: 'dried' }],
    });
  });

  it('is divided among products where he weighed them apart: at the scale and on the receipt', async () => {
    const { tap, money, receiving, run, requests } = await drivenWorld(solver);
    const products = [
      { product: 'oranges', kg: 120.5 },
      { product: 'pears', kg: 30 },
    ];
    const deed = { ...collected(requests[0]!, 150.5), products } as RunDeed;
    await tap(deed, collected(requests[1]!, 80));
    const { arrivals } = await receiving.get('hub-1', today);
    const fields = new Map(
      arrivals
        .find((each) => each.run === run.number)!
        .lines.map(({ request, field }) => [request, field?.products]),
    );
    expect([fields.get(requests[0]!), fields.get(requests[1]!)]).toEqual([products, []]);
    const productsOf = async (request: string) => {
      const { lines, ...day } = await money.get('hub-1', today);
      const receipt = writeReceipt({ lines, ...day }, request);
      expect(lines.find((line) => line.request === request)?.products).toEqual(receipt?.products);
      return receipt?.products;
    };
    expect(await productsOf(requests[0]!)).toEqual(products);
    expect(await productsOf(requests[1]!)).toEqual([]);
    // Nor does a day that is settled forget it.
    const { edit_version: editVersion } = await money.get('hub-1', today);
    await money.settle('hub-1', today, { basis: 'fair', editVersion }, 'user-1');
    expect(await productsOf(requests[0]!)).toEqual(products);
  });

  it('stays out of a day that is settled, and is seen before it is', async () => {
    const { tap, money, requests } = await drivenWorld(solver);
    await tap(collected(requests[0]!, 150));
    const { edit_version: editVersion } = await money.get('hub-1', today);
    const settled = await money.settle('hub-1', today, { basis: 'fair', editVersion }, 'user-1');
    await tap(collected(requests[1]!, 1), back);
    expect(await money.get('hub-1', today)).toEqual(settled);
  });

  it('is left out where it would turn an odometer or a clock backwards', () => {
    const driven = { ...unknown, odometer_start_km: 500, odometer_end_km: 600, fuel_litres: 9, fuel_paid: 9 };
    expect(mergeActual({ ...unknown, odometer_end_km: 400 }, driven)).toMatchObject({
      odometer_start_km: null,
      odometer_end_km: 400,
    });
    expect(mergeActual({ ...unknown, odometer_end_km: 700 }, driven)).toMatchObject({
      odometer_start_km: 500,
      odometer_end_km: 700,
    });
    // Litres that were typed are not paid for by what the driver paid for others.
    expect(mergeActual({ ...unknown, fuel_litres: 12 }, driven)).toMatchObject({
      fuel_litres: 12,
      fuel_paid: null,
    });
    expect([mergeActual(null, driven), mergeActual(unknown, null)]).toEqual([driven, unknown]);
  });
});

describe('what comes to the hub', () => {
  it('is expected by how the run goes, with what its driver weighed, until it is there', async () => {
    const { tap, receiving, run, requests, goOn } = await drivenWorld(solver);
    const arrival = async () => {
      const { arrivals } = await receiving.get('hub-1', today);
      return arrivals.find((each) => each.run === run.number)!;
    };
    expect(await arrival()).toMatchObject({ expected_at: null, arrived_at: null });
    const [left] = await tap({ kind: 'left_hub', trip: 0 }, collected(requests[0]!, 150));
    goOn('2026-03-02T01:10:00Z');
    const under = await arrival();
    expect(Date.parse(under.expected_at!)).toBeGreaterThan(Date.parse(left!.at));
    expect(under.lines.find(({ request }) => request === requests[0])?.field).toMatchObject({ kg: 150 });
    const [came] = await tap(back);
    expect(await arrival()).toMatchObject({ expected_at: null, arrived_at: came!.at });
  });

  it('keeps the state that the scale gave it, whatever its driver says later', async () => {
    const { tap, receiving, store, run, requests } = await drivenWorld(solver);
    const request = requests[0]!;
    const line = { request, kg: 0, crates: null, parcels: null, grade: null, is_short: true, reason: null };
    const act = { id: randomUUID(), date: today, vehicle: run.frozen.run.vehicle, trip: 1 };
    const how = {
      weighed_at: '2026-03-02T05:00:00Z',
      weighed_by: null,
      is_together: false,
      crates_back: null,
    };
    await receiving.weighIn('hub-1', { ...act, ...how, lines: [{ ...line, note: 'lost' }] }, 'user-1');
    await tap(collected(request, 150));
    expect((await store.requests.get('hub-1', request))?.state).toBe('missed');
  });
});
