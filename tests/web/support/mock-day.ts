import type { Hub, HubSettings, Region } from '#server/contract/hub.ts';
import type { PlanDocument, PlanRun } from '#server/contract/plan.ts';
import type { Request } from '#server/contract/request.ts';
import type { Session } from '#server/contract/people.ts';
import type { Driver, FleetVehicle, VehicleType } from '#server/contract/fleet.ts';

export const date = '2026-03-02';

export const hub: Hub = {
  id: 'h1',
  name: 'Sìn Hồ',
  lat: 22.36,
  lon: 103.25,
  timezone: 'Asia/Ho_Chi_Minh',
  currency: 'VND',
  region: 'highland',
};

export const region: Region = {
  name: 'highland',
  bounds: [103, 22, 103.6, 22.7],
  source: 'highland.osm.pbf',
  source_date: null,
  built: '2026-03-01T10:00:00Z',
  timezone: 'Asia/Ho_Chi_Minh',
  currency: 'VND',
  attribution: '© OpenStreetMap contributors',
};

export const session: Session = {
  user: {
    id: 'u1',
    name: 'Lò Thị Mẩy',
    email: 'may@example.org',
    locale: 'en',
    roles: [{ role: 'administrator', hub: null }],
    is_disabled: false,
    has_password: true,
    created_at: '2026-01-01T00:00:00Z',
  },
  hubs: [{ id: hub.id, name: hub.name }],
  expires_at: '2036-03-02T00:00:00Z',
};

const places = ['Tả Phìn', 'Phăng Sô Lin', 'Làng Mô', 'Noong Hẻo', 'Pu Sam Cáp', 'Nậm Tăm'];

/** Six requests; the last lies too far from any road. */
export function makeRequests(): Request[] {
  return places.map((place, index) => ({
    id: `r${index + 1}`,
    reference: `r${index + 1}`,
    kind: 'pickup',
    state: 'booked',
    date,
    place,
    lat: hub.lat + 0.03 * (index + 1),
    lon: hub.lon + 0.02 * (index % 3) - 0.02,
    product: index % 2 === 0 ? 'tea' : 'oranges',
    kg: 100 * (index + 1),
    crates: 5 * (index + 1),
    crates_derived: true,
    parcels: 20 * (index + 1),
    parcels_derived: true,
    ready_from: `${date}T06:30:00+07:00`,
    ready_until: `${date}T11:00:00+07:00`,
    harvested_at: null,
    service_minutes: 10,
    largest_vehicle: 'light',
    priority: 0,
    cooperative: 'Hợp tác xã Sìn Hồ',
  }));
}

export function makeVehicles(): FleetVehicle[] {
  return ['29C-11', '29C-12', 'M-1'].map((name, index) => ({
    id: `v${index + 1}`,
    name,
    type: index === 2 ? 'three-wheeler' : '1.25 t',
    profile: index === 2 ? 'motorbike' : 'light',
    capacity_kg: index === 2 ? 400 : 1_250,
    capacity_crates: 60,
    capacity_parcels: null,
    fixed_cost: 250_000,
    cost_per_km: 9_000,
    cost_per_hour: 45_000,
    shift_start: '05:30',
    shift_end: '17:00',
    start_lat: null,
    start_lon: null,
    is_available: true,
    type_id: index === 2 ? '2' : '1',
    own: {},
    changed_at: '2026-03-01T00:00:00Z',
  }));
}

/** The types of these vehicles. */
export function makeTypes(): VehicleType[] {
  return [0, 2].map((index) => {
    const {
      type,
      type_id: id,
      own: _own,
      changed_at: _at,
      is_available: _on,
      ...vehicle
    } = makeVehicles()[index]!;
    const { start_lat: _lat, start_lon: _lon, ...terms } = vehicle;
    return { ...terms, id, name: type, most_trips: 2, vehicles: index === 2 ? 1 : 2 };
  });
}

export function makeDrivers(): Driver[] {
  const hours = { start: '06:00', end: '16:00' };
  return [
    {
      id: 'd1',
      name: 'Giàng A Páo',
      phone: '0912 345 678',
      languages: ['Hmoob'],
      classes: ['light'],
      usual_vehicle: 'v1',
      week: [hours, hours, hours, hours, hours, hours, null],
      days: [],
    },
    {
      id: 'd2',
      name: 'Lò Thị Mẩy',
      phone: '',
      languages: [],
      classes: ['motorbike'],
      usual_vehicle: 'v3',
      week: [null, hours, hours, hours, hours, hours, null],
      days: [],
    },
  ];
}

export const settings: HubSettings = {
  name: hub.name,
  lat: hub.lat,
  lon: hub.lon,
  phone: '0214 111 222',
  receiving: [[{ start: '06:00', end: '18:00' }], null, null, null, null, null, []],
  docks: 2,
  unloading_minutes: 20,
  cut_off: '17:00',
  keep_positions_days: 30,
};

/** Two runs over the first five requests; the sixth is refused with a reason. */
export function makePlan(requests: readonly Request[]): PlanDocument {
  const runs = [makeRun('29C-11', requests.slice(0, 3)), makeRun('29C-12', requests.slice(3, 5))];
  const sum = (of: (run: PlanRun) => number): number => runs.reduce((total, run) => total + of(run), 0);
  const cost = sum((run) => run.cost.total);
  return {
    version: 1,
    hub: { lat: hub.lat, lon: hub.lon, name: hub.name },
    date,
    timezone: hub.timezone,
    currency: hub.currency,
    routing: { engine: 'valhalla', version: '3.6.1', region: region.name, built: region.built },
    runs,
    unassigned: [{ request: 'r6', code: 'NOT_ON_ROAD', reason: 'Nậm Tăm is 2.1 km from the nearest road.' }],
    totals: {
      runs: runs.length,
      metres: sum((run) => run.metres),
      seconds: sum((run) => run.seconds.driving + run.seconds.waiting + run.seconds.service),
      kg: sum((run) => run.carried.kg),
      crates: sum((run) => run.carried.crates),
      parcels: sum((run) => run.carried.parcels),
      cost,
      cost_per_parcel: cost / sum((run) => run.carried.parcels),
      cost_per_kg: cost / sum((run) => run.carried.kg),
    },
    warnings: [],
  };
}

function makeRun(vehicle: string, requests: readonly Request[]): PlanRun {
  const points: [number, number][] = [
    [hub.lon, hub.lat],
    ...requests.map(({ lon, lat }): [number, number] => [lon, lat]),
    [hub.lon, hub.lat],
  ];
  const total = (dimension: 'kg' | 'crates' | 'parcels'): number =>
    requests.reduce((sum, request) => sum + request[dimension], 0);
  const carried = { kg: total('kg'), crates: total('crates'), parcels: total('parcels') };
  const clock = (minutes: number): string =>
    `${date}T${String(6 + Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00+07:00`;
  return {
    vehicle,
    type: '1.25 t',
    profile: 'light',
    capacity: { kg: 1_250, crates: 60, parcels: null },
    load_peak: carried,
    carried,
    trips: [
      {
        start: clock(0),
        end: clock(240),
        load_at_start: { kg: 0, crates: 0, parcels: 0 },
        stops: requests.map((request, index) => ({
          place: request.place,
          lat: request.lat,
          lon: request.lon,
          requests: [request.id],
          arrival: clock(40 * (index + 1)),
          start: clock(40 * (index + 1) + 5),
          departure: clock(40 * (index + 1) + 15),
          load_after: carried,
        })),
        legs: points.slice(1).map((to, index) => ({
          seconds: 1_500,
          metres: 11_000,
          geometry: { type: 'LineString', coordinates: [points[index] ?? to, to] },
        })),
      },
    ],
    seconds: { driving: 7_200, waiting: 900, service: 1_800 },
    metres: 44_000,
    cost: { fixed: 250_000, distance: 396_000, time: 124_000, other: 0, total: 770_000 },
    violations: [],
  };
}
