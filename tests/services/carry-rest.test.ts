import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { unassignedStops } from '#server/domain/edits/desk-plan.ts';
import type { RunEventWire } from '#server/contract/drive.ts';
import { hasGoneOn, isMissed } from '#server/contract/request.ts';
import { makeCarryOver } from '#server/services/carry-over.ts';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { missed } from '../domain/drive/made-run.ts';
import { morning, sampleRequest, today } from '../store/samples.ts';
import { deskWorld, fourTrucks, record } from './desk/desk-world.ts';

const solver = makeSolverPool({ threads: 1 });
afterAll(() => solver.close());

const tomorrow = '2026-03-03';
const whole = { kg: 1500.5, crates: 76, parcels: 301 };

/** One truck of 900 kg, one request of more. */
async function partlyServed() {
  const large = sampleRequest({
    id: 'large',
    ...whole,
    lat: 22.4,
    service_minutes: 76,
    ready_from: '2026-03-01T23:00:00Z',
    ready_until: '2026-03-02T09:00:00Z',
  });
  const vehicles = fourTrucks().slice(0, 1);
  const world = await deskWorld(solver, { requests: [large], vehicles });
  const carry = makeCarryOver({ store: world.store, newId: randomUUID, now: () => morning });
  const on = (date: string) => world.store.requests.listByDay('hub-1', date);
  const loadOn = async (date: string) =>
    (await on(date))
      .filter(({ state }) => state !== 'cancelled')
      .map(({ kg, crates, parcels }) => ({ kg, crates, parcels }));
  const unassigned = async () => (await world.store.plans.get('hub-1', today))!.document.unassigned;
  /** The driver comes to what he was told to fetch, in vain. */
  const missIt = async () => {
    const { edit_version: version } = await world.desk.get(record);
    const { runs } = await world.publishing.publish(world.on(version), null);
    const { id: run, number } = runs[0]!;
    const [link] = await world.drive.addLinks('hub-1', {
      date: today,
      runs: [number],
      origin: 'https://hub.example.org',
      by: null,
    });
    const [key, phone] = ['k'.repeat(43), randomUUID()];
    await world.drive.bind(link!.url.split('#')[1]!, { phone, key, label: 'Android' });
    const tap = {
      id: randomUUID(),
      phone,
      order: 1,
      at: morning,
      clock_offset_ms: 0,
      position: null,
      revision: 1,
      deed: missed('large') as RunEventWire['deed'],
    };
    await world.drive.sync({ run, key }, [tap], 1);
  };
  return { ...world, carry, on, loadOn, unassigned, missIt };
}

describe('the rest of a request that is served in part', () => {
  it('goes on to the next day to the last kg, crate and parcel, and is left out here no more', async () => {
    const { carry, on, loadOn, unassigned, browserDay, desk } = await partlyServed();
    const left = (await unassigned())[0]!.left!;
    const before = await browserDay();
    expect(await carry.carryOver('hub-1', today, null)).toEqual({ to: tomorrow, count: 1 });
    expect(await loadOn(tomorrow)).toEqual([left]);
    const [here] = await loadOn(today);
    expect(here!.kg + left.kg).toBeCloseTo(whole.kg, 6);
    expect([here!.crates + left.crates, here!.parcels + left.parcels]).toEqual([whole.crates, whole.parcels]);
    expect(await on(today)).toMatchObject([{ state: 'planned', carried: { to: tomorrow, rest: left } }]);
    // A minute for each of the 76 crates.
    expect((await on(tomorrow))[0]!.service_minutes).toBeCloseTo(left.crates, 6);

    const after = await browserDay();
    const [loose] = unassignedStops(after.wire.arrangement);
    expect(after.wire.arrangement).toEqual(before.wire.arrangement);
    expect(after.day.stops.get(loose!)?.isCancelled).toBe(true);
    expect(after.day.stops.get(loose!)?.place).toBe(before.day.stops.get(loose!)?.place);
    expect((await desk.listScenarios('hub-1', today)).record.unserved).toBe(0);
    expect(await desk.listUnassigned(record)).toEqual([]);
    expect(await carry.carryOver('hub-1', today, null)).toMatchObject({ count: 0 });
  });

  it('takes its part of what was quoted along', async () => {
    const { carry, store, on } = await partlyServed();
    const quote = { amount: 90_000, low: 60_000, high: 120_000, basis: 'plan' as const };
    await store.quotes.keep('large', { ...quote, binding_kg: whole.kg });
    await carry.carryOver('hub-1', today, null);
    const [rest] = await on(tomorrow);
    const [kept] = await store.quotes.listByDay('hub-1', tomorrow);
    expect(kept).toMatchObject({
      amount: Math.round((90_000 * rest!.kg) / whole.kg),
      binding_kg: rest!.kg,
      basis: 'plan',
    });
  });

  it('leaves its own part of a quote that binds to what a driver came for in vain', async () => {
    const { carry, store, on, missIt } = await partlyServed();
    // 60 a kg: 1,500.5 kg for 90,030.
    const quote = { amount: 90_030, low: 90_030, high: 90_030, basis: 'plan' as const };
    await store.quotes.keep('large', { ...quote, binding_kg: whole.kg });
    await carry.carryOver('hub-1', today, null);
    await missIt();
    await carry.carryOver('hub-1', today, null);
    const copies = new Map((await on(tomorrow)).map(({ id, kg }) => [id, kg]));
    const kept = await store.quotes.listByDay('hub-1', tomorrow);
    expect(kept).toHaveLength(2);
    for (const { request, amount, binding_kg: kg } of kept) {
      expect(kg).toBe(copies.get(request));
      expect(amount).toBe(Math.round(60 * kg!));
    }
  });

  it('is brought back as it was', async () => {
    const { carry, on, loadOn, browserDay } = await partlyServed();
    const before = { requests: await on(today), desk: (await browserDay()).wire };
    await carry.carryOver('hub-1', today, ['large']);
    expect(await carry.bringBack('hub-1', ['large', 'large'])).toEqual({ count: 1, kept: 0 });
    expect(await on(today)).toEqual(before.requests);
    expect(await loadOn(tomorrow)).toEqual([]);
    expect((await browserDay()).wire).toEqual(before.desk);
    expect(await carry.bringBack('hub-1', ['large'])).toEqual({ count: 0, kept: 0 });
  });

  it('is not planned again on its first day, and nothing of a later plan counts as gone', async () => {
    const { carry, loadOn, plan, browserDay, desk, on } = await partlyServed();
    await carry.carryOver('hub-1', today, null);
    const [here] = await loadOn(today);
    await plan();
    const { wire, day } = await browserDay();
    expect(unassignedStops(wire.arrangement)).toEqual([]);
    const loads = [...day.stops.values()].map(({ pickup, isCancelled }) => [pickup, isCancelled]);
    expect(loads).toEqual([[[here!.kg, here!.crates, here!.parcels], false]]);
    // Undone, the older plan has the rest in it, which stands on the next day.
    await desk.undo({ ...record, editVersion: wire.edit_version, by: 'user-1' });
    const old = await browserDay();
    expect([...old.day.stops.values()].filter(({ isCancelled }) => isCancelled)).toHaveLength(1);
    await carry.bringBack('hub-1', ['large']);
    expect((await on(today))[0]).toMatchObject(whole);
    const again = await browserDay();
    expect([...again.day.stops.values()].filter(({ isCancelled }) => isCancelled)).toEqual([]);
  });

  it('stays while a driver is told to fetch it', async () => {
    const { carry, publishing, desk, on, browserDay } = await partlyServed();
    const { wire } = await browserDay();
    await publishing.publish({ ...record, editVersion: wire.edit_version, by: 'user-1' }, null);
    const stops = wire.arrangement.runs.flatMap(({ trips }) => trips.flat().map(({ stop }) => stop));
    const step = await desk.edit(
      { ...record, editVersion: wire.edit_version, by: 'user-1' },
      { type: 'unassign', stops },
    );
    expect((await on(today))[0]).toMatchObject({ state: 'published' });
    expect(await carry.carryOver('hub-1', today, null)).toMatchObject({ count: 0 });
    await desk.undo({ ...record, editVersion: step.edit_version, by: 'user-1' });
    expect(await carry.carryOver('hub-1', today, null)).toMatchObject({ count: 1 });
  });

  it('does not keep what a driver came for in vain from going on too, and both come back', async () => {
    const { carry, missIt, on, loadOn } = await partlyServed();
    await carry.carryOver('hub-1', today, null);
    const [here] = await loadOn(today);
    await missIt();
    expect((await on(today)).map(isMissed)).toEqual([true]);
    expect(await carry.carryOver('hub-1', today, null)).toMatchObject({ count: 1 });
    expect(await loadOn(tomorrow)).toContainEqual(here);
    expect(await loadOn(tomorrow)).toHaveLength(2);
    expect(hasGoneOn((await on(today))[0]!)).toBe(true);
    expect(await carry.carryOver('hub-1', today, null)).toMatchObject({ count: 0 });
    expect(await carry.bringBack('hub-1', ['large'])).toEqual({ count: 1, kept: 0 });
    expect((await on(today))[0]).toMatchObject({ state: 'booked', ...whole });
    expect(await loadOn(tomorrow)).toEqual([]);
  });

  it('comes back to what a driver missed, which then goes on as a whole', async () => {
    const { carry, missIt, on, loadOn } = await partlyServed();
    await carry.carryOver('hub-1', today, null);
    await missIt();
    expect(await carry.bringBack('hub-1', ['large'])).toEqual({ count: 1, kept: 0 });
    expect((await on(today))[0]).toMatchObject({ state: 'missed', ...whole });
    await carry.carryOver('hub-1', today, null);
    expect(await loadOn(tomorrow)).toEqual([whole]);
  });

  it('leaves what is weighed on its day to be collected, and stays where it is then', async () => {
    const { carry, store, on, loadOn } = await partlyServed();
    await carry.carryOver('hub-1', today, null);
    const line = { request: 'large', kg: 880, crates: null, parcels: null, grade: null };
    const weighIn = { id: 'w1', date: today, vehicle: 'L-1', trip: 1, weighed_at: morning, weighed_by: null };
    await store.receiving.add(
      'hub-1',
      {
        ...weighIn,
        lines: [{ ...line, is_short: false, reason: null, note: '' }],
        is_together: false,
        crates_back: null,
      },
      null,
    );
    const rest = await loadOn(tomorrow);
    expect((await on(today))[0]).toMatchObject({ state: 'collected', carried: { rest: rest[0] } });
    expect(await carry.bringBack('hub-1', ['large'])).toEqual({ count: 0, kept: 0 });
    expect(await loadOn(tomorrow)).toEqual(rest);
  });

  it('may be cancelled and booked again where it stands, beside the rest of its request', async () => {
    const { carry, store, on } = await partlyServed();
    await carry.carryOver('hub-1', today, null);
    const [rest] = await on(tomorrow);
    await store.requests.setState('hub-1', rest!.id, 'cancelled');
    expect((await store.requests.setState('hub-1', rest!.id, 'booked')).state).toBe('booked');
    await carry.bringBack('hub-1', ['large']);
    await expect(store.requests.setState('hub-1', rest!.id, 'booked')).rejects.toMatchObject({
      code: 'CARRIED_OVER',
    });
  });
});
