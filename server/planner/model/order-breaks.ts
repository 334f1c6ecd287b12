import type { ProblemBreak } from './problem.ts';

/** Indices of breaks in the order of the middles of their windows: the order in which they are likely to be taken. */
export function orderBreaks(breaks: readonly ProblemBreak[]): number[] {
  const twiceMiddle = breaks.map(({ windows }) => windows[0]!.start + windows.at(-1)!.end); // at least one each
  return [...breaks.keys()].sort((a, b) => twiceMiddle[a]! - twiceMiddle[b]! || a - b);
}
