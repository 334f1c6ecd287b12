import { OpenLocationCode } from 'open-location-code';
import { describeVillages, layOutCounty, type CountyVillage } from './county-layout.ts';
import { toLonLat } from './grid.ts';
import { Random } from './random.ts';

export interface DemoDay {
  /** requests.csv, docs/lists.md. */
  readonly requestsCsv: string;
  /** fleet.csv, docs/lists.md. */
  readonly fleetCsv: string;
}

const usual = { seed: 77, requests: 120 };

/** What a new hub's products are called, how often each is booked, and kg from and to. */
const products = [
  { name: 'Oranges', share: 0.42, kg: [60, 210] },
  { name: 'Sweet potatoes', share: 0.24, kg: [60, 190] },
  { name: 'Tea leaf', share: 0.2, kg: [20, 70] },
  { name: 'Vegetables', share: 0.14, kg: [30, 110] },
] as const;
type Product = (typeof products)[number];

/** With numbers that nobody has. */
export const demoCooperatives = [
  { name: 'HTX Cam Măng Sương', phone: '0260 000 0101' },
  { name: 'HTX Chè Mây', phone: '0260 000 0102' },
  { name: 'HTX Nông sản Đăk Sương', phone: '0260 000 0103' },
  { name: 'Tổ phụ nữ Kon Mây', phone: '0260 000 0104' },
] as const;

const requestColumns =
  'id,kind,place,lat,lon,product,kg,crates,parcels,ready_from,ready_until,harvested_at,service_minutes,largest_vehicle,priority,cooperative';
type Row = Readonly<Record<string, string | number>>;

/**
 * A day's lists of the fictional county: about 120 requests and 12 vehicles. Every day is the same but for its
 * date, unless another seed is given. Two requests cannot be served: one lies off the roads, one is too heavy for the
 * vehicles that get there.
 *
 * @param requests at least two more than there are villages
 */
export function makeDemoDay(date: string, { seed, requests } = usual): DemoDay {
  const random = new Random(seed);
  const layout = layOutCounty();
  const villages = describeVillages(layout);
  const rows: Row[] = [];
  for (const village of spreadOver(villages, requests - 2, random))
    rows.push(makeRequest(village, date, random));
  const small = villages.find(({ access }) => access === 'motorbike');
  if (small !== undefined)
    rows.push({
      place: small.name,
      product: 'Oranges',
      kg: 620,
      largest_vehicle: 'motorbike',
      cooperative: demoCooperatives[0].name,
    });
  rows.push({
    ...point(toLonLat(layout.farm.at)),
    place: layout.farm.name,
    product: 'Vegetables',
    kg: 45,
    service_minutes: 5,
  });
  const numbered = rows.map((row, i) => ({ id: `r${String(i + 1).padStart(3, '0')}`, ...row }));
  return { requestsCsv: toCsv(requestColumns, numbered), fleetCsv };
}

/** Each village once, then the larger share to those that trucks reach. */
function spreadOver(villages: readonly CountyVillage[], count: number, random: Random): CountyVillage[] {
  const reached = villages.filter(
    ({ access, metresToHub }) => access !== 'motorbike' && metresToHub < 85_000,
  );
  const extra = Array.from({ length: count - villages.length }, () => random.pick(reached));
  return random.shuffle([...villages, ...extra]);
}

function makeRequest(village: CountyVillage, date: string, random: Random): Row {
  const isDelivery = random.isTrue(0.1);
  const product = pickProduct(random);
  const [least, most] = product.kg;
  const isSmall = village.access === 'motorbike';
  const kg = isDelivery || isSmall ? random.whole(15, 60) : random.whole(least, most);
  const isFar = village.metresToHub > 55_000;
  const from = isFar
    ? random.pick(['06:00', '07:00', '08:00'])
    : random.pick(['06:00', '06:30', '07:00', '08:00', '09:00']);
  const until = isFar || isSmall ? '17:30' : random.pick(['12:00', '14:30', '16:00', '17:00']);
  return {
    kind: isDelivery ? 'delivery' : 'pickup',
    ...writePlace(village, random),
    product: isDelivery ? '' : product.name,
    kg,
    crates: !isDelivery && random.isTrue(0.4) ? Math.ceil(kg / 20) : '',
    parcels: isDelivery ? random.whole(2, 9) : random.isTrue(0.3) ? Math.ceil(kg / 5) : '',
    ready_from: from,
    ready_until: until,
    harvested_at: !isDelivery && random.isTrue(0.5) ? `${date}T05:30` : '',
    service_minutes: Math.max(5, Math.round(kg / 20) + random.whole(0, 4)),
    largest_vehicle: village.access === 'heavy' ? (random.isTrue(0.15) ? 'light' : '') : village.access,
    priority: product.name === 'Tea leaf' && !isDelivery ? 5 : '',
    cooperative: random.isTrue(0.85) ? random.pick(demoCooperatives).name : '',
  };
}

function pickProduct(random: Random): Product {
  let draw = random.next();
  const found = products.find(({ share }) => (draw -= share) < 0);
  return found ?? products[0];
}

/** Mostly the village's name; some growers send a pin, some a plus code. */
function writePlace(village: CountyVillage, random: Random): Row {
  const draw = random.next();
  if (draw < 0.86) return { place: village.name };
  if (draw < 0.96) return { place: village.name, ...point(village) };
  return { place: new OpenLocationCode().encode(village.lat, village.lon, 11) };
}

function point({ lat, lon }: { lat: number; lon: number }): Row {
  return { lat: lat.toFixed(5), lon: lon.toFixed(5) };
}

function toCsv(header: string, rows: readonly Row[]): string {
  const lines = rows.map((row) =>
    header
      .split(',')
      .map((column) => row[column] ?? '')
      .join(','),
  );
  return `${[header, ...lines].join('\n')}\n`;
}

/** Terms in dong as hired vehicles have them, the falling rates per km as averages. */
const fleetCsv = `id,type,profile,capacity_kg,capacity_crates,capacity_parcels,fixed_cost,cost_per_km,cost_per_hour,shift_start,shift_end,most_trips,start_lat,start_lon,count
M,0.35 t,motorbike,350,18,,60000,2500,35000,05:30,19:00,2,,,4
L,1.25 t,light,1250,62,,250000,9000,45000,05:00,20:30,2,,,4
T,2.5 t,light,2500,125,,350000,11500,50000,05:30,19:30,,,,2
H,5 t,heavy,5000,250,,600000,16000,60000,05:30,19:30,,,,2
`;
