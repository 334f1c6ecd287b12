import type { VehicleType } from '../model/instance.ts';
import type { PlanState } from './plan-state.ts';
import { noteLink } from './note-link.ts';
import { endNode, startNode } from '../model/instance.ts';
import { firstStart, lastStart } from '../constraints/windows.ts';

/** Whether `refreshAfterInsert` can stand in for `refreshRun`: no time out to be priced, no loads by place. */
export function canRefreshPart(state: PlanState, type: VehicleType): boolean {
  return !type.isRich && type.perSecond === 0 && !state.instance.hasDeliveries;
}

/**
 * Brings a run up to date after one linked stop has been put into it, looking only as far to both sides as times
 * change. `secondsBefore` and `metresBefore` are of the leg that it was put into. The caller knows that every rule holds.
 */
export function refreshAfterInsert(
  state: PlanState,
  stop: number,
  type: VehicleType,
  secondsBefore: number,
  metresBefore: number,
): void {
  const { instance, prev, next, legSeconds, legMetres, head } = state;
  const { place, rows, dimensions, pickup } = instance;
  const vehicle = state.run[stop]!;
  const after = prev[stop]!;
  const before = next[stop]!;
  const cellIn = place[stop]! * type.toRow + place[after]! * type.toStep;
  const cellOut = place[stop]! * rows + place[before]!;
  const first = startNode(instance, vehicle);
  const wasEmpty = state.size[vehicle] === 0;
  const secondsMore = type.secondsTo[cellIn]! + type.seconds[cellOut]! - secondsBefore;
  const metresMore = type.metresTo[cellIn]! + type.metres[cellOut]! - metresBefore;
  const duration = instance.service[stop]! + instance.setup[stop]!;
  legSeconds[after] = type.secondsTo[cellIn]!;
  legSeconds[stop] = type.seconds[cellOut]!;
  legMetres[after] = type.metresTo[cellIn]!;
  legMetres[stop] = type.metres[cellOut]!;
  head[stop] = first;
  noteLink(state, after, stop);
  noteLink(state, stop, before);
  for (let d = 0; d < dimensions; d++) {
    const load = state.pickedUp[first * dimensions + d]! + pickup[stop * dimensions + d]!;
    state.pickedUp[first * dimensions + d] = load;
    state.peak[first * dimensions + d] = load;
  }
  if (dimensions > 0) state.room[first]! -= pickup[stop * dimensions]!;
  state.size[vehicle]! += 1;
  state.metres[vehicle]! += metresMore;
  state.drivingSeconds[vehicle]! += secondsMore;
  state.serviceSeconds[vehicle]! += duration;
  let costMore =
    type.perMetre * metresMore + type.perDrivingSecond * secondsMore + type.perServiceSecond * duration;
  if (wasEmpty) {
    // what an empty run is said to drive has never been paid
    costMore =
      type.fixed +
      type.perMetre * state.metres[vehicle]! +
      type.perDrivingSecond * state.drivingSeconds[vehicle]! +
      type.perServiceSecond * duration;
    state.usedOfType[instance.typeOf[vehicle]!]! += 1;
  }
  state.runCost[vehicle]! += costMore;
  state.cost += costMore;
  if (instance.isTimed) {
    passReady(state, stop, vehicle);
    passLatest(state, stop, vehicle);
  }
}

function passReady(state: PlanState, stop: number, vehicle: number): void {
  const { instance, prev, next, ready, legSeconds } = state;
  const { opens, service, setup, isMulti } = instance;
  const end = endNode(instance, vehicle);
  for (let node = stop; ; node = next[node]!) {
    const before = prev[node]!;
    let clock = ready[before]! + legSeconds[before]!;
    if (clock < opens[node]!) clock = opens[node]!;
    if (isMulti[node] === 1) clock = firstStart(instance, node, clock);
    clock += service[node]! + setup[node]!;
    if (node !== stop && ready[node] === clock) return;
    ready[node] = clock;
    if (node === end) return;
  }
}

function passLatest(state: PlanState, stop: number, vehicle: number): void {
  const { instance, prev, next, latest, legSeconds } = state;
  const { closes, service, setup, isMulti } = instance;
  const start = startNode(instance, vehicle);
  for (let node = stop; ; node = prev[node]!) {
    let bound = latest[next[node]!]! - legSeconds[node]! - service[node]! - setup[node]!;
    if (bound > closes[node]!) bound = closes[node]!;
    if (isMulti[node] === 1) bound = lastStart(instance, node, bound);
    if (node !== stop && latest[node] === bound) return;
    latest[node] = bound;
    if (node === start) return;
  }
}
