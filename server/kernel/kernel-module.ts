import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const isSource = import.meta.url.endsWith('.ts');
/** Compiled by scripts/build-kernel.mjs: beside the built programs, and from there for those that run from source. */
const file = fileURLToPath(
  new URL(isSource ? '../../dist/server/kernel.wasm' : './kernel.wasm', import.meta.url),
);

let compiled: WebAssembly.Module | null = null;

/** The planner's kernel, ready to be instantiated. Throws where it has not been built. */
export function kernelModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(readFileSync(file));
  return compiled;
}
