import type { Problem, ProblemStop, ProblemVehicle } from '../model/problem.ts';
import { mayEnter } from './access.ts';
import { canCarryFreight } from './freight.ts';
import { fitsAlone } from './size.ts';

/** All rules that look at one stop and one vehicle only, times aside. */
export function mayServe(problem: Problem, stop: ProblemStop, vehicle: ProblemVehicle): boolean {
  return mayEnter(stop, vehicle) && canCarryFreight(problem, stop, vehicle) && fitsAlone(stop, vehicle);
}
