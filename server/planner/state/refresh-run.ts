import type { VehicleType } from '../model/instance.ts';
import type { PlanState } from './plan-state.ts';
import { dimensions, endNode, startNode } from '../model/instance.ts';
import { firstStart, lastStart } from '../constraints/windows.ts';

/**
 * Recomputes everything derived of a run from its links, and its share in the plan's cost. False, with the run's
 * derived figures undefined, where a leg has no way or a window or the shift is missed.
 */
export function refreshRun(state: PlanState, vehicle: number): boolean {
  const { instance } = state;
  const type = instance.types[instance.typeOf[vehicle]!]!;
  const hadStops = state.size[vehicle]! > 0;
  if (!refreshForward(state, vehicle, type)) return false;
  refreshBackward(state, vehicle);
  refreshLoads(state, vehicle);
  const hasStops = state.size[vehicle]! > 0;
  if (hadStops !== hasStops) state.usedOfType[instance.typeOf[vehicle]!]! += hasStops ? 1 : -1;
  let cost = 0;
  if (hasStops) {
    cost =
      type.fixed +
      type.perMetre * state.metres[vehicle]! +
      type.perDrivingSecond * state.drivingSeconds[vehicle]!;
    if (type.perSecond > 0) {
      state.secondsOut[vehicle] = refreshSegments(state, vehicle);
      cost += type.perSecond * state.secondsOut[vehicle]!;
    }
  }
  state.cost += cost - state.runCost[vehicle]!;
  state.runCost[vehicle] = cost;
  return true;
}

function refreshForward(state: PlanState, vehicle: number, type: VehicleType): boolean {
  const { instance, next, ready, legSeconds, legMetres } = state;
  const { rowOffset, place, service, isMulti, opens, closes } = instance;
  const start = startNode(instance, vehicle);
  const end = endNode(instance, vehicle);
  let size = -1;
  let multi = 0;
  let metres = 0;
  let driving = 0;
  let serving = 0;
  let clock = opens[start]!;
  ready[start] = clock;
  for (let node = start; node !== end;) {
    const to = next[node]!;
    const cell = rowOffset[node]! + place[to]!;
    const seconds = type.seconds[cell]!;
    const isEmptyRun = node === start && to === end;
    if (seconds < 0 && !isEmptyRun) return false;
    legSeconds[node] = seconds;
    legMetres[node] = type.metres[cell]!;
    metres += type.metres[cell]!;
    driving += seconds;
    clock += seconds;
    if (clock < opens[to]!) clock = opens[to]!;
    if (clock > closes[to]! && !isEmptyRun) return false;
    if (isMulti[to] === 1) {
      clock = firstStart(instance, to, clock);
      multi++;
    }
    clock += service[to]!;
    serving += service[to]!;
    ready[to] = clock;
    size++;
    node = to;
  }
  const wasFeasible = size === 0 || clock <= closes[end]!;
  if (!wasFeasible) return false;
  state.size[vehicle] = size;
  state.multiCount[vehicle] = multi;
  state.metres[vehicle] = metres;
  state.drivingSeconds[vehicle] = driving;
  state.serviceSeconds[vehicle] = serving;
  return true;
}

function refreshBackward(state: PlanState, vehicle: number): void {
  const { instance, prev, latest, legSeconds } = state;
  const { service, isMulti, closes } = instance;
  const start = startNode(instance, vehicle);
  let node = endNode(instance, vehicle);
  let bound = closes[node]!;
  latest[node] = bound;
  while (node !== start) {
    node = prev[node]!;
    bound -= legSeconds[node]! + service[node]!;
    if (bound > closes[node]!) bound = closes[node]!;
    if (isMulti[node] === 1) bound = lastStart(instance, node, bound);
    latest[node] = bound;
  }
}

/** Least seconds out; writes the head and tail segments of all nodes. */
function refreshSegments(state: PlanState, vehicle: number): number {
  if (state.multiCount[vehicle]! > 0) return state.leastDuration.ofRun(state, vehicle);
  const { instance, next, prev, legSeconds, headOut, headEarly, headLate } = state;
  const { tailOut, tailEarly, tailLate } = state;
  const { opens, closes, service } = instance;
  const start = startNode(instance, vehicle);
  const end = endNode(instance, vehicle);
  let out = 0;
  let early = opens[start]!;
  let late = closes[start]!;
  headOut[start] = 0;
  headEarly[start] = early;
  headLate[start] = late;
  for (let node = start; node !== end;) {
    const shift = out + legSeconds[node]!;
    node = next[node]!;
    const wait = Math.max(0, opens[node]! - shift - late);
    early = Math.max(opens[node]! - shift, early) - wait;
    late = Math.min(closes[node]! - shift, late);
    out = shift + service[node]! + wait;
    headOut[node] = out;
    headEarly[node] = early;
    headLate[node] = late;
  }
  const total = out;
  out = 0;
  early = opens[end]!;
  late = closes[end]!;
  tailOut[end] = 0;
  tailEarly[end] = early;
  tailLate[end] = late;
  for (let node = end; node !== start;) {
    node = prev[node]!;
    const shift = service[node]! + legSeconds[node]!;
    const wait = Math.max(0, early - shift - closes[node]!);
    early = Math.max(early - shift, opens[node]!) - wait;
    late = Math.min(late - shift, closes[node]!);
    out += shift + wait;
    tailOut[node] = out;
    tailEarly[node] = early;
    tailLate[node] = late;
  }
  return total;
}

function refreshLoads(state: PlanState, vehicle: number): void {
  const { instance, next, pickedUp, delivered, peak } = state;
  const { pickup, delivery } = instance;
  const start = startNode(instance, vehicle);
  const end = endNode(instance, vehicle);
  for (let d = 0; d < dimensions; d++) {
    let up = 0;
    let down = 0;
    for (let node = next[start]!; node !== end; node = next[node]!) {
      up += pickup[node * dimensions + d]!;
      down += delivery[node * dimensions + d]!;
    }
    const at = vehicle * dimensions + d;
    pickedUp[at] = up;
    delivered[at] = down;
    peak[at] = instance.hasDeliveries ? refreshPeaks(state, start, end, d, down) : up;
  }
}

/** Loads and their peaks at each node in one dimension; the peak of the whole run. */
function refreshPeaks(state: PlanState, start: number, end: number, d: number, atStart: number): number {
  const { next, prev, load, peakTo, peakFrom, instance } = state;
  let onBoard = atStart;
  let highest = atStart;
  for (let node = start; ; node = next[node]!) {
    const at = node * dimensions + d;
    onBoard += instance.pickup[at]! - instance.delivery[at]!;
    if (onBoard > highest) highest = onBoard;
    load[at] = onBoard;
    peakTo[at] = highest;
    if (node === end) break;
  }
  let ahead = 0;
  for (let node = end; ; node = prev[node]!) {
    const at = node * dimensions + d;
    if (load[at]! > ahead) ahead = load[at]!;
    peakFrom[at] = ahead;
    if (node === start) break;
  }
  return highest;
}
