import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noLoad, UNLIMITED } from '#server/domain/load.ts';
import { scheduleTrip, type TripInput, type TripVisit } from '#server/domain/schedule.ts';

const roomy = { kg: UNLIMITED, crates: UNLIMITED, parcels: UNLIMITED };
const always = [{ start: 0, end: 100_000 }];
const visit = (more: Partial<TripVisit> = {}): TripVisit => ({
  windows: always,
  setupSeconds: 0,
  serviceSeconds: 0,
  pickup: noLoad,
  delivery: noLoad,
  ...more,
});
const trip = (more: Partial<TripInput>): TripInput => ({
  visits: [],
  legSeconds: [0],
  legMetres: [0],
  shift: { start: 0, end: 100_000 },
  capacity: roomy,
  ...more,
});

describe('times of a trip', () => {
  test('leaves so late that it waits nowhere', () => {
    // The window opens at 1000 and the way takes 100: leave at 900; 50 of setup, 150 of service, 200 back.
    const schedule = scheduleTrip(
      trip({
        visits: [visit({ windows: [{ start: 1000, end: 2000 }], setupSeconds: 50, serviceSeconds: 150 })],
        legSeconds: [100, 200],
        legMetres: [1000, 1500],
      }),
    );
    expect(schedule).toMatchObject({ start: 900, end: 1400, waitingSeconds: 0, serviceSeconds: 200 });
    expect(schedule).toMatchObject({ drivingSeconds: 300, metres: 2500, violations: [] });
    expect(schedule.visits).toEqual([{ arrival: 1000, start: 1000, departure: 1200, loadAfter: noLoad }]);
  });

  test('leaves as early as it can when waiting is no question', () => {
    expect(scheduleTrip(trip({ visits: [visit()], legSeconds: [100, 100], legMetres: [0, 0] })).start).toBe(
      0,
    );
  });

  test('waits where windows are too far apart', () => {
    // First at 500 at the latest, second from 1000: leave at 400, at the second by 600, wait 400.
    const visits = [
      visit({ windows: [{ start: 0, end: 500 }] }),
      visit({ windows: [{ start: 1000, end: 1200 }] }),
    ];
    const schedule = scheduleTrip(trip({ visits, legSeconds: [100, 100, 100], legMetres: [0, 0, 0] }));
    expect(schedule).toMatchObject({ start: 400, end: 1100, waitingSeconds: 400 });
  });

  test('prefers a later window when that means less time out', () => {
    // Early window 0…10, then 50 at the earliest: 40 of waiting. Late window 100…110, then 101…111: none.
    const visits = [
      visit({
        windows: [
          { start: 0, end: 10 },
          { start: 100, end: 110 },
        ],
      }),
      visit({
        windows: [
          { start: 50, end: 60 },
          { start: 101, end: 111 },
        ],
      }),
    ];
    const schedule = scheduleTrip(trip({ visits, legSeconds: [0, 1, 0], legMetres: [0, 0, 0] }));
    expect(schedule).toMatchObject({ start: 100, end: 101, waitingSeconds: 0 });
  });

  test('both ends of a window are inside it', () => {
    const at = (legSeconds: number) =>
      scheduleTrip(
        trip({
          visits: [visit({ windows: [{ start: 100, end: 100 }] })],
          legSeconds: [legSeconds, 0],
          legMetres: [0, 0],
        }),
      ).violations;
    expect(at(100)).toEqual([]);
    expect(at(101)).toEqual([{ kind: 'time_window', amount: 1, dimension: 'seconds', visit: 0 }]);
  });

  test('serves late on arrival and reports by how much', () => {
    const visits = [visit({ windows: [{ start: 0, end: 50 }], serviceSeconds: 10 })];
    const schedule = scheduleTrip(trip({ visits, legSeconds: [80, 80], legMetres: [0, 0] }));
    expect(schedule.visits[0]).toMatchObject({ arrival: 80, start: 80, departure: 90 });
    expect(schedule.violations).toEqual([
      { kind: 'time_window', amount: 30, dimension: 'seconds', visit: 0 },
    ]);
  });

  test('reports the overrun of a shift that is too short, and leaves so that it is least', () => {
    const visits = [visit({ windows: [{ start: 300, end: 400 }] })];
    const shift = { start: 0, end: 350 };
    const schedule = scheduleTrip(trip({ visits, legSeconds: [100, 100], legMetres: [0, 0], shift }));
    // At 300 at the earliest, back at 400; leaving at 200 is soon enough for that.
    expect(schedule).toMatchObject({ start: 200, end: 400 });
    expect(schedule.violations).toEqual([{ kind: 'shift', amount: 50, dimension: 'seconds', visit: null }]);
  });

  test('no departure that keeps all rules is shorter (against trying every second)', () => {
    const window = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 15 }));
    const windows = fc.array(window, { minLength: 1, maxLength: 3 }).map((parts) => {
      let after = 0;
      return parts.map(([gap, length]) => {
        const start = after + gap;
        after = start + length + 1;
        return { start, end: start + length };
      });
    });
    const stop = fc.record({
      windows,
      leg: fc.integer({ min: 0, max: 20 }),
      service: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(stop, { maxLength: 4 }), fc.integer({ min: 0, max: 150 }), (stops, end) => {
        const input = trip({
          visits: stops.map((each) => visit({ windows: each.windows, serviceSeconds: each.service })),
          legSeconds: [...stops.map((each) => each.leg), 5],
          legMetres: [...stops.map(() => 0), 0],
          shift: { start: 0, end },
        });
        const schedule = scheduleTrip(input);
        const best = bestByTrying(input);
        if (best === null) expect(schedule.violations).not.toEqual([]);
        else {
          expect(schedule.violations).toEqual([]);
          expect({ start: schedule.start, out: schedule.end - schedule.start }).toEqual(best);
        }
      }),
      { numRuns: 500 },
    );
  });
});

function bestByTrying(input: TripInput): { start: number; out: number } | null {
  let best: { start: number; out: number } | null = null;
  for (let start = input.shift.start; start <= input.shift.end; start++) {
    let clock = start;
    let isInTime = true;
    for (const [index, { windows, serviceSeconds }] of input.visits.entries()) {
      clock += input.legSeconds[index]!;
      const window = windows.find(({ end }) => end >= clock);
      if (!window) isInTime = false;
      clock = Math.max(clock, window?.start ?? clock) + serviceSeconds;
    }
    clock += input.legSeconds.at(-1)!;
    if (!isInTime || clock > input.shift.end) continue;
    if (best === null || clock - start < best.out) best = { start, out: clock - start };
  }
  return best;
}

describe('loads of a trip', () => {
  const kg = (amount: number) => ({ kg: amount, crates: 0, parcels: 0 });

  test('deliveries are on board from the start, pickups until the end', () => {
    // Out with 30; first hands over 20 and gives 50: 60; second hands over 10 and gives 5: 55.
    const visits = [visit({ delivery: kg(20), pickup: kg(50) }), visit({ delivery: kg(10), pickup: kg(5) })];
    const schedule = scheduleTrip(trip({ visits, legSeconds: [1, 1, 1], legMetres: [1, 1, 1] }));
    expect(schedule.loadAtStart).toEqual(kg(30));
    expect(schedule.visits.map(({ loadAfter }) => loadAfter.kg)).toEqual([60, 55]);
    expect(schedule.loadPeak).toEqual(kg(60));
  });

  test('reports the largest overload of each dimension where it is first reached', () => {
    const visits = [visit({ pickup: kg(50) }), visit({ pickup: kg(70) })];
    const input = trip({ visits, legSeconds: [1, 1, 1], legMetres: [1, 1, 1] });
    expect(scheduleTrip({ ...input, capacity: { ...roomy, kg: 100 } }).violations).toEqual([
      { kind: 'capacity', amount: 20, dimension: 'kg', visit: 1 },
    ]);
    const out = { ...input, visits: [visit({ delivery: kg(120) })], legSeconds: [1, 1], legMetres: [1, 1] };
    expect(scheduleTrip({ ...out, capacity: { ...roomy, kg: 100 } }).violations).toEqual([
      { kind: 'capacity', amount: 20, dimension: 'kg', visit: null },
    ]);
  });
});
