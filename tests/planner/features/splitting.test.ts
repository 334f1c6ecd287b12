import { describe, expect, test } from 'vitest';
import type { Problem, ProblemStop, ProblemVehicle } from '#server/planner/model/problem.ts';
import { joinPieces } from '#server/planner/model/join-pieces.ts';
import { splitLargeStops, type SplitRule } from '#server/planner/model/split-stops.ts';
import { kg, makeStop, makeVehicle } from '../make-problem.ts';
import { onLine, solveSoundly } from './solve-soundly.ts';

/** One stop at 10, split by a rule, and vehicles for 10 kg; the kg that each visit of the plan takes, and what is left. */
function solveSplit(
  stop: Partial<ProblemStop>,
  rule: Partial<SplitRule> = {},
  vehicles: readonly Partial<ProblemVehicle>[] = [{ mostTrips: 2 }],
) {
  const whole: Problem = {
    ...onLine([10]),
    stops: [makeStop(1, stop)],
    vehicles: vehicles.map((each) => makeVehicle({ capacity: [10, 0, 0], ...each })),
  };
  const split = splitLargeStops(whole, [
    { dimension: 0, when: 'needed', leastPiece: 1, mostVisits: 3, ...rule },
  ]);
  const solution = solveSoundly(split.problem);
  const { runs, left } = joinPieces(split, solution);
  const taken = runs.flatMap(({ trips }) => trips.map((visits) => visits.map(({ pickup }) => pickup[0])));
  return { cost: solution.cost, taken, left: left.map(({ pickup }) => pickup[0]) };
}

describe('a request larger than a vehicle', () => {
  test('is fetched in pieces, on two trips', () => {
    const { cost, taken, left } = solveSplit({ pickup: kg(15) });
    expect({ cost, left }).toEqual({ cost: 40, left: [] });
    expect(taken.flat().sort()).toEqual([10, 5]);
  });

  test('has no piece below the least', () => {
    // 8 and 3 rather than 10 and 1.
    const { taken } = solveSplit({ pickup: kg(11) }, { leastPiece: 3 });
    expect(taken.flat().sort()).toEqual([3, 8]);
  });

  test('is not split into more visits than it may have', () => {
    // 25 kg need three visits.
    const trips = [{ mostTrips: 3 }];
    expect(solveSplit({ pickup: kg(25) }, { mostVisits: 3 }, trips)).toMatchObject({ cost: 60, left: [] });
    expect(solveSplit({ pickup: kg(25) }, { mostVisits: 2 }, trips)).toMatchObject({ cost: 0, left: [25] });
  });

  test('is one visit where its pieces meet', () => {
    // Cut for the small vehicle (4 kg), but the large one takes both pieces at once: 20. Apart: 40.
    const vehicles = [{}, { capacity: kg(4) }];
    expect(solveSplit({ pickup: kg(8) }, { when: 'useful' }, vehicles)).toEqual({
      cost: 20,
      taken: [[8]],
      left: [],
    });
  });

  test('has one setup where its pieces meet', () => {
    // 20 s of driving and 50 of setup in a shift of 70.
    const shift = { start: 0, end: 70 };
    const vehicles = [{ shift }, { shift, capacity: kg(4) }];
    const stop = { pickup: kg(8), setupSeconds: 50 };
    expect(solveSplit(stop, { when: 'useful' }, vehicles)).toEqual({ cost: 20, taken: [[8]], left: [] });
  });
});
