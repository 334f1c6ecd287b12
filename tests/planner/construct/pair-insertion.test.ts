import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Problem } from '#server/planner/model/problem.ts';
import { makeFirstPlan } from '#server/planner/construct/first-plan.ts';
import { PairInsertion } from '#server/planner/construct/pair-insertion.ts';
import { buildInstance } from '#server/planner/model/build-instance.ts';
import { breakKind, endNode, startNode, stopKind } from '#server/planner/model/instance.ts';
import { PlanState } from '#server/planner/state/plan-state.ts';
import { kg, lineMatrix, makeStop, makeVehicle, randomProblem } from '../make-problem.ts';
import { randomFeatures } from '../random-features.ts';

function constructed(problem: Problem, seed: number): PlanState {
  const state = new PlanState(buildInstance(problem));
  state.kernel.seedRandom(seed);
  makeFirstPlan(state);
  return state;
}

/** The least price of two absent stops over all pairs of places within a trip, further trips and idle vehicles. */
function leastPrice(state: PlanState, first: number, second: number): number {
  const { instance, next, rich, size } = state;
  let least = Infinity;
  for (let vehicle = 0; vehicle < instance.vehicles; vehicle++) {
    const row = instance.typeOf[vehicle]! * instance.stops;
    if (Math.max(instance.soloCost[row + first]!, instance.soloCost[row + second]!) === Infinity) continue;
    if (size[vehicle] === 0) {
      least = Math.min(least, rich.pricePairAlone(first, second, vehicle));
      continue;
    }
    const end = endNode(instance, vehicle);
    const reload = rich.trips.spare(vehicle);
    for (let node = startNode(instance, vehicle); node !== end; node = next[node]!) {
      if (rich.isBeforeFixed(node)) continue;
      least = Math.min(least, rich.pricePair(first, node, second, first));
      for (let at = next[node]!; [stopKind, breakKind].includes(instance.kind[at]!); at = next[at]!) {
        least = Math.min(least, rich.pricePair(first, node, second, at));
      }
      if (reload >= 0 && rich.trips.mayBegin(node)) {
        least = Math.min(least, rich.priceTrip(first, second, node, reload));
      }
    }
  }
  return least;
}

describe('a shipment', () => {
  test('comes in where it costs least, by the exact price of every two places', () => {
    // Ways that keep the triangle inequality. Not looked at by the bounds: setup that goes where stops are at one place,
    // overtime that gets less, and prices of shape.
    const features = randomFeatures.filter(
      (feature) => !['samePlaces', 'overtime', 'prices', 'leaveOut'].includes(feature),
    );
    let inserted = 0;
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 4, max: 24 }), (seed, stops) => {
        const drawn = randomProblem(seed, { stops, vehicles: 4, isShortest: true, features });
        const matrices = drawn.matrices.map((matrix) => ({ ...matrix, metres: matrix.seconds }));
        const problem = { ...drawn, matrices };
        const state = constructed(problem, seed);
        const pairs = new PairInsertion(state);
        for (const { from, to } of problem.shipments ?? []) {
          if (state.run[from]! < 0) continue;
          const vehicle = state.run[from]!;
          state.removeWithPartner(from);
          state.settle(vehicle);
          const before = state.cost;
          const least = leastPrice(state, from, to);
          expect(pairs.insert(to)).toBe(least < Infinity);
          if (least < Infinity) expect(state.cost - before).toBe(least);
          inserted++;
        }
      }),
      { numRuns: 400 },
    );
    expect(inserted).toBeGreaterThan(150);
  });

  test('is walked through at few of the pairs of places of a long run', () => {
    // 80 stops on a line have 81 · 82 / 2 = 3321 pairs of places.
    const positions = Array.from({ length: 82 }, (_, index) => 10 * index + 5);
    const stops = positions.map((_, index) => makeStop(index + 1, { pickup: kg(0) }));
    const shipments = stops.flatMap((_, from) =>
      from % 2 === 0 ? [{ from, to: from + 1, amounts: kg(1) }] : [],
    );
    const problem: Problem = {
      hubs: [{ place: 0 }],
      matrices: [lineMatrix([0, ...positions])],
      stops,
      shipments,
      vehicles: [makeVehicle({ costPerHour: 3600 })],
    };
    const state = constructed(problem, 1);
    state.removeWithPartner(40);
    state.settle(0);
    const walk = vi.spyOn(state.rich.walk, 'walk');
    expect(new PairInsertion(state).insert(40)).toBe(true);
    expect(state.size[0]).toBe(82);
    expect(walk.mock.calls.length).toBeLessThan(10);
  });
});
