import * as m from './memory';
import { f64At, i32At, setI32, u8At } from './memory';
import { idleVehicle, removeWithPartner, settle } from './plan';
import { below, fraction } from './random';

/** Runs taken apart together, at most. */
const mostRuns: i32 = 8;
/** So many vehicles' loads are taken out: enough for the one vehicle, or for it and a part of another. */
const leastLoads: f64 = 0.7;
const mostLoads: f64 = 1.7;

let round: i32 = 0;

/**
 * Ruin for the choice of vehicles: takes whole neighbouring runs apart, with about as much load as one idle vehicle can
 * carry, and names its type, to be used first. Stop by stop a larger vehicle never pays; it does for two runs at once. −1, and
 * nothing removed, where there is no idle vehicle for the stops at hand.
 */
export function removeRuns(): i32 {
  round++;
  const type = below(m.types);
  const seed = below(m.stops);
  if (f64At(m.soloCost, type * m.stops + seed) === Infinity || idleVehicle(type, -1) < 0) return -1;
  let loads = leastLoads + fraction() * (mostLoads - leastLoads);
  let runs = 0;
  for (let at = seed * m.aroundWidth; at < (seed + 1) * m.aroundWidth && loads > 0 && runs < mostRuns; at++) {
    const stop = i32At(m.around, at);
    if (stop < 0) break;
    const vehicle = i32At(m.run, stop);
    if (vehicle < 0 || u8At(m.isOpenRun, vehicle) === 0 || i32At(m.isTakenApart, vehicle) === round) continue;
    setI32(m.isTakenApart, vehicle, round);
    setI32(m.ruined, runs++, vehicle);
    loads -= removeAll(vehicle, type);
  }
  for (let index = 0; index < runs; index++) settle(i32At(m.ruined, index));
  return runs === 0 ? -1 : type;
}

/** All stops of a run that are not fixed; how much of a vehicle of the type those fill that it may serve. */
function removeAll(vehicle: i32, type: i32): f64 {
  const end = m.endNode(vehicle);
  let share: f64 = 0;
  for (let node = i32At(m.next, m.startNode(vehicle)); node !== end;) {
    const following = i32At(m.next, node);
    if (node < m.stops && i32At(m.run, node) === vehicle && u8At(m.isFixed, node) === 0) {
      if (f64At(m.soloCost, type * m.stops + node) < Infinity) share += loadShare(type, node);
      removeWithPartner(node);
    }
    node = following;
  }
  return share;
}

/** How much of a vehicle of this type the stop fills, in the dimension in which it fills most. */
export function loadShare(type: i32, stop: i32): f64 {
  let share: f64 = 0;
  for (let d = 0; d < m.dimensions; d++) {
    const at = stop * m.dimensions + d;
    const amount = max(f64At(m.pickup, at), f64At(m.delivery, at));
    const limit = f64At(m.typeCapacity, type * m.dimensions + d);
    if (amount > 0 && limit < Infinity) share = max(share, amount / limit);
  }
  return share;
}
