import { describe, expect, test } from 'vitest';
import { readFleetList } from '#server/services/list-import/read-fleet.ts';
import { utf8 } from './contexts.ts';

const read = (text: string, currency = 'VND') => {
  let last = 0;
  return readFleetList(utf8(text), 'fleet.csv', { currency, newId: () => `made-${++last}` });
};

describe('limits of a run', () => {
  test.each([
    ['most_trips', 'most_stops', 'most_km', 'most_hours'],
    ['Trips a day', 'Max stops', 'Max km', 'Max hours'],
    ['Số lượt', 'Số điểm tối đa', 'Số km tối đa', 'Số giờ tối đa'],
    ['趟数', '最多站点', '最多公里', '最多小时'],
    ['Perjalanan per hari', 'Maks titik', 'Maks km', 'Maks jam'],
  ])('are read under the heading %s', async (...headings) => {
    const { preview, vehicles } = await read(
      `id;profile;capacity_kg;${headings.join(';')}\nM;motorbike;350;2;12;90.5;8\nL;light;1250;;;;\n`,
    );
    expect([preview.errors, preview.warnings]).toEqual([[], []]);
    expect(vehicles[0]).toMatchObject({ most_trips: 2, most_stops: 12, most_km: 90.5, most_hours: 8 });
    // What is not said is the type's.
    expect(Object.keys(vehicles[1]!).filter((key) => key.startsWith('most_'))).toEqual([]);
    expect(preview.sample[0]?.values).toMatchObject({ most_trips: 2, most_hours: 8 });
  });

  test('are refused where no vehicle has them', async () => {
    const { preview } = await read('id,profile,capacity_kg,most_trips,most_hours\nM,motorbike,350,0,49\n');
    expect(preview.errors.map(({ column, code }) => `${column} ${code}`)).toEqual([
      'most_trips VALUE_OUT_OF_RANGE',
      'most_hours VALUE_OUT_OF_RANGE',
    ]);
  });
});

describe('fleets in four languages mean the same', () => {
  const lists: Record<string, string> = {
    canonical:
      'id,type,profile,capacity_kg,capacity_crates,capacity_parcels,fixed_cost,cost_per_km,cost_per_hour,shift_start,shift_end,start_lat,start_lon\n' +
      'T1,2.5 t,light,2500,120,,250000,13000,40000,06:00,17:30,22.35,103.25\n',
    English:
      'Plate;Vehicle type;Class;Payload (kg);Max crates;Max parcels;Daily cost;Per km;Per hour;Start;End;Home lat;Home lon\n' +
      'T1;2.5 t;Light truck;2500;120;;250,000;13,000;40,000;6:00 AM;5:30 PM;22.35;103.25\n',
    Vietnamese:
      'Biển số;Loại xe;Hạng xe;Tải trọng (kg);Số thùng tối đa;Số kiện tối đa;Tiền thuê xe;Giá mỗi km;Giá mỗi giờ;Vào ca;Hết ca;Vĩ độ xuất phát;Kinh độ xuất phát\n' +
      'T1;2.5 t;Xe tải nhẹ;2500 kg;120;;250.000 ₫;13.000đ;40.000 VNĐ;6h;17h30;22,35;103,25\n',
    Chinese:
      '车牌号\t车型\t级别\t载重（公斤）\t最大箱数\t最大件数\t固定成本\t每公里\t每小时\t上班时间\t下班时间\t起点纬度\t起点经度\n' +
      'T1\t2.5 t\t轻卡\t2500\t120\t\t250000\t13000\t40000\t6点\t下午5:30\t22.35\t103.25\n',
    Indonesian:
      'Nopol;Jenis kendaraan;Kelas;Muatan (kg);Kapasitas krat;Kapasitas paket;Sewa harian;Tarif per km;Tarif per jam;Mulai kerja;Selesai kerja;Lintang awal;Bujur awal\n' +
      'T1;2.5 t;Truk ringan;2500;120;;250.000;13.000;40.000;06.00;17.30;22,35;103,25\n',
  };
  test.each(Object.entries(lists))('%s', async (_language, text) => {
    const { preview, vehicles } = await read(text);
    expect(preview.errors).toEqual([]);
    expect(preview.warnings).toEqual([]);
    expect(vehicles).toEqual([
      {
        id: 'made-1',
        name: 'T1',
        type: '2.5 t',
        profile: 'light',
        capacity_kg: 2500,
        capacity_crates: 120,
        capacity_parcels: null,
        fixed_cost: 250000,
        cost_per_km: 13000,
        cost_per_hour: 40000,
        shift_start: '06:00',
        shift_end: '17:30',
        start_lat: 22.35,
        start_lon: 103.25,
        is_available: true,
      },
    ]);
  });
});

test('a count makes that many vehicles, id-1 to id-n', async () => {
  const { preview, vehicles } = await read(
    'id,profile,capacity_kg,count\nL,light,1250,3\nM,motorbike,300,\nH,heavy,5000,1\n',
  );
  expect(vehicles.map(({ name }) => name)).toEqual(['L-1', 'L-2', 'L-3', 'M', 'H-1']);
  expect(new Set(vehicles.map(({ id }) => id)).size).toBe(5);
  expect(preview.sample[0]?.values).toMatchObject({ id: 'L', count: 3 });
});

test('money is in major units and becomes minor units of the currency', async () => {
  const list = 'id;profile;capacity_kg;fixed_cost;cost_per_km\nA;light;900;120,5;0,45\n';
  const { vehicles } = await read(list, 'EUR');
  expect(vehicles[0]).toMatchObject({ fixed_cost: 12050, cost_per_km: 45 });
  // A dong has no hundredths, so that 250.000 can only be thousands.
  const { vehicles: dong } = await read('id;profile;capacity_kg;fixed_cost\nA;light;900;250.000\n');
  expect(dong[0]?.fixed_cost).toBe(250000);
  const { preview } = await read('id;profile;capacity_kg;fixed_cost\nA;light;900;12,34\n');
  expect(preview.errors).toEqual([expect.objectContaining({ column: 'fixed_cost', code: 'VALUE_INVALID' })]);
});

test('names what is wrong in each row', async () => {
  const { preview, vehicles } = await read(
    'id,profile,capacity_kg,fixed_cost,shift_start,shift_end,start_lat,start_lon,count\n' +
      'A,light,1000,5 USD,06:00,18:00,,,\n' +
      'B,rocket,0,1,06:00,06:00,1,,\n' +
      ',light,,1,dawn,,,,0\n' +
      'L,light,10,1,,,,,2\n' +
      'L-2,light,10,1,,,,,\n',
  );
  expect(vehicles).toEqual([]);
  expect(preview.errors.map(({ row, column, code }) => `${row} ${column} ${code}`)).toEqual([
    '2 fixed_cost VALUE_INVALID',
    '3 profile VALUE_INVALID',
    '3 capacity_kg VALUE_OUT_OF_RANGE',
    '3 shift_end VALUE_OUT_OF_RANGE',
    '3 start_lon VALUE_MISSING',
    '4 id VALUE_MISSING',
    '4 capacity_kg VALUE_MISSING',
    '4 shift_start TIME_UNCLEAR',
    '4 count VALUE_OUT_OF_RANGE',
    '6 id ID_TWICE',
  ]);
});

test('a capacity of 1.250 alone is unclear', async () => {
  const { preview } = await read('id;profile;capacity_kg\nA;light;1.250\n');
  expect(preview.errors).toEqual([
    expect.objectContaining({ row: 2, column: 'capacity_kg', code: 'FORMAT_UNCLEAR' }),
  ]);
});

test('a shift may end after midnight, and is 06:00 to 18:00 where nothing is said', async () => {
  const { vehicles } = await read(
    'id,profile,capacity_kg,shift_start,shift_end\nA,light,10,18:00,02:00\nB,light,10,,\n',
  );
  expect(vehicles.map(({ shift_start, shift_end }) => [shift_start, shift_end])).toEqual([
    ['18:00', '02:00'],
    ['06:00', '18:00'],
  ]);
});

test('needs id, profile and capacity_kg', async () => {
  const { preview } = await read('type\n5 t\n');
  expect(preview.errors.map(({ column, code }) => [column, code])).toEqual([
    ['id', 'COLUMN_MISSING'],
    ['profile', 'COLUMN_MISSING'],
    ['capacity_kg', 'COLUMN_MISSING'],
  ]);
});

test('an unknown currency is refused', async () => {
  await expect(read('id,profile,capacity_kg\nA,light,1\n', 'DONG')).rejects.toMatchObject({
    code: 'CURRENCY_UNKNOWN',
  });
});
