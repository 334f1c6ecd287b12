import { describe, expect, it } from 'vitest';
import type { Problem, Solution, SolverPool } from '#server/solver-pool/port.ts';
import { soundStart } from '#server/services/desk/sound-start.ts';
import { flatRoads } from '../../support/flat-roads.ts';

const tools = flatRoads(null as unknown as SolverPool, '2026-03-01T10:00:00Z'); // nothing is solved here

/** Four stops of 5 kg on one spot, 100 s from the hub; two vehicles of 10 kg that cost 7 a run and nothing else. */
const problem: Problem = {
  matrices: [{ size: 2, seconds: Int32Array.of(0, 100, 100, 0), metres: Int32Array.of(0, 900, 900, 0) }],
  hubs: [{ place: 0 }],
  stops: Array.from({ length: 4 }, () => ({
    place: 1,
    windows: [{ start: 0, end: 10_000 }],
    setupSeconds: 0,
    serviceSeconds: 10,
    pickup: [5, 0, 0],
    delivery: [0, 0, 0],
    priority: 0,
    requestCount: 1,
    largestAccess: 2,
  })),
  vehicles: Array.from({ length: 2 }, () => ({
    matrix: 0,
    access: 0,
    capacity: [10, 100, 100],
    fixedCost: 7,
    costPerKm: 0,
    costPerHour: 0,
    shift: { start: 0, end: 10_000 },
    startPlace: 0,
    endPlace: 0,
  })),
};
const standing = (...runs: number[][]): Solution => ({
  runs: runs.map((trip, vehicle) => ({ vehicle, trips: [trip] })),
  unassigned: [0, 1, 2, 3].filter((stop) => !runs.flat().includes(stop)),
  cost: 0,
  penalty: 0,
});

describe('what a search goes on from', () => {
  it('is the plan as it stands, priced, where it breaks no rule', () => {
    const start = standing([0, 1], [2, 3]);
    expect(soundStart(problem, start, tools)).toEqual({ ...start, cost: 14 });
  });

  it('is without the run that breaks a rule: its stops are put in again', () => {
    expect(soundStart(problem, standing([0, 1, 2], [3]), tools)).toEqual({
      runs: [{ vehicle: 1, trips: [[3]] }],
      unassigned: [0, 1, 2],
      cost: 7,
      penalty: 0,
    });
  });

  it('is nothing where what is wrong is in no run', () => {
    const twice = { ...standing([0, 1], [2, 3]), unassigned: [3] };
    const start = { ...twice, runs: twice.runs.slice(0, 1) };
    expect(soundStart(problem, { ...start, unassigned: [3] }, tools)).toBeUndefined();
  });
});
