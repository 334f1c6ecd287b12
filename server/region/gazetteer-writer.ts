import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { fold, spaceIdeographs } from './fold.ts';
import { BoundaryIndex, NearIndex, type NearPlace } from './near-index.ts';
import { allNames, mainName, namesByLanguage, placeKind, placeWeights, population } from './places.ts';
import type { OsmTags } from './pbf-writer.ts';
import type { PointRing } from './rings.ts';

const schema = `
  CREATE TABLE places (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, weight INTEGER NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
    name TEXT NOT NULL, names TEXT NOT NULL, all_names TEXT NOT NULL, population INTEGER NOT NULL,
    near TEXT, gone INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE names (number INTEGER PRIMARY KEY, place TEXT NOT NULL, folded TEXT NOT NULL);
  CREATE VIRTUAL TABLE names_index USING fts5(
    words, content = '', columnsize = 0, detail = full, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3'
  );`;

interface PlaceRow {
  readonly id: string;
  readonly kind: string;
  readonly weight: number;
  readonly lat: number;
  readonly lon: number;
  readonly name: string;
  readonly names: string;
  readonly all_names: string;
  readonly population: number;
  readonly gone: number;
}

/** Writes gazetteer.sqlite. */
export class GazetteerWriter {
  readonly #db: Database.Database;
  readonly #insertPlace: Database.Statement<[PlaceRow]>;
  readonly #insertName: Database.Statement<[string, string]>;
  readonly #indexName: Database.Statement<[number | bigint, string]>;
  readonly #boundaries = new BoundaryIndex();

  constructor(path: string) {
    this.#db = new Database(path);
    this.#db.pragma('journal_mode = OFF');
    this.#db.pragma('synchronous = OFF');
    this.#db.exec(schema);
    this.#insertPlace = this.#db.prepare(
      `INSERT OR IGNORE INTO places VALUES (@id, @kind, @weight, @lat, @lon, @name, @names, @all_names, @population,
        NULL, @gone)`,
    );
    this.#insertName = this.#db.prepare('INSERT INTO names (place, folded) VALUES (?, ?)');
    this.#indexName = this.#db.prepare('INSERT INTO names_index (rowid, words) VALUES (?, ?)');
    this.#db.exec('BEGIN');
  }

  /** Adds the object if it is a named place. id: `n123`, `w45` or `r6`. */
  add(id: string, tags: OsmTags, lat: number, lon: number): void {
    const kind = placeKind(tags);
    if (!kind) return;
    this.#insert({
      id,
      kind,
      weight: placeWeights[kind] ?? 0,
      lat,
      lon,
      name: mainName(tags),
      names: JSON.stringify(namesByLanguage(tags)),
      all_names: JSON.stringify(allNames(tags)),
      population: population(tags) ?? 0,
      gone: 0,
    });
  }

  /** The whole outline of an administrative area: what lies inside is said to be near it. */
  addBoundary(tags: OsmTags, outline: readonly PointRing[]): void {
    const name = mainName(tags);
    if (name !== '') this.#boundaries.add({ name, level: Number(tags['admin_level']), outline });
  }

  /** Keeps places of the build before that are not in this one, so that what refers to them still finds them. */
  keepFrom(path: string): void {
    if (!existsSync(path)) return;
    const before = new Database(path, { readonly: true });
    try {
      const rows = before.prepare<[], PlaceRow>(
        'SELECT id, kind, weight, lat, lon, name, names, all_names, population, 1 AS gone FROM places',
      );
      for (const row of rows.iterate()) this.#insert(row);
    } finally {
      before.close();
    }
  }

  #insert(row: PlaceRow): void {
    if (this.#insertPlace.run(row).changes === 0) return;
    // Written by this class, from allNames.
    const names = JSON.parse(row.all_names) as string[];
    for (const folded of new Set(names.map(fold))) {
      if (folded === '') continue;
      const { lastInsertRowid } = this.#insertName.run(row.id, folded);
      this.#indexName.run(lastInsertRowid, spaceIdeographs(folded));
    }
  }

  /** Finds what each place is near to, builds the indices and closes. Returns the number of places still there. */
  finish(): number {
    this.#setNear();
    this.#db.exec(
      'CREATE INDEX names_by_folded ON names (folded); CREATE INDEX names_by_place ON names (place);',
    );
    this.#db.exec(`INSERT INTO names_index (names_index) VALUES ('optimize')`);
    this.#db.exec('COMMIT');
    const count = this.#db
      .prepare<[], { count: number }>('SELECT count(*) AS count FROM places WHERE gone = 0')
      .get();
    this.#db.close();
    return count?.count ?? 0;
  }

  close(): void {
    if (this.#db.open) this.#db.close();
  }

  #setNear(): void {
    const larger = this.#db
      .prepare<[], NearPlace>(
        `SELECT id, name, kind, weight, lat, lon FROM places
         WHERE gone = 0 AND kind IN ('city', 'town', 'village', 'county', 'admin')`,
      )
      .all();
    const index = new NearIndex(larger);
    const set = this.#db.prepare<[string, string]>('UPDATE places SET near = ? WHERE id = ?');
    const all = this.#db.prepare<[], NearPlace>('SELECT id, name, kind, weight, lat, lon FROM places').all();
    for (const place of all) {
      const near = this.#boundaries.enclosing(place) ?? index.nearestLarger(place);
      if (near) set.run(near.name, place.id);
    }
  }
}
