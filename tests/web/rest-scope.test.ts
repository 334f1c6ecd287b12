import { expect, it } from 'vitest';
import type { DeskPlan, DeskRun } from '#server/domain/edits/desk-plan.ts';
import { firstWhat, selectedRuns } from '#web/dispatch/plan/rest-scope.ts';

const run = (number: number, vehicle: string, ...stops: string[]): DeskRun => ({
  run: number,
  vehicle,
  driver: null,
  start: null,
  state: 'open',
  trips: [stops.map((stop) => ({ stop, pin: null }))],
});
const plan: DeskPlan = {
  runs: [run(1, 'L-1', 'a', 'b'), run(2, 'L-2', 'c', 'd'), run(3, 'L-3', 'e')],
  stops: ['a', 'b', 'c', 'd', 'e', 'x'].map((stop) => ({ stop, requests: [{ request: stop, part: null }] })),
  barred: [],
};

it.each([
  ['all, where nothing is selected', null, [], 'all', []],
  ['a run that is selected', 'L-2', [], 'runs', [2]],
  ['all, where a run is selected that the plan has no more', 'L-9', [], 'all', []],
  ['all, where a stop is selected, and its run only with it', 'L-2', ['c'], 'all', [2]],
  ['all, where some stops of runs are selected', null, ['a', 'b', 'c'], 'all', [1, 2]],
  ['runs of which every stop is selected', null, ['e', 'b', 'a'], 'runs', [1, 3]],
  ['stops in no run', null, ['a', 'x'], 'stops', [1]],
] as const)('begins at %s', (_, vehicle, stops, what, runs) => {
  expect(firstWhat(plan, { run: vehicle, stops })).toBe(what);
  expect(selectedRuns(plan, { run: vehicle, stops })).toEqual(runs);
});
