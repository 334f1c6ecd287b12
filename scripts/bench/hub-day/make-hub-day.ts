import type { Problem, ProblemStop } from '#server/planner/model/problem.ts';
import { Random } from '../../demo/random.ts';
import { makeRoadMatrix, type MadePlace } from '../made/road-matrix.ts';
import { growRoads, type RoadNetwork, type RoadNode } from '../made/roads.ts';
import { makeFleet } from './fleet.ts';
import { makeRequest, type RequestKind } from './make-request.ts';

/** A track that is closed at its beginning: all of it can be reached by no vehicle of the ranks from `fromAccess` on. */
export interface ClosedTrack {
  /** Its first node. */
  readonly track: number;
  /** 0: closed for all; 2: for heavy vehicles. */
  readonly fromAccess: 0 | 2;
}

/** What is known of a request beyond its stop. */
export interface RequestNote {
  readonly kind: RequestKind;
  /** "valley 3, km 84, track for light vehicles". */
  readonly where: string;
  readonly metresToHub: number;
  /** The closed track it lies behind; null where it does not. */
  readonly closed: ClosedTrack | null;
}

export interface HubDay {
  readonly problem: Problem;
  readonly vehicleNames: readonly string[];
  /** By stop. */
  readonly notes: readonly RequestNote[];
  readonly closedTracks: readonly ClosedTrack[];
  /** Seconds a light truck takes to the farthest request that it can reach, one way. */
  readonly farthestSeconds: number;
}

const requestCount = 160;
const accessRanks = [0, 1, 2] as const;
/** More than half of a day's growers are near the hub. */
const nearMetres = 35_000;
const nearShare = 0.55;
/** Loads larger than any vehicle that may come, by the access of the place they lie at. */
const largeLoads: readonly { readonly access: number; readonly kg: number }[] = [
  { access: 0, kg: 450 },
  { access: 1, kg: 2_900 },
  { access: 1, kg: 3_400 },
  { access: 2, kg: 5_600 },
];

/**
 * One day of a hub in the mountains: valleys out to 130 km, dead-end tracks of which five are closed, twelve vehicles,
 * and 160 requests. The same for the same seed, in whole numbers.
 */
export function makeHubDay(seed: number): HubDay {
  const random = new Random(seed);
  const network = growRoads(random, {
    valleyMetres: [130_000, 95_000, 70_000, 50_000, 30_000],
    pavedMetres: 45_000,
  });
  const nodes = chooseNodes(random, network);
  const closedTracks = closeTracks(random, network, nodes);
  const places: MadePlace[] = [{ node: 0, laneMetres: 0 }];
  for (const node of nodes) places.push({ node, laneMetres: random.whole(20, 420) });
  const matrices = accessRanks.map((access) =>
    makeRoadMatrix(network, places, access, (road) => isClosedFor(network, closedTracks, road, access)),
  );
  const fleet = makeFleet();
  const lightSeconds = nodes.map((_, stop) => matrices[1]!.seconds[stop + 1]!); // one matrix an access rank
  const large = largeByStop(network, nodes, closedTracks);
  const requests = nodes.map((node, stop) =>
    makeRequest(random, {
      place: stop + 1,
      largestAccess: nodeOf(network, node).largestAccess,
      secondsFromHub: lightSeconds[stop]!,
      largeKg: large.get(stop) ?? null,
    }),
  );
  const stops = requests.map(({ stop }): ProblemStop => stop);
  return {
    problem: { matrices, hubs: [{ place: 0 }], stops, vehicles: fleet.map(({ vehicle }) => vehicle) },
    vehicleNames: fleet.map(({ name }) => name),
    notes: nodes.map((node, stop) => noteOf(network, node, requests[stop]!.kind, closedTracks)),
    closedTracks,
    farthestSeconds: Math.max(...lightSeconds),
  };
}

/** Requests come in clusters: a place that has one is twice as likely to have another. */
function chooseNodes(random: Random, { nodes }: RoadNetwork): number[] {
  const settled = nodes.flatMap((node, index) => (index > 0 && node.metresToHub > 2_000 ? [index] : []));
  const near = settled.filter((node) => nodes[node]!.metresToHub <= nearMetres);
  const far = settled.filter((node) => nodes[node]!.metresToHub > nearMetres);
  const chosen: number[] = [];
  while (chosen.length < requestCount) {
    const isAgain = chosen.length > 0 && random.isTrue(0.4);
    chosen.push(isAgain ? random.pick(chosen) : random.pick(random.isTrue(nearShare) ? near : far));
  }
  return chosen;
}

/** Five tracks that lead to a request: three that heavy vehicles could pass are closed for these, two for all. */
function closeTracks(random: Random, network: RoadNetwork, nodes: readonly number[]): ClosedTrack[] {
  const tracks = [...new Set(nodes.map((node) => nodeOf(network, node).track))].filter((track) => track >= 0);
  const shuffled = random.shuffle(tracks);
  const wide = shuffled.filter((track) => nodeOf(network, track).largestAccess === 2).slice(0, 3);
  const others = shuffled.filter((track) => !wide.includes(track)).slice(0, 5 - wide.length);
  return [
    ...wide.map((track): ClosedTrack => ({ track, fromAccess: 2 })),
    ...others.map((track): ClosedTrack => ({ track, fromAccess: 0 })),
  ];
}

function isClosedFor(
  { roads }: RoadNetwork,
  closedTracks: readonly ClosedTrack[],
  road: number,
  access: number,
): boolean {
  return closedTracks.some(({ track, fromAccess }) => roads[road]!.to === track && access >= fromAccess);
}

/** The stop of each large load: the first free one at a place of that access, off closed tracks and within 60 km. */
function largeByStop(
  network: RoadNetwork,
  nodes: readonly number[],
  closedTracks: readonly ClosedTrack[],
): Map<number, number> {
  const large = new Map<number, number>();
  for (const { access, kg } of largeLoads) {
    const stop = nodes.findIndex((index, stop) => {
      const node = nodeOf(network, index);
      const isFree = !large.has(stop) && closedTrackOf(node, closedTracks) === null;
      return isFree && node.largestAccess === access && node.metresToHub < 60_000;
    });
    if (stop >= 0) large.set(stop, kg);
  }
  return large;
}

function noteOf(
  network: RoadNetwork,
  index: number,
  kind: RequestKind,
  closedTracks: readonly ClosedTrack[],
): RequestNote {
  const node = nodeOf(network, index);
  const road =
    node.kind === 'track'
      ? `track for ${['motorbikes', 'light vehicles', 'all'][node.largestAccess]}`
      : node.kind;
  return {
    kind,
    where: `valley ${node.valley + 1}, km ${Math.round(node.metresToHub / 1_000)}, ${road}`,
    metresToHub: node.metresToHub,
    closed: closedTrackOf(node, closedTracks),
  };
}

function closedTrackOf(node: RoadNode, closedTracks: readonly ClosedTrack[]): ClosedTrack | null {
  return closedTracks.find(({ track }) => track === node.track) ?? null;
}

function nodeOf({ nodes }: RoadNetwork, index: number): RoadNode {
  return nodes[index]!; // indices come from the network itself
}
