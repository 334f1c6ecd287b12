import { checkSolution } from '#server/planner/check/check-solution.ts';
import { explainUnassigned } from '#server/planner/explain/explain-unassigned.ts';
import { splitLargeStops } from '#server/planner/model/split-stops.ts';
import { isDiffering } from '#server/routing/compare-legs.ts';
import type { LonLat, RoutingEngine } from '#server/routing/port.ts';
import type { PlanningTools } from '#server/services/planning/plan-day.ts';
import type { SolverPool } from '#server/solver-pool/port.ts';

/** Roads as the crow flies at 36 km/h, of one build. */
export function flatRoads(
  solver: SolverPool,
  built: string,
  change: Partial<RoutingEngine> = {},
): PlanningTools {
  const metresBetween = (a: LonLat, b: LonLat) => Math.round(Math.hypot(a[0] - b[0], a[1] - b[1]) * 100_000);
  const engine: RoutingEngine = {
    identity: async () => ({
      engine: 'valhalla',
      version: '3.6.1',
      region: 'highland',
      built,
      conditions: '',
    }),
    nearest: async (points) => points.map((location) => ({ location, distanceMetres: 0, roadName: '' })),
    table: () => Promise.reject(new Error('matrices answers in its place')),
    route: async (points) =>
      points.slice(1).map((to, index) => {
        const from = points[index] ?? to;
        const metres = metresBetween(from, to);
        return { seconds: Math.floor(metres / 10), metres, coordinates: [from, to], steps: [] };
      }),
    close: async () => undefined,
    ...change,
  };
  return {
    engine,
    matrices: {
      around: async (place, others) => {
        const metres = Int32Array.from(others, (other) => metresBetween(place, other));
        const ways = { metres, seconds: metres.map((value) => Math.floor(value / 10)) };
        return { to: ways, from: ways };
      },
      matrix: async (points) => {
        const metres = Int32Array.from(points.flatMap((a) => points.map((b) => metresBetween(a, b))));
        return { size: points.length, metres, seconds: metres.map((value) => Math.floor(value / 10)) };
      },
    },
    hasSharedProfiles: true,
    solver,
    checkSolution: (problem, solution) =>
      checkSolution(problem, solution).violations.map((violation) => violation.text),
    priceSolution: (problem, solution) => {
      const { cost, penalty } = checkSolution(problem, solution);
      return { cost, penalty };
    },
    explainUnassigned,
    splitStops: splitLargeStops,
    differingLeg: isDiffering,
  };
}
