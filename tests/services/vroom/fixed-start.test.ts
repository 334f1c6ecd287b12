import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Solver, solve } from '#server/planner/solve.ts';
import { paceByIterations } from '#server/planner/stop/pace.ts';
import { assertFixedStarts } from '#server/services/vroom/assert-fixed-starts.ts';
import type { Problem } from '#server/solver-pool/port.ts';
import { vroomPlanner } from '#server/vroom-planner.ts';
import { answer, read } from './read.ts';

/** 0 is where vehicle 11 starts and ends, 1 and 2 are places 10 s off; nothing leads on from place 3. */
const noWay = 4_294_967_295;
const durations = [
  [0, 10, 10, 10],
  [10, 0, 10, 10],
  [10, 10, 0, 10],
  [noWay, noWay, noWay, 0],
];
const fixed = (...ids: number[]) => ids.map((id) => ({ type: 'job', id }));
const problemOf = (vehicle: object, job: object = {}, more: object = {}) => ({
  vehicles: [
    { id: 11, start_index: 0, end_index: 0, capacity: [5], fixed_start: fixed(71), ...vehicle },
    { id: 12, start_index: 0, end_index: 0, capacity: [5], skills: [1] },
  ],
  jobs: [
    { id: 71, location_index: 1, ...job },
    { id: 72, location_index: 2 },
  ],
  matrices: { car: { durations } },
  ...more,
});
const shipments = [
  { pickup: { id: 5, location_index: 1 }, delivery: { id: 6, location_index: 2 }, amount: [1] },
];
const pickupAlone = { fixed_start: [{ type: 'pickup', id: 5 }] };
const rest = { id: 1, service: 5 };

/** What the planner makes of it; it throws where it cannot begin. */
const plan = (problem: object) =>
  answer(problem, (planned: Problem) => solve(planned, { seed: 1, pace: paceByIterations(10) }));

describe('a fixed beginning that breaks a rule as it stands is refused', () => {
  it.each<[why: string, vehicle: object, job: object, said: string]>([
    ['for skills', {}, { skills: [1] }, 'job 71 asks for skills it does not have'],
    [
      'for a vehicle that is too large',
      { access: 'heavy' },
      { largest_vehicle: 'light' },
      'it is larger than job 71 lets come',
    ],
    ['for a job of another vehicle', {}, { vehicles: [12] }, 'job 71 is for other vehicles'],
    ['for its number of tasks', { max_tasks: 0 }, {}, 'it has 1 more tasks than max_tasks'],
    [
      'for a window that is over',
      {},
      { time_windows: [[0, 5]] },
      'job 71 is reached 5 s after its last time window',
    ],
    ['for hours that are too short', { time_window: [0, 15] }, {}, 'it ends 5 s after its time_window'],
    ['for its load at the start', {}, { delivery: [7] }, 'the load at its start is 2 above its capacity'],
    ['for its load on the way', {}, { pickup: [7] }, 'the load after job 71 is 2 above its capacity'],
    [
      'for a job that stays whole there',
      {},
      { pickup: [7], split: { max_visits: 2 } },
      'the load after job 71 is 2 above its capacity',
    ],
    ['for a way', {}, { location_index: 3 }, 'no way leads from [index 3] to [index 0]'],
    [
      'for a break in the way',
      { breaks: [{ ...rest, time_windows: [[0, 0]] }], time_window: [0, 24] },
      {},
      'its breaks have no place in it',
    ],
    [
      'for two breaks in the way',
      {
        breaks: [
          { ...rest, time_windows: [[0, 100]] },
          { ...rest, id: 2, time_windows: [[0, 100]] },
        ],
        time_window: [0, 29],
      },
      {},
      'its breaks have no place in it',
    ],
    ['for seconds of driving', { max_travel_time: 19 }, {}, 'it drives 1 s more than max_travel_time'],
    ['for seconds out', { max_time_out: 19 }, {}, 'it is out 1 s more than max_time_out'],
    [
      'for goods that come too late',
      {},
      { pickup: [1], latest_at_hub: 15 },
      'what job 71 gives is back 5 s after its latest_at_hub',
    ],
    [
      'for goods that are long on board',
      { fixed_start: fixed(71, 72) },
      { pickup: [1], max_time_on_board: 15 },
      'what job 71 gives is on board 5 s longer than its max_time_on_board',
    ],
  ])('%s', async (_, vehicle, job, said) => {
    await expect(plan(problemOf(vehicle, job))).rejects.toMatchObject({
      code: 'PROBLEM_INVALID',
      message: `vehicle 11: fixed_start: ${said}`,
    });
  });

  it.each<[why: string, vehicle: object, said: string]>([
    [
      'for a delivery without its pickup',
      { fixed_start: [{ type: 'delivery', id: 6 }] },
      'the shipment of delivery 6 is not picked up and delivered in it',
    ],
    [
      'for a pickup behind its delivery',
      {
        fixed_start: [
          { type: 'delivery', id: 6 },
          { type: 'pickup', id: 5 },
        ],
      },
      'the shipment of pickup 5 is not picked up and delivered in it',
    ],
    ['for a pickup alone', pickupAlone, 'the shipment of pickup 5 is not picked up and delivered in it'],
    [
      'for a pickup alone in a locked run',
      { ...pickupAlone, locked: true },
      'the shipment of pickup 5 is not picked up and delivered in it',
    ],
  ])('%s', async (_, vehicle, said) => {
    await expect(plan(problemOf(vehicle, {}, { shipments }))).rejects.toMatchObject({
      code: 'PROBLEM_INVALID',
      message: `vehicle 11: fixed_start: ${said}`,
    });
  });

  it('for a hub, and for goods that never come by it', async () => {
    const hubs = [
      { id: 1, location_index: 0 },
      { id: 2, location_index: 2 },
    ];
    const refused = (vehicle: object, job: object, said: string) =>
      expect(plan(problemOf(vehicle, job, { hubs }))).rejects.toThrow(`vehicle 11: fixed_start: ${said}`);
    await refused({ hub: 1 }, { hub: 2 }, 'job 71 is for vehicles of another hub');
    await refused({ hub: 2 }, { delivery: [1] }, 'what job 71 gives or gets does not come by the hub');
    await refused({ hub: 2 }, { pickup: [1] }, 'what job 71 gives or gets does not come by the hub');
    // By the hub at place 2 it is 10 + 10 + 10 s.
    const late = { hub: 2, trips: { max: 2 }, time_window: [0, 29] };
    await refused(late, { pickup: [1] }, 'it ends 1 s after its time_window');
  });
});

describe('a fixed beginning that breaks no rule is kept', () => {
  it.each<[why: string, vehicle: object, job: object, more: object]>([
    ['as it is', {}, {}, {}],
    ['by a vehicle that is locked', { locked: true }, {}, {}],
    ['with a job for this vehicle alone', {}, { vehicles: [11] }, {}],
    [
      'with a whole shipment',
      {
        fixed_start: [...fixed(71), ...pickupAlone.fixed_start, { type: 'delivery', id: 6 }],
      },
      {},
      { shipments },
    ],
    [
      'by the hub before the way home',
      { hub: 2, trips: { max: 2 }, time_window: [0, 30] },
      { pickup: [1] },
      { hubs: [{ id: 2, location_index: 2 }] },
    ],
    [
      'with breaks for which there is one order and one place each',
      {
        time_window: [0, 30],
        breaks: [
          { ...rest, time_windows: [[0, 100]] },
          { ...rest, id: 2, time_windows: [[0, 0]] },
        ],
      },
      { time_windows: [[20, 20]] },
      {},
    ],
  ])('%s', async (_, vehicle, job, more) => {
    const { routes } = await plan(problemOf(vehicle, job, more));
    const { steps } = routes.find((route) => route.vehicle === 11)!;
    expect(steps.find(({ type }) => type === 'job')?.id).toBe(71);
  });
});

const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined, freq: 1 });
const seconds = fc.integer({ min: 0, max: 60 });
const window = fc.tuple(seconds, seconds).map(([start, length]) => [start, start + length]);
const amount = maybe(fc.tuple(fc.integer({ min: 0, max: 3 })));
const job = fc.record({
  location_index: fc.integer({ min: 0, max: 3 }),
  service: fc.integer({ min: 0, max: 9 }),
  time_windows: maybe(fc.tuple(window)),
  pickup: amount,
  delivery: amount,
});
const vehicle = fc.record({
  capacity: fc.tuple(fc.integer({ min: 2, max: 6 })),
  end_index: maybe(fc.integer({ min: 0, max: 2 })),
  hub: maybe(fc.constantFrom(1, 2)),
  trips: maybe(
    fc.record({ max: fc.integer({ min: 1, max: 2 }), turnaround: fc.integer({ min: 0, max: 5 }) }),
  ),
  time_window: maybe(window),
  max_time_out: maybe(fc.integer({ min: 20, max: 90 })),
  max_travel_time: maybe(fc.integer({ min: 20, max: 60 })),
  breaks: fc.array(fc.record({ service: seconds, time_windows: maybe(fc.tuple(window)) }), { maxLength: 3 }),
  locked: fc.boolean(),
});

it('is refused where the planner could not begin, and only there', async () => {
  let refused = 0;
  let kept = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(job, { minLength: 1, maxLength: 3 }),
      vehicle,
      fc.boolean(),
      async (jobs, { breaks, ...fields }, isShipped) => {
        const ids = jobs.map((_, id) => id);
        const ends = [{ type: 'pickup', id: 5 }, ...fixed(...ids), { type: 'delivery', id: 6 }];
        const problem = await read({
          vehicles: [
            {
              id: 11,
              start_index: 0,
              ...fields,
              breaks: breaks.map((each, id) => ({ id, ...each })),
              fixed_start: isShipped ? ends : fixed(...ids),
            },
          ],
          jobs: jobs.map((each, id) => ({ id, ...each })),
          ...(isShipped && { shipments }),
          hubs: [
            { id: 1, location_index: 0, receiving: [[0, 50]] },
            { id: 2, location_index: 2 },
          ],
          matrices: { car: { durations } },
        });
        const throws = (of: () => unknown) => {
          try {
            of();
            return false;
          } catch {
            return true;
          }
        };
        const isRefused = throws(() => assertFixedStarts(problem, vroomPlanner));
        if (isRefused) refused++;
        else kept++;
        expect(isRefused).toBe(throws(() => new Solver(problem.problem, { seed: 1 })));
      },
    ),
    { numRuns: 300 },
  );
  expect(Math.min(refused, kept)).toBeGreaterThan(30);
});
