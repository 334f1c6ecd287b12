import type Database from 'better-sqlite3';
import { silentLogger } from './logger.ts';
import type { RoutingLogger } from './logger.ts';
import { MatrixStore, unknownCell } from './matrix-store.ts';
import type { Matrix, WaysAround } from './port.ts';
import { preparedOnce } from './prepared-once.ts';
import { UsedRows } from './used-rows.ts';
import { fillFromRow, placesWithRow, writeRow } from './ways-around-rows.ts';

export { cachedMatrices } from './cached-matrices.ts';

/** How long a server's data are taken to be the same, where it does not say what data it has. */
const firstSeenMilliseconds = 7 * 24 * 3_600_000;

export interface MatrixCacheOptions {
  /** Path of the SQLite file; its folder must exist. */
  readonly file: string;
  readonly logger?: RoutingLogger;
  /** Most places kept for one engine identity and profile; the longest unused go first. Default 2,000 (32 MB). */
  readonly maxPlaces?: number;
  /** Most pairs of engine identity and profile kept; the longest unused go first. Default 12. */
  readonly maxTables?: number;
  /** Milliseconds since 1970; default: the clock. */
  readonly now?: () => number;
}

/** A place by its coordinates in 1/100,000 of a degree (about a metre). */
export interface CachePlace {
  readonly lon: number;
  readonly lat: number;
}

export interface MatrixCache {
  /** All that is known between the places (no two alike), `unknownCell` where nothing is. */
  read(key: string, places: readonly CachePlace[]): Matrix;
  /** As `read`, between one place and others only: in a time that does not grow with their square. */
  readAround(key: string, place: CachePlace, others: readonly CachePlace[]): WaysAround;
  /** Keeps what is known between a place and others; `unknownCell` leaves what was known before. */
  writeAround(key: string, place: CachePlace, others: readonly CachePlace[], ways: WaysAround): void;
  /** Keeps what is known between the places; `unknownCell` leaves what was known before. */
  write(key: string, places: readonly CachePlace[], matrix: Matrix): void;
  /** Since when a server has been known (ISO 8601), for one that does not state its data; begun anew after a week. */
  firstSeen(url: string): string;
  close(): void;
}

interface Row {
  slot: number;
  used_at: number;
  seconds: Buffer;
  metres: Buffer;
}

/** Opens the cache, making the file where there is none. A broken file is renamed to *.corrupt-TIME and logged. */
export function openMatrixCache(options: MatrixCacheOptions): MatrixCache {
  const { logger = silentLogger, maxPlaces = 2_000, maxTables = 12, now = Date.now } = options;
  const store = new MatrixStore(options.file, logger);
  const reading = <T>(read: (db: Database.Database, used: UsedRows) => T): T => {
    const { known, used } = store.read((db) => {
      const rows = new UsedRows(now());
      return { known: read(db, rows), used: rows };
    });
    if (used.areOld) store.transact((db) => used.mark(db));
    return known;
  };
  return {
    read: (key, places) => reading((db, used) => readMatrix(db, key, places, used)),
    readAround: (key, place, others) => reading((db, used) => readAround(db, key, place, others, used)),
    write(key, places, matrix) {
      store.transact((db) => {
        const table = tableOf(db, key, now());
        writeMatrix(db, table, places, matrix, now());
        dropOldTables(db, maxTables);
        dropOldPlaces(db, table, Math.max(maxPlaces, places.length));
      });
    },
    writeAround(key, place, others, ways) {
      store.transact((db) => {
        const table = tableOf(db, key, now());
        writeAround(db, table, place, others, ways, now());
        dropOldPlaces(db, table, Math.max(maxPlaces, others.length));
      });
    },
    firstSeen: (url) =>
      store.transact((db) => {
        const time = now();
        const { findSeen, putSeen } = statements(db);
        const known = findSeen.get(url);
        if (known && time - Date.parse(known.at) < firstSeenMilliseconds) return known.at;
        const at = new Date(time).toISOString();
        putSeen.run(url, at);
        return at;
      }),
    close: () => store.close(),
  };
}

/** To be written to. */
function tableOf(db: Database.Database, key: string, time: number): number {
  const { findTable, putTable } = statements(db);
  putTable.run(key, time);
  return findTable.get(key)!.id; // just written
}

/** To be read from; null where there is none yet. */
function usedTable(db: Database.Database, key: string, used: UsedRows): number | null {
  const table = statements(db).findTable.get(key);
  if (!table) return null;
  used.useTable(table.id, table.used_at);
  return table.id;
}

/** A copy, since SQLite's buffers need not begin where a 32-bit integer may. Empty where the row is damaged. */
function cellsOf({ seconds, metres }: Pick<Row, 'seconds' | 'metres'>): {
  seconds: Int32Array;
  metres: Int32Array;
} {
  const isWhole = seconds.length === metres.length && seconds.length % 4 === 0;
  if (!isWhole) return { seconds: new Int32Array(0), metres: new Int32Array(0) };
  const copy = (bytes: Buffer) => new Int32Array(new Uint8Array(bytes).buffer);
  return { seconds: copy(seconds), metres: copy(metres) };
}

const bytesOf = (cells: Int32Array): Buffer => Buffer.from(cells.buffer, cells.byteOffset, cells.byteLength);

function readMatrix(
  db: Database.Database,
  key: string,
  places: readonly CachePlace[],
  used: UsedRows,
): Matrix {
  const size = places.length;
  const seconds = new Int32Array(size * size).fill(unknownCell);
  const metres = new Int32Array(size * size).fill(unknownCell);
  const table = usedTable(db, key, used);
  if (table === null) return { size, seconds, metres };
  const { findPlace } = statements(db);
  const rows = places.map(({ lon, lat }) => findPlace.get(table, lon, lat));
  for (const [from, row] of rows.entries()) {
    if (!row) continue;
    used.usePlace(table, places[from]!, row.used_at); // one for each
    const known = cellsOf(row);
    for (const [to, column] of rows.entries()) {
      // A slot beyond the row's end: that place came later and was never asked from here.
      if (!column || column.slot >= known.seconds.length) continue;
      seconds[from * size + to] = known.seconds[column.slot]!;
      metres[from * size + to] = known.metres[column.slot]!;
    }
  }
  fillFromAround(db, table, { size, seconds, metres }, places, rows, used);
  return { size, seconds, metres };
}

/** A place that was asked about alone, and is now one of many. */
function fillFromAround(
  db: Database.Database,
  table: number,
  { size, seconds, metres }: Matrix,
  places: readonly CachePlace[],
  rows: readonly (Row | undefined)[],
  used: UsedRows,
): void {
  const slots = rows.map((row) => row?.slot ?? null);
  const asked = placesWithRow(db, table);
  for (const [own, place] of places.entries()) {
    const cells = own * size;
    if (
      !asked.has(`${place.lon} ${place.lat}`) ||
      !seconds.subarray(cells, cells + size).includes(unknownCell)
    )
      continue;
    const column = (of: Int32Array) => Int32Array.from(slots, (_, other) => of[other * size + own]!);
    const from = { seconds: column(seconds), metres: column(metres) };
    const to = {
      seconds: seconds.subarray(cells, cells + size),
      metres: metres.subarray(cells, cells + size),
    };
    fillFromRow(db, table, place, slots, { to, from }, used);
    for (const other of slots.keys()) {
      seconds[other * size + own] = from.seconds[other]!;
      metres[other * size + own] = from.metres[other]!;
    }
  }
}

function readAround(
  db: Database.Database,
  key: string,
  place: CachePlace,
  others: readonly CachePlace[],
  used: UsedRows,
): WaysAround {
  const unknown = () => new Int32Array(others.length).fill(unknownCell);
  const ways = {
    to: { seconds: unknown(), metres: unknown() },
    from: { seconds: unknown(), metres: unknown() },
  };
  const table = usedTable(db, key, used);
  if (table === null) return ways;
  const { findPlace, findCell } = statements(db);
  const slots = slotsOf(db, table, others);
  fillFromRow(db, table, place, slots, ways, used);
  const own = findPlace.get(table, place.lon, place.lat);
  if (!own) return ways;
  used.usePlace(table, place, own.used_at);
  const known = cellsOf(own);
  const firstByte = own.slot * 4 + 1;
  for (const [index, slot] of slots.entries()) {
    if (slot === null) continue;
    if (ways.to.seconds[index] === unknownCell) {
      ways.to.seconds[index] = known.seconds[slot] ?? unknownCell;
      ways.to.metres[index] = known.metres[slot] ?? unknownCell;
    }
    if (ways.from.seconds[index] !== unknownCell) continue;
    const row = findCell.get(firstByte, firstByte, table, slot);
    const cells = row && cellsOf(row);
    ways.from.seconds[index] = cells?.seconds[0] ?? unknownCell;
    ways.from.metres[index] = cells?.metres[0] ?? unknownCell;
  }
  return ways;
}

function writeAround(
  db: Database.Database,
  table: number,
  place: CachePlace,
  others: readonly CachePlace[],
  ways: WaysAround,
  time: number,
): void {
  const { addPlace } = statements(db);
  let count = slotCount(db, table);
  const slots = slotsOf(db, table, others).map((known, index) => {
    if (known !== null) return known;
    const { lon, lat } = others[index]!; // one for each
    addPlace.run(table, count, lon, lat, time, none, none);
    return count++;
  });
  writeRow(db, table, place, slots, ways, time);
}

function slotsOf(db: Database.Database, table: number, places: readonly CachePlace[]): (number | null)[] {
  const { findSlot } = statements(db);
  return places.map(({ lon, lat }) => findSlot.get(table, lon, lat)?.slot ?? null);
}

function writeMatrix(
  db: Database.Database,
  table: number,
  places: readonly CachePlace[],
  matrix: Matrix,
  time: number,
): void {
  const { findPlace, addPlace, changePlace } = statements(db);
  let slots = slotCount(db, table);
  const rows = places.map(({ lon, lat }): Omit<Row, 'used_at'> => {
    const known = findPlace.get(table, lon, lat);
    if (known) return known;
    const slot = slots++;
    addPlace.run(table, slot, lon, lat, time, none, none);
    return { slot, seconds: none, metres: none };
  });
  for (const [from, row] of rows.entries()) {
    const known = cellsOf(row);
    const seconds = new Int32Array(slots).fill(unknownCell);
    const metres = new Int32Array(slots).fill(unknownCell);
    seconds.set(known.seconds.subarray(0, slots));
    metres.set(known.metres.subarray(0, slots));
    for (const [to, column] of rows.entries()) {
      const at = from * matrix.size + to;
      if (matrix.seconds[at] === unknownCell) continue;
      // The matrix is square over the places.
      seconds[column.slot] = matrix.seconds[at]!;
      metres[column.slot] = matrix.metres[at]!;
    }
    changePlace.run(bytesOf(seconds), bytesOf(metres), time, table, row.slot);
  }
}

function slotCount(db: Database.Database, table: number): number {
  return statements(db).countSlots.get(table)!.slots; // an aggregate always has a row
}

function dropOldTables(db: Database.Database, maxTables: number): void {
  statements(db).dropTables.run(maxTables);
}

/**
 * Slots must stay dense, so the places kept get new ones and their rows are written anew. That is slow, so a
 * quarter goes at once.
 */
function dropOldPlaces(db: Database.Database, table: number, maxPlaces: number): void {
  if (slotCount(db, table) <= maxPlaces) return;
  const { newestPlaces, clearPlaces, clearAround, addPlace } = statements(db);
  const kept = newestPlaces.all(table, Math.max(1, Math.floor(maxPlaces * 0.75)));
  clearPlaces.run(table);
  // By slots that are now others.
  clearAround.run(table);
  for (const [slot, place] of kept.entries()) {
    const known = cellsOf(place);
    const pick = (cells: Int32Array) =>
      bytesOf(Int32Array.from(kept, (other) => cells[other.slot] ?? unknownCell));
    addPlace.run(table, slot, place.lon, place.lat, place.used_at, pick(known.seconds), pick(known.metres));
  }
}

/** A row of which nothing is known yet. */
const none = Buffer.alloc(0);

const statements = preparedOnce((db) => ({
  findSeen: db.prepare<[string], { at: string }>('SELECT at FROM first_seen WHERE url = ?'),
  putSeen: db.prepare<[string, string]>('INSERT OR REPLACE INTO first_seen (url, at) VALUES (?, ?)'),
  findTable: db.prepare<[string], { id: number; used_at: number }>(
    'SELECT id, used_at FROM matrix_table WHERE key = ?',
  ),
  putTable: db.prepare<[string, number]>(
    'INSERT INTO matrix_table (key, used_at) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET used_at = excluded.used_at',
  ),
  dropTables: db.prepare<[number]>(
    'DELETE FROM matrix_table WHERE id NOT IN (SELECT id FROM matrix_table ORDER BY used_at DESC, id DESC LIMIT ?)',
  ),
  findPlace: db.prepare<[number, number, number], Row>(
    'SELECT slot, used_at, seconds, metres FROM place WHERE table_id = ? AND lon = ? AND lat = ?',
  ),
  findSlot: db.prepare<[number, number, number], Pick<Row, 'slot'>>(
    'SELECT slot FROM place WHERE table_id = ? AND lon = ? AND lat = ?',
  ),
  findCell: db.prepare<[number, number, number, number], Pick<Row, 'seconds' | 'metres'>>(
    'SELECT substr(seconds, ?, 4) AS seconds, substr(metres, ?, 4) AS metres FROM place WHERE table_id = ? AND slot = ?',
  ),
  addPlace: db.prepare(
    'INSERT INTO place (table_id, slot, lon, lat, used_at, seconds, metres) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ),
  changePlace: db.prepare(
    'UPDATE place SET seconds = ?, metres = ?, used_at = ? WHERE table_id = ? AND slot = ?',
  ),
  countSlots: db.prepare<[number], { slots: number }>(
    'SELECT COALESCE(MAX(slot) + 1, 0) AS slots FROM place WHERE table_id = ?',
  ),
  newestPlaces: db.prepare<[number, number], Row & CachePlace>(
    `SELECT slot, lon, lat, used_at, seconds, metres FROM place WHERE table_id = ?
     ORDER BY used_at DESC, slot DESC LIMIT ?`,
  ),
  clearPlaces: db.prepare<[number]>('DELETE FROM place WHERE table_id = ?'),
  clearAround: db.prepare<[number]>('DELETE FROM around WHERE table_id = ?'),
}));
