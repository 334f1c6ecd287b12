import { describe, expect, it } from 'vitest';
import { parseVroom } from '#server/services/vroom/parse-vroom.ts';
import { refusal } from './read.ts';

const durations = [
  [0, 100],
  [110, 0],
];
const good = {
  vehicles: [{ id: 1, start_index: 0, capacity: [5] }],
  jobs: [{ id: 7, location_index: 1 }],
  matrices: { car: { durations } },
};
const withJob = (change: object) => ({ ...good, jobs: [{ ...good.jobs[0], ...change }] });
const withVehicle = (change: object) => ({ ...good, vehicles: [{ ...good.vehicles[0], ...change }] });
const shipment = { pickup: { id: 1, location_index: 0 }, delivery: { id: 2, location_index: 1 } };

it('takes the problem that all others here are made from', async () => {
  expect(await refusal(good)).toBe('taken');
});

describe('a problem is refused', () => {
  it.each<[why: string, problem: object | string, said: string]>([
    ['that is not JSON', '{"vehicles": [}', 'problem: it is not JSON: Unexpected token'],
    ['with NaN, which JSON does not have', '{"vehicles": [{"id": NaN}]}', 'problem: it is not JSON'],
    ['that is a list', '[]', 'problem: it is not a JSON object'],
    ['that is empty', '', 'problem: it is not JSON'],
    ['with a field that is not known', { ...good, job: [] }, 'problem: the field job is not known'],
    ['without vehicles', { jobs: good.jobs }, 'vehicles: there is none'],
    ['with an empty list of vehicles', { ...good, vehicles: [] }, 'vehicles: there is none'],
    ['without jobs and shipments', { vehicles: good.vehicles }, 'jobs: there are none, and no shipments'],
    ['whose jobs are no list', { ...good, jobs: {} }, 'jobs: it is not a list'],
    ['whose job is no object', { ...good, jobs: [3] }, 'jobs[0]: it is 3, not an object'],
    // ids
    ['whose job has no id', { ...good, jobs: [{ location_index: 1 }] }, 'jobs[0]: id is missing'],
    ['whose vehicle has no id', { ...good, vehicles: [{ start_index: 0 }] }, 'vehicles[0]: id is missing'],
    ['whose id is a text', withJob({ id: '7' }), 'jobs[0]: id is "7", not a number'],
    ['whose id is negative', withJob({ id: -7 }), 'job -7: id is -7, not at least 0'],
    [
      'with two jobs of one id',
      { ...good, jobs: [...good.jobs, ...good.jobs] },
      'job 7: there are two of this id',
    ],
    [
      'with two pickups of one id',
      { ...good, shipments: [shipment, { ...shipment, delivery: { id: 3, location_index: 1 } }] },
      'pickup 1: there are two of this id',
    ],
    [
      'with two breaks of one id',
      withVehicle({ breaks: [{ id: 4 }, { id: 4 }] }),
      'break 4 of vehicle 1: there are two of this id',
    ],
    // fields
    ['with an unknown field of a job', withJob({ services: 60 }), 'job 7: the field services is not known'],
    [
      'with an unknown field of a vehicle',
      withVehicle({ max_task: 3 }),
      'vehicle 1: the field max_task is not known',
    ],
    [
      'with an unknown cost',
      withVehicle({ costs: { per_mile: 3 } }),
      'vehicle 1: the field costs.per_mile is not known',
    ],
    [
      'with an unknown field of a break',
      withVehicle({ breaks: [{ id: 1, duration: 3 }] }),
      'vehicle 1: the field breaks[0].duration is not known',
    ],
    [
      'with an unknown field of a shipment',
      { ...good, shipments: [{ ...shipment, service: 3 }] },
      'shipment of pickup 1: the field service is not known',
    ],
    [
      'with an unknown kind of matrix',
      { ...good, matrices: { car: { durations, duration: durations } } },
      'matrices.car: the field duration is not known',
    ],
    [
      'with an unknown option',
      { ...good, options: { threads: 2 } },
      'options: the field threads is not known',
    ],
    ['with a text for a number', withJob({ service: '60' }), 'job 7: service is "60", not a number'],
    [
      'with a fraction for a whole number',
      withJob({ service: 1.5 }),
      'job 7: service is 1.5, not a whole number',
    ],
    ['with null for a number', withJob({ service: null }), 'job 7: service is null, not a number'],
    ['with a number for a text', withJob({ description: 3 }), 'job 7: description is 3, not a text'],
    ['with too high a priority', withJob({ priority: 101 }), 'job 7: priority is 101, not at most 100'],
    ['with a speed of 0', withVehicle({ speed_factor: 0 }), 'vehicle 1: speed_factor is 0, not more than 0'],
    [
      'with too high a speed',
      withVehicle({ speed_factor: 6 }),
      'vehicle 1: speed_factor is 6, not at most 5',
    ],
    [
      'with an unknown kind of vehicle',
      withVehicle({ access: 'tractor' }),
      'vehicle 1: access is "tractor", none of motorbike, light, heavy',
    ],
    [
      'with an unknown type of step',
      withVehicle({ steps: [{ type: 'wait' }] }),
      'vehicle 1: steps[0].type is "wait", none of job, pickup, delivery, start, break, end, hub',
    ],
    [
      'with a longer description than is kept',
      withJob({ description: 'x'.repeat(1001) }),
      'job 7: description is "xxx',
    ],
    ['with a profile of no name', withVehicle({ profile: '' }), 'vehicle 1: profile is "", not at least 1'],
    // amounts
    ['with a negative amount', withJob({ pickup: [-1] }), 'job 7: pickup[0] is -1, not at least 0'],
    [
      'with an amount that is too large to count with',
      withJob({ pickup: [2 ** 30] }),
      'job 7: pickup[0] is 1073741824, not at most 1073741823',
    ],
    [
      'with more dimensions than the vehicle',
      withJob({ delivery: [1, 2] }),
      "job 7: delivery has 2 amounts, and the first vehicle's capacity has 1",
    ],
    [
      'with fewer dimensions than the vehicle',
      withJob({ delivery: [] }),
      "job 7: delivery has 0 amounts, and the first vehicle's capacity has 1",
    ],
    [
      'with vehicles of different dimensions',
      { ...good, vehicles: [...good.vehicles, { id: 2, start_index: 0 }] },
      "vehicle 2: capacity has 0 amounts, and the first vehicle's has 1",
    ],
    [
      'with a shipment of other dimensions',
      { ...good, shipments: [{ ...shipment, amount: [1, 2] }] },
      "shipment of pickup 1: amount has 2 amounts, and the first vehicle's capacity has 1",
    ],
    [
      'with a break of other dimensions',
      withVehicle({ breaks: [{ id: 1, max_load: [1, 2] }] }),
      "break 1 of vehicle 1: max_load has 2 amounts, and the first vehicle's capacity has 1",
    ],
    [
      'with both amount and pickup',
      withJob({ amount: [1], pickup: [1] }),
      'job 7: amount is the older name of delivery, and pickup or delivery is there too',
    ],
    [
      'whose amounts together cannot be counted',
      { ...good, jobs: [1, 2, 3].map((id) => ({ id, location_index: 1, pickup: [2 ** 30 - 1] })) },
      'jobs: amounts of dimension 0 add up to 3221225469, which is above 2147483647',
    ],
    // windows
    [
      'with a window that ends before it starts',
      withJob({ time_windows: [[9, 5]] }),
      'job 7: the time window [9, 5] ends before it starts',
    ],
    [
      'with a shift that ends before it starts',
      withVehicle({ time_window: [9, 5] }),
      'vehicle 1: the time window [9, 5] ends before it starts',
    ],
    [
      'with windows that touch',
      withJob({
        time_windows: [
          [5, 9],
          [0, 5],
        ],
      }),
      'job 7: the time windows [0, 5] and [5, 9] overlap',
    ],
    [
      'with no window in the list',
      withJob({ time_windows: [] }),
      'job 7: time_windows has 0 entries, not at least 1',
    ],
    [
      'with half a window',
      withJob({ time_windows: [[5]] }),
      'job 7: time_windows[0] has 1 entries, not at least 2',
    ],
    [
      'with a window of three',
      withJob({ time_windows: [[5, 9, 12]] }),
      'job 7: time_windows[0] has 3 entries, not at most 2',
    ],
    [
      'with a negative window',
      withJob({ time_windows: [[-5, 9]] }),
      'job 7: time_windows[0][0] is -5, not at least 0',
    ],
    [
      'with windows 50 years apart',
      withJob({
        time_windows: [
          [0, 5],
          [1_600_000_000, 1_600_000_001],
        ],
      }),
      'job 7: the time window [0, 5] is over 17 years before another of the problem',
    ],
    // places and matrices
    [
      'with an index outside of the matrix',
      withJob({ location_index: 2 }),
      'job 7: location_index is 2, and matrices.car.durations has 2 rows',
    ],
    [
      'with the index of an end outside of the matrix',
      withVehicle({ end_index: 5 }),
      'vehicle 1: end_index is 5, and matrices.car.durations has 2 rows',
    ],
    [
      'with an index outside of the smaller of its matrices',
      { ...withJob({ location_index: 1 }), matrices: { car: { durations, distances: [[0]] } } },
      'job 7: location_index is 1, and matrices.car.distances has 1 rows',
    ],
    [
      'with a distance that is too large to count with',
      {
        ...good,
        matrices: {
          car: {
            durations,
            distances: [
              [0, 2 ** 31],
              [1, 0],
            ],
          },
        },
      },
      'matrices.car.distances[0][1]: 2147483648 is above 1073741824',
    ],
    ['with a negative index', withJob({ location_index: -1 }), 'job 7: location_index is -1, not at least 0'],
    [
      'with coordinates alone beside matrices',
      { ...good, jobs: [{ id: 7, location: [1, 2] }] },
      'job 7: location_index is missing, which problems with matrices need',
    ],
    [
      'with an index but no matrices',
      { vehicles: good.vehicles, jobs: good.jobs },
      'vehicle 1: there is start_index but there are no matrices',
    ],
    [
      'with neither start nor end',
      { ...good, vehicles: [{ id: 1 }] },
      'vehicle 1: it has neither start nor end',
    ],
    [
      'with no place of a job',
      { vehicles: [{ id: 1, start: [1, 2] }], jobs: [{ id: 7 }] },
      'job 7: location is missing',
    ],
    [
      'with latitude and longitude changed over',
      { vehicles: [{ id: 1, start: [22.3, 103.2] }], jobs: [{ id: 7, location: [103, 22] }] },
      'vehicle 1: start is [22.3, 103.2], not [longitude, latitude] in degrees',
    ],
    [
      'with an altitude',
      { vehicles: [{ id: 1, start: [1, 2] }], jobs: [{ id: 7, location: [1, 2, 300] }] },
      'job 7: location has 3 entries, not at most 2',
    ],
    [
      'with coordinates and no region',
      { vehicles: [{ id: 1, start: [1, 2] }], jobs: [{ id: 7, location: [1, 2] }] },
      'matrices.car: it is missing, and no region is given to work it out from the roads',
    ],
    [
      'with a profile that has no matrix',
      withVehicle({ profile: 'bike' }),
      'matrices.bike: it is missing, and no region is given to work it out from the roads',
    ],
    [
      'with a matrix that is not square',
      { ...good, matrices: { car: { durations: [[0, 1], [1]] } } },
      'matrices.car.durations: row 1 has 1 entries, not 2 as there are rows',
    ],
    [
      'with a huge matrix of nothing',
      { ...good, matrices: { car: { durations: Array.from({ length: 100_000 }, () => []) } } },
      'matrices.car.durations: row 0 has 0 entries, not 100000 as there are rows',
    ],
    [
      'with an empty matrix',
      { ...good, matrices: { car: { durations: [] } } },
      'matrices.car.durations: it is empty',
    ],
    [
      'with a negative duration',
      {
        ...good,
        matrices: {
          car: {
            durations: [
              [0, -1],
              [1, 0],
            ],
          },
        },
      },
      'matrices.car.durations[0][1]: -1 is not a whole number from 0 to 4294967295',
    ],
    [
      'with a fraction in a matrix',
      {
        ...good,
        matrices: {
          car: {
            durations: [
              [0, 1],
              [1.5, 0],
            ],
          },
        },
      },
      'matrices.car.durations[1][0]: 1.5 is not a whole number from 0 to 4294967295',
    ],
    [
      'with a text in a matrix',
      {
        ...good,
        matrices: {
          car: {
            durations: [
              [0, '1'],
              [1, 0],
            ],
          },
        },
      },
      'matrices.car.durations[0][1]: "1" is not a whole number from 0 to 4294967295',
    ],
    [
      'with distances and no durations',
      { ...good, matrices: { car: { distances: durations } } },
      'matrices.car: there are distances but no durations',
    ],
    [
      'with both names of the matrix',
      { ...good, matrix: durations },
      'matrix: it is the older name of matrices.car.durations, and both are there',
    ],
    [
      'with a price per km and no distances',
      withVehicle({ costs: { per_km: 1 } }),
      'matrices.car.distances: it is missing, and no region is given to work it out from the roads',
    ],
    [
      'with distances of one profile alone',
      {
        ...good,
        vehicles: [...good.vehicles, { ...good.vehicles[0], id: 2, profile: 'bike' }],
        matrices: { car: { durations, distances: durations }, bike: { durations } },
      },
      'matrices.bike: distances is missing, which other profiles have',
    ],
    [
      'with a matrix of costs and an hourly cost',
      { ...withVehicle({ costs: { per_hour: 5 } }), matrices: { car: { durations, costs: durations } } },
      'vehicle 1: costs.per_hour cannot be used with a matrix of costs',
    ],
    [
      'with a matrix of costs and a limit of distance',
      { ...withVehicle({ max_distance: 5 }), matrices: { car: { durations, costs: durations } } },
      'vehicle 1: max_distance cannot be used with a matrix of costs',
    ],
    // what the planner does not have
    [
      'whose service differs between vehicles that may come',
      {
        ...withJob({ service_per_type: { van: 5 } }),
        vehicles: [
          { ...good.vehicles[0], type: 'van' },
          { ...good.vehicles[0], id: 2 },
        ],
      },
      'job 7: service_per_type differs between vehicles that may come, which is not supported',
    ],
    // ours
    [
      'with freshness and nothing picked up',
      withJob({ latest_at_hub: 50 }),
      'job 7: latest_at_hub is there but nothing is picked up',
    ],
    [
      'with a pin to a vehicle that is not there',
      withJob({ vehicles: [9] }),
      'job 7: vehicles names vehicle 9, which is not there',
    ],
    [
      'with a hub that is not there',
      withVehicle({ hub: 9 }),
      'vehicle 1: it names hub 9, which is not there',
    ],
    [
      'with docks and no time in them',
      { ...good, hubs: [{ id: 1, location_index: 0, docks: 1 }] },
      'hub 1: docks needs dock_time',
    ],
    [
      'with bands that do not ascend',
      withVehicle({
        costs: {
          km_bands: [
            { from: 0, per_km: 1 },
            { from: 0, per_km: 2 },
          ],
        },
      }),
      'vehicle 1: costs.km_bands must begin at 0 and ascend',
    ],
    [
      'with bands and a price per km',
      withVehicle({ costs: { per_km: 1, km_bands: [{ from: 0, per_km: 1 }] } }),
      'vehicle 1: costs has both per_km and km_bands',
    ],
    [
      'with a part of a dimension that is not there',
      withJob({ split: { dimension: 1, max_visits: 2 } }),
      'job 7: split.dimension is 1, and loads have 1 dimensions',
    ],
    [
      'with a fixed start that is not there',
      withVehicle({ fixed_start: [{ type: 'job', id: 8 }] }),
      'vehicle 1: it names job 8, which is not there',
    ],
  ])('%s', async (_, problem, said) => {
    expect(await refusal(problem)).toContain(`PROBLEM_INVALID ${said}`);
  });
});

describe('a problem that is too large', () => {
  it('is refused by its tasks, of which a shipment has two, or its vehicles', () => {
    const parse = (mostTasks: number, mostVehicles: number) =>
      parseVroom(JSON.stringify({ ...good, shipments: [shipment] }), { mostTasks, mostVehicles });
    expect(() => parse(3, 1)).not.toThrow();
    expect(() => parse(2, 1)).toThrow('Too many tasks: 3, of at most 2.');
    expect(() => parse(3, 0)).toThrow('Too many vehicles: 1, of at most 0.');
  });
});
