import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DayStop, DeskDay } from '#server/domain/desk/desk-day.ts';
import { scheduleDeskRun } from '#server/domain/desk/schedule-desk-run.ts';
import type { DeskRun } from '#server/domain/edits/desk-plan.ts';
import { UNLIMITED } from '#server/domain/load.ts';
import { shareRun } from '#server/domain/shares/share-run.ts';
import { randomDay } from '../../support/desk-day.ts';

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

function stopAt(place: number, requests: readonly { kg: number; kind?: 'delivery' }[]): DayStop {
  const parts = requests.map(({ kg, kind }, index) => ({
    request: `r${place}.${index}`,
    pickup: kind ? [0, 0, 0] : [kg, kg / 20, kg / 5],
    delivery: kind ? [kg, kg / 20, kg / 5] : [0, 0, 0],
    serviceSeconds: 0,
  }));
  const total = (of: 'pickup' | 'delivery') =>
    [0, 1, 2].map((each) => sum(parts.map((part) => part[of][each]!)));
  return {
    place,
    windows: [{ start: 0, end: 86_400 }],
    setupSeconds: 0,
    serviceSeconds: 0,
    pickup: total('pickup'),
    delivery: total('delivery'),
    parts,
    largestAccess: 2,
    isCancelled: false,
  };
}

/** The example of docs/shares.md: hub, A, B; km as in sequence-value.test.ts; 100 per km, 600 a day, 1 per parcel. */
function exampleDay(a: DayStop, b: DayStop): DeskDay {
  const km = [
    [0, 10, 13],
    [11, 0, 4],
    [12, 4, 0],
  ].flat();
  return {
    tables: [
      {
        size: 3,
        seconds: Int32Array.from(km, (each) => each * 90),
        metres: Int32Array.from(km, (each) => each * 1000),
      },
    ],
    hubPlace: 0,
    turnaroundSeconds: 0,
    toldRuns: [],
    stops: new Map([
      ['A', a],
      ['B', b],
    ]),
    vehicles: new Map([
      [
        'L-1',
        {
          table: 0,
          access: 1,
          capacity: [1000, UNLIMITED, UNLIMITED],
          fixedCost: 600,
          costPerKm: 100,
          costPerHour: 0,
          exact: {
            fuel: null,
            tollPerTrip: 0,
            loadingPerTonne: 0,
            loadingPerHour: 0,
            handlingPerParcel: 1,
            packagingPerCrate: 0,
            minimumCharge: 0,
          },
          shift: { start: 0, end: 86_400 },
          startPlace: 0,
          endPlace: 0,
          isAvailable: true,
        },
      ],
    ]),
  };
}

const runOf = (...trips: string[][]): DeskRun => ({
  run: 1,
  vehicle: 'L-1',
  driver: null,
  start: null,
  state: 'open',
  trips: trips.map((stops) => stops.map((stop) => ({ stop, pin: null }))),
});

const shared = (run: DeskRun, day: DeskDay) => {
  const scheduled = scheduleDeskRun(run, day);
  return { ...shareRun(run, day, scheduled), total: scheduled.cost.total };
};

test('is the worked example of docs/shares.md', () => {
  const day = exampleDay(stopAt(1, [{ kg: 100 }]), stopAt(2, [{ kg: 200 }]));
  const { shares, hub, total } = shared(runOf(['A', 'B']), day);
  // 26 km 2600 + day 600 + 60 parcels 60 = 3260. Travel 11 : 15 km; hire 1 : 2; parcels 20 : 40.
  expect({ total, hub }).toEqual({ total: 3260, hub: 0 });
  expect(shares.map(({ amount, parts }) => ({ amount, ...parts }))).toEqual([
    { amount: 1320, travel: 1100, load: 200, handling: 20, cap: 0 },
    { amount: 1940, travel: 1500, load: 400, handling: 40, cap: 0 },
  ]);
  // Alone 10 + 11 km, 13 + 12 km, with the day's 600 and their parcels
  expect(shares.map(({ alone }) => alone)).toEqual([2720, 3140]);
  // 3260 by 1 : 2, and by 100 × 11 : 200 × 12
  expect(shares.map(({ byKg }) => byKg)).toEqual([1087, 2173]);
  expect(shares.map(({ byTonneKm }) => byTonneKm)).toEqual([1025, 2235]);
});

test('a delivery out on the way lowers the share of the others', () => {
  const pickup = stopAt(1, [{ kg: 100 }]);
  const day = exampleDay(pickup, stopAt(2, [{ kg: 200, kind: 'delivery' }]));
  const alone = shared(runOf(['A']), day).shares[0]!;
  const { shares } = shared(runOf(['A', 'B']), day);
  expect([alone.amount, shares[0]!.amount]).toEqual([2720, 1320]);
});

test('requests at one stop share its value by kg', () => {
  const day = exampleDay(stopAt(1, [{ kg: 100 }, { kg: 300 }]), stopAt(2, [{ kg: 200 }]));
  const { shares } = shared(runOf(['A', 'B']), day);
  // A's 1100 by 100 : 300
  expect(shares.map(({ parts }) => parts.travel)).toEqual([275, 825, 1500]);
});

test('trips are shared each by itself, a request in parts bears for each', () => {
  const day = exampleDay(stopAt(1, [{ kg: 800 }]), stopAt(2, [{ kg: 800 }]));
  const { shares } = shared(runOf(['A'], ['B']), day);
  expect(shares.map(({ parts }) => parts.travel)).toEqual([2100, 2500]);
});

test('a way from the driver’s village that no stop causes is shared by kg', () => {
  const day = exampleDay(stopAt(1, [{ kg: 100 }]), stopAt(2, [{ kg: 300 }]));
  const home = new Map([...day.vehicles].map(([name, vehicle]) => [name, { ...vehicle, startPlace: 1 }]));
  const { shares, total } = shared(runOf(['B']), { ...day, vehicles: home });
  // From A's village by B to the hub: 4 + 12 km, of which 11 home would be driven anyway; one stop bears all.
  expect([shares[0]!.parts.travel, total]).toEqual([1600, 1600 + 600 + 60]);
  const both = shared(runOf(['A', 'B']), { ...day, vehicles: home }).shares;
  // 0 + 4 + 12 = 16 km: 11 by 1 : 3 (2.75, 8.25); of the 5 that stops cause all is B's
  expect(both.map(({ parts }) => parts.travel)).toEqual([275, 1325]);
});

test('nobody pays more than alone: what is above is the others’, then the hub’s', () => {
  // A detour for a motorbike-sized parcel: by kg B would bear 600 × 999/1000 of the hire
  const day = exampleDay(stopAt(1, [{ kg: 5 }]), stopAt(2, [{ kg: 995 }]));
  const cheap = {
    ...day.vehicles.get('L-1')!,
    fixedCost: 0,
    costPerKm: 50,
    capacity: [10, UNLIMITED, UNLIMITED],
  };
  const withBike = { ...day, vehicles: new Map([...day.vehicles, ['M-1', cheap]]) };
  const { shares, hub, total } = shared(runOf(['A', 'B']), withBike);
  // Alone by motorbike: 21 km × 50 + 1 parcel = 1051, below 1100 + 3 + 1 = 1104
  expect(shares[0]).toMatchObject({ alone: 1051, amount: 1051, parts: { cap: -53 } });
  expect(shares[1]).toMatchObject({ parts: { cap: 53 } });
  expect(sum(shares.map(({ amount }) => amount)) + hub).toBe(total);
});

test('on any day, with any card, shares add up to the run’s cost, their parts to them, and none is above alone', () => {
  fc.assert(
    fc.property(fc.nat(10_000), (seed) => {
      const { day, plan } = randomDay(seed, 36, 5);
      for (const run of plan.runs) {
        const scheduled = scheduleDeskRun(run, day);
        const { shares, hub } = shareRun(run, day, scheduled);
        const { total } = scheduled.cost;
        expect(sum(shares.map(({ amount }) => amount)) + hub).toBe(total);
        expect(sum(shares.map(({ byKg }) => byKg))).toBe(total);
        expect(sum(shares.map(({ byTonneKm }) => byTonneKm))).toBe(total);
        for (const { amount, alone, parts } of shares) {
          expect(parts.travel + parts.load + parts.handling + parts.cap).toBe(amount);
          expect(amount).toBeLessThanOrEqual(alone ?? Infinity);
        }
      }
    }),
    { numRuns: 60 },
  );
});
