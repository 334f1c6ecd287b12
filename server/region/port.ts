/** A gazetteer hit, best first. */
export interface GazetteerHit {
  /** Stable over re-imports: `n123`, `w45`, `r6` (OSM type and id). */
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly lat: number;
  readonly lon: number;
  readonly near: string | null;
}

export interface GazetteerSearch {
  /** Preferred language of the returned name: en, vi, zh-Hans, id. */
  readonly locale?: string;
  readonly limit?: number;
  /** Names that equal the text (folded) only: for lists, where a guess would be wrong. */
  readonly exact?: boolean;
}

/** Offline place search of one region. */
export interface Gazetteer {
  search(text: string, options?: GazetteerSearch): GazetteerHit[];
  close(): void;
}

/** region.json: what an import made and from what. */
export interface RegionInfo {
  readonly version: 1;
  readonly name: string;
  /** West, south, east, north in degrees. */
  readonly bounds: readonly [number, number, number, number];
  /** File name or URL of the extract. */
  readonly source: string;
  readonly source_date: string | null;
  /** ISO 8601: when this build was made. */
  readonly built: string;
  readonly timezone: string;
  readonly currency: string;
  readonly attribution: string;
  readonly counts: { readonly roads: number; readonly places: number; readonly tiles: number };
}

/** Imported regions, read from the data directory. */
export interface Regions {
  list(): RegionInfo[];
  /** null where no such region is whole on disk. */
  get(name: string): RegionInfo | null;
  gazetteer(name: string): Gazetteer;
  /** A gzipped MVT, or null where the tile is empty. */
  tile(name: string, z: number, x: number, y: number): Buffer | null;
  /** Folder that holds tiles/ (routing), region.json and speeds.json of the region; REGION_UNKNOWN where there is none. */
  folder(name: string): string;
  close(): void;
}
