import * as m from './memory';
import { f64At, i32At, setI32, u8At } from './memory';

/** In `legSeconds`: not looked up since the node was linked. */
export const unknownLeg: i32 = -2;

/**
 * What decides whether a place beside a node is worth a closer look, 16 bytes in `beside`, so that those of some thousand
 * nodes stay in the processor's nearest cache: what the legs to both sides cost, twice that where no stop is there, −Infinity
 * while the node is in no run; where the `near` bounds of its vehicle's type lie; and the head of its trip.
 */
export const besideShift: usize = 4;
export const besideCostAhead: usize = 0;
export const besideCostBehind: usize = 4;
export const besideBounds: usize = 8;
export const besideHead: usize = 12;

/**
 * What the closer look needs, 16 bytes in `ends`: the node before, the type of the run's vehicle, and to both sides the place,
 * its bits flipped where no stop is there.
 */
export const endsShift: usize = 4;
export const endsPrev: usize = 0;
export const endsType: usize = 4;
export const endsPlaceAhead: usize = 8;
export const endsPlaceBehind: usize = 12;

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
  const placeAhead = i32At(m.placeTo, to);
  const placeBehind = i32At(m.placeFrom, node);
  const isToStop = u8At(m.kind, to) === 0;
  const isFromStop = u8At(m.kind, node) === 0;
  const out = m.beside + ((<usize>node) << besideShift);
  const into = m.beside + ((<usize>to) << besideShift);
  store<f32>(out, <f32>(isToStop ? cost : 2 * cost), besideCostAhead);
  store<f32>(into, <f32>(isFromStop ? cost : 2 * cost), besideCostBehind);
  store<i32>(into, i32At(m.typeNearBounds, type), besideBounds);
  store<i32>(into, i32At(m.head, to), besideHead);
  const outEnds = m.ends + ((<usize>node) << endsShift);
  const intoEnds = m.ends + ((<usize>to) << endsShift);
  store<i32>(outEnds, isToStop ? placeAhead : ~placeAhead, endsPlaceAhead);
  store<i32>(intoEnds, node, endsPrev);
  store<i32>(intoEnds, type, endsType);
  store<i32>(intoEnds, isFromStop ? placeBehind : ~placeBehind, endsPlaceBehind);
}

/** Whether `noteLink` has written this link of a plain run, and nothing has come between since. */
export function isNoted(node: i32, to: i32, start: i32): bool {
  const out = m.beside + ((<usize>node) << besideShift);
  const into = m.beside + ((<usize>to) << besideShift);
  return (
    load<i32>(m.ends + ((<usize>to) << endsShift), endsPrev) === node &&
    load<i32>(into, besideHead) === start &&
    load<f32>(into, besideCostBehind) >= 0 &&
    load<f32>(out, besideCostAhead) >= 0
  );
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
  const here = m.beside + ((<usize>node) << besideShift);
  store<f32>(here, -Infinity, besideCostAhead);
  store<f32>(here, -Infinity, besideCostBehind);
}
