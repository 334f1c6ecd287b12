import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from './config/config.ts';
import type { Regions } from './region/port.ts';
import { cachedMatrices, openMatrixCache } from './routing/matrix-cache.ts';
import { makeOsrmEngine } from './routing/osrm/osrm-engine.ts';
import { parseOsrmUrls } from './routing/osrm/osrm-urls.ts';
import { type MatrixSource, type Profile, type RoutingEngine, RoutingError } from './routing/port.ts';
import { makeValhallaEngine } from './routing/valhalla/valhalla-engine.ts';
import { requireRegion } from './services/hubs.ts';

const profiles: readonly Profile[] = ['motorbike', 'light', 'heavy'];
const checkEveryMs = 30_000;
const checkWaitMs = 5_000;

export interface RoutingHealth {
  readonly ok: boolean;
  readonly detail: string;
}

export interface RegionRouting {
  readonly engine: RoutingEngine;
  readonly matrices: MatrixSource;
  /** Whether one server answers for vehicles that it does not tell apart. */
  readonly hasSharedProfiles: boolean;
}

/** One engine per region, or one OSRM for all, each behind the same matrix cache. */
export class RoutingOfRegions {
  readonly #config: Config;
  readonly #regions: Regions;
  readonly #logger: Logger;
  readonly #cache: ReturnType<typeof openMatrixCache>;
  readonly #osrm: RegionRouting | null;
  #checked: { readonly at: number; readonly result: Promise<RoutingHealth> } | null = null;
  readonly #byRegion = new Map<string, RegionRouting & { built: string }>();

  constructor(config: Config, regions: Regions, logger: Logger) {
    this.#config = config;
    this.#regions = regions;
    this.#logger = logger;
    mkdirSync(config.dataDir, { recursive: true });
    this.#cache = openMatrixCache({ file: join(config.dataDir, 'matrix-cache.sqlite'), logger });
    this.#osrm = config.osrmUrl === null ? null : this.#openOsrm(config.osrmUrl);
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
    const routing = { ...this.#behindCache(engine, false), built };
    this.#byRegion.set(name, routing);
    return routing;
  }

  /** Whether paths can be had: OSRM answers for every vehicle profile, or each region has what its engine needs. */
  async check(): Promise<RoutingHealth> {
    if (!this.#osrm) return this.#checkRegions();
    const now = Date.now();
    // Anybody may ask for the server's health, and shall not so ask OSRM more than now and then.
    if (!this.#checked || now - this.#checked.at > checkEveryMs) {
      this.#checked = { at: now, result: this.#checkOsrm(this.#osrm.engine) };
    }
    return this.#checked.result;
  }

  async close(): Promise<void> {
    const engines = [...this.#byRegion.values(), ...(this.#osrm ? [this.#osrm] : [])];
    await Promise.all(engines.map(({ engine }) => engine.close()));
    this.#cache.close();
  }

  #checkRegions(): RoutingHealth {
    const wrong = this.#regions.list().flatMap(({ name }) => {
      try {
        this.of(name);
        return [];
      } catch (error) {
        return [`${name}: ${this.#codeOf(error)}`];
      }
    });
    return wrong.length === 0 ? { ok: true, detail: 'embedded' } : { ok: false, detail: wrong.join('; ') };
  }

  async #checkOsrm(engine: RoutingEngine): Promise<RoutingHealth> {
    const signal = AbortSignal.timeout(checkWaitMs);
    try {
      // Where 0° 0° is put does not matter, only that there is an answer.
      for (const profile of profiles) await engine.nearest([[0, 0]], { profile, signal });
      return { ok: true, detail: 'OSRM answers' };
    } catch (error) {
      if (signal.aborted) return { ok: false, detail: `OSRM gave no answer in ${checkWaitMs / 1000} s` };
      return { ok: false, detail: `OSRM: ${this.#codeOf(error)}` };
    }
  }

  /** Anybody may read it, so addresses and paths are for the log alone. */
  #codeOf(error: unknown): string {
    this.#logger.warn({ err: error }, 'routing is not well');
    return error instanceof RoutingError ? error.code : 'INTERNAL';
  }

  #openOsrm(setting: string): RegionRouting {
    const { urls, warning, isShared } = parseOsrmUrls(setting);
    if (warning) this.#logger.warn(warning);
    const engine = makeOsrmEngine({
      urls,
      tableSize: this.#config.osrmTableSize,
      snapLimitMetres: this.#config.snapLimitMetres,
      firstSeen: this.#cache.firstSeen,
    });
    return this.#behindCache(engine, isShared);
  }

  #behindCache(engine: RoutingEngine, hasSharedProfiles: boolean): RegionRouting {
    return { engine, matrices: cachedMatrices(engine, this.#cache), hasSharedProfiles };
  }
}
