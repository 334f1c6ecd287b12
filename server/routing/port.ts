/** [lon, lat] in degrees, WGS 84. */
export type LonLat = readonly [lon: number, lat: number];

/** Vehicle access class, which is also the routing profile. */
export type Profile = 'motorbike' | 'light' | 'heavy';

/** Where a point met the road network. */
export interface Snap {
  /** The point on the road, [lon, lat]. */
  readonly location: LonLat;
  /** Straight-line metres from the point asked for; ≥ 0. */
  readonly distanceMetres: number;
  readonly roadName: string;
}

/** Travel between all pairs: row-major, `from * size + to`; −1 where there is no way. */
export interface Matrix {
  readonly size: number;
  /** Whole seconds. */
  readonly seconds: Int32Array;
  /** Whole metres. */
  readonly metres: Int32Array;
}

/** A rectangle of a matrix: `sources.length × destinations.length`, row-major, −1 where there is no way. */
export interface TableBlock {
  readonly seconds: Int32Array;
  readonly metres: Int32Array;
}

/** OSRM's route step, as osrm-text-instructions reads it. */
export interface RouteStep {
  readonly name: string;
  readonly ref?: string;
  readonly destinations?: string;
  readonly exits?: string;
  readonly rotary_name?: string;
  readonly mode: string;
  readonly driving_side?: string;
  readonly duration: number;
  readonly distance: number;
  readonly maneuver: {
    readonly type: string;
    readonly modifier?: string;
    readonly exit?: number;
    readonly bearing_before?: number;
    readonly bearing_after?: number;
    readonly location: LonLat;
  };
  readonly intersections?: readonly unknown[];
}

/** One leg of a path between consecutive points. */
export interface PathLeg {
  /** Whole seconds. */
  readonly seconds: number;
  /** Whole metres. */
  readonly metres: number;
  /** [lon, lat] along the road; at least two points. */
  readonly coordinates: readonly LonLat[];
  /** Only where steps were asked for. */
  readonly steps: readonly RouteStep[];
}

export type RoutingErrorCode =
  | 'ROUTING_UNAVAILABLE'
  | 'ROUTING_TIMEOUT'
  | 'ROUTING_BAD_ANSWER'
  | 'ROUTING_TOO_LARGE'
  | 'ROUTING_BAD_REQUEST'
  | 'ROUTING_CANCELLED'
  | 'PROFILE_UNKNOWN'
  | 'NO_PATH'
  | 'NO_ROAD_NEAR';

/** What an engine could not do; `indices` are those of the points asked about. */
export class RoutingError extends Error {
  override readonly name = 'RoutingError';
  readonly code: RoutingErrorCode;
  readonly indices: readonly number[];

  constructor(
    code: RoutingErrorCode,
    message: string,
    indices: readonly number[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.code = code;
    this.indices = indices;
  }
}

export interface RoutingCall {
  readonly profile: Profile;
  readonly signal?: AbortSignal;
}

/** What tells one engine's answers from another's: part of every cache key. */
export interface EngineIdentity {
  readonly engine: 'valhalla' | 'osrm';
  readonly version: string;
  readonly region: string;
  /** ISO 8601 instant of the region build (OSRM: of the data the server states, or its URL's first sight). */
  readonly built: string;
  /** Digest of what changes times on the same build: correction factors now, closures and learned speeds later. */
  readonly conditions: string;
}

/** A routing engine. Every method rejects with RoutingError and nothing else. */
export interface RoutingEngine {
  identity(): Promise<EngineIdentity>;
  /** The nearest road of the profile for each point; null where none is within the engine's reach. */
  nearest(points: readonly LonLat[], call: RoutingCall): Promise<(Snap | null)[]>;
  /**
   * Times and distances from each source to each destination (indices into points). `onProgress` is told the
   * share done, 0…1, and 1 last.
   */
  table(
    points: readonly LonLat[],
    sources: readonly number[],
    destinations: readonly number[],
    call: RoutingCall & { readonly onProgress?: (done: number) => void },
  ): Promise<TableBlock>;
  /** The path through the points in order: points.length − 1 legs. */
  route(points: readonly LonLat[], call: RoutingCall & { readonly steps: boolean }): Promise<PathLeg[]>;
  close(): Promise<void>;
}

/** Travel between one place and others, in their order; −1 where there is no way. */
export interface WaysAround {
  /** From the place to each. */
  readonly to: TableBlock;
  /** From each to the place. */
  readonly from: TableBlock;
}

/** A persistent cache of matrices in front of an engine. */
export interface MatrixSource {
  /** Between one place and others, asking the engine only for pairs never seen. */
  around(place: LonLat, others: readonly LonLat[], call: RoutingCall): Promise<WaysAround>;
  /**
   * The full matrix of the points, asking the engine only for pairs never seen at this
   * profile and engine identity: one new point costs its row and its column. `onProgress` is told the share
   * done, 0…1, and 1 last.
   */
  matrix(
    points: readonly LonLat[],
    call: RoutingCall & { readonly onProgress?: (done: number) => void },
  ): Promise<Matrix>;
}
