import type { PlanState } from '../state/plan-state.ts';

/** What a trip's load says to one more stop. */
export type LoadVerdict = typeof fitsNowhere | typeof fitsAnywhere | typeof dependsOnPlace;
export const fitsNowhere = 0;
const fitsAnywhere = 1;
export const dependsOnPlace = 2;

/**
 * Whether a stop's load fits a trip (by its first node), without looking at a place in it. Deliveries are on board from
 * the start, pickups until the end, so both sums must fit, and a peak that leaves room for the larger of the two is safe.
 */
export function judgeLoad(state: PlanState, head: number, stop: number): LoadVerdict {
  const { instance, pickedUp, delivered, peak } = state;
  const { capacity } = instance.types[instance.typeOf[state.run[head]!]!]!;
  const { dimensions } = instance;
  let verdict: LoadVerdict = fitsAnywhere;
  for (let d = 0; d < dimensions; d++) {
    const at = head * dimensions + d;
    const up = instance.pickup[stop * dimensions + d]!;
    const down = instance.delivery[stop * dimensions + d]!;
    const limit = capacity[d]!;
    if (peak[at]! + (up > down ? up : down) <= limit) continue;
    if (pickedUp[at]! + up > limit || delivered[at]! + down > limit) return fitsNowhere;
    verdict = dependsOnPlace;
  }
  return verdict;
}

/** Whether a stop's load fits right behind a node: its deliveries before it, its pickups from there on. */
export function fitsBehind(state: PlanState, node: number, stop: number): boolean {
  const { instance, run, peakTo, peakFrom } = state;
  const { capacity } = instance.types[instance.typeOf[run[node]!]!]!;
  const { dimensions } = instance;
  for (let d = 0; d < dimensions; d++) {
    const limit = capacity[d]!;
    const at = node * dimensions + d;
    if (peakTo[at]! + instance.delivery[stop * dimensions + d]! > limit) return false;
    if (peakFrom[at]! + instance.pickup[stop * dimensions + d]! > limit) return false;
  }
  return true;
}
