import { describe, expect, it } from 'vitest';
import type { LonLat } from '#server/routing/port.ts';
import { decodePolyline } from '#server/routing/polyline.ts';
import { encodePolyline } from '#server/services/vroom/geometry.ts';
import { answer, plan } from './read.ts';

const durations = [
  [0, 100],
  [110, 0],
];
const vehicle = { id: 1, start_index: 0, end_index: 0, capacity: [5] };
const matrices = { car: { durations } };

describe('the answer', () => {
  it('has descriptions, coordinates and rows as they were given, and no distances where there were none', async () => {
    const problem = {
      vehicles: [{ ...vehicle, start: [1.5, 2.5], description: 'red' }],
      jobs: [
        { id: 7, location_index: 1, location: [3, 4], description: 'mill', pickup: [2] },
        { id: 8, location_index: 1, description: 'shed', delivery: [9] },
      ],
      matrices,
    };
    const { routes, unassigned, summary } = await answer(problem, () => ({
      runs: [{ vehicle: 0, trips: [[0]] }],
    }));
    expect(routes[0]).toMatchObject({
      vehicle: 1,
      description: 'red',
      pickup: [2],
      delivery: [0],
      amount: [0],
    });
    expect(routes[0]!.steps.map(({ location, location_index }) => [location, location_index])).toEqual([
      [[1.5, 2.5], 0],
      [[3, 4], 1],
      [[1.5, 2.5], 0],
    ]);
    expect(routes[0]!.steps[1]).toMatchObject({ description: 'mill', id: 7, job: 7, load: [2] });
    expect(unassigned).toEqual([
      { id: 8, type: 'job', description: 'shed', location: [3, 4], location_index: 1 },
    ]);
    expect(summary).toMatchObject({ cost: 210, unassigned: 1, pickup: [2], delivery: [0], amount: [0] });
    expect(JSON.stringify({ routes, summary })).not.toContain('distance');
    expect(summary).not.toHaveProperty('penalty');
  });

  it('adds up shipments in what is fetched and what is brought, priorities of all tasks, and penalties', async () => {
    const problem = {
      vehicles: [vehicle],
      jobs: [{ id: 9, location_index: 1, penalty: 77 }],
      shipments: [
        {
          pickup: { id: 1, location_index: 0 },
          delivery: { id: 2, location_index: 1 },
          amount: [3],
          priority: 4,
        },
      ],
      matrices,
    };
    const { summary } = await answer(problem, () => ({ runs: [{ vehicle: 0, trips: [[1, 2]] }] }));
    expect(summary).toMatchObject({ pickup: [3], delivery: [3], priority: 8, unassigned: 1, penalty: 77 });
  });

  it('names the parts of a job that was split, with what each of them is', async () => {
    const problem = {
      vehicles: [vehicle, { ...vehicle, id: 2 }],
      jobs: [{ id: 7, location_index: 1, pickup: [8], priority: 10, split: { max_visits: 2 } }],
      matrices,
    };
    const { routes, summary, unassigned } = await answer(problem, (split) => {
      expect(split.stops.map(({ pickup }) => pickup)).toEqual([[5], [3]]);
      return { runs: [{ vehicle: 1, trips: [[0]] }] };
    });
    expect(routes[0]!.steps[1]).toMatchObject({ id: 7, pickup: [5], delivery: [0], load: [5] });
    expect(unassigned).toEqual([{ id: 7, type: 'job', location_index: 1, delivery: [0], pickup: [3] }]);
    // Five of the eight units are served, and that much of its priority: 10 × 5 / 8, rounded down to hundredths.
    expect(summary.priority).toBe(6);
  });

  it('never splits a job that does not ask for it', async () => {
    const jobs = [{ id: 7, location_index: 1, pickup: [8] }];
    await answer({ vehicles: [vehicle], jobs, matrices }, (problem) => {
      expect(problem.stops).toHaveLength(1);
      return { runs: [] };
    });
  });

  it('that breaks a rule is not given out', async () => {
    const jobs = [{ id: 7, location_index: 1, pickup: [8] }];
    const wrong = answer({ vehicles: [vehicle], jobs, matrices }, () => ({
      runs: [{ vehicle: 0, trips: [[0]] }],
    }));
    await expect(wrong).rejects.toMatchObject({ code: 'PLAN_INVALID' });
  });
});

describe('geometry', () => {
  const line: LonLat[] = [
    [103.123456, -22.1],
    [103.2, 22],
    [103.2, 22],
    [-179.99999, 0.00001],
  ];

  it('is an encoded polyline of five digits, without points that repeat', () => {
    // The example of the algorithm's description.
    expect(
      encodePolyline([
        [-120.2, 38.5],
        [-120.95, 40.7],
        [-126.453, 43.252],
      ]),
    ).toBe('_p~iF~ps|U_ulLnnqC_mqNvxq`@');
    expect(decodePolyline(encodePolyline(line), 5)).toEqual([[103.12346, -22.1], line[1], line[3]]);
    expect(encodePolyline([])).toBe('');
  });

  it('is got for each route, an open end left out', async () => {
    const asked: unknown[] = [];
    const unasked = () => Promise.reject(new Error('not asked for'));
    const routing = {
      engine: {
        identity: unasked,
        nearest: async (points: readonly LonLat[]) =>
          points.map((location) => ({ location, distanceMetres: 0, roadName: '' })),
        table: unasked,
        route: async (points: readonly LonLat[], { profile }: { profile: string }) => {
          asked.push([profile, points]);
          return [{ seconds: 1, metres: 1, coordinates: line, steps: [] }];
        },
        close: async () => undefined,
      },
      matrices: {
        matrix: async (points: readonly LonLat[]) => ({
          size: points.length,
          seconds: new Int32Array(points.length ** 2).fill(50),
          metres: new Int32Array(points.length ** 2).fill(500),
        }),
      },
      snapLimitMetres: 1000,
    };
    const problem = {
      vehicles: [{ id: 1, profile: 'truck', start: [103, 22], steps: [{ type: 'job', id: 7 }] }],
      jobs: [{ id: 7, location: [103.1, 22] }],
    };
    const { routes, summary } = await plan(problem, routing, true);
    expect(routes[0]).toMatchObject({ geometry: encodePolyline(line), distance: 500, duration: 50 });
    expect(summary.computing_times.routing).toBeGreaterThanOrEqual(0);
    expect(asked).toEqual([
      [
        'heavy',
        [
          [103, 22],
          [103.1, 22],
        ],
      ],
    ]);
  });
});
