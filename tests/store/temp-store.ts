import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { storeFile } from '#server/store/data-files.ts';
import { openStore } from '#server/store/open-store.ts';
import type { Store } from '#server/store/port.ts';
import { morning } from './samples.ts';

/** A folder that goes with the test. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hubward-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An open store in a folder of its own, closed with the test. */
export function tempStore(options: { dataDir?: string; now?: () => string } = {}): {
  store: Store;
  dataDir: string;
} {
  const dataDir = options.dataDir ?? tempFolder();
  const store = openMigratedStore(dataDir, options.now ?? (() => morning));
  onTestFinished(() => store.close());
  return { store, dataDir };
}

const migrations = fileURLToPath(new URL('../../server/store/migrations', import.meta.url));

/** A copy of the migrations folder with only the first `count`. */
export function firstMigrations(count: number): string {
  const folder = join(tempFolder(), 'migrations');
  cpSync(migrations, folder, { recursive: true });
  const file = join(folder, 'meta/_journal.json');
  const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: unknown[] };
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }));
  return folder;
}

let migrated: Buffer | undefined;

/** Opens the store of a folder, or an empty one where there is none: all migrations take longer than most tests do. */
export function openMigratedStore(dataDir: string, now: () => string): Store {
  const file = storeFile(dataDir);
  migrated ??= migrateOnce();
  if (!existsSync(file)) writeFileSync(file, migrated);
  return openStore({ file, now });
}

function migrateOnce(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'hubward-migrated-'));
  try {
    const file = storeFile(folder);
    openStore({ file, now: () => morning }).close();
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
