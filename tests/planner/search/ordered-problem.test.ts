import { describe, expect, test } from 'vitest';
import type { Problem } from '#server/planner/model/problem.ts';
import { checkSolution } from '#server/planner/check/check-solution.ts';
import { OrderedProblem } from '#server/planner/search/ordered-problem.ts';
import { toSequences, toSolution } from '#server/planner/state/solution.ts';
import { kg, lineMatrix, makeStop, makeVehicle, randomProblem, solveQuickly } from '../make-problem.ts';
import { randomFeatures } from '../random-features.ts';

describe('a problem in another order', () => {
  test('has stops in a chain from the hub, and only the places that are used', () => {
    const problem: Problem = {
      hubs: [{ place: 2 }],
      matrices: [lineMatrix([40, 999, 0, 10, 30, 20])],
      stops: [makeStop(0), makeStop(3), makeStop(4), makeStop(5)],
      shipments: [{ from: 0, to: 2, amounts: kg(1) }],
      vehicles: [makeVehicle({ startPlace: 2, endPlace: 2, fixedStart: [3] })],
    };
    const ordered = new OrderedProblem(problem);
    const legs = ordered.problem.stops.map(({ place }) => ordered.problem.matrices[0]!.seconds[place]);
    const { hubs, matrices, shipments, vehicles } = ordered.problem;
    expect(hubs[0]!.place).toBe(0);
    expect(legs).toEqual([...legs].sort((a, b) => a! - b!));
    expect(matrices[0]!.size).toBe(5);
    expect(shipments).toEqual([{ from: 3, to: 2, amounts: kg(1) }]);
    expect(vehicles[0]!.fixedStart).toEqual([1]);
  });

  test.for([1, 2, 3, 4, 5, 6])('means the same with all features (%i)', (seed) => {
    const problem = randomProblem(seed, { stops: 14, vehicles: 5, features: randomFeatures });
    const solution = solveQuickly(problem);
    const ordered = new OrderedProblem(problem);
    const there = ordered.toHere(toSequences(problem, solution));
    const moved = toSolution(ordered.problem, there);
    expect(checkSolution(ordered.problem, moved).violations).toEqual([]);
    expect([moved.cost, moved.penalty]).toEqual([solution.cost, solution.penalty]);
    expect(toSolution(problem, ordered.toGiven(there))).toEqual(solution);
  });
});
