import { createHash } from 'node:crypto';
import pLimit from 'p-limit';
import { RoutingError } from '../port.ts';
import type { EngineIdentity, LonLat, PathLeg, Profile, RoutingCall, RoutingEngine } from '../port.ts';
import { checkIndices, checkPoints } from '../check-call.ts';
import { blockOf, farPoints, legsOf, snapOf } from './osrm-answers.ts';
import type { OsrmAnswer } from './osrm-answers.ts';
import { askOsrm } from './osrm-client.ts';
import { OsrmTable } from './osrm-table.ts';

/** How long a server that does not state its data is taken to have the same. */
const identityMilliseconds = 10 * 60_000;

export interface OsrmEngineOptions {
  readonly urls: Readonly<Record<Profile, string>>;
  /** Most sources, and most destinations, of one request: the server's `max-table-size`. Default 100. */
  readonly tableSize?: number;
  /** Requests under way at once. Default 4. */
  readonly parallel?: number;
  /** For one request. Default 30 s. */
  readonly timeoutMs?: number;
  /** Further tries of a request. Default 3. */
  readonly retries?: number;
  /** A point farther from any road than this (metres) has no way from or to it. Default 1,000. */
  readonly snapLimitMetres?: number;
  readonly fetch?: typeof fetch;
  /**
   * The instant from which a server's data are taken to be what they are now, where it does not say
   * (`data_version`). Kept over restarts by the matrix cache; default: now.
   */
  readonly firstSeen?: (url: string) => string;
}

/** OSRM over HTTP. */
export function makeOsrmEngine(options: OsrmEngineOptions): RoutingEngine {
  const { urls, snapLimitMetres = 1_000 } = options;
  const client = {
    timeoutMs: options.timeoutMs ?? 30_000,
    retries: options.retries ?? 3,
    fetch: options.fetch ?? fetch,
  };
  const limit = pLimit(options.parallel ?? 4);
  const startedAt = new Date().toISOString();
  const firstSeen = options.firstSeen ?? (() => startedAt);
  const closing = new AbortController();
  let known: { identity: EngineIdentity; at: number } | null = null;

  const ask = (
    profile: Profile,
    service: string,
    points: readonly LonLat[],
    query: string,
    call: RoutingCall,
  ) => {
    const base = urls[profile];
    if (!base) throw new RoutingError('PROFILE_UNKNOWN', `OSRM_URL has no address for ${profile}`);
    // osrm-routed ignores the profile in the path: which vehicle it is for was settled when it was built.
    const url = `${base}/${service}/v1/driving/${points.map(written).join(';')}${query}`;
    const signal = call.signal ? AbortSignal.any([call.signal, closing.signal]) : closing.signal;
    return limit(() => askOsrm(url, client, signal));
  };

  const table = new OsrmTable(options.tableSize ?? 100, async (points, sources, destinations, call) => {
    const query = `?annotations=duration,distance&sources=${sources.join(';')}&destinations=${destinations.join(';')}`;
    const answer = await ask(call.profile, 'table', points, query, call);
    return blockOf(answer, sources.length, destinations.length, snapLimitMetres);
  });

  async function path(
    points: readonly LonLat[],
    first: number,
    call: RoutingCall & { steps: boolean },
  ): Promise<PathLeg[]> {
    try {
      const query = '?steps=true&geometries=polyline6&overview=false';
      const answer = await ask(call.profile, 'route', points, query, call);
      const far = farPoints(answer, points.length, snapLimitMetres);
      if (far.length > 0) throw new RoutingError('NO_ROAD_NEAR', 'no road near a point of the path', far);
      return legsOf(answer, points.length, call.steps);
    } catch (error) {
      if (!(error instanceof RoutingError)) throw error;
      // More points than `max-viaroute-size`: the path in two halves, which meet in a point.
      if (error.code === 'ROUTING_TOO_LARGE' && points.length > 2) {
        const middle = Math.floor(points.length / 2);
        const before = await path(points.slice(0, middle + 1), first, call);
        return [...before, ...(await path(points.slice(middle), first + middle, call))];
      }
      throw new RoutingError(
        error.code,
        error.message,
        error.indices.map((index) => index + first),
        { cause: error },
      );
    }
  }

  return {
    async identity() {
      if (known && Date.now() - known.at < identityMilliseconds) return known.identity;
      const profiles = Object.keys(urls) as Profile[];
      const versions = new Map<string, string | undefined>();
      for (const profile of profiles) {
        if (versions.has(urls[profile])) continue;
        versions.set(
          urls[profile],
          await dataVersion(() => ask(profile, 'nearest', [[0, 0]], '', { profile })),
        );
      }
      known = { identity: identityOf(urls, versions, snapLimitMetres, firstSeen), at: Date.now() };
      return known.identity;
    },
    async nearest(points, call) {
      checkPoints(points);
      return Promise.all(
        points.map(async (point) => {
          try {
            return snapOf(await ask(call.profile, 'nearest', [point], '', call));
          } catch (error) {
            if (error instanceof RoutingError && error.code === 'NO_ROAD_NEAR') return null;
            throw error;
          }
        }),
      );
    },
    async table(points, sources, destinations, call) {
      checkIndices(points, sources, destinations);
      checkPoints(points);
      return table.fill(points, sources, destinations, call);
    },
    async route(points, call) {
      checkPoints(points);
      if (points.length < 2) throw new RoutingError('ROUTING_BAD_REQUEST', 'a path needs two points or more');
      return path(points, 0, call);
    },
    async close() {
      closing.abort();
    },
  };
}

function written([lon, lat]: LonLat): string {
  return `${Number(lon.toFixed(6))},${Number(lat.toFixed(6))}`;
}

/** The server's word on its data; an answer that is not Ok (no road near 0° 0°) has none, and that is an answer. */
async function dataVersion(ask: () => Promise<OsrmAnswer>): Promise<string | undefined> {
  try {
    return (await ask()).data_version;
  } catch (error) {
    if (error instanceof RoutingError && error.code === 'NO_ROAD_NEAR') return undefined;
    throw error;
  }
}

function identityOf(
  urls: OsrmEngineOptions['urls'],
  versions: ReadonlyMap<string, string | undefined>,
  snapLimitMetres: number,
  firstSeen: (url: string) => string,
): EngineIdentity {
  const builds = [...versions].map(([url, version]) =>
    version && !Number.isNaN(Date.parse(version)) ? new Date(version).toISOString() : firstSeen(url),
  );
  const what = JSON.stringify({ urls, versions: [...versions], builds, snapLimitMetres });
  const digest = createHash('sha256').update(what).digest('hex').slice(0, 16);
  const hosts = [...versions.keys()].map((url) => new URL(url).host);
  const isShared = versions.size < Object.keys(urls).length;
  return {
    engine: 'osrm',
    version: 'v1',
    region: [...new Set(hosts)].join(', '),
    built: builds.sort().at(-1) ?? firstSeen(''),
    conditions: isShared ? `one-server-for-several-profiles:${digest}` : digest,
  };
}
