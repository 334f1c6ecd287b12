import type { Amounts, Problem, ProblemStop } from './problem.ts';
import { fitsCapacity, UNLIMITED } from '#server/domain/load.ts';
import { reachRule } from '../constraints/reach.ts';
import { type CutLimits, pieceSizes } from './piece-sizes.ts';

/** How one stop may be split. */
export interface SplitRule extends CutLimits {
  /** Index of the load dimension that is cut in whole units (crates, say); the others follow in proportion. */
  readonly dimension: number;
  /** `needed`: only where no vehicle that may come carries it whole; `useful`: where one of them does not. */
  readonly when: 'needed' | 'useful';
}

/** A problem whose large stops are pieces, and where they come from. */
export interface SplitProblem {
  readonly problem: Problem;
  /** Stop of the problem given, by stop of the new one; pieces of one stop follow each other, largest first. */
  readonly originOf: Int32Array;
  /** `priority` and `requestCount` of the new problem are those given times this: 1 where nothing was split. */
  readonly requestScale: number;
}

/** Into how many parts a request's count and priority can be shared out; no stop has more pieces. */
const requestShares = 100;

/**
 * Makes several stops of one place out of each that is larger than a vehicle which may come and that its rule (by stop;
 * null: none) lets be split. In every dimension pieces add up to the whole in whole numbers, and each fits a vehicle
 * that may come. Where the limits allow no such pieces, the stop stays whole.
 *
 * Each piece has the stop's windows, in which its own service begins, and its setup, which counts once where pieces
 * meet. Service, `leaveOutCost`, priority and requestCount are shared out in proportion, the last two after all stops'
 * have been multiplied by `requestScale`: serving half of a request counts as half a request (docs/adr/0013).
 * `recordVehicle` stays with the largest piece. Pins go to all pieces. Pieces count one by one in `mostStops` and
 * `stub`. A stop of a `fixedStart` stays whole, and a locked vehicle counts as one that may not come.
 *
 * @throws RangeError for a rule that is out of bounds, or about a stop of a shipment, which cannot be split.
 */
export function splitLargeStops(problem: Problem, rules: readonly (SplitRule | null)[]): SplitProblem {
  const fixed = new Set(problem.vehicles.flatMap((vehicle) => vehicle.fixedStart ?? []));
  const pieces = problem.stops.map((stop, index) => {
    const rule = rules[index] ?? null;
    if (rule) assertRule(problem, index, rule);
    return rule && !fixed.has(index) ? sizesOf(problem, stop, rule) : null;
  });
  if (pieces.every((sizes) => sizes === null)) {
    return { problem, originOf: Int32Array.from(problem.stops.keys()), requestScale: 1 };
  }
  const firstOf: number[] = [];
  const stops: ProblemStop[] = [];
  const originOf: number[] = [];
  for (const [index, stop] of problem.stops.entries()) {
    firstOf.push(stops.length);
    for (const piece of makePieces(stop, pieces[index] ?? [1])) {
      stops.push(piece);
      originOf.push(index);
    }
  }
  return {
    problem: renumber({ ...problem, stops }, (stop) => firstOf[stop]!), // stops of the problem given
    originOf: Int32Array.from(originOf),
    requestScale: requestShares,
  };
}

function assertRule(problem: Problem, stop: number, rule: SplitRule): void {
  const { dimension, leastPiece, mostVisits } = rule;
  const dimensions = problem.stops[stop]!.pickup.length;
  const assertWhole = (name: string, value: number, least: number, most: number) => {
    if (Number.isInteger(value) && value >= least && value <= most) return;
    throw new RangeError(`rules[${stop}].${name}: ${value} is not a whole number from ${least} to ${most}`);
  };
  assertWhole('dimension', dimension, 0, dimensions - 1);
  assertWhole('leastPiece', leastPiece, 1, 2 ** 30);
  assertWhole('mostVisits', mostVisits, 2, requestShares);
  const shipment = (problem.shipments ?? []).findIndex(({ from, to }) => from === stop || to === stop);
  if (shipment >= 0) throw new RangeError(`rules[${stop}]: shipments[${shipment}] cannot be split`);
}

/** Units of the rule's dimension per piece; null where the stop stays whole. */
function sizesOf(problem: Problem, stop: ProblemStop, rule: SplitRule): number[] | null {
  const units = Math.max(stop.pickup[rule.dimension]!, stop.delivery[rule.dimension]!);
  if (units === 0) return null;
  const coming = problem.vehicles.filter(
    (vehicle, index) => !vehicle.isLocked && reachRule(problem, stop, index) === null,
  );
  const fits = (capacity: Amounts) =>
    fitsCapacity(stop.pickup, capacity) && fitsCapacity(stop.delivery, capacity);
  const isWhole = (vehicle: { capacity: Amounts }) => fits(vehicle.capacity);
  if (rule.when === 'needed' ? coming.some(isWhole) : coming.every(isWhole)) return null;
  const loads = coming.flatMap((vehicle) => {
    const load = unitsWithin(stop, units, vehicle.capacity);
    return Array.from({ length: Math.min(vehicle.mostTrips ?? 1, rule.mostVisits) }, () => load);
  });
  const sizes = pieceSizes(units, loads, rule);
  return sizes !== null && sizes.length > 1 ? sizes : null;
}

/** How many of its units a capacity takes, the other dimensions in proportion. */
function unitsWithin(stop: ProblemStop, units: number, capacity: Amounts): number {
  let most = units;
  for (const amounts of [stop.pickup, stop.delivery]) {
    for (const [dimension, amount] of amounts.entries()) {
      const limit = capacity[dimension] ?? 0;
      if (amount > 0 && limit < UNLIMITED) most = Math.min(most, proportion(limit, units, amount));
    }
  }
  return most;
}

function makePieces(stop: ProblemStop, sizes: readonly number[]): ProblemStop[] {
  const shareAll = (amounts: Amounts) => amounts.map((amount) => shareOut(amount, sizes));
  const pickup = shareAll(stop.pickup);
  const delivery = shareAll(stop.delivery);
  const service = shareOut(stop.serviceSeconds, sizes);
  const priority = shareOut(stop.priority * requestShares, sizes);
  // A stop serves at least one of what is counted.
  const count = shareOut(stop.requestCount * requestShares - sizes.length, sizes).map((share) => share + 1);
  const leaveOut = stop.leaveOutCost === undefined ? null : shareOut(stop.leaveOutCost, sizes);
  return sizes.map((_, piece) => {
    const { recordVehicle, latestAtHub, mostSecondsOnBoard, ...rest } = stop;
    const picksUp = pickup.some((shares) => shares[piece]! > 0);
    return {
      ...rest,
      pickup: pickup.map((shares) => shares[piece]!),
      delivery: delivery.map((shares) => shares[piece]!),
      serviceSeconds: service[piece]!,
      priority: priority[piece]!,
      requestCount: count[piece]!,
      ...(leaveOut && { leaveOutCost: leaveOut[piece]! }),
      ...(recordVehicle !== undefined && piece === 0 && { recordVehicle }),
      ...(latestAtHub !== undefined && picksUp && { latestAtHub }),
      ...(mostSecondsOnBoard !== undefined && picksUp && { mostSecondsOnBoard }),
    };
  });
}

/** Whole shares in proportion to the sizes that add up to the total; none is more than its exact share rounded up. */
function shareOut(total: number, sizes: readonly number[]): number[] {
  const units = sizes.reduce((sum, size) => sum + size, 0);
  let taken = 0;
  let given = 0;
  return sizes.map((size) => {
    taken += size;
    const share = proportion(total, taken, units) - given;
    given += share;
    return share;
  });
}

/** a × b ÷ c rounded down, exact beyond 2^53. */
function proportion(a: number, b: number, c: number): number {
  return Number((BigInt(a) * BigInt(b)) / BigInt(c));
}

/** Puts new stop numbers where vehicles and shipments name stops. */
function renumber(problem: Problem, newIndex: (stop: number) => number): Problem {
  const { shipments } = problem;
  return {
    ...problem,
    vehicles: problem.vehicles.map((vehicle) =>
      vehicle.fixedStart ? { ...vehicle, fixedStart: vehicle.fixedStart.map(newIndex) } : vehicle,
    ),
    ...(shipments && {
      shipments: shipments.map((shipment) => ({
        ...shipment,
        from: newIndex(shipment.from),
        to: newIndex(shipment.to),
      })),
    }),
  };
}
