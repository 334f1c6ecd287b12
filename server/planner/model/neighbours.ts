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
  // even, since the kernel looks at two at a time
  const nextToWidth = 2 * Math.ceil(Math.min(insertionWidth, stops) / 2);
  const aroundWidth = Math.min(removalWidth, Math.max(1, stops));
  const nextTo = new Int32Array(stops * nextToWidth);
  const around = new Int32Array(stops * aroundWidth);
  const driving = new Float64Array(stops);
  const closeness = new Float64Array(stops);
  const flat = flatten(problem);
  for (let stop = 0; stop < stops; stop++) {
    measure(flat, stop, driving, closeness);
    selectSmallest(closeness, nextTo, stop * nextToWidth, nextToWidth);
    selectSmallest(driving, around, stop * aroundWidth, aroundWidth);
  }
  return { nextTo, nextToWidth, around, aroundWidth };
}

/** What is asked of all pairs of stops, per stop, and the matrices' seconds. */
interface FlatStops {
  readonly place: Int32Array;
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  readonly duration: Float64Array;
  readonly size: number;
  readonly seconds: readonly Int32Array[];
}

function flatten({ stops, matrices }: Problem): FlatStops {
  return {
    place: Int32Array.from(stops, (stop) => stop.place),
    opens: Float64Array.from(stops, ({ windows }) => windows[0]!.start),
    closes: Float64Array.from(stops, ({ windows }) => windows.at(-1)!.end),
    duration: Float64Array.from(stops, (stop) => stop.setupSeconds + stop.serviceSeconds),
    size: matrices[0]?.size ?? 0,
    seconds: matrices.map((matrix) => matrix.seconds),
  };
}

/** Fills both rows of one stop; Infinity where the pair cannot be neighbours. The stop itself is around itself. */
function measure(flat: FlatStops, from: number, driving: Float64Array, closeness: Float64Array): void {
  const { place, opens, closes, duration } = flat;
  const stops = place.length;
  for (let to = 0; to < stops; to++) {
    const there = leastSeconds(flat, place[from]!, place[to]!);
    const back = leastSeconds(flat, place[to]!, place[from]!);
    driving[to] = Math.min(there, back);
    closeness[to] = Math.min(
      closenessInOrder(there + duration[from]!, opens[from]!, closes[from]!, opens[to]!, closes[to]!) -
        duration[from]!,
      closenessInOrder(back + duration[to]!, opens[to]!, closes[to]!, opens[from]!, closes[from]!) -
        duration[to]!,
    );
  }
  closeness[from] = Infinity;
  driving[from] = -1;
}

/** Seconds between two beginnings of service and, for less, of the waiting that cannot be avoided. */
function closenessInOrder(
  between: number,
  opens: number,
  closes: number,
  opensNext: number,
  closesNext: number,
): number {
  if (opens + between > closesNext) return Infinity;
  return between + waitingWeight * Math.max(0, opensNext - closes - between);
}

function leastSeconds({ seconds, size }: FlatStops, from: number, to: number): number {
  let least = Infinity;
  for (let matrix = 0; matrix < seconds.length; matrix++) {
    const cell = seconds[matrix]![from * size + to]!;
    if (cell >= 0 && cell < least) least = cell;
  }
  return least;
}
