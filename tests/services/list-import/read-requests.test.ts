import { describe, expect, test } from 'vitest';
import { readRequestList, requestFromDraft } from '#server/services/list-import/read-requests.ts';
import { requestDraft } from '#server/contract/request.ts';
import { UserError } from '#server/domain/user-error.ts';
import { requestContext, utf8 } from './contexts.ts';
import { smallGazetteer } from './small-gazetteer.ts';

const read = (text: string, change: Parameters<typeof requestContext>[0] = {}) =>
  readRequestList(utf8(text), 'list.csv', requestContext(change));

describe('lists in four languages mean the same', () => {
  const lists: Record<string, string> = {
    canonical:
      'id,kind,place,product,kg,crates,parcels,ready_from,ready_until,service_minutes,largest_vehicle,priority,cooperative\n' +
      'r1,pickup,Nậm Tăm,Cam,250.5,13,51,06:30,11:00,10,light,2,HTX Tả Phìn\n',
    English:
      'Booking;Pickup or delivery;Village;Crop;Weight (kg);Number of crates;Packages;From;Until;Loading minutes;Biggest vehicle;Urgency;Co-op\n' +
      'r1;Pick-up;nam tam;cam;250,5;13;51;6:30 AM;11 AM;10;Light truck;2;HTX Tả Phìn\n',
    Vietnamese:
      'Mã yêu cầu\tLoại yêu cầu\tThôn\tSản phẩm\tKhối lượng (kg)\tSố thùng\tSố kiện\tTừ giờ\tĐến giờ\tThời gian bốc hàng (phút)\tXe lớn nhất\tƯu tiên\tHợp tác xã\n' +
      'r1\tThu gom\tNẬM TĂM\tCAM\t250,5 kg\t13\t51\t6h30\t11h\t10 phút\tXe tải nhẹ\t2\tHTX Tả Phìn\n',
    Chinese:
      '编号,取送,村名,品名,重量（公斤）,箱数,件数,开始时间,截止时间,装货分钟,最大车型,优先级,合作社\n' +
      'r1,取货,Nậm Tăm,Cam,250.5公斤,13,51,上午6:30,上午11点,10分钟,轻卡,2,HTX Tả Phìn\n',
    Indonesian:
      'Kode;Jenis permintaan;Desa;Hasil panen;Berat (kg);Jumlah krat;Jumlah paket;Siap dari;Siap sampai;Waktu muat;Kendaraan terbesar;Prioritas;Koperasi\n' +
      'r1;Jemput;Nậm Tăm;Cam;250,5;13;51;pukul 06.30;11.00;10 menit;Truk ringan;2;HTX Tả Phìn\n',
  };
  test.each(Object.entries(lists))('%s', async (_language, text) => {
    const { preview, requests } = await read(text);
    expect(preview.errors).toEqual([]);
    expect(preview.warnings).toEqual([]);
    expect(requests).toEqual([
      {
        id: 'made-1',
        reference: 'r1',
        kind: 'pickup',
        state: 'booked',
        date: '2026-03-02',
        place: 'Nậm Tăm',
        lat: 22.25,
        lon: 103.3,
        product: 'Cam',
        kg: 250.5,
        crates: 13,
        crates_derived: false,
        parcels: 51,
        parcels_derived: false,
        ready_from: '2026-03-01T23:30:00Z',
        ready_until: '2026-03-02T04:00:00Z',
        harvested_at: null,
        service_minutes: 10,
        largest_vehicle: 'light',
        priority: 2,
        cooperative: 'HTX Tả Phìn',
      },
    ]);
  });
});

test('knows a product by its name in any language, its own name before those', async () => {
  const oranges = { name: 'Oranges', picture: 'citrus', kg_per_crate: 20, freshness_hours: null } as const;
  const products = [
    { ...oranges, id: 'p1', names: { vi: 'Cam', 'zh-Hans': '橙子' }, kg_per_parcel: 5 },
    { ...oranges, id: 'p2', name: 'Cam', names: {}, kg_per_parcel: 4 },
  ];
  const { requests } = await read('place,product,kg\nNậm Tăm,橙子,100\nNậm Tăm,cam,100\n', { products });
  expect(requests.map(({ product, parcels }) => [product, parcels])).toEqual([
    ['Oranges', 20],
    ['Cam', 25],
  ]);
});

test('derives crates and parcels from kg by the product, else 20 and 5 kg, and says so', async () => {
  const { preview, requests } = await read(
    'place,product,kg\nNậm Tăm,chè búp,101\nNậm Tăm,Ginger,101\nNậm Tăm,,1.1\n',
  );
  // Tea: 101/10 → 11 crates, 101/1 → 101 parcels. Unknown: 101/20 → 6, 101/5 → 21.
  expect(
    requests.map(({ crates, parcels, crates_derived, parcels_derived }) => [
      crates,
      parcels,
      crates_derived,
      parcels_derived,
    ]),
  ).toEqual([
    [11, 101, true, true],
    [6, 21, true, true],
    [1, 1, true, true],
  ]);
  expect(preview.warnings).toEqual([
    expect.objectContaining({ row: 3, column: 'product', code: 'PRODUCT_UNKNOWN' }),
  ]);
});

test('the whole of a list is refused for one bad row, and every bad cell is named', async () => {
  const { preview, requests } = await read(
    'id,place,kg,crates,ready_from,ready_until,largest_vehicle\n' +
      'a,Nậm Tăm,100,5,06:00,09:00,light\n' +
      'a,Nậm Tăm,-5,2.5,nine,09:00,tank\n' +
      'b,,,1,,,\n' +
      'c,Nậm Tân,10,1,10:00,09:00,\n' +
      'd,Bản Mới,10,1,,,\n' +
      'e,"10,0",10,1,,,\n',
  );
  expect(requests).toEqual([]);
  expect(preview.rows).toBe(6);
  expect(preview.sample.map(({ row }) => row)).toEqual([2]);
  const found = preview.errors.map(({ row, column, code }) => `${row} ${column} ${code}`);
  expect(found).toEqual([
    '3 kg VALUE_OUT_OF_RANGE',
    '3 crates VALUE_INVALID',
    '3 largest_vehicle VALUE_INVALID',
    '4 kg VALUE_MISSING',
    '5 place PLACE_UNKNOWN',
    '5 ready_until WINDOW_EMPTY',
    '6 place PLACE_AMBIGUOUS',
    '7 place OUTSIDE_REGION',
  ]);
  for (const { action, column, message } of preview.errors.slice(0, 4)) {
    expect(action).not.toBe('');
    // The column stands beside the message.
    expect(message).not.toContain(column);
  }
});

test('says which namesakes there are, and takes "name, larger place"', async () => {
  const { preview } = await read('place,kg\nBản Mới,10\n');
  expect(preview.errors[0]?.message).toBe(
    '“Bản Mới” may be 2 places: Bản Mới (village near Nậm Tăm, 22.2000,103.2000); Bản Mới (hamlet near Sìn Hồ, 22.5000,103.6000).',
  );
  const { requests } = await read('place,kg\n"ban moi, sin ho",10\n');
  expect(requests[0]).toMatchObject({ place: 'Bản Mới', lat: 22.5, lon: 103.6 });
});

test('tells namesakes apart by their diacritics where these are written', async () => {
  const gazetteer = smallGazetteer([
    ['Nậm Tăm', 22.25, 103.3],
    ['Nậm Tâm', 22.5, 103.6],
  ]);
  const { requests } = await read('place,kg\nNậm Tâm,10\nNẬM TĂM,10\n', { gazetteer });
  expect(requests.map(({ lat }) => lat)).toEqual([22.5, 22.25]);
  const { preview } = await read('place,kg\nnam tam,10\n', { gazetteer });
  expect(preview.errors[0]?.code).toBe('PLACE_AMBIGUOUS');
});

test('suggests the nearest spelling', async () => {
  const { preview } = await read('place,kg\nNậm Tẩn,10\nXyz,10\n');
  expect(preview.errors.map(({ message }) => message)).toEqual([
    'No place of the region is called “Nậm Tẩn”. Did you mean “Nậm Tăm”?',
    'No place of the region is called “Xyz”.',
  ]);
});

test.each([
  ['a town before the county of its name', 'Sìn Hồ', 22.35, 103.25],
  ['a place that the map holds twice', 'ta phin', 22.6, 103.5],
  ['đ as d', 'deo gio', 22.4, 103.4],
  ['Chinese', '新寨', 22.1, 103.1],
  ['coordinates with points', '22.35, 103.84', 22.35, 103.84],
  ['coordinates with commas', '22,35; 103,84', 22.35, 103.84],
  ['coordinates with a space', '(22.35 103.84)', 22.35, 103.84],
  ['degrees, minutes, seconds', `22°21'00"N 103°50'24"E`, 22.35, 103.84],
  [
    'a map link with a pin',
    'https://www.google.com/maps/place/X/@22.1,103.1,15z/data=!3d22.35!4d103.84',
    22.35,
    103.84,
  ],
  ['a geo link', 'geo:22.35,103.84?z=15', 22.35, 103.84],
])('finds %s', async (_name, place, lat, lon) => {
  const { preview, requests } = await read(`place;kg\n"${place.replaceAll('"', '""')}";10\n`);
  expect(preview.errors).toEqual([]);
  expect(requests[0]?.lat).toBeCloseTo(lat, 9);
  expect(requests[0]?.lon).toBeCloseTo(lon, 9);
});

test.each([
  ['a full plus code', '7PJ58722+22'],
  ['a full plus code in lower case', '7pj58722+22'],
])('finds %s', async (_name, place) => {
  const { preview, requests } = await read(`place,kg\n${place},10\n`);
  expect(preview.errors).toEqual([]);
  expect(requests[0]).toMatchObject({ place });
});

test('finds a short plus code near a named place, and asks for the name where it is missing', async () => {
  const { requests } = await read('place,kg\n8722+22 Sìn Hồ,10\n');
  const { requests: full } = await read('place,kg\n7PJ58722+22,10\n');
  expect(requests[0]).toMatchObject({ lat: full[0]?.lat, lon: full[0]?.lon, place: '8722+22 Sìn Hồ' });
  const { preview } = await read('place,kg\n8722+22,10\n8722+22 Nowhere,10\n8722+22 Bản Mới,10\n');
  expect(preview.errors.map(({ code }) => code)).toEqual(['PLACE_UNKNOWN', 'PLACE_UNKNOWN']);
});

test('lat and lon win over the name, which stays as the label', async () => {
  const { requests } = await read('place,lat,lon,kg\nBản Mới,22.3,103.4,10\n,22.3,103.4,10\n');
  expect(requests.map(({ place, lat, lon }) => [place, lat, lon])).toEqual([
    ['Bản Mới', 22.3, 103.4],
    ['22.30000, 103.40000', 22.3, 103.4],
  ]);
});

test('three decimals in lat and lon are no thousands', async () => {
  const { preview, requests } = await read('lat,lon,kg\n22.350,103.840,10\n');
  expect(preview.errors).toEqual([]);
  expect(requests[0]).toMatchObject({ lat: 22.35, lon: 103.84 });
});

test('hints at swapped coordinates', async () => {
  const { preview } = await read('lat,lon,kg\n22.3,13,10\n');
  expect(preview.errors[0]).toMatchObject({ code: 'OUTSIDE_REGION', row: 2 });
  const near = await read('place,kg\n"45.5, 22.3",10\n', { bounds: [22, 45, 23, 46] });
  expect(near.preview.errors).toEqual([]);
  const swapped = await read('place,kg\n"22.3, 45.5",10\n', { bounds: [22, 45, 23, 46] });
  expect(swapped.preview.errors[0]?.message).toContain('look swapped');
});

describe('formats that cannot be told are errors that name the rows', () => {
  test.each([
    ['1.250 alone', 'place,kg\nNậm Tăm,1.250\nNậm Tăm,800\n', 'kg', 'may mean 1.25 or 1250 (row 2)'],
    ['1,250 alone', 'place;kg\nNậm Tăm;800\nNậm Tăm;1,250\n', 'kg', 'may mean 1250 or 1.25 (row 3)'],
    ['both marks', 'place;kg\nNậm Tăm;1,5\nNậm Tăm;2.5\n', 'kg', '(rows 2 and 3)'],
    [
      '03/04 alone',
      'place,kg,harvested_at\nNậm Tăm,10,03/04/2026\nNậm Tăm,10,\n',
      'harvested_at',
      'may have the day or the month first (row 2)',
    ],
    [
      'both orders',
      'place,kg,harvested_at\nNậm Tăm,10,13/02/2026\nNậm Tăm,10,02/13/2026\n',
      'harvested_at',
      'Some dates have the day first and some the month (rows 2 and 3)',
    ],
  ])('%s', async (_name, text, column, message) => {
    const { preview, requests } = await read(text);
    expect(requests).toEqual([]);
    expect(preview.errors).toHaveLength(1);
    expect(preview.errors[0]).toMatchObject({ column, code: 'FORMAT_UNCLEAR' });
    expect(preview.errors[0]?.message).toContain(message);
  });

  test.each([
    ['a second row decides for thousands', '1.250,1.250.000', [1250, 1250000], ','],
    ['a second row decides for decimals', '1.250,12.5', [1.25, 12.5], '.'],
    ['a leading zero decides', '0.500,1.250', [0.5, 1.25], '.'],
    ['four digits before the mark decide', '1000.250,1.250', [1000.25, 1.25], '.'],
    ['plain numbers need no decision', '1250,800', [1250, 800], null],
    ['spaces are thousands', '"1 250,5",800', [1250.5, 800], ','],
  ])('%s', async (_name, cells, kg, decimal) => {
    const rows = cells.match(/"[^"]*"|[^,]+/g) ?? [];
    const { preview, requests } = await read(`place;kg\n${rows.map((cell) => `Nậm Tăm;${cell}`).join('\n')}`);
    if (kg.some((value) => value > 1_000_000)) {
      expect(preview.errors).toEqual([expect.objectContaining({ code: 'VALUE_OUT_OF_RANGE' })]);
    } else expect(requests.map((request) => request.kg)).toEqual(kg);
    expect(preview.formats.decimal).toBe(decimal);
  });
});

describe('times', () => {
  test.each([
    ['06:00', '2026-03-01T23:00:00Z'],
    ['6:05', '2026-03-01T23:05:00Z'],
    ['6h30', '2026-03-01T23:30:00Z'],
    ['6 giờ 30 phút', '2026-03-01T23:30:00Z'],
    ['7:05 AM', '2026-03-02T00:05:00Z'],
    ['12:15 am', '2026-03-01T17:15:00Z'],
    ['1:05 p.m.', '2026-03-02T06:05:00Z'],
    ['2 giờ chiều', '2026-03-02T07:00:00Z'],
    ['下午2点30分', '2026-03-02T07:30:00Z'],
    ['07.30', '2026-03-02T00:30:00Z'],
    ['2026-03-02 06:00', '2026-03-01T23:00:00Z'],
    ['2026-03-02T06:00', '2026-03-01T23:00:00Z'],
    ['2026-03-01T23:00:00Z', '2026-03-01T23:00:00Z'],
    ['2026-03-02T06:00:00+07:00', '2026-03-01T23:00:00Z'],
    ['06:00 13/13/2026', null],
    ['25:00', null],
    ['6', null],
    ['soon', null],
    ['2026-02-30 06:00', null],
  ])('%s', async (text, instant) => {
    const { preview, requests } = await read(`place,kg,ready_from\nNậm Tăm,10,${text}\n`);
    if (instant !== null) expect(requests[0]?.ready_from).toBe(instant);
    else expect(preview.errors).toHaveLength(1);
  });

  test('absent ends of the window are the working day, 06:00 to 18:00', async () => {
    const { requests } = await read(
      'place,kg,ready_from,ready_until\nNậm Tăm,10,,\nNậm Tăm,10,19:00,\nNậm Tăm,10,,05:00\n',
    );
    expect(requests.map(({ ready_from, ready_until }) => [ready_from, ready_until])).toEqual([
      ['2026-03-01T23:00:00Z', '2026-03-02T11:00:00Z'],
      ['2026-03-02T12:00:00Z', '2026-03-02T16:59:00Z'],
      ['2026-03-01T17:00:00Z', '2026-03-01T22:00:00Z'],
    ]);
  });

  test('dates take the order that their column decides, and a missing year is the nearest', async () => {
    const { preview, requests } = await read(
      'place,kg,harvested_at\nNậm Tăm,10,28/02/2026 15:00\nNậm Tăm,10,01/03/2026\nNậm Tăm,10,28/02\n',
    );
    expect(preview.formats.date).toBe('dd/mm/yyyy');
    expect(requests.map(({ harvested_at }) => harvested_at)).toEqual([
      '2026-02-28T08:00:00Z',
      '2026-02-28T17:00:00Z',
      '2026-02-27T17:00:00Z',
    ]);
    const { requests: newYear } = await read('place,kg,harvested_at\nNậm Tăm,10,31/12\n', {
      date: '2026-01-02',
    });
    expect(newYear[0]?.harvested_at).toBe('2025-12-30T17:00:00Z');
  });

  test('the hub’s zone decides, over a change to summer time too', async () => {
    const andorra = {
      timezone: 'Europe/Andorra',
      bounds: [1.3, 42.3, 1.9, 42.7] as const,
      date: '2026-03-29',
    };
    const { requests } = await read('lat;lon;kg;ready_from;ready_until\n42,5;1,5;10;01:30;03:30\n', andorra);
    expect(requests[0]).toMatchObject({
      ready_from: '2026-03-29T00:30:00Z',
      ready_until: '2026-03-29T01:30:00Z',
    });
    const skipped = await read('lat;lon;kg;ready_from\n42,5;1,5;10;02:30\n', andorra);
    expect(skipped.requests[0]?.ready_from).toBe('2026-03-29T01:30:00Z');
  });

  test('a window on another day is refused, and one that began the day before is not', async () => {
    const { preview } = await read(
      'place,kg,ready_from,ready_until\nNậm Tăm,10,2026-03-05T06:00,2026-03-05T09:00\nNậm Tăm,10,2026-03-01T15:00,09:00\n',
    );
    expect(preview.errors.map(({ row, code }) => [row, code])).toEqual([[2, 'VALUE_OUT_OF_RANGE']]);
  });
});

test('names missing columns, columns that come twice and columns that are not known', async () => {
  const missing = await read('id,weight lb\n1,2\n');
  expect(missing.preview.errors.map(({ row, column, code }) => [row, column, code])).toEqual([
    [0, 'kg', 'COLUMN_MISSING'],
    [0, 'place', 'COLUMN_MISSING'],
  ]);
  const half = await read('kg,lat\n1,2\n');
  expect(half.preview.errors.map(({ column, code }) => [column, code])).toEqual([
    ['place', 'COLUMN_MISSING'],
  ]);
  const twice = await read('kg,Khối lượng,place\n1,2,Nậm Tăm\n');
  expect(twice.preview.errors[0]).toMatchObject({
    code: 'COLUMN_TWICE',
    message: '“kg” and “Khối lượng” both mean kg.',
  });
  const unknown = await read('kg,place,Phone,Khối lượng (tấn)\n1,Nậm Tăm,0912,1\n');
  expect(unknown.preview.columns.map(({ heading, column }) => [heading, column])).toEqual([
    ['kg', 'kg'],
    ['place', 'place'],
    ['Phone', null],
    ['Khối lượng (tấn)', null],
  ]);
  expect(unknown.preview.warnings.map(({ code }) => code)).toEqual(['COLUMN_UNKNOWN', 'COLUMN_UNKNOWN']);
  expect(unknown.preview.errors).toEqual([]);
});

test('an unquoted decimal comma in a comma list is noticed', async () => {
  const { preview } = await read('place,kg\nNậm Tăm,1,5\n');
  expect(preview.errors).toEqual([expect.objectContaining({ row: 2, code: 'VALUE_INVALID' })]);
});

test('a place that repeats is searched for once', async () => {
  const context = requestContext();
  const gazetteer = context.gazetteer as typeof context.gazetteer & { searches: number };
  await readRequestList(utf8(`place,kg\n${'Nậm Tăm,10\n'.repeat(50)}`), 'x.csv', context);
  expect(gazetteer.searches).toBe(1);
});

describe('a single booking', () => {
  const book = (draft: unknown) => requestFromDraft(requestDraft.parse(draft), requestContext());

  test('takes a blank reference for none', () => {
    const request = book({ date: '2026-03-02', lat: 22.3, lon: 103.3, kg: 10, reference: '  ' });
    expect(request.reference).toBe(request.id);
  });

  test('is read as a row of a list is', () => {
    expect(book({ date: '2026-03-03', place: 'nam tam', kg: 12, ready_from: '7:00' })).toMatchObject({
      id: 'made-1',
      reference: 'made-1',
      date: '2026-03-03',
      place: 'Nậm Tăm',
      ready_from: '2026-03-03T00:00:00Z',
      ready_until: '2026-03-03T11:00:00Z',
      crates: 1,
      parcels: 3,
      largest_vehicle: 'heavy',
      service_minutes: 5,
    });
  });

  test.each([
    ['PLACE_UNKNOWN', { place: 'Nowhere' }],
    ['PLACE_AMBIGUOUS', { place: 'Bản Mới' }],
    ['VALUE_MISSING', {}],
    ['VALUE_MISSING', { lat: 22 }],
    ['OUTSIDE_REGION', { lat: 2, lon: 3 }],
    ['TIME_UNCLEAR', { place: 'Nậm Tăm', ready_from: 'noonish' }],
    ['TIME_UNCLEAR', { place: 'Nậm Tăm', ready_from: '03/04/2026 06:00' }],
    ['WINDOW_EMPTY', { place: 'Nậm Tăm', ready_from: '10:00', ready_until: '09:00' }],
  ])('is refused with %s', (code, fields) => {
    expect(() => book({ date: '2026-03-02', kg: 1, ...fields })).toThrow(UserError);
    expect(() => book({ date: '2026-03-02', kg: 1, ...fields })).toThrow(expect.objectContaining({ code }));
  });
});
