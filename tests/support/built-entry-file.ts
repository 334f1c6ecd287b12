import { fileURLToPath } from 'node:url';
import type { EntryName } from '#server/entry-file.ts';

/** In place of server/entry-file.ts: what runs beside the main thread is the built program, which starts in a fraction of the time. */
export function entryFile(name: EntryName): { file: string; argv: string[] } {
  return { file: fileURLToPath(new URL(`../../dist/server/${name}.js`, import.meta.url)), argv: [] };
}
