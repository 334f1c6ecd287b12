import type { DriverDraft, Vehicle } from '#server/contract/fleet.ts';
import type { Hub, Product } from '#server/contract/hub.ts';
import type { User } from '#server/contract/people.ts';
import type { PlanDocument } from '#server/contract/plan.ts';
import type { Request } from '#server/contract/request.ts';
import type { RegionInfo } from '#server/region/port.ts';

export const today = '2026-03-02';
export const morning = '2026-03-01T22:00:00Z';

export function sampleHub(change: Partial<Hub> = {}): Hub {
  return {
    id: 'hub-1',
    name: 'Sìn Hồ',
    lat: 22.36,
    lon: 103.25,
    timezone: 'Asia/Ho_Chi_Minh',
    currency: 'VND',
    region: 'highland',
    ...change,
  };
}

const hub = sampleHub();
/** Of the hub above. */
export const sampleRegion = {
  version: 1,
  name: hub.region,
  bounds: [hub.lon - 1, hub.lat - 1, hub.lon + 1, hub.lat + 1],
  source: 'made by a test',
  source_date: null,
  built: '2026-03-01T00:00:00Z',
  timezone: hub.timezone,
  currency: hub.currency,
  attribution: '© a test',
  counts: { roads: 1, places: 3, tiles: 0 },
} as const satisfies RegionInfo;

export const sampleProducts: Product[] = [
  {
    id: 'plums',
    name: 'Mận',
    names: {},
    picture: 'crate',
    kg_per_crate: 20,
    kg_per_parcel: 5,
    freshness_hours: 48,
  },
  {
    id: 'tea',
    name: 'Chè',
    names: {},
    picture: 'crate',
    kg_per_crate: 12.5,
    kg_per_parcel: 2,
    freshness_hours: null,
  },
];

export function sampleUser(change: Partial<Omit<User, 'has_password'>> = {}): Omit<User, 'has_password'> {
  return {
    id: 'user-1',
    name: 'Lò Thị Mai',
    email: 'mai@example.org',
    locale: 'vi',
    roles: [{ role: 'dispatcher', hub: 'hub-1' }],
    is_disabled: false,
    created_at: morning,
    ...change,
  };
}

export function sampleRequest(change: Partial<Request> = {}): Request {
  return {
    id: 'r1',
    reference: change.id ?? 'r1',
    kind: 'pickup',
    state: 'booked',
    date: today,
    place: 'Phăng Sô Lin',
    lat: 22.41,
    lon: 103.19,
    product: 'Mận',
    kg: 120.5,
    crates: 7,
    crates_derived: true,
    parcels: 25,
    parcels_derived: false,
    ready_from: '2026-03-01T23:00:00Z',
    ready_until: '2026-03-02T03:30:00Z',
    harvested_at: null,
    service_minutes: 7.5,
    largest_vehicle: 'light',
    priority: 10,
    cooperative: 'Hợp tác xã Tả Phìn',
    ...change,
  };
}

export function sampleVehicle(change: Partial<Vehicle> = {}): Vehicle {
  return {
    id: 'v1',
    name: 'L-1',
    type: '1.25 t',
    profile: 'light',
    capacity_kg: 1250,
    capacity_crates: 60,
    capacity_parcels: null,
    fixed_cost: 300_000,
    cost_per_km: 7000,
    cost_per_hour: 40_000,
    shift_start: '05:30',
    shift_end: '01:00',
    start_lat: null,
    start_lon: null,
    is_available: true,
    ...change,
  };
}

const noLoad = { kg: 0, crates: 0, parcels: 0 };

/** A plan with one run of two trips; its stops serve r1 and r2, then r3. r4 is left out. */
export const sampleDriver = (change: Partial<DriverDraft> = {}): DriverDraft => ({
  name: 'Páo',
  phone: '',
  languages: [],
  classes: ['light'],
  usual_vehicle: 'v1',
  week: Array.from({ length: 7 }, () => ({ start: '07:00', end: '16:00' })),
  days: [],
  ...change,
});

export function samplePlan(): PlanDocument {
  const leg = (seconds: number) => ({
    seconds,
    metres: seconds * 5,
    geometry: {
      type: 'LineString' as const,
      coordinates: [[103.25, 22.36] as [number, number], [103.19, 22.41] as [number, number]],
    },
  });
  return {
    version: 1,
    hub: { lat: 22.36, lon: 103.25, name: 'Sìn Hồ' },
    date: today,
    timezone: 'Asia/Ho_Chi_Minh',
    currency: 'VND',
    routing: { engine: 'valhalla', version: '3.6.1', region: 'highland', built: '2026-03-01T10:00:00Z' },
    runs: [
      {
        vehicle: 'L-1',
        type: '1.25 t',
        profile: 'light',
        capacity: { kg: 1250, crates: 60, parcels: null },
        load_peak: { kg: 241, crates: 14, parcels: 50 },
        carried: { kg: 361.5, crates: 21, parcels: 75 },
        trips: [
          {
            start: '2026-03-02T06:10:00+07:00',
            end: '2026-03-02T08:40:30+07:00',
            arrival: '2026-03-02T08:10:30+07:00',
            load_at_start: noLoad,
            stops: [
              {
                place: 'Phăng Sô Lin',
                lat: 22.41,
                lon: 103.19,
                requests: ['r2', 'r1'],
                arrival: '2026-03-02T06:40:10+07:00',
                start: '2026-03-02T07:00:00+07:00',
                departure: '2026-03-02T07:15:00+07:00',
                load_after: { kg: 241, crates: 14, parcels: 50 },
                parts: [{ request: 'r1', load: { kg: 80.5, crates: 5, parcels: 16 } }],
              },
            ],
            legs: [leg(1810), { ...leg(2000), table_seconds: 1800 }],
          },
          {
            start: '2026-03-02T23:00:00+07:00',
            end: '2026-03-03T00:30:00+07:00',
            load_at_start: { kg: 120.5, crates: 7, parcels: 25 },
            stops: [
              {
                place: 'Tả Phìn',
                lat: 22.5,
                lon: 103.3,
                requests: ['r3'],
                arrival: '2026-03-02T23:50:00+07:00',
                start: '2026-03-02T23:50:00+07:00',
                departure: '2026-03-03T00:00:00+07:00',
                load_after: noLoad,
              },
            ],
            legs: [leg(3000), leg(1800)],
          },
        ],
        seconds: { driving: 8610, waiting: 1190, service: 1500, unloading: 1200, breaks: 1800 },
        breaks: [
          { trip: 0, position: 1, start: '2026-03-02T07:20:00+07:00', end: '2026-03-02T07:50:00+07:00' },
        ],
        leaves_at: '2026-03-02T06:10:00+07:00',
        metres: 43_050,
        cost: { fixed: 300_000, distance: 301_350, time: 125_555, other: 0, total: 726_905 },
        violations: [{ kind: 'time_window', amount: 60, dimension: 'seconds', requests: ['r3'] }],
      },
    ],
    unassigned: [
      {
        request: 'r1',
        code: 'NOT_ENOUGH_VEHICLES',
        reason: '40 kg, 2 crates, 8 parcels are left.',
        left: { kg: 40, crates: 2, parcels: 8 },
        fix: { kind: 'shift', vehicle: 'L-1', amount: 720, unit: 'seconds', requests: ['r2'], cost: 8_000 },
      },
      { request: 'r4', code: 'NOT_ON_ROAD', reason: '2,300 m from the nearest road' },
    ],
    totals: {
      runs: 1,
      metres: 43_050,
      seconds: 14_300,
      kg: 361.5,
      crates: 21,
      parcels: 75,
      cost: 726_905,
      cost_per_parcel: 726_905 / 75,
      cost_per_kg: 726_905 / 361.5,
    },
    warnings: [
      { code: 'LEG_DIFFERS', message: 'The way back takes longer than the table said', ids: ['L-1'] },
    ],
  };
}

/** The requests that samplePlan names. */
export function planRequests(): Request[] {
  return ['r1', 'r2', 'r3', 'r4'].map((id) => sampleRequest({ id }));
}
