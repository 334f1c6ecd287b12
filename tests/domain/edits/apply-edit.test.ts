import { expect, test } from 'vitest';
import { applyEdit } from '#server/domain/edits/apply-edit.ts';
import { inverseOf, touchedBy } from '#server/domain/edits/difference.ts';
import { unassignedStops, type DeskPlan, type DeskRun } from '#server/domain/edits/desk-plan.ts';
import type { Edit } from '#server/domain/edits/edit.ts';

const run = (number: number, ...trips: string[]): DeskRun => ({
  run: number,
  vehicle: `L-${number}`,
  driver: null,
  start: null,
  state: 'open',
  trips: trips.map((stops) => [...stops].map((stop) => ({ stop, pin: null }))),
});

/** Stops a to j; each string is a trip. i and j are in no run. */
const plan: DeskPlan = {
  stops: [...'abcdefghij'].map((stop) => ({ stop, requests: [{ request: stop, part: null }] })),
  runs: [run(1, 'abc'), run(2, 'de', 'fgh')],
  barred: [],
};

/** Runs as text: 'abc' for one trip, 'de|fgh' for two. */
function textOf({ runs }: DeskPlan): Record<number, string> {
  return Object.fromEntries(
    runs.map(({ run, trips }) => [run, trips.map((trip) => trip.map(({ stop }) => stop).join('')).join('|')]),
  );
}

const after = (edit: Edit, before = plan) => textOf(applyEdit(before, edit));
const place = (run: number, trip: number, position: number) => ({ run, trip, position });

test('moves several stops, from several runs, in the order given', () => {
  expect(after({ type: 'move', stops: ['h', 'a', 'i'], to: place(2, 0, 1) })).toEqual({
    1: 'bc',
    2: 'dhaie|fg',
  });
});

test('counts the place among what is left when stops move inside their trip', () => {
  expect(after({ type: 'move', stops: ['a'], to: place(1, 0, 2) })[1]).toBe('bca');
});

test('gives stops to a vehicle without a run, and the run that is emptied goes', () => {
  const moved = applyEdit(plan, { type: 'move', stops: ['a', 'b', 'c'], to: { run: 3, vehicle: 'L-1' } });
  expect(textOf(moved)).toEqual({ 2: 'de|fgh', 3: 'abc' });
});

test('a trip that is emptied goes, and counts while its stops are moved', () => {
  expect(after({ type: 'move', stops: ['d', 'e'], to: place(2, 1, 3) })[2]).toBe('fghde');
  expect(after({ type: 'move', stops: ['d', 'e', 'f'], to: place(2, 0, 0) })[2]).toBe('def|gh');
});

test('takes stops out of their runs', () => {
  const left = applyEdit(plan, { type: 'unassign', stops: ['b', 'f', 'i'] });
  expect(textOf(left)).toEqual({ 1: 'ac', 2: 'de|gh' });
  expect(unassignedStops(left)).toEqual(['b', 'f', 'i', 'j']);
});

test('reorders and reverses a trip, and reverses a whole run', () => {
  expect(after({ type: 'reorder', run: 1, trip: 0, stops: ['c', 'a', 'b'] })[1]).toBe('cab');
  expect(after({ type: 'reverse', run: 2, trip: 1 })[2]).toBe('de|hgf');
  expect(after({ type: 'reverse', run: 2, trip: null })[2]).toBe('hgf|ed');
});

test('swaps tails with the trips behind them', () => {
  expect(after({ type: 'swap_tails', from: [place(1, 0, 1), place(2, 0, 1)] })).toEqual({
    1: 'ae|fgh',
    2: 'dbc',
  });
});

test('splits a run at a place and merges one into another', () => {
  expect(after({ type: 'split', at: place(2, 1, 1), to: { run: 3, vehicle: 'L-9' } })).toEqual({
    1: 'abc',
    2: 'de|f',
    3: 'gh',
  });
  expect(after({ type: 'merge', run: 2, into: 1 })).toEqual({ 1: 'abcde|fgh' });
});

test('adds and drops a return to the hub', () => {
  expect(after({ type: 'add_return', at: place(1, 0, 2) })[1]).toBe('ab|c');
  expect(after({ type: 'drop_return', run: 2, trip: 0 })[2]).toBe('defgh');
});

test('two runs change vehicles where the new one is taken', () => {
  const changed = applyEdit(plan, { type: 'change_vehicle', run: 1, vehicle: 'L-2' });
  expect(changed.runs.map(({ vehicle }) => vehicle)).toEqual(['L-2', 'L-1']);
});

test('a pin goes along with its stop, and off when the stop leaves its run', () => {
  const pinned = applyEdit(plan, { type: 'pin', stops: ['b'], pin: 'position' });
  const moved = applyEdit(pinned, { type: 'move', stops: ['b'], to: place(2, 0, 0) });
  expect(moved.runs[1]?.trips[0]?.[0]).toEqual({ stop: 'b', pin: 'position' });
  const out = applyEdit(moved, { type: 'unassign', stops: ['b'] });
  const back = applyEdit(out, { type: 'move', stops: ['b'], to: place(1, 0, 0) });
  expect(back.runs[0]?.trips[0]?.[0]).toEqual({ stop: 'b', pin: null });
  expect(JSON.stringify(applyEdit(out, inverseOf(moved, { type: 'unassign', stops: ['b'] })))).toBe(
    JSON.stringify(moved),
  );
});

test('several edits are one: each on the plan that those before it made', () => {
  const edit: Edit = {
    type: 'several',
    edits: [
      { type: 'change_driver', run: 1, driver: 'Lan' },
      { type: 'move', stops: ['i'], to: { run: 3, vehicle: 'L-3' } },
      { type: 'change_start', run: 3, start: 3600 },
    ],
  };
  const changed = applyEdit(plan, edit);
  expect(changed.runs.map(({ driver, start }) => [driver, start])).toEqual([
    ['Lan', null],
    [null, null],
    [null, 3600],
  ]);
  expect(applyEdit(changed, inverseOf(plan, edit))).toEqual(plan);
});

test.each([
  ['an unknown stop', { type: 'unassign', stops: ['z'] }],
  ['a stop twice', { type: 'move', stops: ['a', 'a'], to: place(2, 0, 0) }],
  ['an unknown run', { type: 'lock', runs: [7] }],
  ['a place behind the end', { type: 'move', stops: ['a'], to: place(1, 0, 3) }],
  ['an unknown trip', { type: 'drop_return', run: 1, trip: 0 }],
  ['a number in use', { type: 'move', stops: ['i'], to: { run: 2, vehicle: 'L-9' } }],
  ['a vehicle in use', { type: 'move', stops: ['i'], to: { run: 3, vehicle: 'L-1' } }],
  ['other stops in a new order', { type: 'reorder', run: 1, trip: 0, stops: ['a', 'b', 'd'] }],
  ['a split without stops', { type: 'split', at: place(1, 0, 0), to: { run: 3, vehicle: 'L-9' } }],
  ['a return before the first stop', { type: 'add_return', at: place(1, 0, 0) }],
  ['a pin in no run', { type: 'pin', stops: ['i'], pin: 'run' }],
  [
    'one run’s stops put into another too',
    {
      type: 'replace',
      runs: [{ run: 1, becomes: run(1, 'abcd') }],
      stops: [],
      vehicles: [],
    },
  ],
  [
    'a whole request at two stops',
    {
      type: 'replace',
      runs: [],
      stops: [{ stop: 'k', becomes: { stop: 'k', requests: [{ request: 'a', part: null }] } }],
      vehicles: [],
    },
  ],
] satisfies [string, Edit][])('refuses %s', (_, edit) => {
  expect(() => applyEdit(plan, edit)).toThrow(expect.objectContaining({ code: 'EDIT_IMPOSSIBLE' }));
});

test('an edit touches the runs it names and changes, its stops and vehicles', () => {
  const edit: Edit = { type: 'move', stops: ['a', 'i'], to: { run: 3, vehicle: 'L-3' } };
  expect(touchedBy(edit, plan, applyEdit(plan, edit))).toEqual({
    runs: [3, 1],
    stops: ['a', 'i'],
    vehicles: ['L-3'],
  });
});
