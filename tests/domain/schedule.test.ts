import { describe, expect, test } from 'vitest';
import { scheduleRun } from '#server/domain/schedule.ts';
import type { RunInput } from '#server/domain/run.ts';
import { hub, rest, run, visit } from './run-events.ts';

const brokenBy = (input: RunInput) =>
  scheduleRun(input).violations.map(({ kind, amount, event, trip }) => [kind, amount, event, trip]);

describe('times of one trip', () => {
  test('leaves so late that it waits nowhere', () => {
    // The window opens at 1000 and the way takes 100: leave at 900; 50 of setup, 150 of service, 100 back.
    const stop = visit({ windows: [{ start: 1000, end: 2000 }], setupSeconds: 50, serviceSeconds: 150 });
    const schedule = scheduleRun(run([stop]));
    expect(schedule).toMatchObject({ start: 900, end: 1300, secondsOut: 400, waitingSeconds: 0 });
    expect(schedule).toMatchObject({
      serviceSeconds: 200,
      drivingSeconds: 200,
      metres: 2000,
      violations: [],
    });
    expect(schedule.events).toEqual([
      { kind: 'visit', trip: 0, arrival: 1000, start: 1000, departure: 1200, loadAfter: [0] },
    ]);
    expect(schedule.trips).toMatchObject([{ start: 900, arrival: 1300, end: 1300, stops: 1, metres: 2000 }]);
  });

  test('leaves as early as it can when waiting is no question', () => {
    expect(scheduleRun(run([visit()])).start).toBe(0);
    expect(scheduleRun(run([visit()], { startsAt: 70 })).start).toBe(70);
    expect(scheduleRun(run([visit()], { startsAt: 70, shift: { start: 90, end: 900 } })).start).toBe(90);
  });

  test('leaves when it is told to, and reports what that is before its shift', () => {
    // The window opens at 1000 and the way takes 100: leaving at 400 it waits 500. The shift begins at 450.
    const stop = visit({ windows: [{ start: 1000, end: 2000 }] });
    const told = run([stop], { leavesAt: 400, shift: { start: 450, end: 5000 } });
    expect(scheduleRun(told)).toMatchObject({ start: 400, end: 1100, waitingSeconds: 500 });
    expect(brokenBy(told)).toEqual([['shift', 50, null, null]]);
  });

  test('waits where windows are too far apart', () => {
    // First at 500 at the latest, second from 1000: leave at 400, at the second by 600, wait 400.
    const events = [
      visit({ windows: [{ start: 0, end: 500 }] }),
      visit({ windows: [{ start: 1000, end: 1200 }] }),
    ];
    expect(scheduleRun(run(events))).toMatchObject({ start: 400, end: 1100, waitingSeconds: 400 });
  });

  test('prefers a later window when that means less time out', () => {
    // Early window 0…10, then 50 at the earliest: 40 of waiting. Late window 100…110, then 101…111: none.
    const first = [
      { start: 0, end: 10 },
      { start: 100, end: 110 },
    ];
    const second = [
      { start: 50, end: 60 },
      { start: 101, end: 111 },
    ];
    const events = [visit({ windows: first, legSeconds: 0 }), visit({ windows: second, legSeconds: 1 })];
    const schedule = scheduleRun(run(events, { end: { legSeconds: 0 } }));
    expect(schedule).toMatchObject({ start: 100, end: 101, waitingSeconds: 0 });
  });

  test('both ends of a window are inside it', () => {
    const at = (legSeconds: number) =>
      brokenBy(run([visit({ windows: [{ start: 100, end: 100 }], legSeconds })]));
    expect(at(100)).toEqual([]);
    expect(at(101)).toEqual([['time_window', 1, 0, 0]]);
  });

  test('serves late on arrival and reports by how much', () => {
    const input = run([visit({ windows: [{ start: 0, end: 50 }], serviceSeconds: 10 })]);
    expect(scheduleRun(input).events[0]).toMatchObject({ arrival: 100, start: 100, departure: 110 });
    expect(brokenBy(input)).toEqual([['time_window', 50, 0, 0]]);
  });

  test('leaves setup out at the place it is at already', () => {
    const stop = visit({ setupSeconds: 50, serviceSeconds: 20 });
    const schedule = scheduleRun(run([stop, { ...stop, isSamePlace: true, legSeconds: 0 }]));
    expect(schedule).toMatchObject({ serviceSeconds: 90, end: 290 });
  });
});

describe('the end of the shift', () => {
  test('reports the overrun, and leaves so that it is least', () => {
    // At 300 at the earliest, back at 400; leaving at 200 is soon enough for that.
    const input = run([visit({ windows: [{ start: 300, end: 400 }] })], { shift: { start: 0, end: 350 } });
    expect(scheduleRun(input)).toMatchObject({ start: 200, end: 400, overtimeSeconds: 50 });
    expect(brokenBy(input)).toEqual([['shift', 50, null, null]]);
  });

  test('overtime is no overrun up to its most seconds', () => {
    const input = run([visit({ windows: [{ start: 300, end: 400 }] })], { shift: { start: 0, end: 350 } });
    expect(brokenBy({ ...input, overtime: { mostSeconds: 50 } })).toEqual([]);
    expect(brokenBy({ ...input, overtime: { mostSeconds: 49 } })).toEqual([['shift', 1, null, null]]);
  });
});

describe('breaks', () => {
  test('a break interrupts the way and moves arrival by its length', () => {
    // Leaves at 0; at 40 ten seconds of rest; at the visit 110.
    const schedule = scheduleRun(run([rest({ windows: [{ start: 40, end: 40 }] }), visit()]));
    expect(schedule.events).toMatchObject([
      { kind: 'break', arrival: 0, start: 40, departure: 50 },
      { kind: 'visit', arrival: 110, start: 110 },
    ]);
    expect(schedule).toMatchObject({ breakSeconds: 10, waitingSeconds: 0, end: 210 });
  });

  test('a break that begins after the way is over holds the visit up', () => {
    // Visits end by 100; leaves at 0, there at 100. The break at 300 to 310 comes before the second visit.
    const events = [
      visit({ windows: [{ start: 0, end: 100 }] }),
      rest({ windows: [{ start: 300, end: 320 }] }),
      visit(),
    ];
    const schedule = scheduleRun(run(events));
    // Left at 0, from the first visit at 100, would be there at 200; the break at 300; there from 310.
    expect(schedule.events.map(({ arrival }) => arrival)).toEqual([100, 100, 310]);
    expect(schedule).toMatchObject({ start: 0, end: 410, waitingSeconds: 100 });
  });

  test('two breaks on one way add up', () => {
    const events = [
      rest({ windows: [{ start: 20, end: 20 }] }),
      rest({ seconds: 5, windows: [{ start: 60, end: 60 }] }),
      visit(),
    ];
    // 0 → 20, rest to 30, on to 60, rest to 65: 100 of way and 15 of rest.
    const schedule = scheduleRun(run(events, { shift: { start: 0, end: 500 } }));
    expect(schedule.events.map(({ start }) => start)).toEqual([20, 60, 115]);
  });

  test('a break that comes too late begins at once and is reported', () => {
    const events = [visit({ windows: [{ start: 0, end: 100 }] }), rest({ windows: [{ start: 0, end: 70 }] })];
    expect(brokenBy(run(events))).toEqual([['break_window', 30, 1, 0]]);
  });

  test('a break with too much on board is reported', () => {
    const events = [visit({ pickup: [8] }), rest({ mostLoad: [5] })];
    expect(brokenBy(run(events))).toEqual([['break_load', 3, 1, 0]]);
    expect(brokenBy(run([rest({ mostLoad: [5] }), visit({ pickup: [8] })]))).toEqual([]);
  });
});

describe('several trips', () => {
  const receiving = [
    { start: 0, end: 150 },
    { start: 500, end: 600 },
  ];

  test('unloads when the hub receives, turns around and goes out again', () => {
    // 100 out, 100 back: at the hub at 200, unloading from 500 unless it leaves later; leaving at 300 waits nowhere.
    const events = [visit({ pickup: [1] }), hub({ receiving, turnaroundSeconds: 30 }), visit()];
    const schedule = scheduleRun(run(events));
    expect(schedule.events[1]).toMatchObject({ kind: 'hub', arrival: 500, start: 500, departure: 530 });
    expect(schedule).toMatchObject({ start: 300, end: 730, turnaroundSeconds: 30, violations: [] });
    expect(schedule.trips).toMatchObject([
      { start: 300, arrival: 500, end: 500, metres: 2000, hasPickups: true },
      { start: 530, arrival: 730, end: 730, metres: 2000, hasPickups: false },
    ]);
  });

  test('waits for nobody where nothing was picked up', () => {
    const events = [visit({ delivery: [1] }), hub({ receiving })];
    expect(scheduleRun(run(events))).toMatchObject({ start: 0, waitingSeconds: 0, end: 300 });
  });

  test('the run ends when unloading begins, and a hub that has closed is reported', () => {
    const late = visit({ pickup: [1], windows: [{ start: 300, end: 300 }] });
    expect(scheduleRun(run([late], { end: { receiving } }))).toMatchObject({ end: 500, waitingSeconds: 100 });
    const tooLate = visit({ pickup: [1], windows: [{ start: 550, end: 550 }] });
    expect(brokenBy(run([tooLate], { end: { receiving } }))).toEqual([['receiving', 50, null, 0]]);
    expect(brokenBy(run([tooLate, hub({ receiving })]))).toEqual([['receiving', 50, 1, 0]]);
  });

  test('goods that must be at the hub by a time, or not long on board, count to the arrival of their trip', () => {
    const early = visit({ pickup: [1], latestAtHub: 250, windows: [{ start: 140, end: 900 }] });
    // At the visit by 150 for 250 at the hub: leaves at 40.
    expect(scheduleRun(run([early, hub(), visit()]))).toMatchObject({ start: 40, violations: [] });
    expect(brokenBy(run([{ ...early, latestAtHub: 230 }]))).toEqual([['latest_at_hub', 10, 0, 0]]);
    const fresh = visit({ pickup: [1], mostSecondsOnBoard: 199 });
    expect(brokenBy(run([fresh, visit(), hub(), visit()]))).toEqual([['on_board', 1, 0, 0]]);
    expect(brokenBy(run([visit(), fresh, hub(), visit()]))).toEqual([]);
  });

  test('limits are those of the whole run', () => {
    const events = [visit(), hub(), visit()];
    const limits = { mostStops: 1, mostMetres: 3999, mostDrivingSeconds: 390, mostSecondsOut: 395 };
    expect(brokenBy(run(events, { limits }))).toEqual([
      ['most_stops', 1, null, null],
      ['most_metres', 1, null, null],
      ['most_driving', 10, null, null],
      ['most_seconds_out', 5, null, null],
    ]);
  });
});

describe('loads', () => {
  test('deliveries are on board from the start of their trip, pickups until its end', () => {
    // Out with 30; first hands over 20 and gives 50: 60; second hands over 10 and gives 5: 55. Then 7 go out.
    const events = [
      visit({ delivery: [20], pickup: [50] }),
      visit({ delivery: [10], pickup: [5] }),
      hub(),
      visit({ delivery: [7] }),
    ];
    const schedule = scheduleRun(run(events));
    expect(schedule.trips).toMatchObject([
      { loadAtStart: [30], loadPeak: [60] },
      { loadAtStart: [7], loadPeak: [7] },
    ]);
    expect(schedule.events.map(({ loadAfter }) => loadAfter)).toEqual([[60], [55], [7], [0]]);
  });

  test('reports the largest overload of each trip where it is first reached', () => {
    const events = [visit({ pickup: [50] }), visit({ pickup: [70] }), hub(), visit({ delivery: [130] })];
    const { violations } = scheduleRun(run(events, { capacity: [100] }));
    const over = { kind: 'capacity', unit: 'load', dimension: 0 };
    expect(violations).toEqual([
      { ...over, amount: 20, event: 1, trip: 0 },
      { ...over, amount: 30, event: null, trip: 1 },
    ]);
  });

  test('a shipment is on board from its first visit to its second', () => {
    const end = (isFrom: boolean) => visit({ shipmentEnd: { shipment: 4, isFrom, amounts: [9] } });
    expect(
      scheduleRun(run([end(true), visit(), end(false)])).events.map(({ loadAfter }) => loadAfter),
    ).toEqual([[9], [9], [0]]);
    expect(brokenBy(run([end(false), end(true)]))).toEqual([
      ['shipment', 1, 0, 0],
      ['shipment', 1, 1, 0],
    ]);
    expect(brokenBy(run([end(true), hub(), end(false)]))).toEqual([
      ['shipment', 1, 0, 0],
      ['shipment', 1, 2, 1],
    ]);
  });
});
