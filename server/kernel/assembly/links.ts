import * as m from './memory';
import { f64At, i32At, setI32, u8At } from './memory';

/** In `legSeconds`: not looked up since the node was linked. */
export const unknownLeg: i32 = -2;

/**
 * The record of a node in `beside`, 32 bytes, one line of the processor's cache at most: the head of its trip, the node
 * before, the type that its run's vehicle is of and where that type's `near` bounds lie, and to both sides the place,
 * its bits flipped where no stop is there, and what the leg there costs, twice that where no stop is there.
 */
export const besideShift: usize = 5;
export const besideHead: usize = 0;
export const besidePrev: usize = 4;
export const besideType: usize = 8;
export const besideBounds: usize = 12;
export const besideCostAhead: usize = 16;
export const besideCostBehind: usize = 20;
export const besidePlaceAhead: usize = 24;
export const besidePlaceBehind: usize = 28;

/** Makes two nodes follow each other; the leg between them is looked up when the run is brought up to date. */
export function link(before: i32, after: i32): void {
  setI32(m.next, before, after);
  setI32(m.prev, after, before);
  setI32(m.legSeconds, before, unknownLeg);
}

/** Writes a link that is up to date, with its leg, into the records of both its nodes. */
export function noteLink(type: i32, node: i32, to: i32): void {
  const cost =
    f64At(m.typePerDrivingSecond, type) * <f64>i32At(m.legSeconds, node) +
    f64At(m.typeLeastPerMetre, type) * <f64>i32At(m.legMetres, node);
  const out = m.beside + ((<usize>node) << besideShift);
  const into = m.beside + ((<usize>to) << besideShift);
  const placeAhead = i32At(m.placeTo, to);
  const placeBehind = i32At(m.placeFrom, node);
  const isToStop = u8At(m.kind, to) === 0;
  const isFromStop = u8At(m.kind, node) === 0;
  store<f32>(out, <f32>(isToStop ? cost : 2 * cost), besideCostAhead);
  store<i32>(out, isToStop ? placeAhead : ~placeAhead, besidePlaceAhead);
  store<i32>(into, i32At(m.head, to), besideHead);
  store<i32>(into, node, besidePrev);
  store<i32>(into, type, besideType);
  store<i32>(into, i32At(m.typeNearBounds, type), besideBounds);
  store<f32>(into, <f32>(isFromStop ? cost : 2 * cost), besideCostBehind);
  store<i32>(into, isFromStop ? placeBehind : ~placeBehind, besidePlaceBehind);
}

/** For runs brought up to date elsewhere. */
export function noteRun(vehicle: i32): void {
  const type = i32At(m.typeOf, vehicle);
  const end = m.endNode(vehicle);
  for (let node = m.startNode(vehicle); node !== end;) {
    const to = i32At(m.next, node);
    noteLink(type, node, to);
    node = to;
  }
}

/** Where the legs of a type lie: `cell` from a to b, seconds first, then, where they have a price, metres. */
export function cellBytes(): usize {
  return m.hasMetres ? 3 : 2;
}

export function cellFrom(cells: usize, from: i32, to: i32): usize {
  return cells + ((<usize>(from * m.rows + to)) << cellBytes());
}

export function metresOfCell(cell: usize): i32 {
  return m.hasMetres ? load<i32>(cell, 4) : 0;
}

/** Marks a node as in no run. */
export function leaveRun(node: i32): void {
  setI32(m.run, node, -1);
  setI32(m.head, node, -1);
  store<i32>(m.beside + ((<usize>node) << besideShift), -1);
}
