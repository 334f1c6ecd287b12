import { isNothing } from '#server/domain/load.ts';
import type { TimeWindow } from '#server/domain/time-window.ts';
import type { Problem, ProblemVehicle } from './problem.ts';
import { breakKind, costUnit, endKind, reloadKind, startKind } from './instance.ts';

/** Later (or, negative, earlier) than anything that happens. */
const farAway = 2 ** 28;
const always: TimeWindow = { start: -(2 ** 30), end: 2 ** 30 };

/** Which nodes there are, and where and how long they are. */
export function layOutNodes(problem: Problem) {
  const { stops, vehicles } = problem;
  const firstReload = new Int32Array(vehicles.length + 1);
  const firstBreak = new Int32Array(vehicles.length + 1);
  let nodes = stops.length + 2 * vehicles.length;
  for (const [index, vehicle] of vehicles.entries()) {
    firstReload[index] = nodes;
    nodes += mostReturns(problem, vehicle);
    firstReload[index + 1] = nodes;
  }
  for (const [index, vehicle] of vehicles.entries()) {
    firstBreak[index] = nodes;
    nodes += vehicle.breaks?.length ?? 0;
    firstBreak[index + 1] = nodes;
  }
  const kind = new Uint8Array(nodes);
  const place = new Int32Array(nodes);
  const service = new Int32Array(nodes);
  const setup = new Int32Array(nodes);
  for (const [index, stop] of stops.entries()) {
    place[index] = stop.place;
    service[index] = stop.serviceSeconds;
    setup[index] = stop.setupSeconds;
  }
  for (const [index, vehicle] of vehicles.entries()) {
    const start = stops.length + 2 * index;
    kind[start] = startKind;
    kind[start + 1] = endKind;
    place[start] = vehicle.startPlace;
    place[start + 1] = vehicle.endPlace;
    for (let node = firstReload[index]!; node < firstReload[index + 1]!; node++) {
      kind[node] = reloadKind;
      place[node] = problem.hubs[vehicle.hub ?? 0]!.place;
      service[node] = vehicle.turnaroundSeconds ?? 0;
    }
    for (const [at, { seconds }] of (vehicle.breaks ?? []).entries()) {
      kind[firstBreak[index]! + at] = breakKind;
      service[firstBreak[index]! + at] = seconds;
    }
  }
  return { nodes, kind, place, service, setup, firstReload, firstBreak };
}

/** How often a run can be at the hub between its start and its end: between trips, and on the way to the first or home. */
function mostReturns({ hubs }: Problem, vehicle: ProblemVehicle): number {
  const { mostTrips = 1, isFreightFree, startPlace, endPlace, hub = 0 } = vehicle;
  if (mostTrips === 1 || isFreightFree === true) return mostTrips - 1;
  const { place } = hubs[hub]!; // assertProblem has seen that it exists
  return mostTrips - 1 + (startPlace === place ? 0 : 1) + (endPlace === place ? 0 : 1);
}

/** Per node of a vehicle its type; −1 for stops. */
export function layOutTypes(
  typeOf: Int32Array,
  stops: number,
  {
    nodes,
    firstReload,
    firstBreak,
  }: Pick<ReturnType<typeof layOutNodes>, 'nodes' | 'firstReload' | 'firstBreak'>,
): Int32Array {
  const typeOfNode = new Int32Array(nodes).fill(-1);
  for (const [vehicle, type] of typeOf.entries()) {
    typeOfNode.fill(type, stops + 2 * vehicle, stops + 2 * vehicle + 2);
    typeOfNode.fill(type, firstReload[vehicle], firstReload[vehicle + 1]);
    typeOfNode.fill(type, firstBreak[vehicle], firstBreak[vehicle + 1]);
  }
  return typeOfNode;
}

/** Windows in one row; hubs' receiving hours hold only for trips that bring something, so they are not among them. */
export function layOutWindows(problem: Problem, nodes: number, firstBreak: Int32Array) {
  const perNode: (readonly TimeWindow[])[] = problem.stops.map((stop) => stop.windows);
  for (const { shift, overtime } of problem.vehicles) {
    const latestEnd = shift.end + (overtime?.mostSeconds ?? 0);
    perNode.push([{ start: shift.start, end: latestEnd }], [{ start: shift.start, end: latestEnd }]);
  }
  while (perNode.length < nodes) perNode.push([always]);
  for (const [index, vehicle] of problem.vehicles.entries()) {
    for (const [at, { windows }] of (vehicle.breaks ?? []).entries())
      perNode[firstBreak[index]! + at] = windows;
  }
  const windowOffset = new Int32Array(nodes + 1);
  for (const [node, windows] of perNode.entries())
    windowOffset[node + 1] = windowOffset[node]! + windows.length;
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

/** Whether time can matter: a window that does not hold all day, a shift that ends, or a price for time out. */
export function isTimeKept({ stops, vehicles }: Problem): boolean {
  const firstStart = vehicles.reduce((first, { shift }) => Math.min(first, shift.start), farAway);
  return (
    vehicles.some(({ shift, costPerHour }) => shift.end < farAway || costPerHour > 0) ||
    stops.some(({ windows }) => {
      const [window] = windows;
      return windows.length > 1 || window!.start > firstStart || window!.end < farAway;
    })
  );
}

/** Loads, shipments and freshness. */
export function layOutLoads(problem: Problem, nodes: number) {
  const { stops, shipments = [] } = problem;
  const dimensions = (problem.vehicles[0]?.capacity ?? stops[0]?.pickup)?.length ?? 0;
  const pickup = new Float64Array(nodes * dimensions);
  const delivery = new Float64Array(nodes * dimensions);
  const partner = new Int32Array(nodes).fill(-1);
  const isShipmentEnd = new Uint8Array(nodes);
  const shipped = new Float64Array(shipments.length > 0 ? stops.length * dimensions : 0);
  for (const [index, stop] of stops.entries()) {
    pickup.set(stop.pickup, index * dimensions);
    delivery.set(stop.delivery, index * dimensions);
  }
  for (const { from, to, amounts } of shipments) {
    partner[from] = to;
    partner[to] = from;
    isShipmentEnd[to] = 1;
    shipped.set(amounts, from * dimensions);
    shipped.set(
      amounts.map((amount) => -amount),
      to * dimensions,
    );
  }
  return {
    dimensions,
    pickup,
    delivery,
    hasDeliveries: delivery.some((amount) => amount > 0),
    hasPickup: Uint8Array.from(stops, (stop) => (isNothing(stop.pickup) ? 0 : 1)),
    hasDelivery: Uint8Array.from(stops, (stop) => (isNothing(stop.delivery) ? 0 : 1)),
    partner,
    isShipmentEnd,
    shipped,
    mostLoad: problem.vehicles.flatMap(({ breaks = [] }) =>
      breaks.map(({ mostLoad }) => (mostLoad ? Float64Array.from(mostLoad) : null)),
    ),
    hasShipments: shipments.length > 0,
    latestAtHub: Float64Array.from(stops, (stop) => stop.latestAtHub ?? Infinity),
    mostOnBoard: Float64Array.from(stops, (stop) => stop.mostSecondsOnBoard ?? Infinity),
    hasFreshness: stops.some(
      (stop) => stop.latestAtHub !== undefined || stop.mostSecondsOnBoard !== undefined,
    ),
  };
}

/** What leaving stops out or moving them to other vehicles counts. */
export function layOutAims({ stops, vehicles, prices }: Problem) {
  const isMissed = (stop: (typeof stops)[number]) => stop.leaveOutCost === undefined;
  const isFixed = new Uint8Array(stops.length);
  for (const { fixedStart = [] } of vehicles) for (const stop of fixedStart) isFixed[stop] = 1;
  return {
    priority: Float64Array.from(stops, (stop) => (isMissed(stop) ? stop.priority : 0)),
    requests: Float64Array.from(stops, (stop) => (isMissed(stop) ? stop.requestCount : 0)),
    isOptional: Uint8Array.from(stops, (stop) => (isMissed(stop) ? 0 : 1)),
    leaveOutCost: Float64Array.from(stops, (stop) => (stop.leaveOutCost ?? 0) * costUnit),
    recordVehicle: Int32Array.from(stops, (stop) => (prices?.stay ? (stop.recordVehicle ?? -1) : -1)),
    stayCost: (prices?.stay?.cost ?? 0) * costUnit,
    isFixed,
  };
}
