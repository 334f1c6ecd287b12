import { expect, test } from 'vitest';
import type { Problem } from '#server/planner/model/problem.ts';
import { buildInstance } from '#server/planner/model/build-instance.ts';
import { costUnit } from '#server/planner/model/instance.ts';
import { assertState } from '#server/planner/state/assert-state.ts';
import { anyStart } from '#server/planner/state/marks.ts';
import { PlanState } from '#server/planner/state/plan-state.ts';
import { onLine, onWays } from '../features/solve-soundly.ts';
import { kg, makeStop, makeVehicle } from '../make-problem.ts';

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
  expect(state.refreshRun(0)).toBe(true);
  state.remove(1);
  state.settle(0);
  expect(state.size[0]).toBe(1);
  expect(state.startsAt[0]).toBe(anyStart);
});

test('a return to the hub that is dropped without a stop is taken back, too', () => {
  // Home at 50, the hub, 30 and back, 10 and back: 130. By way of 30 to the hub, 10 and back: 70.
  const problem: Problem = {
    ...onLine([10, 30, 50]),
    stops: [makeStop(1, { pickup: kg(0), delivery: kg(1) }), makeStop(2, { pickup: kg(0) })],
    vehicles: [makeVehicle({ startPlace: 3, mostTrips: 2 })],
  };
  const state = new PlanState(buildInstance(problem));
  const { rich, journal } = state;
  rich.insertAlone(0, 0);
  rich.insertTrip(1, 1, rich.trips.spare(0) - 1, rich.trips.spare(0));
  expect(state.cost).toBe(130 * costUnit);
  journal.begin();
  state.settle(0);
  expect(state.cost).toBe(70 * costUnit);
  journal.takeBack();
  expect(state.cost).toBe(130 * costUnit);
  expect(() => assertState(state)).not.toThrow();
});
