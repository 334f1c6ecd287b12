import { describe, expect, test } from 'vitest';
import type {
  Problem,
  ProblemHub,
  ProblemShipment,
  ProblemStop,
  ProblemVehicle,
} from '#server/planner/model/problem.ts';
import { assertProblem } from '#server/planner/model/assert-problem.ts';
import { kg, lineMatrix, makeStop, makeVehicle, randomProblem } from '../make-problem.ts';
import { randomFeatures } from '../random-features.ts';

const problem: Problem = {
  hubs: [{ place: 0 }],
  matrices: [lineMatrix([0, 10, 20])],
  stops: [makeStop(1), makeStop(2), makeStop(2)],
  vehicles: [makeVehicle(), makeVehicle()],
};
const windows = [{ start: 0, end: 9 }];

function complaintAbout(change: Partial<Problem>): string {
  try {
    assertProblem({ ...problem, ...change });
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
  return 'none';
}

const ofStop = (change: Partial<ProblemStop>) =>
  complaintAbout({ stops: [makeStop(1, change), ...problem.stops.slice(1)] });
const ofVehicle = (change: Partial<ProblemVehicle>) =>
  complaintAbout({ vehicles: [makeVehicle(change), makeVehicle()] });
const ofHub = (change: Partial<ProblemHub>) => complaintAbout({ hubs: [{ place: 0, ...change }] });

test('has nothing against problems of all features', () => {
  expect(complaintAbout({})).toBe('none');
  for (let seed = 0; seed < 50; seed++) {
    assertProblem(randomProblem(seed, { stops: 9, vehicles: 4, features: randomFeatures }));
  }
});

describe('names the field', () => {
  test.each<[string, string]>([
    ['stops[0].place: 3 is', ofStop({ place: 3 })],
    ['stops[0].delivery: 2 amounts', ofStop({ delivery: [1, 1] })],
    ['stops[0].pickup[1]: -1 is', ofStop({ pickup: [1, -1, 0] })],
    ['stops[0].setupSeconds: 0.5 is', ofStop({ setupSeconds: 0.5 })],
    ['stops[0].windows: none', ofStop({ windows: [] })],
    ['stops[0].windows: 5 is', ofStop({ windows: [...windows, { start: 5, end: 20 }] })],
    ['stops[0].skills: names one twice', ofStop({ skills: [1, 1] })],
    ['stops[0].hub: 1 is', ofStop({ hub: 1 })],
    ['stops[0].onlyVehicles: 2 is', ofStop({ onlyVehicles: [2] })],
    ['stops[0].onlyVehicles: none', ofStop({ onlyVehicles: [] })],
    ['stops[0].leaveOutCost: -1 is', ofStop({ leaveOutCost: -1 })],
    ['stops[0].latestAtHub: needs a pickup', ofStop({ pickup: kg(0), latestAtHub: 9 })],
    ['stops[0].mostSecondsOnBoard: needs a pickup', ofStop({ pickup: kg(0), mostSecondsOnBoard: 9 })],
    ['stops[0].recordVehicle: 2 is', ofStop({ recordVehicle: 2 })],
  ])('of a stop: %s', (field, complaint) => expect(complaint).toContain(field));

  test.each<[string, string]>([
    ['hubs: none', complaintAbout({ hubs: [] })],
    ['hubs[0].place: 3 is', ofHub({ place: 3 })],
    ['hubs[0].receiving: none', ofHub({ receiving: [] })],
    ['hubs[0].docks: 0 is', ofHub({ docks: 0, dockSeconds: 5 })],
    ['hubs[0].dockSeconds: needed with docks', ofHub({ docks: 2 })],
    ['hubs[0].dockSeconds: says nothing without docks', ofHub({ dockSeconds: 2 })],
  ])('of a hub: %s', (field, complaint) => expect(complaint).toContain(field));

  test.each<[string, string]>([
    ['vehicles[0].capacity: 2 amounts', ofVehicle({ capacity: [1, 1] })],
    ['vehicles[0].skills: -1 is', ofVehicle({ skills: [-1] })],
    ['vehicles[0].hub: 1 is', ofVehicle({ hub: 1 })],
    ['vehicles[0].costPerTrip: -1 is', ofVehicle({ costPerTrip: -1 })],
    ['vehicles[0].costPerServiceHour: -1 is', ofVehicle({ costPerServiceHour: -1 })],
    [
      'vehicles[0].kmBands: the first is not from 0',
      ofVehicle({ kmBands: [{ fromMetres: 1, costPerKm: 1 }] }),
    ],
    ['vehicles[0].kmBands: the first is not from 0', ofVehicle({ kmBands: [] })],
    [
      'vehicles[0].kmBands[1].fromMetres: 0 is',
      ofVehicle({
        kmBands: [
          { fromMetres: 0, costPerKm: 1 },
          { fromMetres: 0, costPerKm: 1 },
        ],
      }),
    ],
    ['vehicles[0].overtime.mostSeconds: -1 is', ofVehicle({ overtime: { mostSeconds: -1, costPerHour: 0 } })],
    ['vehicles[0].overtime.costPerHour: -1 is', ofVehicle({ overtime: { mostSeconds: 1, costPerHour: -1 } })],
    ['vehicles[0].breaks[0].windows: none', ofVehicle({ breaks: [{ windows: [], seconds: 1 }] })],
    ['vehicles[0].breaks[0].seconds: -1 is', ofVehicle({ breaks: [{ windows, seconds: -1 }] })],
    [
      'vehicles[0].breaks[0].mostLoad: 1 amounts',
      ofVehicle({ breaks: [{ windows, seconds: 1, mostLoad: [1] }] }),
    ],
    ['vehicles[0].mostTrips: 0 is', ofVehicle({ mostTrips: 0 })],
    ['vehicles[0].turnaroundSeconds: -1 is', ofVehicle({ turnaroundSeconds: -1 })],
    ['vehicles[0].mostStops: -1 is', ofVehicle({ mostStops: -1 })],
    ['vehicles[0].mostMetres: -1 is', ofVehicle({ mostMetres: -1 })],
    ['vehicles[0].mostDrivingSeconds: -1 is', ofVehicle({ mostDrivingSeconds: -1 })],
    ['vehicles[0].mostSecondsOut: -1 is', ofVehicle({ mostSecondsOut: -1 })],
  ])('of a vehicle: %s', (field, complaint) => expect(complaint).toContain(field));

  const fixing = (
    fixedStart: readonly number[],
    stop: Partial<ProblemStop> = {},
    more: Partial<ProblemVehicle> = {},
  ) =>
    complaintAbout({
      hubs: [{ place: 0 }, { place: 0 }],
      stops: [makeStop(1, stop), ...problem.stops.slice(1)],
      vehicles: [makeVehicle({ fixedStart, ...more }), makeVehicle({ fixedStart: [2] })],
    });
  test.each<[string, string]>([
    ['vehicles[0].fixedStart: 3 is', fixing([3])],
    ['vehicles[0].fixedStart: names one twice', fixing([0, 0])],
    ['vehicles.fixedStart: names one twice', fixing([2])],
    ['vehicles[0].fixedStart: more than mostStops', fixing([0, 1], {}, { mostStops: 1 })],
    ['vehicles[0].fixedStart: stop 0 is pinned elsewhere', fixing([0], { onlyVehicles: [1] })],
    ['vehicles[0].fixedStart: stop 0 is of another hub', fixing([0], { hub: 1 })],
    ['vehicles[0].fixedStart: stop 0 asks for skills', fixing([0], { skills: [1] })],
    ['vehicles[0].fixedStart: it may not come to stop 0', fixing([0], { largestAccess: 1 })],
  ])('of a fixed beginning: %s', (field, complaint) => expect(complaint).toContain(field));

  const shipping = (shipments: readonly ProblemShipment[], more: Partial<Problem> = {}) =>
    complaintAbout({
      stops: [makeStop(1, { pickup: kg(0) }), makeStop(2, { pickup: kg(0) }), makeStop(2)],
      shipments,
      ...more,
    });
  const amounts = kg(1);
  const one = [{ from: 0, to: 1, amounts }];
  const fixedTo = (fixedStart: readonly number[], isLocked = false) => ({
    vehicles: [makeVehicle({ fixedStart, isLocked })],
  });
  test.each<[string, string]>([
    ['shipments[0].to: 3 is', shipping([{ from: 0, to: 3, amounts }])],
    ['shipments[0].amounts: 1 amounts', shipping([{ from: 0, to: 1, amounts: [1] }])],
    ['shipments[0].to: stop 2 has a pickup', shipping([{ from: 0, to: 2, amounts }])],
    ['shipments: names one twice', shipping([...one, { from: 1, to: 0, amounts }])],
    ['vehicles[0].fixedStart: stop 1 comes before stop 0', shipping(one, fixedTo([1, 0]))],
    ['vehicles[0].fixedStart: stop 1 of the shipment', shipping(one, fixedTo([0], true))],
    ['none', shipping(one, fixedTo([0, 1], true))],
  ])('of a shipment: %s', (field, complaint) => expect(complaint).toContain(field));

  test.each<[string, Problem['prices']]>([
    ['prices.balance.aroundSeconds', { balance: { aroundSeconds: -1, costPerHour: 0 } }],
    ['prices.balance.costPerHour', { balance: { aroundSeconds: 1, costPerHour: -1 } }],
    ['prices.compactness.costPerKm', { compactness: { costPerKm: 0.5 } }],
    ['prices.stub.leastStops', { stub: { leastStops: 0, cost: 1 } }],
    ['prices.stub.cost', { stub: { leastStops: 1, cost: -1 } }],
    ['prices.stay.cost', { stay: { cost: -1 } }],
  ])('of the prices: %s', (field, prices) =>
    expect(complaintAbout({ prices: prices ?? {} })).toContain(field),
  );
});
