import type {
  Problem,
  ProblemBreak,
  ProblemPrices,
  ProblemStop,
  ProblemVehicle,
  SolutionRun,
  TimeWindow,
} from '#server/planner/model/problem.ts';
import type { Random } from '#server/planner/state/random.ts';
import { isNothing } from '#server/domain/load.ts';
import { checkSolution } from '#server/planner/check/check-solution.ts';

/** What a random problem may have on top of windows, deliveries, priorities and a mixed fleet. */
export const randomFeatures = [
  'hubs',
  'samePlaces',
  'shipments',
  'freightFree',
  'trips',
  'breaks',
  'bands',
  'overtime',
  'freshness',
  'receiving',
  'docks',
  'skills',
  'pins',
  'limits',
  'prices',
  'leaveOut',
  'fixedStart',
] as const;
export type RandomFeature = (typeof randomFeatures)[number];

/** Draws whole numbers and yes or no; `money` divides by 3600 s and 1000 m where the problem is round. */
export interface Draw {
  readonly between: (least: number, most: number) => number;
  readonly isLikely: (share: number) => boolean;
  readonly money: (most: number) => number;
}

export function drawFrom(random: Random, isRound: boolean): Draw {
  const between = (least: number, most: number) => least + random.below(most - least + 1);
  return {
    between,
    isLikely: (share) => random.fraction() < share,
    money: (most) => (isRound ? 18_000 * between(0, 3) : between(0, most)),
  };
}

/** The same problem with more features; a valid one. The last row of the matrices is no stop's place. */
export function withFeatures(problem: Problem, features: readonly RandomFeature[], draw: Draw): Problem {
  const has = (feature: RandomFeature) => features.includes(feature);
  const rows = problem.matrices[0]!.size;
  let { hubs, stops, vehicles } = problem;
  if (has('hubs')) hubs = [...hubs, { place: rows - 1 }];
  if (has('receiving')) hubs = hubs.map((hub) => ({ ...hub, receiving: randomHours(draw, 4000) }));
  if (has('docks')) {
    hubs = hubs.map((hub) => ({ ...hub, docks: draw.between(1, 2), dockSeconds: draw.between(0, 300) }));
  }
  const shipments = has('shipments') ? randomShipments(stops, draw) : [];
  const shipped = new Set(shipments.flatMap(({ from, to }) => [from, to]));
  stops = stops.map((stop, index) => richerStop(stop, shipped.has(index), { ...problem, hubs }, has, draw));
  vehicles = vehicles.map((vehicle) => richerVehicle(vehicle, hubs, has, draw));
  const richer: Problem = {
    ...problem,
    hubs,
    stops,
    vehicles,
    ...(has('shipments') && { shipments }),
    ...(has('prices') && { prices: randomPrices(draw) }),
  };
  return has('fixedStart') ? withFixedStarts(richer, draw) : richer;
}

type Has = (feature: RandomFeature) => boolean;

function richerStop(
  stop: ProblemStop,
  isShipped: boolean,
  { stops, hubs, vehicles }: Problem,
  has: Has,
  draw: Draw,
): ProblemStop {
  const { between, isLikely } = draw;
  const nothing = stop.pickup.map(() => 0);
  const base = isShipped ? { ...stop, pickup: nothing, delivery: nothing } : stop;
  const isPickup = !isNothing(base.pickup);
  return {
    ...base,
    ...(has('samePlaces') && isLikely(0.4) && { place: stops[between(0, stops.length - 1)]!.place }),
    ...(has('hubs') && isLikely(0.3) && { hub: between(0, hubs.length - 1) }),
    ...(has('skills') && isLikely(0.3) && { skills: [between(0, 2)] }),
    ...(has('pins') &&
      isLikely(0.2) && {
        onlyVehicles: vehicles.flatMap((_, index) => (isLikely(0.5) || index === 0 ? [index] : [])),
      }),
    ...(has('freshness') && isPickup && isLikely(0.2) && { latestAtHub: between(1500, 6000) }),
    ...(has('freshness') && isPickup && isLikely(0.2) && { mostSecondsOnBoard: between(200, 3000) }),
    ...(has('leaveOut') && isLikely(0.3) && { leaveOutCost: draw.money(3000) }),
    ...(has('prices') && isLikely(0.5) && { recordVehicle: between(0, vehicles.length - 1) }),
  };
}

function richerVehicle(vehicle: ProblemVehicle, hubs: Problem['hubs'], has: Has, draw: Draw): ProblemVehicle {
  const { between, isLikely, money } = draw;
  const hub = between(0, hubs.length - 1);
  const home = hubs[hub]!.place;
  const isFromHub = vehicle.startPlace === vehicle.endPlace;
  return {
    ...vehicle,
    ...(has('hubs') && { hub, endPlace: home, ...(isFromHub && { startPlace: home }) }),
    ...(has('trips') && isLikely(0.2) && { endPlace: draw.between(0, 1) }),
    ...(has('freightFree') && isLikely(0.3) && { isFreightFree: true }),
    ...(has('trips') && {
      mostTrips: between(1, 3),
      turnaroundSeconds: between(0, 200),
      costPerTrip: between(0, 60),
    }),
    ...(has('breaks') && { breaks: randomBreaks(vehicle, draw) }),
    ...(has('bands') && isLikely(0.6) && { kmBands: randomBands(draw) }),
    ...(has('bands') && isLikely(0.5) && { costPerServiceHour: money(5000) }),
    ...(has('overtime') &&
      isLikely(0.6) && { overtime: { mostSeconds: between(0, 1500), costPerHour: money(9000) } }),
    ...(has('skills') && { skills: [0, 1, 2].filter(() => isLikely(0.7)) }),
    ...(has('limits') && isLikely(0.3) && { mostStops: between(1, 8) }),
    ...(has('limits') && isLikely(0.3) && { mostMetres: between(2000, 20_000) }),
    ...(has('limits') && isLikely(0.3) && { mostDrivingSeconds: between(300, 3000) }),
    ...(has('limits') && isLikely(0.3) && { mostSecondsOut: between(500, 4000) }),
  };
}

/** One to three, the last of them long. */
function randomHours({ between, isLikely }: Draw, latest: number): TimeWindow[] {
  const windows: TimeWindow[] = [];
  let from = between(0, 600);
  while (windows.length < 2 && isLikely(0.5)) {
    const to = from + between(0, 800);
    windows.push({ start: from, end: to });
    from = to + between(1, 700);
  }
  return [...windows, { start: from, end: from + between(0, latest) }];
}

function randomBreaks(vehicle: ProblemVehicle, draw: Draw): ProblemBreak[] {
  const { between, isLikely } = draw;
  return Array.from({ length: between(0, 2) }, () => ({
    windows: randomHours(draw, 5000),
    seconds: between(0, 200),
    ...(isLikely(0.2) && { mostLoad: vehicle.capacity.map(() => between(0, 50)) }),
  }));
}

function randomBands({ between, money }: Draw) {
  const second = between(1, 3000);
  return [0, second, second + between(1, 3000)].map((fromMetres) => ({ fromMetres, costPerKm: money(2000) }));
}

/** Pairs of neighbours in the list, so that each stop is in one at most. */
function randomShipments(stops: readonly ProblemStop[], { between, isLikely }: Draw) {
  return stops.flatMap((stop, from) =>
    from % 2 === 0 && from + 1 < stops.length && isLikely(0.4)
      ? [{ from, to: from + 1, amounts: stop.pickup.map(() => between(0, 40)) }]
      : [],
  );
}

function randomPrices({ between, isLikely, money }: Draw): ProblemPrices {
  return {
    ...(isLikely(0.7) && { balance: { aroundSeconds: between(0, 2000), costPerHour: money(3000) } }),
    ...(isLikely(0.7) && { compactness: { costPerKm: money(700) } }),
    ...(isLikely(0.7) && { stub: { leastStops: between(1, 4), cost: between(0, 500) } }),
    ...(isLikely(0.7) && { stay: { cost: between(0, 300) } }),
  };
}

/** Beginnings that can be kept: the runs of them alone, together, break no rule. */
function withFixedStarts(problem: Problem, draw: Draw): Problem {
  let result = problem;
  const kept: SolutionRun[] = [];
  const taken = new Set((problem.shipments ?? []).flatMap(({ from, to }) => [from, to]));
  for (const [vehicle, { breaks = [] }] of problem.vehicles.entries()) {
    if (!draw.isLikely(0.4)) continue;
    const free = problem.stops.flatMap((_, stop) => (taken.has(stop) ? [] : [stop]));
    if (free.length === 0) break;
    const picked = Array.from({ length: draw.between(1, 2) }, () => free[draw.between(0, free.length - 1)]!);
    const fixedStart = [...new Set(picked)];
    const atEnd = { trip: 0, position: fixedStart.length };
    const run = { vehicle, trips: [fixedStart], breaks: breaks.map((_, index) => ({ index, ...atEnd })) };
    const isLocked = draw.isLikely(0.3);
    const fixed = { fixedStart, ...(isLocked && { isLocked }) };
    const vehicles = result.vehicles.map((each, index) => (index === vehicle ? { ...each, ...fixed } : each));
    const trial = { ...result, vehicles };
    if (!isSoundApartFromTheRest(trial, [...kept, run])) continue;
    kept.push(run);
    result = trial;
    for (const stop of fixedStart) taken.add(stop);
  }
  return result;
}

function isSoundApartFromTheRest(problem: Problem, runs: readonly SolutionRun[]): boolean {
  const { violations } = checkSolution(problem, { runs, unassigned: [], cost: 0, penalty: 0 });
  return violations.every(({ kind }) => ['stop_missing', 'cost', 'penalty'].includes(kind));
}
