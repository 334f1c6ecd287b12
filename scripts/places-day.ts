// A day of requests at real places, and a fleet for it:
//   npx tsx scripts/places-day.ts PLACES.json OUT_DIR [--requests 150] [--seed 1]
// PLACES.json is a list of {name, lat, lon, kind, road_m}. Writes requests.csv and fleet.csv.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

interface Place {
  id: string;
  name: string | null;
  lat: number;
  lon: number;
  kind: string;
  road_m: number | null;
}

/** requests.csv and fleet.csv (docs/lists.md), the same for the same places and seed. */
export function makePlacesDay(
  places: readonly Place[],
  count: number,
  seed: number,
): { requests: string; fleet: string } {
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T => {
    const item = list[Math.floor(random() * list.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  const rows = [
    'id,kind,place,lat,lon,product,kg,crates,parcels,ready_from,ready_until,service_minutes,largest_vehicle,priority,cooperative',
  ];
  for (let number = 1; number <= count; number++) {
    const place = pick(places);
    const isDelivery = random() < 0.25;
    const kg = isDelivery ? 5 + Math.floor(random() * 60) : 20 + Math.floor(random() ** 2 * 600);
    const from = 6 + Math.floor(random() * 5);
    const until = random() < 0.6 ? 18 : from + 3 + Math.floor(random() * 4);
    const largest = random() < 0.15 ? 'motorbike' : random() < 0.5 ? 'light' : 'heavy';
    const cooperative = `Cooperative ${1 + Math.floor(random() * 6)}`;
    rows.push(
      [
        `r${number}`,
        isDelivery ? 'delivery' : 'pickup',
        `"${(place.name ?? place.id).replaceAll('"', '""')}"`,
        place.lat,
        place.lon,
        pick(['Oranges', 'Sweet potatoes', 'Vegetables']),
        largest === 'motorbike' ? Math.min(kg, 250) : kg,
        '',
        '',
        `${String(from).padStart(2, '0')}:00`,
        `${String(until).padStart(2, '0')}:00`,
        5 + Math.floor(random() * 15),
        largest,
        0,
        cooperative,
      ].join(','),
    );
  }
  return { requests: `${rows.join('\n')}\n`, fleet: fleetCsv };
}

const fleetCsv = `id,type,profile,capacity_kg,capacity_crates,capacity_parcels,fixed_cost,cost_per_km,cost_per_hour,shift_start,shift_end,start_lat,start_lon,count
M,0.3 t,motorbike,300,20,,15,0.20,12,06:00,19:00,,,5
L,1.25 t,light,1250,80,,45,0.45,18,05:30,19:00,,,6
T,2.5 t,light,2500,150,,60,0.60,20,05:30,19:00,,,4
H,5 t,heavy,5000,300,,90,0.90,24,05:30,19:00,,,3
`;

/** mulberry32: small, fast, the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

if (process.argv[1]?.endsWith('places-day.ts')) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { requests: { type: 'string', default: '150' }, seed: { type: 'string', default: '1' } },
  });
  const [file, folder] = positionals;
  if (!file || !folder) throw new Error('usage: places-day.ts PLACES.json OUT_DIR [--requests N] [--seed N]');
  const places = JSON.parse(readFileSync(file, 'utf8')) as Place[]; // the caller's own file
  const day = makePlacesDay(places, Number(values.requests), Number(values.seed));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'requests.csv'), day.requests);
  writeFileSync(join(folder, 'fleet.csv'), day.fleet);
}
