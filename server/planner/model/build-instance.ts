import type { Instance, VehicleType } from './instance.ts';
import type { Problem } from './problem.ts';
import { UNLIMITED, type Load } from '#server/domain/load.ts';
import { mayServe } from '../constraints/may-serve.ts';
import { soloSeconds } from '../constraints/alone.ts';
import { assertProblem } from './assert-problem.ts';
import { costUnit, dimensions } from './instance.ts';
import { findNeighbours } from './neighbours.ts';

/** How many stops are tried as neighbours on insertion, and how many are looked through on removal. */
const insertionNeighbours = 60;
const removalNeighbours = 150;

/** Lays a problem out flat. Throws a RangeError where it is not a valid problem. */
export function buildInstance(problem: Problem): Instance {
  assertProblem(problem);
  const stops = problem.stops.length;
  const types = groupVehicles(problem);
  const typeOf = new Int32Array(problem.vehicles.length);
  for (const [type, { members }] of types.entries()) for (const member of members) typeOf[member] = type;
  const solo = priceAlone(problem, types);
  const nodes = layOutNodes(problem);
  return {
    problem,
    stops,
    vehicles: problem.vehicles.length,
    types,
    typeOf,
    ...nodes,
    ...layOutWindows(problem),
    ...layOutLoads(problem, nodes.nodes),
    ...solo,
    ...findNeighbours(problem, insertionNeighbours, removalNeighbours),
  };
}

function groupVehicles(problem: Problem): VehicleType[] {
  const groups = new Map<string, number[]>();
  for (const [index, vehicle] of problem.vehicles.entries()) {
    const { matrix, access, capacity, shift, startPlace, endPlace } = vehicle;
    const { fixedCost, costPerKm, costPerHour, costPerDrivingHour = 0 } = vehicle;
    const key = JSON.stringify([
      [matrix, access, capacity.kg, capacity.crates, capacity.parcels],
      [fixedCost, costPerKm, costPerHour, costPerDrivingHour],
      [shift.start, shift.end, startPlace, endPlace],
    ]);
    const members = groups.get(key);
    if (members) members.push(index);
    else groups.set(key, [index]);
  }
  return [...groups.values()].map((members) => makeType(problem, members));
}

function makeType(problem: Problem, members: readonly number[]): VehicleType {
  // assertProblem has seen that the vehicle and its matrix exist
  const vehicle = problem.vehicles[members[0]!]!;
  const matrix = problem.matrices[vehicle.matrix]!;
  return {
    vehicle,
    members,
    seconds: matrix.seconds,
    metres: matrix.metres,
    fixed: vehicle.fixedCost * costUnit,
    perMetre: vehicle.costPerKm * (costUnit / 1000),
    perDrivingSecond: (vehicle.costPerDrivingHour ?? 0) * (costUnit / 3600),
    perSecond: vehicle.costPerHour * (costUnit / 3600),
    capacity: Float64Array.from(flat(vehicle.capacity), (limit) => (limit >= UNLIMITED ? Infinity : limit)),
  };
}

function layOutNodes(problem: Problem) {
  const stops = problem.stops.length;
  const nodes = stops + 2 * problem.vehicles.length;
  const size = problem.matrices[0]?.size ?? 0;
  const place = new Int32Array(nodes);
  const service = new Int32Array(nodes);
  for (const [index, stop] of problem.stops.entries()) {
    place[index] = stop.place;
    service[index] = stop.setupSeconds + stop.serviceSeconds;
  }
  for (const [index, vehicle] of problem.vehicles.entries()) {
    place[stops + 2 * index] = vehicle.startPlace;
    place[stops + 2 * index + 1] = vehicle.endPlace;
  }
  return {
    nodes,
    place,
    service,
    rowOffset: place.map((row) => row * size),
    priority: Float64Array.from(problem.stops, (stop) => stop.priority),
    requests: Float64Array.from(problem.stops, (stop) => stop.requestCount),
  };
}

function layOutWindows(problem: Problem) {
  const shiftsTwice = problem.vehicles.flatMap((vehicle) => [[vehicle.shift], [vehicle.shift]]);
  const perNode = [...problem.stops.map((stop) => stop.windows), ...shiftsTwice];
  const windowOffset = new Int32Array(perNode.length + 1);
  for (const [node, windows] of perNode.entries()) {
    windowOffset[node + 1] = windowOffset[node]! + windows.length;
  }
  const all = perNode.flat();
  return {
    windowOffset,
    windowFrom: Int32Array.from(all, (window) => window.start),
    windowTo: Int32Array.from(all, (window) => window.end),
    opens: Int32Array.from(perNode, (windows) => windows[0]!.start),
    closes: Int32Array.from(perNode, (windows) => windows.at(-1)!.end),
    isMulti: Uint8Array.from(perNode, (windows) => (windows.length > 1 ? 1 : 0)),
  };
}

function layOutLoads(problem: Problem, nodes: number) {
  const pickup = new Float64Array(nodes * dimensions);
  const delivery = new Float64Array(nodes * dimensions);
  for (const [index, stop] of problem.stops.entries()) {
    pickup.set(flat(stop.pickup), index * dimensions);
    delivery.set(flat(stop.delivery), index * dimensions);
  }
  return { pickup, delivery, hasDeliveries: delivery.some((amount) => amount > 0) };
}

function flat(load: Load): [number, number, number] {
  return [load.kg, load.crates, load.parcels];
}

/** What each stop costs alone on each type, and which stops no type can serve. */
function priceAlone(problem: Problem, types: readonly VehicleType[]) {
  const stops = problem.stops.length;
  const soloCost = new Float64Array(types.length * stops).fill(Infinity);
  const isHopeless = new Uint8Array(stops).fill(1);
  const size = problem.matrices[0]?.size ?? 0;
  for (const [index, type] of types.entries()) {
    const { startPlace, endPlace } = type.vehicle;
    for (const [stop, { place }] of problem.stops.entries()) {
      if (!mayServe(problem, problem.stops[stop]!, type.vehicle)) continue;
      const out = soloSeconds(problem, problem.stops[stop]!, type.vehicle);
      if (out === null) continue;
      const there = startPlace * size + place;
      const back = place * size + endPlace;
      soloCost[index * stops + stop] =
        type.fixed +
        type.perMetre * (type.metres[there]! + type.metres[back]!) +
        type.perDrivingSecond * (type.seconds[there]! + type.seconds[back]!) +
        type.perSecond * out;
      isHopeless[stop] = 0;
    }
  }
  return { soloCost, isHopeless };
}
