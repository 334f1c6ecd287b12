import Database from 'better-sqlite3';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '#server/domain/user-error.ts';
import { openGazetteer } from './gazetteer.ts';
import type { Gazetteer, RegionInfo, Regions } from './port.ts';
import { locateRegion, regionsFolder, settleAll } from './region-folder.ts';

interface OpenRegion {
  /** Changes when an import puts another build in the place. */
  readonly stamp: string;
  readonly folder: string;
  readonly info: RegionInfo;
  gazetteer: Gazetteer | null;
  tiles: { db: Database.Database; read: Database.Statement<[number, number, number], Buffer> } | null;
}

/**
 * The regions of a data directory, read only. Files are opened when first asked for and again after a re-import; what
 * a dead import left is cleared away first.
 */
export function openRegions(dataDir: string): Regions {
  const folder = regionsFolder(dataDir);
  settleAll(folder);
  return new RegionShelf(folder);
}

class RegionShelf implements Regions {
  readonly #folder: string;
  readonly #open = new Map<string, OpenRegion>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  list(): RegionInfo[] {
    return regionNames(this.#folder)
      .map((name) => this.get(name))
      .filter((info) => info !== null);
  }

  get(name: string): RegionInfo | null {
    return this.#current(name)?.info ?? null;
  }

  folder(name: string): string {
    return this.#need(name).folder;
  }

  /** Looks the region up at every search, so that it outlives a re-import; closing it closes nothing shared. */
  gazetteer(name: string): Gazetteer {
    this.#need(name);
    return {
      search: (text, options) => {
        const region = this.#need(name);
        region.gazetteer ??= openGazetteer(join(region.folder, 'gazetteer.sqlite'));
        return region.gazetteer.search(text, options);
      },
      close: () => {},
    };
  }

  tile(name: string, z: number, x: number, y: number): Buffer | null {
    const region = this.#need(name);
    region.tiles ??= openTiles(join(region.folder, 'basemap.mbtiles'));
    // MBTiles counts rows from the south.
    return region.tiles.read.get(z, x, 2 ** z - 1 - y) ?? null;
  }

  close(): void {
    for (const region of this.#open.values()) closeFiles(region);
    this.#open.clear();
  }

  #need(name: string): OpenRegion {
    const region = this.#current(name);
    if (!region) throw new UserError('REGION_UNKNOWN', `There is no region ${name}.`);
    return region;
  }

  #current(name: string): OpenRegion | null {
    const known = this.#open.get(name);
    const folder = locateRegion(this.#folder, name);
    if (!folder) {
      if (known) closeFiles(known);
      this.#open.delete(name);
      return null;
    }
    const file = join(folder, 'region.json');
    const { ino, mtimeMs } = statSync(file);
    const stamp = `${ino} ${mtimeMs}`;
    if (known?.stamp === stamp) return known;
    if (known) closeFiles(known);
    // Written whole by an import before its folder got this name.
    const info = JSON.parse(readFileSync(file, 'utf8')) as RegionInfo;
    const opened: OpenRegion = { stamp, folder, info, gazetteer: null, tiles: null };
    this.#open.set(name, opened);
    return opened;
  }
}

function regionNames(folder: string): string[] {
  try {
    const entries = readdirSync(folder).map((entry) => entry.replace(/^\.old-/, ''));
    return [...new Set(entries.filter((entry) => !entry.startsWith('.')))].sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function openTiles(path: string): NonNullable<OpenRegion['tiles']> {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  const read = db
    .prepare<[number, number, number], Buffer>(
      'SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?',
    )
    .pluck() as Database.Statement<[number, number, number], Buffer>;
  return { db, read };
}

function closeFiles(region: OpenRegion): void {
  region.gazetteer?.close();
  region.tiles?.db.close();
}
