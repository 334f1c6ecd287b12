import type { ProblemMatrix } from '#server/planner/model/problem.ts';
import type { RoadKind, RoadNetwork } from './roads.ts';

/** A place off a node of the network. */
export interface MadePlace {
  readonly node: number;
  /** Of the lane that leads to it from the node, both ways alike. */
  readonly laneMetres: number;
}

/** km/h on the flat, by access rank. */
const speeds: Readonly<Record<RoadKind, readonly [motorbike: number, light: number, heavy: number]>> = {
  paved: [32, 30, 27],
  gravel: [20, 17, 16],
  side: [18, 16, 14],
  track: [15, 11, 8],
};
const laneSpeed = 8;

/** Slower by so much to the grade, up and down. */
const upFactor = 8;
const downFactor = 3;

interface Edge {
  readonly to: number;
  readonly seconds: number;
  readonly metres: number;
}

/** Quickest ways between the places for vehicles of an access rank; −1 where a road on all ways is too narrow or closed. */
export function makeRoadMatrix(
  network: RoadNetwork,
  places: readonly MadePlace[],
  access: number,
  isClosed: (road: number) => boolean = () => false,
): ProblemMatrix {
  const edges = edgesFor(network, access, isClosed);
  const size = places.length;
  const seconds = new Int32Array(size * size);
  const metres = new Int32Array(size * size);
  const placesAt = new Map<number, number[]>();
  for (const [place, { node }] of places.entries())
    placesAt.set(node, [...(placesAt.get(node) ?? []), place]);
  for (const [node, here] of placesAt) {
    const ways = quickestWays(edges, node);
    for (const from of here) {
      const lane = places[from]!.laneMetres; // an index of places, as below
      for (let to = 0; to < size; to++) {
        if (to === from) continue;
        const cell = from * size + to;
        const end = places[to]!;
        const way = ways.seconds[end.node]!;
        const lanes = lane + end.laneMetres;
        seconds[cell] = way < 0 ? -1 : way + Math.round((lanes * 3.6) / laneSpeed);
        metres[cell] = way < 0 ? 0 : ways.metres[end.node]! + lanes;
      }
    }
  }
  return { size, seconds, metres };
}

function edgesFor(
  { nodes, roads }: RoadNetwork,
  access: number,
  isClosed: (road: number) => boolean,
): Edge[][] {
  const edges: Edge[][] = nodes.map(() => []);
  for (const [index, { from, to, kind, metres, climbMetres, largestAccess }] of roads.entries()) {
    if (access > largestAccess || isClosed(index)) continue;
    const grade = climbMetres / metres;
    const flat = (metres * 3.6) / speeds[kind][access as 0 | 1 | 2]; // ranks are 0, 1 and 2
    const secondsAt = (slope: number) =>
      Math.round(flat * (1 + upFactor * Math.max(0, slope) + downFactor * Math.max(0, -slope)));
    edges[from]!.push({ to, seconds: secondsAt(grade), metres });
    edges[to]!.push({ to: from, seconds: secondsAt(-grade), metres });
  }
  return edges;
}

/** From a node to all by seconds; −1 where there is no way (Dijkstra 1959, doi 10.1007/BF01386390). */
function quickestWays(
  edges: readonly (readonly Edge[])[],
  start: number,
): { seconds: Int32Array; metres: Int32Array } {
  const seconds = new Int32Array(edges.length).fill(-1);
  const metres = new Int32Array(edges.length).fill(-1);
  const isDone = new Uint8Array(edges.length);
  const heap = new NodeHeap();
  seconds[start] = 0;
  metres[start] = 0;
  heap.push(start, 0);
  for (let node = heap.pop(); node >= 0; node = heap.pop()) {
    if (isDone[node] === 1) continue;
    isDone[node] = 1;
    for (const edge of edges[node]!) {
      const reached = seconds[node]! + edge.seconds;
      const before = seconds[edge.to]!;
      if (before >= 0 && before <= reached) continue;
      seconds[edge.to] = reached;
      metres[edge.to] = metres[node]! + edge.metres;
      heap.push(edge.to, reached);
    }
  }
  return { seconds, metres };
}

/** A binary heap of nodes by seconds; of equal ones the lower node comes first, so that ways never depend on the engine. */
class NodeHeap {
  readonly #nodes: number[] = [];
  readonly #seconds: number[] = [];

  push(node: number, seconds: number): void {
    this.#nodes.push(node);
    this.#seconds.push(seconds);
    for (let at = this.#nodes.length - 1; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  /** −1 where it is empty. */
  pop(): number {
    const last = this.#nodes.length - 1;
    if (last < 0) return -1;
    this.#swap(0, last);
    const node = this.#nodes.pop()!; // there is at least one
    this.#seconds.pop();
    for (let at = 0; ;) {
      let first = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < last && this.#isBefore(child, first)) first = child;
      if (first === at) return node;
      this.#swap(at, first);
      at = first;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const difference = this.#seconds[a]! - this.#seconds[b]!; // positions in the heap, as below
    return difference < 0 || (difference === 0 && this.#nodes[a]! < this.#nodes[b]!);
  }

  #swap(a: number, b: number): void {
    [this.#nodes[a], this.#nodes[b]] = [this.#nodes[b]!, this.#nodes[a]!];
    [this.#seconds[a], this.#seconds[b]] = [this.#seconds[b]!, this.#seconds[a]!];
  }
}
