import { checkSolution } from './planner/check/check-solution.ts';
import { splitLargeStops } from './planner/model/split-stops.ts';
import { costOfSolutionRun, inputOfRun, penaltyOfSolution } from './planner/state/run-schedule.ts';
import type { VroomPlanner } from './services/vroom/vroom-tools.ts';

/** The planner's means that problems in VROOM's format are answered with. */
export const vroomPlanner: VroomPlanner = {
  inputOfRun,
  costOfRun: costOfSolutionRun,
  penaltyOf: penaltyOfSolution,
  checkSolution: (problem, solution) => checkSolution(problem, solution).violations,
  splitStops: splitLargeStops,
};
