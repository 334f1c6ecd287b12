import { RoutingError } from '../port.ts';
import type { LonLat, PathLeg, RoutingErrorCode, Snap, TableBlock } from '../port.ts';
import { leanStep } from '../lean-step.ts';
import type { RawStep } from '../lean-step.ts';
import { lineOfLeg } from '../polyline.ts';

/** What an OSRM server sends, `Ok` or not; everything else about it is checked where it is read. */
export interface OsrmAnswer {
  readonly code: string;
  readonly message?: string;
  readonly data_version?: string;
  readonly [key: string]: unknown;
}

/** OSRM's codes (docs/http.md of osrm-backend) by what they mean to us. */
const codes: Readonly<Record<string, RoutingErrorCode>> = {
  InvalidUrl: 'ROUTING_BAD_ANSWER',
  InvalidService: 'ROUTING_BAD_ANSWER',
  InvalidVersion: 'ROUTING_BAD_ANSWER',
  NotImplemented: 'ROUTING_BAD_ANSWER',
  InvalidOptions: 'ROUTING_BAD_REQUEST',
  InvalidQuery: 'ROUTING_BAD_REQUEST',
  InvalidValue: 'ROUTING_BAD_REQUEST',
  TooBig: 'ROUTING_TOO_LARGE',
  NoSegment: 'NO_ROAD_NEAR',
  NoRoute: 'NO_PATH',
  NoTable: 'NO_PATH',
  NoMatch: 'NO_PATH',
  NoTrips: 'NO_PATH',
  DisabledDataset: 'ROUTING_BAD_ANSWER',
};

/** Our error for an answer that is not Ok. */
export function errorOfAnswer(answer: OsrmAnswer, status: number): RoutingError {
  const text = answer.message ? `${answer.code}: ${answer.message}` : answer.code;
  const code = codes[answer.code];
  if (!code) return new RoutingError('ROUTING_BAD_ANSWER', `OSRM answered ${status} with "${text}"`);
  const coordinate = code === 'NO_ROAD_NEAR' ? /coordinate (\d+)/.exec(answer.message ?? '')?.[1] : undefined;
  return new RoutingError(
    code,
    `OSRM answered ${text}`,
    coordinate === undefined ? [] : [Number(coordinate)],
  );
}

const unusable = (what: string): RoutingError =>
  new RoutingError('ROUTING_BAD_ANSWER', `OSRM's answer ${what}`);

interface Waypoint {
  readonly location: LonLat;
  readonly distance: number | null;
  readonly name: string;
}

/** The waypoints of a list; `distance` is null with servers older than 5.23, which do not send it. */
function waypointsOf(list: unknown, count: number): Waypoint[] {
  if (!Array.isArray(list) || list.length !== count) throw unusable(`lacks ${count} snapped points`);
  return list.map((entry: { location?: unknown; distance?: unknown; name?: unknown }) => {
    const location = entry?.location;
    if (!Array.isArray(location) || !location.every((value) => Number.isFinite(value))) {
      throw unusable('has a snapped point without location');
    }
    return {
      location: [Number(location[0]), Number(location[1])],
      distance: typeof entry.distance === 'number' ? entry.distance : null,
      name: typeof entry.name === 'string' ? entry.name : '',
    };
  });
}

/** Where a point met the road, from an answer to /nearest. */
export function snapOf(answer: OsrmAnswer): Snap {
  const list = answer['waypoints'];
  // Nearest first, where a server sends more than the one asked for.
  const [waypoint] = waypointsOf(Array.isArray(list) ? list.slice(0, 1) : list, 1);
  if (!waypoint || waypoint.distance === null) throw unusable('has no snapped distance');
  return {
    location: waypoint.location,
    distanceMetres: waypoint.distance,
    roadName: waypoint.name,
  };
}

const isFar = ({ distance }: Waypoint, limitMetres: number): boolean =>
  distance !== null && distance > limitMetres;

/** Indices of the points of a path that were put on a road farther away than the limit. */
export function farPoints(answer: OsrmAnswer, count: number, limitMetres: number): number[] {
  return waypointsOf(answer['waypoints'], count).flatMap((waypoint, index) =>
    isFar(waypoint, limitMetres) ? [index] : [],
  );
}

/**
 * Whole seconds and metres of a table. −1 where there is no way, and for points that were put on a road farther
 * away than the limit: OSRM puts any point of the Earth on its nearest road and calls that Ok.
 */
export function blockOf(answer: OsrmAnswer, rows: number, columns: number, limitMetres: number): TableBlock {
  const sources = waypointsOf(answer['sources'], rows);
  const destinations = waypointsOf(answer['destinations'], columns);
  const durations = cellsOf(answer['durations'], 'durations', rows, columns);
  const distances = cellsOf(answer['distances'], 'distances', rows, columns);
  const far = {
    rows: sources.map((waypoint) => isFar(waypoint, limitMetres)),
    columns: destinations.map((waypoint) => isFar(waypoint, limitMetres)),
  };
  const block = { seconds: new Int32Array(rows * columns), metres: new Int32Array(rows * columns) };
  for (let at = 0; at < block.seconds.length; at++) {
    const column = at % columns;
    const row = (at - column) / columns;
    const seconds = durations[at] ?? null;
    const metres = distances[at] ?? null;
    const isWay = seconds !== null && metres !== null && !far.rows[row] && !far.columns[column];
    block.seconds[at] = isWay ? Math.round(seconds) : -1;
    block.metres[at] = isWay ? Math.round(metres) : -1;
  }
  return block;
}

function cellsOf(table: unknown, name: string, rows: number, columns: number): (number | null)[] {
  if (!Array.isArray(table) || table.length !== rows) throw unusable(`has no ${name} of ${rows} rows`);
  return table.flatMap((row: unknown) => {
    if (!Array.isArray(row) || row.length !== columns) {
      throw unusable(`has a row of ${name} without ${columns} values`);
    }
    return row.map((value: unknown) => {
      if (value === null) return null;
      if (typeof value !== 'number' || !(value >= 0))
        throw unusable(`has ${String(value)} among its ${name}`);
      return value;
    });
  });
}

interface RawLeg {
  readonly duration: number;
  readonly distance: number;
  readonly steps: readonly RawStep[];
}

/** The legs of the first path. */
export function legsOf(answer: OsrmAnswer, pointCount: number, steps: boolean): PathLeg[] {
  const routes = answer['routes'] as readonly { readonly legs?: readonly RawLeg[] }[] | undefined;
  const legs = routes?.[0]?.legs;
  if (!Array.isArray(legs) || legs.length !== pointCount - 1) {
    throw unusable(`has not ${pointCount - 1} legs`);
  }
  return legs.map(({ duration, distance, steps: rawSteps }: RawLeg) => {
    if (!Number.isFinite(duration) || !Number.isFinite(distance) || !Array.isArray(rawSteps)) {
      throw unusable('has a leg without duration, distance or steps');
    }
    return {
      seconds: Math.round(duration),
      metres: Math.round(distance),
      coordinates: lineOf(rawSteps, distance),
      steps: steps ? rawSteps.map((step) => leanStep(step)) : [],
    };
  });
}

function lineOf(steps: readonly RawStep[], metres: number): LonLat[] {
  try {
    return lineOfLeg(
      steps.map((step) => step.geometry),
      metres,
    );
  } catch (error) {
    throw new RoutingError('ROUTING_BAD_ANSWER', 'OSRM’s answer has a leg without geometry', [], {
      cause: error,
    });
  }
}
