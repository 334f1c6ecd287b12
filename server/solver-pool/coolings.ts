/** A piece of the search in which it cools down, from a progress between 0 and 1 on to the end. */
export interface Cooling {
  /** Share of the whole work that is done when it ends. */
  readonly until: number;
  readonly from: number;
}

/** A quick cooling has this share of the work. */
const quickShare = 0.05;

/**
 * The coolings of a search with quick ones in front where there is much work: whoever ends the search long before its limit
 * finds what a search of a twentieth of the limit, or of that, would have found. Each has to be worth the name, at least
 * `leastPerStop` of the `workPerStop` of the whole search.
 */
export function quickFirst(
  coolings: readonly Cooling[],
  workPerStop: number,
  leastPerStop: number,
): Cooling[] {
  if (quickShare * workPerStop < leastPerStop) return [...coolings];
  const quick = quickFirst([{ until: 1, from: 0 }], quickShare * workPerStop, leastPerStop);
  return [
    ...quick.map(({ until, from }) => ({ until: quickShare * until, from })),
    ...coolings.map(({ until, from }) => ({ until: quickShare + (1 - quickShare) * until, from })),
  ];
}
