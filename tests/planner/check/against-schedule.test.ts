import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Problem, SolutionRun } from '#server/planner/model/problem.ts';
import { checkSolution } from '#server/planner/check/check-solution.ts';
import { leastTimeOut } from '#server/planner/check/least-time-out.ts';
import { readRun } from '#server/planner/check/read-run.ts';
import { assertProblem } from '#server/planner/model/assert-problem.ts';
import { Random } from '#server/planner/state/random.ts';
import { costOfSolutionRun, penaltyOfSolution, scheduleOfRun } from '#server/planner/state/run-schedule.ts';
import { randomProblem } from '../make-problem.ts';
import { drawFrom, type RandomFeature, randomFeatures } from '../random-features.ts';
import { randomRuns } from '../random-run.ts';

/** Rules that both look at, and that both measure alike. */
const measured = new Set([
  'time_window',
  'shift',
  'receiving',
  'latest_at_hub',
  'on_board',
  'break_window',
  'break_load',
  'most_stops',
  'most_metres',
  'most_driving',
  'most_seconds_out',
]);
/** Rules that both look at: the checker tells the first overload, the schedule the largest; a broken pair once or twice. */
const named = new Set(['capacity', 'shipment']);

interface Broken {
  readonly kind: string;
  readonly amount: number;
}

/** What is comparable of the rules broken by a run. */
function comparable(violations: readonly Broken[]) {
  return {
    amounts: violations
      .filter(({ kind }) => measured.has(kind))
      .map(({ kind, amount }) => `${kind} ${amount}`)
      .sort(),
    kinds: [...new Set(violations.map(({ kind }) => kind).filter((kind) => named.has(kind)))].sort(),
  };
}

/** How many of the runs break no rule at all. */
function compare(problem: Problem, runs: readonly SolutionRun[]): number {
  const served = new Set(runs.flatMap(({ trips }) => trips.flat()));
  const unassigned = problem.stops.flatMap((_, stop) => (served.has(stop) ? [] : [stop]));
  const schedules = runs.map((run) => scheduleOfRun(problem, run));
  const costs = runs.map((run, index) => costOfSolutionRun(problem, run, schedules[index]).total);
  const solution = {
    runs,
    unassigned,
    cost: costs.reduce((sum, cost) => sum + cost, 0),
    penalty: penaltyOfSolution(problem, runs, unassigned),
  };
  const check = checkSolution(problem, solution);
  expect({ cost: check.cost, penalty: check.penalty }).toEqual({
    cost: solution.cost,
    penalty: solution.penalty,
  });
  let sound = 0;
  for (const [index, run] of runs.entries()) {
    const { vehicle, startsAt } = run;
    const points = readRun(problem, problem.vehicles[vehicle]!, run, () => undefined);
    expect(leastTimeOut(points, problem.vehicles[vehicle]!, startsAt)).toBe(schedules[index]!.start);
    const ofRun = check.violations.filter((violation) => violation.vehicle === vehicle);
    expect(comparable(schedules[index]!.violations)).toEqual(comparable(ofRun));
    if (ofRun.length === 0) sound++;
  }
  return sound;
}

function compareMany(features: readonly RandomFeature[], numRuns: number): { runs: number; sound: number } {
  const seen = { runs: 0, sound: 0 };
  const size = { stops: fc.integer({ min: 1, max: 12 }), vehicles: fc.integer({ min: 1, max: 5 }) };
  fc.assert(
    fc.property(fc.integer(), size.stops, size.vehicles, (seed, stops, vehicles) => {
      const problem = randomProblem(seed, { stops, vehicles, features });
      assertProblem(problem);
      const runs = randomRuns(problem, drawFrom(new Random(seed + 1), false));
      seen.sound += compare(problem, runs);
      seen.runs += runs.length;
    }),
    { numRuns },
  );
  return seen;
}

describe('the checker and the schedule come to the same second and the same unit of money', () => {
  test('for runs of all features at once', () => {
    const { runs, sound } = compareMany(randomFeatures, 1000);
    expect(runs).toBeGreaterThan(1000);
    expect(sound).toBeGreaterThan(20);
  });

  test.each(randomFeatures)('for runs with %s alone', (feature) => {
    const { runs, sound } = compareMany([feature], 120);
    expect(sound).toBeGreaterThan(runs / 20);
  });
});
