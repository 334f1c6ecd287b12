import * as m from './memory';
import { f64At, i32At, setI32, u8At } from './memory';
import { applyInsertion, favour, findAnywhere, findNear, price } from './insertion';
import { below, fraction } from './random';
import * as rich from './rich';
import { absentCount, costAt } from './totals';

/** How often the places beside neighbours having failed, all places are looked at. */
const wideLookShare: f64 = 0.1;

/** Of the orders in `orderKeys`, after one at random; as in Christiaens & Vanden Berghe (2020). */
const weightOfRandom: i32 = 4;
const orders: i32 = 6;
const weightsWithoutWindows: i32 = 11;
const weightsWithWindows: i32 = 17;

/**
 * Puts absent stops back one by one, each at its cheapest place (greedy insertion with blinks): the last `fresh` stops of
 * the absent list and up to `others` of those before. `isThorough` looks at every place where the neighbours have none;
 * otherwise that is done now and then. Ends early, false, as soon as the plan costs more than `mostCost`. The first
 * stop that a vehicle of the type `favoured` may serve opens one, if any is idle; −1: none.
 */
export function recreate(
  fresh: i32,
  others: i32,
  sharesFixedCost: bool,
  isThorough: bool,
  mostCost: f64,
  favoured: i32,
): bool {
  const count = fillQueue(fresh, others);
  shuffle(count);
  const order = chooseOrder();
  if (order >= 0) sortQueue(count, order);
  favour(favoured);
  const isWhole = insertQueue(count, sharesFixedCost, isThorough, mostCost);
  favour(-1);
  return isWhole;
}

/** Inserts the first stops of `queue`, in that order, as `recreate` does. */
export function insertQueue(count: i32, sharesFixedCost: bool, isThorough: bool, mostCost: f64): bool {
  for (let index = 0; index < count; index++) {
    const stop = i32At(m.queue, index);
    if (m.hasShipments && i32At(m.partner, stop) >= 0) {
      if (i32At(m.run, stop) < 0) rich.insertPair(stop);
      continue;
    }
    findNear(stop, sharesFixedCost);
    if (price === Infinity && (isThorough || fraction() < wideLookShare)) findAnywhere(stop);
    const isDear = u8At(m.isOptional, stop) === 1 && price >= f64At(m.leaveOutCost, stop);
    if (!isDear) applyInsertion(stop);
    if (f64At(m.totals, costAt) > mostCost) return false;
  }
  return true;
}

function fillQueue(fresh: i32, others: i32): i32 {
  const all = absentCount();
  const older = all - fresh;
  let count = 0;
  for (let index = older; index < all; index++) setI32(m.queue, count++, i32At(m.absent, index));
  const offset = older > others ? below(older) : 0;
  for (let index = 0; index < min(older, others); index++) {
    const stop = i32At(m.absent, (offset + index) % older);
    if (u8At(m.isOpenStop, stop) === 1) setI32(m.queue, count++, stop);
  }
  return count;
}

function shuffle(count: i32): void {
  for (let last = count - 1; last > 0; last--) {
    const other = below(last + 1);
    const kept = i32At(m.queue, last);
    setI32(m.queue, last, i32At(m.queue, other));
    setI32(m.queue, other, kept);
  }
}

/** −1 for the random order that the queue is in. */
function chooseOrder(): i32 {
  let pick = below(m.hasWindows ? weightsWithWindows : weightsWithoutWindows);
  if (pick < weightOfRandom) return -1;
  pick -= weightOfRandom;
  for (let order = 0; order < orders; order++) {
    pick -= weightOfOrder(order);
    if (pick < 0) return order;
  }
  return orders - 1;
}

/** Load first, far, near, short window, early, late. */
function weightOfOrder(order: i32): i32 {
  if (order === 0) return 4;
  return order === 2 ? 1 : 2;
}

/** Largest key first. */
function sortQueue(count: i32, order: i32): void {
  const keys = m.orderKeys + ((<usize>(order * m.stops)) << 3);
  for (let index = 1; index < count; index++) {
    const stop = i32At(m.queue, index);
    const key = f64At(keys, stop);
    let at = index;
    while (at > 0 && f64At(keys, i32At(m.queue, at - 1)) < key) {
      setI32(m.queue, at, i32At(m.queue, at - 1));
      at--;
    }
    setI32(m.queue, at, stop);
  }
}
