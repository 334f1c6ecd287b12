import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import readWorkbook from 'read-excel-file/node';
import { afterAll, describe, expect, it } from 'vitest';
import { locale as locales, type Locale } from '#server/contract/basics.ts';
import type { PlanDocument } from '#server/contract/plan.ts';
import { reasonWords } from '#server/services/export/reason-words.ts';
import { makeExports } from '#server/services/export/export-plan.ts';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { sampleDriver, today } from '../../store/samples.ts';
import { dayOfTwelve, deskWorld, record } from '../desk/desk-world.ts';

const solver = makeSolverPool({ threads: 1 });
afterAll(() => solver.close());

const order = { date: today, format: 'csv', table: 'stops', run: null, locale: 'en' } as const;

/** One stop taken out; a place that a spreadsheet would run, and one that CSV must quote. */
async function world() {
  const requests = dayOfTwelve().map((request, index) => ({
    ...request,
    place: index === 0 ? '=HYPERLINK("http://x")' : index === 1 ? 'Bản "Hai", dưới' : request.place,
  }));
  const drivers = [1, 2, 3, 4].map((each) =>
    sampleDriver({ name: `Driver of L-${each}`, phone: `0912 00${each}`, usual_vehicle: `v${each}` }),
  );
  const made = await deskWorld(solver, { requests, drivers });
  const { desk, store, on, readDay } = made;
  const { arrangement, edit_version: version } = await desk.get(record);
  const [first] = arrangement.runs;
  await desk.edit(on(version), { type: 'change_driver', run: first!.run, driver: 'Giàng A Lử' });
  const last = arrangement.runs.at(-1)!.trips[0]!.at(-1)!.stop;
  await desk.edit(on(version + 1), { type: 'unassign', stops: [last] });
  const { document } = (await store.plans.get('hub-1', today))!;
  const exports = makeExports({ store, readDay });
  const csv = async (change: Partial<Parameters<typeof exports.plan>[1]> = {}) => {
    const { bytes } = await exports.plan('hub-1', { ...order, ...change });
    const { data, errors } = Papa.parse<Record<string, string>>(bytes.toString().replace(/^\uFEFF/, ''), {
      header: true,
    });
    expect(errors).toEqual([]);
    return data;
  };
  return { ...made, document, exports, csv, requests };
}

const localTime = (instant: string) => instant.slice(11, 16);

function stopRows({ runs }: PlanDocument) {
  return runs.flatMap(({ vehicle, trips }) =>
    trips.flatMap(({ stops }) =>
      stops.flatMap((stop) => stop.requests.map((request) => [vehicle, request, localTime(stop.arrival)])),
    ),
  );
}

describe('a plan as CSV', () => {
  it('has a row for each request at each stop, as the plan has it', async () => {
    const { csv, document, requests } = await world();
    const rows = await csv();
    expect(rows.map((row) => [row['Vehicle'], row['Request'], row['Arrival']])).toEqual(stopRows(document));
    for (const row of rows) {
      const request = requests.find(({ id }) => id === row['Request'])!;
      const place = request.place.startsWith('=') ? `'${request.place}` : request.place;
      expect(row).toMatchObject({ Place: place, kg: String(request.kg), Latitude: String(request.lat) });
    }
  });

  it('has the runs with their money in major units, and what is in no run with its reason', async () => {
    const { csv, document } = await world();
    const runs = await csv({ table: 'runs' });
    expect(runs.map((row) => Number(row['Cost']))).toEqual(document.runs.map(({ cost }) => cost.total));
    expect(runs[0]).toMatchObject({ Run: '1', Driver: 'Giàng A Lử' });
    const [loose] = await csv({ table: 'unassigned' });
    expect(loose).toMatchObject({ Request: document.unassigned[0]!.request, Code: 'TAKEN_OUT' });
    expect(loose!['Ready from']).toBe('06:00');
  });

  it('says in the language of the export why a request is in no run, in the words of the desk', async () => {
    const { csv } = await world();
    const column = { en: 'Reason', vi: 'Lý do', 'zh-Hans': '原因', id: 'Alasan' };
    const reasons: Partial<Record<Locale, string>> = {};
    for (const locale of locales.options) {
      const [loose] = await csv({ table: 'unassigned', locale });
      reasons[locale] = loose![column[locale]]!;
    }
    expect(reasons).toEqual({
      en: expect.stringMatching(/: It was taken out of its run at the desk\.$/),
      vi: 'Đã được lấy ra khỏi chuyến tại bàn điều phối. Hãy đưa vào một chuyến, hoặc lập phần còn lại.',
      'zh-Hans': '已在调度台从班次中移出。请放入一个班次，或规划其余部分。',
      id: 'Dikeluarkan dari ritnya di meja kerja. Masukkan ke sebuah rit, atau rencanakan sisanya.',
    });
    for (const [locale, words] of Object.entries(reasonWords)) {
      const file = new URL(`../../../web/shared/i18n/problems/${locale}.json`, import.meta.url);
      const problems = JSON.parse(readFileSync(file, 'utf8')) as Record<
        string,
        Record<'title' | 'action', string>
      >;
      for (const [code, said] of Object.entries(words)) {
        const { title, action } = problems[code]!;
        expect(said.startsWith(title) && said.endsWith(action), `${locale} ${code}`).toBe(true);
      }
    }
  });

  it('names the driver of the day where nobody is named at the desk', async () => {
    const { csv } = await world();
    const runs = await csv({ table: 'runs' });
    const { Vehicle: vehicle, Driver: driver, Phone: phone } = runs[1]!;
    expect([driver, phone]).toEqual([`Driver of ${vehicle}`, `0912 00${vehicle!.slice(2)}`]);
  });

  it('is of one run where one is asked for', async () => {
    const { csv, document } = await world();
    expect((await csv({ run: 1 })).map((row) => row['Vehicle'])).toEqual(
      document.runs[0]!.trips.flatMap(({ stops }) => stops.map(() => document.runs[0]!.vehicle)),
    );
    await expect(csv({ run: 77 })).rejects.toMatchObject({ code: 'RUN_UNKNOWN' });
    await expect(csv({ date: '2026-03-09' })).rejects.toMatchObject({ code: 'PLAN_UNKNOWN' });
  });
});

describe('a plan as a workbook', () => {
  it('has a sheet each for runs, stops and what is in no run, with numbers as numbers', async () => {
    const { exports, document, requests } = await world();
    const { bytes, filename } = await exports.plan('hub-1', { ...order, format: 'xlsx' });
    expect(filename).toBe(`plan-${today}.xlsx`);
    const sheets = await readWorkbook(bytes);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Runs', 'Stops', 'In no run']);
    const [runs, stops, loose] = sheets.map(({ data: [head, ...rows] }) =>
      rows.map((row) => Object.fromEntries(row.map((cell, at) => [String(head![at]), cell]))),
    );
    expect(runs!.map((row) => [row['Vehicle'], row['kg'], row['km'], row['Cost']])).toEqual(
      document.runs.map(({ vehicle, carried, metres, cost }) => [
        vehicle,
        carried.kg,
        metres / 1000,
        cost.total,
      ]),
    );
    expect(stops!.map((row) => [row['Vehicle'], row['Request'], row['Arrival']])).toEqual(stopRows(document));
    expect(stops!.map((row) => row['Place'])).toEqual(
      stops!.map((row) => requests.find(({ id }) => id === row['Request'])!.place),
    );
    expect(loose).toHaveLength(1);
  });

  it.each(locales.options)('has headings in the language of its reader (%s)', async (locale) => {
    const { exports } = await world();
    const { bytes } = await exports.plan('hub-1', { ...order, format: 'xlsx', locale });
    const heads = (await readWorkbook(bytes)).map(({ data }) => data[0]!);
    for (const head of heads) expect(new Set(head).size).toBe(head.length);
    expect(heads[0]![1]).toBe({ en: 'Vehicle', vi: 'Xe', 'zh-Hans': '车辆', id: 'Kendaraan' }[locale]);
  });
});
