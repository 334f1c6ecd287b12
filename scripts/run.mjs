// Runs one of the built programs (main or cli), building first where the sources have changed.
import { buildIfStale } from './build.mjs';

const [program] = process.argv.splice(2, 1);
if (program !== 'main' && program !== 'cli') {
  console.error(`scripts/run.mjs: "${program}" is neither main nor cli`);
  process.exit(2);
}
await buildIfStale();
await import(new URL(`../dist/server/${program}.js`, import.meta.url).href);
