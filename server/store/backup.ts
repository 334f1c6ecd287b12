import { UserError } from '#server/domain/user-error.ts';
import Sqlite from 'better-sqlite3';
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { addManifest, checkBackup, takeOutBackupTables } from './backup-format.ts';
import { regionNames, storeFile } from './data-files.ts';
import { applicationId, openDatabase, sqliteCode } from './database.ts';
import { lockForWriting } from './writer-lock.ts';

export interface BackupResult {
  /** Names of the regions left out. */
  readonly regions: string[];
}

export interface RestoreResult {
  /** When the backup was made, ISO 8601 in UTC. */
  readonly createdAt: string;
  /** Regions the backup names that the data directory lacks. */
  readonly missingRegions: string[];
  /** Where the database before is; null where there was none. The next restore replaces it. */
  readonly keptAside: string | null;
}

/**
 * Saves the database of a data directory, photos in it too, to one file, also while a server writes there. Rejects with
 * UserError FILE_UNREADABLE, FILE_UNWRITABLE or DISK_FULL; `file` is then as it was.
 */
export async function backupTo(dataDir: string, file: string): Promise<BackupResult> {
  assertElsewhere(file, dataDir);
  const source = openSource(storeFile(dataDir));
  const part = `${file}.${process.pid}.part`;
  try {
    // All pages in one step: one snapshot, which a busy writer cannot make start over.
    await source.backup(part, { progress: () => Number.MAX_SAFE_INTEGER });
    const result = complete(part, dataDir);
    syncToDisk(part);
    renameSync(part, file);
    syncToDisk(dirname(file));
    return result;
  } catch (error) {
    throw explainWriting(error, file);
  } finally {
    source.close();
    for (const suffix of ['', '-journal']) rmSync(part + suffix, { force: true });
  }
}

function assertElsewhere(file: string, dataDir: string): void {
  if (!existsSync(dirname(file))) {
    throw new UserError('FILE_UNWRITABLE', `The folder ${dirname(file)} is not there.`);
  }
  if (resolve(file) === resolve(storeFile(dataDir))) {
    throw new UserError('FILE_UNWRITABLE', `${file} is the database itself.`);
  }
}

function openSource(file: string): Sqlite.Database {
  if (!existsSync(file)) throw new UserError('FILE_UNREADABLE', `${file} is not there.`);
  // Not read-only: after a crash the first to open the file recovers its log.
  const source = new Sqlite(file, { fileMustExist: true, timeout: 5000 });
  if (source.pragma('application_id', { simple: true }) === applicationId) return source;
  source.close();
  throw new UserError('FILE_UNREADABLE', `${file} is not a Hubward database.`);
}

function complete(part: string, dataDir: string): BackupResult {
  const copy = new Sqlite(part);
  try {
    copy.pragma('journal_mode = DELETE');
    const used = copy.prepare('select distinct region from hubs').pluck().all().map(String);
    const regions = [...new Set([...regionNames(dataDir), ...used])].sort();
    const manifest = { format: 1, created_at: new Date().toISOString(), regions } as const;
    addManifest(copy, manifest);
    checkBackup(copy);
    return { regions };
  } finally {
    copy.close();
  }
}

/**
 * Replaces the database of a data directory by that of a backup. The backup is copied, checked and migrated beside
 * the data first; the database is then replaced in one step, so that a stop at any moment leaves the one or the other.
 * Nobody stays signed in, no member's phone stays bound, and open one-time links of both end; programs' keys and drivers'
 * links and phones are as the backup has them. Rejects with UserError DATA_IN_USE, BACKUP_INVALID, DATA_TOO_NEW,
 * FILE_UNREADABLE or DISK_FULL; the data are then as they were.
 */
export async function restoreFrom(
  file: string,
  dataDir: string,
  migrationsFolder?: string,
): Promise<RestoreResult> {
  const lock = lockForWriting(dataDir);
  try {
    removeLeftovers(dataDir);
    const folder = mkdtempSync(join(dataDir, restorePrefix));
    try {
      return replaceBy(file, folder, dataDir, migrationsFolder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  } catch (error) {
    throw isDiskFull(error) ? new UserError('DISK_FULL', `${dataDir} has no room.`, { cause: error }) : error;
  } finally {
    lock.release();
  }
}

const restorePrefix = 'restore-';

/** Of a restore that was killed. */
function removeLeftovers(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    if (name.startsWith(restorePrefix)) rmSync(join(dataDir, name), { recursive: true, force: true });
  }
}

function replaceBy(
  file: string,
  folder: string,
  dataDir: string,
  migrationsFolder: string | undefined,
): RestoreResult {
  const copy = join(folder, 'hubward.sqlite');
  try {
    copyFileSync(file, copy);
  } catch (error) {
    if (isDiskFull(error)) throw error;
    throw new UserError('FILE_UNREADABLE', `${file} could not be read.`, { cause: error });
  }
  const { createdAt, regions } = unpack(copy, migrationsFolder);
  syncToDisk(copy);
  const target = storeFile(dataDir);
  const keptAside = keepAside(target);
  renameSync(copy, target);
  syncToDisk(dataDir);
  const present = regionNames(dataDir);
  return {
    createdAt,
    missingRegions: regions.filter((name) => !present.includes(name)),
    keptAside,
  };
}

function unpack(copy: string, migrationsFolder: string | undefined) {
  const backup = new Sqlite(copy);
  let unpacked: { createdAt: string; regions: readonly string[] };
  try {
    const { created_at: createdAt, regions } = checkBackup(backup, migrationsFolder);
    takeOutBackupTables(backup);
    unpacked = { createdAt, regions };
  } finally {
    backup.close();
  }
  const { client } = openDatabase(copy, { migrationsFolder });
  try {
    client.exec(leaveBehind);
  } finally {
    client.close();
  }
  return unpacked;
}

/** Who was signed out, unbound or used a link since then must not be let in again. */
const leaveBehind = `
  delete from sessions;
  delete from invites where used_at is null;
  delete from member_sessions;
  delete from member_links where used_at is null;
`;

/** Gives the database a second name, and puts its log away: a log left beside another database would be applied to it. */
function keepAside(target: string): string | null {
  if (!existsSync(target)) return null;
  const aside = `${target}.before-restore`;
  for (const suffix of ['', '-wal', '-shm']) rmSync(aside + suffix, { force: true });
  emptyLog(target);
  for (const suffix of ['-wal', '-shm']) {
    if (existsSync(target + suffix)) renameSync(target + suffix, aside + suffix);
  }
  linkSync(target, aside);
  return aside;
}

/** Closing the last connection writes the log into the file and removes it. */
function emptyLog(target: string): void {
  const client = new Sqlite(target);
  try {
    client.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    // A damaged database is a reason to restore: its log is then kept beside it as it is.
    if (sqliteCode(error) === null) throw error;
  } finally {
    client.close();
  }
}

function syncToDisk(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function isDiskFull(error: unknown): boolean {
  return sqliteCode(error) === 'SQLITE_FULL' || systemCode(error) === 'ENOSPC';
}

function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null;
}

function explainWriting(error: unknown, file: string): unknown {
  if (error instanceof UserError) return error;
  if (isDiskFull(error)) return new UserError('DISK_FULL', `There is no room for ${file}.`, { cause: error });
  const isRefused = /^(SQLITE_CANTOPEN|SQLITE_READONLY|EACCES|EISDIR|ENOTDIR|EPERM|EROFS)/.test(
    systemCode(error) ?? '',
  );
  return isRefused
    ? new UserError('FILE_UNWRITABLE', `${file} could not be written.`, { cause: error })
    : error;
}
