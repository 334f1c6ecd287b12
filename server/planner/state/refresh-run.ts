import type { VehicleType } from '../model/instance.ts';
import type { PlanState } from './plan-state.ts';
import { endNode, startNode } from '../model/instance.ts';
import { firstStart, lastStart } from '../constraints/windows.ts';
import { noteLink } from './note-link.ts';
import { refreshLoads } from './refresh-loads.ts';
import { unknownLeg } from './marks.ts';

/**
 * Recomputes everything derived of a run from its links, and its share in the plan's cost. False, with the run's
 * derived figures undefined, where a leg has no way or a window or the shift is missed.
 */
export function refreshRun(state: PlanState, vehicle: number): boolean {
  const { instance } = state;
  const type = instance.types[instance.typeOf[vehicle]!]!;
  if (type.isRich) return state.rich.refresh(vehicle);
  const hadStops = state.size[vehicle]! > 0;
  if (!refreshForward(state, vehicle, type)) return false;
  if (instance.isTimed) refreshBackward(state, vehicle);
  refreshLoads(state, vehicle);
  let cost = 0;
  if (state.size[vehicle]! > 0) {
    cost =
      type.fixed +
      type.perMetre * state.metres[vehicle]! +
      type.perDrivingSecond * state.drivingSeconds[vehicle]! +
      type.perServiceSecond * state.serviceSeconds[vehicle]!;
    if (type.perSecond > 0) {
      state.secondsOut[vehicle] = refreshSegments(state, vehicle);
      cost += type.perSecond * state.secondsOut[vehicle]!;
    }
  }
  state.setCost(vehicle, cost, hadStops);
  return true;
}

function refreshForward(state: PlanState, vehicle: number, type: VehicleType): boolean {
  const { instance, next, ready, legSeconds, legMetres, head } = state;
  const { place, service, setup, isMulti, opens, closes, isTimed, rows } = instance;
  const { seconds, metres } = type;
  const start = startNode(instance, vehicle);
  const end = endNode(instance, vehicle);
  let size = -1;
  let way = 0;
  let driving = 0;
  let serving = 0;
  let clock = opens[start]!;
  ready[start] = clock;
  for (let node = start; node !== end;) {
    const to = next[node]!;
    let leg = legSeconds[node]!;
    if (leg === unknownLeg) {
      const cell = place[node]! * rows + place[to]!;
      leg = seconds[cell]!;
      legSeconds[node] = leg;
      legMetres[node] = metres[cell]!;
    }
    const isEmptyRun = node === start && to === end;
    if (leg < 0 && !isEmptyRun) return false;
    way += legMetres[node]!;
    driving += leg;
    const duration = service[to]! + setup[to]!;
    serving += duration;
    head[to] = start;
    noteLink(state, node, to);
    size++;
    if (isTimed) {
      clock += leg;
      if (clock < opens[to]!) clock = opens[to]!;
      if (clock > closes[to]! && !isEmptyRun) return false;
      if (isMulti[to] === 1) clock = firstStart(instance, to, clock);
      clock += duration;
      ready[to] = clock;
    }
    node = to;
  }
  state.size[vehicle] = size;
  state.metres[vehicle] = way;
  state.drivingSeconds[vehicle] = driving;
  state.serviceSeconds[vehicle] = serving;
  return true;
}

function refreshBackward(state: PlanState, vehicle: number): void {
  const { instance, prev, latest, legSeconds } = state;
  const { service, setup, isMulti, closes } = instance;
  const start = startNode(instance, vehicle);
  let node = endNode(instance, vehicle);
  let bound = closes[node]!;
  latest[node] = bound;
  while (node !== start) {
    node = prev[node]!;
    bound -= legSeconds[node]! + service[node]! + setup[node]!;
    if (bound > closes[node]!) bound = closes[node]!;
    if (isMulti[node] === 1) bound = lastStart(instance, node, bound);
    latest[node] = bound;
  }
}

/** Least seconds out; writes the head and tail segments of all nodes. */
function refreshSegments(state: PlanState, vehicle: number): number {
  const { instance, next, prev, legSeconds, headOut, headEarly, headLate } = state;
  const { tailOut, tailEarly, tailLate } = state;
  const { opens, closes, service, setup } = instance;
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
    out = shift + service[node]! + setup[node]! + wait;
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
    const shift = service[node]! + setup[node]! + legSeconds[node]!;
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
