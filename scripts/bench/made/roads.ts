import type { Random } from '../../demo/random.ts';

export type RoadKind = 'paved' | 'gravel' | 'side' | 'track';

/** A road between two nodes, open both ways. */
export interface Road {
  readonly from: number;
  readonly to: number;
  readonly kind: RoadKind;
  readonly metres: number;
  /** From `from` to `to`; negative where it falls. */
  readonly climbMetres: number;
  /** Largest access rank that may pass: 0 motorbike, 1 light, 2 heavy. */
  readonly largestAccess: number;
}

export interface RoadNode {
  readonly altitude: number;
  /** Along the roads that it was grown by. */
  readonly metresToHub: number;
  readonly valley: number;
  /** That of the road that leads here from the hub. */
  readonly kind: RoadKind;
  readonly largestAccess: number;
  /** The first node of the track that it lies on; −1 off tracks. */
  readonly track: number;
}

/** Valleys that leave a hub (node 0), with side roads and dead-end tracks that climb from them. */
export interface RoadNetwork {
  readonly nodes: readonly RoadNode[];
  readonly roads: readonly Road[];
}

export interface RoadSettings {
  /** Length of each valley's main road, in metres. */
  readonly valleyMetres: readonly number[];
  /** How far from the hub the main road is paved. */
  readonly pavedMetres: number;
}

/** Mean length of one road of a kind, and how steep it is, in metres of climb to the metre. */
const shapes: Readonly<Record<RoadKind, { readonly metres: number; readonly grade: number }>> = {
  paved: { metres: 4_000, grade: 0.006 },
  gravel: { metres: 4_000, grade: 0.011 },
  side: { metres: 2_200, grade: 0.035 },
  track: { metres: 1_100, grade: 0.07 },
};

/** The same for the same state of `random`; only sums, products and roundings, so on any machine. */
export function growRoads(random: Random, settings: RoadSettings): RoadNetwork {
  const growth = new Growth(random);
  for (const [valley, metres] of settings.valleyMetres.entries())
    growth.growValley(valley, metres, settings.pavedMetres);
  growth.joinValleys(settings.valleyMetres.length);
  return { nodes: growth.nodes, roads: growth.roads };
}

class Growth {
  readonly nodes: RoadNode[] = [
    { altitude: 600, metresToHub: 0, valley: -1, kind: 'paved', largestAccess: 2, track: -1 },
  ];
  readonly roads: Road[] = [];
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  growValley(valley: number, metres: number, pavedMetres: number): void {
    let at = 0;
    for (let reached = 0; reached < metres; reached = this.nodes[at]!.metresToHub) {
      at = this.#extend(at, valley, reached < pavedMetres ? 'paved' : 'gravel', 2, false);
      if (this.#random.isTrue(0.5)) this.#growSide(at, valley);
    }
  }

  /** Passes from the ends of side roads to those of the next valley, about as far from the hub. */
  joinValleys(valleys: number): void {
    for (let valley = 0; valley + 1 < valleys; valley++) {
      const from = this.#sideEnd(valley, 30_000);
      const to = this.#sideEnd(valley + 1, this.nodes[from]!.metresToHub);
      this.#link(from, to, 'side', this.#random.whole(9_000, 16_000));
    }
  }

  #growSide(start: number, valley: number): void {
    let at = start;
    const length = this.#random.whole(2, 6);
    for (let step = 0; step < length; step++) {
      at = this.#extend(at, valley, 'side', 2, false);
      if (this.#random.isTrue(0.4)) this.#growTrack(at, valley);
    }
  }

  /** A dead end, as wide all along as it is where it begins. */
  #growTrack(start: number, valley: number): void {
    const width = this.#random.next();
    const largestAccess = width < 0.15 ? 0 : width < 0.65 ? 1 : 2;
    let at = start;
    const length = this.#random.whole(1, 4);
    for (let step = 0; step < length; step++) at = this.#extend(at, valley, 'track', largestAccess, true);
  }

  #extend(from: number, valley: number, kind: RoadKind, largestAccess: number, isTrack: boolean): number {
    const shape = shapes[kind];
    const start = this.nodes[from]!; // a node that was grown
    const metres = Math.round(shape.metres * this.#random.between(0.6, 1.4));
    // Now and then the way to a place falls.
    const climb = Math.round(metres * shape.grade * this.#random.between(-0.4, 2.4));
    const node = this.nodes.length;
    this.nodes.push({
      altitude: start.altitude + climb,
      metresToHub: start.metresToHub + metres,
      valley,
      kind,
      largestAccess,
      track: isTrack ? (start.track < 0 ? node : start.track) : -1,
    });
    this.roads.push({ from, to: node, kind, metres, climbMetres: climb, largestAccess });
    return node;
  }

  #link(from: number, to: number, kind: RoadKind, metres: number): void {
    const climbMetres = this.nodes[to]!.altitude - this.nodes[from]!.altitude; // grown nodes
    this.roads.push({ from, to, kind, metres, climbMetres, largestAccess: 1 });
  }

  /** The node on a side road of the valley whose way to the hub is nearest to so many metres. */
  #sideEnd(valley: number, metres: number): number {
    let best = -1;
    for (const [node, { kind, metresToHub, valley: own }] of this.nodes.entries()) {
      if (own !== valley || kind !== 'side') continue;
      const isNearer =
        best < 0 || Math.abs(metresToHub - metres) < Math.abs(this.nodes[best]!.metresToHub - metres);
      if (isNearer) best = node;
    }
    if (best < 0) throw new Error(`valley ${valley} has no side road`);
    return best;
  }
}
