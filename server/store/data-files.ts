import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The database in a data directory. */
export function storeFile(dataDir: string): string {
  return join(dataDir, 'hubward.sqlite');
}

/** Names of the regions that are whole in a data directory, sorted. */
export function regionNames(dataDir: string): string[] {
  const folder = join(dataDir, 'regions');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'region.json')))
    .sort();
}
