import type Database from 'better-sqlite3';
import type { CachePlace } from './matrix-cache.ts';
import { unknownCell } from './matrix-store.ts';
import type { WaysAround } from './port.ts';
import { preparedOnce } from './prepared-once.ts';
import type { UsedRows } from './used-rows.ts';

/** Places that were asked about and are in no matrix; the longest unused go first. */
const mostRows = 500;

type Blobs = Readonly<Record<(typeof columns)[number], Buffer>>;
type Row = Blobs & { readonly used_at: number };
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
  used: UsedRows,
): void {
  const row = statements(db).find.get(table, lon, lat);
  if (!row) return;
  used.useAround(table, { lon, lat }, row.used_at);
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
  const rows = statements(db).list.all(table);
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
  const { find, replace, dropOld } = statements(db);
  const before = find.get(table, lon, lat);
  const length = Math.max(0, ...slots.map((slot) => slot + 1));
  const cells = grown(before && cellsOf(before), length);
  for (const [index, slot] of slots.entries()) {
    set(cells.seconds_to, slot, to.seconds[index]);
    set(cells.metres_to, slot, to.metres[index]);
    set(cells.seconds_from, slot, from.seconds[index]);
    set(cells.metres_from, slot, from.metres[index]);
  }
  replace.run(table, lon, lat, time, ...columns.map((column) => Buffer.from(cells[column].buffer)));
  dropOld.run(table, table, mostRows);
}

const statements = preparedOnce((db) => ({
  find: db.prepare<[number, number, number], Row>(
    `SELECT used_at, ${columns.join(', ')} FROM around WHERE table_id = ? AND lon = ? AND lat = ?`,
  ),
  list: db.prepare<[number], CachePlace>('SELECT lon, lat FROM around WHERE table_id = ?'),
  replace: db.prepare(
    `INSERT OR REPLACE INTO around (table_id, lon, lat, used_at, ${columns.join(', ')}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
  dropOld: db.prepare<[number, number, number]>(
    `DELETE FROM around WHERE table_id = ? AND rowid NOT IN
     (SELECT rowid FROM around WHERE table_id = ? ORDER BY used_at DESC, rowid DESC LIMIT ?)`,
  ),
}));

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
