import { describe, expect, it } from 'vitest';
import { UNLIMITED } from '#server/domain/load.ts';
import { readVroomProblem, writeVroomSolution } from '../../scripts/bench/vroom-problem.ts';

const matrix = [
  [0, 5],
  [7, 0],
];
const vehicle = { id: 9, start_index: 0, end_index: 0 };
const job = { id: 4, location_index: 1 };

describe('readVroomProblem', () => {
  it('reads loads in as many dimensions as the vehicles have, skills, and the cost of travel alone', () => {
    const { stops, vehicles, matrices } = readVroomProblem({
      jobs: [{ ...job, pickup: [3], skills: [1], time_windows: [[10, 20]] }],
      vehicles: [
        { ...vehicle, capacity: [5, 6], costs: { fixed: 100, per_hour: 40, per_km: 2 } },
        { ...vehicle, id: 10 },
      ],
      matrices: { car: { durations: matrix, distances: matrix } },
    });
    expect(stops[0]).toMatchObject({
      pickup: [3, 0],
      delivery: [0, 0],
      skills: [1],
      windows: [{ start: 10, end: 20 }],
    });
    expect(vehicles[0]).toMatchObject({
      capacity: [5, 6],
      fixedCost: 100,
      costPerDrivingHour: 40,
      costPerHour: 0,
    });
    // VROOM's defaults: a unit of cost a second of travel, no limit.
    expect(vehicles[1]).toMatchObject({
      capacity: [UNLIMITED, UNLIMITED],
      costPerDrivingHour: 3600,
      costPerKm: 0,
    });
    expect([...matrices[0]!.seconds]).toEqual([0, 5, 7, 0]);
  });

  it('refuses a field that it does not know, by name', () => {
    const jobs = [{ ...job, spilled: 1 }];
    const read = () =>
      readVroomProblem({ jobs, vehicles: [vehicle], matrices: { car: { durations: matrix } } });
    expect(read).toThrow('job 4: field spilled is not supported');
  });
});

it('writes a solution by the ids of the problem', () => {
  const vroom = {
    jobs: [job, { ...job, id: 6 }],
    vehicles: [vehicle],
    matrices: { car: { durations: matrix } },
  };
  const solution = { runs: [{ vehicle: 0, trips: [[1]] }], unassigned: [0], cost: 12, penalty: 0 };
  expect(writeVroomSolution(vroom, solution)).toEqual({
    routes: [{ vehicle: 9, steps: [{ type: 'job', id: 6 }] }],
    unassigned: [{ id: 4, type: 'job' }],
  });
});
