/**
 * Where the arrays of the instance and of the plan begin in memory, in bytes, and their sizes: set from outside by these
 * names (`bindKernel`), with what they hold told there and in `PlanState` and `Instance`.
 */

// instance: sizes and what it has
export let stops: i32 = 0;
export let vehicles: i32 = 0;
export let rows: i32 = 0;
export let types: i32 = 0;
export let dimensions: i32 = 0;
export let nextToWidth: i32 = 0;
export let aroundWidth: i32 = 0;
export let isTimed: i32 = 0;
export let hasDeliveries: i32 = 0;
export let hasWindows: i32 = 0;
export let hasTrips: i32 = 0;
export let hasShipments: i32 = 0;
export let hasExtras: i32 = 0;
export let hasMetres: i32 = 0;
export let isFreshKept: i32 = 0;

// instance: per node or stop
export let kind: usize = 0;
export let place: usize = 0;
export let service: usize = 0;
export let setup: usize = 0;
export let windowOffset: usize = 0;
export let windowFrom: usize = 0;
export let windowTo: usize = 0;
export let opens: usize = 0;
export let closes: usize = 0;
export let isMulti: usize = 0;
export let pickup: usize = 0;
export let delivery: usize = 0;
export let partner: usize = 0;
export let isFixed: usize = 0;
export let priority: usize = 0;
export let requests: usize = 0;
export let isOptional: usize = 0;
export let leaveOutCost: usize = 0;
export let latestAtHub: usize = 0;
export let recordVehicle: usize = 0;
export let nextTo: usize = 0;
export let around: usize = 0;
export let typeOfNode: usize = 0;
export let orderKeys: usize = 0;

// instance: per vehicle
export let typeOf: usize = 0;
export let firstReload: usize = 0;
export let firstBreak: usize = 0;

// instance: per type
export let soloCost: usize = 0;
export let typeCells: usize = 0;
export let typeCellsTo: usize = 0;
export let typeToRow: usize = 0;
export let typeToStep: usize = 0;
export let typeNear: usize = 0;
export let typeNearBounds: usize = 0;
export let typeIsRich: usize = 0;
export let typeFixed: usize = 0;
export let typePerMetre: usize = 0;
export let typeLeastPerMetre: usize = 0;
export let typePerDrivingSecond: usize = 0;
export let typePerServiceSecond: usize = 0;
export let typePerSecond: usize = 0;
export let typeCapacity: usize = 0;
export let memberOffset: usize = 0;
export let members: usize = 0;

// plan: per node
export let next: usize = 0;
export let prev: usize = 0;
export let run: usize = 0;
export let head: usize = 0;
export let placeFrom: usize = 0;
export let placeTo: usize = 0;
export let legSeconds: usize = 0;
export let legMetres: usize = 0;
export let beside: usize = 0;
export let ends: usize = 0;
export let ready: usize = 0;
export let latest: usize = 0;
export let headOut: usize = 0;
export let headLate: usize = 0;
export let tailOut: usize = 0;
export let tailEarly: usize = 0;
export let tailSeconds: usize = 0;
export let tailEnd: usize = 0;
export let loads: usize = 0;
export let peakTo: usize = 0;
export let peakFrom: usize = 0;
export let pickedUp: usize = 0;
export let delivered: usize = 0;
export let peak: usize = 0;
export let room: usize = 0;
export let absent: usize = 0;
export let absentAt: usize = 0;

// plan: per vehicle and type
export let size: usize = 0;
export let metres: usize = 0;
export let drivingSeconds: usize = 0;
export let serviceSeconds: usize = 0;
export let secondsOut: usize = 0;
export let endCloses: usize = 0;
export let runCost: usize = 0;
export let startsAt: usize = 0;
export let isOpenRun: usize = 0;
export let isOpenStop: usize = 0;
export let usedOfType: usize = 0;

// plan: the whole; see `totalAt…` and `countAt…`
export let totals: usize = 0;
export let counts: usize = 0;

// undo
export let touched: usize = 0;
export let keptNodes: usize = 0;
export let keptSeconds: usize = 0;
export let keptMetres: usize = 0;
export let keptOffset: usize = 0;
export let keptStartsAt: usize = 0;
export let keptStamp: usize = 0;
export let keptAbsent: usize = 0;

// scratch
export let judged: usize = 0;
export let queue: usize = 0;
export let stringNodes: usize = 0;
export let ruined: usize = 0;
export let isRuined: usize = 0;
export let isTakenApart: usize = 0;

export function i32At(base: usize, index: i32): i32 {
  return load<i32>(base + ((<usize>index) << 2));
}

export function setI32(base: usize, index: i32, value: i32): void {
  store<i32>(base + ((<usize>index) << 2), value);
}

export function f64At(base: usize, index: i32): f64 {
  return load<f64>(base + ((<usize>index) << 3));
}

export function setF64(base: usize, index: i32, value: f64): void {
  store<f64>(base + ((<usize>index) << 3), value);
}

export function u8At(base: usize, index: i32): i32 {
  return <i32>load<u8>(base + <usize>index);
}

export function startNode(vehicle: i32): i32 {
  return stops + 2 * vehicle;
}

export function endNode(vehicle: i32): i32 {
  return stops + 2 * vehicle + 1;
}
