import { afterAll, describe, expect, it } from 'vitest';
import type { Vehicle } from '#server/contract/fleet.ts';
import type { Request } from '#server/contract/request.ts';
import { checkSolution } from '#server/planner/check/check-solution.ts';
import { explainUnassigned } from '#server/planner/explain/explain-unassigned.ts';
import { splitLargeStops } from '#server/planner/model/split-stops.ts';
import { buildProblem } from '#server/services/planning/build-problem.ts';
import { dayClock } from '#server/services/planning/day-clock.ts';
import { openHub } from '#server/services/planning/hub-day.ts';
import { gatherStops } from '#server/services/planning/gather-stops.ts';
import { singleStops } from '#server/services/planning/single-stops.ts';
import type { PlanningTools } from '#server/services/planning/plan-day.ts';
import { rejoin, searchPlan } from '#server/services/planning/search-plan.ts';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { aMatrix, aRequest, aVehicle, somePlaces } from './support.ts';

const clock = dayClock('2026-03-02', 'Asia/Ho_Chi_Minh');
const solver = makeSolverPool({ threads: 1 });
afterAll(() => solver.close());

const tools = {
  // Ended by iterations, whatever the speed of the machine.
  solver: {
    ...solver,
    solve: (problem, settings) => solver.solve(problem, { ...settings, iterations: 500 }),
  },
  checkSolution: (problem, solution) =>
    checkSolution(problem, solution).violations.map((violation) => violation.text),
  explainUnassigned,
  splitStops: splitLargeStops,
} satisfies Partial<PlanningTools>;

const farmAndHub = aMatrix([
  [0, 10_000],
  [10_000, 0],
]);
const points = [
  [103, 22],
  [103.1, 22],
] as const;

describe('searchPlan', () => {
  it('takes a joined stop apart where that is cheaper', async () => {
    // Joined, 700 + 700 kg need the large truck: 5,000,000. One by one, two small ones do: 2 × 100,000.
    const vehicles = [
      aVehicle({ id: 'large', capacity_kg: 2500, fixed_cost: 5_000_000, cost_per_km: 0, cost_per_hour: 0 }),
      ...['small-1', 'small-2'].map((id) =>
        aVehicle({ id, capacity_kg: 1000, fixed_cost: 100_000, cost_per_km: 0, cost_per_hour: 0 }),
      ),
    ];
    const requests = [aRequest({ id: 'a', kg: 700 }), aRequest({ id: 'b', kg: 700 })];
    const places = somePlaces(points, { light: farmAndHub }, { a: 1, b: 1 }, vehicles);
    const joined = buildProblem(
      gatherStops(requests, vehicles, places, clock),
      vehicles,
      places,
      clock,
      openHub,
    );
    expect(joined.stops.length).toBe(1);
    const input = {
      hub: { name: 'hub', lat: 22, lon: 103, timezone: 'Asia/Ho_Chi_Minh', currency: 'VND' },
      date: '2026-03-02',
      requests,
      vehicles,
      seconds: 60,
      seed: 1,
      snapLimitMetres: 1000,
    };
    const planning = tools as unknown as PlanningTools; // searching needs no routing
    const { solution, day } = await searchPlan(
      joined,
      places,
      clock,
      openHub,
      input,
      planning,
      {},
      () => undefined,
    );
    expect(solution.cost).toBe(200_000);
    expect(day.stops.length).toBe(2);
  });
});

describe('searchPlan of a request that no vehicle carries whole', () => {
  const search = async (requests: Request[], vehicles: Vehicle[]) => {
    const placeOf = Object.fromEntries(requests.map(({ id }) => [id, 1]));
    const places = somePlaces(points, { light: farmAndHub }, placeOf, vehicles);
    const gathered = gatherStops(requests, vehicles, places, clock);
    const input = {
      hub: { name: 'hub', lat: 22, lon: 103, timezone: 'Asia/Ho_Chi_Minh', currency: 'VND' },
      date: '2026-03-02',
      requests,
      vehicles,
      seconds: 60,
      seed: 1,
      snapLimitMetres: 1000,
    };
    const planning = tools as unknown as PlanningTools; // searching needs no routing
    const day = buildProblem(gathered, vehicles, places, clock, openHub);
    const found = await searchPlan(day, places, clock, openHub, input, planning, {}, () => undefined);
    const loads = found.solution.runs.map((run) => {
      const visits = rejoin(
        run.trips.flat().map((stop) => found.day.stops[stop]!), // the solution's stops are the day's
        gathered,
      );
      return visits.map((visit) => visit.requests.map(({ id, kg }) => [id, kg]));
    });
    return { ...found, loads };
  };

  it('brings it in with several, each piece a visit with its own load', async () => {
    // 3,000 kg: 1,240 + 1,240 + 520; the small one rides with the rest.
    const vehicles = ['L-1', 'L-2', 'L-3'].map((id) => aVehicle({ id }));
    const requests = [
      aRequest({ id: 'large', kg: 3000, crates: 150, parcels: 600 }),
      aRequest({ id: 'b', kg: 100 }),
      aRequest({ id: 'c', kg: 60, crates: 3 }),
    ];
    const { solution, loads, day } = await search(requests, vehicles);
    expect(solution.unassigned).toEqual([]);
    expect(day.requestScale).toBe(100);
    const ofLarge = loads.flat(2).filter(([id]) => id === 'large');
    expect(ofLarge.map(([, kg]) => kg).sort()).toEqual([1240, 1240, 520]);
    expect(loads.flat(2)).toHaveLength(5);
  });

  it('brings in what it can, and joins pieces that one vehicle takes', async () => {
    // Pieces of 1,000, 800 and 700 kg: the large vehicle takes the first two in one visit.
    const vehicles = [
      aVehicle({ id: 'large', capacity_kg: 1800, cost_per_km: 1 }),
      aVehicle({ id: 'small', capacity_kg: 1000, cost_per_km: 1 }),
    ];
    const { loads, solution } = await search([aRequest({ id: 'a', kg: 2500, crates: 125 })], vehicles);
    expect(solution.unassigned).toEqual([]);
    expect(loads.every((visits) => visits.length === 1)).toBe(true);
    expect(loads.flat(2).reduce((sum, [, kg]) => sum + Number(kg), 0)).toBe(2500);
  });
});

describe('rejoin', () => {
  it('makes one stop again of what still follows each other', () => {
    const vehicles = [aVehicle({ id: 'v' })];
    const requests = ['a', 'b', 'c'].map((id) => aRequest({ id, kg: 50 }));
    const places = somePlaces(points, { light: farmAndHub }, { a: 1, b: 1, c: 1 }, vehicles);
    const joined = gatherStops(requests, vehicles, places, clock);
    const [a, b, c] = singleStops(joined, places, clock);
    if (!a || !b || !c) throw new Error('three requests make three single stops');
    expect(rejoin([a, b, c], joined).map((stop) => stop.requests.map(({ id }) => id))).toEqual([
      ['a', 'b', 'c'],
    ]);
    expect(rejoin([a, c], joined)).toHaveLength(1);
    expect(rejoin([a], joined)).toEqual([a]);
  });

  it('leaves what opens later a stop of its own, so that what came first need not wait for it', () => {
    // One by one: a 06:00 to 07:00, b 08:00 to 08:10. As one stop both would begin at 08:00 and leave at 09:10.
    const vehicles = [aVehicle({ id: 'v' })];
    const requests = [
      aRequest({ id: 'a', kg: 50, service_minutes: 60 }),
      aRequest({ id: 'b', kg: 50, ready_from: '2026-03-02T08:00:00+07:00' }),
    ];
    const places = somePlaces(points, { light: farmAndHub }, { a: 1, b: 1 }, vehicles);
    const joined = gatherStops(requests, vehicles, places, clock);
    const [a, b] = singleStops(joined, places, clock);
    if (!a || !b) throw new Error('two requests make two single stops');
    expect(rejoin([a, b], joined)).toEqual([a, b]);
    expect(rejoin([b, a], joined)).toHaveLength(1);
  });
});
