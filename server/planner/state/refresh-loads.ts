import type { PlanState } from './plan-state.ts';
import { breakKind, endNode, startNode, stopKind } from '../model/instance.ts';

/** Recomputes the loads of all trips of a run from its links. */
export function refreshLoads(state: PlanState, vehicle: number): void {
  const { instance, next, pickedUp, delivered, peak } = state;
  const { pickup, delivery, dimensions, kind, hasDeliveries } = instance;
  const { capacity } = instance.types[instance.typeOf[vehicle]!]!;
  const end = endNode(instance, vehicle);
  let first = startNode(instance, vehicle);
  while (first !== end) {
    let last = next[first]!;
    for (let d = 0; d < dimensions; d++) {
      let up = 0;
      let down = 0;
      last = next[first]!;
      while (kind[last] === stopKind || kind[last] === breakKind) {
        up += pickup[last * dimensions + d]!;
        if (hasDeliveries) down += delivery[last * dimensions + d]!;
        last = next[last]!;
      }
      const at = first * dimensions + d;
      pickedUp[at] = up;
      delivered[at] = down;
      peak[at] = hasDeliveries ? refreshPeaks(state, first, last, d, down) : up;
    }
    if (dimensions > 0) state.room[first] = capacity[0]! - pickedUp[first * dimensions]!;
    first = last;
  }
}

/** Loads and their peaks at each node of a trip in one dimension; the peak of the whole trip. */
function refreshPeaks(state: PlanState, first: number, last: number, d: number, atStart: number): number {
  const { next, prev, load, peakTo, peakFrom, instance } = state;
  const { dimensions } = instance;
  let onBoard = atStart;
  let highest = atStart;
  for (let node = first; node !== last; node = next[node]!) {
    const at = node * dimensions + d;
    onBoard += instance.pickup[at]! - instance.delivery[at]!;
    if (onBoard > highest) highest = onBoard;
    load[at] = onBoard;
    peakTo[at] = highest;
  }
  let ahead = 0;
  for (let node = prev[last]!; ; node = prev[node]!) {
    const at = node * dimensions + d;
    if (load[at]! > ahead) ahead = load[at]!;
    peakFrom[at] = ahead;
    if (node === first) break;
  }
  return highest;
}
