import type { Problem, SolutionRun } from '../model/problem.ts';
import { leastTimeOut } from './least-time-out.ts';
import type { Point } from './read-run.ts';
import type { Report } from './violation.ts';
import { walkPoints, type Diary } from './walk-points.ts';

interface RunTimes {
  readonly secondsOut: number;
  readonly overtimeSeconds: number;
  /** Per trip: when it comes to the hub or the run's end. */
  readonly arrivals: readonly number[];
}

/** Walks a run through from its best departure and reports what comes too late. */
export function checkTimes(
  problem: Problem,
  run: SolutionRun,
  points: readonly Point[],
  report: Report,
): RunTimes {
  const vehicle = problem.vehicles[run.vehicle]!;
  const start = leastTimeOut(points, vehicle, run.startsAt);
  const diary = walkPoints(points, start);
  reportLate(points, diary, report);
  const arrivals = points.flatMap(({ stop }, index) => (stop < 0 ? [diary.arrivals[index]!] : []));
  for (const [index, { stop, trip }] of points.entries()) {
    if (stop < 0) continue;
    const { latestAtHub = Infinity, mostSecondsOnBoard = Infinity } = problem.stops[stop]!;
    const late = arrivals[trip]! - latestAtHub;
    if (late > 0) report('latest_at_hub', stop, late, `Stop ${stop}'s goods come ${late} s too late.`);
    const long = arrivals[trip]! - diary.leaves[index]! - mostSecondsOnBoard;
    if (long > 0) report('on_board', stop, long, `Stop ${stop}'s goods are on board ${long} s too long.`);
  }
  const overtimeSeconds = Math.max(0, diary.end - vehicle.shift.end);
  const over = overtimeSeconds - (vehicle.overtime?.mostSeconds ?? 0);
  if (over > 0) report('shift', null, over, `The run ends ${over} s after the last second allowed.`);
  return { secondsOut: diary.end - start, overtimeSeconds, arrivals };
}

function reportLate(points: readonly Point[], diary: Diary, report: Report): void {
  for (const { point, isBreak, seconds } of diary.late) {
    const { stop, trip } = points[point]!;
    if (isBreak) {
      report('break_window', null, seconds, `A break of trip ${trip} begins ${seconds} s too late.`);
    } else if (stop >= 0) {
      report('time_window', stop, seconds, `Stop ${stop} is reached ${seconds} s after its last window.`);
    } else {
      report('receiving', null, seconds, `Trip ${trip} arrives ${seconds} s after receiving hours.`);
    }
  }
}
