import { expect, test } from 'vitest';
import type { Problem, ProblemStop, ProblemVehicle } from '#server/planner/model/problem.ts';
import { explainUnassigned } from '#server/planner/explain/explain-unassigned.ts';
import { kg, lineMatrix, makeStop, makeVehicle, solveQuickly } from '../make-problem.ts';

/** Solves a day of one stop 100 away and says why it is left out. */
function reasonFor(stop: Partial<ProblemStop>, vehicle: Partial<ProblemVehicle>, gap = false) {
  const matrix = lineMatrix([0, 100]);
  if (gap) matrix.seconds[1] = -1;
  const problem: Problem = {
    hubs: [{ place: 0 }],
    matrices: [matrix],
    stops: [makeStop(1, stop)],
    vehicles: [makeVehicle(vehicle)],
  };
  return explainUnassigned(problem, solveQuickly(problem))[0];
}

test('every vehicle is too large for the road', () => {
  expect(reasonFor({ largestAccess: 0 }, { access: 1 })).toMatchObject({
    code: 'NO_VEHICLE_MAY_ENTER',
    largestAccess: 0,
    smallestAccess: 1,
  });
});

test('no road leads there', () => {
  expect(reasonFor({}, {}, true)).toMatchObject({ stop: 0, code: 'UNREACHABLE' });
});

test('the load is larger than the vehicle', () => {
  const capacity = [40, 0, 0];
  expect(reasonFor({ pickup: kg(50) }, { capacity })).toMatchObject({
    code: 'TOO_LARGE',
    dimension: 'kg',
    amount: 50,
    largestCapacity: 40,
  });
});

test('the shift is too short', () => {
  // 100 there, 100 back, 150 of shift
  const reason = reasonFor({}, { shift: { start: 0, end: 150 } });
  expect(reason).toMatchObject({ code: 'OUTSIDE_SHIFTS', vehicle: 0, overSeconds: 50 });
});

test('the window is over before anybody can be there', () => {
  const reason = reasonFor({ windows: [{ start: 0, end: 70 }] }, {});
  expect(reason).toMatchObject({ code: 'WINDOW_TOO_EARLY', vehicle: 0, lateSeconds: 30 });
});

test('all vehicles that could serve it are full', () => {
  const capacity = [40, 0, 0];
  const problem: Problem = {
    hubs: [{ place: 0 }],
    matrices: [lineMatrix([0, 100, 100])],
    stops: [makeStop(1, { pickup: kg(40) }), makeStop(2, { pickup: kg(30) })],
    vehicles: [makeVehicle({ capacity })],
  };
  const solution = solveQuickly(problem);
  expect(explainUnassigned(problem, solution)).toMatchObject([
    { code: 'NOT_ENOUGH_VEHICLES', ableVehicles: 1, detail: expect.stringContaining('in use') },
  ]);
});
