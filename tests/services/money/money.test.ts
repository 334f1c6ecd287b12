import { randomUUID } from 'node:crypto';
import Papa from 'papaparse';
import { readSheet } from 'read-excel-file/node';
import { afterAll, describe, expect, it } from 'vitest';
import type { DayMoney, RunActual } from '#server/contract/money.ts';
import type { RateCardDraft, ShareRules } from '#server/contract/rates.ts';
import { shareRun } from '#server/domain/shares/share-run.ts';
import { scheduleDeskRun } from '#server/domain/desk/schedule-desk-run.ts';
import { makeMoney } from '#server/services/money/money.ts';
import { makeRates } from '#server/services/rates/rates.ts';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { today } from '../../store/samples.ts';
import { deskWorld, record } from '../desk/desk-world.ts';

const solver = makeSolverPool({ threads: 1 });
afterAll(() => solver.close());

const card: RateCardDraft = {
  name: 'HTX Vận tải',
  vehicle_type: '1.25 t',
  vehicles: [],
  valid_from: today,
  valid_until: null,
  terms: {
    per_day: 250_000,
    per_trip: 10_000,
    km_bands: [
      { from_km: 0, per_km: 20_000 },
      { from_km: 10, per_km: 12_000 },
    ],
    per_driving_hour: 40_000,
    per_waiting_hour: 20_000,
    per_service_hour: 30_000,
    per_overtime_hour: 15_000,
    fuel: { kind: 'diesel', litres_empty: 11.5, litres_loaded: 16 },
    toll_per_trip: 5_000,
    loading_per_tonne: 60_000,
    loading_per_hour: 0,
    handling_per_parcel: 500,
    packaging_per_crate: 2_000,
    minimum_charge: 300_000,
  },
};

const actualOf = (vehicle: string, more: Partial<RunActual> = {}): RunActual => ({
  vehicle,
  odometer_start_km: null,
  odometer_end_km: null,
  left_at: null,
  back_at: null,
  fuel_litres: null,
  fuel_paid: null,
  tolls_paid: null,
  ...more,
});

const usualRules: ShareRules = { missed_stop: 'request', billed_by: 'fair', quotes_bind: false };

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

async function moneyWorld() {
  const world = await deskWorld(solver);
  const tools = { store: world.store, readDay: world.readDay, newId: randomUUID };
  const money = makeMoney(tools);
  const rates = makeRates(tools);
  const get = () => money.get('hub-1', today);
  const settle = async (basis: 'fair' | 'kg' | 'tonne_km' = 'fair', by = 'user-1') =>
    money.settle('hub-1', today, { basis, editVersion: (await get()).edit_version }, by);
  return { ...world, money, rates, get, settle };
}

/** All that a day cost is borne by somebody. */
function expectExact({ runs, lines }: DayMoney): void {
  const cost = sum(runs.map((run) => run.cost));
  const hub = sum(runs.map((run) => run.hub));
  expect(sum(lines.map(({ fair }) => fair)) + hub).toBe(cost);
  expect(sum(lines.map((line) => line.by_kg))).toBe(cost);
  expect(sum(lines.map((line) => line.by_tonne_km))).toBe(cost);
  for (const { parts, fair, alone } of lines) {
    expect(sum(Object.values(parts))).toBe(fair);
    expect(fair).toBeLessThanOrEqual(alone ?? Infinity);
  }
  for (const { cost: spent, planned, causes } of runs) {
    expect(sum(Object.values(causes ?? {}))).toBe(spent - planned.cost);
  }
}

describe('a rate card', () => {
  it('prices the plans of its days for the desk, the browser and the planner', async () => {
    const { rates, plan, store, browserDay, get } = await moneyWorld();
    await rates.setFuelPrice('hub-1', { fuel: 'diesel', valid_from: today, price_per_litre: 21_000 });
    await rates.addCard('hub-1', card);
    expect((await plan()).outcome).toBe('planned');
    const { document } = (await store.plans.get('hub-1', today))!;
    const { wire, day } = await browserDay();
    const { runs, lines } = await get();
    for (const [index, run] of wire.arrangement.runs.entries()) {
      const scheduled = scheduleDeskRun(run, day);
      expect(document.runs[index]!.cost).toEqual(scheduled.cost);
      expect(scheduled.parts.fuel).toBeGreaterThan(0);
      expect(runs[index]).toMatchObject({ cost: scheduled.cost.total, causes: null, actual: null });
      for (const { request, amount } of shareRun(run, day, scheduled).shares) {
        expect(lines.find((line) => line.request === request)?.fair).toBe(amount);
      }
    }
  });

  it('is refused where it counts a fuel without a price, or ends before it begins', async () => {
    const { rates } = await moneyWorld();
    await expect(rates.addCard('hub-1', card)).rejects.toMatchObject({ code: 'FUEL_PRICE_MISSING' });
    const reversed = { ...card, valid_until: '2026-03-01', terms: { ...card.terms, fuel: null } };
    await expect(rates.addCard('hub-1', reversed)).rejects.toMatchObject({ code: 'DATES_REVERSED' });
    await expect(rates.removeCard('hub-1', 'none')).rejects.toMatchObject({ code: 'RATE_CARD_UNKNOWN' });
  });

  it('counts on its days only, and one that names a vehicle before one of its type', async () => {
    const { rates, desk } = await moneyWorld();
    const terms = { ...card.terms, fuel: null };
    const perDay = (amount: number) => ({ ...terms, per_day: amount });
    await rates.addCard('hub-1', { ...card, valid_from: '2026-03-03', terms: perDay(1) });
    await rates.addCard('hub-1', { ...card, valid_from: '2026-01-01', terms: perDay(2) });
    await rates.addCard('hub-1', { ...card, valid_from: '2026-02-01', terms: perDay(3) });
    await rates.addCard('hub-1', {
      ...card,
      vehicles: ['L-2'],
      valid_from: '2026-01-01',
      terms: perDay(4),
    });
    const { vehicles } = await desk.get(record);
    expect(vehicles.map(({ vehicle, rates: own }) => [vehicle, own.fixed_cost])).toEqual([
      ['L-1', 3],
      ['L-2', 4],
      ['L-3', 3],
      ['L-4', 3],
    ]);
  });
});

describe('what came of a day', () => {
  it('is reckoned by the card, explained by cause, and shared to the last unit', async () => {
    const { money, rates, get } = await moneyWorld();
    await rates.setFuelPrice('hub-1', { fuel: 'diesel', valid_from: today, price_per_litre: 21_000 });
    await rates.addCard('hub-1', card);
    const before = await get();
    expectExact(before);
    const [run] = before.runs;
    const weighed = before.lines.filter(({ runs }) => runs.includes(run!.run));
    const after = await money.noteActuals(
      'hub-1',
      today,
      {
        runs: [
          actualOf(run!.vehicle, {
            odometer_start_km: 1000,
            odometer_end_km: 1000 + run!.planned.metres / 1000 + 12.5,
            fuel_litres: 30,
            tolls_paid: 15_000,
          }),
        ],
        weighings: [
          { request: weighed[0]!.request, kg: 100.5, crates: null, parcels: null },
          { request: weighed[1]!.request, kg: 0, crates: 0, parcels: 0 },
        ],
      },
      'user-1',
    );
    expectExact(after);
    const actual = after.runs.find(({ vehicle }) => vehicle === run!.vehicle)!;
    // 12.5 km above the first band: 150,000, and their fuel
    expect(actual.causes!.km).toBeGreaterThan(150_000);
    expect(actual.causes!.load).toBeLessThan(0);
    const missed = after.lines.find(({ request }) => request === weighed[1]!.request)!;
    expect(missed).toMatchObject({ weighed_kg: 0, parcels: 0, parts: { load: 0, handling: 0 } });
    expect(missed.parts.travel).toBeGreaterThan(0);
  });

  it('leaves the way to a stop where nothing was collected with the hub, where that is the rule', async () => {
    const { money, rates, get, settle } = await moneyWorld();
    const [line] = (await get()).lines;
    const nothing = { request: line!.request, kg: 0, crates: null, parcels: null };
    const before = await money.noteActuals('hub-1', today, { runs: [], weighings: [nothing] }, 'user-1');
    const shareIn = ({ lines }: DayMoney) => lines.find(({ request }) => request === line!.request)!.fair;
    const hubIn = ({ runs }: DayMoney) => sum(runs.map(({ hub }) => hub));
    expect(shareIn(before)).toBeGreaterThan(0);
    await rates.setShareRules('hub-1', { ...usualRules, missed_stop: 'hub' });
    expect((await rates.get('hub-1')).share_rules.missed_stop).toBe('hub');
    const after = await get();
    expectExact(after);
    expect(shareIn(after)).toBe(0);
    expect(hubIn(after)).toBe(hubIn(before) + shareIn(before));
    // All others bear what they bore.
    const others = ({ lines }: DayMoney) =>
      lines.filter(({ request }) => request !== line!.request).map(({ request, fair }) => [request, fair]);
    expect(others(after)).toEqual(others(before));
    const settled = await settle();
    await rates.setShareRules('hub-1', usualRules);
    expect(shareIn(await get())).toBe(0);
    const span = { from: today, until: today };
    expect(await money.listLedger('hub-1', span)).toEqual(settled.entries);
    await expect(money.listLedger('hub-1', { from: today, until: '2026-03-01' })).rejects.toMatchObject({
      code: 'DATES_REVERSED',
    });
  });

  it('is set beside what the village paid before, where that is known', async () => {
    const { rates, get, settle } = await moneyWorld();
    const baseline = { place: 'Bản 3', kind: 'own_trip' as const, amount: 80_000, kg_per_trip: 60 };
    await rates.setBaseline('hub-1', { ...baseline, amount: 1 });
    await rates.setBaseline('hub-1', baseline);
    const { lines } = await get();
    // 202 kg are four trips of 60 kg.
    expect(lines.filter((line) => line.baseline !== null).map((line) => [line.place, line.baseline])).toEqual(
      [['Bản 3', 320_000]],
    );
    expect((await settle()).lines).toEqual(lines);
  });

  it('is refused for runs and requests that the day does not have', async () => {
    const { money } = await moneyWorld();
    const note = (runs: RunActual[], weighings: { request: string }[]) =>
      money.noteActuals(
        'hub-1',
        today,
        { runs, weighings: weighings.map((each) => ({ ...each, kg: 1, crates: null, parcels: null })) },
        null,
      );
    await expect(note([actualOf('X-9')], [])).rejects.toMatchObject({ code: 'RUN_UNKNOWN', ids: ['X-9'] });
    await expect(note([], [{ request: 'nobody' }])).rejects.toMatchObject({ code: 'REQUEST_UNKNOWN' });
  });
});

describe('a list of what came of a day', () => {
  const send = async (rows: readonly string[], commit: boolean) => {
    const world = await moneyWorld();
    const bytes = new TextEncoder().encode(rows.join('\n'));
    const file = { bytes, filename: 'actuals.csv', date: today, commit };
    return { ...world, sent: world.money.importActuals('hub-1', file, 'user-1') };
  };

  it('is shown, then noted whole: runs with hours in the hub’s zone, requests with their weight', async () => {
    const rows = [
      'xe,mã yêu cầu,km đi,km về,giờ đi,giờ về,lít,phí cầu đường,kg,kiện',
      'L-1,,1000,1080.5,06:10,00:30,14.5,15000,,',
      ',r03,,,,,,,187.5,37',
    ];
    const { get, sent, store } = await send(rows, true);
    expect(await sent).toMatchObject({ rows: 2, errors: [], committed: true });
    expect(await store.money.getActuals('hub-1', today)).toEqual({
      runs: [
        {
          vehicle: 'L-1',
          odometer_start_km: 1000,
          odometer_end_km: 1080.5,
          left_at: '2026-03-02T06:10:00+07:00',
          // Before it left: on the next day.
          back_at: '2026-03-03T00:30:00+07:00',
          fuel_litres: 14.5,
          fuel_paid: null,
          tolls_paid: 15_000,
        },
      ],
      weighings: [{ request: 'r03', kg: 187.5, crates: null, parcels: 37 }],
    });
    expectExact(await get());
  });

  it('is refused whole where a row is of nothing that the day has, with each row’s reason', async () => {
    const rows = [
      'vehicle,request,odometer_start,odometer_end,left_at,kg',
      'L-9,,,,,',
      'L-1,,200,100,soon,',
      ',nobody,,,,5',
      ',r01,,,,',
      'L-2,r02,,,,7',
      ',r04,,,,8',
      ',r04,,,,9',
    ];
    const { sent, store } = await send(rows, true);
    const { rows: wrong } = (await sent.catch((error: unknown) => error)) as { rows: { row: number }[] };
    expect(wrong.map(({ row }) => row)).toEqual([2, 3, 3, 4, 5, 6, 8]);
    expect(await store.money.getActuals('hub-1', today)).toEqual({ runs: [], weighings: [] });
  });

  it('is only shown until it is to be noted', async () => {
    const { sent, store } = await send(['request,kg', 'r01,12'], false);
    expect(await sent).toMatchObject({ kind: 'actuals', rows: 1, committed: false });
    expect(await store.money.getActuals('hub-1', today)).toEqual({ runs: [], weighings: [] });
  });
});

describe('a settled day', () => {
  it('stays as it was settled, whatever becomes of rates, plan and weights', async () => {
    const { money, rates, settle, desk, on, get } = await moneyWorld();
    const before = await get();
    const settled = await settle();
    expect(settled).toMatchObject({ runs: before.runs, lines: before.lines });
    expect(settled.settled).toMatchObject({ by: 'Lò Thị Mai', basis: 'fair' });
    expect(settled.entries.map(({ request, amount }) => [request, amount])).toEqual(
      before.lines.map(({ request, fair }) => [request, fair]),
    );
    await rates.addCard('hub-1', { ...card, terms: { ...card.terms, fuel: null } });
    const stop = (await desk.get(record)).arrangement.stops[0]!.stop;
    await desk.edit(on(settled.edit_version), { type: 'unassign', stops: [stop] });
    expect(await get()).toEqual(settled);
    const weighing = { request: stop, kg: 1, crates: null, parcels: null };
    await expect(
      money.noteActuals('hub-1', today, { runs: [], weighings: [weighing] }, 'user-1'),
    ).rejects.toMatchObject({ code: 'DAY_SETTLED' });
  });

  it('is settled once, and only as the caller saw it', async () => {
    const { money, settle, get } = await moneyWorld();
    const { edit_version: version } = await get();
    const stale = money.settle('hub-1', today, { basis: 'kg', editVersion: version - 1 }, 'user-1');
    await expect(stale).rejects.toMatchObject({ code: 'EDIT_CONFLICT' });
    const twice = await Promise.allSettled([settle('kg', 'user-1'), settle('fair', 'user-2')]);
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { settled, entries, lines } = await get();
    const of = settled?.basis === 'kg' ? 'by_kg' : 'fair';
    expect(entries.map(({ amount }) => amount)).toEqual(lines.map((line) => line[of]));
  });

  it('divides by the rule of a cooperative that was renamed since the day was last read', async () => {
    const { store, get } = await moneyWorld();
    const { id, name } = (await store.cooperatives.list('hub-1'))[0]!;
    const before = await get();
    expect(new Set(before.lines.map((line) => line.cooperative))).toEqual(new Set([name]));
    const renamed = { name: 'HTX Mới', phone: '', locale: null, divides_by: 'kg' as const };
    await store.cooperatives.update('hub-1', id, renamed);
    const { lines } = await get();
    expect(new Set(lines.map((line) => line.cooperative))).toEqual(new Set(['HTX Mới']));
    expect(new Set(lines.map((line) => line.billed_by))).toEqual(new Set(['kg']));
  });

  it('bills no more than a quote that binds, and divides within a cooperative by its own rule', async () => {
    const { rates, money, store, get, settle } = await moneyWorld();
    await rates.setShareRules('hub-1', { ...usualRules, billed_by: 'tonne_km' });
    const { id, name } = (await store.cooperatives.list('hub-1'))[0]!;
    await store.cooperatives.update('hub-1', id, { name, phone: '', locale: null, divides_by: 'kg' });
    const open = await get();
    expectExact(open);
    // All are of one cooperative: together they owe what they would.
    expect(sum(open.lines.map(({ billed }) => billed))).toBe(sum(open.runs.map(({ cost }) => cost)));
    expect(new Set(open.lines.map((line) => line.billed_by))).toEqual(new Set(['kg']));
    const [bound, estimated] = open.lines;
    const promised = Math.floor(bound!.billed / 2);
    const kept = { low: 0, high: 1e9, basis: 'plan' as const };
    await store.quotes.keep(bound!.request, { ...kept, amount: promised, binding_kg: bound!.booked_kg });
    await store.quotes.keep(estimated!.request, { ...kept, amount: 1, binding_kg: null });
    const mostOf = async () =>
      (await get()).lines.find(({ request }) => request === bound!.request)?.quote?.most;
    const { parcels } = (await store.requests.get('hub-1', bound!.request))!; // of a line
    const weighed = { request: bound!.request, kg: bound!.booked_kg, crates: null };
    const count = (counted: number) =>
      money.noteActuals('hub-1', today, { runs: [], weighings: [{ ...weighed, parcels: counted }] }, null);
    await count(2 * parcels);
    expect(await mostOf()).toBe(2 * promised);
    await count(parcels);
    expect(await mostOf()).toBe(promised);
    const settled = await settle('tonne_km');
    const lineOf = (request: string) => settled.lines.find((line) => line.request === request);
    expect(lineOf(bound!.request)).toMatchObject({
      billed: promised,
      quote: { amount: promised, most: promised },
      fair: bound!.fair,
    });
    expect(lineOf(estimated!.request)).toMatchObject({
      billed: estimated!.billed,
      quote: { amount: 1, most: null },
    });
    expect(settled.entries.map(({ amount }) => amount)).toEqual(settled.lines.map(({ billed }) => billed));
    await rates.setShareRules('hub-1', usualRules);
    expect(await get()).toEqual(settled);
  });

  it('is corrected and paid by further entries, each once however often it is sent', async () => {
    const { money, settle, get } = await moneyWorld();
    const { lines } = await get();
    const { request, fair } = lines[0]!;
    const entry = { date: today, request, note: 'scale was wrong' };
    const correction = { ...entry, id: 'c-1', kind: 'correction' as const, amount: -1500 };
    await expect(money.addEntry('hub-1', correction, 'user-1')).rejects.toMatchObject({
      code: 'DAY_NOT_SETTLED',
    });
    await settle();
    await money.addEntry('hub-1', correction, 'user-1');
    await money.addEntry('hub-1', correction, 'user-1');
    await money.addEntry('hub-1', { ...entry, id: 'p-1', kind: 'payment', amount: fair - 1500 }, 'user-2');
    const own = (await get()).entries.filter((each) => each.request === request);
    expect(own.map(({ kind, amount, by }) => [kind, amount, by])).toEqual([
      ['share', fair, 'Lò Thị Mai'],
      ['correction', -1500, 'Lò Thị Mai'],
      ['payment', fair - 1500, 'Vàng A Páo'],
    ]);
    const stranger = { ...correction, id: 'c-2', request: 'nobody' };
    await expect(money.addEntry('hub-1', stranger, 'user-1')).rejects.toMatchObject({
      code: 'REQUEST_UNKNOWN',
    });
  });

  it('is in the ledger, whose export reads back as what it was written from', async () => {
    const { money, settle } = await moneyWorld();
    const { entries, lines } = await settle('tonne_km');
    const note = '=1+1, "quoted"\nand more';
    const request = lines[1]!.request;
    await money.addEntry(
      'hub-1',
      { id: 'n-1', date: today, request, kind: 'correction', amount: -7, note },
      null,
    );
    const days = { from: today, until: today };
    const text = String(await money.exportLedger('hub-1', { ...days, format: 'csv' }));
    const { data, errors } = Papa.parse<Record<string, string>>(text.replace('\uFEFF', ''), {
      header: true,
      skipEmptyLines: true,
    });
    expect(errors).toEqual([]);
    expect(data.map((row) => Number(row['amount']))).toEqual([...entries.map(({ amount }) => amount), -7]);
    // A spreadsheet must not run it.
    expect(data.at(-1)?.['note']).toBe(`'${note}`);
    const none = { from: '2026-03-03', until: '2026-03-04' };
    expect(String(await money.exportLedger('hub-1', { ...none, format: 'csv' }))).toBe(
      '\uFEFFdate,written_at,kind,request,place,cooperative,amount,currency,note,by,id\r\n',
    );
    const sheet = await readSheet(await money.exportLedger('hub-1', { ...days, format: 'xlsx' }));
    expect(sheet.slice(1).map((row) => row[6])).toEqual([...entries.map(({ amount }) => amount), -7]);
    expect(sheet.at(-1)?.[8]).toBe(note);
  });
});
