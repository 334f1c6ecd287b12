import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { VroomSolution } from '#server/contract/vroom.ts';
import { parseVroom } from '#server/services/vroom/parse-vroom.ts';
import { solveVroom } from '#server/services/vroom/solve-vroom.ts';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { vroomPlanner } from '#server/vroom-planner.ts';
import { answer, settings } from './read.ts';

const solver = makeSolverPool({ threads: 1 });
afterAll(() => solver.close());

const load = (name: string) =>
  JSON.parse(readFileSync(new URL(`problems/${name}.json`, import.meta.url), 'utf8')) as Record<
    string,
    unknown
  >;

const solve = (problem: object) =>
  solveVroom(
    parseVroom(JSON.stringify(problem), null),
    { ...settings, iterations: 2000 },
    {
      planner: vroomPlanner,
      solver,
      routing: null,
    },
  );

/** `2: pickup 1, job 9` */
const routesOf = ({ routes }: VroomSolution) =>
  routes.map(({ vehicle, steps }) => {
    const tasks = steps.slice(1, -1).map(({ type, id }) => (id === undefined ? type : `${type} ${id}`));
    return `${vehicle}: ${tasks.join(', ')}`;
  });

/** Each with its only best answer, which is worked out in the comment. */
const days: {
  name: string;
  says: string;
  routes: string[];
  runs: { vehicle: number; trips: number[][] }[];
  cost: number;
  unassigned: number[];
}[] = [
  {
    // 60 + 60 is above the capacity of 100, so each village has a trip: 2 × 1000 + 2 × 1500 s of driving at 1 a second,
    // and 50 a trip: 5100. With 2 × 300 s of service and 600 s between trips it lasts 6200 of the 8000 s. Both orders
    // cost the same.
    name: 'two-trips',
    says: 'comes back to unload where the vehicle may',
    routes: ['1: job 1, hub, job 2', '1: job 2, hub, job 1'],
    runs: [{ vehicle: 0, trips: [[0], [1]] }],
    cost: 5100,
    unassigned: [],
  },
  {
    // Two of three may be served. Without job 1 that costs 410 at most, but priority comes first: job 1 with
    // job 2 is 100 + 1950 + 2000 = 4050 (back to front 2000 + 1950 + 100, the same), with job 3 it is
    // 200 + 1900 + 2000 = 4100.
    name: 'priority-first',
    says: 'serves what matters before what is cheap',
    routes: ['1: job 1, job 2', '1: job 2, job 1'],
    runs: [{ vehicle: 0, trips: [[1, 0]] }],
    cost: 4050,
    unassigned: [3],
  },
  {
    // Produce first would be 10 + 10 + 20 = 40, but then 8 parcels and 8 of produce are on board of a vehicle for 10.
    // Parcels first: 30 + 15 + 25 = 70.
    name: 'parcels-out-produce-in',
    says: 'hands out before it takes in where both do not fit',
    routes: ['1: job 1, job 2'],
    runs: [{ vehicle: 0, trips: [[0, 1]] }],
    cost: 70,
    unassigned: [],
  },
  {
    // Only vehicle 2 may carry the shipment: 600 + 500 + 800 = 1900 and 500 for its use. Job 9 is where it is fetched, so
    // with it on board nothing is added (alone, vehicle 1 would take 800 for it), before or after the pickup. The window
    // from 3000 on is waited for by leaving later, which costs nothing.
    name: 'skilled-shipment',
    says: 'sends the vehicle that can, and lets it do what is on its way',
    routes: ['2: pickup 1, job 9, delivery 2', '2: job 9, pickup 1, delivery 2'],
    runs: [{ vehicle: 1, trips: [[0, 1, 2]] }],
    cost: 2400,
    unassigned: [],
  },
  {
    // Fish first is 1000 + 500 + 600 = 2100 but leaves the fish on board for 500 + 300 + 600 = 1400 s, of at most 1200.
    // Rice first is 600 + 500 + 1100 = 2200, with the fish on board for 1100 s.
    name: 'fresh-fish',
    says: 'fetches last what does not keep',
    routes: ['1: job 2, job 1'],
    runs: [{ vehicle: 0, trips: [[1, 0]] }],
    cost: 2200,
    unassigned: [],
  },
  {
    // The parcels are waited for until 2600 and the produce is there from 3000 on, so that it cannot be fetched on the way
    // from home. To the hub, parcels, produce, hub: 1500 + 600 + 700 + 900 = 3700. At the parcels after 1500 + 200 at
    // the hub + 600 = 2300 s.
    name: 'home-first',
    says: 'goes from home to the hub first',
    routes: ['1: hub, job 1, job 2'],
    runs: [{ vehicle: 0, trips: [[], [0, 1]] }],
    cost: 3700,
    unassigned: [],
  },
];

describe.each(days)('$name', ({ name, says, routes, runs, cost, unassigned }) => {
  it(`${says}`, async () => {
    const solution = await solve(load(name));
    expect(routes).toContain(routesOf(solution)[0]);
    expect(solution.routes).toHaveLength(1);
    expect(solution.summary.cost).toBe(cost);
    expect(solution.unassigned.map(({ id }) => id)).toEqual(unassigned);
    expect(solution.summary.violations).toEqual([]);
  });

  it('is told with the cost that was worked out by hand, and the check finds nothing wrong', async () => {
    const solution = await answer(load(name), () => ({ runs }));
    expect(routes).toContain(routesOf(solution)[0]);
    expect(solution.summary.cost).toBe(cost);
    expect(solution.unassigned.map(({ id }) => id)).toEqual(unassigned);
    expect(solution.summary.violations).toEqual([]);
  });
});

it('comes out the same again, save for the time it took', async () => {
  const text = async () => {
    const { summary, ...rest } = await solve(load('skilled-shipment'));
    const { computing_times: _, ...figures } = summary;
    return JSON.stringify({ ...rest, figures });
  };
  expect(await text()).toBe(await text());
});
