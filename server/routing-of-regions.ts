import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from './config/config.ts';
import type { Regions } from './region/port.ts';
import { cachedMatrices, openMatrixCache } from './routing/matrix-cache.ts';
import { makeOsrmEngine } from './routing/osrm/osrm-engine.ts';
import { parseOsrmUrls } from './routing/osrm/osrm-urls.ts';
import type { MatrixSource, RoutingEngine } from './routing/port.ts';
import { makeValhallaEngine } from './routing/valhalla/valhalla-engine.ts';
import { requireRegion } from './services/hubs.ts';

export interface RegionRouting {
  readonly engine: RoutingEngine;
  readonly matrices: MatrixSource;
}

/** One engine per region, or one OSRM for all, each behind the same matrix cache. */
export class RoutingOfRegions {
  readonly #config: Config;
  readonly #regions: Regions;
  readonly #logger: Logger;
  readonly #cache: ReturnType<typeof openMatrixCache>;
  readonly #osrm: RegionRouting | null;
  readonly #byRegion = new Map<string, RegionRouting & { built: string }>();

  constructor(config: Config, regions: Regions, logger: Logger) {
    this.#config = config;
    this.#regions = regions;
    this.#logger = logger;
    mkdirSync(config.dataDir, { recursive: true });
    this.#cache = openMatrixCache({ file: join(config.dataDir, 'matrix-cache.sqlite'), logger });
    this.#osrm = config.osrmUrl === null ? null : this.#behindCache(this.#makeOsrm(config.osrmUrl));
  }

  /**
   * Routing of a region as it is imported now; a re-import since the last call gets a new engine.
   *
   * @throws UserError REGION_UNKNOWN
   */
  of(name: string): RegionRouting {
    const { built } = requireRegion(this.#regions, name);
    if (this.#osrm) return this.#osrm;
    const known = this.#byRegion.get(name);
    if (known?.built === built) return known;
    known?.engine.close().catch((error: unknown) => {
      this.#logger.warn({ err: error, region: name }, 'the engine of the build before did not close');
    });
    const engine = makeValhallaEngine({ regionFolder: this.#regions.folder(name), logger: this.#logger });
    const routing = { ...this.#behindCache(engine), built };
    this.#byRegion.set(name, routing);
    return routing;
  }

  async close(): Promise<void> {
    const engines = [...this.#byRegion.values(), ...(this.#osrm ? [this.#osrm] : [])];
    await Promise.all(engines.map(({ engine }) => engine.close()));
    this.#cache.close();
  }

  #makeOsrm(setting: string): RoutingEngine {
    const { urls, warning } = parseOsrmUrls(setting);
    if (warning) this.#logger.warn(warning);
    return makeOsrmEngine({
      urls,
      tableSize: this.#config.osrmTableSize,
      snapLimitMetres: this.#config.snapLimitMetres,
      firstSeen: this.#cache.firstSeen,
    });
  }

  #behindCache(engine: RoutingEngine): RegionRouting {
    return { engine, matrices: cachedMatrices(engine, this.#cache) };
  }
}
