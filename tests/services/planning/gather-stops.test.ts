import { describe, expect, it } from 'vitest';
import type { Request } from '#server/contract/request.ts';
import { dayClock } from '#server/services/planning/day-clock.ts';
import { gatherStops } from '#server/services/planning/gather-stops.ts';
import { aMatrix, aRequest, aVehicle, somePlaces } from './support.ts';

const clock = dayClock('2026-03-02', 'Asia/Ho_Chi_Minh');
const vehicles = [aVehicle({ id: 'L-1' })];

/** Hub, a farm, a second farm about 103 m east of it and a third about 1 km away. */
const points = [
  [103, 22],
  [103.1, 22],
  [103.101, 22],
  [103.11, 22],
] as const;

/** The second farm is 150 m by road from the first. */
const nearByRoad = aMatrix([
  [0, 9000, 9150, 10_000],
  [9000, 0, 150, 1000],
  [9150, 150, 0, 900],
  [10_000, 1000, 900, 0],
]);

function gather(
  requests: readonly Request[],
  placeOf: Record<string, number>,
  { matrix = nearByRoad, fleet = vehicles } = {},
) {
  const places = somePlaces(points, { light: matrix }, placeOf, fleet);
  return gatherStops(requests, fleet, places, clock).map((stop) => stop.requests.map(({ id }) => id));
}

describe('gatherStops', () => {
  it('merges requests at one place', () => {
    expect(gather([aRequest({ id: 'a' }), aRequest({ id: 'b' })], { a: 1, b: 1 })).toEqual([['a', 'b']]);
  });

  it('merges places within 200 m by road, and not those farther', () => {
    const requests = [aRequest({ id: 'a' }), aRequest({ id: 'b' }), aRequest({ id: 'c' })];
    expect(gather(requests, { a: 1, b: 2, c: 3 })).toEqual([['a', 'b'], ['c']]);
  });

  it('leaves neighbours across a gorge apart: 100 m as the crow flies, 5 km by road', () => {
    const matrix = aMatrix([
      [0, 9000, 9150, 9999],
      [9000, 0, 5000, 1000],
      [9150, 5000, 0, 900],
      [9999, 1000, 900, 0],
    ]);
    expect(gather([aRequest({ id: 'a' }), aRequest({ id: 'b' })], { a: 1, b: 2 }, { matrix })).toEqual([
      ['a'],
      ['b'],
    ]);
  });

  it('leaves apart what one way only connects within 200 m', () => {
    const matrix = aMatrix([
      [0, 9000, 9150, 9999],
      [9000, 0, 150, 1000],
      [9150, 5000, 0, 900],
      [9999, 1000, 900, 0],
    ]);
    expect(gather([aRequest({ id: 'a' }), aRequest({ id: 'b' })], { a: 1, b: 2 }, { matrix })).toEqual([
      ['a'],
      ['b'],
    ]);
  });

  it('leaves apart requests whose windows do not overlap', () => {
    const morning = aRequest({ id: 'a', ready_until: '2026-03-02T08:00:00+07:00' });
    const noon = aRequest({ id: 'b', ready_from: '2026-03-02T11:00:00+07:00' });
    expect(gather([morning, noon], { a: 1, b: 1 })).toEqual([['a'], ['b']]);
  });

  it('keeps the part of the windows that all of a stop share', () => {
    const places = somePlaces(points, { light: nearByRoad }, { a: 1, b: 1 }, vehicles);
    const requests = [
      aRequest({ id: 'a', ready_until: '2026-03-02T10:00:00+07:00' }),
      aRequest({ id: 'b', ready_from: '2026-03-02T07:00:00+07:00' }),
    ];
    const [stop] = gatherStops(requests, vehicles, places, clock);
    expect(stop?.window).toEqual({ start: 7 * 3600, end: 10 * 3600 });
  });

  it('leaves apart requests of different access', () => {
    const requests = [aRequest({ id: 'a' }), aRequest({ id: 'b', largest_vehicle: 'light' })];
    expect(gather(requests, { a: 1, b: 1 })).toEqual([['a'], ['b']]);
  });

  it('never makes a stop that no single vehicle can carry', () => {
    // 800 + 700 > 1250, 800 + 400 ≤ 1250
    const requests = [
      aRequest({ id: 'a', kg: 800 }),
      aRequest({ id: 'b', kg: 700 }),
      aRequest({ id: 'c', kg: 400 }),
    ];
    expect(gather(requests, { a: 1, b: 1, c: 1 })).toEqual([['a', 'c'], ['b']]);
  });

  it('counts a pickup and a delivery at one place against the capacity one at a time', () => {
    const requests = [aRequest({ id: 'a', kg: 800 }), aRequest({ id: 'b', kg: 800, kind: 'delivery' })];
    expect(gather(requests, { a: 1, b: 1 })).toEqual([['a', 'b']]);
  });

  it('leaves out a request that has no place on a road', () => {
    expect(gather([aRequest({ id: 'a' }), aRequest({ id: 'b' })], { a: 1 })).toEqual([['a']]);
  });
});
