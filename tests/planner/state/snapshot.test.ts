import { describe, expect, test } from 'vitest';
import { Solver } from '#server/planner/solve.ts';
import { paceByIterations } from '#server/planner/stop/pace.ts';
import { randomProblem } from '../make-problem.ts';

const copyOf = ({ offsets, stops, startsAt }: Solver['currentPlan']) => ({
  offsets: offsets.slice(),
  stops: stops.slice(0, offsets.at(-1)),
  startsAt: startsAt.slice(),
});

describe('a plan taken over from another search', () => {
  test.for(Array.from({ length: 40 }, (_, index) => index))('is that plan, run by run (%i)', (seed) => {
    const problem = randomProblem(seed, { stops: 8 + (seed % 25), vehicles: 2 + (seed % 5) });
    const [here, there] = [1, 2].map((each) => new Solver(problem, { seed: each, isDebug: true }));
    for (let round = 1; round <= 4; round++) {
      // most runs differ at first, few later on
      there!.run(paceByIterations(64 * round));
      const plan = copyOf(there!.currentPlan);
      here!.adopt(plan);
      expect(copyOf(here!.currentPlan)).toEqual(plan);
      // figures kept along the way are held against recomputed ones
      here!.run(paceByIterations(here!.best.iterations + 32));
      there!.adopt(copyOf(here!.currentPlan));
    }
  });
});
