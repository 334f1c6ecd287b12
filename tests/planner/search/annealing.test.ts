import { expect, test } from 'vitest';
import { buildInstance } from '#server/planner/model/build-instance.ts';
import { Annealing } from '#server/planner/search/annealing.ts';
import { PlanState } from '#server/planner/state/plan-state.ts';
import { Random } from '#server/planner/state/random.ts';
import { restorePlan } from '#server/planner/state/snapshot.ts';
import { lineMatrix, makeStop, makeVehicle } from '../make-problem.ts';
import { anyStart } from '#server/planner/state/marks.ts';

/** Two of three stops served, then the second left out too: one metre, thus two units, is saved by it. */
function leaveOneOut() {
  const instance = buildInstance({
    hubs: [{ place: 0 }],
    matrices: [lineMatrix([0, 1000, 1001, 1002])],
    stops: [makeStop(1), makeStop(2), makeStop(3)],
    vehicles: [makeVehicle()],
  });
  const state = new PlanState(instance);
  restorePlan(state, {
    offsets: Int32Array.of(0, 2),
    stops: Int32Array.of(0, 1),
    startsAt: new Int32Array(1).fill(anyStart),
  });
  const annealing = new Annealing(instance, new Random(1));
  annealing.calibrate(state);
  const { missedPriority, missedRequests, cost } = state;
  const both = { missedPriority, missedRequests, cost };
  restorePlan(state, {
    offsets: Int32Array.of(0, 1),
    stops: Int32Array.of(0),
    startsAt: new Int32Array(1).fill(anyStart),
  });
  return { state, annealing, both };
}

test('a plan that serves less stands once full plans have made it cheap, until those that leave it out have not', () => {
  const { state, annealing, both } = leaveOneOut();
  annealing.cool(0.5, 1000);
  expect(annealing.accepts(state, both, annealing.drawAllowance(), 0, both)).toBe(false);
  // each refusal leaves a plan of full service in place: prices fall
  let refusals = 1;
  for (; !annealing.accepts(state, both, annealing.drawAllowance(), 0, both); refusals++)
    annealing.cool(0.5, 1000);
  expect(refusals).toBeLessThan(5000);
  const price = annealing.priceOfAbsent(state);
  expect(annealing.accepts(state, state, annealing.drawAllowance(), price, both)).toBe(true);
  expect(annealing.priceOfAbsent(state)).toBeGreaterThan(price);
});

test('towards the end no plan that serves less stands, and one that serves more does', () => {
  const { state, annealing, both } = leaveOneOut();
  annealing.cool(0.9, 1000);
  for (let count = 0; count < 5000; count++)
    expect(annealing.accepts(state, both, annealing.drawAllowance(), 0, both)).toBe(false);
  const none = { missedPriority: 0, missedRequests: 3, cost: 0 };
  expect(annealing.accepts(state, none, annealing.drawAllowance(), 0, both)).toBe(true);
});

test('nothing is given up for a while where the best plan serves everything', () => {
  const { state, annealing, both } = leaveOneOut();
  const all = { ...both, missedRequests: 0 };
  for (let count = 0; count < 5000; count++) {
    annealing.cool(0.5, 1000);
    expect(annealing.accepts(state, both, annealing.drawAllowance(), 0, all)).toBe(false);
  }
});
