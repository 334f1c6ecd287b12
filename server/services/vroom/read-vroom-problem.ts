import type { Problem } from '#server/solver-pool/port.ts';
import type { ParsedProblem } from './parse-vroom.ts';
import { type ReadContext, readAmounts, readStop } from './read-stops.ts';
import { readVehicle } from './read-vehicle.ts';
import { refuse } from './refuse.ts';
import type { VroomRouting } from './routed-travel.ts';
import { vroomClock } from './vroom-clock.ts';
import { nameOfStop, vroomNames } from './vroom-names.ts';
import { vroomPlaces } from './vroom-places.ts';
import { gatherTravel, type VroomTravel } from './vroom-travel.ts';

/** How a job may be served in parts; `null` by stop where it may not. */
export interface VroomSplit {
  readonly dimension: number;
  readonly leastPiece: number;
  readonly mostVisits: number;
  readonly when: 'needed' | 'useful';
}

/** A problem of the planner with what leads back to the one it was read from. */
export interface ReadProblem extends ReadContext {
  readonly problem: Problem;
  readonly travel: VroomTravel;
  readonly splits: readonly (VroomSplit | null)[];
}

type Hub = Problem['hubs'][number];

/** Sums of loads stay below what the planner counts with. */
const mostTogether = 2 ** 31 - 1;

/**
 * A problem in VROOM's format as the planner takes it; with `wantsMetres` there are distances in any case.
 *
 * @throws UserError PROBLEM_INVALID, which says where and what; NO_ROAD_NEAR; RoutingError
 */
export async function readVroomProblem(
  parsed: ParsedProblem,
  routing: VroomRouting | null,
  wantsMetres = false,
): Promise<ReadProblem> {
  const context: ReadContext = {
    parsed,
    places: vroomPlaces(parsed),
    clock: vroomClock(parsed),
    names: vroomNames(parsed),
    dimensions: parsed.vehicles[0]?.capacity?.length ?? 0,
  };
  // Everything that can be wrong with the problem is found before routing is asked.
  const stops = context.names.stops.map((stop) => readStop(stop, context));
  const shipments = readShipments(context, parsed.jobs.length);
  const splits = readSplits(context);
  const hubs = readHubs(context);
  assertLoads(stops, shipments, context.dimensions);
  const vehicles = parsed.vehicles.map((vehicle, index) =>
    readVehicle(vehicle, hubs.ofVehicle[index]!, context),
  );
  assertFixedOnce(vehicles, context);
  const travel = await gatherTravel(parsed, context.places, routing, wantsMetres);
  return {
    ...context,
    travel,
    splits,
    problem: {
      matrices: travel.matrices,
      hubs: hubs.hubs,
      stops,
      ...(shipments.length > 0 && { shipments }),
      vehicles: vehicles.map((vehicle, index) => ({ ...vehicle, matrix: travel.matrixOf[index]! })),
      ...readPrices(parsed),
    },
  };
}

function readShipments({ parsed, dimensions }: ReadContext, first: number) {
  return parsed.shipments.map(({ pickup, amount }, index) => ({
    from: first + 2 * index,
    to: first + 2 * index + 1,
    amounts: readAmounts(`shipment of pickup ${pickup.id}`, 'amount', amount, dimensions),
  }));
}

/** The problem's own hubs, or one at each place where a vehicle starts (or ends, where its start is open). */
function readHubs({ parsed, places, clock, names }: ReadContext): { hubs: Hub[]; ofVehicle: number[] } {
  const hubs: Hub[] = (parsed.hubs ?? []).map((hub) => {
    const where = `hub ${hub.id}`;
    if (hub.docks !== undefined && hub.dock_time === undefined) refuse(where, 'docks needs dock_time');
    return {
      place: places.rankOf({ index: hub.location_index, location: hub.location }),
      ...(hub.receiving && { receiving: clock.windows(where, hub.receiving) }),
      ...(hub.docks !== undefined && { docks: hub.docks, dockSeconds: hub.dock_time ?? 0 }),
    };
  });
  const ofVehicle = parsed.vehicles.map((vehicle) => {
    if (vehicle.hub !== undefined) return names.hubOf(`vehicle ${vehicle.id}`, vehicle.hub);
    const hasStart = vehicle.start !== undefined || vehicle.start_index !== undefined;
    const place = hasStart
      ? places.rankOf({ index: vehicle.start_index, location: vehicle.start })
      : places.rankOf({ index: vehicle.end_index, location: vehicle.end });
    const known = hubs.findIndex((hub) => hub.place === place);
    return known >= 0 ? known : hubs.push({ place }) - 1;
  });
  return { hubs, ofVehicle };
}

function readSplits({ names, dimensions }: ReadContext): (VroomSplit | null)[] {
  return names.stops.map((stop) => {
    if (stop.type !== 'job' || !stop.of.split) return null;
    const { dimension = 0, least = 1, max_visits: mostVisits, when = 'needed' } = stop.of.split;
    if (dimension >= dimensions) {
      refuse(nameOfStop(stop), `split.dimension is ${dimension}, and loads have ${dimensions} dimensions`);
    }
    return { dimension, leastPiece: least, mostVisits, when };
  });
}

function assertLoads(
  stops: Problem['stops'],
  shipments: NonNullable<Problem['shipments']>,
  dimensions: number,
): void {
  for (let dimension = 0; dimension < dimensions; dimension++) {
    const all = [
      ...stops.flatMap(({ pickup, delivery }) => [pickup, delivery]),
      ...shipments.map(({ amounts }) => amounts),
    ];
    const sum = all.reduce((total, amounts) => total + amounts[dimension]!, 0); // all have these dimensions
    if (sum > mostTogether) {
      refuse('jobs', `amounts of dimension ${dimension} add up to ${sum}, which is above ${mostTogether}`);
    }
  }
}

function assertFixedOnce(
  vehicles: readonly Pick<Problem['vehicles'][number], 'fixedStart'>[],
  { names, parsed }: ReadContext,
): void {
  const seen = new Set<number>();
  for (const [index, { fixedStart = [] }] of vehicles.entries()) {
    for (const stop of fixedStart) {
      const where = `vehicle ${parsed.vehicles[index]!.id}`;
      if (seen.has(stop)) refuse(where, `${nameOfStop(names.stops[stop]!)} is in two places of fixed_start`);
      seen.add(stop);
    }
  }
}

function readPrices({ prices }: ParsedProblem): Pick<Problem, 'prices'> {
  if (!prices) return {};
  const { balance, compactness, stub, stay } = prices;
  return {
    prices: {
      ...(balance && { balance: { aroundSeconds: balance.around, costPerHour: balance.per_hour } }),
      ...(compactness && { compactness: { costPerKm: compactness.per_km } }),
      ...(stub && { stub: { leastStops: stub.least, cost: stub.cost } }),
      ...(stay && { stay: { cost: stay.cost } }),
    },
  };
}
