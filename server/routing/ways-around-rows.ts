import type Database from 'better-sqlite3';
import type { CachePlace } from './matrix-cache.ts';
import { unknownCell } from './matrix-store.ts';
import type { WaysAround } from './port.ts';

/** Places that were asked about and are in no matrix; the longest unused go first. */
const mostRows = 500;

type Blobs = Readonly<Record<(typeof columns)[number], Buffer>>;
type Cells = Record<(typeof columns)[number], Int32Array>;

const columns = ['seconds_to', 'metres_to', 'seconds_from', 'metres_from'] as const;

/**
 * Fills in what is known of the ways between a place and others, where it is not known yet. A row holds all of them by the
 * others' slots: writing one is one write, where the matrix would have a cell in the row of each other place.
 *
 * @param slots of the others; null: the table has no such place
 */
export function fillFromRow(
  db: Database.Database,
  table: number,
  { lon, lat }: CachePlace,
  slots: readonly (number | null)[],
  { to, from }: WaysAround,
  time: number,
): void {
  const row = findRow(db, table, { lon, lat });
  if (!row) return;
  db.prepare('UPDATE around SET used_at = ? WHERE table_id = ? AND lon = ? AND lat = ?').run(
    time,
    table,
    lon,
    lat,
  );
  const known = cellsOf(row);
  for (const [index, slot] of slots.entries()) {
    if (slot === null) continue;
    fill(to.seconds, index, known.seconds_to[slot]);
    fill(to.metres, index, known.metres_to[slot]);
    fill(from.seconds, index, known.seconds_from[slot]);
    fill(from.metres, index, known.metres_from[slot]);
  }
}

/** The places that have a row, as `"lon lat"`. */
export function placesWithRow(db: Database.Database, table: number): ReadonlySet<string> {
  const rows = db.prepare<[number], CachePlace>('SELECT lon, lat FROM around WHERE table_id = ?').all(table);
  return new Set(rows.map(({ lon, lat }) => `${lon} ${lat}`));
}

/** Keeps the ways between a place and others; `unknownCell` leaves what was known before. */
export function writeRow(
  db: Database.Database,
  table: number,
  { lon, lat }: CachePlace,
  slots: readonly number[],
  { to, from }: WaysAround,
  time: number,
): void {
  const before = findRow(db, table, { lon, lat });
  const length = Math.max(0, ...slots.map((slot) => slot + 1));
  const cells = grown(before && cellsOf(before), length);
  for (const [index, slot] of slots.entries()) {
    set(cells.seconds_to, slot, to.seconds[index]);
    set(cells.metres_to, slot, to.metres[index]);
    set(cells.seconds_from, slot, from.seconds[index]);
    set(cells.metres_from, slot, from.metres[index]);
  }
  db.prepare(
    `INSERT OR REPLACE INTO around (table_id, lon, lat, used_at, ${columns.join(', ')}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(table, lon, lat, time, ...columns.map((column) => Buffer.from(cells[column].buffer)));
  db.prepare(
    `DELETE FROM around WHERE table_id = ? AND rowid NOT IN
     (SELECT rowid FROM around WHERE table_id = ? ORDER BY used_at DESC, rowid DESC LIMIT ?)`,
  ).run(table, table, mostRows);
}

function findRow(db: Database.Database, table: number, { lon, lat }: CachePlace): Blobs | undefined {
  return db
    .prepare<[number, number, number], Blobs>(
      `SELECT ${columns.join(', ')} FROM around WHERE table_id = ? AND lon = ? AND lat = ?`,
    )
    .get(table, lon, lat);
}

/** Copies, since SQLite's buffers need not begin where a 32-bit integer may; a damaged one is empty. */
function cellsOf(row: Blobs): Cells {
  const copy = (bytes: Buffer) =>
    bytes.length % 4 === 0 ? new Int32Array(new Uint8Array(bytes).buffer) : new Int32Array(0);
  return {
    seconds_to: copy(row.seconds_to),
    metres_to: copy(row.metres_to),
    seconds_from: copy(row.seconds_from),
    metres_from: copy(row.metres_from),
  };
}

function grown(before: Cells | undefined, length: number): Cells {
  const grow = (cells: Int32Array | undefined) => {
    const longer = new Int32Array(Math.max(length, cells?.length ?? 0)).fill(unknownCell);
    if (cells) longer.set(cells);
    return longer;
  };
  return {
    seconds_to: grow(before?.seconds_to),
    metres_to: grow(before?.metres_to),
    seconds_from: grow(before?.seconds_from),
    metres_from: grow(before?.metres_from),
  };
}

function fill(cells: Int32Array, index: number, known: number | undefined): void {
  if (cells[index] === unknownCell && known !== undefined) cells[index] = known;
}

function set(cells: Int32Array, slot: number, known: number | undefined): void {
  if (known !== undefined && known !== unknownCell) cells[slot] = known;
}
