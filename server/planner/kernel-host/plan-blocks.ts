import type { Instance } from '../model/instance.ts';
import { anyStart } from '../state/marks.ts';
import { float64s, int32s, uint8s } from './lay-in-memory.ts';

/** Ints in each of a node's two records; what is in them, the kernel's `links` tell. */
const recordWidth = 4;

/** The arrays of a plan under search, its undo and what the kernel needs to think; see `PlanState`. */
export function planBlocks(instance: Instance) {
  return {
    ...nodeBlocks(instance),
    ...runBlocks(instance),
    ...journalBlocks(instance),
    ...scratchBlocks(instance),
  };
}

function nodeBlocks({ nodes, dimensions, hasDeliveries, place }: Instance) {
  const loads = hasDeliveries ? nodes * dimensions : 0;
  return {
    next: int32s(nodes),
    prev: int32s(nodes),
    run: int32s(nodes),
    head: int32s(nodes),
    placeFrom: int32s(nodes, (view) => view.set(place)),
    placeTo: int32s(nodes, (view) => view.set(place)),
    legSeconds: int32s(nodes),
    legMetres: int32s(nodes),
    beside: int32s(nodes * recordWidth),
    ends: int32s(nodes * recordWidth),
    ready: int32s(nodes),
    latest: int32s(nodes),
    headOut: int32s(nodes),
    headLate: int32s(nodes),
    tailOut: int32s(nodes),
    tailEarly: int32s(nodes),
    tailSeconds: int32s(nodes),
    tailEnd: int32s(nodes),
    loads: float64s(loads),
    peakTo: float64s(loads),
    peakFrom: float64s(loads),
    pickedUp: float64s(nodes * dimensions),
    delivered: float64s(nodes * dimensions),
    peak: float64s(nodes * dimensions),
    room: float64s(nodes, (view) => view.fill(Infinity)),
  };
}

function runBlocks({ vehicles, stops, types }: Instance) {
  return {
    size: int32s(vehicles),
    metres: int32s(vehicles),
    drivingSeconds: int32s(vehicles),
    serviceSeconds: int32s(vehicles),
    secondsOut: int32s(vehicles),
    endCloses: int32s(vehicles),
    runCost: float64s(vehicles),
    startsAt: int32s(vehicles, (view) => view.fill(anyStart)),
    isOpenRun: uint8s(vehicles, (view) => view.fill(1)),
    isOpenStop: uint8s(stops, (view) => view.fill(1)),
    usedOfType: int32s(types.length),
    absent: int32s(stops),
    absentAt: int32s(stops),
    totals: float64s(3),
    counts: int32s(2),
  };
}

function journalBlocks({ nodes, vehicles, stops }: Instance) {
  return {
    touched: int32s(vehicles),
    keptNodes: int32s(nodes),
    keptSeconds: int32s(nodes),
    keptMetres: int32s(nodes),
    keptOffset: int32s(vehicles + 1),
    keptStartsAt: int32s(vehicles),
    keptStamp: int32s(vehicles),
    keptAbsent: int32s(stops),
  };
}

function scratchBlocks({ nodes, vehicles, stops }: Instance) {
  return {
    judged: int32s(nodes),
    queue: int32s(stops),
    stringNodes: int32s(nodes),
    ruined: int32s(vehicles),
    isRuined: int32s(vehicles),
    isTakenApart: int32s(vehicles),
  };
}
