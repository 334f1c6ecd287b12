import type { Instance, VehicleType } from './instance.ts';
import type { Problem, ProblemStop } from './problem.ts';
import { mayServe } from '../constraints/may-serve.ts';
import { soloSeconds } from '../constraints/alone.ts';
import { groupVehicles, isFreshKept } from './group-vehicles.ts';
import {
  isTimeKept,
  layOutAims,
  layOutLoads,
  layOutNodes,
  layOutTypes,
  layOutWindows,
} from './lay-out-nodes.ts';
import { findNeighbours } from './neighbours.ts';

/** How many stops are tried as neighbours on insertion, and how many are looked through on removal. */
const insertionNeighbours = 50;
const removalNeighbours = 150;

/** Lays a valid problem (`assertProblem`) out flat. */
export function buildInstance(problem: Problem): Instance {
  const neighbours = findNeighbours(problem, insertionNeighbours, removalNeighbours);
  const types = groupVehicles(problem);
  const typeOf = new Int32Array(problem.vehicles.length);
  for (const [type, { members }] of types.entries()) for (const member of members) typeOf[member] = type;
  const nodes = layOutNodes(problem);
  return {
    problem,
    stops: problem.stops.length,
    vehicles: problem.vehicles.length,
    rows: problem.matrices[0]?.size ?? 0,
    types,
    typeOf,
    typeOfNode: layOutTypes(typeOf, problem.stops.length, nodes),
    hasRichTypes: types.some((type) => type.isRich),
    hasDocks: problem.hubs.some((hub) => hub.docks !== undefined),
    hasTrips: problem.vehicles.some((vehicle) => (vehicle.mostTrips ?? 1) > 1),
    isTimed: isTimeKept(problem) || isFreshKept(problem) || types.some((type) => type.isRich),
    ...nodes,
    ...layOutWindows(problem, nodes.nodes, nodes.firstBreak),
    ...layOutLoads(problem, nodes.nodes),
    ...layOutAims(problem),
    ...priceAlone(problem, types),
    ...neighbours,
  };
}

/** The stops; where a shipment goes to the place that it comes from, its second stop can follow the first without setup. */
function withoutSharedSetups({ stops, shipments = [] }: Problem): ProblemStop[] {
  const alone = [...stops];
  for (const { from, to } of shipments) {
    if (stops[from]!.place === stops[to]!.place) alone[to] = { ...stops[to]!, setupSeconds: 0 };
  }
  return alone;
}

/** The least that each stop costs alone on each type, and which stops no type can serve. */
function priceAlone(problem: Problem, types: readonly VehicleType[]) {
  const stops = problem.stops.length;
  const soloCost = new Float64Array(types.length * stops).fill(Infinity);
  const isHopeless = new Uint8Array(stops).fill(1);
  const size = problem.matrices[0]?.size ?? 0;
  const alone = withoutSharedSetups(problem);
  for (const [index, type] of types.entries()) {
    const { startPlace, endPlace } = type.vehicle;
    for (const [stop, { place, serviceSeconds, setupSeconds }] of alone.entries()) {
      if (!mayServe(problem, stop, type.members[0]!)) continue;
      const out = soloSeconds(problem, alone[stop]!, type.vehicle);
      if (out === null) continue;
      const there = startPlace * size + place;
      const back = place * size + endPlace;
      const setup = place === startPlace ? 0 : setupSeconds;
      soloCost[index * stops + stop] =
        type.fixed +
        type.perTrip +
        type.leastPerMetre * (type.metres[there]! + type.metres[back]!) +
        type.perDrivingSecond * (type.seconds[there]! + type.seconds[back]!) +
        type.perServiceSecond * (setup + serviceSeconds) +
        type.perSecond * out;
      isHopeless[stop] = 0;
    }
  }
  // what is fixed is served, whatever it would cost alone
  for (const { fixedStart = [] } of problem.vehicles) for (const stop of fixedStart) isHopeless[stop] = 0;
  return { soloCost, isHopeless };
}
