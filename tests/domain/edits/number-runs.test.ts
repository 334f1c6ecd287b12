import { expect, it } from 'vitest';
import { newRunNumber, numberRuns } from '#server/domain/edits/number-runs.ts';

it('counts from 1 where nothing is kept', () => {
  expect(numberRuns(['L-1', 'M-1'], [])).toEqual([1, 2]);
});

it('leaves a number with its vehicle, and holds it free while the vehicle has no run', () => {
  const kept = [
    { number: 1, vehicle: 'M-1' },
    { number: 3, vehicle: 'L-2' },
  ];
  // L-1 may be neither 1, which is M-1, nor 3, which is L-2 at home: 2 and 4 are free.
  expect(numberRuns(['L-1', 'L-3', 'M-1'], kept)).toEqual([2, 4, 1]);
});

it('gives a number that two vehicles claim to the first that has a run, and a vehicle one number', () => {
  const kept = [
    { number: 2, vehicle: 'L-9' },
    { number: 2, vehicle: 'L-1' },
    { number: 5, vehicle: 'L-1' },
    { number: 5, vehicle: 'L-2' },
  ];
  expect(numberRuns(['L-1', 'L-2', 'L-3'], kept)).toEqual([2, 5, 1]);
});

it('gives a run that is opened at the desk a number that no driver knows as another vehicle', () => {
  const plan = { runs: [{ run: 1 }, { run: 2 }] };
  const told = [
    { number: 2, vehicle: 'L-2' },
    { number: 5, vehicle: 'L-5' },
  ];
  expect(newRunNumber({ runs: [] }, 'L-1', [])).toBe(1);
  expect(newRunNumber(plan, 'L-9', [])).toBe(3);
  expect(newRunNumber(plan, 'L-9', told)).toBe(6);
  expect(newRunNumber(plan, 'L-5', told)).toBe(5);
  // Another vehicle has taken run 2 over: it is in the plan.
  expect(newRunNumber(plan, 'L-2', told)).toBe(6);
});
