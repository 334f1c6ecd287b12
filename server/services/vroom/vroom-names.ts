import type { VroomJob, VroomShipment } from '#server/contract/vroom.ts';
import type { ParsedProblem } from './parse-vroom.ts';
import { refuse } from './refuse.ts';

type TaskType = 'job' | 'pickup' | 'delivery';
type VroomTask = VroomShipment['pickup'];

/** What a stop of the planner is in the problem it came from. */
export type NamedStop =
  | { readonly type: 'job'; readonly id: number; readonly task: VroomTask; readonly of: VroomJob }
  | {
      readonly type: 'pickup' | 'delivery';
      readonly id: number;
      readonly task: VroomTask;
      readonly of: VroomShipment;
    };

/** The tasks of a problem in the planner's order: jobs, then each shipment's pickup and delivery. */
export interface VroomNames {
  readonly stops: readonly NamedStop[];
  /** @throws UserError PROBLEM_INVALID, in the name of who says so */
  stopOf(where: string, type: TaskType, id: number): number;
  /** Indices of the vehicles of this id: VROOM lets several have one. Throws as `stopOf`. */
  vehiclesOf(where: string, field: string, id: number): readonly number[];
  /** Index of a hub of the problem's own. Throws as `stopOf`. */
  hubOf(where: string, id: number): number;
}

/** @throws UserError PROBLEM_INVALID where two have one id */
export function vroomNames(problem: ParsedProblem): VroomNames {
  const stops: NamedStop[] = [
    ...problem.jobs.map((job) => ({ type: 'job' as const, id: job.id, task: job, of: job })),
    ...problem.shipments.flatMap((of) =>
      (['pickup', 'delivery'] as const).map((type) => ({ type, id: of[type].id, task: of[type], of })),
    ),
  ];
  const byName = indexByName(stops.map(({ type, id }) => `${type} ${id}`));
  const hubs = indexByName((problem.hubs ?? []).map(({ id }) => `hub ${id}`));
  const vehicles = new Map<number, number[]>();
  for (const [index, { id }] of problem.vehicles.entries()) {
    vehicles.set(id, [...(vehicles.get(id) ?? []), index]);
  }
  return {
    stops,
    stopOf: (where, type, id) =>
      byName.get(`${type} ${id}`) ?? refuse(where, `it names ${type} ${id}, which is not there`),
    vehiclesOf: (where, field, id) =>
      vehicles.get(id) ?? refuse(where, `${field} names vehicle ${id}, which is not there`),
    hubOf: (where, id) => hubs.get(`hub ${id}`) ?? refuse(where, `it names hub ${id}, which is not there`),
  };
}

export function nameOfStop({ type, id }: NamedStop): string {
  return `${type} ${id}`;
}

function indexByName(names: readonly string[]): Map<string, number> {
  const index = new Map<string, number>();
  for (const [at, name] of names.entries()) {
    if (index.has(name)) refuse(name, 'there are two of this id');
    index.set(name, at);
  }
  return index;
}
