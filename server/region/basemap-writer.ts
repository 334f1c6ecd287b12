import { GeoJSONVT, type GeoJSONVTTile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import {
  layerFields,
  layerNames,
  maxMapZoom,
  minMapZoom,
  type FeatureKind,
  type FeatureProperties,
} from './map-features.ts';
import type { Bounds } from './survey.ts';

type Shape = 1 | 2 | 3;

/** A stored feature: index of its layer, first zoom, points/line/polygons, properties, parts in world units. */
type StoredFeature = [
  layer: number,
  minZoom: number,
  shape: Shape,
  properties: FeatureProperties,
  parts: number[][][],
];

/** Features wait in buckets, each a tile that is sliced on its own, so that memory holds one bucket. */
const bucketZooms = [
  { from: minMapZoom, to: 9 },
  { from: 10, to: maxMapZoom },
] as const;
/** Coordinates wait as integers of this many to the world's edge: 2 cm at the equator. */
const worldUnits = 2 ** 31;
const extent = 4096;
/** Pixels of a tile's neighbours that a tile holds, so that lines meet at its edge. */
const buffer = 64;

/** Collects map features and writes basemap.mbtiles of them (MBTiles 1.3: SQLite with gzipped vector tiles). */
export class BasemapWriter {
  readonly #features: Database.Database;
  readonly #featuresPath: string;
  readonly #insert: Database.Statement<[number, string]>;

  /** featuresPath: a scratch file. */
  constructor(featuresPath: string) {
    this.#featuresPath = featuresPath;
    this.#features = new Database(featuresPath);
    this.#features.pragma('journal_mode = OFF');
    this.#features.pragma('synchronous = OFF');
    this.#features.exec('CREATE TABLE features (bucket INTEGER NOT NULL, feature TEXT NOT NULL); BEGIN');
    this.#insert = this.#features.prepare('INSERT INTO features VALUES (?, ?)');
  }

  /** Coordinates flat in degrees: lon, lat, … */
  addPoint(kind: FeatureKind, lon: number, lat: number): void {
    this.#add(kind, 1, [[projected([lon, lat])]]);
  }

  addLine(kind: FeatureKind, line: readonly number[]): void {
    this.#add(kind, 2, [[projected(line)]]);
  }

  /** Polygons, each an outer ring and its holes. */
  addPolygons(kind: FeatureKind, polygons: readonly (readonly (readonly number[])[])[]): void {
    this.#add(
      kind,
      3,
      polygons.map((rings) => rings.map((ring) => projected(ring))),
    );
  }

  #add(kind: FeatureKind, shape: Shape, parts: number[][][]): void {
    const layer = layerNames.indexOf(kind.layer);
    for (const zooms of bucketZooms) {
      if (kind.minZoom > zooms.to) continue;
      const thin = thinned(parts, shape, zooms.to);
      if (thin.length === 0) continue;
      const stored: StoredFeature = [layer, kind.minZoom, shape, kind.properties, thin];
      const text = JSON.stringify(stored);
      for (const bucket of bucketsOf(thin, zooms.from)) this.#insert.run(bucket, text);
    }
  }

  /** Slices all buckets into tiles. Returns the number of tiles. */
  async writeTiles(
    path: string,
    about: { name: string; bounds: Bounds; attribution: string },
    pause: (done: number) => Promise<void>,
  ): Promise<number> {
    this.#features.exec('CREATE INDEX by_bucket ON features (bucket); COMMIT');
    const buckets = this.#features
      .prepare<[], number>('SELECT DISTINCT bucket FROM features ORDER BY bucket')
      .pluck()
      .all();
    const read = this.#features
      .prepare<[number], string>('SELECT feature FROM features WHERE bucket = ?')
      .pluck();
    const tiles = openMbtiles(path, about);
    const insert = tiles.prepare('INSERT INTO tiles VALUES (?, ?, ?, ?)');
    let count = 0;
    try {
      for (const [i, bucket] of buckets.entries()) {
        await pause(i / buckets.length);
        // Written by #add.
        const features = read.all(bucket).map((text) => JSON.parse(text) as StoredFeature);
        for (const tile of sliceBucket(bucket, features)) {
          insert.run(tile.z, tile.x, 2 ** tile.z - 1 - tile.y, tile.data);
          count++;
        }
      }
      tiles.exec('COMMIT');
    } finally {
      tiles.close();
    }
    return count;
  }

  close(): void {
    if (!this.#features.open) return;
    this.#features.close();
    rmSync(this.#featuresPath, { force: true });
  }
}

function openMbtiles(
  path: string,
  about: { name: string; bounds: Bounds; attribution: string },
): Database.Database {
  const db = new Database(path);
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.exec(`
    CREATE TABLE metadata (name TEXT PRIMARY KEY, value TEXT);
    CREATE TABLE tiles (
      zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB,
      PRIMARY KEY (zoom_level, tile_column, tile_row)
    ) WITHOUT ROWID;
    BEGIN`);
  const [west, south, east, north] = about.bounds;
  const layers = layerNames.map((id) => ({
    id,
    fields: layerFields[id],
    minzoom: minMapZoom,
    maxzoom: maxMapZoom,
  }));
  const metadata = {
    name: about.name,
    format: 'pbf',
    type: 'baselayer',
    bounds: about.bounds.join(','),
    center: `${(west + east) / 2},${(south + north) / 2},10`,
    minzoom: String(minMapZoom),
    maxzoom: String(maxMapZoom),
    attribution: about.attribution,
    json: JSON.stringify({ vector_layers: layers }),
  };
  const insert = db.prepare('INSERT INTO metadata VALUES (?, ?)');
  for (const [name, value] of Object.entries(metadata)) insert.run(name, value);
  return db;
}

/** Degrees to integer world units of Web Mercator, y downwards. */
function projected(degrees: readonly number[]): number[] {
  const points: number[] = [];
  for (let i = 0; i + 1 < degrees.length; i += 2) {
    const sine = Math.sin(((degrees[i + 1] ?? 0) * Math.PI) / 180);
    const y = 0.5 - (0.25 * Math.log((1 + sine) / (1 - sine))) / Math.PI;
    points.push(
      Math.round(((degrees[i] ?? 0) / 360 + 0.5) * worldUnits),
      Math.round(Math.min(Math.max(y, 0), 1) * worldUnits),
    );
  }
  return points;
}

/** Drops points closer than two units of a tile at the zoom, and rings that shrink to nothing. */
function thinned(parts: number[][][], shape: Shape, zoom: number): number[][][] {
  if (shape === 1) return parts;
  const least = (2 * worldUnits) / (2 ** zoom * extent);
  const polygons = parts.map((lines) => lines.map((line) => thinnedLine(line, least)));
  if (shape === 2) return polygons;
  return polygons
    .map((rings) => rings.filter((ring, i) => ring.length >= 8 || i === 0))
    .filter((rings) => (rings[0]?.length ?? 0) >= 8);
}

function thinnedLine(line: number[], least: number): number[] {
  const kept: number[] = [];
  let x = Number.NEGATIVE_INFINITY;
  let y = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < line.length; i += 2) {
    const nextX = line[i] ?? 0;
    const nextY = line[i + 1] ?? 0;
    const isEnd = i === line.length - 2;
    if (!isEnd && Math.abs(nextX - x) < least && Math.abs(nextY - y) < least) continue;
    kept.push(nextX, nextY);
    x = nextX;
    y = nextY;
  }
  return kept;
}

/** Numbers of the tiles at the zoom that the parts may touch: zoom, column and row in one integer. */
function* bucketsOf(parts: number[][][], zoom: number): Generator<number> {
  let minX = Number.POSITIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  let maxX = Number.NEGATIVE_INFINITY;
  let maxY = Number.NEGATIVE_INFINITY;
  for (const [outline] of parts) {
    for (let i = 0; i < (outline?.length ?? 0); i += 2) {
      minX = Math.min(minX, outline?.[i] ?? 0);
      maxX = Math.max(maxX, outline?.[i] ?? 0);
      minY = Math.min(minY, outline?.[i + 1] ?? 0);
      maxY = Math.max(maxY, outline?.[i + 1] ?? 0);
    }
  }
  const size = worldUnits / 2 ** zoom;
  const margin = (size * buffer) / extent;
  const last = 2 ** zoom - 1;
  const column = (units: number): number => Math.max(0, Math.min(last, Math.floor(units / size)));
  for (let x = column(minX - margin); x <= column(maxX + margin); x++) {
    for (let y = column(minY - margin); y <= column(maxY + margin); y++) {
      yield bucketNumber(zoom, x, y);
    }
  }
}

function bucketNumber(zoom: number, x: number, y: number): number {
  return (zoom * 2 ** 10 + x) * 2 ** 10 + y;
}

interface SlicedTile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
  readonly data: Buffer;
}

/** All tiles of a bucket. The bucket is the slicer's whole world, so that it wastes no work above it. */
function* sliceBucket(bucket: number, features: readonly StoredFeature[]): Generator<SlicedTile> {
  const bucketY = bucket % 2 ** 10;
  const bucketX = Math.floor(bucket / 2 ** 10) % 2 ** 10;
  const bucketZoom = Math.floor(bucket / 2 ** 20);
  const maxZoom = bucketZooms.find((zooms) => zooms.from === bucketZoom)?.to ?? maxMapZoom;
  const depth = maxZoom - bucketZoom;
  const index = new GeoJSONVT(
    {
      type: 'FeatureCollection',
      features: features.map((feature) => toGeoJson(feature, bucketZoom, bucketX, bucketY)),
    },
    {
      maxZoom: depth,
      indexMaxZoom: depth,
      indexMaxPoints: 0,
      extent,
      buffer,
      tolerance: 3,
      coordinates: 'unitSquare',
      wrap: false,
    },
  );
  for (let z = 0; z <= depth; z++) {
    for (let x = 0; x < 2 ** z; x++) {
      for (let y = 0; y < 2 ** z; y++) {
        const tile = index.getTile(z, x, y);
        const data = tile && encodeTile(tile, bucketZoom + z);
        if (data) yield { z: bucketZoom + z, x: bucketX * 2 ** z + x, y: bucketY * 2 ** z + y, data };
      }
    }
  }
}

/** What travels through the slicer beside a feature's own properties. */
interface SlicerTags {
  readonly layer: number;
  readonly minZoom: number;
  readonly properties: FeatureProperties;
}

function toGeoJson(feature: StoredFeature, zoom: number, x: number, y: number): GeoJSON.Feature {
  const [layer, minZoom, shape, properties, parts] = feature;
  const size = worldUnits / 2 ** zoom;
  const points = (flat: readonly number[]): [number, number][] => {
    const list: [number, number][] = [];
    for (let i = 0; i < flat.length; i += 2)
      list.push([(flat[i] ?? 0) / size - x, (flat[i + 1] ?? 0) / size - y]);
    return list;
  };
  const tags: SlicerTags = { layer, minZoom, properties };
  const first = points(parts[0]?.[0] ?? []);
  const geometry: GeoJSON.Geometry =
    shape === 1
      ? { type: 'Point', coordinates: first[0] ?? [0, 0] }
      : shape === 2
        ? { type: 'LineString', coordinates: first }
        : { type: 'MultiPolygon', coordinates: parts.map((rings) => rings.map(points)) };
  return { type: 'Feature', properties: { ...tags }, geometry };
}

/** The tile with what its zoom shows, layer by layer; null where that is nothing. */
function encodeTile(tile: GeoJSONVTTile, zoom: number): Buffer | null {
  const layers: Record<string, GeoJSONVTTile> = {};
  for (const feature of tile.features) {
    // Set by toGeoJson.
    const tags = feature.tags as unknown as SlicerTags;
    const name = layerNames[tags.layer];
    if (tags.minZoom > zoom || !name) continue;
    const layer = (layers[name] ??= { ...tile, features: [] });
    layer.features.push({ ...feature, tags: tags.properties });
  }
  if (Object.keys(layers).length === 0) return null;
  return gzipSync(fromGeojsonVt(layers, { version: 2, extent }));
}
