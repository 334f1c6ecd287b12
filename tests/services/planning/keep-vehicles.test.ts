import { expect, it } from 'vitest';
import type { Vehicle } from '#server/contract/fleet.ts';
import { keepVehicles } from '#server/services/planning/keep-vehicles.ts';
import { termsOfType } from '#server/services/rates/rate-terms-of.ts';
import { sampleVehicle } from '../../store/samples.ts';

/** A stop for each request; vehicles are of one kind where their numbers of `kinds` are the same. */
function found(kinds: readonly number[], runs: Record<number, string[]>, change: Partial<Vehicle> = {}) {
  const requests = Object.values(runs).flat();
  return {
    day: {
      vehicles: kinds.map((_, index) => sampleVehicle({ id: `v${index}`, name: `L-${index}`, ...change })),
      problem: { vehicles: kinds.map((matrix) => ({ matrix })) },
      stops: requests.map((id) => ({ requests: [{ id }] })),
    },
    solution: {
      runs: Object.entries(runs).map(([vehicle, served]) => ({
        vehicle: Number(vehicle),
        trips: [served.map((id) => requests.indexOf(id))],
      })),
      unassigned: [],
      cost: 0,
      penalty: 0,
    },
  } as unknown as Parameters<typeof keepVehicles>[0]; // of the problem only what makes kinds
}

const vehiclesOf = ({ solution }: ReturnType<typeof keepVehicles>) =>
  solution.runs.map(({ vehicle }) => vehicle);
const kept = (vehicle: string, ...requests: string[]) => ({ vehicle, requests: new Set(requests) });

it('gives each vehicle that is relied on the run with most of what it had', () => {
  const plan = found([0, 0, 0], { 0: ['a', 'b', 'c'], 1: ['d', 'e'], 2: ['f'] });
  // L-1 had a, b and d: two of them are in the first run. L-0 had c and f: one in each, and the first is taken.
  expect(
    vehiclesOf(keepVehicles(plan, [kept('L-1', 'a', 'b', 'd'), kept('L-0', 'c', 'f')], termsOfType)),
  ).toEqual([1, 2, 0]);
});

it('sends out a vehicle that is relied on rather than one that stood still', () => {
  const plan = found([0, 0], { 0: ['a'] });
  expect(vehiclesOf(keepVehicles(plan, [kept('L-1', 'z')], termsOfType))).toEqual([1]);
});

it('leaves runs with vehicles of another kind, or at another price, where they are', () => {
  const plan = found([0, 1], { 0: ['a'] });
  expect(vehiclesOf(keepVehicles(plan, [kept('L-1', 'a')], termsOfType))).toEqual([0]);
  const alike = found([0, 0], { 0: ['a'] });
  const dearer = (vehicle: Vehicle) => ({
    ...termsOfType(vehicle),
    costPerTrip: vehicle.name === 'L-1' ? 1 : 0,
  });
  expect(vehiclesOf(keepVehicles(alike, [kept('L-1', 'a')], dearer))).toEqual([0]);
});
