import * as m from './memory';
import { f64At, i32At, setI32, u8At } from './memory';
import { cellFrom, isNoted, metresOfCell, noteLink, unknownLeg } from './links';
import { refreshLoads } from './loads';
import * as rich from './rich';
import { setCost } from './totals';
import { firstStart, lastStart } from './windows';

/**
 * Recomputes everything derived of a run from its links, and its share in the plan's cost. 0, with the run's derived
 * figures undefined, where a leg has no way or a window or the shift is missed.
 */
export function refreshRun(vehicle: i32): i32 {
  const type = i32At(m.typeOf, vehicle);
  if (i32At(m.typeIsRich, type)) return rich.refresh(vehicle);
  const hadStops = i32At(m.size, vehicle) > 0;
  if (!refreshForward(vehicle, type)) return 0;
  if (m.isTimed) refreshBackward(vehicle);
  if (m.isFreshKept) refreshTails(vehicle);
  refreshLoads(vehicle);
  let cost: f64 = 0;
  if (i32At(m.size, vehicle) > 0) {
    cost =
      f64At(m.typeFixed, type) +
      f64At(m.typePerMetre, type) * <f64>i32At(m.metres, vehicle) +
      f64At(m.typePerDrivingSecond, type) * <f64>i32At(m.drivingSeconds, vehicle) +
      f64At(m.typePerServiceSecond, type) * <f64>i32At(m.serviceSeconds, vehicle);
    const perSecond = f64At(m.typePerSecond, type);
    if (perSecond > 0) {
      const out = refreshSegments(vehicle);
      setI32(m.secondsOut, vehicle, out);
      cost += perSecond * <f64>out;
    }
  }
  setCost(vehicle, cost, hadStops);
  return 1;
}

function refreshForward(vehicle: i32, type: i32): bool {
  const start = m.startNode(vehicle);
  const end = m.endNode(vehicle);
  const cells = <usize>i32At(m.typeCells, type);
  const isTimed = m.isTimed;
  let size = -1;
  let way = 0;
  let driving = 0;
  let serving = 0;
  let clock = i32At(m.opens, start);
  let endCloses = i32At(m.closes, end);
  setI32(m.ready, start, clock);
  for (let node = start; node !== end;) {
    const to = i32At(m.next, node);
    let leg = i32At(m.legSeconds, node);
    if (leg === unknownLeg) {
      const cell = cellFrom(cells, i32At(m.place, node), i32At(m.place, to));
      leg = load<i32>(cell);
      setI32(m.legSeconds, node, leg);
      setI32(m.legMetres, node, metresOfCell(cell));
    }
    const isEmptyRun = node === start && to === end;
    if (leg < 0 && !isEmptyRun) return false;
    way += i32At(m.legMetres, node);
    driving += leg;
    if (!isNoted(node, to, start)) {
      setI32(m.head, to, start);
      noteLink(type, node, to);
    }
    size++;
    const duration = i32At(m.service, to) + i32At(m.setup, to);
    serving += duration;
    if (m.isFreshKept && to < m.stops) endCloses = <i32>min(<f64>endCloses, f64At(m.latestAtHub, to));
    if (isTimed) {
      clock = max(clock + leg, i32At(m.opens, to));
      const closes = to === end ? endCloses : i32At(m.closes, to);
      if (clock > closes && !isEmptyRun) return false;
      if (u8At(m.isMulti, to)) clock = firstStart(to, clock);
      clock += duration;
      setI32(m.ready, to, clock);
    }
    node = to;
  }
  setI32(m.endCloses, vehicle, endCloses);
  setI32(m.size, vehicle, size);
  setI32(m.metres, vehicle, way);
  setI32(m.drivingSeconds, vehicle, driving);
  setI32(m.serviceSeconds, vehicle, serving);
  return true;
}

function refreshBackward(vehicle: i32): void {
  const start = m.startNode(vehicle);
  let node = m.endNode(vehicle);
  let bound = i32At(m.endCloses, vehicle);
  setI32(m.latest, node, bound);
  while (node !== start) {
    node = i32At(m.prev, node);
    bound -= i32At(m.legSeconds, node) + i32At(m.service, node) + i32At(m.setup, node);
    bound = min(bound, i32At(m.closes, node));
    if (u8At(m.isMulti, node)) bound = lastStart(node, bound);
    setI32(m.latest, node, bound);
  }
}

/**
 * Writes when the run ends for a start of each node at t: at t + `tailSeconds`, at `tailEnd` at the earliest. Nodes have
 * one window each.
 */
function refreshTails(vehicle: i32): void {
  const start = m.startNode(vehicle);
  let node = m.endNode(vehicle);
  let seconds = 0;
  let end = i32At(m.opens, node);
  setTailEnd(node, seconds, end);
  while (node !== start) {
    node = i32At(m.prev, node);
    seconds += i32At(m.legSeconds, node) + i32At(m.service, node) + i32At(m.setup, node);
    end = max(i32At(m.opens, node) + seconds, end);
    setTailEnd(node, seconds, end);
  }
}

function setTailEnd(node: i32, seconds: i32, end: i32): void {
  setI32(m.tailSeconds, node, seconds);
  setI32(m.tailEnd, node, end);
}

/** Least seconds out; writes the head and tail segments of all nodes (Vidal et al. 2013, doi 10.1016/j.cor.2012.07.018). */
function refreshSegments(vehicle: i32): i32 {
  const start = m.startNode(vehicle);
  const end = m.endNode(vehicle);
  let out = 0;
  let late = i32At(m.closes, start);
  setHead(start, out, late);
  for (let node = start; node !== end;) {
    const shift = out + i32At(m.legSeconds, node);
    node = i32At(m.next, node);
    const opens = i32At(m.opens, node);
    const wait = max(0, opens - shift - late);
    late = min(i32At(m.closes, node) - shift, late);
    out = shift + i32At(m.service, node) + i32At(m.setup, node) + wait;
    setHead(node, out, late);
  }
  const total = out;
  out = 0;
  let early = i32At(m.opens, end);
  setTail(end, out, early);
  for (let node = end; node !== start;) {
    node = i32At(m.prev, node);
    const closes = i32At(m.closes, node);
    const shift = i32At(m.service, node) + i32At(m.setup, node) + i32At(m.legSeconds, node);
    const wait = max(0, early - shift - closes);
    early = max(early - shift, i32At(m.opens, node)) - wait;
    out += shift + wait;
    setTail(node, out, early);
  }
  return total;
}

function setHead(node: i32, out: i32, late: i32): void {
  setI32(m.headOut, node, out);
  setI32(m.headLate, node, late);
}

function setTail(node: i32, out: i32, early: i32): void {
  setI32(m.tailOut, node, out);
  setI32(m.tailEarly, node, early);
}
