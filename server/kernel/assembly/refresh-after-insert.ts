import * as m from './memory';
import { f64At, i32At, setF64, setI32, u8At } from './memory';
import { cellBytes, cellFrom, metresOfCell, noteLink } from './links';
import { addToTotal, costAt } from './totals';
import { firstStart, lastStart } from './windows';

/** Whether `refreshAfterInsert` can stand in for `refreshRun`: no time out to be priced, no loads by place or time. */
export function canRefreshPart(type: i32): bool {
  return (
    !i32At(m.typeIsRich, type) && f64At(m.typePerSecond, type) === 0 && !m.hasDeliveries && !m.isFreshKept
  );
}

/**
 * Brings a run up to date after one linked stop has been put into it, looking only as far to both sides as times
 * change. `secondsBefore` and `metresBefore` are of the leg that it was put into. The caller knows that every rule holds.
 */
export function refreshAfterInsert(stop: i32, type: i32, secondsBefore: i32, metresBefore: i32): void {
  const vehicle = i32At(m.run, stop);
  const after = i32At(m.prev, stop);
  const before = i32At(m.next, stop);
  const first = m.startNode(vehicle);
  const cellIn = cellTo(type, i32At(m.place, after), i32At(m.place, stop));
  const cellOut = cellFrom(<usize>i32At(m.typeCells, type), i32At(m.place, stop), i32At(m.place, before));
  const secondsIn = load<i32>(cellIn);
  const secondsOut = load<i32>(cellOut);
  const metresIn = metresOfCell(cellIn);
  const metresOut = metresOfCell(cellOut);
  setI32(m.legSeconds, after, secondsIn);
  setI32(m.legSeconds, stop, secondsOut);
  setI32(m.legMetres, after, metresIn);
  setI32(m.legMetres, stop, metresOut);
  setI32(m.head, stop, first);
  noteLink(type, after, stop);
  noteLink(type, stop, before);
  addLoad(first, stop);
  const wasEmpty = i32At(m.size, vehicle) === 0;
  const secondsMore = secondsIn + secondsOut - secondsBefore;
  const metresMore = metresIn + metresOut - metresBefore;
  const duration = i32At(m.service, stop) + i32At(m.setup, stop);
  setI32(m.size, vehicle, i32At(m.size, vehicle) + 1);
  setI32(m.metres, vehicle, i32At(m.metres, vehicle) + metresMore);
  setI32(m.drivingSeconds, vehicle, i32At(m.drivingSeconds, vehicle) + secondsMore);
  setI32(m.serviceSeconds, vehicle, i32At(m.serviceSeconds, vehicle) + duration);
  // what an empty run is said to drive has never been paid
  const paidSeconds = wasEmpty ? i32At(m.drivingSeconds, vehicle) : secondsMore;
  const paidMetres = wasEmpty ? i32At(m.metres, vehicle) : metresMore;
  const costMore =
    (wasEmpty ? f64At(m.typeFixed, type) : 0) +
    f64At(m.typePerMetre, type) * <f64>paidMetres +
    f64At(m.typePerDrivingSecond, type) * <f64>paidSeconds +
    f64At(m.typePerServiceSecond, type) * <f64>duration;
  if (wasEmpty) setI32(m.usedOfType, type, i32At(m.usedOfType, type) + 1);
  setF64(m.runCost, vehicle, f64At(m.runCost, vehicle) + costMore);
  addToTotal(costAt, costMore);
  if (!m.isTimed) return;
  passReady(stop, m.endNode(vehicle));
  passLatest(stop, first);
}

/** The leg from one place to another, found among those that lead there. */
export function cellTo(type: i32, from: i32, to: i32): usize {
  const cell = to * i32At(m.typeToRow, type) + from * i32At(m.typeToStep, type);
  return <usize>i32At(m.typeCellsTo, type) + ((<usize>cell) << cellBytes());
}

function addLoad(first: i32, stop: i32): void {
  for (let d = 0; d < m.dimensions; d++) {
    const at = first * m.dimensions + d;
    const load = f64At(m.pickedUp, at) + f64At(m.pickup, stop * m.dimensions + d);
    setF64(m.pickedUp, at, load);
    setF64(m.peak, at, load);
  }
  if (m.dimensions > 0) setF64(m.room, first, f64At(m.room, first) - f64At(m.pickup, stop * m.dimensions));
}

function passReady(stop: i32, end: i32): void {
  for (let node = stop; ; node = i32At(m.next, node)) {
    const before = i32At(m.prev, node);
    let clock = max(i32At(m.ready, before) + i32At(m.legSeconds, before), i32At(m.opens, node));
    if (u8At(m.isMulti, node)) clock = firstStart(node, clock);
    clock += i32At(m.service, node) + i32At(m.setup, node);
    if (node !== stop && i32At(m.ready, node) === clock) return;
    setI32(m.ready, node, clock);
    if (node === end) return;
  }
}

function passLatest(stop: i32, start: i32): void {
  for (let node = stop; ; node = i32At(m.prev, node)) {
    let bound = i32At(m.latest, i32At(m.next, node)) - i32At(m.legSeconds, node);
    bound -= i32At(m.service, node) + i32At(m.setup, node);
    bound = min(bound, i32At(m.closes, node));
    if (u8At(m.isMulti, node)) bound = lastStart(node, bound);
    if (node !== stop && i32At(m.latest, node) === bound) return;
    setI32(m.latest, node, bound);
    if (node === start) return;
  }
}
