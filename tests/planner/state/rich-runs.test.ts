import { expect, test } from 'vitest';
import type { Problem } from '#server/planner/model/problem.ts';
import { buildInstance } from '#server/planner/model/build-instance.ts';
import { anyStart } from '#server/planner/state/marks.ts';
import { PlanState } from '#server/planner/state/plan-state.ts';
import { refreshRun } from '#server/planner/state/refresh-run.ts';
import { onWays } from '../features/solve-soundly.ts';
import { makeStop, makeVehicle } from '../make-problem.ts';

test('a fixed beginning that waits for a dock leaves earlier where its way home has got longer', () => {
  // Leaving at 60 it is back at 80 by way of place 2, and without it at 120, when its shift has been over for 20 s.
  const problem: Problem = {
    ...onWays([
      [0, 10, 10],
      [50, 0, 5],
      [5, 5, 0],
    ]),
    hubs: [{ place: 0, docks: 1, dockSeconds: 1 }],
    stops: [makeStop(1), makeStop(2)],
    vehicles: [makeVehicle({ fixedStart: [0], shift: { start: 0, end: 100 } })],
  };
  const state = new PlanState(buildInstance(problem));
  state.insert(1, 0);
  state.startsAt[0] = 60;
  expect(refreshRun(state, 0)).toBe(true);
  state.remove(1);
  state.settle(0);
  expect(state.size[0]).toBe(1);
  expect(state.startsAt[0]).toBe(anyStart);
});
