import * as m from './memory';
import { f64At, i32At, setI32, u8At } from './memory';
import * as links from './links';
import { dependsOnPlace, fitsBehind, fitsNowhere, judgeLoad } from './loads';
import { idleVehicle, insert } from './plan';
import { below } from './random';
import { cellTo } from './refresh-after-insert';
import * as rich from './rich';
import { loadShare } from './run-removal';
import { firstStart } from './windows';

/** One place in this many is passed over, so that the greedy choice varies (Christiaens & Vanden Berghe 2020: 1 %). */
const blinkEvery: i32 = 100;
/** Neighbours are looked at in groups of so many, even, so that the first show which of the others are worthwhile. */
const neighboursAtOnce: i32 = 8;
/** Per neighbour: seconds and metres from it to the stop, then from the stop to it. */
const nearShift: usize = 4;

/** The cheapest place found: price in `costUnit`ths, Infinity where there is no place at all. */
export let price: f64 = Infinity;
/** Node behind which to insert; −1 where there is no place in a run. */
let bestAfter: i32 = -1;
/** Type of which an idle vehicle is to be used instead; −1 for none. */
let bestType: i32 = -1;
/** Whether the stop becomes a trip of its own (`insertTrip`). */
let isTrip: bool = false;

/** The stop looked at; `judged` holds, per first node of a trip, the look at which its load was judged, × 4, and the verdict. */
let look: i32 = 0;
let untilBlink: i32 = 0;
let favoured: i32 = -1;

/** Of the type that the neighbour looked at belongs to. */
let typeNow: i32 = -1;
let cellsNow: usize = 0;
let nearNow: usize = 0;
let perMetre: f64 = 0;
let perDrivingSecond: f64 = 0;

/**
 * Finds the cheapest place for an absent stop beside its neighbours and on idle vehicles. Prices are exact differences of
 * the plan's cost; only the price of a further vehicle may be bent (`sharesFixedCost`). A leg between two stops is looked at
 * from the nearer one: from the farther one it cannot be better, since going to it and back at the price of the shorter of both
 * ways costs at least that much (triangle inequality, which road times keep nearly everywhere).
 */
export function findNear(stop: i32, sharesFixedCost: bool): void {
  start();
  const need = m.dimensions > 0 ? f64At(m.pickup, stop * m.dimensions) : 0;
  let best = f64.MAX_VALUE;
  const rowEnd = (stop + 1) * m.nextToWidth;
  for (let from = stop * m.nextToWidth; from < rowEnd; from += neighboursAtOnce) {
    let worthwhile = findWorthwhile(from, min(from + neighboursAtOnce, rowEnd), need, best);
    for (; worthwhile !== 0; worthwhile &= worthwhile - 1) {
      best = lookBeside(stop, from + ctz(worthwhile), best);
    }
  }
  finish(stop, sharesFixedCost);
}

/**
 * Which of some neighbours in `nextTo` may have a cheaper place beside them and have room for the load in its first
 * dimension, as bits. Most have none, and which do cannot be foreseen, so nothing here branches on it.
 */
function findWorthwhile(from: i32, to: i32, need: f64, best: f64): i32 {
  const beside = m.beside;
  const room = m.room;
  const limit = f32x4.splat(<f32>best);
  let bits = 0;
  for (let at = from; at < to; at += 2) {
    const one = i32At(m.nextTo, at);
    if (one < 0) break;
    const other = i32At(m.nextTo, at + 1);
    const hereOne = beside + ((<usize>one) << links.besideShift);
    const hereOther = beside + ((<usize>max(other, 0)) << links.besideShift);
    const boundsOne = <usize>load<i32>(hereOne, links.besideBounds) + ((<usize>at) << 3);
    const boundsOther = <usize>load<i32>(hereOther, links.besideBounds) + ((<usize>at) << 3);
    const costs = v128.load64_lane(hereOther, v128.load64_zero(hereOne), 1);
    const bounds = v128.load64_lane(boundsOther, v128.load64_zero(boundsOne), 1, 8);
    const near = v128.bitmask<i32>(v128.lt<f32>(v128.sub<f32>(bounds, costs), limit));
    const hasRoomOne = i32(need <= f64At(room, load<i32>(hereOne, links.besideHead)));
    const hasRoomOther = i32(other >= 0) & i32(need <= f64At(room, load<i32>(hereOther, links.besideHead)));
    const isNear = near | (near >> 1);
    bits |= ((isNear & hasRoomOne) | ((isNear >> 1) & (hasRoomOther << 1))) << (at - from);
  }
  return bits;
}

/** The price of the best place after a look at the two beside a neighbour. */
function lookBeside(stop: i32, at: i32, bestBefore: f64): f64 {
  const neighbour = i32At(m.nextTo, at);
  const here = m.beside + ((<usize>neighbour) << links.besideShift);
  const bounds = <usize>load<i32>(here, links.besideBounds) + ((<usize>at) << 3);
  const boundAhead = load<f32>(bounds, 0) - load<f32>(here, links.besideCostAhead);
  const boundBehind = load<f32>(bounds, 4) - load<f32>(here, links.besideCostBehind);
  let best = bestBefore;
  // both compared, so that there is one branch
  if (i32(<f64>boundAhead >= best) & i32(<f64>boundBehind >= best)) return best;
  const first = load<i32>(here, links.besideHead);
  let mark = i32At(m.judged, first);
  if (mark >> 2 !== look) mark = judge(first, stop);
  const verdict = mark & 3;
  if (verdict === fitsNowhere) return best;
  const ends = m.ends + ((<usize>neighbour) << links.endsShift);
  const type = load<i32>(ends, links.endsType);
  if (type !== typeNow) changeType(type);
  const place = i32At(m.place, stop);
  const legs = nearNow + ((<usize>at) << nearShift);
  if (<f64>boundAhead < best) {
    const ahead = load<i32>(ends, links.endsPlaceAhead);
    const cell = links.cellFrom(cellsNow, place, ahead < 0 ? ~ahead : ahead);
    const secondsIn = load<i32>(legs, 0);
    const secondsOut = load<i32>(cell);
    let sum = perDrivingSecond * <f64>(secondsIn + secondsOut - i32At(m.legSeconds, neighbour));
    if (perMetre > 0) {
      const metres = load<i32>(legs, 4) + links.metresOfCell(cell);
      sum += perMetre * <f64>(metres - i32At(m.legMetres, neighbour));
    }
    if (sum < best) best = admit(stop, neighbour, verdict, secondsIn, secondsOut, sum);
  }
  if (<f64>boundBehind < best) {
    const behind = load<i32>(ends, links.endsPlaceBehind);
    const cell = cellTo(type, behind < 0 ? ~behind : behind, place);
    const before = load<i32>(ends, links.endsPrev);
    const secondsIn = load<i32>(cell);
    const secondsOut = load<i32>(legs, 8);
    let sum = perDrivingSecond * <f64>(secondsIn + secondsOut - i32At(m.legSeconds, before));
    if (perMetre > 0) {
      const metres = load<i32>(legs, 12) + links.metresOfCell(cell);
      sum += perMetre * <f64>(metres - i32At(m.legMetres, before));
    }
    if (sum < best) best = admit(stop, before, verdict, secondsIn, secondsOut, sum);
  }
  return best;
}

/** Looks at every place of every run and at idle vehicles, without a blink. */
export function findAnywhere(stop: i32): void {
  const untilThen = untilBlink;
  untilBlink = i32.MAX_VALUE;
  start();
  for (let vehicle = 0; vehicle < m.vehicles; vehicle++) {
    if (i32At(m.size, vehicle) === 0) continue;
    changeType(i32At(m.typeOf, vehicle));
    const end = m.endNode(vehicle);
    for (let node = m.startNode(vehicle); node !== end; node = i32At(m.next, node)) {
      const first = i32At(m.head, node);
      let mark = i32At(m.judged, first);
      if (mark >> 2 !== look) mark = judge(first, stop);
      if ((mark & 3) !== fitsNowhere) priceBehind(stop, node, mark & 3);
    }
  }
  finish(stop, false);
  untilBlink = untilThen;
}

/** Makes the insertion found. False where none was. */
export function applyInsertion(stop: i32): bool {
  if (price === Infinity) return false;
  if (isTrip) rich.insertTrip(stop);
  else if (bestType < 0) insert(stop, bestAfter);
  else {
    const vehicle = idleVehicle(bestType, stop);
    if (i32At(m.typeIsRich, bestType)) rich.insertAlone(stop, vehicle);
    else insert(stop, m.startNode(vehicle));
  }
  return true;
}

function start(): void {
  price = Infinity;
  bestAfter = -1;
  bestType = -1;
  isTrip = false;
  typeNow = -1;
  look = (look + 1) & 0x1fffffff;
}

function finish(stop: i32, sharesFixedCost: bool): void {
  if (m.hasTrips) {
    const priceOfTrip = rich.priceTrips(stop, price);
    if (priceOfTrip < price) {
      price = priceOfTrip;
      isTrip = true;
    }
  }
  priceIdle(stop, sharesFixedCost);
}

function changeType(type: i32): void {
  typeNow = type;
  cellsNow = <usize>i32At(m.typeCells, type);
  nearNow = <usize>i32At(m.typeNear, type);
  perMetre = f64At(m.typeLeastPerMetre, type);
  perDrivingSecond = f64At(m.typePerDrivingSecond, type);
}

function judge(first: i32, stop: i32): i32 {
  const isAllowed =
    u8At(m.isOpenRun, i32At(m.run, first)) === 1 &&
    f64At(m.soloCost, i32At(m.typeOfNode, first) * m.stops + stop) !== Infinity;
  const mark = (look << 2) | (isAllowed ? judgeLoad(first, stop) : fitsNowhere);
  setI32(m.judged, first, mark);
  return mark;
}

function priceBehind(stop: i32, after: i32, verdict: i32): void {
  const place = i32At(m.place, stop);
  const cellIn = cellTo(typeNow, i32At(m.placeFrom, after), place);
  const cellOut = links.cellFrom(cellsNow, place, i32At(m.placeTo, i32At(m.next, after)));
  const secondsIn = load<i32>(cellIn);
  const secondsOut = load<i32>(cellOut);
  const metresMore = links.metresOfCell(cellIn) + links.metresOfCell(cellOut) - i32At(m.legMetres, after);
  const secondsMore = secondsIn + secondsOut - i32At(m.legSeconds, after);
  const sum = perDrivingSecond * <f64>secondsMore + perMetre * <f64>metresMore;
  admit(stop, after, verdict, secondsIn, secondsOut, sum);
}

/**
 * Keeps a place, whose legs change the cost by `priceOfLegs`, where it is allowed and the best so far; the price of the best
 * place. Cheap tests first.
 */
function admit(stop: i32, after: i32, verdict: i32, secondsIn: i32, secondsOut: i32, priceOfLegs: f64): f64 {
  if (secondsIn < 0 || secondsOut < 0) return price;
  if (i32At(m.typeIsRich, typeNow)) return admitRich(stop, after, secondsIn, secondsOut);
  let sum = priceOfLegs;
  if (m.isTimed) {
    const closes = i32At(m.closes, stop);
    let clock = max(i32At(m.ready, after) + secondsIn, i32At(m.opens, stop));
    if (clock > closes) return price;
    if (u8At(m.isMulti, stop)) clock = firstStart(stop, clock);
    const duration = i32At(m.service, stop) + i32At(m.setup, stop);
    const before = i32At(m.next, after);
    const arrival = clock + duration + secondsOut;
    if (arrival > i32At(m.latest, before)) return price;
    if (m.isFreshKept) {
      const end = max(arrival + i32At(m.tailSeconds, before), i32At(m.tailEnd, before));
      if (<f64>end > f64At(m.latestAtHub, stop)) return price;
    }
  }
  sum += priceOfTime(stop, after, secondsIn, secondsOut);
  if (sum >= price) return price;
  if (verdict === dependsOnPlace && !fitsBehind(after, stop)) return price;
  if (blinks()) return price;
  price = sum;
  bestAfter = after;
  return sum;
}

function blinks(): bool {
  if (untilBlink-- > 0) return false;
  untilBlink = below(2 * blinkEvery - 1);
  return true;
}

/** The same in a rich run: bounds first, then the exact walk. */
function admitRich(stop: i32, after: i32, secondsIn: i32, secondsOut: i32): f64 {
  const before = i32At(m.next, after);
  const clock = max(i32At(m.ready, after) + secondsIn, i32At(m.opens, stop));
  if (clock > i32At(m.closes, stop)) return price;
  // where the next stop is at the same place, its setup may go
  const isSamePlace = i32At(m.placeTo, before) === i32At(m.place, stop);
  if (!isSamePlace && clock + i32At(m.service, stop) + secondsOut > i32At(m.latest, before)) return price;
  if (blinks()) return price;
  const sum = rich.priceBehind(stop, after);
  if (sum >= price) return price;
  price = sum;
  bestAfter = after;
  return sum;
}

/** What the stop's service and the change of the least time out cost. */
function priceOfTime(stop: i32, after: i32, secondsIn: i32, secondsOut: i32): f64 {
  const duration = i32At(m.service, stop) + i32At(m.setup, stop);
  const ofService = f64At(m.typePerServiceSecond, typeNow) * <f64>duration;
  const perSecond = f64At(m.typePerSecond, typeNow);
  return perSecond > 0
    ? ofService + perSecond * <f64>timeOutMore(stop, after, secondsIn, secondsOut)
    : ofService;
}

function timeOutMore(stop: i32, after: i32, secondsIn: i32, secondsOut: i32): i32 {
  const before = i32At(m.next, after);
  const shift = i32At(m.headOut, after) + secondsIn;
  const headLate = i32At(m.headLate, after);
  const wait = max(0, i32At(m.opens, stop) - shift - headLate);
  const late = min(i32At(m.closes, stop) - shift, headLate);
  const out = shift + i32At(m.service, stop) + i32At(m.setup, stop) + wait + secondsOut;
  const waitAfter = max(0, i32At(m.tailEarly, before) - out - late);
  return out + waitAfter + i32At(m.tailOut, before) - i32At(m.secondsOut, i32At(m.run, after));
}

/** The next stop that may be served by a vehicle of this type opens one, whatever it costs. */
export function favour(type: i32): void {
  favoured = type;
}

function takeFavoured(stop: i32): bool {
  const vehicle = idleVehicle(favoured, stop);
  if (vehicle < 0) return false;
  if (i32At(m.typeIsRich, favoured) && rich.priceAlone(stop, vehicle) === Infinity) return false;
  price = f64At(m.soloCost, favoured * m.stops + stop);
  bestType = favoured;
  isTrip = false;
  favoured = -1;
  return true;
}

/** Prices a run of the stop alone on an idle vehicle of each type. */
function priceIdle(stop: i32, sharesFixedCost: bool): void {
  for (let type = 0; type < m.types; type++) {
    let sum = f64At(m.soloCost, type * m.stops + stop);
    if (type === favoured && sum < Infinity && takeFavoured(stop)) return;
    if (sum === Infinity || (sum >= price && !sharesFixedCost)) continue;
    const bent = sharesFixedCost ? f64At(m.typeFixed, type) * (1 - loadShare(type, stop)) : 0;
    sum -= bent;
    if (sum >= price) continue;
    const vehicle = idleVehicle(type, stop);
    if (vehicle < 0) continue;
    if (i32At(m.typeIsRich, type)) {
      sum = rich.priceAlone(stop, vehicle) - bent;
      if (sum >= price) continue;
    }
    price = sum;
    bestType = type;
    isTrip = false;
  }
}
