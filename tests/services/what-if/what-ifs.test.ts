import { randomUUID } from 'node:crypto';
import Papa from 'papaparse';
import { readSheet } from 'read-excel-file/node';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { type WhatIf, whatIfDraft, whatIf as whatIfSchema } from '#server/contract/what-if.ts';
import { scaleTerms } from '#server/domain/rates/scale-terms.ts';
import { makeCarryOver } from '#server/services/carry-over.ts';
import { withCutOff } from '#server/services/what-if/cut-off.ts';
import { WhatIfs } from '#server/services/what-if/what-ifs.ts';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { morning, sampleRequest, today } from '../../store/samples.ts';
import { cardTerms } from '../../support/desk-day.ts';
import { deskWorld, fourTrucks } from '../desk/desk-world.ts';

const solver = makeSolverPool({ threads: 1 });
afterAll(() => solver.close());

const draft = (change: Record<string, unknown>) =>
  whatIfDraft.parse({
    from: '2026-02-20',
    until: '2026-03-10',
    fuel: null,
    rate: null,
    fleet: null,
    cut_off: null,
    seconds: 0.2,
    ...change,
  });

async function whatIfWorld(day: Parameters<typeof deskWorld>[1] = {}) {
  const world = await deskWorld(solver, day);
  const failures: unknown[] = [];
  const whatIfs = new WhatIfs({
    store: world.store,
    toolsOf: () => world.roads,
    snapLimitMetres: 1000,
    newId: randomUUID,
    newSeed: () => 1,
    onFailure: (error) => failures.push(error),
  });
  onTestFinished(() => whatIfs.close());
  const run = async (change: Record<string, unknown>): Promise<WhatIf> => {
    const { id } = await whatIfs.start('hub-1', draft(change));
    await expect
      .poll(async () => (await whatIfs.get('hub-1', id)).state, { timeout: 60_000 })
      .not.toBe('running');
    return whatIfSchema.parse(await whatIfs.get('hub-1', id));
  };
  return { ...world, whatIfs, run, failures };
}

describe('what if', () => {
  it('a rate were another: the same runs at the other price, and nothing real changes', async () => {
    const { run, store, desk } = await whatIfWorld();
    const before = await desk.get({ hub: 'hub-1', date: today, scenario: null });
    const seq = await store.events.lastSeq('hub-1');
    const found = await run({ rate: { vehicle_type: '1.25 t', part: 'hire', percent: 50 } });
    expect(found).toMatchObject({ state: 'done', done: 1, of: 1, is_planned_anew: false, missing: [] });
    // Each truck is 300,000 a day.
    expect(found.would).toEqual({ ...found.was, cost: found.was.cost + found.was.runs * 150_000 });
    expect(found.was.runs).toBe(before.arrangement.runs.length);
    expect(found.weeks).toEqual([{ monday: '2026-03-02', was: found.was, would: found.would }]);
    const other = await run({ rate: { vehicle_type: '5 t', part: 'hire', percent: 50 } });
    expect(other.would).toEqual(other.was);
    expect(await desk.get({ hub: 'hub-1', date: today, scenario: null })).toEqual(before);
    expect(await store.events.lastSeq('hub-1')).toBe(seq);
  });

  it('vehicles were fewer or more: the day is planned anew with them', async () => {
    const { run } = await whatIfWorld();
    const fewer = await run({ fleet: { without: ['L-1', 'L-2', 'L-3'], more: [] } });
    expect(fewer).toMatchObject({ state: 'done', is_planned_anew: true });
    expect(fewer.was).toMatchObject({ unserved: 0, parcels: 480 });
    expect(fewer.would.runs).toBeLessThanOrEqual(1);
    const back = await run({ fleet: { without: ['L-1', 'L-2', 'L-3'], more: [{ like: 'L-4', count: 3 }] } });
    expect(back.would).toMatchObject({ unserved: 0, parcels: 480, grams: back.was.grams });
    const none = await run({ fleet: { without: ['L-1', 'L-2', 'L-3', 'L-4'], more: [] } });
    expect(none.would).toMatchObject({ runs: 0, cost: 0, unserved: 12 });
  });

  it('vehicles were others: against the day planned anew too, not as somebody left it by hand', async () => {
    const { run, desk, on, browserDay } = await whatIfWorld();
    const { wire } = await browserDay();
    const stops = wire.arrangement.runs.flatMap(({ trips }) => trips.flat().map(({ stop }) => stop));
    await desk.edit(on(wire.edit_version), { type: 'unassign', stops });
    const { was, would } = await run({ fleet: { without: ['L-1', 'L-2', 'L-3', 'L-4'], more: [] } });
    expect(was).toMatchObject({ unserved: 0, parcels: 480 });
    expect(would).toMatchObject({ unserved: 12, parcels: 0 });
  });

  it('is a table, a pair of rows for each week and one for all', async () => {
    const { run, whatIfs } = await whatIfWorld();
    const { id, was, would } = await run({ rate: { vehicle_type: '1.25 t', part: 'hire', percent: 50 } });
    const csv = await whatIfs.export('hub-1', id, { format: 'csv', locale: 'en' });
    expect(csv.filename).toBe('what-if-2026-02-20-2026-03-10.csv');
    const { data } = Papa.parse<Record<string, string>>(String(csv.bytes).replace('\uFEFF', ''), {
      header: true,
    });
    expect(
      data.map((row) => [row['Week from'], row['Which'], Number(row['Cost']), Number(row['Runs'])]),
    ).toEqual([
      ['2026-03-02', 'It was', was.cost, was.runs],
      ['2026-03-02', 'It would be', would.cost, would.runs],
      ['Total', 'It was', was.cost, was.runs],
      ['Total', 'It would be', would.cost, would.runs],
    ]);
    const xlsx = await whatIfs.export('hub-1', id, { format: 'xlsx', locale: 'vi' });
    const [heads, ...rows] = await readSheet(xlsx.bytes);
    expect(rows.map((row) => row[heads!.indexOf('Chi phí')])).toEqual(data.map((row) => Number(row['Cost'])));
    await expect(whatIfs.export('hub-1', 'none', { format: 'csv', locale: 'en' })).rejects.toMatchObject({
      code: 'WHAT_IF_UNKNOWN',
    });
  });

  it('the cut-off were earlier: what came later goes a day later', async () => {
    // All were booked at five in the morning of their day.
    const { run } = await whatIfWorld();
    expect(await run({ cut_off: '18:00' })).toMatchObject({
      state: 'done',
      moved: 12,
      would: { runs: 0, unserved: 0 },
    });
  });

  it('leaves out what went on to the next day', async () => {
    // One truck of 900 kg.
    const large = sampleRequest({
      kg: 1500,
      crates: 76,
      parcels: 300,
      lat: 22.4,
      ready_from: '2026-03-01T23:00:00Z',
      ready_until: '2026-03-02T09:00:00Z',
    });
    const { run, store } = await whatIfWorld({ requests: [large], vehicles: fourTrucks().slice(0, 1) });
    const dearer = { rate: { vehicle_type: '1.25 t', part: 'hire', percent: 50 } };
    expect((await run(dearer)).was.unserved).toBe(1);
    const { carryOver } = makeCarryOver({ store, newId: randomUUID, now: () => morning });
    expect(await carryOver('hub-1', today, null)).toMatchObject({ count: 1 });
    expect((await run(dearer)).was.unserved).toBe(0);
  });

  it('fails with words for people, and the log has the cause', async () => {
    const { run, roads, failures } = await whatIfWorld();
    const fault = new Error('a stack of wires');
    roads.matrices.matrix = () => Promise.reject(fault);
    expect(await run({ rate: { vehicle_type: '1.25 t', part: 'hire', percent: 50 } })).toMatchObject({
      state: 'failed',
      problem: { code: 'INTERNAL', message: 'The server’s log has the cause.' },
    });
    expect(failures).toEqual([fault]);
  });

  it('is stopped by hand, by the next one, and refused where nothing is otherwise', async () => {
    const { whatIfs, failures } = await whatIfWorld();
    const long = { fleet: { without: ['L-1'], more: [] }, seconds: 60 };
    const first = await whatIfs.start('hub-1', draft(long));
    const second = await whatIfs.start('hub-1', draft(long));
    expect((await whatIfs.stop('hub-1', second.id)).state).toBe('stopped');
    expect((await whatIfs.stop('hub-1', first.id)).state).toBe('stopped');
    expect(failures).toEqual([]);
    await expect(whatIfs.start('hub-1', draft({}))).rejects.toMatchObject({ code: 'NOTHING_CHANGED' });
    await expect(whatIfs.get('hub-2', first.id)).rejects.toMatchObject({ code: 'WHAT_IF_UNKNOWN' });
    const reversed = draft({ ...long, from: '2026-03-02', until: '2026-03-01' });
    await expect(whatIfs.start('hub-1', reversed)).rejects.toMatchObject({ code: 'DATES_REVERSED' });
  });
});

describe('a cut-off', () => {
  it('moves what came after it, and not what was entered when the day was over', () => {
    const request = sampleRequest({ date: '2026-03-02', harvested_at: null });
    const at = (bookedAt: string) =>
      withCutOff([{ request, bookedAt }], '16:00', 'Asia/Ho_Chi_Minh').ofDay.keys().next().value;
    expect(at('2026-03-01T09:00:00Z')).toBe('2026-03-02');
    expect(at('2026-03-01T09:00:01Z')).toBe('2026-03-03');
    expect(at('2026-03-02T16:59:59Z')).toBe('2026-03-03');
    expect(at('2026-03-02T17:00:00Z')).toBe('2026-03-02');
    const { ofDay, moved } = withCutOff(
      [{ request, bookedAt: '2026-03-02T00:00:00Z' }],
      '16:00',
      'Asia/Ho_Chi_Minh',
    );
    expect(ofDay.get('2026-03-03')).toMatchObject([
      { ready_from: '2026-03-02T23:00:00Z', ready_until: '2026-03-03T03:30:00Z' },
    ]);
    expect([...moved]).toEqual([request.id]);
  });
});

describe('terms by a percentage', () => {
  const terms = { ...cardTerms, fixedCost: 1001, costPerTrip: 40, costPerKm: 30, costPerHour: 500 };

  it('have the part changed, rounded, and all else as it was', () => {
    expect(scaleTerms(terms, 'hire', 50)).toEqual({ ...terms, fixedCost: 1502, costPerTrip: 60 });
    expect(scaleTerms(terms, 'km', -10)).toEqual({
      ...terms,
      costPerKm: 27,
      kmBands: [
        { fromMetres: 0, costPerKm: 45 },
        { fromMetres: 20_000, costPerKm: 32 },
        { fromMetres: 60_000, costPerKm: 19 },
      ],
    });
    expect(scaleTerms(terms, 'hours', 100)).toEqual({
      ...terms,
      costPerHour: 1000,
      costPerDrivingHour: 260,
      costPerServiceHour: 140,
      overtime: { costPerHour: 666 },
    });
  });
});
