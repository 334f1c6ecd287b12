import { expect, test } from 'vitest';
import type { Problem, Solution } from '#server/planner/model/problem.ts';
import { joinPieces } from '#server/planner/model/join-pieces.ts';
import type { SplitProblem } from '#server/planner/model/split-stops.ts';

/** Stop 0 in pieces of 40, 30 and 10 kg (0, 1, 2), stop 1 of 5 kg (3). */
const split: SplitProblem = {
  problem: {
    stops: [40, 30, 10, 5].map((kg) => ({ pickup: [kg], delivery: [0] })),
  } as unknown as Problem, // nothing else of it is read
  originOf: Int32Array.of(0, 0, 0, 1),
  requestScale: 100,
};
const join = (runs: Solution['runs'], unassigned: number[] = []) =>
  joinPieces(split, { runs, unassigned, cost: 0, penalty: 0 });
const visit = (stop: number, pieces: number[], kg: number) => ({ stop, pieces, pickup: [kg], delivery: [0] });

test('pieces of a stop that follow each other are one visit', () => {
  const { runs, left } = join([{ vehicle: 2, trips: [[3, 0, 2], [1]], startsAt: 60 }]);
  expect(runs).toEqual([
    {
      vehicle: 2,
      trips: [[visit(1, [3], 5), visit(0, [0, 2], 50)], [visit(0, [1], 30)]],
      startsAt: 60,
    },
  ]);
  expect(left).toEqual([]);
});

test('pieces with another stop between them are two visits', () => {
  const { runs } = join([{ vehicle: 0, trips: [[1, 3, 2]] }]);
  expect(runs[0]?.trips[0]?.map((each) => each.stop)).toEqual([0, 1, 0]);
});

test('says what is left of a stop that is served in part, and of one that is not', () => {
  const { left } = join([{ vehicle: 0, trips: [[0]] }], [1, 2, 3]);
  expect(left).toEqual([
    { ...visit(0, [1, 2], 40), isPart: true },
    { ...visit(1, [3], 5), isPart: false },
  ]);
});

test('a break between two pieces keeps them two visits, and breaks count visits', () => {
  const breaks = [
    { index: 0, trip: 0, position: 1 },
    { index: 1, trip: 0, position: 3 },
    { index: 2, trip: 0, position: 4 },
  ];
  const { runs } = join([{ vehicle: 0, trips: [[0, 1, 2, 3]], breaks }]);
  expect(runs[0]?.trips[0]).toEqual([visit(0, [0], 40), visit(0, [1, 2], 40), visit(1, [3], 5)]);
  expect(runs[0]?.breaks?.map(({ position }) => position)).toEqual([1, 2, 3]);
});
