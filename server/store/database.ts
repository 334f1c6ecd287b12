import { UserError } from '#server/domain/user-error.ts';
import Sqlite from 'better-sqlite3';
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { fileURLToPath } from 'node:url';
import * as schema from './schema.ts';

export type Database = BetterSQLite3Database<typeof schema> & { readonly $client: Sqlite.Database };
/** A database, or a transaction in it: what reading and writing functions take. */
export type Executor = Pick<Database, 'select' | 'insert' | 'update' | 'delete'>;

/** "HUBW": marks the file as ours (PRAGMA application_id). */
export const applicationId = 0x48554257;

/** Beside this file from source, beside the built server in dist. */
const defaultMigrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));

export interface OpenDatabase {
  readonly client: Sqlite.Database;
  readonly db: Database;
}

interface OpenOptions {
  readonly migrationsFolder?: string | undefined;
  /** False refuses an older file (DATA_IN_USE: the one who has it is to migrate it). */
  readonly isMigrating?: boolean;
}

/** Opens or creates the file for writing and brings its schema up to date. */
export function openDatabase(
  file: string,
  { migrationsFolder = defaultMigrationsFolder, isMigrating = true }: OpenOptions = {},
): OpenDatabase {
  const client = new Sqlite(file, { timeout: 5000 });
  try {
    assertOurs(client, file);
    client.pragma('journal_mode = WAL');
    // Rural power fails: FULL syncs the WAL at every commit, so that what was acknowledged survives a power
    // cut too. (NORMAL would be enough for a killed process.) It costs one fsync a write.
    client.pragma('synchronous = FULL');
    const db = drizzle(client, { schema });
    if (isMigrating) migrateForward(client, db, file, migrationsFolder);
    else assertMigrated(client, file, migrationsFolder);
    client.pragma('foreign_keys = ON');
    return { client, db };
  } catch (error) {
    client.close();
    throw error;
  }
}

/** Number of the newest migration applied (1 is the first); 0 for an empty file, null beyond what is known here. */
export function schemaVersion(
  client: Sqlite.Database,
  migrationsFolder = defaultMigrationsFolder,
): number | null {
  const table = client.prepare("select 1 from sqlite_master where name = '__drizzle_migrations'").get();
  if (table === undefined) return 0;
  const newest = Number(
    client.prepare('select coalesce(max(created_at), 0) from __drizzle_migrations').pluck().get(),
  );
  const known = readMigrationFiles({ migrationsFolder }).map((migration) => migration.folderMillis);
  return newest === 0 ? 0 : known.indexOf(newest) + 1 || null;
}

/** SQLite's own code (SQLITE_FULL, …) of an error or of what caused it; null for other errors. */
export function sqliteCode(error: unknown): string | null {
  if (error instanceof Sqlite.SqliteError) return error.code;
  return error instanceof Error && error.cause !== undefined ? sqliteCode(error.cause) : null;
}

/** Refuses a file that is no database, or another program's. */
function assertOurs(client: Sqlite.Database, file: string): void {
  try {
    const id = client.pragma('application_id', { simple: true });
    const isEmpty = client.prepare('select count(*) from sqlite_master').pluck().get() === 0;
    if (id === applicationId) return;
    if (id === 0 && isEmpty) {
      client.pragma(`application_id = ${applicationId}`);
      return;
    }
  } catch (error) {
    if (sqliteCode(error) !== 'SQLITE_NOTADB') throw error;
  }
  throw new UserError('FILE_UNREADABLE', `${file} is not a Hubward database.`);
}

function assertMigrated(client: Sqlite.Database, file: string, migrationsFolder: string): void {
  if (schemaVersion(client, migrationsFolder) !== readMigrationFiles({ migrationsFolder }).length) {
    throw new UserError('DATA_IN_USE', `${file} is in use by another version of Hubward.`);
  }
}

function migrateForward(client: Sqlite.Database, db: Database, file: string, migrationsFolder: string): void {
  if (schemaVersion(client, migrationsFolder) === null) {
    throw new UserError('DATA_TOO_NEW', `${file} was written by a newer Hubward.`);
  }
  // Foreign keys cannot be switched inside a transaction, and a migration that rebuilds a table needs them off.
  client.pragma('foreign_keys = OFF');
  migrate(db, { migrationsFolder });
  const broken = client.pragma('foreign_key_check') as unknown[];
  if (broken.length > 0) throw new Error(`${file}: ${broken.length} rows refer to rows that are not there`);
}
