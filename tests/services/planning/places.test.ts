import { describe, expect, it } from 'vitest';
import type { LonLat, Matrix, MatrixSource, Profile, RoutingEngine } from '#server/routing/port.ts';
import { gatherPlaces } from '#server/services/planning/places.ts';
import { aRequest, aVehicle } from './support.ts';

/** Snap distances by longitude and profile; every pair of places is a minute and a kilometre apart. */
function routingWith(snapMetres: Readonly<Record<number, Partial<Record<Profile, number>>>>) {
  const asked: (readonly LonLat[])[] = [];
  const engine: Pick<RoutingEngine, 'nearest'> = {
    nearest: async (points, { profile }) =>
      points.map((location) => {
        const distanceMetres = snapMetres[location[0]]?.[profile];
        return distanceMetres === undefined ? null : { location, distanceMetres, roadName: '' };
      }),
  };
  const matrices: Pick<MatrixSource, 'matrix'> = {
    matrix: async (points): Promise<Matrix> => {
      asked.push(points);
      const size = points.length;
      const fill = (value: number) =>
        Int32Array.from({ length: size * size }, (_, cell) => (cell % (size + 1) === 0 ? 0 : value));
      return { size, seconds: fill(60), metres: fill(1000) };
    },
  };
  return { asked, routing: { engine: engine as RoutingEngine, matrices } }; // gatherPlaces asks for nothing else
}

const hub = { lat: 22, lon: 1 };
const atRoad = { motorbike: 5, light: 5, heavy: 5 };
const fleet = [
  aVehicle({ id: 'M', profile: 'motorbike' }),
  aVehicle({ id: 'L', profile: 'light' }),
  aVehicle({ id: 'H', profile: 'heavy' }),
];

describe('gatherPlaces', () => {
  it('asks for travel between distinct places only, the hub first', async () => {
    const { routing, asked } = routingWith({ 1: atRoad, 2: atRoad, 3: atRoad });
    const requests = [
      aRequest({ id: 'a', lon: 2 }),
      aRequest({ id: 'b', lon: 2 }),
      aRequest({ id: 'c', lon: 3 }),
    ];
    const places = await gatherPlaces(
      { hub, requests, vehicles: fleet.slice(0, 1), snapLimitMetres: 1000 },
      routing,
    );
    expect(asked).toEqual([
      [
        [1, 22],
        [2, 22],
        [3, 22],
      ],
    ]);
    expect([...places.placeOfRequest]).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 2],
    ]);
  });

  it('never plans a request beyond the limit, and says how far the road is', async () => {
    const { routing, asked } = routingWith({
      1: atRoad,
      2: { motorbike: 1001, light: 2300, heavy: 2300 },
      3: {},
    });
    const requests = [aRequest({ id: 'far', lon: 2 }), aRequest({ id: 'nowhere', lon: 3 })];
    const places = await gatherPlaces({ hub, requests, vehicles: fleet, snapLimitMetres: 1000 }, routing);
    expect([...places.offRoad]).toEqual([
      ['far', 1001],
      ['nowhere', null],
    ]);
    expect(places.placeOfRequest.size).toBe(0);
    expect(asked.every((points) => points.length === 1)).toBe(true);
  });

  it('keeps a truck from a place whose own road only motorbikes may use', async () => {
    // The track ends at the farm; the road for trucks ends 600 m before it.
    const { routing } = routingWith({ 1: atRoad, 2: { motorbike: 10, light: 610, heavy: 610 } });
    const places = await gatherPlaces(
      { hub, requests: [aRequest({ id: 'a', lon: 2 })], vehicles: fleet, snapLimitMetres: 1000 },
      routing,
    );
    expect(places.matrices.get('motorbike')?.seconds[1]).toBe(60);
    expect(places.matrices.get('light')?.seconds[1]).toBe(-1);
    expect(places.matrices.get('heavy')?.seconds[2]).toBe(-1);
  });

  it('lets a truck come within the limit where the fleet has nothing smaller', async () => {
    const { routing } = routingWith({ 1: atRoad, 2: { motorbike: 10, light: 610, heavy: 610 } });
    const places = await gatherPlaces(
      { hub, requests: [aRequest({ id: 'a', lon: 2 })], vehicles: fleet.slice(1), snapLimitMetres: 1000 },
      routing,
    );
    expect(places.matrices.get('light')?.seconds[1]).toBe(60);
  });

  it('refuses a hub that is not near a road', async () => {
    const { routing } = routingWith({ 2: atRoad });
    const input = { hub, requests: [aRequest({ id: 'a', lon: 2 })], vehicles: fleet, snapLimitMetres: 1000 };
    await expect(gatherPlaces(input, routing)).rejects.toMatchObject({ code: 'HUB_NOT_ON_ROAD' });
  });

  it('leaves out a vehicle whose own start is not on a road', async () => {
    const { routing } = routingWith({ 1: atRoad, 2: atRoad });
    const lost = aVehicle({ id: 'lost', start_lat: 22, start_lon: 9 });
    const places = await gatherPlaces(
      { hub, requests: [aRequest({ id: 'a', lon: 2 })], vehicles: [...fleet, lost], snapLimitMetres: 1000 },
      routing,
    );
    expect([...places.startOfVehicle.keys()]).toEqual(['M', 'L', 'H']);
  });
});
