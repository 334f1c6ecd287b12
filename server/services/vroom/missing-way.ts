import type { ReadProblem } from './read-vroom-problem.ts';
import { nodesOfRun } from './run-nodes.ts';
import type { SolutionRun } from './vroom-tools.ts';

/** Between which two of its places a run has no way, in words; null where it can go all along. */
export function missingWay({ problem, places }: ReadProblem, run: SolutionRun): string | null {
  const vehicle = problem.vehicles[run.vehicle]!; // runs name vehicles of their problem
  const { size, seconds } = problem.matrices[vehicle.matrix]!;
  let from = vehicle.startPlace;
  for (const { place } of nodesOfRun(problem, run)) {
    if (seconds[from * size + place]! < 0) {
      const name = (of: number) => places.locations[of]?.join(', ') ?? `index ${places.indices[of]}`;
      return `no way leads from [${name(from)}] to [${name(place)}]`;
    }
    from = place;
  }
  return null;
}
