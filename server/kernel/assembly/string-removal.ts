import * as m from './memory';
import { i32At, setI32, u8At } from './memory';
import { removeWithPartner, settle } from './plan';
import { below, fraction } from './random';
import { absentCount } from './totals';

/** Parameters and their values from Christiaens & Vanden Berghe (2020), table 2. */
const meanRemoved: i32 = 10;
const longestString: i32 = 10;
const splitShare: f64 = 0.5;
const growShare: f64 = 0.01;

let round: i32 = 0;

/**
 * Ruin by strings: takes short strings of consecutive stops out of runs that lie next to each other, which leaves
 * room both in load and in place (Christiaens & Vanden Berghe 2020, doi 10.1287/trsc.2019.0914).
 */
export function removeStrings(): void {
  round++;
  const longest = min(<f64>longestString, meanRunSize());
  const mostRuns = <f64>(4 * meanRemoved) / (1 + longest) - 1;
  const runs = <i32>(1 + fraction() * mostRuns);
  const seed = chooseSeed();
  let ruined = 0;
  for (let at = seed * m.aroundWidth; at < (seed + 1) * m.aroundWidth && ruined < runs; at++) {
    const stop = i32At(m.around, at);
    if (stop < 0) break;
    const vehicle = i32At(m.run, stop);
    if (vehicle < 0 || i32At(m.isRuined, vehicle) === round || u8At(m.isOpenRun, vehicle) === 0) continue;
    setI32(m.isRuined, vehicle, round);
    setI32(m.ruined, ruined++, vehicle);
    removeString(stop, vehicle, longest);
  }
  for (let index = 0; index < ruined; index++) settle(i32At(m.ruined, index));
}

/** Half of the time around a stop that is absent, if any; one that the search may change, unless none is soon found. */
function chooseSeed(): i32 {
  const count = absentCount();
  if (count > 0 && fraction() < 0.5) {
    const stop = i32At(m.absent, below(count));
    if (u8At(m.isOpenStop, stop) === 1) return stop;
  }
  let stop = below(m.stops);
  for (let tries = 0; tries < 16; tries++) {
    const vehicle = i32At(m.run, stop);
    if (vehicle < 0 || u8At(m.isOpenRun, vehicle) === 1) break;
    stop = below(m.stops);
  }
  return stop;
}

function meanRunSize(): f64 {
  let used = 0;
  for (let type = 0; type < m.types; type++) used += i32At(m.usedOfType, type);
  return used === 0 ? 1 : max<f64>(1, <f64>(m.stops - absentCount()) / <f64>used);
}

/** A string around the stop, or, split, a longer one of which some stops in the middle stay. */
function removeString(stop: i32, vehicle: i32, longest: f64): void {
  const size = i32At(m.size, vehicle);
  const taken = min(<i32>(1 + fraction() * min(<f64>size, longest)), size);
  let kept = 0;
  if (taken > 1 && taken < size && fraction() < splitShare) {
    kept = 1;
    while (taken + kept < size && fraction() < growShare) kept++;
  }
  removeAround(stop, vehicle, taken, kept);
}

/** Removes all but `kept` of the `taken + kept` stops of a string that has the stop at a random place in it. */
function removeAround(stop: i32, vehicle: i32, taken: i32, kept: i32): void {
  const span = taken + kept;
  const start = m.startNode(vehicle);
  const end = m.endNode(vehicle);
  let before = below(span);
  let node = stop;
  while (before > 0 && i32At(m.prev, node) !== start) {
    node = i32At(m.prev, node);
    before--;
  }
  // too close to the end for the whole string: begin it earlier
  let room = 1;
  for (let ahead = node; room < span && i32At(m.next, ahead) !== end; ahead = i32At(m.next, ahead)) room++;
  for (; room < span && i32At(m.prev, node) !== start; room++) node = i32At(m.prev, node);
  const keptFrom = kept > 0 ? 1 + below(taken - 1) : span;
  for (let index = 0; index < room; index++) {
    setI32(m.stringNodes, index, node);
    node = i32At(m.next, node);
  }
  for (let index = 0; index < room; index++) {
    if (index < keptFrom || index >= keptFrom + kept) removeOne(i32At(m.stringNodes, index));
  }
}

/** Returns to the hub and breaks stay for `settle`, fixed beginnings for good; a shipment's other stop goes along. */
function removeOne(node: i32): void {
  if (node >= m.stops || i32At(m.run, node) < 0 || u8At(m.isFixed, node) === 1) return;
  removeWithPartner(node);
}
