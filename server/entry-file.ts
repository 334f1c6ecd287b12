import { fileURLToPath } from 'node:url';

/** Programs that run beside the main thread, by name: built to dist/server/NAME.js. */
const sources = {
  'solve-worker': './solver-pool/solve-worker.ts',
  'valhalla-process': './routing/valhalla/valhalla-process.ts',
  'region-import': './region/region-import-process.ts',
} as const;

export type EntryName = keyof typeof sources;

const isSource = import.meta.url.endsWith('.ts');

/**
 * How to start such a program: the file, and what comes before its own arguments. From source, a bootstrap
 * registers tsx first (Node 20 does not start worker threads with `--import tsx`).
 */
export function entryFile(name: EntryName): { file: string; argv: string[] } {
  return isSource
    ? {
        file: fileURLToPath(new URL('./entry-boot.mjs', import.meta.url)),
        argv: [new URL(sources[name], import.meta.url).href],
      }
    : { file: fileURLToPath(new URL(`./${name}.js`, import.meta.url)), argv: [] };
}
