import { randomUUID } from 'node:crypto';
import Papa from 'papaparse';
import readXlsxFile, { readSheet } from 'read-excel-file/node';
import { afterAll, describe, expect, it } from 'vitest';
import type { CheaperWay } from '#server/contract/costs.ts';
import { legBetween } from '#server/domain/desk/desk-day.ts';
import { scheduleDeskRun } from '#server/domain/desk/schedule-desk-run.ts';
import { UserError } from '#server/domain/user-error.ts';
import { makeCosts } from '#server/services/money/costs.ts';
import { makeMoney } from '#server/services/money/money.ts';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { today } from '../../store/samples.ts';
import { deskWorld } from '../desk/desk-world.ts';

const solver = makeSolverPool({ threads: 1 });
afterAll(() => solver.close());

const span = { from: '2026-02-01', until: '2026-03-31', by: 'day' as const };

/** What would have made stops cheaper: of one nothing, of one it is not known. */
const [cheapest, lost] = ['Bản 1', 'Bản 2'];
const noWay = { date: null, place: null, vehicle: null, metres: null };
const ways: CheaperWay[] = [
  { ...noWay, kind: 'other_day', amount: 50_000, date: '2026-03-03', place: 'Bản 7' },
  { ...noWay, kind: 'collection_point', amount: 60_500, place: 'Bản 8', metres: 1_240 },
  { ...noWay, kind: 'other_vehicle', amount: 70_000, vehicle: 'M-1' },
];

async function costWorld() {
  const world = await deskWorld(solver);
  const money = makeMoney({ store: world.store, readDay: world.readDay, newId: randomUUID });
  let reads = 0;
  const costs = makeCosts({
    store: world.store,
    readMoney: (hub, date) => {
      reads += 1;
      return money.get(hub, date);
    },
    cheaper: async (_hub, { place }) => {
      if (place === lost) throw new UserError('PLAN_UNKNOWN', 'It was thrown away.');
      return { was: 90_000, ways: place === cheapest ? [] : ways };
    },
  });
  const settle = async () => {
    const { edit_version: editVersion } = await money.get('hub-1', today);
    return money.settle('hub-1', today, { basis: 'kg', editVersion }, 'user-1');
  };
  return { ...world, money, costs, settle, reads: () => reads };
}

describe('what days cost', () => {
  it('is what their runs cost at the desk, with what they carry along their way', async () => {
    const { costs, browserDay } = await costWorld();
    const { wire, day } = await browserDay();
    const { groups, total, dearest, names, ...rest } = await costs.get('hub-1', span);
    expect(names.village).toHaveLength(12);
    expect(rest).toEqual({ hub: 0, days: 1, settled_days: 0, missing: [] });
    expect(groups).toEqual([{ ...total, date: today, run: null, name: null }]);
    const runs = wire.arrangement.runs.map((run) => scheduleDeskRun(run, day));
    const sum = (pick: (run: (typeof runs)[number]) => number) =>
      runs.reduce((all, run) => all + pick(run), 0);
    expect(total.cost).toBe(sum(({ cost }) => cost.total));
    expect(total.grams).toBe(sum(({ carriage }) => carriage.grams));
    expect(total.parcels).toBe(480);
    // Rounded to whole kg times km at each of the twelve requests.
    expect(Math.abs(total.kg_km - sum(({ carriage }) => carriage.gramMetres) / 1e6)).toBeLessThanOrEqual(6);
    expect(total.of_runs).toMatchObject({
      runs: runs.length,
      noted: 0,
      planned_cost: total.cost,
      metres: sum(({ schedule }) => schedule.metres),
      waiting_seconds: sum(({ schedule }) => schedule.waitingSeconds),
      capacity_kg_km: sum(({ schedule }) => Math.round((900 * schedule.metres) / 1000)),
    });
    // Pickups only: each way out to a first stop is empty, and nothing else.
    const emptyMetres = wire.arrangement.runs.flatMap((run) => {
      const { table, startPlace } = day.vehicles.get(run.vehicle)!;
      return run.trips.map(([first], trip) => {
        const from = trip === 0 ? startPlace : day.hubPlace;
        return legBetween(day.tables[table]!, from, day.stops.get(first!.stop)!.place)!.metres;
      });
    });
    expect(total.of_runs!.empty_metres).toBe(emptyMetres.reduce((all, metres) => all + metres, 0));
    expect(dearest).toHaveLength(10);
  });

  it('is read once, and again when the day, the fleet, the rates or a cooperative change', async () => {
    const { costs, reads, money, store } = await costWorld();
    const before = await costs.get('hub-1', span);
    await costs.get('hub-1', { ...span, by: 'village' });
    expect(reads()).toBe(1);
    const { lines } = await money.get('hub-1', today);
    const weighing = { request: lines[0]!.request, kg: 1, crates: null, parcels: null };
    await money.noteActuals('hub-1', today, { runs: [], weighings: [weighing] }, 'user-1');
    const after = await costs.get('hub-1', span);
    expect(reads()).toBe(2);
    expect(before.total.grams - after.total.grams).toBe(lines[0]!.booked_kg * 1000 - 1000);
    expect(after.total.of_runs!.noted).toBe(1);
    await store.rates.putBaseline('hub-1', { place: 'Bản 1', kind: 'own_trip', amount: 1, kg_per_trip: 1 });
    await costs.get('hub-1', span);
    expect(reads()).toBe(3);
    const { id, ...cooperative } = (await store.cooperatives.list('hub-1'))[0]!;
    await store.cooperatives.update('hub-1', id, { ...cooperative, divides_by: 'kg' });
    await costs.get('hub-1', span);
    expect(reads()).toBe(4);
  });

  it('is what the plan comes to after an edit', async () => {
    const { costs, reads, desk, on, browserDay } = await costWorld();
    const before = await costs.get('hub-1', span);
    const { wire } = await browserDay();
    const [run] = wire.arrangement.runs;
    await desk.edit(on(wire.edit_version), { type: 'unassign', stops: [run!.trips[0]![0]!.stop] });
    const after = await costs.get('hub-1', span);
    expect(reads()).toBe(2);
    expect(after.total.cost).toBeLessThan(before.total.cost);
    expect(after.total.grams).toBeLessThan(before.total.grams);
  });

  it('stays as it was settled, and leaves out what was settled before these figures were kept', async () => {
    const { costs, money, settle, desk, on, store, browserDay } = await costWorld();
    const before = await costs.get('hub-1', { ...span, by: 'cooperative' });
    const settled = await settle();
    const { wire } = await browserDay();
    await desk.edit(on(settled.edit_version), {
      type: 'unassign',
      stops: [wire.arrangement.stops[0]!.stop],
    });
    expect(await costs.get('hub-1', { ...span, by: 'cooperative' })).toEqual({ ...before, settled_days: 1 });
    const old = makeCosts({
      store: {
        ...store,
        money: {
          ...store.money,
          getSettlement: async (hub, date) => {
            const { runs, ...settlement } = (await store.money.getSettlement(hub, date))!;
            return { ...settlement, runs: runs.map((run) => ({ ...run, carried: null })) };
          },
        },
      },
      readMoney: money.get,
      cheaper: costs.cheaper,
    });
    expect(await old.get('hub-1', span)).toMatchObject({ days: 0, missing: [today], groups: [] });
  });

  it('is refused for days in the wrong order, and for too many', async () => {
    const { costs } = await costWorld();
    const get = (from: string, until: string) => costs.get('hub-1', { from, until, by: 'day' });
    await expect(get('2026-03-02', '2026-03-01')).rejects.toMatchObject({ code: 'DATES_REVERSED' });
    await expect(get('2025-01-01', '2026-03-01')).rejects.toMatchObject({ code: 'SPAN_TOO_LONG' });
    expect(await get('2026-04-01', '2026-04-30')).toMatchObject({ groups: [], days: 0, dearest: [] });
  });
});

describe('a table of costs', () => {
  it('reads back as what it was written from', async () => {
    const { costs } = await costWorld();
    const by = 'village' as const;
    const { groups, total, hub } = await costs.get('hub-1', { ...span, by });
    const order = { ...span, by, table: 'costs' as const, locale: 'en' as const };
    const csv = await costs.export('hub-1', { ...order, format: 'csv' });
    expect(csv.filename).toBe('costs-2026-02-01-2026-03-31-village.csv');
    const { data } = Papa.parse<Record<string, string>>(String(csv.bytes).replace('\uFEFF', ''), {
      header: true,
    });
    const borne = hub === 0 ? [] : [['Borne by the hub', hub]];
    const rows = [...groups.map(({ name, cost }) => [name, cost]), ...borne, ['Total', total.cost]];
    expect(data.map((row) => [row['Place'], Number(row['Cost'])])).toEqual(rows);
    const xlsx = await costs.export('hub-1', { ...order, locale: 'vi', format: 'xlsx' });
    const [heads, ...cells] = await readSheet(xlsx.bytes);
    const at = heads!.indexOf('Chi phí');
    expect(cells.map((row) => row[at])).toEqual(rows.map(([, cost]) => cost));
    const sheets = (await readXlsxFile(xlsx.bytes)).map(({ sheet }) => sheet);
    expect(sheets).toEqual(['Chi phí', 'Thôn bản', 'Điểm đắt nhất']);
  });

  it('has the villages of the map, and the dearest stops', async () => {
    const { costs } = await costWorld();
    const rowsOf = async (table: 'villages' | 'dearest') => {
      const file = { ...span, table, locale: 'en' as const, format: 'csv' as const };
      const { filename, bytes } = await costs.export('hub-1', file);
      expect(filename).toBe(`${table}-2026-02-01-2026-03-31.csv`);
      const text = String(bytes).replace('\uFEFF', '');
      return Papa.parse<Record<string, string>>(text, { header: true }).data;
    };
    const villages = await costs.villages('hub-1', span);
    expect((await rowsOf('villages')).map((row) => [row['Place'], Number(row['Cost'])])).toEqual(
      villages.map(({ place, cost }) => [place, cost]),
    );
    const { dearest } = await costs.get('hub-1', span);
    const rows = await rowsOf('dearest');
    expect(rows.map((row) => [row['Day'], row['Place'], Number(row['Cost'])])).toEqual(
      dearest.map(({ date, place, cost }) => [date, place, cost]),
    );
    const words =
      'on 2026-03-03, on the way with Bản 7: 50,000; brought 1.2 km to Bản 8: 60,500; with M-1: 70,000';
    const said = (place: string) =>
      place === lost
        ? ['', '', '']
        : place === cheapest
          ? ['90000', '', 'Nothing cheaper was found.']
          : ['90000', '50000', words];
    const columns = ['Planned cost', 'Cheapest cost found', 'Would have been cheaper'];
    expect(rows.map((row) => columns.map((name) => row[name]))).toEqual(
      dearest.map(({ place }) => said(place)),
    );
    const file = { ...span, table: 'costs' as const, locale: 'vi' as const, format: 'xlsx' as const };
    const sheet = (await readXlsxFile((await costs.export('hub-1', file)).bytes))[2]!.data;
    expect(sheet[0]!.slice(-3)).toEqual(['Chi phí dự kiến', 'Chi phí rẻ nhất tìm được', 'Lẽ ra rẻ hơn']);
    expect(sheet.slice(1).map((row) => row.at(-2))).toEqual(
      dearest.map(({ place }) => (place === lost || place === cheapest ? null : 50_000)),
    );
  });
});
