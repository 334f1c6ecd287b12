import { expect, it } from 'vitest';
import { howOf, rangeTo, rangeToRun, toggled } from '#web/dispatch/group-select.ts';

const all = ['a', 'b', 'c', 'd', 'e'];

it('adds a row’s stops, and takes them out where all of them are selected', () => {
  expect(toggled(['c'], ['a'])).toEqual(['a', 'c']);
  expect(toggled(['a'], ['a', 'c'])).toEqual(['c']);
  // Of a request at two stops one is selected: the other comes too.
  expect(toggled(['c', 'd'], ['a', 'c'])).toEqual(['a', 'c', 'd']);
  expect(toggled(['c', 'd'], ['c', 'a', 'd'])).toEqual(['a']);
});

it('selects from the stop that was selected last to the one that is pressed, in either direction', () => {
  expect(rangeTo('d', ['b'], all)).toEqual(['b', 'c', 'd']);
  expect(rangeTo('a', ['e', 'c'], all)).toEqual(['e', 'c', 'b', 'a']);
  expect(rangeTo('c', [], all)).toEqual(['c']);
  // What was selected last is in no row here.
  expect(rangeTo('c', ['x'], all)).toEqual(['x', 'c']);
});

it('selects the runs from the one with the stop that was selected last to the one that is pressed', () => {
  const runs = [['a', 'b'], ['c'], ['d', 'e']].map((stops) => ({ stops: stops.map((id) => ({ id })) }));
  const [first, second, third] = runs as [(typeof runs)[0], (typeof runs)[0], (typeof runs)[0]];
  expect(rangeToRun(third, ['b'], runs)).toEqual(['b', 'a', 'c', 'd', 'e']);
  expect(rangeToRun(first, ['d', 'e'], runs)).toEqual(['d', 'e', 'c', 'a', 'b']);
  // The next range begins at the run that was pressed last.
  expect(rangeToRun(second, ['d', 'a', 'b'], runs)).toEqual(['d', 'a', 'b', 'c']);
  expect(rangeToRun(second, ['x'], runs)).toEqual(['x', 'c']);
});

it('asks Shift before Ctrl', () => {
  const keys = { ctrlKey: false, metaKey: false, shiftKey: false };
  expect(howOf(keys)).toBe('one');
  expect(howOf({ ...keys, metaKey: true })).toBe('more');
  expect(howOf({ ...keys, ctrlKey: true, shiftKey: true })).toBe('range');
});
