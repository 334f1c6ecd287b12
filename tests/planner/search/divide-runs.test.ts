import { describe, expect, test } from 'vitest';
import { buildInstance } from '#server/planner/model/build-instance.ts';
import type { Problem } from '#server/planner/model/problem.ts';
import { divideRuns } from '#server/planner/search/divide-runs.ts';
import { anyStart } from '#server/planner/state/marks.ts';
import type { Sequences } from '#server/planner/state/snapshot.ts';
import { kg, lineMatrix, makeStop, makeVehicle } from '../make-problem.ts';

const nothing = { pickup: kg(0), delivery: kg(0) };

function planOf(runs: readonly (readonly number[])[]): Sequences {
  const offsets = Int32Array.of(0, ...runs.map((_, run) => runs.slice(0, run + 1).flat().length));
  return {
    offsets,
    stops: Int32Array.from(runs.flat()),
    startsAt: new Int32Array(runs.length).fill(anyStart),
  };
}

describe('divideRuns', () => {
  test('gives served stops to the part of their run, and both stops of a shipment left out to one part', () => {
    const problem: Problem = {
      hubs: [{ place: 0 }],
      matrices: [lineMatrix([0, 10, 20, 30, 40])],
      stops: [makeStop(1), makeStop(2), makeStop(3, nothing), makeStop(4, nothing)],
      shipments: [{ from: 2, to: 3, amounts: kg(1) }],
      vehicles: [makeVehicle(), makeVehicle()],
    };
    const instance = buildInstance(problem);
    const plan = planOf([[0], [1]]);
    for (let seed = 0; seed < 50; seed++) {
      const { partOfVehicle, partOfStop } = divideRuns(instance, plan, 2, seed);
      expect(partOfStop[0]).toBe(partOfVehicle[0]);
      expect(partOfStop[1]).toBe(partOfVehicle[1]);
      expect(partOfVehicle[0]).not.toBe(partOfVehicle[1]);
      expect(partOfStop[3]).toBe(partOfStop[2]);
    }
  });

  /** Eight runs of four stops along a road, so that which run lies beside which is known. */
  const runs = Array.from({ length: 8 }, (_, run) => Array.from({ length: 4 }, (_, at) => 4 * run + at));
  const places = runs.flat();
  const alongARoad = buildInstance({
    hubs: [{ place: 0 }],
    matrices: [lineMatrix([0, ...places.map((place) => 100 + 10 * place)])],
    stops: places.map((place) => makeStop(place + 1)),
    vehicles: [...runs, 'idle', 'idle'].map(() => makeVehicle()),
  });
  const plan = planOf([...runs, [], []]);

  test.for([2, 3, 4])('makes %i parts of about as many stops each, the same with the same seed', (parts) => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 30; seed++) {
      const division = divideRuns(alongARoad, plan, parts, seed);
      expect(divideRuns(alongARoad, plan, parts, seed)).toEqual(division);
      const sizes = Array.from(
        { length: parts },
        (_, part) => division.partOfStop.filter((other) => other === part).length,
      );
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(4);
      seen.add(division.partOfVehicle.join());
    }
    expect(seen.size).toBeGreaterThan(3);
  });

  test('keeps runs together that lie side by side', () => {
    let together = 0;
    for (let seed = 0; seed < 100; seed++) {
      const { partOfVehicle } = divideRuns(alongARoad, plan, 2, seed);
      for (let run = 1; run < runs.length; run++) {
        if (partOfVehicle[run] === partOfVehicle[run - 1]) together++;
      }
    }
    // dealt out by lot, 43 % of neighbours would stay together
    expect(together / 700).toBeGreaterThan(0.6);
  });
});
