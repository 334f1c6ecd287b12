import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { VroomSolution } from '#server/contract/vroom.ts';
import type { LonLat, Matrix } from '#server/routing/port.ts';
import type { VroomRouting } from '#server/services/vroom/routed-travel.ts';
import { sharedFile } from '../../support/shared-data.ts';
import { answer, plan, read } from './read.ts';

const folder = sharedFile('bench/vroom-examples');
const load = (name: string) => JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8'));

/** Roads that are as a solution says between its steps; everywhere else there is no way. */
function roadsOf(solution: VroomSolution): VroomRouting {
  const legs = new Map<string, { seconds: number; metres: number }>();
  for (const { steps } of solution.routes) {
    const places = steps.filter(({ location }) => location !== undefined);
    for (const [index, to] of places.slice(1).entries()) {
      const from = places[index]!;
      legs.set(`${from.location} ${to.location}`, {
        seconds: to.duration - from.duration,
        metres: to.distance! - from.distance!,
      });
    }
  }
  const matrix = (points: readonly LonLat[]): Matrix => {
    const cells = points.flatMap((from) => points.map((to) => legs.get(`${from} ${to}`)));
    return {
      size: points.length,
      seconds: Int32Array.from(cells, (leg) => leg?.seconds ?? -1),
      metres: Int32Array.from(cells, (leg) => leg?.metres ?? -1),
    };
  };
  const unasked = () => Promise.reject(new Error('not asked for'));
  return {
    engine: {
      identity: unasked,
      nearest: async (points) => points.map((location) => ({ location, distanceMetres: 0, roadName: '' })),
      table: unasked,
      route: unasked,
      close: async () => undefined,
    },
    matrices: { matrix: async (points) => matrix(points) },
    snapLimitMetres: 1000,
  };
}

/** What does not depend on where VROOM lets a route begin. */
const withoutGeometry = ({ routes, ...rest }: VroomSolution) => ({
  ...rest,
  routes: routes.map(({ geometry: _geometry, ...route }) => route),
});

describe.skipIf(folder === null)('VROOM’s own examples', () => {
  it('the first: shipments, skills, a break and times of the epoch, answered as VROOM does', async () => {
    const expected: VroomSolution = load('example_1_sol');
    const solution = await answer(
      load('example_1'),
      // Stops: jobs 1, 2, 5, 6, then pickup 4 and delivery 3.
      () => ({ runs: runsOf(expected, ['job 1', 'job 2', 'job 5', 'job 6', 'pickup 4', 'delivery 3']) }),
      roadsOf(expected),
    );
    const told = (of: VroomSolution) =>
      of.routes.map(({ vehicle, steps, duration, service, setup, delivery, pickup }) => ({
        vehicle,
        duration,
        service,
        setup,
        delivery,
        pickup,
        steps: steps.map(({ type, id, load, location }) => ({ type, id, load, location })),
      }));
    expect(told(solution)).toEqual(told(expected));
    expect(solution.summary.cost).toBe(expected.summary.cost);
  });

  it('the second: a matrix of one’s own, answered to the letter', async () => {
    const expected: VroomSolution = load('example_2_sol');
    const solution = await answer(load('example_2'), () => ({ runs: [{ vehicle: 0, trips: [[0, 1]] }] }));
    const { computing_times: _, ...summary } = solution.summary;
    expect({ ...solution, summary }).toEqual(expected);
  });

  it('the third: plan mode with a load above capacity, lead time and delays, answered to the letter', async () => {
    const expected: VroomSolution = load('example_3_sol');
    const solution = withoutGeometry(await plan(load('example_3'), roadsOf(expected)));
    const { computing_times: _, ...summary } = solution.summary;
    const causes = (of: { violations: readonly { cause: string }[] }) =>
      of.violations.toSorted((a, b) => a.cause.localeCompare(b.cause));
    expect(causes(summary)).toEqual(causes(expected.summary));
    // Its routes have no `amount`, and count a metre more than their last step.
    const told = (of: VroomSolution['routes']) =>
      of.map(({ violations, distance: _distance, amount: _amount, ...route }) => ({
        ...route,
        violations: causes({ violations }),
      }));
    expect(told(solution.routes)).toEqual(told(withoutGeometry(expected).routes));
  });

  it('are refused without a region where they bring no matrices', async () => {
    await expect(read(load('example_1'))).rejects.toThrow('no region is given');
  });
});

function runsOf({ routes }: VroomSolution, names: readonly string[]) {
  return routes.map(({ vehicle, steps }) => {
    const stops = steps.flatMap(({ type, id }) => {
      const stop = names.indexOf(`${type} ${id}`);
      return stop < 0 ? [] : [stop];
    });
    const breakAt = steps.filter(({ type }) => type !== 'start').findIndex(({ type }) => type === 'break');
    return {
      vehicle: vehicle - 1,
      trips: [stops],
      ...(breakAt >= 0 && { breaks: [{ index: 0, trip: 0, position: breakAt }] }),
    };
  });
}
