import { describe, expect, it } from 'vitest';
import { plan } from './read.ts';

/** 0 is the hub, 1 and 2 are places; every leg is 100 s and 1,000 m, also back. */
const leg = (from: number, to: number) => (from === to ? 0 : 100);
const rows = [0, 1, 2].map((from) => [0, 1, 2].map((to) => leg(from, to)));
const matrices = { car: { durations: rows, distances: rows.map((row) => row.map((cell) => cell * 10)) } };
const step = (type: string, id?: number, more: object = {}) => ({
  type,
  ...(id !== undefined && { id }),
  ...more,
});
const round = { id: 1, start_index: 0, end_index: 0 };
const jobs = [
  { id: 7, location_index: 1, service: 10, setup: 5 },
  { id: 8, location_index: 2, service: 20 },
];
const planOne = async (vehicle: object, more: object = {}) => {
  const answer = await plan({ vehicles: [{ ...round, ...vehicle }], jobs, matrices, ...more });
  return { ...answer, route: answer.routes[0]! };
};
const both = [step('start'), step('job', 7), step('job', 8), step('end')];
const causes = (violations: readonly { cause: string; duration?: number | undefined }[]) =>
  violations.map(({ cause, duration }) => (duration === undefined ? cause : `${cause} ${duration}`));

describe('plan mode', () => {
  it('keeps the order of the steps, and leaves out what is in none', async () => {
    const answer = await plan({
      vehicles: [
        { ...round, steps: [step('job', 8)] },
        { ...round, id: 2 },
      ],
      jobs,
      matrices,
    });
    expect(answer).toMatchObject({
      code: 0,
      summary: {
        cost: 200,
        routes: 1,
        unassigned: 1,
        duration: 200,
        service: 20,
        distance: 2000,
        violations: [],
      },
      unassigned: [{ id: 7, type: 'job', location_index: 1 }],
    });
    expect(answer.routes[0]!.steps).toEqual([
      {
        type: 'start',
        location_index: 0,
        setup: 0,
        service: 0,
        waiting_time: 0,
        arrival: 0,
        duration: 0,
        distance: 0,
        violations: [],
      },
      {
        type: 'job',
        id: 8,
        job: 8,
        location_index: 2,
        setup: 0,
        service: 20,
        waiting_time: 0,
        arrival: 100,
        duration: 100,
        distance: 1000,
        violations: [],
      },
      {
        type: 'end',
        location_index: 0,
        setup: 0,
        service: 0,
        waiting_time: 0,
        arrival: 220,
        duration: 200,
        distance: 2000,
        violations: [],
      },
    ]);
  });

  it('tells what is late, and by how much', async () => {
    // 100 s there, 15 s of work, 100 s on: 215, which is 15 s after 200; back at 215 + 20 + 100 = 335, 35 s after 300.
    const late = [jobs[0], { ...jobs[1], time_windows: [[150, 200]] }];
    const { route, summary } = await planOne({ time_window: [0, 300], steps: both }, { jobs: late });
    expect(route.steps.map(({ violations }) => causes(violations))).toEqual([
      [],
      [],
      ['delay 15'],
      ['delay 35'],
    ]);
    expect(causes(route.violations)).toEqual(['delay 50']);
    expect(causes(summary.violations)).toEqual(['delay 50']);
  });

  it('waits for a window that opens later, having left as late as that allows', async () => {
    const windows = [
      {
        ...jobs[0],
        time_windows: [
          [0, 50],
          [1000, 1000],
        ],
      },
      jobs[1],
    ];
    const { route } = await planOne({ steps: both }, { jobs: windows });
    expect(route.steps.map(({ arrival }) => arrival)).toEqual([900, 1000, 1115, 1235]);
    expect(route).toMatchObject({ waiting_time: 0, setup: 5, service: 30, duration: 300 });
  });

  it('tells loads above capacity at every step that has them', async () => {
    const loads = [
      { ...jobs[0], delivery: [4], pickup: [1] },
      { ...jobs[1], delivery: [2] },
    ];
    const { route } = await planOne({ capacity: [5], steps: both }, { jobs: loads });
    expect(route.steps.map(({ load }) => load)).toEqual([[6], [3], [1], [1]]);
    expect(route.steps.map(({ violations }) => causes(violations))).toEqual([['load'], [], [], []]);
    expect(route).toMatchObject({ delivery: [6], amount: [6], pickup: [1], violations: [{ cause: 'load' }] });
  });

  it('tells skills that the vehicle lacks, and too many tasks, metres and seconds of driving', async () => {
    const skilled = [{ ...jobs[0], skills: [3] }, jobs[1]];
    const limits = { max_tasks: 1, max_distance: 2999, max_travel_time: 299 };
    const { route } = await planOne({ ...limits, steps: both }, { jobs: skilled });
    expect(causes(route.steps[1]!.violations)).toEqual(['skills']);
    expect(causes(route.violations).sort()).toEqual([
      'max_distance',
      'max_tasks',
      'max_travel_time',
      'skills',
    ]);
  });

  it('tells shipments that are brought before they are fetched, or not at all', async () => {
    const shipments = [
      { pickup: { id: 1, location_index: 1 }, delivery: { id: 1, location_index: 2 }, amount: [1] },
      { pickup: { id: 2, location_index: 1 }, delivery: { id: 2, location_index: 2 }, amount: [2] },
    ];
    const steps = [step('delivery', 1), step('pickup', 1), step('pickup', 2)];
    const { route, unassigned } = await planOne({ capacity: [9], steps }, { jobs: [], shipments });
    expect(route.steps.map(({ violations }) => causes(violations))).toEqual([
      [],
      ['precedence'],
      ['precedence'],
      ['precedence'],
      [],
    ]);
    expect(unassigned).toEqual([{ id: 2, type: 'delivery', location_index: 2 }]);
  });

  it('takes breaks where the steps have them, on the road too, and misses the others', async () => {
    const breaks = [
      { id: 1, service: 30, time_windows: [[140, 150]], max_load: [0], description: 'tea' },
      { id: 2, service: 30 },
    ];
    // Away from job 7 at 115; the break begins at 140, 25 s of the 100 s way driven; at job 8 at 140 + 30 + 75.
    const steps = [step('job', 7), step('break', 1), step('job', 8)];
    const carrying = [{ ...jobs[0], pickup: [1] }, jobs[1]];
    const { route } = await planOne({ capacity: [5], breaks, steps }, { jobs: carrying });
    expect(route.steps[2]).toEqual({
      type: 'break',
      description: 'tea',
      id: 1,
      setup: 0,
      service: 30,
      waiting_time: 0,
      arrival: 140,
      duration: 125,
      distance: 1250,
      load: [1],
      violations: [{ cause: 'max_load' }],
    });
    expect(route.steps[3]).toMatchObject({ arrival: 245, duration: 200, distance: 2000 });
    expect(causes(route.violations)).toEqual(['max_load', 'missing_break']);
    expect(route.service).toBe(60);
  });

  it('begins service when a step says so, early for its window too', async () => {
    const windows = [{ ...jobs[0], time_windows: [[500, 600]] }, jobs[1]];
    const steps = [step('job', 7, { service_at: 450 }), step('job', 8, { service_after: 700 })];
    const { route } = await planOne({ steps }, { jobs: windows });
    expect(route.steps.map(({ arrival, waiting_time }) => [arrival, waiting_time])).toEqual([
      [350, 0],
      [450, 0],
      [565, 135],
      [820, 0],
    ]);
    expect(causes(route.violations)).toEqual(['lead_time 50']);
  });

  it('leaves before its hours where the start says so', async () => {
    const steps = [step('start', undefined, { service_after: 900 }), step('job', 7)];
    const late = [{ ...jobs[0], time_windows: [[0, 950]] }, jobs[1]];
    const { route } = await planOne({ time_window: [1000, 2000], steps }, { jobs: late });
    expect(route.steps[0]).toMatchObject({
      arrival: 900,
      violations: [{ cause: 'lead_time', duration: 100 }],
    });
    expect(causes(route.violations)).toEqual(['lead_time 100', 'delay 50']);
  });

  it('goes to the hub between trips, which is a step of ours', async () => {
    const steps = [step('job', 7), step('hub'), step('job', 8)];
    const trips = { max: 2, turnaround: 60, cost: 9 };
    const { route } = await planOne({ trips, steps });
    expect(route.steps.map(({ type, arrival }) => [type, arrival])).toEqual([
      ['start', 0],
      ['job', 100],
      ['hub', 215],
      ['job', 375],
      ['end', 495],
    ]);
    expect(route.cost).toBe(400 + 2 * 9);
  });

  it('prices driving, work and use as VROOM does', async () => {
    const costs = { fixed: 1000, per_hour: 36, per_task_hour: 72, per_km: 2 };
    // 1000 + 300 s × 36 / 3600 + 35 s × 72 / 3600 + 3 km × 2 = 1000 + 3 + 0.7 + 6, time rounded together
    expect((await planOne({ costs, steps: both })).route.cost).toBe(1010);
  });

  it('shows an open start and end where the first and the last task are', async () => {
    const answer = await plan({
      vehicles: [
        { id: 1, end_index: 0, steps: both },
        { id: 2, start_index: 0, steps: [] },
      ],
      jobs,
      matrices,
    });
    expect(answer.routes).toHaveLength(1);
    expect(answer.routes[0]!.steps.map(({ arrival, location_index }) => [arrival, location_index])).toEqual([
      [0, 1],
      [0, 1],
      [115, 2],
      [235, 0],
    ]);
  });
});

describe('steps are refused', () => {
  it.each([
    ['that name a job which is not there', [step('job', 9)], 'vehicle 1: it names job 9, which is not there'],
    ['that have no id', [step('job')], 'vehicle 1: steps[0]: a job needs an id'],
    ['that have a job twice', [step('job', 7), step('job', 7)], 'vehicle 1: steps[1]: job 7 is in two steps'],
    [
      'that name a break which is not there',
      [step('break', 1)],
      'vehicle 1: steps[0]: it names break 1, which the vehicle does not have',
    ],
    [
      'that start in the middle',
      [step('job', 7), step('start')],
      'vehicle 1: steps[1]: start is not the first step',
    ],
    [
      'that end in the middle',
      [step('end'), step('job', 7)],
      'vehicle 1: steps[0]: end is not the last step',
    ],
    [
      'that force the end',
      [step('end', undefined, { service_at: 5 })],
      'vehicle 1: steps[0]: service_at is not supported at a step of type end',
    ],
    [
      'that leave no moment',
      [step('job', 7, { service_after: 9, service_before: 5 })],
      'vehicle 1: steps[0]: service_at, service_after and service_before leave no moment',
    ],
    [
      'that cannot be',
      [step('job', 7, { service_at: 50 })],
      'vehicle 1: its steps cannot be: job 7 begins at 100, and service_before or service_at is 50',
    ],
  ])('%s', async (_, steps, said) => {
    await expect(planOne({ steps })).rejects.toThrow(said);
  });

  it('where no way leads on', async () => {
    const far = {
      car: {
        durations: [
          [0, 4e9, 1],
          [1, 0, 1],
          [1, 1, 0],
        ],
      },
    };
    await expect(planOne({ steps: both }, { matrices: far })).rejects.toMatchObject({
      code: 'NO_PATH',
      message: 'vehicle 1: no way leads from [index 0] to [index 1].',
    });
  });
});
