import { describe, expect, it } from 'vitest';
import { UNLIMITED } from '#server/domain/load.ts';
import { read } from './read.ts';

const durations = [
  [0, 100, 200],
  [110, 0, 50],
  [210, 60, 0],
];
const distances = durations.map((row) => row.map((seconds) => seconds * 10));
const matrices = { car: { durations, distances } };
const vehicle = { id: 1, start_index: 0, end_index: 0 };
const job = { id: 7, location_index: 1 };

const readOne = async (change: { vehicle?: object; job?: object; problem?: object }) => {
  const { problem } = await read({
    vehicles: [{ ...vehicle, ...change.vehicle }],
    jobs: [{ ...job, ...change.job }],
    matrices,
    ...change.problem,
  });
  return { problem, vehicle: problem.vehicles[0]!, stop: problem.stops[0]! };
};

describe('a vehicle', () => {
  it('has VROOM’s defaults: 1 for a second of driving, and no limit of anything', async () => {
    expect((await readOne({})).vehicle).toEqual({
      matrix: 0,
      access: 0,
      hub: 0,
      capacity: [UNLIMITED],
      fixedCost: 0,
      costPerHour: 0,
      costPerDrivingHour: 3600,
      costPerServiceHour: 0,
      costPerKm: 0,
      shift: { start: 0, end: 2 ** 29 },
      startPlace: 0,
      endPlace: 0,
      isFreightFree: true,
    });
  });

  it.each([
    [{ costs: { fixed: 5, per_hour: 60 } }, { fixedCost: 5, costPerDrivingHour: 60 }],
    [{ costs: { per_task_hour: 7, per_km: 3 } }, { costPerServiceHour: 7, costPerKm: 3 }],
    [{ costs: { per_hour_out: 40, per_hour: 0 } }, { costPerHour: 40, costPerDrivingHour: 0 }],
    [{ skills: [1, 14] }, { skills: [1, 14] }],
    [{ time_window: [60, 90] }, { shift: { start: 60, end: 90 } }],
    [
      {
        breaks: [
          {
            id: 3,
            service: 300,
            time_windows: [
              [50, 60],
              [10, 20],
            ],
          },
        ],
      },
      {
        breaks: [
          {
            seconds: 300,
            windows: [
              { start: 10, end: 20 },
              { start: 50, end: 60 },
            ],
          },
        ],
      },
    ],
    [{ max_tasks: 4 }, { mostStops: 4 }],
    [{ max_travel_time: 900 }, { mostDrivingSeconds: 900 }],
    [{ max_distance: 8000 }, { mostMetres: 8000 }],
    [{ max_time_out: 3600 }, { mostSecondsOut: 3600 }],
    [{ access: 'heavy' }, { access: 2 }],
    [
      { trips: { max: 3, turnaround: 600, cost: 20 } },
      { mostTrips: 3, turnaroundSeconds: 600, costPerTrip: 20 },
    ],
    [{ overtime: { max: 1800, per_hour: 90 } }, { overtime: { mostSeconds: 1800, costPerHour: 90 } }],
    [
      { fixed_start: [{ type: 'job', id: 7 }], locked: true },
      { fixedStart: [0], isLocked: true },
    ],
    [
      {
        costs: {
          km_bands: [
            { from: 0, per_km: 9 },
            { from: 50_000, per_km: 6 },
          ],
        },
      },
      {
        kmBands: [
          { fromMetres: 0, costPerKm: 9 },
          { fromMetres: 50_000, costPerKm: 6 },
        ],
      },
    ],
  ])('with %j is %j to the planner', async (given, expected) => {
    expect((await readOne({ vehicle: given })).vehicle).toMatchObject(expected);
  });

  it('may carry any number of dimensions, and loads above 2^31 count as no limit', async () => {
    const { problem } = await readOne({
      vehicle: { capacity: [1, 2, 3, 4, 4_294_967_295], breaks: [{ id: 1, max_load: [0, 0, 1, 1, 1] }] },
      job: { pickup: [1, 0, 0, 0, 9] },
    });
    expect(problem.vehicles[0]).toMatchObject({
      capacity: [1, 2, 3, 4, UNLIMITED],
      breaks: [{ mostLoad: [0, 0, 1, 1, 1], seconds: 0 }],
    });
    expect(problem.stops[0]).toMatchObject({ pickup: [1, 0, 0, 0, 9], delivery: [0, 0, 0, 0, 0] });
  });

  it('shares a scaled matrix with all of its profile and speed, in hundredths as VROOM has it', async () => {
    const speeds = [{}, { speed_factor: 3 }, { speed_factor: 3 }, { speed_factor: 1 }];
    const { problem } = await read({
      vehicles: speeds.map((speed, id) => ({ ...vehicle, id, ...speed })),
      jobs: [job],
      matrices,
    });
    expect(problem.vehicles.map(({ matrix }) => matrix)).toEqual([0, 1, 1, 0]);
    // A third is 0.33: 100 × 0.33 = 33, 110 × 0.33 = 36.3.
    expect([...problem.matrices[1]!.seconds]).toEqual([0, 33, 36, 0]);
    expect([...problem.matrices[1]!.metres]).toEqual([0, 1000, 1100, 0]);
  });

  it('without a start or an end has a place of its own, from and to which everything is near', async () => {
    const { problem } = await read({
      vehicles: [
        { id: 1, end_index: 0 },
        { id: 2, start_index: 2 },
      ],
      jobs: [job],
      matrices,
    });
    expect(problem.vehicles).toMatchObject([
      { startPlace: 3, endPlace: 0, hub: 0 },
      { startPlace: 2, endPlace: 3, hub: 1 },
    ]);
    expect(problem.hubs).toEqual([{ place: 0 }, { place: 2 }]);
    const { size, seconds } = problem.matrices[0]!;
    expect(size).toBe(4);
    expect([...seconds]).toEqual([0, 100, 200, 0, 110, 0, 50, 0, 210, 60, 0, 0, 0, 0, 0, 0]);
  });
});

describe('a job', () => {
  it.each([
    [
      { setup: 60, service: 300 },
      { setupSeconds: 60, serviceSeconds: 300 },
    ],
    [{ skills: [2] }, { skills: [2] }],
    [{ priority: 100 }, { priority: 100 }],
    [
      {
        time_windows: [
          [30, 40],
          [0, 20],
        ],
      },
      {
        windows: [
          { start: 0, end: 20 },
          { start: 30, end: 40 },
        ],
      },
    ],
    [{ penalty: 12 }, { leaveOutCost: 12 }],
    [{ vehicles: [1] }, { onlyVehicles: [0] }],
    [{ largest_vehicle: 'light' }, { largestAccess: 1 }],
    [{ record_vehicle: 1 }, { recordVehicle: 0 }],
  ])('with %j is %j to the planner', async (given, expected) => {
    expect((await readOne({ job: given })).stop).toMatchObject(expected);
  });

  it('has its amounts, the older name of deliveries included, and the freshness of what is picked up', async () => {
    const carrying = { capacity: [9] };
    const read = async (given: object) => (await readOne({ vehicle: carrying, job: given })).stop;
    expect(await read({ delivery: [2] })).toMatchObject({ delivery: [2], pickup: [0] });
    expect(await read({ amount: [3] })).toMatchObject({ delivery: [3], pickup: [0] });
    const fresh = { pickup: [1], latest_at_hub: 500, max_time_on_board: 60 };
    expect(await read(fresh)).toMatchObject({ latestAtHub: 500, mostSecondsOnBoard: 60 });
  });

  it('takes the setup and service of the only type of vehicle that may come', async () => {
    const times = {
      setup: 1,
      service: 2,
      setup_per_type: { van: 10 },
      service_per_type: { van: 20, cart: 30 },
    };
    const { problem } = await read({
      vehicles: [
        { ...vehicle, type: 'van', skills: [5] },
        { ...vehicle, id: 2, type: 'cart' },
      ],
      jobs: [
        { ...job, ...times, skills: [5] },
        { ...job, ...times, id: 8, vehicles: [2] },
      ],
      matrices,
    });
    expect(problem.stops).toMatchObject([
      { setupSeconds: 10, serviceSeconds: 20 },
      { setupSeconds: 1, serviceSeconds: 30 },
    ]);
  });
});

it('a shipment is two stops that share its amount, skills, priority and pins, and its penalty once', async () => {
  const { problem } = await read({
    vehicles: [{ ...vehicle, capacity: [5], skills: [1] }],
    shipments: [
      {
        pickup: { id: 1, location_index: 1, service: 30 },
        delivery: { id: 1, location_index: 2, time_windows: [[0, 9]] },
        amount: [4],
        skills: [1],
        priority: 3,
        penalty: 50,
      },
    ],
    matrices,
  });
  expect(problem.shipments).toEqual([{ from: 0, to: 1, amounts: [4] }]);
  expect(problem.stops).toMatchObject([
    { place: 1, serviceSeconds: 30, pickup: [0], skills: [1], priority: 3, leaveOutCost: 50 },
    { place: 2, windows: [{ start: 0, end: 9 }], delivery: [0], priority: 3, leaveOutCost: 0 },
  ]);
});

it('hubs of the problem’s own have their receiving hours and docks, and vehicles and jobs that name them', async () => {
  const { problem } = await read({
    hubs: [
      { id: 5, location_index: 0, receiving: [[100, 200]], docks: 2, dock_time: 60 },
      { id: 6, location_index: 2 },
    ],
    vehicles: [
      { ...vehicle, hub: 6 },
      { ...vehicle, id: 2 },
    ],
    jobs: [{ ...job, hub: 5 }],
    matrices,
    prices: {
      balance: { around: 60, per_hour: 1 },
      compactness: { per_km: 2 },
      stub: { least: 3, cost: 4 },
      stay: { cost: 5 },
    },
  });
  expect(problem.hubs).toEqual([
    { place: 0, receiving: [{ start: 100, end: 200 }], docks: 2, dockSeconds: 60 },
    { place: 2 },
  ]);
  expect(problem.vehicles).toMatchObject([
    { hub: 1, isFreightFree: false },
    { hub: 0, isFreightFree: true },
  ]);
  expect(problem.stops[0]!.hub).toBe(0);
  expect(problem.prices).toEqual({
    balance: { aroundSeconds: 60, costPerHour: 1 },
    compactness: { costPerKm: 2 },
    stub: { leastStops: 3, cost: 4 },
    stay: { cost: 5 },
  });
});

describe('matrices', () => {
  it('may be one list of rows under the older name', async () => {
    const { problem } = await read({ vehicles: [vehicle], jobs: [job], matrix: durations });
    expect([...problem.matrices[0]!.seconds]).toEqual([0, 100, 110, 0]);
  });

  it('lose the rows that nothing uses, and a leg of over 17 years is no way', async () => {
    const far = [
      [0, 1, 4_294_967_295],
      [1, 0, 1],
      [5, 1, 0],
    ];
    const { problem, places } = await read({
      vehicles: [vehicle],
      jobs: [{ id: 1, location_index: 2 }],
      matrices: { car: { durations: far } },
    });
    expect(places.indices).toEqual([0, 2]);
    expect([...problem.matrices[0]!.seconds]).toEqual([0, -1, 5, 0]);
  });

  it.each(['distances', 'costs'])('may have anything as %s where there is no way', async (kind) => {
    const rows = (noWay: number) => [
      [0, noWay],
      [5, 0],
    ];
    const { problem } = await read({
      vehicles: [vehicle],
      jobs: [job],
      matrices: { car: { durations: rows(4_294_967_295), [kind]: rows(4_294_967_295) } },
    });
    expect([...problem.matrices[0]!.seconds]).toEqual([0, -1, 5, 0]);
    expect([...problem.matrices[0]!.metres]).toEqual([0, -1, 5, 0]);
  });

  it('of costs are what travel costs, and driving costs nothing besides', async () => {
    const costs = durations.map((row) => row.map((seconds) => seconds + 1));
    const { problem, travel } = await read({
      vehicles: [{ ...vehicle, costs: { per_task_hour: 9 } }],
      jobs: [job],
      matrices: { car: { durations, distances, costs } },
    });
    expect([...problem.matrices[0]!.metres]).toEqual([1, 101, 111, 1]);
    expect(problem.vehicles[0]).toMatchObject({
      costPerKm: 1000,
      costPerDrivingHour: 0,
      costPerServiceHour: 9,
    });
    expect([...travel.metresOf![0]!]).toEqual([0, 1000, 1100, 0]);
  });
});

describe('moments', () => {
  it('of the Unix epoch are seconds from an origin of the problem’s own', async () => {
    const { problem, clock } = await read({
      vehicles: [{ ...vehicle, time_window: [1_600_416_000, 1_600_430_400] }],
      jobs: [{ ...job, time_windows: [[1_600_419_600, 4_294_967_295]] }],
      matrices,
    });
    const { shift } = problem.vehicles[0]!;
    expect(shift.end - shift.start).toBe(14_400);
    expect(clock.toMoment(shift.start)).toBe(1_600_416_000);
    expect(problem.stops[0]!.windows).toEqual([{ start: shift.start + 3600, end: 2 ** 29 }]);
  });
});
