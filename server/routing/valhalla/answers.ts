import type { PathLeg, Snap, TableBlock } from '../port.ts';
import { lineOfLeg } from '../polyline.ts';
import { leanStep } from '../lean-step.ts';
import type { RawStep } from '../lean-step.ts';
import { connectedNodes, islandDetourMetres } from './costing.ts';

/** The parts of Valhalla's `locate` (verbose) that are read. */
export interface LocateAnswer {
  readonly edges?:
    | readonly {
        readonly correlated_lat: number;
        readonly correlated_lon: number;
        readonly distance: number;
        readonly outbound_reach: number;
        readonly inbound_reach: number;
        readonly edge_info?: { readonly names?: readonly string[] };
      }[]
    | null;
}

export interface TableAnswer {
  readonly durations: readonly (readonly (number | null)[])[];
  readonly distances: readonly (readonly (number | null)[])[];
}

export interface RouteAnswer {
  readonly routes: readonly {
    readonly legs: readonly {
      readonly duration: number;
      readonly distance: number;
      readonly steps: readonly RawStep[];
    }[];
  }[];
}

type LocateEdge = NonNullable<LocateAnswer['edges']>[number];

const nearestOf = (edges: readonly LocateEdge[]): LocateEdge | undefined => {
  let best: LocateEdge | undefined;
  for (const edge of edges) if (!best || edge.distance < best.distance) best = edge;
  return best;
};

/**
 * Where a point meets the network: on the nearest well-connected road, unless an unconnected piece is nearer
 * and the connected road is farther off than a person would carry the load.
 */
export function snapFromLocate(answer: LocateAnswer | undefined): Snap | null {
  const edges = answer?.edges ?? [];
  const nearest = nearestOf(edges);
  if (!nearest) return null;
  const connected = nearestOf(
    edges.filter((edge) => edge.outbound_reach >= connectedNodes && edge.inbound_reach >= connectedNodes),
  );
  const chosen = connected && connected.distance <= islandDetourMetres ? connected : nearest;
  return {
    location: [chosen.correlated_lon, chosen.correlated_lat],
    distanceMetres: chosen.distance,
    roadName: chosen.edge_info?.names?.[0] ?? '',
  };
}

/** Seconds and metres as the engine gives them, before any correction; −1 where there is no way. */
export function blockFromTable(answer: TableAnswer, rows: number, columns: number): TableBlock {
  const seconds = new Int32Array(rows * columns);
  const metres = new Int32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const durations = answer.durations[row];
    const distances = answer.distances[row];
    if (!durations || !distances) throw new Error(`the table lacks row ${row}`);
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      const duration = durations[column];
      // Distances of pairs without a way are not null in every version: durations decide.
      if (duration === undefined) throw new Error(`row ${row} of the table lacks column ${column}`);
      seconds[at] = duration === null ? -1 : duration;
      metres[at] = duration === null ? -1 : Math.round(distances[column] ?? 0);
    }
  }
  return { seconds, metres };
}

/** The legs of the first path, seconds as the engine gives them. */
export function legsFromRoute(answer: RouteAnswer, pointCount: number, steps: boolean): PathLeg[] {
  const legs = answer.routes[0]?.legs ?? [];
  if (legs.length !== pointCount - 1) {
    throw new Error(`the path has ${legs.length} legs for ${pointCount} points`);
  }
  return legs.map((leg) => ({
    seconds: leg.duration,
    metres: Math.round(leg.distance),
    coordinates: lineOfLeg(
      leg.steps.map((step) => step.geometry),
      leg.distance,
    ),
    steps: steps ? leg.steps.map((step) => leanStep(step)) : [],
  }));
}
