import Database from 'better-sqlite3';
import { existsSync, renameSync, rmSync } from 'node:fs';
import type { RoutingLogger } from './logger.ts';

/** Not asked yet; −1 is an answer: there is no way. */
export const unknownCell = -2;

const schemaVersion = 2;

/**
 * A *table* is one engine identity and profile. Its places have slots 0, 1, 2…; the row of a slot holds the
 * travel from it to every slot as two arrays of 32-bit integers (of the machine's byte order), so that 600
 * places are 600 rows and not 360,000. A row may be shorter than the number of slots: the rest is unknown.
 * *around* has the ways from and to a place that was asked about alone, by the slots of the others.
 */
const schema = `
  CREATE TABLE matrix_table (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, used_at INTEGER NOT NULL) STRICT;
  CREATE TABLE place (
    table_id INTEGER NOT NULL REFERENCES matrix_table(id) ON DELETE CASCADE,
    slot INTEGER NOT NULL,
    lon INTEGER NOT NULL,
    lat INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    seconds BLOB NOT NULL,
    metres BLOB NOT NULL,
    PRIMARY KEY (table_id, slot)
  ) STRICT;
  CREATE UNIQUE INDEX place_at ON place (table_id, lon, lat);
  CREATE TABLE around (
    table_id INTEGER NOT NULL REFERENCES matrix_table(id) ON DELETE CASCADE,
    lon INTEGER NOT NULL,
    lat INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    seconds_to BLOB NOT NULL,
    metres_to BLOB NOT NULL,
    seconds_from BLOB NOT NULL,
    metres_from BLOB NOT NULL,
    PRIMARY KEY (table_id, lon, lat)
  ) STRICT;
  CREATE TABLE first_seen (url TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT;
`;

/** SQLite's words for a file that cannot be trusted any more. */
const corruptCodes = new Set([
  'SQLITE_CORRUPT',
  'SQLITE_NOTADB',
  'SQLITE_CORRUPT_VTAB',
  'SQLITE_CORRUPT_INDEX',
]);

/** The file of the matrix cache. What is in it can be asked again, so a broken file is put aside and begun anew. */
export class MatrixStore {
  readonly #file: string;
  readonly #logger: RoutingLogger;
  #db: Database.Database;

  constructor(file: string, logger: RoutingLogger) {
    this.#file = file;
    this.#logger = logger;
    this.#db = this.#openOrReplace();
  }

  /**
   * Runs `work` in one write transaction: of several processes on one file, one at a time. On a broken file it is
   * run again on an empty one, so it must have no effect outside the database before it ends.
   */
  transact<T>(work: (db: Database.Database) => T): T {
    return this.#run('immediate', work);
  }

  /** As `transact`, for work that writes nothing: it sees one state of the file, and waits for nobody who writes. */
  read<T>(work: (db: Database.Database) => T): T {
    return this.#run('deferred', work);
  }

  close(): void {
    this.#db.close();
  }

  #run<T>(kind: 'immediate' | 'deferred', work: (db: Database.Database) => T): T {
    try {
      return this.#db.transaction(() => work(this.#db))[kind]();
    } catch (error) {
      if (!isCorrupt(error)) throw error;
      this.#putAside(error);
      this.#db = open(this.#file);
      return this.#db.transaction(() => work(this.#db))[kind]();
    }
  }

  #openOrReplace(): Database.Database {
    try {
      return open(this.#file);
    } catch (error) {
      if (!isCorrupt(error)) throw error;
      this.#putAside(error);
      return open(this.#file);
    }
  }

  #putAside(cause: unknown): void {
    // Absent while opening, where the constructor failed before there was a handle.
    this.#db?.close();
    const aside = `${this.#file}.corrupt-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
    if (existsSync(this.#file)) renameSync(this.#file, aside);
    for (const suffix of ['-wal', '-shm']) rmSync(this.#file + suffix, { force: true });
    this.#logger.warn(
      { err: cause, file: this.#file, aside },
      'matrix cache is broken: put aside, begun anew',
    );
  }
}

function isCorrupt(error: unknown): boolean {
  return error instanceof Database.SqliteError && corruptCodes.has(error.code);
}

function open(file: string): Database.Database {
  const db = new Database(file, { timeout: 10_000 });
  try {
    db.pragma('journal_mode = WAL');
    // A lost last write costs a routing call, not data.
    db.pragma('synchronous = NORMAL');
    db.pragma('foreign_keys = ON');
    db.transaction(() => {
      const version = db.pragma('user_version', { simple: true });
      if (version === schemaVersion) return;
      if (version !== 0)
        db.exec(
          'DROP TABLE IF EXISTS place; DROP TABLE IF EXISTS around; DROP TABLE IF EXISTS matrix_table; DROP TABLE IF EXISTS first_seen',
        );
      db.exec(schema);
      db.pragma(`user_version = ${schemaVersion}`);
    }).immediate();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
