import { expect, test } from 'vitest';
import { buildInstance } from '#server/planner/model/build-instance.ts';
import type { Problem } from '#server/planner/model/problem.ts';
import { ChangeVehicles } from '#server/planner/search/change-vehicles.ts';
import { assertState } from '#server/planner/state/assert-state.ts';
import { PlanState } from '#server/planner/state/plan-state.ts';
import { restorePlan, Snapshot } from '#server/planner/state/snapshot.ts';
import { toSolution } from '#server/planner/state/solution.ts';
import { kg, lineMatrix, makeStop, makeVehicle } from '../make-problem.ts';
import { anyStart } from '#server/planner/state/marks.ts';

// The cheap vehicle carries 5 and costs 1 a metre, the dear one 10 and 3.
const cheap = makeVehicle({ capacity: [5, 9, 9] });
const dear = makeVehicle({ capacity: [10, 9, 9], costPerKm: 3000 });

function exchanged(problem: Problem) {
  const state = new PlanState(buildInstance(problem));
  // vehicle 0 serves stop 0, vehicle 1 stop 1
  restorePlan(state, {
    offsets: Int32Array.of(0, 1, 2),
    stops: Int32Array.of(0, 1),
    startsAt: new Int32Array(2).fill(anyStart),
  });
  state.journal.begin();
  new ChangeVehicles(state).exchange(Int32Array.of(0), 1);
  assertState(state);
  const after = new Snapshot(state);
  after.take(state);
  state.journal.takeBack();
  assertState(state);
  return toSolution(problem, after);
}

test('exchanges the vehicles of two runs where that is cheaper, and can be taken back', () => {
  // Near 10 by the cheap, far 100 by the dear: 20 + 600. Exchanged: 60 + 200.
  const problem: Problem = {
    hubs: [{ place: 0 }],
    matrices: [lineMatrix([0, 10, 100])],
    stops: [makeStop(1), makeStop(2)],
    vehicles: [cheap, dear],
  };
  expect(exchanged(problem)).toMatchObject({ cost: 260, runs: [{ trips: [[1]] }, { trips: [[0]] }] });
});

test('leaves runs where they are when one of them does not fit the other vehicle', () => {
  const problem: Problem = {
    hubs: [{ place: 0 }],
    matrices: [lineMatrix([0, 10, 100])],
    stops: [makeStop(1), makeStop(2, { pickup: kg(8) })],
    vehicles: [cheap, dear],
  };
  expect(exchanged(problem)).toMatchObject({ cost: 620, runs: [{ trips: [[0]] }, { trips: [[1]] }] });
});
