import type { ProblemVehicle, SolutionRun } from '../model/problem.ts';
import type { Report } from './violation.ts';

/** Every break of the vehicle is taken once, at a place that the run has, and they are told in their order. */
export function checkBreaks(vehicle: ProblemVehicle, run: SolutionRun, report: Report): void {
  const taken = run.breaks ?? [];
  const times = (vehicle.breaks ?? []).map((_, index) => taken.filter((each) => each.index === index).length);
  for (const [index, count] of times.entries()) {
    if (count !== 1) report('break', null, Math.abs(count - 1), `Break ${index} is taken ${count} times.`);
  }
  let before = { trip: 0, position: 0 };
  for (const { index, trip, position } of taken) {
    if (times[index] === undefined) report('break', null, 1, `There is no break ${index}.`);
    const stops = run.trips[trip]?.length ?? -1;
    if (!Number.isInteger(position) || position < 0 || position > stops) {
      report('break', null, 1, `Break ${index} is at no place of the run.`);
    }
    if (trip < before.trip || (trip === before.trip && position < before.position)) {
      report('break', null, 1, `Break ${index} is told after a later one.`);
    }
    before = { trip, position };
  }
}
