import type { CachePlace } from './matrix-cache.ts';
import type Database from 'better-sqlite3';
import { preparedOnce } from './prepared-once.ts';

/** How old the time of a row's last use becomes before it is written anew. What is dropped is older by far. */
const oldMilliseconds = 3_600_000;

/** The rows that a read used and whose times are old by then, so that most reads write nothing. */
export class UsedRows {
  readonly #time: number;
  readonly #marks: ((db: Database.Database) => void)[] = [];

  /** @param time ms since 1970 */
  constructor(time: number) {
    this.#time = time;
  }

  get areOld(): boolean {
    return this.#marks.length > 0;
  }

  useTable(table: number, usedAt: number): void {
    this.#use(usedAt, (db) => statements(db).markTable.run(this.#time, table));
  }

  /** By where it is: its slot may be another one's by the time it is marked. */
  usePlace(table: number, { lon, lat }: CachePlace, usedAt: number): void {
    this.#use(usedAt, (db) => statements(db).markPlace.run(this.#time, table, lon, lat));
  }

  useAround(table: number, { lon, lat }: CachePlace, usedAt: number): void {
    this.#use(usedAt, (db) => statements(db).markAround.run(this.#time, table, lon, lat));
  }

  mark(db: Database.Database): void {
    for (const mark of this.#marks) mark(db);
  }

  #use(usedAt: number, mark: (db: Database.Database) => void): void {
    // A clock that was set back is no reason to keep a row for good.
    if (Math.abs(this.#time - usedAt) >= oldMilliseconds) this.#marks.push(mark);
  }
}

const statements = preparedOnce((db) => ({
  markTable: db.prepare<[number, number]>('UPDATE matrix_table SET used_at = ? WHERE id = ?'),
  markPlace: db.prepare<[number, number, number, number]>(
    'UPDATE place SET used_at = ? WHERE table_id = ? AND lon = ? AND lat = ?',
  ),
  markAround: db.prepare<[number, number, number, number]>(
    'UPDATE around SET used_at = ? WHERE table_id = ? AND lon = ? AND lat = ?',
  ),
}));
