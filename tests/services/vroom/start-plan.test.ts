import { describe, expect, it } from 'vitest';
import type { Solution } from '#server/solver-pool/port.ts';
import { answer } from './read.ts';

const durations = [
  [0, 100, 100, 100],
  [100, 0, 100, 4e9],
  [100, 100, 0, 100],
  [100, 100, 100, 0],
];
const jobs = [
  { id: 7, location_index: 1 },
  { id: 8, location_index: 2, time_windows: [[0, 250]] },
  { id: 10, location_index: 3 },
];
const step = (id: number, more: object = {}) => ({ type: 'job', id, ...more });

async function startOf(vehicle: object): Promise<Solution | undefined> {
  let start: Solution | undefined;
  const problem = {
    vehicles: [{ id: 1, start_index: 0, end_index: 0, ...vehicle }],
    jobs,
    matrices: { car: { durations } },
  };
  await answer(problem, (_, from) => {
    start = from;
    return { runs: from?.runs ?? [] };
  });
  return start;
}

describe('steps in a problem to be solved', () => {
  it('are the plan that the search begins with', async () => {
    expect(await startOf({})).toBeUndefined();
    expect(await startOf({ steps: [] })).toBeUndefined();
    expect(await startOf({ steps: [{ type: 'start' }, step(8), { type: 'end' }] })).toEqual({
      runs: [{ vehicle: 0, trips: [[1]] }],
      unassigned: [0, 2],
      cost: 200,
      penalty: 0,
    });
  });

  it('need not say where the breaks are', async () => {
    // From 0 the break would hold up job 8: 0 + 60, 160, 260 is after 250. After job 8 it fits.
    const breaks = [{ id: 1, service: 60, time_windows: [[0, 1000]] }];
    const start = await startOf({ time_window: [0, 1000], breaks, steps: [step(7), step(8)] });
    expect(start?.runs).toEqual([
      { vehicle: 0, trips: [[0, 1]], breaks: [{ index: 0, trip: 0, position: 2 }] },
    ]);
  });

  it('may say where a later break is and leave out an earlier one', async () => {
    const breaks = [
      { id: 1, service: 10, time_windows: [[0, 120]] },
      { id: 2, service: 10, time_windows: [[150, 400]] },
    ];
    const steps = [step(8), step(7), { type: 'break', id: 2 }];
    const start = await startOf({ time_window: [0, 1000], breaks, steps });
    expect(start?.runs).toEqual([
      {
        vehicle: 0,
        trips: [[1, 0]],
        breaks: [
          { index: 0, trip: 0, position: 0 },
          { index: 1, trip: 0, position: 2 },
        ],
      },
    ]);
  });

  it.each([
    [
      { time_window: [100, 900], steps: [step(7), step(8)] },
      'vehicle 1: its steps break a rule (delay of 50 s)',
    ],
    [{ max_tasks: 1, steps: [step(7), step(8)] }, 'vehicle 1: its steps break a rule (max_tasks)'],
    [
      { steps: [step(7, { service_at: 5 })] },
      'vehicle 1: service_at, service_after and service_before in steps',
    ],
    [{ steps: [step(9)] }, 'vehicle 1: it names job 9, which is not there'],
    [
      { fixed_start: [step(7)], steps: [step(8)] },
      'vehicle 1: its steps break a rule (job 7 is not where fixed_start has it)',
    ],
    [
      { fixed_start: [step(7)], locked: true, steps: [step(7), step(8)] },
      'vehicle 1: its steps break a rule (job 8 is added behind fixed_start, and it is locked)',
    ],
    [
      { steps: [step(8), { type: 'hub' }, step(7)] },
      'vehicle 1: its steps break a rule (it has more trips than trips.max)',
    ],
    [
      { steps: [step(8), step(7), step(10)] },
      'vehicle 1: its steps break a rule (no way leads from [index 1] to [index 3])',
    ],
  ])('are refused where they are no plan: %j', async (vehicle, said) => {
    await expect(startOf(vehicle)).rejects.toThrow(said);
  });
});
