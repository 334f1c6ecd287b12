import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunDeed } from '#server/domain/drive/run-event.ts';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { weighed } from '../../domain/drive/made-run.ts';
import { today } from '../../store/samples.ts';
import { record } from '../desk/desk-world.ts';
import { drivenWorld } from '../receiving/driven-world.ts';

const solver = makeSolverPool({ threads: 1 });
afterAll(() => solver.close());

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

const took = (kg: number): RunDeed => ({
  kind: 'unplanned',
  pickup: '1f6c2e5b',
  place: 'Ngã ba Tả Phìn',
  grower: 'chảo mẩy',
  product: 'Mận',
  ...weighed(kg),
});

async function world() {
  const made = await drivenWorld(solver);
  const id = `${made.run.id}-1f6c2e5b`;
  const get = () => made.store.requests.get('hub-1', id);
  const arrival = async () =>
    (await made.receiving.get('hub-1', today)).arrivals.find(({ run }) => run === made.run.number)!;
  /** By the hub's scale, each time later. */
  let weighed = 0;
  const weigh = async (kg: number, isShort = false) => {
    weighed += 1;
    made.goOn('2026-03-02T11:00:00Z');
    const line = { request: id, kg, crates: null, parcels: null, grade: null, is_short: isShort };
    await made.receiving.weighIn(
      'hub-1',
      {
        id: randomUUID(),
        date: today,
        vehicle: made.run.frozen.run.vehicle,
        trip: 1,
        weighed_at: `2026-03-02T05:0${weighed}:00Z`,
        weighed_by: null,
        lines: [{ ...line, reason: null, note: '' }],
        is_together: false,
        crates_back: null,
      },
      'user-1',
    );
  };
  return { ...made, id, get, arrival, weigh };
}

describe('a pickup that nobody planned', () => {
  it('is a collected request once, in the transaction of its tap, and a booking to look at', async () => {
    const { tap, run, store, drive, id, get } = await world();
    const cooperative = await store.cooperatives.add('hub-1', {
      name: 'HTX',
      phone: '',
      locale: 'vi',
      divides_by: null,
    });
    const draft = { cooperative: cooperative.id, name: 'Chảo Mẩy', phone: '', locale: 'vi' as const };
    const member = await store.members.add('hub-1', 'm1', { ...draft, role: 'grower' });
    const events = await tap({ kind: 'left_hub', trip: 0 }, took(61));
    expect(await get()).toMatchObject({
      kind: 'pickup',
      state: 'collected',
      reference: `${run.number}-1f6c2e5b`,
      place: 'Ngã ba Tả Phìn',
      lat: 22.4,
      kg: 61,
      product: 'Mận',
      cooperative: 'HTX',
    });
    await drive.sync({ run: run.id, key: 'k'.repeat(43) }, events, 1);
    const all = await store.requests.listByDay('hub-1', today);
    expect(all.filter((request) => request.id === id)).toHaveLength(1);
    const [booking] = await store.bookings.listOfMember('hub-1', member.id, today);
    expect(booking?.doubts).toEqual([
      { code: 'unplanned', run: run.number, grower: 'chảo mẩy', is_placed: true },
    ]);
    const told = (await store.events.listAfter('hub-1', 0, 10_000)).slice(-2).map(({ event }) => event.type);
    expect(told).toEqual(['requests.changed', 'run.events']);
  });

  it('follows what the driver puts right and takes back, until the hub’s scale has spoken', async () => {
    const { tap, weigh, get } = await world();
    await tap(took(61));
    await tap(took(64.5));
    expect((await get())?.kg).toBe(64.5);
    const [again] = await tap(took(66));
    await tap({ kind: 'undone', event: again!.id });
    expect((await get())?.kg).toBe(64.5);
    await weigh(60);
    await tap(took(70));
    expect((await get())?.kg).toBe(64.5);
  });

  it('is cancelled where he takes it back', async () => {
    const { tap, id, get, arrival } = await world();
    const [first] = await tap(took(61));
    await tap({ kind: 'undone', event: first!.id });
    expect((await get())?.state).toBe('cancelled');
    expect((await arrival()).lines.map(({ request }) => request)).not.toContain(id);
  });

  it('stays cancelled where the desk has cancelled it, and comes back where the driver puts it back', async () => {
    const { tap, get, id, store } = await world();
    const [first] = await tap(took(61));
    const [back] = await tap({ kind: 'undone', event: first!.id });
    expect((await get())?.state).toBe('cancelled');
    await tap({ kind: 'undone', event: back!.id });
    expect((await get())?.state).toBe('collected');
    await store.requests.setState('hub-1', id, 'cancelled');
    await tap(took(64.5));
    expect(await get()).toMatchObject({ state: 'cancelled', kg: 61 });
  });

  it('is left to the desk: no other vehicle is to fetch what is on board already', async () => {
    const { tap, id, desk } = await world();
    await tap(took(61));
    const { edit_version, arrangement } = await desk.get(record);
    expect(arrangement.stops.map(({ stop }) => stop)).toContain(id);
    const only = { runs: [], stops: [id], may_open_runs: true, stay_cost: 0, seconds: 1 };
    const asked = desk.planRest('hub-1', { date: today, edit_version, scenario: null, ...only }, null);
    await expect(asked).rejects.toMatchObject({ code: 'NOTHING_TO_PLAN' });
  });

  it('bears its share from the moment it is on board, where the driver came by', async () => {
    const { tap, id, requests, money, run, store } = await world();
    const before = await money.get('hub-1', today);
    const [first, second] = requests;
    const arrived = (request: string): RunDeed => ({ kind: 'arrived', items: [{ request, visit: 1 }] });
    await tap({ kind: 'left_hub', trip: 0 }, arrived(first!), took(61), arrived(second!));
    const { runs, lines } = await money.get('hub-1', today);
    const own = runs.find((each) => each.run === run.number)!;
    const was = before.runs.find((each) => each.run === run.number)!;
    expect(own.way.slice(1, 4).map((stop) => stop.requests)).toEqual([[first], [id], [second]]);
    expect(own.planned).toEqual(was.planned);
    expect(own.cost).toBeGreaterThan(was.cost);
    expect(Object.values(own.causes!).reduce((sum, each) => sum + each, 0)).toBe(own.cost - own.planned.cost);
    const line = lines.find(({ request }) => request === id);
    expect(line).toMatchObject({ weighed_kg: 61, weighed_by: 'driver', runs: [run.number] });
    expect(line!.fair).toBeGreaterThan(0);
    const borne = lines.reduce((sum, { fair }) => sum + fair, 0);
    const all = runs.reduce((sum, { cost, hub }) => sum + cost - hub, 0);
    expect(borne).toBe(all);
    await store.requests.setState('hub-1', id, 'cancelled');
    expect((await money.get('hub-1', today)).lines.map(({ request }) => request)).not.toContain(id);
  });

  it('bears the same where less of it came to the hub than was to come, and nobody else is to fetch it', async () => {
    const { tap, id, get, requests, money, weigh, desk, store } = await world();
    const arrived: RunDeed = { kind: 'arrived', items: [{ request: requests[0]!, visit: 1 }] };
    await tap({ kind: 'left_hub', trip: 0 }, arrived, took(61));
    const bills = async () => {
      const { runs, lines } = await money.get('hub-1', today);
      return {
        costs: runs.map(({ cost }) => cost),
        billed: lines.map((line) => [line.request, line.billed]),
      };
    };
    await weigh(58);
    const whole = await bills();
    expect(whole.billed.map(([request]) => request)).toContain(id);
    await weigh(58, true);
    expect((await get())?.state).toBe('partly_collected');
    expect(await bills()).toEqual(whole);
    const { edit_version } = await desk.get(record);
    const only = { runs: [], stops: [id], may_open_runs: true, stay_cost: 0, seconds: 1 };
    const asked = desk.planRest('hub-1', { date: today, edit_version, scenario: null, ...only }, null);
    await expect(asked).rejects.toMatchObject({ code: 'NOTHING_TO_PLAN' });
    await money.settle('hub-1', today, { basis: 'fair', editVersion: edit_version }, 'user-1');
    const entries = await store.money.listEntries('hub-1', today, today);
    expect(entries.find(({ request }) => request === id)?.amount).toBeGreaterThan(0);
  });

  it('bears what its run cost where all else of the run has left the plan, also once that is published', async () => {
    const { tap, id, money, run, desk, on, publishing } = await world();
    await tap({ kind: 'left_hub', trip: 0 }, took(61));
    const { edit_version: version, arrangement } = await desk.get(record);
    const other = arrangement.runs.find((each) => each.run !== run.number)!;
    await desk.edit(on(version), { type: 'merge', run: run.number, into: other.run });
    const bill = async () => {
      const { runs, lines } = await money.get('hub-1', today);
      const own = runs.find((each) => each.run === run.number);
      const line = lines.find(({ request }) => request === id);
      expect(sum(lines.map(({ fair }) => fair)) + sum(runs.map(({ hub }) => hub))).toBe(
        sum(runs.map(({ cost }) => cost)),
      );
      return { own, line };
    };
    const { own, line } = await bill();
    expect(own).toMatchObject({ vehicle: run.frozen.run.vehicle, way: [{}, { requests: [id] }, {}] });
    expect(sum(Object.values(own!.causes!))).toBe(own!.cost - own!.planned.cost);
    expect(line).toMatchObject({ weighed_kg: 61, runs: [run.number] });
    expect(line!.fair).toBeGreaterThan(0);
    expect(line!.fair + own!.hub).toBe(own!.cost);
    await publishing.publish(on(version + 1), null);
    expect(await bill()).toEqual({ own, line });
    // What it cost is noted as that of any run.
    const { vehicle } = run.frozen.run;
    const noted = { vehicle, odometer_start_km: 1000, odometer_end_km: 1090, left_at: null, back_at: null };
    const actual = { ...noted, fuel_litres: null, fuel_paid: null, tolls_paid: 7_000 };
    await money.noteActuals('hub-1', today, { runs: [actual], weighings: [] }, 'user-1');
    expect((await bill()).own).toMatchObject({ typed: { tolls_paid: 7_000 }, run: run.number });
    // Its vehicle goes out again: there is one run of it, and what was taken along is a trip of that.
    const stop = other.trips[0]![0]!.stop;
    await desk.edit(on(version + 1), { type: 'move', stops: [stop], to: { run: 77, vehicle } });
    const again = await bill();
    expect(again.own).toBeUndefined();
    expect(again.line).toMatchObject({ weighed_kg: 61 });
    expect(again.line!.fair).toBeGreaterThan(0);
  });

  it('comes in with its trip, and is counted once when the desk has put it into the run', async () => {
    const { tap, id, get, arrival, desk, on, money, run, publishing, drive } = await world();
    await tap({ kind: 'left_hub', trip: 0 }, took(61));
    expect((await arrival()).lines.find(({ request }) => request === id)).toMatchObject({
      field: { kg: 61 },
    });
    const { edit_version: version } = await desk.get(record);
    const to = { run: run.number, trip: 0, position: 1 };
    await desk.edit(on(version), { type: 'move', stops: [id], to });
    await publishing.publish(on(version + 1), [run.number]);
    const { lines } = await money.get('hub-1', today);
    const line = lines.find(({ request }) => request === id);
    expect(line).toMatchObject({ weighed_kg: 61, weighed_by: 'driver' });
    expect(line!.fair).toBeGreaterThan(0);
    // The driver's phone has it as done, not as a stop to go to, and it is counted once.
    expect((await get())?.state).toBe('collected');
    expect((await arrival()).lines.filter(({ request }) => request === id)).toHaveLength(1);
    await tap(took(62));
    expect((await get())?.state).toBe('collected');
    const events = (await drive.list('hub-1', today)).find((each) => each.run === run.id)!.events;
    expect(events).toHaveLength(3);
  });
});
