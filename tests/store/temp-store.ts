import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  const store = openStore({ file: storeFile(dataDir), now: options.now ?? (() => morning) });
  onTestFinished(() => store.close());
  return { store, dataDir };
}
