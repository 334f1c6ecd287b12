import { expect, test } from 'vitest';
import type { Problem } from '#server/planner/model/problem.ts';
import { divideRuns } from '#server/planner/search/divide-runs.ts';
import { anyStart } from '#server/planner/state/marks.ts';
import { kg, lineMatrix, makeStop, makeVehicle } from '../make-problem.ts';

const nothing = { pickup: kg(0), delivery: kg(0) };
const problem: Problem = {
  hubs: [{ place: 0 }],
  matrices: [lineMatrix([0, 10, 20, 30, 40])],
  stops: [makeStop(1), makeStop(2), makeStop(3, nothing), makeStop(4, nothing)],
  shipments: [{ from: 2, to: 3, amounts: kg(1) }],
  vehicles: [makeVehicle(), makeVehicle()],
};
const plan = {
  offsets: Int32Array.of(0, 1, 2),
  stops: Int32Array.of(0, 1),
  startsAt: new Int32Array(2).fill(anyStart),
};

test('gives served stops to the part of their run, and both stops of a shipment left out to one part', () => {
  for (let seed = 0; seed < 50; seed++) {
    const { partOfVehicle, partOfStop } = divideRuns(problem, plan, 2, seed);
    expect(partOfStop[0]).toBe(partOfVehicle[0]);
    expect(partOfStop[1]).toBe(partOfVehicle[1]);
    expect(partOfVehicle[0]).not.toBe(partOfVehicle[1]);
    expect(partOfStop[3]).toBe(partOfStop[2]);
  }
});
