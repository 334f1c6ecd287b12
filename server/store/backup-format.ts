import { UserError } from '#server/domain/user-error.ts';
import type Sqlite from 'better-sqlite3';
import { statSync } from 'node:fs';
import { applicationId, schemaVersion, sqliteCode } from './database.ts';

/** What a backup says of itself. */
export interface BackupManifest {
  readonly format: 1;
  /** ISO 8601 in UTC. */
  readonly created_at: string;
  /** Regions there were or that hubs use: left out, since an extract makes them anew. */
  readonly regions: readonly string[];
}

/** Adds the manifest to a copy of the database: a backup is one SQLite file. */
export function addManifest(copy: Sqlite.Database, manifest: BackupManifest): void {
  copy.transaction(() => {
    copy.exec('create table backup_manifest (manifest text not null)');
    copy.prepare('insert into backup_manifest values (?)').run(JSON.stringify(manifest));
  })();
}

/** Proves that a file is a whole backup and reads its manifest. Throws UserError BACKUP_INVALID or DATA_TOO_NEW. */
export function checkBackup(backup: Sqlite.Database, migrationsFolder?: string): BackupManifest {
  try {
    if (backup.pragma('application_id', { simple: true }) !== applicationId)
      throw invalid('it is another file');
    if (backup.pragma('integrity_check', { simple: true }) !== 'ok') throw invalid('it is damaged');
    const broken = backup.pragma('foreign_key_check') as unknown[];
    if (broken.length > 0) throw invalid('its rows do not fit together');
    // SQLite reads what is missing of the last page as zeros.
    const pages = Number(backup.pragma('page_count', { simple: true }));
    const bytes = pages * Number(backup.pragma('page_size', { simple: true }));
    if (statSync(backup.name).size !== bytes) throw invalid('it ends early');
    const manifest = readManifest(backup);
    const version = schemaVersion(backup, migrationsFolder);
    if (version === 0) throw invalid('it has no schema');
    if (version === null) throw new UserError('DATA_TOO_NEW', 'The backup was made by a newer Hubward.');
    return manifest;
  } catch (error) {
    const code = sqliteCode(error);
    if (code === 'SQLITE_NOTADB') throw invalid('it is another file', error);
    if (code?.startsWith('SQLITE_CORRUPT')) throw invalid('it is damaged or ends early', error);
    throw error;
  }
}

function readManifest(backup: Sqlite.Database): BackupManifest {
  const table = backup.prepare("select 1 from sqlite_master where name = 'backup_manifest'").get();
  const text = table && backup.prepare('select manifest from backup_manifest').pluck().get();
  if (typeof text !== 'string') throw invalid('it is a database, but was not made by hubward backup');
  // Written by addManifest; the file's integrity was checked before.
  const manifest = JSON.parse(text) as BackupManifest;
  if (manifest.format !== 1) throw invalid(`its format ${String(manifest.format)} is unknown`);
  return manifest;
}

/** Takes out of a backup what the database does not have; older ones have a table of photos that nothing ever filled. */
export function takeOutBackupTables(backup: Sqlite.Database): void {
  backup.exec('drop table if exists backup_photos; drop table backup_manifest; vacuum');
}

function invalid(why: string, cause?: unknown): UserError {
  return new UserError('BACKUP_INVALID', `This is no whole backup: ${why}.`, { cause });
}
