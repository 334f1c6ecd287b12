import type {
  Amounts,
  Problem,
  ProblemMatrix,
  ProblemStop,
  ProblemVehicle,
  Solution,
  TimeWindow,
} from '#server/planner/model/problem.ts';
import { expect } from 'vitest';
import { UNLIMITED } from '#server/domain/load.ts';
import { checkSolution } from '#server/planner/check/check-solution.ts';
import { solve } from '#server/planner/solve.ts';
import { Random } from '#server/planner/state/random.ts';
import { costOfSolutionRun, penaltyOfSolution, scheduleOfRun } from '#server/planner/state/run-schedule.ts';
import { paceByIterations } from '#server/planner/stop/pace.ts';
import { drawFrom, type RandomFeature, withFeatures } from './random-features.ts';

const day = { start: 0, end: 100_000 };
/** Amounts of three dimensions: kg, crates, parcels. */
export const kg = (amount: number): Amounts => [amount, 0, 0];

export function makeStop(place: number, more: Partial<ProblemStop> = {}): ProblemStop {
  return {
    place,
    pickup: kg(1),
    delivery: kg(0),
    setupSeconds: 0,
    serviceSeconds: 0,
    windows: [day],
    largestAccess: 2,
    priority: 0,
    requestCount: 1,
    ...more,
  };
}

export function makeVehicle(more: Partial<ProblemVehicle> = {}): ProblemVehicle {
  return {
    matrix: 0,
    access: 2,
    capacity: [UNLIMITED, UNLIMITED, UNLIMITED],
    fixedCost: 0,
    costPerKm: 1000,
    costPerHour: 0,
    shift: day,
    startPlace: 0,
    endPlace: 0,
    ...more,
  };
}

/** Places on a line; a metre takes a second, both ways. */
export function lineMatrix(positions: readonly number[]): ProblemMatrix {
  const cells = positions.flatMap((a) => positions.map((b) => Math.abs(a - b)));
  return { size: positions.length, seconds: Int32Array.from(cells), metres: Int32Array.from(cells) };
}

export function solveQuickly(problem: Problem, iterations = 200, seed = 1): Solution {
  return solve(problem, { seed, pace: paceByIterations(iterations), isDebug: true });
}

/** Holds a solution against the checker, and its times and prices against domain/schedule and domain/cost. */
export function expectSound(problem: Problem, solution: Solution): void {
  expect(checkSolution(problem, solution).violations).toEqual([]);
  let cost = 0;
  for (const run of solution.runs) {
    const schedule = scheduleOfRun(problem, run);
    expect(schedule.violations).toEqual([]);
    cost += costOfSolutionRun(problem, run, schedule).total;
  }
  expect(cost).toBe(solution.cost);
  expect(penaltyOfSolution(problem, solution.runs, solution.unassigned)).toBe(solution.penalty);
}

export interface RandomProblemSize {
  readonly stops: number;
  readonly vehicles: number;
  /** Shortest ways everywhere, so that leaving a stop out never makes a run longer. */
  readonly isShortest?: boolean;
  /** Money that divides by 1000 m and 3600 s, so that rounding plays no part. */
  readonly isRound?: boolean;
  /** What it has besides; absent: nothing. */
  readonly features?: readonly RandomFeature[];
}

/** Several profiles with gaps, mixed fleet, windows, deliveries, priorities, own starts; more as asked for. */
export function randomProblem(seed: number, size: RandomProblemSize): Problem {
  const random = new Random(seed);
  const draw = drawFrom(random, size.isRound ?? false);
  const { between, isLikely } = draw;
  const places = size.stops + 2;
  const matrices = [0, 1].map(() => randomMatrix(random, places, size.isShortest ?? false));
  const rate = (unit: number, most: number) => (size.isRound ? unit * between(0, 3) : between(0, most));
  const load = (most: number): Amounts => [between(0, most), between(0, 3), 0];
  const withDeliveries = isLikely(0.5);
  const withTimeCost = isLikely(0.7);
  const plain: Problem = {
    hubs: [{ place: 0 }],
    matrices,
    stops: Array.from({ length: size.stops }, (_, index) =>
      makeStop(index + 1, {
        pickup: withDeliveries && isLikely(0.3) ? kg(0) : load(40),
        delivery: withDeliveries && isLikely(0.4) ? load(40) : kg(0),
        setupSeconds: between(0, 50),
        serviceSeconds: between(0, 200),
        windows: randomWindows(random),
        largestAccess: isLikely(0.3) ? 0 : 2,
        priority: between(0, 2),
        requestCount: between(1, 3),
      }),
    ),
    vehicles: Array.from({ length: size.vehicles }, () => {
      const isSmall = isLikely(0.5);
      const shiftStart = between(0, 500);
      return makeVehicle({
        matrix: isSmall ? 0 : 1,
        access: isSmall ? 0 : 2,
        capacity: [isSmall ? 60 : 120, isLikely(0.5) ? 9 : UNLIMITED, UNLIMITED],
        fixedCost: isSmall ? 50 : 120,
        costPerKm: rate(1000, 1777),
        costPerHour: withTimeCost ? rate(3600, 5000) : 0,
        costPerDrivingHour: isLikely(0.3) ? rate(3600, 5000) : 0,
        shift: { start: shiftStart, end: shiftStart + between(800, 5000) },
        startPlace: isLikely(0.2) ? places - 1 : 0,
      });
    }),
  };
  return size.features ? withFeatures(plain, size.features, draw) : plain;
}

function randomWindows(random: Random): TimeWindow[] {
  const kind = random.fraction();
  if (kind < 0.4) return [day];
  const first = random.below(2500);
  const window = { start: first, end: first + random.below(900) };
  if (kind < 0.75) return [window];
  const second = window.end + 1 + random.below(900);
  return [window, { start: second, end: second + random.below(900) }];
}

function randomMatrix(random: Random, size: number, isShortest: boolean): ProblemMatrix {
  const seconds = new Int32Array(size * size);
  const metres = new Int32Array(size * size);
  for (let cell = 0; cell < seconds.length; cell++) {
    if (cell % (size + 1) === 0) continue;
    const isGap = !isShortest && random.fraction() < 0.03;
    seconds[cell] = isGap ? -1 : 20 + random.below(480);
    metres[cell] = 100 + random.below(3000);
  }
  if (isShortest) {
    for (let via = 0; via < size; via++) {
      for (let cell = 0; cell < seconds.length; cell++) {
        const from = Math.floor(cell / size);
        const to = cell % size;
        const around = seconds[from * size + via]! + seconds[via * size + to]!;
        if (around < seconds[cell]!) seconds[cell] = around;
      }
    }
  }
  return { size, seconds, metres };
}
