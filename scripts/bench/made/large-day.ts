import type { Problem, ProblemStop, ProblemVehicle } from '#server/planner/model/problem.ts';
import { Random } from '../../demo/random.ts';
import { makeRoadMatrix, type MadePlace } from './road-matrix.ts';
import { growRoads } from './roads.ts';

const hour = 3_600;
const nothing = [0, 0];
/** About so many stops share one place on the network, each at the end of a lane of its own. */
const stopsPerNode = 5;

/** kg, crates; money in minor units. */
const fleet: readonly Pick<ProblemVehicle, 'capacity' | 'fixedCost' | 'costPerKm' | 'costPerHour'>[] = [
  { capacity: [1_250, 70], fixedCost: 15_000, costPerKm: 300, costPerHour: 4_500 },
  { capacity: [2_500, 140], fixedCost: 24_000, costPerKm: 400, costPerHour: 5_000 },
  { capacity: [5_000, 270], fixedCost: 38_000, costPerKm: 600, costPerHour: 5_500 },
];

/**
 * A day of so many pickups, each at a place of its own, in valleys out to 60 km, with more vehicles than are needed.
 * The same for the same seed and size, in whole numbers; two matrices' cells of 4 bytes for each pair of places.
 */
export function makeLargeDay(stopCount: number, seed: number): Problem {
  const random = new Random(seed);
  // A valley of 60 km has some 100 nodes.
  const valleys = Math.max(4, Math.round(stopCount / stopsPerNode / 100));
  const network = growRoads(random, {
    valleyMetres: Array.from({ length: valleys }, () => random.whole(30_000, 60_000)),
    pavedMetres: 40_000,
  });
  const places: MadePlace[] = [{ node: 0, laneMetres: 0 }];
  const stops: ProblemStop[] = [];
  for (let place = 1; place <= stopCount; place++) {
    const again = place > 1 && random.isTrue(0.5) ? random.pick(places).node : 0;
    places.push({
      node: again || random.whole(1, network.nodes.length - 1),
      laneMetres: random.whole(20, 420),
    });
    stops.push(makeStop(random, place));
  }
  const totalKg = stops.reduce((sum, { pickup }) => sum + pickup[0]!, 0); // loads are kg and crates
  return {
    // Motorbikes may go everywhere, so that every stop can be reached.
    matrices: [makeRoadMatrix(network, places, 0)],
    hubs: [{ place: 0 }],
    stops,
    vehicles: makeVehicles(totalKg * 1.6),
  };
}

function makeStop(random: Random, place: number): ProblemStop {
  const kg = Math.round(20 + 700 * random.next() ** 3);
  const crates = Math.ceil(kg / 20);
  const kind = random.next();
  const from = random.whole(6, 15) * hour;
  const window =
    kind < 0.25
      ? { start: 6 * hour, end: 11 * hour }
      : kind < 0.4
        ? { start: from, end: from + 2 * hour }
        : { start: 5 * hour, end: 19 * hour };
  return {
    place,
    pickup: [kg, crates],
    delivery: nothing,
    setupSeconds: 240,
    serviceSeconds: 60 + 12 * crates,
    windows: [window],
    largestAccess: 2,
    priority: 0,
    requestCount: 1,
  };
}

/** Of each type in turn until together they carry so much. */
function makeVehicles(kg: number): ProblemVehicle[] {
  const vehicles: ProblemVehicle[] = [];
  for (let carried = 0; carried < kg;) {
    const type = fleet[vehicles.length % fleet.length]!; // within the list
    carried += type.capacity[0]!;
    vehicles.push({
      ...type,
      matrix: 0,
      access: 1,
      shift: { start: 5 * hour, end: 19 * hour },
      startPlace: 0,
      endPlace: 0,
    });
  }
  return vehicles;
}
