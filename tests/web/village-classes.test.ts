import { expect, test } from 'vitest';
import { classesOf } from '#web/dispatch/cost-report/village-classes.ts';

const villages = (costs: readonly number[]) =>
  costs
    .toSorted((a, b) => b - a)
    .map((cost, index) => ({ place: `Bản ${index}`, lat: 22, lon: 103, cost, grams: 1000, requests: 1 }));

test('five classes of about equally many hold every village once', () => {
  const all = villages([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  const { classes, classOf } = classesOf(all);
  expect(classes).toEqual([
    { from: 1, until: 2, villages: 2 },
    { from: 3, until: 4, villages: 2 },
    { from: 5, until: 6, villages: 2 },
    { from: 7, until: 8, villages: 2 },
    { from: 9, until: 11, villages: 3 },
  ]);
  expect(all.map(classOf)).toEqual([4, 4, 4, 3, 3, 2, 2, 1, 1, 0, 0]);
});

test('there are no more classes than different costs', () => {
  expect(classesOf(villages([5, 5, 5])).classes).toEqual([{ from: 5, until: 5, villages: 3 }]);
  const { classes } = classesOf(villages([1, 1, 1, 1, 9]));
  expect(classes.reduce((sum, each) => sum + each.villages, 0)).toBe(5);
});
