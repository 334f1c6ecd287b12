import * as m from './memory';
import { f64At, i32At, setF64, u8At } from './memory';

const stopKind: i32 = 0;
const breakKind: i32 = 4;

/** What a trip's load says to one more stop. */
export const fitsNowhere: i32 = 0;
export const fitsAnywhere: i32 = 1;
export const dependsOnPlace: i32 = 2;

/**
 * Whether a stop's load fits a trip (by its first node), without looking at a place in it. Deliveries are on board from
 * the start, pickups until the end, so both sums must fit, and a peak that leaves room for the larger of the two is safe.
 */
export function judgeLoad(head: i32, stop: i32): i32 {
  const limits = m.typeCapacity + ((<usize>(i32At(m.typeOfNode, head) * m.dimensions)) << 3);
  let verdict = fitsAnywhere;
  for (let d = 0; d < m.dimensions; d++) {
    const at = head * m.dimensions + d;
    const up = f64At(m.pickup, stop * m.dimensions + d);
    const down = f64At(m.delivery, stop * m.dimensions + d);
    const limit = f64At(limits, d);
    if (f64At(m.peak, at) + max(up, down) <= limit) continue;
    if (f64At(m.pickedUp, at) + up > limit || f64At(m.delivered, at) + down > limit) return fitsNowhere;
    verdict = dependsOnPlace;
  }
  return verdict;
}

/** Whether a stop's load fits right behind a node: its deliveries before it, its pickups from there on. */
export function fitsBehind(node: i32, stop: i32): bool {
  const limits = m.typeCapacity + ((<usize>(i32At(m.typeOf, i32At(m.run, node)) * m.dimensions)) << 3);
  for (let d = 0; d < m.dimensions; d++) {
    const limit = f64At(limits, d);
    const at = node * m.dimensions + d;
    if (f64At(m.peakTo, at) + f64At(m.delivery, stop * m.dimensions + d) > limit) return false;
    if (f64At(m.peakFrom, at) + f64At(m.pickup, stop * m.dimensions + d) > limit) return false;
  }
  return true;
}

/** Recomputes the loads of all trips of a run from its links. */
export function refreshLoads(vehicle: i32): void {
  const end = m.endNode(vehicle);
  const type = i32At(m.typeOf, vehicle);
  let first = m.startNode(vehicle);
  while (first !== end) {
    let last = i32At(m.next, first);
    for (let d = 0; d < m.dimensions; d++) {
      let up: f64 = 0;
      let down: f64 = 0;
      last = i32At(m.next, first);
      while (isInside(last)) {
        up += f64At(m.pickup, last * m.dimensions + d);
        if (m.hasDeliveries) down += f64At(m.delivery, last * m.dimensions + d);
        last = i32At(m.next, last);
      }
      const at = first * m.dimensions + d;
      setF64(m.pickedUp, at, up);
      setF64(m.delivered, at, down);
      setF64(m.peak, at, m.hasDeliveries ? refreshPeaks(first, last, d, down) : up);
    }
    if (m.dimensions > 0) {
      const limit = f64At(m.typeCapacity, type * m.dimensions);
      setF64(m.room, first, limit - f64At(m.pickedUp, first * m.dimensions));
    } else {
      while (isInside(last)) last = i32At(m.next, last);
    }
    first = last;
  }
}

function isInside(node: i32): bool {
  const kind = u8At(m.kind, node);
  return kind === stopKind || kind === breakKind;
}

/** Loads and their peaks at each node of a trip in one dimension; the peak of the whole trip. */
function refreshPeaks(first: i32, last: i32, d: i32, atStart: f64): f64 {
  let onBoard = atStart;
  let highest = atStart;
  for (let node = first; node !== last; node = i32At(m.next, node)) {
    const at = node * m.dimensions + d;
    onBoard += f64At(m.pickup, at) - f64At(m.delivery, at);
    highest = max(highest, onBoard);
    setF64(m.loads, at, onBoard);
    setF64(m.peakTo, at, highest);
  }
  let ahead: f64 = 0;
  for (let node = i32At(m.prev, last); ; node = i32At(m.prev, node)) {
    const at = node * m.dimensions + d;
    ahead = max(ahead, f64At(m.loads, at));
    setF64(m.peakFrom, at, ahead);
    if (node === first) break;
  }
  return highest;
}
