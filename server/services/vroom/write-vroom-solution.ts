import type { VroomOutRoute, VroomSolution } from '#server/contract/vroom.ts';
import { sumAmounts } from '#server/domain/load.ts';
import type { ReadProblem } from './read-vroom-problem.ts';
import type { PartedProblem } from './vroom-tools.ts';
import { mergeViolations } from './write-route.ts';
import { namedStop, partOf, whereIs } from './write-steps.ts';

/** What a solution consists of, its routes written already. */
export interface SolutionParts {
  readonly routes: readonly VroomOutRoute[];
  /** Stops of the parted problem, ascending. */
  readonly unassigned: readonly number[];
  /** What penalties and prices come to. */
  readonly penalty: number;
  readonly times: VroomSolution['summary']['computing_times'];
}

/** The answer in VROOM's form. */
export function writeVroomSolution(
  read: ReadProblem,
  parted: PartedProblem,
  { routes, unassigned, penalty, times }: SolutionParts,
): VroomSolution {
  const total = (field: 'cost' | 'setup' | 'service' | 'duration' | 'waiting_time' | 'priority') =>
    routes.reduce((sum, route) => sum + route[field], 0);
  const amounts = (field: 'delivery' | 'pickup') => [
    ...sumAmounts(
      routes.map((route) => route[field] ?? []),
      read.dimensions,
    ),
  ];
  const delivery = amounts('delivery');
  const hasDistances = read.travel.metresOf !== null;
  const isPriced =
    read.parsed.prices !== null || parted.problem.stops.some((stop) => stop.leaveOutCost !== undefined);
  return {
    code: 0,
    summary: {
      cost: total('cost'),
      routes: routes.length,
      unassigned: unassigned.length,
      ...(read.dimensions > 0 && { delivery, amount: delivery, pickup: amounts('pickup') }),
      setup: total('setup'),
      service: total('service'),
      duration: total('duration'),
      waiting_time: total('waiting_time'),
      priority: total('priority'),
      ...(hasDistances && { distance: routes.reduce((sum, route) => sum + (route.distance ?? 0), 0) }),
      violations: mergeViolations(routes.flatMap((route) => route.violations)),
      ...(isPriced && { penalty }),
      computing_times: times,
    },
    unassigned: unassigned.map((stop) => {
      const { id, type, task } = namedStop(read, parted, stop);
      return {
        id,
        type,
        ...(task.description !== undefined && { description: task.description }),
        ...whereIs(read.places, parted.problem.stops[stop]!.place),
        ...partOf(parted, stop),
      };
    }),
    routes: [...routes],
  };
}
