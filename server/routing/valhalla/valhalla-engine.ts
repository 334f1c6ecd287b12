import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { RoutingError } from '../port.ts';
import type {
  EngineIdentity,
  LonLat,
  PathLeg,
  Profile,
  RoutingCall,
  RoutingEngine,
  Snap,
  TableBlock,
} from '../port.ts';
import { checkIndices, checkPoints } from '../check-call.ts';
import { silentLogger } from '../logger.ts';
import type { RoutingLogger } from '../logger.ts';
import { connectedNodes, costings, islandDetourMetres } from './costing.ts';
import { ProcessPool } from './process-pool.ts';
import { readRegionFacts } from './region-facts.ts';
import { SnapMemory } from './snap-memory.ts';

const pointsPerNearest = 100;
const rowsPerBlock = { first: 16, least: 4, most: 64 };
/** Blocks take about this long, so that progress moves and a cancelled table leaves the engine soon. */
const blockMilliseconds = 700;

export interface ValhallaEngineOptions {
  /** Holds tiles/, region.json and speeds.json. */
  readonly regionFolder: string;
  /** Default: one per core, at most two. */
  readonly processes?: number;
  /** For one call to the engine; a table is many. Default 60 s. */
  readonly timeoutMs?: number;
  readonly logger?: RoutingLogger;
}

/** The embedded engine, with what only it can tell. */
export interface ValhallaEngine extends RoutingEngine {
  /** Ids of the engine processes alive now: none before the first call. */
  pids(): number[];
}

function engineVersion(): string {
  const main = createRequire(import.meta.url).resolve('@valhallajs/valhallajs');
  const { version } = JSON.parse(readFileSync(path.join(path.dirname(main), 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

/** Our corrections and our rules of the road: with either changed, times known before are stale. */
function digestOf(correction: Readonly<Record<Profile, number>>): string {
  const what = JSON.stringify({ correction, costings, connectedNodes, islandDetourMetres });
  return createHash('sha256').update(what).digest('hex').slice(0, 16);
}

/**
 * Valhalla in child processes over one imported region. Throws RoutingError ROUTING_UNAVAILABLE where the
 * folder is no whole region; starts no process before the first call that needs one.
 */
export function makeValhallaEngine(options: ValhallaEngineOptions): ValhallaEngine {
  const { regionFolder, logger = silentLogger, timeoutMs = 60_000 } = options;
  const facts = readRegionFacts(regionFolder);
  const pool = new ProcessPool({
    tilesFolder: path.join(regionFolder, 'tiles'),
    processes: options.processes ?? Math.min(2, availableParallelism()),
    logger,
  });
  const snaps = new SnapMemory();
  const identity: EngineIdentity = {
    engine: 'valhalla',
    version: engineVersion(),
    region: facts.name,
    built: facts.built,
    conditions: digestOf(facts.correction),
  };
  let millisecondsPerRow = 0;

  const checkProfile = ({ profile }: RoutingCall): number => {
    if (!Object.hasOwn(costings, profile)) {
      throw new RoutingError('PROFILE_UNKNOWN', `the embedded engine has no profile ${profile}`);
    }
    return facts.correction[profile];
  };

  async function nearest(points: readonly LonLat[], call: RoutingCall): Promise<(Snap | null)[]> {
    checkProfile(call);
    checkPoints(points);
    const met = snaps.recall(call.profile, points);
    const unknown = met.flatMap((snap, index) => (snap === undefined ? [index] : []));
    const batches: number[][] = [];
    for (let from = 0; from < unknown.length; from += pointsPerNearest) {
      batches.push(unknown.slice(from, from + pointsPerNearest));
    }
    const ask = async (batch: readonly number[]): Promise<void> => {
      // The indices are those of points.
      const asked = batch.map((index) => points[index]!);
      const found = await pool.run(
        { kind: 'nearest', profile: call.profile, points: asked },
        { timeoutMs, signal: call.signal, isUrgent: true },
      );
      for (const [at, index] of batch.entries()) met[index] = found[at] ?? null;
      snaps.remember(call.profile, asked, found);
    };
    await Promise.all(batches.map(ask));
    return met.map((snap) => snap ?? null);
  }

  /** Rows of sources that lie on a road, in blocks; `keep` takes each block's answer. */
  async function fillRows(
    rows: readonly LonLat[],
    columns: readonly LonLat[],
    call: RoutingCall,
    keep: (firstRow: number, block: TableBlock) => void,
    onProgress: ((done: number) => void) | undefined,
  ): Promise<void> {
    let next = 0;
    let done = 0;
    const nextRows = (): number => {
      const wanted = millisecondsPerRow > 0 ? blockMilliseconds / millisecondsPerRow : rowsPerBlock.first;
      const share = Math.ceil(rows.length / pool.size);
      return Math.max(
        1,
        Math.min(share, rowsPerBlock.most, Math.max(rowsPerBlock.least, Math.round(wanted))),
      );
    };
    const lane = async (): Promise<void> => {
      while (next < rows.length) {
        const first = next;
        const sources = rows.slice(first, first + nextRows());
        next += sources.length;
        const start = performance.now();
        const block = await pool.run(
          { kind: 'table', profile: call.profile, sources, destinations: columns },
          { timeoutMs, signal: call.signal, isUrgent: false },
        );
        millisecondsPerRow = (performance.now() - start) / sources.length;
        keep(first, block);
        done += sources.length;
        onProgress?.(done / rows.length);
      }
    };
    await Promise.all(Array.from({ length: pool.size }, lane));
  }

  const table: RoutingEngine['table'] = async (points, sources, destinations, call) => {
    const correction = checkProfile(call);
    checkIndices(points, sources, destinations);
    const size = sources.length * destinations.length;
    const answer = { seconds: new Int32Array(size).fill(-1), metres: new Int32Array(size).fill(-1) };
    const used = [...new Set([...sources, ...destinations])];
    // The indices were checked to be inside.
    const met = await nearest(
      used.map((index) => points[index]!),
      call,
    );
    const roadAt = new Map(used.map((index, at) => [index, met[at]?.location]));
    const onRoad = (indices: readonly number[]) =>
      indices.flatMap((index, position) => {
        const location = roadAt.get(index);
        return location ? [{ position, location }] : [];
      });
    const rows = onRoad(sources);
    const columns = onRoad(destinations);
    if (rows.length > 0 && columns.length > 0) {
      const keep = (firstRow: number, block: TableBlock): void => {
        for (let at = 0; at < block.seconds.length; at++) {
          const row = rows[firstRow + Math.floor(at / columns.length)];
          const column = columns[at % columns.length];
          const seconds = block.seconds[at];
          if (!row || !column || seconds === undefined || seconds < 0) continue;
          const to = row.position * destinations.length + column.position;
          answer.seconds[to] = Math.round(seconds * correction);
          answer.metres[to] = block.metres[at] ?? -1;
        }
      };
      const locations = (side: typeof rows) => side.map(({ location }) => location);
      await fillRows(locations(rows), locations(columns), call, keep, call.onProgress);
    } else call.onProgress?.(1);
    return answer;
  };

  const route: RoutingEngine['route'] = async (points, call) => {
    const correction = checkProfile(call);
    if (points.length < 2) throw new RoutingError('ROUTING_BAD_REQUEST', 'a path needs two points or more');
    const met = await nearest(points, call);
    const offRoad = met.flatMap((snap, index) => (snap ? [] : [index]));
    if (offRoad.length > 0)
      throw new RoutingError('NO_ROAD_NEAR', 'no road near a point of the path', offRoad);
    const legs = await pool.run(
      {
        kind: 'route',
        profile: call.profile,
        points: met.flatMap((snap) => (snap ? [snap.location] : [])),
        steps: call.steps,
      },
      { timeoutMs, signal: call.signal, isUrgent: true },
    );
    return legs.map((leg) => corrected(leg, correction));
  };

  return {
    identity: async () => identity,
    nearest,
    table,
    route,
    close: () => pool.close(),
    pids: () => pool.pids,
  };
}

function corrected(leg: PathLeg, correction: number): PathLeg {
  return {
    ...leg,
    seconds: Math.round(leg.seconds * correction),
    steps: leg.steps.map((step) => ({ ...step, duration: step.duration * correction })),
  };
}
