/** What each stop of a fixed order costs, and what is left that none of them causes. */
export interface SequenceValue {
  /** By stop, in their order; together with `rest` the cost of the whole sequence. */
  readonly shares: readonly number[];
  /** Going straight from the start to the end: what would be spent for no stop at all. */
  readonly rest: number;
}

/**
 * The exact Shapley value of visiting stops in a fixed order, where leaving stops out shortens the way and changes
 * nothing else. Each way from i to j is driven by those groups that have both and none of the m stops between, so it
 * is a game of its own, whose value is known: docs/shares.md derives it, after Levinger, Hazon and Azaria,
 * arXiv 1909.04713. O(n²): what a way gives to all stops between is noted at the two ends of that stretch.
 *
 * @param count stops, 1 … count; the start is 0 and the end count + 1
 * @param costBetween of going straight from one to a later one
 */
export function sequenceValue(
  count: number,
  costBetween: (from: number, to: number) => number,
): SequenceValue {
  const own = new Float64Array(count + 2);
  // What each stop has more than the one before it, of ways that pass it by.
  const steps = new Float64Array(count + 3);
  for (let from = 0; from <= count; from++) {
    for (let to = from + 1; to <= count + 1; to++) {
      const between = to - from - 1;
      const ends = (from > 0 ? 1 : 0) + (to <= count ? 1 : 0);
      const cost = costBetween(from, to);
      const [atEnd, passed] = partsOf(ends, between, cost);
      if (from > 0) own[from]! += atEnd;
      if (to <= count) own[to]! += atEnd;
      steps[from + 1]! -= passed;
      steps[to]! += passed;
    }
  }
  const shares: number[] = [];
  let passing = 0;
  for (let stop = 1; stop <= count; stop++) {
    passing += steps[stop]!;
    shares.push(own[stop]! + passing);
  }
  return { shares, rest: costBetween(0, count + 1) };
}

/** What a way adds to each of its ends that is a stop, and takes from each stop between. */
function partsOf(ends: number, between: number, cost: number): readonly [number, number] {
  if (ends === 2) {
    const atEnd = cost / ((between + 1) * (between + 2));
    return [atEnd, between > 0 ? (2 * atEnd) / between : 0];
  }
  if (ends === 1) return [cost / (between + 1), between > 0 ? cost / (between * (between + 1)) : 0];
  return [0, between > 0 ? cost / between : 0];
}
