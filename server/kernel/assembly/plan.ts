import * as m from './memory';
import { i32At, setI32, u8At } from './memory';
import { keepRun } from './journal';
import { leaveRun, link } from './links';
import { canRefreshPart, refreshAfterInsert } from './refresh-after-insert';
import { refreshRun } from './refresh-run';
import * as rich from './rich';
import { countMissed, listAbsent, unlistAbsent } from './totals';

/** Puts an absent stop behind a node. The caller has made sure that every rule holds; 0 where it has not. */
export function insert(stop: i32, after: i32): i32 {
  const vehicle = i32At(m.run, after);
  keepRun(vehicle);
  const before = i32At(m.next, after);
  const seconds = i32At(m.legSeconds, after);
  const metres = i32At(m.legMetres, after);
  link(after, stop);
  link(stop, before);
  setI32(m.run, stop, vehicle);
  unlistAbsent(stop);
  const type = i32At(m.typeOf, vehicle);
  if (!canRefreshPart(type)) return refreshRun(vehicle);
  refreshAfterInsert(stop, type, seconds, metres);
  return 1;
}

/** Takes a stop out of its run; `settle` must follow before the run is looked at. */
export function remove(stop: i32): void {
  keepRun(i32At(m.run, stop));
  link(i32At(m.prev, stop), i32At(m.next, stop));
  leaveRun(stop);
  countMissed(stop, 1);
  listAbsent(stop);
}

/** The same with the other stop of its shipment. */
export function removeWithPartner(stop: i32): void {
  const partner = i32At(m.partner, stop);
  remove(stop);
  if (partner >= 0 && i32At(m.run, partner) >= 0) remove(partner);
}

/**
 * Brings a run up to date after removals. Where the new leg is impossible or so much longer that a window is missed,
 * which tables without the triangle inequality can do, the stops behind it are taken out too.
 */
export function settle(vehicle: i32): void {
  if (i32At(m.typeIsRich, i32At(m.typeOf, vehicle))) {
    rich.settle(vehicle);
    return;
  }
  while (!refreshRun(vehicle)) remove(i32At(m.prev, m.endNode(vehicle)));
}

/**
 * A vehicle of a type without stops that the search may use, the one of the stop's plan of record if it can be; −1 where
 * there is none.
 */
export function idleVehicle(type: i32, stop: i32): i32 {
  const from = i32At(m.memberOffset, type);
  const to = i32At(m.memberOffset, type + 1);
  if (i32At(m.usedOfType, type) === to - from) return -1;
  const record = stop < 0 ? -1 : i32At(m.recordVehicle, stop);
  if (record >= 0 && i32At(m.typeOf, record) === type && isIdle(record)) return record;
  for (let at = from; at < to; at++) {
    const vehicle = i32At(m.members, at);
    if (isIdle(vehicle)) return vehicle;
  }
  return -1;
}

function isIdle(vehicle: i32): bool {
  return i32At(m.size, vehicle) === 0 && u8At(m.isOpenRun, vehicle) === 1;
}
