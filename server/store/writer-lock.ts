import { UserError } from '#server/domain/user-error.ts';
import Sqlite from 'better-sqlite3';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sqliteCode } from './database.ts';

export interface WriterLock {
  release(): void;
}

/**
 * Makes this the one writer of a data directory. The lock is the operating system's on `writer.lock` (taken
 * through SQLite, which knows how on each system), so it ends with its process however that ends; a process id
 * alone would not do, since in a container the next start often has the same. `writer.pid` only names the holder.
 * Rejects with UserError DATA_IN_USE.
 */
export function lockForWriting(dataDir: string): WriterLock {
  mkdirSync(dataDir, { recursive: true });
  const pidFile = join(dataDir, 'writer.pid');
  const lock = new Sqlite(join(dataDir, 'writer.lock'), { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (sqliteCode(error) !== 'SQLITE_BUSY') throw error;
    throw new UserError('DATA_IN_USE', `${dataDir} is in use by process ${holder(pidFile)}.`, {
      cause: error,
    });
  }
  writeFileSync(pidFile, `${process.pid}\n`);
  return { release: () => lock.close() };
}

/** The lock, or null where another has it. */
export function tryLockForWriting(dataDir: string): WriterLock | null {
  try {
    return lockForWriting(dataDir);
  } catch (error) {
    if (error instanceof UserError && error.code === 'DATA_IN_USE') return null;
    throw error;
  }
}

function holder(pidFile: string): string {
  try {
    return readFileSync(pidFile, 'utf8').trim();
  } catch {
    return '(unknown)'; // The holder has the lock but has not written its id yet.
  }
}
