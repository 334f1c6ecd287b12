import { describe, expect, it } from 'vitest';
import type { Vehicle } from '#server/contract/fleet.ts';
import type { Request } from '#server/contract/request.ts';
import { explainUnassigned } from '#server/planner/explain/explain-unassigned.ts';
import { splitLargeStops } from '#server/planner/model/split-stops.ts';
import { buildProblem } from '#server/services/planning/build-problem.ts';
import { dayClock } from '#server/services/planning/day-clock.ts';
import { openHub } from '#server/services/planning/hub-day.ts';
import { gatherStops } from '#server/services/planning/gather-stops.ts';
import { joinParts, partOf, splitDay } from '#server/services/planning/split-day.ts';
import { writeUnassigned } from '#server/services/planning/write-unassigned.ts';
import { aMatrix, aRequest, aVehicle, somePlaces } from './support.ts';

const clock = dayClock('2026-03-02', 'Asia/Ho_Chi_Minh');
const matrix = aMatrix([
  [0, 10_000],
  [10_000, 0],
]);
const points = [
  [103, 22],
  [103.1, 22],
] as const;
const tools = { splitStops: splitLargeStops, explainUnassigned };

/** A day of requests at one place 10 km away. */
function dayOf(requests: readonly Request[], vehicles: readonly Vehicle[]) {
  const placeOf = Object.fromEntries(requests.map(({ id }) => [id, 1]));
  const places = somePlaces(points, { light: matrix }, placeOf, vehicles);
  return buildProblem(gatherStops(requests, vehicles, places, clock), vehicles, places, clock, openHub);
}
const threeTrucks = ['L-1', 'L-2', 'L-3'].map((id) => aVehicle({ id }));

describe('splitDay', () => {
  it('cuts what no vehicle carries whole into crates, kg and service in proportion', () => {
    // 20 kg a crate: 62 crates of 1,240 kg fill a truck of 1,250 kg; what was rounded up comes off the first.
    const large = aRequest({ id: 'large', kg: 2999.5, crates: 150, parcels: 600, service_minutes: 30 });
    const day = splitDay(dayOf([large], threeTrucks), tools);
    const parts = day.stops.map((stop) => stop.requests[0]!);
    expect(parts.map(({ kg, crates, parcels }) => [kg, crates, parcels])).toEqual([
      [1239.5, 62, 248],
      [1240, 62, 248],
      [520, 26, 104],
    ]);
    expect(parts.reduce((sum, part) => sum + part.service_minutes, 0)).toBeCloseTo(30);
    expect([...day.originOf]).toEqual([0, 0, 0]);
    for (const [index, stop] of day.problem.stops.entries()) {
      expect(stop.pickup[0]).toBe(Math.ceil(parts[index]!.kg));
    }
  });

  it('leaves a day as it is on which everything fits', () => {
    const day = dayOf([aRequest({ id: 'a' }), aRequest({ id: 'b' })], threeTrucks);
    expect(splitDay(day, tools)).toEqual(day);
  });

  it('cuts deliveries by parcels, and what is not counted by kg', () => {
    const down = aRequest({ id: 'down', kind: 'delivery', kg: 2000, crates: 0, parcels: 4 });
    // Four parcels of 500 kg: none of the pieces may have fewer than five.
    expect(splitDay(dayOf([down], threeTrucks), tools).stops).toHaveLength(1);
    const loose = aRequest({ id: 'loose', kg: 2000, crates: 0, parcels: 0 });
    expect(splitDay(dayOf([loose], threeTrucks), tools).stops.map(({ requests }) => requests[0]?.kg)).toEqual(
      [1250, 750],
    );
  });

  it('goes on to what some vehicle does not carry whole, when fine', () => {
    const vehicles = [
      aVehicle({ id: 'big', capacity_kg: 2500 }),
      aVehicle({ id: 'small', capacity_kg: 1000 }),
    ];
    const requests = [
      aRequest({ id: 'a', kg: 1500, crates: 75 }),
      aRequest({ id: 'b', kg: 4000, crates: 200 }),
    ];
    const day = dayOf(requests, vehicles);
    const kgOf = (isFine: boolean) =>
      splitDay(day, tools, isFine).stops.map(({ requests: [request] }) => [request?.id, request?.kg]);
    expect(kgOf(false)[0]).toEqual(['a', 1500]);
    expect(kgOf(true).slice(0, 2)).toEqual([
      ['a', 1000],
      ['a', 500],
    ]);
    expect(kgOf(true).slice(2)).toEqual(kgOf(false).slice(1));
    expect(
      kgOf(false)
        .slice(1)
        .reduce((sum, [, kg]) => sum + Number(kg), 0),
    ).toBe(4000);
  });
});

describe('parts of a request', () => {
  it('are a part until all of it is there again', () => {
    const large = aRequest({ id: 'large', kg: 2999.5, crates: 150, parcels: 600, service_minutes: 30 });
    const parts = splitDay(dayOf([large], threeTrucks), tools).stops.flatMap((stop) => stop.requests);
    expect(parts.map((part) => partOf(part)?.crates)).toEqual([62, 62, 26]);
    const [two] = joinParts(parts.slice(0, 2));
    expect(partOf(two!)).toEqual({ kg: 2479.5, crates: 124, parcels: 496 });
    const all = joinParts([...parts, aRequest({ id: 'other' })]);
    expect(all.map(({ id }) => id)).toEqual(['large', 'other']);
    expect(partOf(all[0]!)).toBeNull();
    expect(all[0]?.service_minutes).toBeCloseTo(30);
  });

  it('that are in no run are told once, with what is left and what would help', () => {
    const large = aRequest({ id: 'large', kg: 3000, crates: 150, parcels: 600 });
    const day = splitDay(dayOf([large], threeTrucks.slice(0, 1)), tools);
    // The one truck takes the first piece: there and back 2 × 1,000 s of way, 20 km.
    const solution = { runs: [{ vehicle: 0, trips: [[0]] }], unassigned: [1, 2], cost: 0, penalty: 0 };
    expect(writeUnassigned(day, solution, tools)).toEqual([
      {
        request: 'large',
        code: 'NOT_ENOUGH_VEHICLES',
        reason: expect.stringContaining('1760 kg, 88 crates, 352 parcels are left.'),
        left: { kg: 1760, crates: 88, parcels: 352 },
        fix: {
          kind: 'mostTrips',
          vehicle: 'L-1',
          amount: 1,
          unit: 'trips',
          requests: [],
          cost: expect.any(Number),
        },
      },
    ]);
    const none = { ...solution, runs: [], unassigned: [0, 1, 2] };
    expect(writeUnassigned(day, none, tools)[0]).not.toHaveProperty('left');
  });
});
