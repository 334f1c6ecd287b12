import type { Instance, VehicleType } from '../model/instance.ts';
import type { ProblemMatrix } from '../model/problem.ts';
import { hasVaryingWindows, orderKeys } from './order-keys.ts';
import { type Block, float32s, float64s, int32s, uint8s } from './lay-in-memory.ts';

/** Above this many rows a second layout of the legs, by where they lead, would cost more memory than it saves time. */
const largestTurned = 4000;
/** Rows and columns are turned in squares that fit the processor's nearest cache. */
const square = 32;
/** Per neighbour in `nextTo`: seconds and metres from it to the stop, then from the stop to it. */
const nearWidth = 4;

/** The instance's arrays that the kernel reads, by the kernel's names. */
export function instanceBlocks(instance: Instance) {
  const { types, stops, dimensions } = instance;
  const perType = (pick: (type: Instance['types'][number]) => number) =>
    float64s(types.length, (view) => view.set(types.map(pick)));
  return {
    ...copies(instance),
    orderKeys: float64s(6 * stops, (view) => orderKeys(instance, view)),
    typeIsRich: int32s(types.length, (view) => view.set(types.map(({ isRich }) => (isRich ? 1 : 0)))),
    typeFixed: perType(({ fixed }) => fixed),
    typePerMetre: perType(({ perMetre }) => perMetre),
    typeLeastPerMetre: perType(({ leastPerMetre }) => leastPerMetre),
    typePerDrivingSecond: perType(({ perDrivingSecond }) => perDrivingSecond),
    typePerServiceSecond: perType(({ perServiceSecond }) => perServiceSecond),
    typePerSecond: perType(({ perSecond }) => perSecond),
    typeCapacity: float64s(types.length * dimensions, (view) => {
      for (const [type, { capacity }] of types.entries()) view.set(capacity, type * dimensions);
    }),
    memberOffset: int32s(types.length + 1, (view) => {
      for (const [type, { members }] of types.entries()) view[type + 1] = view[type]! + members.length;
    }),
    members: int32s(instance.vehicles, (view) => view.set(types.flatMap(({ members }) => members))),
    typeCells: int32s(types.length),
    typeCellsTo: int32s(types.length),
    typeToRow: int32s(types.length),
    typeToStep: int32s(types.length),
    typeNear: int32s(types.length),
    typeNearBounds: int32s(types.length),
  };
}

function copies(instance: Instance) {
  const ints = (from: Int32Array) => int32s(from.length, (view) => view.set(from));
  const floats = (from: Float64Array) => float64s(from.length, (view) => view.set(from));
  const bytes = (from: Uint8Array) => uint8s(from.length, (view) => view.set(from));
  return {
    kind: bytes(instance.kind),
    place: ints(instance.place),
    service: ints(instance.service),
    setup: ints(instance.setup),
    windowOffset: ints(instance.windowOffset),
    windowFrom: ints(instance.windowFrom),
    windowTo: ints(instance.windowTo),
    opens: ints(instance.opens),
    closes: ints(instance.closes),
    isMulti: bytes(instance.isMulti),
    pickup: floats(instance.pickup),
    delivery: floats(instance.delivery),
    partner: ints(instance.partner),
    isFixed: bytes(instance.isFixed),
    priority: floats(instance.priority),
    requests: floats(instance.requests),
    isOptional: bytes(instance.isOptional),
    leaveOutCost: floats(instance.leaveOutCost),
    latestAtHub: floats(instance.latestAtHub),
    recordVehicle: ints(instance.recordVehicle),
    nextTo: ints(instance.nextTo),
    around: ints(instance.around),
    typeOfNode: ints(instance.typeOfNode),
    typeOf: ints(instance.typeOf),
    firstReload: ints(instance.firstReload),
    firstBreak: ints(instance.firstBreak),
    soloCost: floats(instance.soloCost),
  };
}

/** Sizes and what there is at all, by the kernel's names. */
export function instanceSettings(instance: Instance): Readonly<Record<string, number>> {
  const { nodes, stops, vehicles, types } = instance;
  return {
    stops,
    vehicles,
    rows: instance.rows,
    types: types.length,
    dimensions: instance.dimensions,
    nextToWidth: instance.nextToWidth,
    aroundWidth: instance.aroundWidth,
    isTimed: Number(instance.isTimed),
    hasDeliveries: Number(instance.hasDeliveries),
    hasWindows: Number(hasVaryingWindows(instance)),
    hasTrips: Number(instance.hasTrips),
    hasShipments: Number(instance.hasShipments),
    hasExtras: Number(nodes > stops + 2 * vehicles),
    hasMetres: Number(haveMetres(instance)),
    isFreshKept: Number(instance.latestAtHub.some((latest) => latest < Infinity)),
  };
}

/** Whether metres have a price, so that legs need them. */
function haveMetres({ types }: Instance): boolean {
  return types.some(({ perMetre, leastPerMetre }) => perMetre > 0 || leastPerMetre > 0);
}

/** The legs of each matrix, and their bounds for each price of legs; the kernel is told per type where they lie (`pointTypes`). */
export function legBlocks(instance: Instance) {
  const { problem, types } = instance;
  const width = haveMetres(instance) ? 2 : 1;
  const near = problem.matrices.map((matrix) => nearLegs(instance, matrix));
  const ofMatrices = problem.matrices.flatMap((matrix, index) => {
    const cells = matrix.size ** 2 * width;
    return [
      [`cells${index}`, int32s(cells, (view) => layCells(matrix, width, view))] as const,
      ...(isTurned(matrix, width)
        ? [[`cellsTo${index}`, int32s(cells, (view) => turnCells(matrix, width, view))] as const]
        : []),
      [`near${index}`, int32s(near[index]!.length, (view) => view.set(near[index]!))] as const,
    ];
  });
  const bounds = [...new Set(firstOfPrice(types))].map((first) => {
    const type = types[first]!;
    const legs = near[type.matrix]!;
    return [`bounds${first}`, float32s(legs.length / 2, (view) => layNearBounds(type, legs, view))] as const;
  });
  return Object.fromEntries<Block<Int32Array> | Block<Float32Array>>([...ofMatrices, ...bounds]);
}

/** Per type, the first whose legs cost the same. */
function firstOfPrice(types: readonly VehicleType[]): number[] {
  const first = new Map<string, number>();
  return types.map(({ matrix, perDrivingSecond, leastPerMetre }, type) => {
    const price = `${matrix} ${perDrivingSecond} ${leastPerMetre}`;
    const found = first.get(price) ?? type;
    first.set(price, found);
    return found;
  });
}

/** Writes where each type's legs lie. */
export function pointTypes(instance: Instance, views: Readonly<Record<string, Int32Array>>): void {
  const first = firstOfPrice(instance.types);
  for (const [type, { matrix }] of instance.types.entries()) {
    const cells = views[`cells${matrix}`]!;
    const isByRow = instance.rows <= largestTurned;
    views['typeCells']![type] = cells.byteOffset;
    views['typeCellsTo']![type] = (views[`cellsTo${matrix}`] ?? cells).byteOffset;
    views['typeToRow']![type] = isByRow ? instance.rows : 1;
    views['typeToStep']![type] = isByRow ? 1 : instance.rows;
    views['typeNearBounds']![type] = views[`bounds${first[type]!}`]!.byteOffset;
    views['typeNear']![type] = views[`near${matrix}`]!.byteOffset;
  }
}

function isTurned(matrix: ProblemMatrix, width: number): boolean {
  if (matrix.size > largestTurned) return false;
  return !isSymmetric(matrix.seconds, matrix.size) || (width > 1 && !isSymmetric(matrix.metres, matrix.size));
}

/** Whether one layout serves both ways: half the memory to read. */
function isSymmetric(cells: Int32Array, size: number): boolean {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < row; column++) {
      if (cells[row * size + column] !== cells[column * size + row]) return false;
    }
  }
  return true;
}

function layCells({ seconds, metres }: ProblemMatrix, width: number, view: Int32Array): void {
  if (width === 1) {
    view.set(seconds);
    return;
  }
  for (let cell = 0; cell < seconds.length; cell++) {
    view[2 * cell] = seconds[cell]!;
    view[2 * cell + 1] = metres[cell]!;
  }
}

/** Columns as rows. */
function turnCells({ size, seconds, metres }: ProblemMatrix, width: number, view: Int32Array): void {
  for (let top = 0; top < size; top += square) {
    for (let left = 0; left < size; left += square) {
      const bottom = Math.min(size, top + square);
      const right = Math.min(size, left + square);
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < right; column++) {
          const at = (column * size + row) * width;
          view[at] = seconds[row * size + column]!;
          if (width > 1) view[at + 1] = metres[row * size + column]!;
        }
      }
    }
  }
}

/** The legs between stops and their neighbours, so that looking at them reads memory in order; zero where a row has ended. */
function nearLegs({ place, nextTo, nextToWidth, stops }: Instance, matrix: ProblemMatrix): Int32Array {
  const { size, seconds, metres } = matrix;
  const legs = new Int32Array(nextTo.length * nearWidth);
  for (let stop = 0; stop < stops; stop++) {
    for (let at = stop * nextToWidth; at < (stop + 1) * nextToWidth && nextTo[at]! >= 0; at++) {
      const there = place[nextTo[at]!]! * size + place[stop]!;
      const back = place[stop]! * size + place[nextTo[at]!]!;
      legs[at * nearWidth] = seconds[there]!;
      legs[at * nearWidth + 1] = metres[there]!;
      legs[at * nearWidth + 2] = seconds[back]!;
      legs[at * nearWidth + 3] = metres[back]!;
    }
  }
  return legs;
}

/**
 * Per neighbour the least that a leg beside it is replaced by, in and out: the way between it and the stop, and as much
 * again as the shorter of the two ways between them (see the kernel's `findNear`).
 */
function layNearBounds(type: VehicleType, legs: Int32Array, view: Float32Array): void {
  const { perDrivingSecond, leastPerMetre } = type;
  for (let at = 0; at < legs.length; at += nearWidth) {
    const there = perDrivingSecond * legs[at]! + leastPerMetre * legs[at + 1]!;
    const back = perDrivingSecond * legs[at + 2]! + leastPerMetre * legs[at + 3]!;
    view[at / 2] = there + Math.min(there, back);
    view[at / 2 + 1] = back + Math.min(there, back);
  }
}
