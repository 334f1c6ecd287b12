import Database from 'better-sqlite3';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';

/**
 * How a region gets onto the disk whole or not at all. In `regions/` beside the folder of each region there may be
 * `.building-NAME~X` (an import under way, or what a dead one left), `.old-NAME` (the build before, while two
 * renames put the new one in its place) and `.lock-NAME` (held by the import under way).
 */
export function regionsFolder(dataDir: string): string {
  return join(dataDir, 'regions');
}

const namePattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

export function isRegionName(name: string): boolean {
  return namePattern.test(name);
}

/** Where the region is: in the instant between the two renames it is still the build before. */
export function locateRegion(folder: string, name: string): string | null {
  if (!isRegionName(name)) return null;
  const places = [join(folder, name), join(folder, `.old-${name}`)];
  return places.find((place) => existsSync(join(place, 'region.json'))) ?? null;
}

export interface RegionLock {
  release(): void;
}

/**
 * Locks a region against other imports; null where one is under way and does not end within waitMs. A lock ends with
 * its process.
 */
export function lockRegion(folder: string, name: string, waitMs = 0): RegionLock | null {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `.lock-${name}`);
  for (let tries = 1; ; tries++) {
    const db = new Database(file, { timeout: waitMs });
    try {
      db.exec('BEGIN EXCLUSIVE');
      // The holder before may have removed the file between our opening and locking it: then the lock is of nothing.
      if (existsSync(file)) return { release: () => release(db, file) };
      db.close();
    } catch (error) {
      db.close();
      if (isCode(error, 'SQLITE_BUSY')) return null;
      // The same, noticed by SQLite itself.
      if (tries === maxTries || !isCode(error, 'SQLITE_IOERR')) throw error;
    }
  }
}

const maxTries = 20;

function isCode(error: unknown, code: string): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith(code);
}

function release(db: Database.Database, file: string): void {
  rmSync(file, { force: true });
  db.close();
}

/** An empty folder to build in. */
export function makeBuildFolder(folder: string, name: string): string {
  const unique = `${process.pid.toString(36)}${Date.now().toString(36)}`;
  const path = join(folder, `.building-${name}~${unique}`);
  mkdirSync(path, { recursive: true });
  return path;
}

/** Puts a whole build in the place of the region's folder. Call with the lock held. */
export function swapIn(folder: string, name: string, build: string): void {
  const place = join(folder, name);
  const old = join(folder, `.old-${name}`);
  syncTree(build);
  if (existsSync(place)) renameSync(place, old);
  renameSync(build, place);
  syncPath(folder);
  remove(old);
}

/**
 * Ends what a dead import left: its half build goes, and a swap that was cut short is undone or finished. Nothing
 * happens while an import of the region is under way.
 */
export function settleRegion(folder: string, name: string): void {
  const lock = lockRegion(folder, name);
  if (!lock) return;
  try {
    const old = join(folder, `.old-${name}`);
    if (existsSync(old)) {
      if (existsSync(join(folder, name))) remove(old);
      else renameSync(old, join(folder, name));
    }
    const builds = readdirSync(folder).filter((entry) => entry.startsWith(`.building-${name}~`));
    for (const build of builds) remove(join(folder, build));
  } finally {
    lock.release();
  }
}

/** settleRegion for every region that something was left of. */
export function settleAll(folder: string): void {
  if (!existsSync(folder)) return;
  const names = new Set<string>();
  for (const entry of readdirSync(folder)) {
    const match = /^\.(?:building|old|lock)-([a-z0-9-]+)(?:~.*)?$/.exec(entry);
    if (match?.[1]) names.add(match[1]);
  }
  for (const name of names) settleRegion(folder, name);
}

/** A killed tile builder may write its last file while its folder goes: hence the retries. */
function remove(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

/** Everything on the disk before the rename says it is: else a power cut could leave empty files under the name. */
function syncTree(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) syncTree(child);
    else syncPath(child);
  }
  syncPath(path);
}

function syncPath(path: string): void {
  const fd = openSync(path, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
