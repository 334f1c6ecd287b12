import { afterAll, describe, expect, it } from 'vitest';
import { checkSolution } from '#server/planner/check/check-solution.ts';
import { explainUnassigned } from '#server/planner/explain/explain-unassigned.ts';
import { splitLargeStops } from '#server/planner/model/split-stops.ts';
import { buildProblem } from '#server/services/planning/build-problem.ts';
import { dayClock } from '#server/services/planning/day-clock.ts';
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
  solver,
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
    const joined = buildProblem(gatherStops(requests, vehicles, places, clock), vehicles, places, clock);
    expect(joined.stops.length).toBe(1);
    const input = {
      hub: { name: 'hub', lat: 22, lon: 103, timezone: 'Asia/Ho_Chi_Minh', currency: 'VND' },
      date: '2026-03-02',
      requests,
      vehicles,
      seconds: 0.5,
      seed: 1,
      snapLimitMetres: 1000,
    };
    const planning = tools as unknown as PlanningTools; // searching needs no routing
    const { solution, day } = await searchPlan(joined, places, clock, input, planning, {}, () => undefined);
    expect(solution.cost).toBe(200_000);
    expect(day.stops.length).toBe(2);
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
