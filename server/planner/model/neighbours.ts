import type { Problem } from './problem.ts';
import { selectSmallest } from './select-smallest.ts';

/** How much a second of waiting between two stops counts against a second of driving (Vidal et al. 2013). */
const waitingWeight = 0.2;

/**
 * For each stop, the stops that may stand next to it in a run, nearest first by driving and waiting
 * (`nextTo`), and those around it by driving alone (`around`). −1 ends a row that is not full.
 */
export function findNeighbours(problem: Problem, insertionWidth: number, removalWidth: number) {
  const stops = problem.stops.length;
  const nextToWidth = Math.min(insertionWidth, Math.max(1, stops - 1));
  const aroundWidth = Math.min(removalWidth, Math.max(1, stops));
  const nextTo = new Int32Array(stops * nextToWidth);
  const around = new Int32Array(stops * aroundWidth);
  const driving = new Float64Array(stops);
  const closeness = new Float64Array(stops);
  for (let stop = 0; stop < stops; stop++) {
    measure(problem, stop, driving, closeness);
    selectSmallest(closeness, nextTo, stop * nextToWidth, nextToWidth);
    selectSmallest(driving, around, stop * aroundWidth, aroundWidth);
  }
  return { nextTo, nextToWidth, around, aroundWidth };
}

/** Fills both rows of one stop; Infinity where the pair cannot be neighbours. The stop itself is around itself. */
function measure(problem: Problem, from: number, driving: Float64Array, closeness: Float64Array): void {
  const a = problem.stops[from]!;
  const aOpens = a.windows[0]!.start + a.setupSeconds + a.serviceSeconds;
  const aCloses = a.windows.at(-1)!.end + a.setupSeconds + a.serviceSeconds;
  for (const [to, b] of problem.stops.entries()) {
    const there = leastSeconds(problem, a.place, b.place);
    const back = leastSeconds(problem, b.place, a.place);
    const bOpens = b.windows[0]!.start;
    const bCloses = b.windows.at(-1)!.end;
    const bService = b.setupSeconds + b.serviceSeconds;
    const after =
      aOpens + there > bCloses ? Infinity : there + waitingWeight * Math.max(0, bOpens - aCloses - there);
    const aWindow = a.windows[0]!.start;
    const before =
      bOpens + bService + back > a.windows.at(-1)!.end
        ? Infinity
        : back + waitingWeight * Math.max(0, aWindow - bCloses - bService - back);
    driving[to] = Math.min(there, back);
    closeness[to] = Math.min(after, before);
  }
  closeness[from] = Infinity;
  driving[from] = -1;
}

function leastSeconds(problem: Problem, from: number, to: number): number {
  let least = Infinity;
  for (const matrix of problem.matrices) {
    const seconds = matrix.seconds[from * matrix.size + to]!;
    if (seconds >= 0 && seconds < least) least = seconds;
  }
  return least;
}
